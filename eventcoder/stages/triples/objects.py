"""What a clause acts upon: its direct objects or the subject of a passive, shared objects and relative gaps undone."""

from __future__ import annotations

from eventcoder.stages.triples.subjects import RELATIVE_WORDS, Subjects
from eventcoder.stages.triples.tree import NOMINAL, Tree

SUBJECT = frozenset({"nsubj"})

CLAUSE = frozenset({"ccomp", "xcomp"})

CLAUSE_OR_OBLIQUE = CLAUSE | {"obl"}


def acted_upon(subjects: Subjects, i: int) -> list[tuple[int, str]]:
    """The direct objects, or the subject of a passive; right node raising and relative gaps undone."""
    tree = subjects.tree
    if subjects.voice.is_passive(i):
        return subjects.grammatical(i)
    found = _own_objects(subjects, i)
    if found or tree.upos[i] != "VERB":
        return found
    above = tree.heads[i]
    if tree.rels[i] == "conj" and above >= 0 and not tree.has_child(i, CLAUSE_OR_OBLIQUE):
        # "whom the rebels abducted and accused"
        gap = [(noun, "control") for noun, reference in _own_objects(subjects, above) if reference == "control"]
        if gap:
            return gap
    if tree.relations[i] == "acl:relcl" and subjects.own(i) and not _has_relative_adverb(tree, i):
        named = [k for k, reference in subjects.own(i) if reference == "named"]
        if named and not tree.has_child(i, CLAUSE):
            return [(tree.heads[i], "control")]
    for k in tree.children[i]:
        # "condemned and rejected the vote": the object hangs on the last verb only
        if tree.rels[k] == "conj" and tree.upos[k] == "VERB" and not tree.has_child(k, SUBJECT):
            shared = _own_objects(subjects, k)
            between = [j for j in tree.children[i] if i < j < k and tree.rels[j] in ("obl", "ccomp", "xcomp", "punct")]
            if shared and not between and not tree.has_child(i, CLAUSE_OR_OBLIQUE):
                return [(head, "named") for head, _ in shared]
    if tree.rels[i] == "conj" and above >= 0 and tree.lower[i + 1 : i + 2] in ([","], ["and"], ["or"]):
        # "surrounded, *disarmed* and released the guards": the middle one of three
        if tree.has_child(i, CLAUSE_OR_OBLIQUE) or _own_objects(subjects, above):
            return []
        for k in tree.children[above]:
            if k > i and tree.rels[k] == "conj" and tree.upos[k] == "VERB" and not tree.has_child(k, SUBJECT):
                return [(head, "named") for head, _ in _own_objects(subjects, k)]
    return []


def _own_objects(subjects: Subjects, i: int) -> list[tuple[int, str]]:
    tree = subjects.tree
    found = []
    for k in tree.children[i]:
        if tree.relations[k] != "obj" or tree.upos[k] not in NOMINAL:
            continue
        noun = subjects.antecedent(k)
        found.append((noun, "control") if noun >= 0 else (k, "named"))
    return found


def _has_relative_adverb(tree: Tree, i: int) -> bool:
    for k in tree.children[i]:
        if tree.lower[k] in ("where", "when", "why", "how"):
            return True
        if tree.rels[k] == "obl" and tree.lower[k] in RELATIVE_WORDS:
            return True
        if any(tree.lower[j] in ("whom", "which", "whose") for j in tree.children[k]):
            return True
    return False
