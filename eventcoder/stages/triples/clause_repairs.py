"""The parser's mistakes about clauses: voice, subjects, objects, participles, who says what. One function a mistake."""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.tree import Tree

PARTICIPLE_PREPOSITIONS = frozenset(
    {"according", "barring", "concerning", "considering", "depending", "during", "excluding", "excepting", "following",
     "including", "involving", "notwithstanding", "owing", "pending", "regarding", "starting", "surrounding",
     "touching"}
)  # fmt: skip
CLAUSE_PARTS = frozenset({"nsubj", "appos", "conj", "obj", "obl", "parataxis", "dep", "ccomp", "nmod", "vocative"})
# verbs whose particle may stand before the object and is no preposition there
SEPARABLE = {
    "hand": ("over", "in"), "win": ("over",), "turn": ("over",), "take": ("over",), "give": ("up",), "call": ("off",),
    "break": ("off",), "set": ("up",), "carry": ("out",), "shoot": ("down",), "sign": ("over",), "sum": ("up",),
}  # fmt: skip
# "..., blew up a gate *followed by* others": participles of the whole clause
OF_THE_CLAUSE = frozenset({"follow", "accompany", "join", "back", "support", "surround", "precede"})
CONJUNCTIONS = frozenset({"after", "before", "since", "until", "as", "when", "while"})
SUBJECT = frozenset({"nsubj", "csubj"})
CLAUSE_WORDS = frozenset({"mark", "aux", "nsubj"})
PARTS_OF_SENTENCE = frozenset({"advcl", "acl", "obj", "obl", "nmod", "conj", "xcomp"})


def activate(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "The delegation called on Togo to": the parser sees a passive where no auxiliary and no agent is."""
    verb = tree.heads[i]
    if verb < 0 or tree.upos[verb] != "VERB":
        return
    children = tree.children[verb]
    for k in children:
        if tree.relations[k] == "obl:agent" and tree.preposition(k) == "with":
            # "Moon spoke by phone *with Abe*": an agent has "by"
            tree.relations[k] = "obl"
    if any(tree.rels[k] == "aux" or tree.relations[k] == "obl:agent" for k in children):
        return
    calls = tree.lemmas[verb] in lexicon.request_verbs and any(
        tree.rels[k] == "obl" and tree.preposition(k) in ("on", "upon", "for") for k in children
    )
    if calls or "VerbForm=Fin" in tree.feats[verb] or tree.child(verb, "obj") > verb:
        tree.relations[i] = "nsubj"


def fill_expletive(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "Syria says it is willing to withdraw": only somebody is willing, so that "it" is no expletive."""
    head = tree.heads[i]
    if head < 0 or tree.lemmas[head] not in lexicon.willing_adjectives:
        return
    tree.relations[i] = tree.rels[i] = "nsubj"
    for k in tree.children[head]:
        if tree.rels[k] == "csubj" and k > head:
            tree.relations[k] = tree.rels[k] = "xcomp"


def free_participle(tree: Tree, i: int) -> None:
    """ "protesters opposing the junta": tagged as a verb but hung as a preposition, it is a reduced relative clause."""
    phrase = tree.heads[i]
    if phrase < 0 or not tree.lower[i].endswith("ing") or tree.lower[i] in PARTICIPLE_PREPOSITIONS:
        return
    noun = tree.heads[phrase]
    if noun < 0 or noun >= i or phrase <= i or tree.rels[phrase] != "nmod":
        return
    tree.attach(i, noun, "acl")
    tree.attach(phrase, i, "obj")


def free_absolute(tree: Tree, i: int) -> None:
    """ "Talks having failed, Israel attacked": two subjects of the attack to the parser; the first is the failure's."""
    subject = tree.heads[i]
    if subject < 0 or tree.rels[subject] != "nsubj" or tree.relations[i] != "acl":
        return
    verb = tree.heads[subject]
    if not subject < i < verb or "," not in tree.words[i:verb]:
        return
    if any(tree.rels[k] == "nsubj" and i < k < verb for k in tree.children[verb]):
        passive = not any(tree.rels[k] == "aux" for k in tree.children[i]) and not tree.lower[i].endswith("ing")
        tree.attach(i, verb, "advcl")
        tree.attach(subject, i, "nsubj:pass" if passive else "nsubj")


def free_adjunct(tree: Tree, i: int) -> None:
    """ "rejected a budget, *dealing* a blow": behind a comma the participle is the main clause's."""
    at = tree.heads[i]
    if tree.relations[i] not in ("acl", "advcl") or not tree.lower[i].endswith("ing") or not 0 <= at < i:
        return
    first = tree.leftmost(i)
    if tree.words[first] != "," and (not first or tree.words[first - 1] != ","):
        return
    while at >= 0 and not (tree.upos[at] == "VERB" and "VerbForm=Fin" in tree.feats[at]):
        if tree.rels[at] == "nsubj":
            # "The army, fearing a coup, ...": the subject's own
            return
        at = tree.heads[at]
    if 0 <= at < i and at != tree.heads[i]:
        tree.attach(i, at, "advcl")


def return_subject(tree: Tree, i: int) -> None:
    """ "hackers linked to X had stolen files": the participle has taken the main verb's subject."""
    verb = tree.heads[i]
    subject = tree.child(i, "nsubj")
    if verb < i or not 0 <= subject < i or "VerbForm=Part" not in tree.feats[i] or tree.upos[verb] != "VERB":
        return
    if any(tree.rels[k] in ("nsubj", "csubj") for k in tree.children[verb]) or "," in tree.words[subject:verb]:
        return
    if not any(tree.rels[k] == "aux" for k in tree.children[i]):
        tree.attach(subject, verb, "nsubj")
        tree.attach(i, subject, "acl")


def return_opening_subject(tree: Tree, i: int) -> None:
    """ "*Jailed ministers* were freed", "*Rebel held Goma* has fallen": the participle has taken the subject.

    i: a participle that the parser takes for a clause before the main verb.
    """
    verb = tree.heads[i]
    if verb <= i or tree.upos[verb] != "VERB" or tree.has_child(verb, SUBJECT):
        return
    if tree.marker(i) or not any(tree.rels[k] == "aux" and k < verb for k in tree.children[verb]):
        return
    noun = max((k for k in tree.children[i] if i < k < verb and tree.rels[k] in ("nsubj", "obj")), default=-1)
    if noun < 0 or "," in tree.words[i:verb] or any(k > noun for k in tree.children[i]):
        return
    tree.attach(noun, verb, "nsubj:pass" if tree.child(verb, "aux:pass") >= 0 else "nsubj")
    tree.attach(i, noun, "acl")


def return_sentence_subject(tree: Tree, i: int) -> None:
    """ "Acting on a tip, *police officers* arrested X": behind the comma stands the subject of the main verb.

    i: a participle in -ing that opens the sentence.
    """
    verb = tree.heads[i]
    if verb <= i or tree.upos[verb] != "VERB" or tree.has_child(verb, SUBJECT) or not tree.lower[i].endswith("ing"):
        return
    for k in tree.children[i]:
        if i < k < verb and tree.rels[k] in ("obl", "obj", "nsubj") and not tree.preposition(k):
            first = tree.leftmost(k)
            if tree.words[first] == "," or tree.words[first - 1] == ",":
                tree.attach(k, verb, "nsubj")
                return


def free_subject_behind_case(tree: Tree, i: int) -> None:
    """ "hours after *Togo and Chad agreed*": a conjunction taken for a preposition has taken the verb's subject."""
    if tree.has_child(i, SUBJECT) or "VerbForm=Fin" not in tree.feats[i]:
        return
    for k in tree.children[i]:
        if k < i and tree.rels[k] == "obl" and tree.preposition(k) in CONJUNCTIONS:
            case = next(j for j in tree.children[k] if tree.rels[j] == "case")
            if max(tree.conjuncts(k)) == i - 1:
                for j in list(tree.children[k]):
                    if tree.relations[j] == "nmod:unmarked":
                        # "*days* before"
                        tree.attach(j, i, "obl:unmarked")
                tree.attach(k, i, "nsubj")
                tree.attach(case, i, "mark")
                return


def return_object(tree: Tree, i: int) -> None:
    """ "punished *any country* arming the rebels": the participle has taken the main verb's object, and tells of it."""
    verb = tree.heads[i]
    if not 0 <= verb < i - 1 or tree.upos[verb] != "VERB" or tree.child(verb, "obj") >= 0 or tree.marker(i):
        return
    objects = [k for k in tree.children[i] if tree.relations[k] == "obj"]
    if len(objects) == 2 and objects[0] == i - 1 and objects[1] > i and "," not in tree.words[verb:i]:
        tree.attach(i - 1, verb, "obj")
        tree.attach(i, i - 1, "acl")


def hang_relative(tree: Tree, i: int) -> None:
    """ "introduced a bill on Friday *that would punish* X": a clause whose subject is *that* tells of the object."""
    verb = tree.heads[i]
    relative = tree.child(i, "nsubj")
    if not 0 <= verb < relative < i or tree.lower[relative] not in ("that", "which") or tree.upos[relative] != "PRON":
        return
    noun = tree.child(verb, "obj")
    if verb < noun < relative and not tree.marker(i):
        tree.attach(i, noun, "acl:relcl")


def join_participle(tree: Tree, i: int) -> None:
    """ "for an institute *blacklisted* by X": right behind a noun, with an agent, it tells of the noun."""
    noun = i - 1
    if tree.rels[i] != "advcl" or noun < 0 or tree.heads[noun] != tree.heads[i] or tree.upos[noun] != "NOUN":
        return
    if tree.lemmas[i] in OF_THE_CLAUSE or tree.rels[noun] not in ("obj", "obl"):
        return
    if tree.has_child(i, CLAUSE_WORDS):
        return
    if any(tree.relations[k] == "obl:agent" for k in tree.children[i]):
        tree.attach(i, noun, "acl")


def lift_subject(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "warned Manila not to arm", "helped Lebanon fight": the infinitive's subject is what the verb above acts on."""
    verb = tree.heads[i]
    subject = tree.child(i, "nsubj")
    if not 0 <= verb < subject < i or tree.upos[verb] != "VERB" or tree.child(verb, "obj") >= 0:
        return
    if any(tree.rels[k] in ("aux", "cop") and tree.lower[k] != "be" for k in tree.children[i]):
        return
    marker = tree.marker(i)
    infinitive = marker == "to" or (marker == "" and "VerbForm=Inf" in tree.feats[i])
    if infinitive and (
        tree.rels[i] == "xcomp" or tree.lemmas[verb] in lexicon.object_control_verbs | lexicon.reporting_verbs
    ):
        tree.attach(subject, verb, "obj")
        tree.relations[i] = tree.rels[i] = "xcomp"


def gather_objects(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "handed over the suspect", "set free the crew": the object hangs elsewhere, or is no object to the parser."""
    particle = -1
    for k in tree.children[i]:
        if k <= i:
            continue
        if tree.relations[k] == "compound:prt":
            particle = k
        elif tree.rels[k] == "obj" or (tree.rels[k] == "obl" and _joins_particle(tree, i, k)):
            return
        elif tree.relations[k] == "nsubj" and any(tree.rels[j] == "nsubj" for j in tree.children[i] if j < i):
            # "the vote angered Luanda": two subjects
            tree.relations[k] = tree.rels[k] = "obj"
            return
        elif tree.rels[k] == "xcomp" and tree.upos[k] == "ADJ":
            inner = tree.child(k, "obj")
            if inner > k:
                tree.attach(inner, i, "obj")
                return
        elif (
            tree.relations[k] == "obl"
            and tree.upos[k] != "VERB"
            and not tree.preposition(k)
            and tree.ner[k][2:] != "Date"
            # "killed at least eight people"
            and (particle >= 0 or tree.lemmas[k] in lexicon.person_nouns)
        ):
            tree.relations[k] = tree.rels[k] = "obj"
            return


def _joins_particle(tree: Tree, verb: int, phrase: int) -> bool:
    """ "*hand over* their guns", "*win over* the tribes": the particle is taken for the object's preposition."""
    particle = verb + 1
    if tree.heads[particle : particle + 1] != [phrase] or tree.rels[particle] != "case":
        return False
    if tree.lower[particle] not in SEPARABLE.get(tree.lemmas[verb], ()):
        return False
    tree.attach(particle, verb, "compound:prt")
    tree.attach(phrase, verb, "obj")
    return True


def _join_quotation(tree: Tree, i: int) -> None:
    """'"The army," X said, "has taken the town."': the first half is the second's subject."""
    halves = [k for k in tree.children[i] if tree.rels[k] == "ccomp"]
    if len(halves) != 2 or not halves[0] < i < halves[1]:
        return
    subject, verb = halves
    nominal = tree.upos[subject] in ("NOUN", "PROPN", "PRON") and tree.child(subject, "cop") < 0
    if nominal and tree.upos[verb] == "VERB" and not any(tree.rels[k] == "nsubj" for k in tree.children[verb]):
        tree.attach(subject, verb, "nsubj")


def give_speaker(tree: Tree, i: int) -> None:
    """ "..., X said": the parser may hang X on what is said. "..., said X": it may call X an object."""
    _join_quotation(tree, i)
    _return_to_report(tree, i)
    children = tree.children[i]
    if any(tree.rels[k] in ("nsubj", "csubj") or tree.relations[k] == "aux:pass" for k in children):
        if tree.rels[i] == "parataxis":
            _give_back_agent(tree, i)
        return
    if i and tree.upos[i - 1] == "PUNCT":
        speaker = tree.child(i, "obj")
        if speaker > i and (tree.rels[i] == "parataxis" or any(k < i and tree.rels[k] == "ccomp" for k in children)):
            tree.relations[speaker] = tree.rels[speaker] = "nsubj"
        return
    at = i - 1
    while at >= 0 and tree.upos[at] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        above = tree.heads[at]
        first = tree.leftmost(at)
        parted = tree.upos[first] == "PUNCT" or (first > 0 and tree.upos[first - 1] == "PUNCT")
        if parted and tree.rels[at] in CLAUSE_PARTS:
            if at not in children:
                tree.attach(at, i, "nsubj")
            return
        if not 0 <= above < i or tree.upos[above] == "VERB":
            return
        at = above


def _return_to_report(tree: Tree, i: int) -> None:
    """ "*Forces loyal to X* forced Y out, sources said": of two subjects of the saying the first is the report's."""
    subjects = [k for k in tree.children[i] if tree.rels[k] == "nsubj" and k < i]
    if len(subjects) != 2:
        return
    first, second = subjects
    for k in tree.children[i]:
        if first < k < second and tree.rels[k] == "ccomp" and not tree.has_child(k, SUBJECT):
            tree.attach(first, k, "nsubj:pass" if tree.child(k, "aux:pass") >= 0 else "nsubj")
            return


def _give_back_agent(tree: Tree, i: int) -> None:
    """ "was stabbed, police said, by a guard": the agent is not that of the saying."""
    stated = tree.heads[i]
    for k in list(tree.children[i]):
        if tree.relations[k] == "obl:agent" and k > i and tree.child(stated, "aux:pass") >= 0:
            tree.attach(k, stated, "obl:agent")


def lift_according(tree: Tree, i: int) -> None:
    """ "shelled a village, killing nine, *according to X*": behind a comma it is said of the whole sentence."""
    at = tree.heads[i]
    first = tree.leftmost(i)
    if not 0 <= at < i or tree.rels[i] not in ("obl", "nmod") or first < 1:
        return
    if tree.words[first] != "," and tree.words[first - 1] != ",":
        return
    top = at
    while tree.heads[top] >= 0 and tree.rels[top] in PARTS_OF_SENTENCE:
        top = tree.heads[top]
    if top != at and tree.upos[top] == "VERB":
        tree.attach(i, top, "obl")
