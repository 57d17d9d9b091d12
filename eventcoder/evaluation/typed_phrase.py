"""A phrase that somebody typed as a sentence with a tree, without a parser: enough to ask the resolver about it."""

from __future__ import annotations

import re
from typing import Final

from eventcoder.model.predication import Phrase
from eventcoder.model.sentence import Sentence
from eventcoder.stages.actors.dictionary import CompiledActors
from eventcoder.stages.actors.normalize import singular
from eventcoder.stages.actors.sentence_index import SentenceIndex

_DETERMINERS: Final = frozenset({"the", "a", "an", "some", "several", "many", "its", "their", "this", "that", "these"})
_PREPOSITIONS: Final = frozenset(
    {"of", "from", "for", "in", "at", "to", "with", "by", "on", "inside", "within", "near", "against"}
)
_WORD: Final = re.compile(r"['’]s?\b(?=\s|$|,)|,|[^\s,]+?(?=['’]s?(?:\s|$|,)|[\s,]|$)")
_POSSESSIVE: Final = frozenset({"'s", "’s", "'", "’"})
# Kind of entity -> the class that a parser would give its name.
_CLASSES: Final = {
    "person": "Person", "country": "Location", "region": "Location", "capital": "Location", "city": "Location",
    "organisation": "Organization", "armed_group": "Organization", "party": "Organization", "seat": "Organization",
    "adjective": "NORP", "people": "NORP", "ethnic": "NORP",
}  # fmt: skip


def typed_phrase(text: str, actors: CompiledActors) -> tuple[Sentence, Phrase] | None:
    """A noun phrase as a sentence of its own and the phrase over all of it; None where it has no word.

    Known: articles, possessors, words before the head, complements with a preposition, appositions after a comma. Names
    that the dictionaries have get the class that a parser would give them; other capitalised words beside a role noun,
    or with a dictionary's name in front, are taken for a person ("Chad Johnson").
    """
    words = tuple(_WORD.findall(text))
    if not any(word[0].isalnum() for word in words):
        return None
    plain = _sentence(words, ("X",) * len(words), (-1,) * len(words), ("dep",) * len(words), ("O",) * len(words))
    index = SentenceIndex(plain, actors)
    tags = [_tag(word, bool(index.names_at[i]), bool(index.nouns_at[i])) for i, word in enumerate(words)]
    heads, relations, root = _tree(words, tags)
    ner = _classes(words, tags, index, actors)
    sentence = _sentence(words, tuple(tags), tuple(heads), tuple(relations), ner)
    return sentence, Phrase(0, root, 0, len(words))


def _sentence(
    words: tuple[str, ...], tags: tuple[str, ...], heads: tuple[int, ...], relations: tuple[str, ...],
    ner: tuple[str, ...],
) -> Sentence:  # fmt: skip
    starts = tuple(sum(len(word) + 1 for word in words[:i]) for i in range(len(words)))
    ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
    feats = tuple(
        "Number=Plur" if word[-1:] == "s" and singular(word) != word.lower() else "Number=Sing" for word in words
    )
    text = " ".join(words)
    lemmas = tuple(singular(word) for word in words)
    return Sentence("typed", 0, text, 0, len(text), words, lemmas, tags, feats, heads, relations, starts, ends, ner)


def _tag(word: str, is_name: bool, is_noun: bool) -> str:
    lower = word.lower()
    if word == ",":
        return "PUNCT"
    if word in _POSSESSIVE:
        return "PART"
    if lower in _DETERMINERS and not (is_name and word.isupper()):
        return "DET"
    if lower in _PREPOSITIONS:
        return "ADP"
    if lower == "and":
        return "CCONJ"
    if word[0].isupper() and (is_name or not is_noun):
        return "PROPN"
    return "NOUN"


def _tree(words: tuple[str, ...], tags: list[str]) -> tuple[list[int], list[str], int]:
    """Every part between prepositions, commas and possessives hangs by its last word on the part that it belongs to."""
    heads, relations = [-1] * len(words), ["root"] * len(words)
    parts: list[tuple[int, int, str]] = []  # (first token, last token + 1, what opens it)
    start, opened = 0, ""
    for i, tag in enumerate([*tags, "PUNCT"]):
        if tag not in ("PUNCT", "ADP", "PART"):
            continue
        if i > start:
            parts.append((start, i, opened))
        start, opened = i + 1, words[i] if i < len(words) else ""
    if not parts:
        # nothing but prepositions
        return [-1, *(0 for _ in words[1:])], ["root", *("dep" for _ in words[1:])], 0
    root = last = -1
    carried = ""
    for k, (first, end, opening) in enumerate(parts):
        head = end - 1
        for i in range(first, head):
            relation = {"DET": "det", "CCONJ": "cc"}.get(tags[i], "compound")
            if tags[head] == "PROPN" and tags[i] == "NOUN":
                # "*foreign minister* Ann Bell"
                relation = "nmod:desc"
            heads[i], relations[i] = head, relation
        if opening in _POSSESSIVE:
            # "of *Turkey's* president": what opens the owner opens the whole
            opening = carried
        if k + 1 < len(parts) and parts[k + 1][2] in _POSSESSIVE:
            heads[head], relations[head] = parts[k + 1][1] - 1, "nmod:poss"
            carried = opening
            continue
        if opening.lower() in _PREPOSITIONS and last >= 0:
            heads[head], relations[head] = last, "nmod"
        elif root >= 0:
            heads[head], relations[head] = root, "appos"
        else:
            root = head
        last = head
    for i, tag in enumerate(tags):
        if tag == "ADP" and heads[i] < 0:
            heads[i] = next((end - 1 for first, end, _ in parts if first == i + 1), root)
            relations[i] = "case"
        elif tag in ("PART", "PUNCT"):
            heads[i] = max(i - 1, 0) if i else root
            relations[i] = "case" if tag == "PART" else "punct"
    return heads, relations, root


def _classes(words: tuple[str, ...], tags: list[str], index: SentenceIndex, actors: CompiledActors) -> tuple[str, ...]:
    labels = ["O"] * len(words)
    for match in sorted(index.names, key=lambda match: match.start - match.end):
        if any(labels[i] != "O" for i in range(match.start, match.end)):
            continue
        kinds = [actors.entities[number].kind for number in match.entities]
        others = [kind for kind in kinds if kind != "person"]
        _write(labels, match.start, match.end, _CLASSES[others[0] if others else kinds[0]])
    start = 0
    for i in range(len(words) + 1):
        if i < len(words) and tags[i] == "PROPN":
            continue
        if i - start > 1 and labels[i - 1] == "O":
            # "Chad Johnson": what stands last is no known name
            known = next((k for k in range(start, i) if labels[k][2:] not in ("NORP", "Organization")), start)
            _write(labels, known, i, "Person")
        elif i - start == 1 and labels[start] == "O" and start and tags[start - 1] == "NOUN":
            _write(labels, start, i, "Person")
        start = i + 1
    return tuple(labels)


def _write(labels: list[str], start: int, end: int, name: str) -> None:
    for i in range(start, end):
        place = "S" if end - start == 1 else "B" if i == start else "E" if i == end - 1 else "I"
        labels[i] = f"{place}-{name}"
