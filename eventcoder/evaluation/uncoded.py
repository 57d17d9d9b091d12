"""What actors did to each other and no frame took: the predicates by which a codebook grows."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import polars as pl

from eventcoder.model.codebook import Code
from eventcoder.model.lexicon import Lexicon
from eventcoder.model.offsets import predicate_name
from eventcoder.model.predication import Argument, Phrase, Predication
from eventcoder.pipeline import Reading
from eventcoder.stages.coding.coder import SentenceCoder
from eventcoder.stages.coding.ends import End, is_of_kind, is_self
from eventcoder.stages.coding.entries import CompiledCodebook
from eventcoder.stages.coding.slots import PLACE_SLOTS
from eventcoder.stages.triples.table import sources_of, targets_of

OBJECT_MODIFIER: Final = "object-modifier"
JOINT: Final = "and"
"""Two subjects of one predicate that has nothing else: "Oman and Qatar feuded"."""
KINDS: Final = ("verb", "noun", "adjective")
"""Kinds of predicates that a codebook has words for."""
_SHOWN: Final = 3
"""How many objects, frames and neighbours a row names."""

UNCODED_SCHEMA: dict[str, Any] = {
    "predicate": pl.String,
    "kind": pl.String,
    "preposition": pl.String,
    "count": pl.Int64,
    "documents": pl.Int64,
    "coded": pl.Int64,
    "objects": pl.List(pl.String),
    "frames": pl.List(pl.String),
    "near": pl.List(pl.String),
    "examples": pl.List(pl.String),
    "example_ends": pl.List(pl.String),
    "example_ids": pl.List(pl.String),
}


@dataclass(frozen=True, slots=True)
class UncodedExample:
    """One sentence. source and target: the words; their codes are null where no dictionary knows them."""

    doc_id: str
    sentence_id: int
    text: str
    source: str
    source_code: str | None
    target: str
    target_code: str | None
    joint: bool = False

    @property
    def ends(self) -> str:
        """Who to whom, as `China (CHN) > India (IND)`; joint subjects with `and`."""
        between = "and" if self.joint else ">"
        return f"{_end(self.source, self.source_code)} {between} {_end(self.target, self.target_code)}"


@dataclass(slots=True)
class UncodedPredicate:
    """One predicate with the way its target hangs on it.

    predicate: lemma with particle; kind: `verb`, `noun` or `adjective`; preposition: of the target; "" for the direct
    object, `object-modifier` for a name before or owning the object ("froze *Iran's* assets"), `recipient` for the
    indirect object, `and` where two subjects have no object ("Oman and Qatar feuded").
    count: times that it carried two actors and no frame took it; documents: in how many; coded: times that a frame
    took the same word elsewhere; objects: heads of its direct object where that is not the target; near: root codes
    of the events in the same sentences; frames: ids of the rules that have the word, whose conditions failed.
    """

    predicate: str
    kind: str
    preposition: str
    count: int = 0
    documents: int = 0
    coded: int = 0
    objects: Counter[str] = field(default_factory=Counter)
    near: Counter[str] = field(default_factory=Counter)
    frames: tuple[str, ...] = ()
    examples: list[UncodedExample] = field(default_factory=list)
    _last: str = ""

    @property
    def shown(self) -> str:
        """The predicate with its preposition, as a person writes it: `encroach on`."""
        return f"{self.predicate} {self.preposition}" if is_preposition(self.preposition) else self.predicate


def is_preposition(role: str) -> bool:
    """Whether a target hangs by a preposition, and is not the object, in it, or beside the source."""
    return bool(role) and role not in (OBJECT_MODIFIER, "recipient", JOINT)


def _end(words: str, code: str | None) -> str:
    return f"{words} ({code})" if code else f"“{words}”"


def rank_uncoded(
    readings: Iterable[Reading],
    codebooks: Sequence[CompiledCodebook],
    lexicon: Lexicon,
    examples: int = 2,
    one_actor: bool = False,
) -> list[UncodedPredicate]:
    """The predicates that no frame of any of the codebooks took, the most frequent first.

    readings: documents as the coder reads them; sentences that tell of no politics are left out, as in a run.
    examples: sentences kept of each; one_actor: one end may be words that no dictionary knows.
    """
    ranking = _Ranking(codebooks, lexicon, examples, one_actor)
    for reading in readings:
        for at in range(len(reading.sentences)):
            if not reading.topics[at]:
                ranking.add_sentence(reading, at)
    return ranking.finish()


@dataclass(slots=True)
class _Ranking:
    codebooks: Sequence[CompiledCodebook]
    lexicon: Lexicon
    examples: int
    one_actor: bool
    found: dict[tuple[str, str, str], UncodedPredicate] = field(default_factory=dict)
    coded: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add_sentence(self, reading: Reading, at: int) -> None:
        predications = reading.predications[at]
        coders = [SentenceCoder(predications, codebook, reading.actors) for codebook in self.codebooks]
        near: Counter[str] = Counter()
        for coder in coders:
            codes = coder.codebook.codebook.codes
            near.update({codes[row.code].root for row in coder.code()})
        taken = _taken(coders)
        supporting = {predication.light for predication in predications}
        for k, predication in enumerate(predications):
            name = predicate_name(predication)
            if k in taken:
                self.coded[predication.kind, name] += 1
            elif k not in supporting and predication.light not in taken and self._is_an_act(predication):
                self._add(predication, name, reading, at, coders[0], near)

    def _is_an_act(self, predication: Predication) -> bool:
        """Whether a frame could take it: not a verb of saying, and no mere relation ("X-backed rebels")."""
        if predication.kind == "verb":
            return predication.lemma not in self.lexicon.reporting_verbs
        return predication.kind in KINDS

    def _add(
        self, predication: Predication, name: str, reading: Reading, at: int, coder: SentenceCoder, near: Counter[str]
    ) -> None:
        pairs: dict[str, tuple[End, End]] = {}
        sources = [coder.matcher.end(phrase) for phrase in sources_of(predication, reading.sentences)]
        for argument in targets_of(predication):
            role = _role(argument)
            # "met a *Norwegian* delegation": the object is the actor, what stands in its phrase is not another
            if role is None or role in pairs or (argument.inside and "" in pairs):
                continue
            target = coder.matcher.end(argument.phrase)
            # "met in Minsk": a place is no party to the act, though it may be a country
            if role in PLACE_SLOTS and (target.actor.kind == "country" or is_of_kind(target, ("place",), None)):
                continue
            source = next((end for end in sources if self._is_pair(end, target)), None)
            if source is not None:
                pairs[role] = (source, target)
        alone = not predication.arguments and not predication.complements
        if alone and len(sources) > 1 and self._is_pair(sources[0], sources[1]):
            # "Oman and Qatar feuded"
            pairs[JOINT] = (sources[0], sources[1])
        for role, (source, target) in pairs.items():
            key = (name, predication.kind, role)
            uncoded = self.found.setdefault(key, UncodedPredicate(*key))
            uncoded.count += 1
            uncoded.near.update(near)
            if reading.document.doc_id != uncoded._last:
                uncoded._last = reading.document.doc_id
                uncoded.documents += 1
            if role:
                uncoded.objects.update(
                    {a.lemma for a in predication.arguments if a.role == "object" and not a.inside and a.lemma}
                )
            if len(uncoded.examples) < self.examples:
                uncoded.examples.append(_example(reading, at, source, target, role == JOINT))

    def _is_pair(self, source: End, target: End) -> bool:
        """Whether two ends are two actors (or one and a name or thing), and not the same one."""
        if is_self(source, target):
            return False
        if self.one_actor:
            return source.resolved or target.resolved
        return source.resolved and target.resolved

    def finish(self) -> list[UncodedPredicate]:
        for (name, kind, _), uncoded in self.found.items():
            uncoded.coded = self.coded[kind, name]
            lemma = name.split(" ")[0]
            rules = [
                entry.rule.id
                for codebook in self.codebooks
                if (bucket := codebook.entries.get((kind, lemma))) is not None
                for entry in bucket.all()
            ]
            uncoded.frames = tuple(dict.fromkeys(rules))
        return sorted(self.found.values(), key=lambda one: (-one.count, one.predicate, one.kind, one.preposition))


def _taken(coders: Sequence[SentenceCoder]) -> set[int]:
    """The predications that a rule of any codebook took, as an event, as a part of one, or under an operator."""
    taken: set[int] = set()
    for coder in coders:
        for k in range(len(coder.predications)):
            readings = coder.readings(k)
            if readings:
                taken.add(k)
            for reading in readings:
                taken |= reading.consumed
    return taken


def _role(argument: Argument) -> str | None:
    """How a target hangs on its predicate; None where it stands too deep to belong to it."""
    if argument.inside == "":
        return "" if argument.role == "object" else argument.role
    if argument.inside != "object" or argument.depth:
        return None
    return OBJECT_MODIFIER if argument.role in ("possessor", "modifier") else argument.role


def _example(reading: Reading, at: int, source: End, target: End, joint: bool) -> UncodedExample:
    sentence = reading.sentences[at]

    def words(phrase: Phrase) -> str:
        return " ".join(reading.words(phrase).split())

    return UncodedExample(
        reading.document.doc_id,
        sentence.sentence_id,
        " ".join(sentence.text.split()),
        words(source.phrase),
        source.actor.code,
        words(target.phrase),
        target.actor.code,
        joint,
    )


def _counted(counts: Counter[str]) -> list[str]:
    return [f"{word} {count}" for word, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_SHOWN]]


def uncoded_rows(found: Iterable[UncodedPredicate]) -> Iterator[dict[str, Any]]:
    """One row per predicate, kind and preposition, columns as in UNCODED_SCHEMA; the examples' lists run parallel."""
    for one in found:
        yield {
            "predicate": one.predicate,
            "kind": one.kind,
            "preposition": one.preposition or None,
            "count": one.count,
            "documents": one.documents,
            "coded": one.coded,
            "objects": _counted(one.objects),
            "frames": list(one.frames),
            "near": _counted(one.near),
            "examples": [example.text for example in one.examples],
            "example_ends": [example.ends for example in one.examples],
            "example_ids": [f"{example.doc_id}/{example.sentence_id}" for example in one.examples],
        }


def uncoded_lines(one: UncodedPredicate, codes: Mapping[str, Code]) -> Iterator[str]:
    """One predicate for a person: counts, what is near, and the examples. codes: for the labels of roots."""
    notes = [f"{one.documents:,} documents"]
    if one.coded:
        notes.append(f"coded {one.coded:,} times elsewhere")
    if one.objects:
        notes.append(f"object: {', '.join(_counted(one.objects))}")
    if one.near:
        notes.append(f"beside {', '.join(_near(one, codes))}")
    yield f"{one.count:6,}  {one.kind:9s} {one.shown}   ({'; '.join(notes)})"
    if one.frames:
        more = f" and {len(one.frames) - _SHOWN} more" if len(one.frames) > _SHOWN else ""
        yield f"        the word is in: {', '.join(one.frames[:_SHOWN])}{more}"
    for example in one.examples:
        yield f"        {example.ends}"
        yield f"        {example.text}   [{example.doc_id}, sentence {example.sentence_id}]"


def _near(one: UncodedPredicate, codes: Mapping[str, Code]) -> list[str]:
    """The roots of the events in the same sentences, most frequent first, with label."""
    roots = sorted(one.near.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN]
    return [f"{root} {codes[root].label}" if root in codes else root for root, _ in roots]


def stub_lines(one: UncodedPredicate, codes: Mapping[str, Code]) -> Iterator[str]:
    """The beginnings of a frame in YAML for one predicate: its words and examples; the code is the author's to say."""
    entry, conditions = one.predicate, []
    if is_preposition(one.preposition):
        if one.kind == "verb" and not one.objects:
            # the entry's last preposition brings the object: no target key is needed
            entry = one.shown
        else:
            conditions.append(f"target: [{one.preposition}]")
    elif one.preposition in (OBJECT_MODIFIER, "recipient"):
        conditions.append(f"target: [{one.preposition}]")
    elif one.preposition == JOINT:
        conditions.append("symmetric: true")
    if one.objects:
        conditions.insert(0, f"object: [{', '.join(_quoted(word) for word in _words(one.objects))}]")
    beside = f"; beside it: {', '.join(_near(one, codes))}" if one.near else ""
    yield f"  - id: {_identity(one)}"
    yield f"    {one.kind}s: [{_quoted(entry)}]   # {one.count:,} times between two actors"
    yield from (f"    {line}" for line in conditions)
    yield f'    code: "?"   # a code of codes.tsv{beside}'
    yield "    examples:"
    yield "      match:"
    for example in one.examples:
        ends = f"source: {_quoted(example.source)}, target: {_quoted(example.target)}"
        yield f'        - {{text: {_quoted(example.text)}, {ends}, code: "?"}}'
    yield "      no_match: []   # a sentence with the same word that is no such event"


def _words(counts: Counter[str]) -> list[str]:
    return [word for word, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_SHOWN]]


def _identity(one: UncodedPredicate) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{one.shown} {one.kind}".lower()).strip("-")


def _quoted(words: str) -> str:
    # JSON's strings are YAML's double-quoted ones
    return words if re.fullmatch(r"[a-z]+( [a-z]+)*", words) else json.dumps(words, ensure_ascii=False)
