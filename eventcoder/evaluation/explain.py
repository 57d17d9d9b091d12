"""Why a sentence was coded as it was: tree, triples, frames, actors, and what nearly fired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from eventcoder.model.actor import Actor
from eventcoder.model.codebook import Frame
from eventcoder.model.offsets import predicate_name
from eventcoder.model.predication import Phrase, Predication
from eventcoder.model.protocols import Parser
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.pipeline import Coder, Reading
from eventcoder.stages.coding.coder import Coded, SentenceCoder
from eventcoder.stages.coding.ends import End, is_excluded_kind, is_of_kind
from eventcoder.stages.coding.entries import CompiledCodebook, Entry
from eventcoder.stages.coding.matching import Matcher
from eventcoder.stages.triples.table import sources_of, targets_of

MAX_NEAR = 3


def explain_text(text: str, parser: Parser, coder: Coder, day: date | None = None) -> str:
    """Everything that the program saw in a text, as lines for a person.

    day: by which leaders and offices are chosen. Raises: ModelError when the parser cannot be loaded.
    """
    document = Document("text", text, published=day.isoformat() if day else None)
    lines: list[str] = []
    for _, parsed in parser.parse([document]):
        if isinstance(parsed, Reject):
            return f"not parsed: {parsed.detail or parsed.reason}"
        reading = coder.read(document, parsed)
        skipped = len(parsed) - len(reading.sentences)
        if skipped:
            lines.append(f"{skipped} sentences are headings, captions or source lines and are not coded.\n")
        for at in range(len(reading.sentences)):
            lines.extend(explain_sentence(reading, at, coder))
    return "\n".join(lines) if lines else "no sentence in this text"


def explain_sentence(reading: Reading, at: int, coder: Coder) -> Iterator[str]:
    """The lines about one sentence of a document."""
    sentence = reading.sentences[at]
    yield f"# {sentence.text}"
    yield ""
    yield "tree"
    yield from (f"  {line}" for line in tree_lines(sentence))
    yield ""
    yield "triples (source | predicate | target)"
    predications = reading.predications[at]
    for predication in predications:
        yield from (f"  {line}" for line in triple_lines(predication, reading))
    if not predications:
        yield "  none: no verb and no event noun"
    for codebook in coder.codebooks:
        name = codebook.codebook.name
        yield ""
        yield f"events ({name})"
        coded = reading.coded[name][at]
        for event in coded:
            yield from (f"  {line}" for line in event_lines(event, predications, reading, codebook))
        if not coded:
            topic = reading.topics[at]
            yield f"  none: the sentence tells of {topic}, not of politics" if topic else "  none"
        missed = list(near_misses(coded, at, reading, codebook))
        if missed:
            yield ""
            yield f"not coded ({name})"
            yield from (f"  {line}" for line in missed)
    yield ""


def tree_lines(sentence: Sentence) -> list[str]:
    """The dependency tree, indented: word, part of speech, relation, entity class."""
    children: dict[int, list[int]] = {}
    for i, head in enumerate(sentence.heads):
        children.setdefault(head if head != i else -1, []).append(i)
    lines: list[str] = []
    seen: set[int] = set()
    stack = [(i, 0) for i in reversed(children.get(-1, []))]
    while stack:
        i, depth = stack.pop()
        if i in seen:
            continue
        seen.add(i)
        tag = f" [{sentence.ner[i]}]" if sentence.ner[i] not in ("O", "", "_") else ""
        lines.append(f"{'  ' * depth}{sentence.words[i]}  {sentence.upos[i]} {sentence.deprels[i]}{tag}")
        stack.extend((k, depth + 1) for k in reversed(children.get(i, [])))
    return lines


def _words(phrase: Phrase | None, reading: Reading) -> str:
    if phrase is None:
        return "-"
    words = reading.words(phrase)
    if phrase.reference in ("pronoun", "phrase"):
        words += f" (by {phrase.reference}, {phrase.distance} sentences back)"
    return words


def triple_lines(predication: Predication, reading: Reading) -> Iterator[str]:
    """One predicate: sources, name, targets with their role, and what is not plain about it."""
    sources = ", ".join(_words(phrase, reading) for phrase in sources_of(predication, reading.sentences)) or "-"
    targets = (
        "; ".join(
            f"{argument.role}: {_words(argument.phrase, reading)}"
            if argument.role != "object"
            else _words(argument.phrase, reading)
            for argument in targets_of(predication)
        )
        or "-"
    )
    marks = [
        predication.voice if predication.voice != "active" else "",
        "negated" if predication.polarity == "negative" else "",
        predication.time if predication.time == "future" else "",
        predication.modality if predication.modality != "none" else "",
        "requested" if predication.requested else "",
        f"said by {_words(predication.speaker, reading)}" if predication.speaker else "",
    ]
    shown = [mark for mark in marks if mark]
    yield f"{sources} | {predicate_name(predication)} | {targets}" + (f"   ({', '.join(shown)})" if shown else "")


def actor_line(end: End | None, reading: Reading) -> str:
    """An end with its code and the reason."""
    if end is None:
        return "nobody named"
    actor: Actor = end.actor
    return f"{_words(end.phrase, reading)} = {actor.code or 'unresolved'} ({actor.how or 'no dictionary knows it'})"


def event_lines(
    event: Coded, predications: Sequence[Predication], reading: Reading, codebook: CompiledCodebook
) -> Iterator[str]:
    """One event with its frame, file and line, and both actors."""
    code = codebook.codebook.codes[event.code]
    marks = f"{event.factuality}{', negated' if event.negated else ''}"
    yield f"{event.code} {code.label} ({marks})"
    yield f"  source: {actor_line(event.source, reading)}"
    yield f"  target: {actor_line(event.target, reading)}"
    kind = "frame" if isinstance(event.rule, Frame) else "operator"
    trigger = predicate_name(predications[event.predication])
    yield f"  {kind} {event.rule.id} at {event.rule.path}:{event.rule.line}, by '{trigger}'"
    if event.inner >= 0:
        yield f"  over '{predicate_name(predications[event.inner])}'"
    if event.speaker is not None:
        yield f"  said by {_words(event.speaker, reading)}"


def near_misses(coded: Sequence[Coded], at: int, reading: Reading, codebook: CompiledCodebook) -> Iterator[str]:
    """For each predicate of a sentence that made no row: what was found and why it was left out, and near frames."""
    predications = reading.predications[at]
    taken = {event.predication for event in coded} | {event.inner for event in coded}
    coder = SentenceCoder(predications, codebook, reading.actors)
    silenced = {event.predication for event in coder.code()} - taken
    matcher = coder.matcher
    for k, predication in enumerate(predications):
        if k in taken:
            continue
        name = predicate_name(predication)
        bucket = codebook.entries.get((predication.kind, predication.lemma))
        if bucket is None:
            yield f"{name}: no frame has this {predication.kind}"
            continue
        found = coder.readings(k)
        shown: dict[str, str] = {}
        if found:
            rule = found[0].rule
            if k in silenced:
                topic = reading.topics[at]
                reason = f"the sentence tells of {topic}" if topic else "it was long ago"
            else:
                reason = drop_reason(coder, k)
            shown[rule.id] = f"({rule.path}:{rule.line}): its words fit, but {reason}"
        # what failed only by its ends is nearer than what failed by its words
        for entry in sorted(
            bucket.all(), key=lambda entry: (bool(matcher.failure(entry, predication)), len(entry.rest))
        ):
            if entry.rule.id not in shown and len(shown) < MAX_NEAR:
                failure = matcher.failure(entry, predication) or end_failure(entry, matcher, predication)
                shown[entry.rule.id] = f"({entry.rule.path}:{entry.rule.line}): {failure}"
        for rule_id, told in shown.items():
            yield f"{name}: {rule_id} {told}"


def drop_reason(coder: SentenceCoder, k: int) -> str:
    """Why a predicate that a frame took made no row. coder: of the sentence, after its `code`."""
    drop = coder.drops.get(k)
    if drop is None:
        return "it is part of another event here"
    return drop.reason.format(predicate_name(coder.predications[drop.by])) if drop.by >= 0 else drop.reason


def end_failure(entry: Entry, matcher: Matcher, predication: Predication) -> str:
    """Why an entry whose words fit made no row."""
    rule = entry.rule
    if rule.negated == "drop" and predication.polarity == "negative":
        return "its words fit, but it leaves out what is denied"
    sources = matcher.sources(predication, getattr(rule, "possessor", "source") == "source")
    match = matcher.match(entry, predication)
    targets = matcher.targets(match, predication) if match is not None else []
    if isinstance(rule, Frame):
        for name, ends, others in (("source", sources, targets), ("target", targets, sources)):
            wanted, unwanted = getattr(rule, f"{name}_is"), getattr(rule, f"{name}_is_not")
            other = others[0] if others else None
            if wanted and not any(is_of_kind(end, wanted, other) for end in ends):
                return f"its words fit, but the {name} is none of {', '.join(wanted)}"
            if unwanted and any(is_excluded_kind(end, unwanted, other) for end in ends):
                return f"its words fit, but the {name} is one of {', '.join(unwanted)}"
    if not any(end.resolved for end in (*sources, *targets)):
        return "its words fit, but no dictionary knows either end"
    if not targets:
        return "its words fit, but there is no target"
    if not sources:
        return "its words fit, but there is no source"
    return "its words fit, but another frame goes before it"
