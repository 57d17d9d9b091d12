"""What the dictionary finds in one sentence: names, role nouns, the parser's entities, the tree turned downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventcoder.model.sentence import Sentence
from eventcoder.stages.actors.normalize import ACRONYM, ANY_CASE, CAPITAL

if TYPE_CHECKING:
    from eventcoder.stages.actors.dictionary import CompiledActors

_NUMBERS_AND_DATES = frozenset({"Date", "Time", "Money", "Number", "Percent", "Quantity", "Ordinal", "Cardinal"})
_NAME_PREFIXES = frozenset({"al", "el", "bin", "ibn", "abu", "de", "da", "van", "von"})


@dataclass(frozen=True, slots=True)
class NameMatch:
    """One dictionary spelling in the sentence: tokens start..end, the entities that may be meant, its key."""

    start: int
    end: int
    entities: tuple[int, ...]
    key: str


@dataclass(frozen=True, slots=True)
class NounMatch:
    """One role noun in the sentence: tokens start..end, index of its agent, its key."""

    start: int
    end: int
    agent: int
    key: str


@dataclass(frozen=True, slots=True)
class Span:
    """One entity that the parser saw: tokens start..end and its class."""

    start: int
    end: int
    label: str


class SentenceIndex:
    """All matches of one sentence. names and nouns: longest first from every token, nested ones included."""

    __slots__ = (
        "all_caps", "children", "flat", "names", "names_at", "nouns", "nouns_at", "number", "pieces", "sentence",
        "spans",
    )  # fmt: skip

    def __init__(self, sentence: Sentence, actors: CompiledActors, number: int = 0) -> None:
        """Matches one sentence against the dictionary. number: its place among the document's, as phrases give it."""
        self.sentence = sentence
        self.number = number
        count = len(sentence.words)
        # (piece in lower case, piece as written, token)
        flat: list[tuple[str, str, int]] = []
        singulars: list[str] = []
        # where a name or a role noun may begin: (index in flat, how many pieces they have)
        name_starts: list[tuple[int, tuple[int, ...]]] = []
        noun_starts: list[tuple[int, tuple[int, ...]]] = []
        keys = actors.keys
        for token, word in enumerate(sentence.words):
            known = keys.get(word)
            if known is None:
                known = actors.add_keys(word)
            for lower, piece, one, name_lengths, noun_lengths in known:
                if name_lengths:
                    name_starts.append((len(flat), name_lengths))
                if noun_lengths:
                    noun_starts.append((len(flat), noun_lengths))
                flat.append((lower, piece, token))
                singulars.append(one)
        self.flat = flat
        self.pieces = frozenset([lower for lower, _, _ in flat])
        self.all_caps = _is_all_caps(sentence.words)
        self.spans: list[Span | None] = _spans(sentence.ner)
        self.children: list[list[int]] = [[] for _ in range(count)]
        for token, head in enumerate(sentence.heads):
            if 0 <= head < count:
                self.children[head].append(token)
        self.names: list[NameMatch] = []
        self.nouns: list[NounMatch] = []
        # most tokens have none
        self.names_at: list[tuple[NameMatch, ...]] = [()] * count
        self.nouns_at: list[tuple[NounMatch, ...]] = [()] * count
        self._find_names(actors, name_starts)
        self._find_nouns(actors, noun_starts, singulars)

    def _find_names(self, actors: CompiledActors, starts: list[tuple[int, tuple[int, ...]]]) -> None:
        flat, names = self.flat, actors.names
        total = len(flat)
        for position, lengths in starts:
            piece, _, token = flat[position]
            if position and flat[position - 1][2] == token and flat[position - 1][0] not in _NAME_PREFIXES:
                continue  # within a word: "anti-American"
            pair = ""
            if lengths[0] > 1:
                if position + 1 < total:
                    pair = f"{piece} {flat[position + 1][0]}"
                    if lengths[0] > 2:
                        # most words that begin a long name are followed by another word than its second
                        lengths = actors.long_names.get(pair, ()) + lengths[1:]
                else:
                    lengths = lengths[-1:]
            for length in lengths:
                last = position + length - 1
                if last >= total or (last + 1 < total and flat[last + 1][2] == flat[last][2]):
                    continue  # the name must end with its word: not "US" in "US-led"
                key = piece
                if length > 1:
                    key = pair if length == 2 else " ".join([part[0] for part in flat[position : last + 1]])
                hits = names.get(key)
                if hits is None:
                    continue
                entities = tuple([index for index, case in hits if self._written_so(case, position, last)])
                if entities:
                    match = NameMatch(token, flat[last][2] + 1, entities, key)
                    self.names.append(match)
                    for covered in range(match.start, match.end):
                        self.names_at[covered] += (match,)

    def _written_so(self, case: int, first: int, last: int) -> bool:
        """Whether the letters of the text allow a spelling; the tagger decides where they do not tell."""
        if case == ANY_CASE:
            return True
        written, token = self.flat[first][1], self.flat[first][2]
        if self.all_caps and first == last:
            return self.spans[token] is not None or self.sentence.upos[token] == "PROPN"
        if case == CAPITAL:
            if written[0].islower() and not (written in _NAME_PREFIXES and self.flat[last][1][0].isupper()):
                return False
            if first != last:
                return True
            span = self.spans[token]
            return span is None or span.label not in _NUMBERS_AND_DATES
        if written.isupper():
            return True
        return case == ACRONYM and written[0].isupper() and self.sentence.upos[token] == "PROPN"

    def _find_nouns(
        self, actors: CompiledActors, starts: list[tuple[int, tuple[int, ...]]], singulars: list[str]
    ) -> None:
        flat, nouns = self.flat, actors.nouns
        total = len(flat)
        for position, lengths in starts:
            for length in lengths:
                last = position + length - 1
                # "co-chairman" and "ex-president" end in a role noun: only the end of a word counts
                if last >= total or (last + 1 < total and flat[last + 1][2] == flat[last][2]):
                    continue
                key = singulars[position] if length == 1 else " ".join(singulars[position : last + 1])
                agent = nouns.get(key)
                if agent is not None:
                    match = NounMatch(flat[position][2], flat[last][2] + 1, agent, key)
                    self.nouns.append(match)
                    for covered in range(match.start, match.end):
                        self.nouns_at[covered] += (match,)

    def label(self, token: int) -> str:
        """The class of the parser's entity over a token, or ""."""
        span = self.spans[token]
        return span.label if span else ""


def _is_all_caps(words: tuple[str, ...]) -> bool:
    """Whether a sentence is written in capitals, as headlines are: then they tell nothing."""
    for word in words:
        if word.isupper() and len(word) > 2:
            break
    else:
        return False
    letters = [word for word in words if word.isalpha() and len(word) > 2]
    return len(letters) > 2 and sum(word.isupper() for word in letters) > 0.7 * len(letters)


def _spans(tags: tuple[str, ...]) -> list[Span | None]:
    """BIOES tags as one span a token; a sequence that is not well-formed still gives the spans that it suggests."""
    spans: list[Span | None] = [None] * len(tags)
    start, label = -1, ""
    for token, tag in enumerate(tags):
        if tag == "O" and start < 0:
            continue
        kind, _, name = tag.partition("-")
        if start >= 0 and (kind in {"O", "B", "S", ""} or name != label):
            _cover(spans, Span(start, token, label))
            start = -1
        if kind in {"B", "I", "E", "S"} and start < 0:
            start, label = token, name
    if start >= 0:
        _cover(spans, Span(start, len(tags), label))
    return spans


def _cover(spans: list[Span | None], span: Span) -> None:
    for token in range(span.start, span.end):
        spans[token] = span
