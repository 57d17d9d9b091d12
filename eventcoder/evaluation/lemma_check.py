"""Whether every inflected form of a codebook's verbs and nouns reaches its entry through the real parser."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from eventcoder.errors import ParseError
from eventcoder.evaluation.inflections import Form, Inflector, Word, condition_lists, forms_of, words_of
from eventcoder.model.codebook import Codebook, Frame, Operator
from eventcoder.model.predication import Argument, Predication
from eventcoder.model.protocols import Parser
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.pipeline import Coder, parse_documents
from eventcoder.stages.coding.entries import PREPOSITIONS, Words, compile_codebook
from eventcoder.stages.coding.matching import Matcher
from eventcoder.stages.triples.extract import extract_predications
from eventcoder.stages.triples.lemmas import regular_lemmas
from eventcoder.stages.triples.repairs import mend
from eventcoder.stages.triples.tree import Tree
from eventcoder.storage.parse_cache import ParseCache

REASONS = {
    "lemma": "another lemma than the entry has",
    "tag": "taken for another part of speech",
    "words": "the entry's other words are not found beside it",
    "place": "heads no predicate or phrase",
}
# how the kinds of words are called in the report, in its order
KINDS = {"verb": "verbs", "noun": "nouns", "thing": "nouns in conditions", "clause": "verbs in conditions"}
# the kinds that head entries
ENTRIES = frozenset({"verb", "noun"})
# sentences parsed and kept at once
PORTION = 2000
# as which parts of speech a verb and a noun are looked for
TAGS = {"VERB": frozenset({"VERB"}), "NOUN": frozenset({"NOUN", "PROPN"})}


@dataclass(frozen=True, slots=True)
class FormResult:
    """One form and what became of it.

    reason: "" where it reached its entry, else a key of REASONS; sentence: the one in which it did, else the first that
    was tried; tried: how many were; upos, lemma: of the form there, lemma mended; parser_lemma: as the parser gave it.
    """

    form: Form
    reason: str
    sentence: str
    tried: int
    upos: str
    lemma: str
    parser_lemma: str

    @property
    def passed(self) -> bool:
        """Whether the form reached its entry."""
        return not self.reason

    @property
    def retried(self) -> bool:
        """Whether it did, but not in the first sentence."""
        return self.passed and self.tried > 1

    def __str__(self) -> str:
        word = self.form.word
        seen = f"{self.upos} {self.lemma}" + (f" ({self.parser_lemma})" if self.parser_lemma != self.lemma else "")
        return f"{self.reason:6s} {word.kind:6s} {word.entry}: {self.form.text} is {seen} in {self.sentence!r}"


@dataclass(frozen=True, slots=True)
class FormCounts:
    """How many forms there are, and how many failed for each key of REASONS."""

    forms: int
    failed: Counter[str]

    @staticmethod
    def of(results: Iterable[FormResult]) -> FormCounts:
        """Count results."""
        found = Counter(result.reason for result in results)
        return FormCounts(found.total(), Counter({reason: found[reason] for reason in REASONS}))

    @property
    def reached(self) -> float:
        """Per cent of the forms that reach their entry."""
        return 100 * (1 - self.failed.total() / max(1, self.forms))

    @property
    def right_lemmas(self) -> float:
        """Per cent with a lemma under which the entry is found, of the forms tagged as what they are."""
        return 100 * (1 - self.failed["lemma"] / max(1, self.forms - self.failed["tag"]))


@dataclass(frozen=True, slots=True)
class DeadEntry:
    """A word of a rule that no sentence can match. key: where it stands in the rule; reason: why nothing matches."""

    rule: Frame | Operator
    key: str
    entry: str
    reason: str

    def __str__(self) -> str:
        rule = self.rule
        return f"{rule.path}:{rule.line}: '{rule.id}': {self.key}: '{self.entry}' never matches: {self.reason}"


class Reach:
    """Which entries of a codebook a word of a sentence reaches, by the entries' own words alone."""

    def __init__(self, coder: Coder) -> None:
        self.coder = coder
        codebook = coder.codebooks[0].codebook
        # kind and entry -> ids of rules of one entry each
        self._ids: dict[tuple[str, str], set[str]] = defaultdict(set)
        frames = [frame for rule in codebook.rules for frame in self._bare_frames(rule)]
        self._compiled = compile_codebook(replace(codebook, frames=tuple(frames), operators=()))
        self._lists = _condition_lists(codebook.frames)

    def _bare_frames(self, rule: Frame | Operator) -> Iterator[Frame]:
        """A frame without conditions for each entry: what a rule asks of its object is no matter of the entry's."""
        for kind, entries in (("verb", rule.verbs), ("noun", rule.nouns)):
            for entry in entries:
                # words of one rule that are one word each stand for each other: "fulfil" and "fulfill"
                name = f"{rule.id} {kind}" if " " not in entry else f"{rule.id} {kind} {entry}"
                self._ids[kind, entry.lower()].add(name)
                words = (entry,)
                yield Frame(
                    name, rule.code, verbs=words if kind == "verb" else (), nouns=words if kind == "noun" else ()
                )

    def test(self, form: Form, start: int, sentences: Sequence[Sentence]) -> FormResult:
        """One form in one parsed sentence. start: the character at which the form begins."""
        sentence, tokens = _tokens(sentences, start, start + len(form.text))
        predications = extract_predications([sentence], self.coder.lexicon)[0]
        tree = Tree(sentence, 0)
        mend(tree, self.coder.lexicon)
        # the last of the tokens is the head of a form that the parser splits at its hyphen
        at = tokens[-1]
        reason = self._failure(form.word, tokens, predications, sentence, tree)
        return FormResult(form, reason, sentence.text, 1, sentence.upos[at], tree.lemmas[at], sentence.lemmas[at])

    def _failure(
        self, word: Word, tokens: range, predications: Sequence[Predication], sentence: Sentence, tree: Tree
    ) -> str:
        heads = [predication for predication in predications if predication.head in tokens]
        if word.kind in ("verb", "noun"):
            if self._reaches_entry(word, heads, predications, sentence):
                return ""
            is_lemma = any(self.finds(word, tree.lemmas[token]) for token in tokens)
        elif word.kind == "clause":
            if any(self._is_listed(word, predication.lemma, ()) for predication in heads):
                return ""
            is_lemma = any(self._is_listed(word, tree.lemmas[token], ()) for token in tokens)
        else:
            found = [(p, argument) for p in predications for argument in p.arguments if argument.phrase.head in tokens]
            if any(self._is_listed(word, a.lemma, a.premodifiers, p.arguments, a.phrase.head) for p, a in found):
                return ""
            is_lemma = any(
                tree.lemmas[token] == word.head or self._is_listed(word, tree.lemmas[token], word.before)
                for token in tokens
            )
        if not any(sentence.upos[token] in TAGS[word.upos] for token in tokens):
            return "tag"
        if not is_lemma and " " not in word.head:
            return "lemma"
        return "words" if " " in word.entry else "place"

    def _reaches_entry(
        self, word: Word, heads: Sequence[Predication], predications: Sequence[Predication], sentence: Sentence
    ) -> bool:
        """Whether the entry is reached in every rule that lists it."""
        wanted = self._ids.get((word.kind, word.entry))
        if wanted is None:
            # a verb that is only listed with nouns
            return any(p.kind == word.kind and p.lemma == word.head for p in heads)
        matcher = Matcher(self._compiled, predications, self.coder.actors.document([sentence], None))
        reached = {
            match.entry.rule.id
            for predication in heads
            if predication.kind == word.kind
            for match in matcher.matches(predication)
        }
        return wanted <= reached

    def finds(self, word: Word, lemma: str) -> bool:
        """Whether a verb's or a noun's entry stands under a lemma."""
        bucket = self._compiled.entries.get((word.kind, lemma))
        wanted = self._ids.get((word.kind, word.entry), set())
        return lemma == word.head or (bucket is not None and any(one.rule.id in wanted for one in bucket.all()))

    def _is_listed(
        self,
        word: Word,
        lemma: str,
        premodifiers: tuple[str, ...],
        arguments: Sequence[Argument] = (),
        head: int = -1,
    ) -> bool:
        """Whether every list that holds the word takes the lemma. arguments, head: see Words.take."""
        lists = self._lists.get((word.kind, word.entry), [Words.of((word.entry,))])
        return all(listed.take(lemma, premodifiers, arguments, head) for listed in lists)


def _condition_lists(frames: Iterable[Frame]) -> dict[tuple[str, str], list[Words]]:
    """(kind, word of a condition) -> the lists that hold it."""
    lists: dict[tuple[str, tuple[str, ...]], None] = {}
    for frame in frames:
        lists |= dict.fromkeys(("thing", listed) for listed in condition_lists(frame))
        lists |= dict.fromkeys(("clause", listed) for listed in (frame.clause, frame.not_clause))
    found: dict[tuple[str, str], list[Words]] = defaultdict(list)
    for kind, listed in lists:
        words = Words.of(listed)
        for entry in listed:
            found[kind, entry.lower()].append(words)
    return found


def _tokens(sentences: Sequence[Sentence], start: int, end: int) -> tuple[Sentence, range]:
    """The tokens between two characters, with their sentence."""
    for sentence in sentences:
        tokens = [i for i in range(len(sentence)) if sentence.starts[i] < end and sentence.ends[i] > start]
        if tokens:
            return sentence, range(tokens[0], tokens[-1] + 1)
    raise ValueError(f"no token at {start}")


def dead_entries(codebook: Codebook) -> Iterator[DeadEntry]:
    """The words of a codebook that can never match, in its order. Raises: InputError without the inflection library."""
    inflector = Inflector()
    for rule in codebook.rules:
        for entry in rule.verbs:
            head, *rest = entry.lower().split()
            if head == "be":
                yield DeadEntry(rule, "verbs", entry, "'be' is no predicate; list the adjective or noun after it")
            elif rest and head.endswith("ly") and not inflector.belongs_to(f"{head[:-1]}ies", head, "VERB"):
                yield DeadEntry(rule, "verbs", entry, "the verb comes first, and adverbs are not looked at")
        for entry in rule.nouns:
            if _words_after_preposition(entry) > 1:
                yield DeadEntry(rule, "nouns", entry, "one word alone may follow the preposition of a noun")
        if isinstance(rule, Frame):
            yield from _dead_conditions(rule)


def _dead_conditions(frame: Frame) -> Iterator[DeadEntry]:
    """The words of a frame's conditions that can never match."""
    for key, verbs in (("clause", frame.clause), ("not_clause", frame.not_clause)):
        for verb in verbs:
            if " " in verb:
                yield DeadEntry(frame, key, verb, "single verbs stand here")
    conditions = [("object", frame.object), ("not_object", frame.not_object)]
    conditions += [(f"where: {preposition}", words) for preposition, words in frame.where]
    conditions += [(f"not_where: {preposition}", words) for preposition, words in frame.not_where]
    for key, things in conditions:
        for thing in things:
            inner = [word in PREPOSITIONS for word in thing.lower().split()[1:]]
            if inner and inner[-1]:
                yield DeadEntry(frame, key, thing, "it ends with a preposition; list the noun")
            elif sum(inner) > 1:
                yield DeadEntry(frame, key, thing, "one phrase alone is looked at after the noun")


def _words_after_preposition(entry: str) -> int:
    """How many words follow the first preposition of a noun's entry."""
    words = entry.lower().split()
    at = next((i for i, word in enumerate(words) if i and word in PREPOSITIONS), len(words))
    return max(0, len(words) - at - 1)


def all_forms(codebook: Codebook) -> list[Form]:
    """Every inflected form of every word of a codebook. Raises: InputError where the inflection library is absent."""
    inflector = Inflector()
    return [form for word in words_of(codebook) for form in forms_of(word, inflector)]


def check_forms(
    forms: Sequence[Form], coder: Coder, parser: Parser, cache: ParseCache | None = None
) -> list[FormResult]:
    """What becomes of each form, in their order; its next sentence is tried only where it did not reach its entry.

    coder: with the codebook of the forms as its first. Raises: ParseError for a sentence that the parser fails on.
    """
    reach = Reach(coder)
    results: dict[Form, FormResult] = {}
    for turn in range(max((len(form.sentences) for form in forms), default=0)):
        waiting = [form for form in forms if turn < len(form.sentences) and (not turn or not results[form].passed)]
        parses = _parse([form.sentences[turn][0] for form in waiting], parser, cache)
        for form in waiting:
            text, start = form.sentences[turn]
            found = reach.test(form, start, parses[text])
            if found.passed or not turn:
                results[form] = replace(found, tried=turn + 1)
            else:
                first = results[form]
                # a form that was tagged as it should be in any sentence failed for another reason than its tag
                kept = found if first.reason == "tag" and found.reason != "tag" else first
                results[form] = replace(kept, tried=turn + 1)
    return list(results.values())


def _parse(texts: Iterable[str], parser: Parser, cache: ParseCache | None) -> dict[str, list[Sentence]]:
    """Text -> its sentences. What is parsed is kept in portions, so that a run that is stopped loses little."""
    distinct = list(dict.fromkeys(texts))
    found: dict[str, list[Sentence]] = {}
    for at in range(0, len(distinct), PORTION):
        documents = [Document(f"form-{number}", text) for number, text in enumerate(distinct[at : at + PORTION])]
        for document, parsed in parse_documents(documents, parser, cache):
            if isinstance(parsed, Reject):
                raise ParseError(f"{document.text}: {parsed.detail}")
            found[document.text] = parsed
    return found


def entry_counts(results: Iterable[FormResult]) -> FormCounts:
    """The counts of the verbs and nouns that head entries."""
    return FormCounts.of(result for result in results if result.form.word.kind in ENTRIES)


def lemma_lines(results: Sequence[FormResult], failures: bool = True, dead: Iterable[DeadEntry] = ()) -> Iterator[str]:
    """The figures by kind of word, the entries that never match, then the forms that do not reach their entry.

    failures: whether the forms are listed, each with what it was taken for.
    """
    yield f"{'':20s}  forms  reached  lemma right" + "".join(f"{reason:>8s}" for reason in REASONS)
    for kind, name in KINDS.items():
        yield _count_line(name, FormCounts.of(result for result in results if result.form.word.kind == kind))
    yield _count_line("entries", entry_counts(results))
    for reason, meaning in REASONS.items():
        yield f"  {reason}: {meaning}"
    yield f"  forms that reached it in their second or third sentence only: {sum(one.retried for one in results)}"
    yield from map(str, dead)
    if failures:
        order = list(REASONS)
        failed = [result for result in results if not result.passed]
        yield from map(str, sorted(failed, key=lambda one: (one.form.word.kind, order.index(one.reason))))


def _count_line(name: str, counts: FormCounts) -> str:
    reasons = "".join(f"{counts.failed[reason]:8d}" for reason in REASONS)
    return f"{name:20s}{counts.forms:7d}{counts.reached:8.2f}%{counts.right_lemmas:12.2f}%{reasons}"


def propose_corrections(results: Iterable[FormResult]) -> dict[str, list[str]]:
    """List of the lexicon -> `form=lemma` pairs that would set wrong lemmas right, sorted.

    Left out: forms that belong to another word as well ("wound", "lay"), where only a person can choose.
    """
    inflector = Inflector()
    found: dict[str, set[str]] = {name: set() for name in ("lemma_corrections", "noun_corrections")}
    for result in results:
        form, word = result.form, result.form.word
        wrong = result.reason == "lemma" and result.lemma != word.head and form.text != word.head
        if wrong and form.text.isalpha() and inflector.belongs_to(form.text, word.head, word.upos):
            found["lemma_corrections" if word.upos == "VERB" else "noun_corrections"].add(f"{form.text}={word.head}")
    return {name: sorted(pairs) for name, pairs in found.items()}


def sample_forms(forms: Sequence[Form], every: int) -> list[Form]:
    """The forms that no rule of spelling gives ("struck"), and one of `every` others: the same for the same forms."""
    found = []
    regular = 0
    for form in forms:
        if form.word.head in regular_lemmas(form.text, form.word.upos):
            regular += 1
            if regular % every:
                continue
        found.append(form)
    return found
