"""The parser's mistakes about what is coordinated with what: lists of actors, and verbs that share a subject.

Mended before anything else looks at the tree, as those of repairs.py. One function a mistake.
"""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.tree import Tree

NAMED_BODIES = frozenset({"Organization", "Location", "NORP"})
CLOSING_MARKS = frozenset({"”", "»", "''", '"', "＂"})
ARGUMENT_RELATIONS = frozenset({"obj", "obl", "iobj"})
INDEFINITE = frozenset({"a", "an", "the"})
MAX_CLIMB = 6


def mend_verb_conjunct(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """A verb that is coordinated with the wrong clause."""
    if any(tree.rels[k] in ("nsubj", "csubj", "aux", "mark") for k in tree.children[i]):
        return
    _lift_finite(tree, i)
    _lift_out_of_quotation(tree, i, lexicon)


def mend_parataxis(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "broke into the registry, *copied* files and demanded payment": the second of three verbs is no aside."""
    head = tree.heads[i]
    if not 0 <= head < i or tree.upos[head] != "VERB" or tree.lemmas[i] in lexicon.reporting_verbs:
        return
    if any(tree.rels[k] in ("nsubj", "csubj", "aux", "mark", "expl") for k in tree.children[i]):
        return
    first = tree.leftmost(i)
    if tree.words[first] != "," or not _is_finite_past(tree, i) or not _is_finite_past(tree, head):
        return
    if any(tree.rels[k] == "conj" and tree.upos[k] == "VERB" for k in tree.children[i]):
        tree.attach(i, head, "conj")


def _is_finite_past(tree: Tree, i: int) -> bool:
    feats = tree.feats[i]
    return "VerbForm=Fin" in feats and "Tense=Past" in feats


def _lift_finite(tree: Tree, i: int) -> None:
    """ "ordered his units to withdraw and *accused* Chad": a finite verb shares no subject with an infinitive."""
    if "Tense=Past" not in tree.feats[i]:
        return
    infinitive = tree.heads[i]
    taken = -1
    if infinitive >= 0 and tree.rels[infinitive] == "obj" and tree.upos[infinitive] == "NOUN":
        # "to leave its waters and *fired* warning shots": coordinated with the infinitive's object
        taken, infinitive = infinitive, tree.heads[infinitive]
    elif not _is_finite_past(tree, i):
        return
    if infinitive < 0 or tree.upos[infinitive] != "VERB" or "VerbForm=Inf" not in tree.feats[infinitive]:
        return
    if any(tree.rels[k] == "aux" for k in tree.children[infinitive]) or (
        taken < 0 and tree.marker(infinitive) != "to" and tree.rels[infinitive] != "conj"
    ):
        return
    at = tree.heads[infinitive]
    for _ in range(MAX_CLIMB):
        if at < 0 or at > i:
            return
        if tree.upos[at] == "VERB" and "VerbForm=Inf" not in tree.feats[at]:
            break
        at = tree.heads[at]
    else:
        return
    if not _is_finite_past(tree, at):
        return
    tree.attach(i, at, "conj")
    if taken >= 0:
        for k in list(tree.children[infinitive]):
            if k > i and tree.rels[k] in ARGUMENT_RELATIONS | {"advcl"}:
                tree.attach(k, i, tree.relations[k])


def _lift_out_of_quotation(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """'said the cabinet had "lost its mind" and *called* for a strike': behind the closing mark the speaker acts."""
    quoted = tree.heads[i]
    if quoted < 0 or tree.rels[quoted] not in ("ccomp", "obj") or not quoted < i:
        return
    said = tree.heads[quoted]
    if said < 0 or tree.lemmas[said] not in lexicon.reporting_verbs or not said < quoted:
        return
    conjunction = next((k for k in tree.children[i] if tree.rels[k] == "cc" and k < i), -1)
    if conjunction < 1 or tree.words[conjunction - 1] not in CLOSING_MARKS:
        return
    if tree.words[conjunction + 1] not in CLOSING_MARKS:
        tree.attach(i, said, "conj")


def mend_name_list(tree: Tree, i: int) -> None:
    """ "Envoy X, *the Arab League* and the Red Cross urged": an apposition that goes on with *and* is a list.

    i: a name in apposition. Closed by a comma it is an apposition: "Paris, capital of X and Y, ...".
    """
    first = tree.heads[i]
    # the parser may hang the third on the first: "X, *Y* and Z" with Z beside Y
    beside = (k for k in tree.children[first] if k > i) if first >= 0 else ()
    members = (*tree.children[i], *beside)
    second = next((k for k in members if tree.rels[k] == "conj" and tree.upos[k] == "PROPN"), -1)
    if not 0 <= first < i or second < i or tree.ner[i][2:] not in NAMED_BODIES:
        return
    if tree.ner[second][2:] not in NAMED_BODIES or not _begins_behind_comma(tree, i):
        return
    if not any(tree.rels[k] == "cc" for k in tree.children[second]) or _is_closed(tree, second):
        return
    if tree.upos[first] == "NOUN":
        # "the ambassadors of Canada, *Japan* and Chile": the owners are the list
        first = next(
            (
                k
                for k in reversed(tree.children[first])
                if k < i and tree.rels[k] == "nmod" and tree.upos[k] == "PROPN" and tree.ner[k][2:] in NAMED_BODIES
            ),
            -1,
        )
    if first < 0 or tree.upos[first] != "PROPN":
        return
    tree.attach(i, first, "conj")
    tree.attach(second, first, "conj")


def mend_role_and_name(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "Germany's chancellor, *Olaf Berg*, and X met": the name behind the role is no second actor."""
    role = tree.heads[i]
    if _joins_owners(tree, i, lexicon):
        return
    beside = tree.leftmost(i) - 1
    if beside > role and tree.heads[beside] == role and tree.rels[beside] == "conj":
        # "X and Chinese leader *Xi Jinping*": title and name as second and third of a list
        if tree.lemmas[beside] in lexicon.person_nouns and tree.ner[i][2:] == "Person" and tree.upos[beside] == "NOUN":
            _join_role(tree, beside, i)
        return
    if not 0 <= role < i or tree.upos[role] != "NOUN" or "Number=Plur" in tree.feats[role]:
        return
    if tree.lemmas[role] not in lexicon.person_nouns or tree.ner[i][2:] != "Person":
        return
    first = tree.leftmost(i)
    if any(tree.rels[k] == "cc" for k in tree.children[i]):
        return
    if tree.words[first] == "," and _is_closed(tree, i):
        tree.attach(i, role, "appos")
    elif first == role + 1 and first == i:
        # "and Chinese leader *Xi Jinping*": title and name side by side
        above, relation = tree.heads[role], tree.relations[role]
        if above >= 0:
            tree.attach(i, above, relation)
            _join_role(tree, role, i)


def _joins_owners(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """ "the ministers of Poland, *Chad* and Peru": hung on the ministers, the places are whose ministers they are."""
    people = tree.heads[i]
    if not 0 <= people < i or tree.upos[people] != "NOUN" or "Number=Plur" not in tree.feats[people]:
        return False
    if tree.ner[i][2:] != "Location" or tree.lemmas[people] not in lexicon.person_nouns:
        return False
    for k in tree.children[people]:
        if people < k < i and tree.rels[k] == "nmod" and tree.preposition(k) == "of" and tree.ner[k][2:] == "Location":
            tree.attach(i, k, "conj")
            return True
    return False


def _join_role(tree: Tree, role: int, name: int) -> None:
    """One phrase of title and name; what hangs on the title is the name's."""
    for child in list(tree.children[role]):
        if child != name and tree.rels[child] != "conj":
            tree.attach(child, name, tree.relations[child])
    tree.attach(role, name, "nmod:desc")


def mend_second_description(tree: Tree, i: int) -> None:
    """ "X, imam of the mosque and *a critic* of Y, was held": the description goes on, and nobody is added."""
    name = tree.heads[i]
    if not 0 <= name < i or tree.upos[name] != "PROPN" or "Number=Plur" in tree.feats[i]:
        return
    described = next((k for k in tree.children[name] if tree.rels[k] == "appos" and k < i), -1)
    if described < 0 or tree.upos[described] != "NOUN" or not _begins_behind_comma(tree, described):
        return
    conjunction = next((k for k in tree.children[i] if tree.rels[k] == "cc"), -1)
    if conjunction < 0 or tree.words[conjunction - 1] == "," or not _is_closed(tree, i):
        return
    if any(tree.rels[k] == "det" and tree.lower[k] in INDEFINITE for k in tree.children[i]):
        tree.attach(i, described, "conj")


def _begins_behind_comma(tree: Tree, i: int) -> bool:
    first = tree.leftmost(i)
    return tree.words[first] == "," or (first > 0 and tree.words[first - 1] == ",")


def _is_closed(tree: Tree, i: int) -> bool:
    """Whether a comma stands behind the phrase."""
    last = i
    queue = [i]
    while queue:
        at = queue.pop()
        if at > last and tree.upos[at] != "PUNCT":
            last = at
        queue.extend(k for k in tree.children[at] if tree.rels[k] != "conj" or k < i)
    return last + 1 < len(tree.words) and tree.words[last + 1] == ","
