"""Blocks of verbs and their patterns as frames."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eventcoder.codebook.petrarch.codes import CodePair
from eventcoder.codebook.petrarch.notes import NotConvertibleError, Notes
from eventcoder.codebook.petrarch.patterns import ANY, Conditions, read_pattern
from eventcoder.codebook.petrarch.verbs import Block, Pattern, VerbFile
from eventcoder.codebook.petrarch.words import noun_phrases
from eventcoder.codebook.shadows import Shadow, find_shadowed, find_ties
from eventcoder.model.codebook import Frame

Words = Mapping[str, Sequence[str]]
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Draft:
    """One frame before it is written: words are as in the YAML, synsets by name. line: its first entry's."""

    block: str
    pair: CodePair
    line: int
    verbs: list[str]
    object: list[str] = field(default_factory=list)
    not_object: list[str] = field(default_factory=list)
    clause: list[str] = field(default_factory=list)
    where: dict[str, list[str]] = field(default_factory=dict)
    not_where: dict[str, list[str]] = field(default_factory=dict)
    targets: tuple[str, ...] = ()
    symmetric: bool = False
    id: str = ""

    @property
    def size(self) -> int:
        """How many words its conditions list, synsets as one."""
        return len(self.object) + len(self.clause) + sum(map(len, self.where.values()))

    @property
    def is_symmetric(self) -> bool:
        """Whether it gives one code both ways."""
        return self.symmetric or self.pair.forward == self.pair.reverse

    def exclude(self, place: str, words: Sequence[str]) -> None:
        """Take it off these words in a place, `object` or a preposition; none: off every phrase with it."""
        if place == "object":
            _extend(self.not_object, words)
        elif not words or self.not_where.get(place) == []:
            self.not_where[place] = []
        else:
            _extend(self.not_where.setdefault(place, []), words)

    def yaml(self) -> dict[str, Any]:
        """The frame's keys as they are written."""
        forward, reverse = self.pair.forward, self.pair.reverse
        swap, symmetric = not forward, self.is_symmetric
        keys: dict[str, Any] = {
            "id": self.id,
            "verbs": self.verbs,
            "object": self.object,
            "not_object": self.not_object,
            "clause": self.clause,
            "where": self.where,
            "not_where": self.not_where,
            "target": list(self.targets),
            "code": forward or reverse,
            "symmetric": symmetric,
            "reverse": reverse if not swap and not symmetric else "",
            "swap": swap,
        }
        return {key: value for key, value in keys.items() if value}

    def frame(self, synsets: Words) -> Frame:
        """As the loader would read it, for the search of what can never win."""
        return Frame(
            self.id,
            self.pair.forward or self.pair.reverse,
            verbs=tuple(self.verbs),
            object=_expanded(self.object, synsets),
            not_object=_expanded(self.not_object, synsets),
            clause=tuple(self.clause),
            where=tuple((preposition, _expanded(words, synsets)) for preposition, words in self.where.items()),
            not_where=tuple((preposition, _expanded(words, synsets)) for preposition, words in self.not_where.items()),
        )

    def width(self, synsets: Words) -> float:
        """How many words its conditions list; the narrower of two frames must come first."""
        listed = sum(len(_expanded(words, synsets)) for words in (self.object, self.clause, *self.where.values()))
        return listed if all(self.where.values()) else math.inf


def _expanded(words: Iterable[str], synsets: Words) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for word in words:
        if word.startswith("&"):
            found.update(dict.fromkeys(_expanded(synsets[word[1:]], synsets)))
        else:
            found[word] = None
    return tuple(found)


# "A WAS * BY B"
_PASSIVE = re.compile(r"\bBY\s+\$")


def make_frames(file: VerbFile, synsets: Words, notes: Notes) -> list[Draft]:
    """The frames of all blocks, in order of their names; of one block the narrower ones first."""
    drafts: list[Draft] = []
    known_verbs = frozenset(verb.entry for block in file.blocks for verb in block.verbs)
    for block in sorted(file.blocks, key=lambda block: _slug(block.name)):
        found = list(_frames_of(block, known_verbs, synsets, notes))
        drafts += sorted(found, key=lambda draft: draft.width(synsets))
    _name_all(drafts)
    return _without_losers(drafts, synsets, notes)


def _frames_of(block: Block, known_verbs: Collection[str], synsets: Words, notes: Notes) -> Iterator[Draft]:
    if not block.verbs:
        notes.left_out(block.line, block.name, "a block without verbs that could be converted")
        return
    defaults = _default_frames(block)
    verbs = list(dict.fromkeys(verb.entry for verb in block.verbs))
    merged: dict[tuple[object, ...], Draft] = {}
    nulls: list[tuple[str, list[str]]] = []
    for pattern in block.patterns:
        entry = f"- {pattern.text}"
        try:
            conditions = read_pattern(pattern.text, synsets)
            if not pattern.code.is_null:
                taken = _verbs_taken(block, verbs, pattern, conditions)
                if taken != verbs:
                    kept = ", ".join(verb for verb in verbs if verb not in taken)
                    # a frame has no condition on how the ends stand, so that it would take every use of the verb
                    reason = f"it asks for no word, and {kept} would lose the code without a pattern"
                    (notes.changed if taken else notes.left_out)(pattern.line, entry, reason)
                if taken:
                    _merge(merged, block, taken, pattern, conditions, notes)
                infinitive = conditions.as_infinitive(known_verbs)
                if infinitive is not None:
                    _merge(merged, block, verbs, pattern, infinitive, notes)
                continue
            nulls.append(_exclusion(conditions))
            if pattern.code.discard:
                notes.changed(pattern.line, entry, "[###] discards a sentence; here only its verb is not coded")
        except NotConvertibleError as error:
            notes.left_out(pattern.line, entry, str(error))
    drafts = [*merged.values(), *defaults]
    for draft in drafts:
        if not draft.where and not draft.size:
            for place, words in nulls:
                draft.exclude(place, words)
    yield from drafts


def _verbs_taken(block: Block, verbs: list[str], pattern: Pattern, conditions: Conditions) -> list[str]:
    """The verbs that a pattern is for: of one that only says how the ends stand, those without another code."""
    asks = conditions.object or conditions.clause or conditions.where or conditions.particles
    if asks or not (conditions.symmetric or _PASSIVE.search(pattern.text)):
        return verbs
    own: dict[str, CodePair] = {}
    for verb in block.verbs:
        own.setdefault(verb.entry, verb.code if verb.code is not None else block.code)
    return [verb for verb in verbs if own[verb].is_null or own[verb] == pattern.code]


def _default_frames(block: Block) -> list[Draft]:
    """One frame for each code that verbs have without a pattern."""
    found: dict[CodePair, Draft] = {}
    for verb in block.verbs:
        pair = verb.code if verb.code is not None else block.code
        if pair.is_null:
            continue
        draft = found.setdefault(pair, Draft(block.name, pair, verb.line, []))
        if verb.entry not in draft.verbs:
            draft.verbs.append(verb.entry)
    return list(found.values())


def _merge(
    merged: dict[tuple[object, ...], Draft],
    block: Block,
    verbs: Sequence[str],
    pattern: Pattern,
    conditions: Conditions,
    notes: Notes,
) -> None:
    """Add a pattern to the frame of its kind, or begin one.

    Patterns of one code that ask for one word in the same place, and else for the same, are one frame with all words.
    """
    places = [("object", conditions.object), ("clause", conditions.clause), *conditions.where]
    asked = [(place, phrase) for place, phrase in places if phrase]
    # which words the one place has makes no other frame
    places_asked = (asked[0][0],) if len(asked) == 1 else tuple(asked)
    anything = tuple(preposition for preposition, phrase in conditions.where if phrase == ANY)
    key = (pattern.code, conditions.particles, conditions.targets, conditions.symmetric, places_asked, anything)
    draft = merged.get(key)
    if draft is None:
        entries = [" ".join((verb, *conditions.particles)) for verb in verbs]
        draft = Draft(block.name, pattern.code, pattern.line, entries, targets=conditions.targets)
        draft.symmetric = conditions.symmetric
        merged[key] = draft
        size = -1
    else:
        size = draft.size
    _extend(draft.object, _words(conditions.object))
    _extend(draft.clause, [conditions.clause] if conditions.clause else [])
    for preposition, phrase in conditions.where:
        _extend(draft.where.setdefault(preposition, []), _words(phrase))
    if draft.size == size:
        notes.left_out(pattern.line, f"- {pattern.text}", "the same pattern stands before it in its block")


def _extend(known: list[str], words: Iterable[str]) -> None:
    known += [word for word in words if word not in known]


def _words(phrase: str) -> list[str]:
    """The entries for one phrase: its head as it stands and in the singular."""
    if not phrase:
        return []
    return [phrase] if phrase.startswith("&") else noun_phrases(phrase.split())


def _exclusion(conditions: Conditions) -> tuple[str, list[str]]:
    """What a pattern without an event takes out of the block's frames without conditions: a place and words.

    The place is `object` or a preposition; no words: any phrase with it. Raises: NotConvertibleError.
    """
    if conditions.particles:
        raise NotConvertibleError("a particle that makes the verb no event has no counterpart")
    places = [("object", conditions.object)] if conditions.object else []
    places += conditions.where
    if len(places) != 1:
        raise NotConvertibleError("only one word in one place can make a verb no event (not_object, not_where)")
    place, phrase = places[0]
    return place, _words(phrase)


def _slug(text: str) -> str:
    return _SLUG.sub("-", text.lower()).strip("-") or "verbs"


def _name_all(drafts: Iterable[Draft]) -> None:
    """Ids such as ask-0231, ask-0231-2."""
    taken: set[str] = set()
    for draft in drafts:
        base = f"{_slug(draft.block)}-{draft.pair.forward or draft.pair.reverse}"
        number = 1
        while (name := base if number == 1 else f"{base}-{number}") in taken:
            number += 1
        taken.add(name)
        draft.id = name


def _without_losers(drafts: list[Draft], synsets: Words, notes: Notes) -> list[Draft]:
    """Without entries that another frame always takes: verbs of two blocks, words that a set holds already."""
    frames = [draft.frame(synsets) for draft in drafts]
    by_id = {draft.id: draft for draft in drafts}
    for find, why in ((find_ties, "stands under the same conditions in"), (find_shadowed, "is always taken by")):
        losing: list[Shadow] = list(find(frames))
        for shadow in losing:
            draft, winner = by_id[shadow.rule.id], by_id[shadow.winner.id]
            # the same codes in the same direction: nothing is lost
            lost = (draft.pair, draft.is_symmetric) != (winner.pair, winner.is_symmetric)
            for entry in shadow.entries if lost else ():
                notes.left_out(
                    draft.line, f"{entry} [{draft.pair.forward or draft.pair.reverse}]", f"{why} the frame {winner.id}"
                )
            draft.verbs = [verb for verb in draft.verbs if verb not in shadow.entries]
        frames = [
            dataclasses.replace(frame, verbs=tuple(by_id[frame.id].verbs)) for frame in frames if by_id[frame.id].verbs
        ]
    return [draft for draft in drafts if draft.verbs]
