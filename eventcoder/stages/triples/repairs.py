"""The parser's usual mistakes, mended before anything else looks at the tree. One function a mistake."""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.coordination import (
    mend_name_list,
    mend_parataxis,
    mend_role_and_name,
    mend_second_description,
    mend_verb_conjunct,
)
from eventcoder.stages.triples.lemmas import mend_lemmas
from eventcoder.stages.triples.tree import Tree

PARTICIPLE_PREPOSITIONS = frozenset(
    {"according", "barring", "concerning", "considering", "depending", "during", "excluding", "excepting", "following",
     "including", "involving", "notwithstanding", "owing", "pending", "regarding", "starting", "surrounding",
     "touching"}
)  # fmt: skip
DASHES = frozenset({"-", "–", "—", "--"})
# tokens in which a dateline ends: "KABUL, Afghanistan, Jan. 5 (AP) -"
MAX_DATELINE = 14
LIFTED_PREPOSITIONS = frozenset({"by", "on", "against", "at", "with", "to", "over"})
CLAUSE_PARTS = frozenset({"nsubj", "appos", "conj", "obj", "obl", "parataxis", "dep", "ccomp", "nmod", "vocative"})
GAP_CONJUNCTIONS = frozenset({"and", "but", "while", "whereas", ",", ";"})
# where a clause's noun phrases stand, so that a verb there is a noun
NOMINAL_RELATIONS = frozenset({"nsubj", "csubj", "obj", "obl"})
# verbs whose particle may stand before the object and is no preposition there
SEPARABLE = {
    "hand": ("over", "in"), "win": ("over",), "turn": ("over",), "take": ("over",), "give": ("up",), "call": ("off",),
    "break": ("off",), "set": ("up",), "carry": ("out",), "shoot": ("down",), "sign": ("over",), "sum": ("up",),
}  # fmt: skip
# "..., blew up a gate *followed by* others": participles of the whole clause
OF_THE_CLAUSE = frozenset({"follow", "accompany", "join", "back", "support", "surround", "precede"})
CLAUSE_WORDS = frozenset({"mark", "aux", "nsubj"})
DISMISSING = frozenset(
    {"reject", "dismiss", "denounce", "condemn", "criticise", "criticize", "decry", "deride", "deny"}
)
DIRECTIONS = frozenset({"away", "back", "out", "down", "off", "aside", "apart", "up", "home", "over", "together"})
PARTS_OF_SENTENCE = frozenset({"advcl", "acl", "obj", "obl", "nmod", "conj", "xcomp"})


def mend(tree: Tree, lexicon: Lexicon) -> None:
    """Apply all repairs to one tree, in place."""
    mend_lemmas(tree, lexicon)
    _free_from_dateline(tree)
    for i, (upos, word) in enumerate(zip(tree.upos, tree.lower, strict=True)):
        if upos == "VERB":
            if tree.rels[i] == "case":
                if word == "according":
                    _lift_according(tree, tree.heads[i])
                else:
                    _free_participle(tree, i)
            if tree.rels[i] in NOMINAL_RELATIONS:
                _make_noun(tree, i, lexicon)
            elif tree.rels[i] in ("acl", "advcl"):
                _free_absolute(tree, i)
                _free_adjunct(tree, i)
                _return_subject(tree, i)
                _join_participle(tree, i)
            elif tree.rels[i] in ("xcomp", "ccomp"):
                _lift_subject(tree, i, lexicon)
            elif tree.rels[i] == "conj":
                mend_verb_conjunct(tree, i, lexicon)
            elif tree.rels[i] == "parataxis":
                mend_parataxis(tree, i, lexicon)
            _gather_objects(tree, i, lexicon)
            if tree.lemmas[i] in lexicon.reporting_verbs:
                _give_speaker(tree, i)
        elif tree.relations[i] == "nsubj:pass":
            _activate(tree, i, lexicon)
        elif word == "it" and tree.rels[i] == "expl":
            _fill_expletive(tree, i, lexicon)
        elif upos == "PROPN" and i and tree.upos[i - 1] == "PROPN" and tree.heads[i] == tree.heads[i - 1] >= 0:
            _join_title(tree, i)
        elif upos == "PROPN" and tree.rels[i] == "conj":
            _find_gap(tree, i)
            mend_role_and_name(tree, i, lexicon)
        elif upos == "PROPN" and tree.rels[i] == "appos":
            mend_name_list(tree, i)
        elif upos == "NOUN" and tree.rels[i] == "conj":
            _find_gap_of_noun(tree, i)
            mend_second_description(tree, i)
        elif upos == "ADV" and tree.rels[i] == "advmod" and tree.children[i]:
            _lift_from_adverb(tree, i)
        elif word in LIFTED_PREPOSITIONS and tree.rels[i] == "case":
            _lift_beside_agent(tree, tree.heads[i], lexicon)
        if word == "as":
            if tree.rels[i] == "case":
                _free_object_behind_as(tree, i)
        elif word == "who" or word == "whom":
            _choose_person(tree, i, lexicon)
        elif word == "between":
            if tree.rels[i] == "case":
                _lift_between(tree, tree.heads[i], lexicon)
        elif word == "what" and tree.rels[i] in ("obj", "nsubj"):
            _fill_headless_what(tree, i)


def _free_from_dateline(tree: Tree) -> None:
    """ "MOSCOW - President X called Y": the dateline is no head of the sentence, and its apposition is the subject."""
    dash = next((i for i, word in enumerate(tree.words[:MAX_DATELINE]) if word in DASHES), -1)
    if dash <= 0:
        return
    top = next((i for i in range(dash) if tree.heads[i] < 0 and tree.upos[i] == "PROPN"), -1)
    if top < 0:
        return
    verb = next((k for k in tree.children[top] if k > dash and tree.upos[k] == "VERB"), -1)
    if verb < 0 or any(tree.rels[k] == "nsubj" for k in tree.children[verb]):
        return
    for k in tree.children[top]:
        if dash < k < verb and tree.rels[k] in CLAUSE_PARTS and tree.upos[k] in ("NOUN", "PROPN", "PRON"):
            tree.attach(k, verb, "nsubj")
            return


def _join_title(tree: Tree, i: int) -> None:
    """ "received Pope Francis": title and name side by side in one role are one phrase."""
    if (
        tree.rels[i] in ("nsubj", "obj", "iobj", "obl")
        and tree.rels[i] == tree.rels[i - 1]
        and tree.ner[i][:2] in ("B-", "S-")
    ):
        for child in list(tree.children[i - 1]):
            tree.attach(child, i, tree.relations[child])
        tree.attach(i - 1, i, "nmod:desc")


def _activate(tree: Tree, i: int, lexicon: Lexicon) -> None:
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
    if calls or "VerbForm=Fin" in tree.feats[verb]:
        tree.relations[i] = "nsubj"


def _fill_expletive(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "Syria says it is willing to withdraw": only somebody is willing, so that "it" is no expletive."""
    head = tree.heads[i]
    if head < 0 or tree.lemmas[head] not in lexicon.willing_adjectives:
        return
    tree.relations[i] = tree.rels[i] = "nsubj"
    for k in tree.children[head]:
        if tree.rels[k] == "csubj" and k > head:
            tree.relations[k] = tree.rels[k] = "xcomp"


def _free_participle(tree: Tree, i: int) -> None:
    """ "protesters opposing the junta": tagged as a verb but hung as a preposition, it is a reduced relative clause."""
    phrase = tree.heads[i]
    if phrase < 0 or not tree.lower[i].endswith("ing") or tree.lower[i] in PARTICIPLE_PREPOSITIONS:
        return
    noun = tree.heads[phrase]
    if noun < 0 or noun >= i or phrase <= i or tree.rels[phrase] != "nmod":
        return
    tree.attach(i, noun, "acl")
    tree.attach(phrase, i, "obj")


def _free_absolute(tree: Tree, i: int) -> None:
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


def _free_adjunct(tree: Tree, i: int) -> None:
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


def _return_subject(tree: Tree, i: int) -> None:
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


def _lift_subject(tree: Tree, i: int, lexicon: Lexicon) -> None:
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


def _gather_objects(tree: Tree, i: int, lexicon: Lexicon) -> None:
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


def _free_object_behind_as(tree: Tree, i: int) -> None:
    """ "rejected as baseless *accusations* by Y": the adjective is what it is called, and the noun is the object."""
    noun = tree.heads[i]
    called = i + 1
    if noun <= called or tree.upos[called] != "ADJ" or tree.heads[called] != noun or tree.rels[noun] != "obl":
        return
    verb = tree.heads[noun]
    if verb != i - 1 or tree.lemmas[verb] not in DISMISSING or tree.child(verb, "obj") >= 0:
        return
    tree.attach(noun, verb, "obj")
    tree.attach(called, verb, "dep")
    tree.attach(i, called, "case")


def _choose_person(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "the government of X, *who* was jailed": not the government, but the person just before."""
    clause = tree.heads[i]
    noun = tree.heads[clause] if clause >= 0 and tree.relations[clause] == "acl:relcl" else -1
    if not 0 <= noun < i or tree.upos[noun] != "NOUN" or tree.ner[noun][2:] == "Person":
        return
    if tree.lemmas[noun] in lexicon.person_nouns or "Number=Plur" in tree.feats[noun]:
        return
    name = i - 1 if tree.words[i - 1] != "," else i - 2
    while name > noun and tree.rels[name] in ("flat", "compound"):
        name = tree.heads[name]
    if name > noun and tree.ner[name][2:] == "Person" and tree.rels[name] == "nmod":
        tree.attach(clause, name, "acl:relcl")


def _join_participle(tree: Tree, i: int) -> None:
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


def _lift_from_adverb(tree: Tree, i: int) -> None:
    """ "stayed away *from the talks*": the phrase is the verb's, and the adverb its particle."""
    verb = tree.heads[i]
    if verb < 0 or tree.upos[verb] != "VERB" or tree.lower[i] not in DIRECTIONS:
        return
    for k in list(tree.children[i]):
        if k > i and tree.rels[k] == "obl" and tree.preposition(k):
            tree.attach(k, verb, tree.relations[k])


def _lift_according(tree: Tree, i: int) -> None:
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


def _join_quotation(tree: Tree, i: int) -> None:
    """'"The army," X said, "has taken the town."': the first half is the second's subject."""
    halves = [k for k in tree.children[i] if tree.rels[k] == "ccomp"]
    if len(halves) != 2 or not halves[0] < i < halves[1]:
        return
    subject, verb = halves
    nominal = tree.upos[subject] in ("NOUN", "PROPN", "PRON") and tree.child(subject, "cop") < 0
    if nominal and tree.upos[verb] == "VERB" and not any(tree.rels[k] == "nsubj" for k in tree.children[verb]):
        tree.attach(subject, verb, "nsubj")


def _give_speaker(tree: Tree, i: int) -> None:
    """ "..., X said": the parser may hang X on what is said. "..., said X": it may call X an object."""
    _join_quotation(tree, i)
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


def _give_back_agent(tree: Tree, i: int) -> None:
    """ "was stabbed, police said, by a guard": the agent is not that of the saying."""
    stated = tree.heads[i]
    for k in list(tree.children[i]):
        if tree.relations[k] == "obl:agent" and k > i and tree.child(stated, "aux:pass") >= 0:
            tree.attach(k, stated, "obl:agent")


def _find_gap_of_noun(tree: Tree, i: int) -> None:
    """ "Latvia expelled three diplomats, and *Estonia two attachés*"."""
    first = tree.heads[i]
    subject = tree.child(i, "nsubj")
    if subject < 0 or subject > i or first < 0 or tree.rels[first] not in ("obj", "obl") or tree.child(i, "cop") >= 0:
        return
    verb = tree.heads[first]
    if verb >= 0 and tree.upos[verb] == "VERB":
        tree.attach(i, verb, "dep")
        tree.attach(subject, verb, "dep")
        tree.gaps.append((verb, subject, i))


def _find_gap(tree: Tree, i: int) -> None:
    """ "Iran criticised France and Syria Britain": two names side by side after the conjunction are a clause."""
    first = tree.heads[i]
    if first < 0 or tree.lower[i - 1] not in GAP_CONJUNCTIONS:
        return
    if tree.upos[first] == "VERB":
        verb, role = first, ""
    elif tree.rels[first] in ("obj", "obl") and tree.upos[tree.heads[first]] == "VERB":
        verb, role = tree.heads[first], tree.preposition(first)
    else:
        return
    subject = next((k for k in tree.children[verb] if tree.rels[k] == "nsubj" and k < verb), -1)
    if subject < 0 or not (first == verb or tree.ner[first][2:] == tree.ner[i][2:]):
        return
    end = i + 1
    while end < len(tree.words) and tree.ner[end][:2] in ("I-", "E-"):
        end += 1
    at = next((k for k in range(end, min(end + 3, len(tree.words))) if tree.ner[k][:2] in ("B-", "S-")), -1)
    between = tree.lower[end:at] if at >= 0 else [","]
    small_words = {"the", *role.split()}
    if any(word not in small_words for word in between) or (role and not between):
        return
    # the names' heads: the parser may take the last word of a name for it
    partner = at
    while tree.heads[partner] >= at and tree.ner[tree.heads[partner]][:2] in ("I-", "E-"):
        partner = tree.heads[partner]
    same = tree.ner[i][2:] == tree.ner[partner][2:] == tree.ner[subject][2:] != ""
    if same and tree.heads[partner] in (i, first, verb):
        tree.attach(partner, verb, "dep")
        tree.attach(i, verb, "dep")
        tree.gaps.append((verb, i, partner))


def _make_noun(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "Fighting between A and B resumed": tagged as a verb, but it stands where a noun stands and has no object."""
    if tree.lower[i] not in lexicon.event_nouns or any(
        tree.rels[k] in ("obj", "nsubj", "aux") for k in tree.children[i]
    ):
        return
    tree.upos[i] = "NOUN"
    tree.lemmas[i] = tree.lower[i]
    if tree.rels[i] == "csubj":
        tree.relations[i] = tree.rels[i] = "nsubj"
    for k in tree.children[i]:
        if tree.rels[k] == "obl":
            tree.relations[k] = tree.rels[k] = "nmod"


def _lift_between(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "talks in Astana between A and B": the phrase belongs to the talks, not to the place beside it."""
    head = tree.heads[i]
    if head >= 0 and tree.rels[i] == "obl" and tree.upos[head] == "VERB":
        # "came before talks in Vienna between A and B": hung on the verb, it belongs to the event noun before it
        for noun in range(i - 1, head, -1):
            if tree.upos[noun] == "NOUN" and tree.lemmas[noun] in lexicon.event_nouns and tree.rels[noun] != "compound":
                tree.attach(i, noun, "nmod")
                return
        return
    if head >= 0 and tree.rels[i] == "conj" and head < i and tree.lemmas[head] in lexicon.event_nouns:
        # "clashes between Tajik and Kyrgyz guards": no second thing beside the clashes
        tree.attach(i, head, "nmod")
        return
    while head >= 0 and tree.rels[i] == "nmod" and tree.lemmas[head] not in lexicon.event_nouns:
        above = tree.heads[head]
        if above < 0 or tree.rels[head] not in ("nmod", "appos", "obl"):
            return
        if tree.lemmas[above] in lexicon.event_nouns or tree.is_predicate(above):
            tree.attach(i, above, "nmod" if not tree.is_predicate(above) else "obl")
            return
        head = above


def _lift_beside_agent(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "an attack on a convoy *by bandits*", "a march by teachers *on the capital*": both are the event noun's."""
    inner = tree.heads[i]
    if tree.rels[i] != "nmod" or inner < 0 or tree.rels[inner] != "nmod":
        return
    noun = tree.heads[inner]
    if noun < 0 or tree.lemmas[noun] not in lexicon.event_nouns or tree.lemmas[inner] in lexicon.event_nouns:
        return
    if not noun < inner < i:
        return
    own, inside = tree.preposition(i), tree.preposition(inner)
    if (own == "by" and inside != "by") or (inside == "by" and own != "of"):
        tree.attach(i, noun, "nmod")


def _fill_headless_what(tree: Tree, i: int) -> None:
    """ "imposed what Moscow regarded as tariffs": the as-phrase is the thing imposed."""
    head = tree.heads[i]
    if head < 0:
        return
    for clause in tree.children[i]:
        if tree.rels[clause] != "acl":
            continue
        for k in tree.children[clause]:
            if (
                tree.rels[k] in ("obl", "xcomp", "obj")
                and k > clause
                and (tree.preposition(k) == "as" or tree.lemmas[clause] in ("call", "term", "describe", "label"))
            ):
                relation = tree.relations[i]
                tree.attach(k, head, relation)
                tree.attach(i, k, "dep")
                return
