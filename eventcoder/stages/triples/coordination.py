"""The parser's mistakes about what is coordinated with what: lists of actors, and verbs that share a subject.

Mended before anything else looks at the tree, as those of repairs.py. One function a mistake.
"""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.phrases import is_name_like
from eventcoder.stages.triples.tree import Tree

NAMED_BODIES = frozenset({"Organization", "Location", "NORP"})
CLOSING_MARKS = frozenset({"”", "»", "''", '"', "＂"})
ARGUMENT_RELATIONS = frozenset({"obj", "obl", "iobj"})
INDEFINITE = frozenset({"a", "an", "the"})
TIME_CONJUNCTIONS = frozenset({"after", "before", "since", "until"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "obj"})
SPEAKING = frozenset({"vow", "pledge", "threaten", "warn", "accuse", "promise", "swear", "condemn", "blame"})
MODALS = frozenset({"would", "will", "could", "can", "may", "might", "should", "must", "'d", "’d"})
MAX_CLIMB = 6


def mend_verb_conjunct(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """A verb that is coordinated with the wrong clause, or whose subject is coordinated with the object before."""
    _take_subject(tree, i)
    _join_subjects(tree, i)
    if any(tree.rels[k] in ("nsubj", "csubj", "aux", "mark") for k in tree.children[i]):
        return
    _lift_finite(tree, i)
    _lift_out_of_quotation(tree, i, lexicon)
    _lift_beside_report(tree, i, lexicon)


def _take_subject(tree: Tree, i: int) -> None:
    """ "arrested the envoy and *Togo demanded* it": who stands between the conjunction and the verb does the latter."""
    subject = i - 1
    first = tree.heads[i]
    if subject <= first or tree.rels[subject] != "conj" or tree.upos[subject] not in ("PROPN", "NOUN"):
        return
    noun = tree.heads[subject]
    if not first < noun < subject or tree.rels[noun] not in ARGUMENT_RELATIONS or "VerbForm=Fin" not in tree.feats[i]:
        return
    if not any(tree.rels[k] == "cc" for k in tree.children[subject]):
        return
    if not any(tree.rels[k] in ("nsubj", "csubj", "cc", "aux", "mark") for k in tree.children[i]):
        tree.attach(subject, i, "nsubj")


def _join_subjects(tree: Tree, i: int) -> None:
    """ "fled hours after *Togo and Chad* agreed": the first of two subjects is taken for what *after* governs."""
    second = tree.child(i, "nsubj")
    conjunction = next((k for k in tree.children[second] if tree.rels[k] == "cc"), -1) if 0 <= second < i else -1
    first = conjunction - 1
    if (
        first < 1
        or tree.upos[first] != "PROPN"
        or tree.upos[second] != "PROPN"
        or tree.rels[first] not in ("nmod", "obl")
    ):
        return
    case = next((k for k in tree.children[first] if tree.rels[k] == "case"), -1)
    if case < 0 or tree.lower[case] not in TIME_CONJUNCTIONS or second != conjunction + 1:
        return
    tree.attach(first, i, "nsubj")
    tree.attach(second, first, "conj")
    tree.attach(case, i, "mark")
    tree.attach(i, tree.heads[i], "advcl")


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


def _lift_beside_report(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "said troops would leave and *accused* Chad", "said two had been killed and *vowed* to fight": the speaker acts.

    A past form goes with no *would*, and who speaks, asks or plans is not acted upon.
    """
    reported = tree.heads[i]
    if not 0 <= reported < i or tree.rels[reported] != "ccomp" or "Tense=Past" not in tree.feats[i]:
        return
    said = tree.heads[reported]
    if not 0 <= said < reported or not _is_finite_past(tree, said):
        return
    if tree.lemmas[said] not in lexicon.reporting_verbs and tree.lemmas[said] not in lexicon.negative_verbs:
        return
    lemma = tree.lemmas[i]
    speaks = lemma in SPEAKING or lemma in lexicon.reporting_verbs or lemma in lexicon.request_verbs
    speaks = speaks and tree.has_child(i, COMPLEMENTS)
    for k in tree.children[reported]:
        modal = tree.rels[k] == "aux" and tree.lower[k] in MODALS and "VerbForm=Fin" in tree.feats[i]
        # "denied they had left and *accused*": a simple past beside a participle
        modal = modal or (tree.rels[k] == "aux" and lemma in SPEAKING and _is_finite_past(tree, i))
        if modal or (tree.relations[k] == "aux:pass" and speaks):
            tree.attach(i, said, "conj")
            return


def mend_noun_behind_name(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "threats from Chad and *praise* from Togo": the second act is no second name, as its own preposition shows."""
    name = tree.heads[i]
    if not 0 <= name < i or tree.upos[name] != "PROPN" or tree.rels[name] not in ("nmod", "obl"):
        return
    preposition = tree.preposition(name)
    behind = tree.lower[i + 1 : i + 2] == [preposition] and tree.rels[i + 1] == "case"
    if behind and tree.heads[i + 1] > i and tree.heads[tree.heads[i + 1]] != i:
        # "and praise *from Togo*": the parser may hang the phrase on the verb
        tree.attach(tree.heads[i + 1], i, "nmod")
    if not preposition or not any(
        tree.rels[k] == "nmod" and tree.preposition(k) == preposition for k in tree.children[i]
    ):
        return
    first = tree.heads[name]
    if tree.upos[first] == "VERB":
        first = next((k for k in reversed(tree.children[first]) if k < name and tree.rels[k] == "obj"), -1)
    if first >= 0 and tree.lemmas[first] in lexicon.event_nouns and tree.lemmas[i] in lexicon.event_nouns:
        tree.attach(i, first, "conj")


def mend_name_list(tree: Tree, i: int) -> None:
    """ "Envoy X, *the Arab League* and the Red Cross urged": an apposition that goes on with *and* is a list.

    i: a name in apposition, or a noun. Closed by a comma it is an apposition: "Paris, capital of X and Y, ...".
    """
    if tree.upos[i] == "NOUN":
        _mend_noun_list(tree, i)
        return
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


def _mend_noun_list(tree: Tree, i: int) -> None:
    """ "X, *the Turkish government* and Greece condemned": with a verb behind it and no comma, it is a list."""
    first = tree.heads[i]
    if not 0 <= first < i or tree.rels[first] != "nsubj" or not _begins_behind_comma(tree, i):
        return
    members = [k for k in tree.children[i] if tree.rels[k] == "conj" and k > i]
    if not members or tree.upos[members[-1]] not in ("NOUN", "PROPN") or _is_closed(tree, members[-1]):
        return
    if not any(tree.rels[j] == "cc" for k in members for j in tree.children[k]) or _is_bare(tree, members[-1]):
        # "X, the activist *and writer*": the description goes on
        return
    tree.attach(i, first, "conj")
    for k in members:
        tree.attach(k, first, "conj")


def _is_bare(tree: Tree, i: int) -> bool:
    """A common noun in the singular without an article."""
    if tree.upos[i] != "NOUN" or "Number=Plur" in tree.feats[i]:
        return False
    return not any(tree.rels[k] in ("det", "nmod:poss") for k in tree.children[i])


def join_owner(tree: Tree, i: int) -> None:
    """ "*U.S. and British* warplanes": the planes are of both, and nobody acts beside them.

    i: the noun, which hangs on the first name.
    """
    first = tree.heads[i]
    adjective = i - 1
    if not 0 <= first < adjective or tree.heads[adjective] != first or tree.rels[adjective] != "conj":
        return
    if tree.upos[adjective] != "ADJ" or not is_name_like(tree, adjective) or tree.lower[first + 1] != "and":
        return
    if first + 2 == adjective and tree.upos[first] == "PROPN" and tree.heads[first] >= 0:
        tree.attach(i, tree.heads[first], tree.relations[first])
        for k in list(tree.children[first]):
            if k > i:
                tree.attach(k, i, tree.relations[k])
        tree.attach(first, i, "compound")
        tree.attach(first + 1, adjective, "cc")


def join_bare_noun(tree: Tree, i: int) -> None:
    """ "fighters and *government troops*": the first of two nouns side by side is no third actor."""
    noun = i + 1
    if noun >= len(tree.words) or tree.upos[noun] != "NOUN" or tree.rels[noun] != "conj":
        return
    if tree.heads[noun] == tree.heads[i] and tree.leftmost(noun) == noun:
        for child in list(tree.children[i]):
            tree.attach(child, noun, tree.relations[child])
        tree.attach(i, noun, "compound")


def mend_role_and_name(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "Germany's chancellor, *Olaf Berg*, and X met": the name behind the role is no second actor."""
    role = tree.heads[i]
    if _joins_owners(tree, i, lexicon):
        return
    # the conjunction before the title may hang on the name
    beside = i - 1 if i and tree.heads[i - 1] == role and tree.rels[i - 1] == "conj" else tree.leftmost(i) - 1
    if beside > role and tree.heads[beside] == role and tree.rels[beside] == "conj":
        # "X and Chinese leader *Xi Jinping*": title and name as second and third of a list
        titled = tree.lemmas[beside] in lexicon.person_nouns and tree.upos[beside] == "NOUN"
        if titled and tree.ner[i][2:] not in NAMED_BODIES and "Number=Plur" not in tree.feats[beside]:
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


def mend_flat_name(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "X and Chadian leader *Omar Sow*": the second name is no part of the first; it goes with the title before it."""
    name, role = tree.heads[i], i - 1
    if not 0 <= name < role or tree.heads[role] != name or tree.rels[role] != "conj" or tree.upos[role] != "NOUN":
        return
    if tree.lemmas[role] in lexicon.person_nouns and "Number=Plur" not in tree.feats[role]:
        tree.attach(i, name, "conj")
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
