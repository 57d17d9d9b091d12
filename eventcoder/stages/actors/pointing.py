"""Who points back to a body of the dictionaries: "Boko Haram ... *the group* ... *the militants*"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from eventcoder.model.actor import Actor
from eventcoder.stages.actors.normalize import singular
from eventcoder.stages.actors.sentence_index import SentenceIndex

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import DocumentResolver

_ARMED: Final = frozenset({"armed_group"})
_POLITICAL: Final = frozenset({"armed_group", "party"})
_ANY: Final = frozenset({"armed_group", "party", "organisation"})
# What a noun may stand for, by the kinds of the dictionaries' entries.
_KINDS: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(("militia", "cartel", "gang", "network", "sect", "brigade", "paramilitary"), _ARMED),
    **dict.fromkeys(("movement", "faction"), _POLITICAL),
    **dict.fromkeys(("group", "organisation", "organization"), _ANY),
    "party": frozenset({"party"}),
    **dict.fromkeys(("agency", "bloc", "body", "alliance", "watchdog", "charity"), frozenset({"organisation"})),
}
# In the plural: those of the group ("*the militants* fled").
_FIGHTERS: Final = frozenset(
    {"militant", "rebel", "insurgent", "fighter", "guerrilla", "extremist", "jihadist", "terrorist", "islamist"}
)
_DEFINITE: Final = frozenset({"the", "this", "that"})
_NARROWING: Final = ("amod", "compound", "nmod", "acl", "appos", "nummod", "flat")
_ARGUMENTS: Final = ("nsubj", "obj", "iobj", "obl")
# Sentences back.
_FAR: Final = 4


def named_before(document: DocumentResolver, sentence: int, index: SentenceIndex, head: int) -> Actor | None:
    """The body that a bare "the group" stands for: the one that was named last before it, its sentence's subject first.

    None where the noun is no such one or says more ("the *armed* group"), where nothing that fits was named in the few
    sentences before, and where two are named last of which none acts.
    """
    words = index.sentence
    noun = singular(words.words[head])
    plural = "Number=Plur" in words.feats[head]
    kinds = _KINDS.get(noun) if not plural else _ARMED if noun in _FIGHTERS else None
    if kinds is None or not words.words[head].islower():
        return None
    children = index.children[head]
    if any(words.deprels[child].startswith(_NARROWING) for child in children):
        return None
    if not any(words.words[child].lower() in _DEFINITE for child in children):
        return None
    beside = _arguments_beside(index, head)
    for number in range(sentence, max(sentence - _FAR, 0) - 1, -1):
        found = _named_in(document, number, head if number == sentence else -1, kinds, beside)
        if len(found) == 1:
            actor = next(iter(found.values()))
            return replace(actor, how=f"the {words.words[head]}, named before: {actor.how}")
        if found:
            return None
    return None


def _arguments_beside(index: SentenceIndex, head: int) -> frozenset[int]:
    """The heads of the other phrases of the same clause: who attacks the group is not the group."""
    words = index.sentence
    verb = words.heads[head]
    if verb < 0 or not words.deprels[head].startswith(_ARGUMENTS):
        return frozenset()
    return frozenset(child for child in index.children[verb] if words.deprels[child].startswith(_ARGUMENTS))


def _named_in(
    document: DocumentResolver, number: int, until: int, kinds: frozenset[str], beside: frozenset[int]
) -> dict[str, Actor]:
    """Bodies of the kinds that a sentence names, by code; the one that acts alone where there is one.

    until: the token before which they must stand, -1 for the whole sentence; beside: of the same clause, where
    until is given.
    """
    index = document.index(number)
    words = index.sentence
    found: dict[str, Actor] = {}
    acting: dict[str, Actor] = {}
    for match in index.names:
        if until >= 0 and match.end > until:
            continue
        if not any(document.actors.entities[one].kind in kinds for one in match.entities):
            continue
        last = match.end - 1
        if until >= 0 and (last in beside or words.heads[last] in beside):
            continue
        actor = document.resolve_token(number, last)
        if actor.code is None or actor.kind not in kinds:
            continue
        found[actor.code] = actor
        # "*Boko Haram* fighters killed" acts as well
        if words.deprels[last].startswith("nsubj") or (
            words.heads[last] >= 0 and words.deprels[words.heads[last]].startswith("nsubj")
        ):
            acting[actor.code] = actor
    return acting or found
