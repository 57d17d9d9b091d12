"""The parser's mistakes about noun phrases and what hangs on them. One function a mistake."""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.phrases import is_name_like
from eventcoder.stages.triples.tree import Tree

SUBJECT = frozenset({"nsubj", "csubj"})
LEFT_VERBS = frozenset({"acl", "parataxis", "dep", "appos"})
OFFERING_VERBS = frozenset({"offer", "give", "grant", "promise", "pledge", "lend"})
GIVEN_NOUNS = frozenset(
    {"aid", "assistance", "help", "support", "loan", "credit", "money", "weapon", "arms", "relief", "membership",
     "protection", "security", "guarantee", "asylum", "compensation", "concession", "access"}
)  # fmt: skip
PARTNERS = frozenset({"to", "with", "from", "for", "between"})
# what things do not do
ACTORS_VERBS = frozenset(
    {"respond", "retaliate", "condemn", "criticise", "criticize", "denounce", "deny", "refuse", "vow", "accuse",
     "blame", "threaten", "reject", "expel", "recall", "invade", "oppose", "plan", "want", "seek", "agree", "withdraw"}
)  # fmt: skip
MODIFIERS = frozenset({"amod", "compound", "nmod"})

DISMISSING = frozenset(
    {"reject", "dismiss", "denounce", "condemn", "criticise", "criticize", "decry", "deride", "deny"}
)
DIRECTIONS = frozenset({"away", "back", "out", "down", "off", "aside", "apart", "up", "home", "over", "together"})


def join_title(tree: Tree, i: int) -> None:
    """ "received Pope Francis": title and name side by side in one role are one phrase."""
    if (
        tree.rels[i] in ("nsubj", "obj", "iobj", "obl")
        and tree.rels[i] == tree.rels[i - 1]
        and (tree.rels[i] == "nsubj" or tree.ner[i][:2] in ("B-", "S-"))
    ):
        for child in list(tree.children[i - 1]):
            tree.attach(child, i, tree.relations[child])
        tree.attach(i - 1, i, "nmod:desc")


def free_object_behind_as(tree: Tree, i: int) -> None:
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


def choose_person(tree: Tree, i: int, lexicon: Lexicon) -> None:
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


def choose_body(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "fired rockets at Chad, *which* denied": rockets deny nothing, but the country or body just before does."""
    clause = tree.heads[i]
    if clause < 0 or tree.relations[clause] != "acl:relcl" or tree.relations[i] != "nsubj":
        return
    noun, name = tree.heads[clause], i - 2
    if not 0 <= noun < name or tree.upos[noun] != "NOUN" or tree.words[i - 1] != ",":
        return
    lemma = tree.lemmas[noun]
    if lemma in lexicon.person_nouns or lemma in lexicon.body_nouns or lemma in lexicon.group_nouns:
        return
    if lemma in lexicon.document_nouns:
        # "a letter to Chad, *which* accused": letters do accuse
        return
    verb = tree.lemmas[clause]
    if verb not in lexicon.reporting_verbs and verb not in lexicon.request_verbs and verb not in ACTORS_VERBS:
        return
    while name > noun and tree.rels[name] in ("flat", "compound"):
        name = tree.heads[name]
    if name > noun and tree.upos[name] == "PROPN" and tree.rels[name] in ("nmod", "obl", "obj"):
        tree.attach(clause, name, "acl:relcl")


def lift_from_adverb(tree: Tree, i: int) -> None:
    """ "stayed away *from the talks*": the phrase is the verb's, and the adverb its particle."""
    verb = tree.heads[i]
    if verb < 0 or tree.upos[verb] != "VERB" or tree.lower[i] not in DIRECTIONS:
        return
    for k in list(tree.children[i]):
        if k > i and tree.rels[k] == "obl" and tree.preposition(k):
            tree.attach(k, verb, tree.relations[k])


def restore_its(tree: Tree, i: int) -> None:
    """ "*Its* leader, X, accused ...": the parser reads "it's leader", and the verb is left as an aside."""
    head = tree.heads[i]
    mark = i + 1
    if head <= mark or tree.rels[i] != "nsubj" or mark >= len(tree.words) or tree.words[mark] != "s":
        return
    if tree.heads[mark] != head or tree.rels[mark] != "cop" or tree.sentence.ends[i] != tree.sentence.starts[mark]:
        return
    tree.attach(i, head, "nmod:poss")
    tree.attach(mark, i, "case")
    if tree.heads[head] >= 0:
        return
    for verb in tree.children[head]:
        if verb < head or tree.upos[verb] != "VERB" or tree.rels[verb] not in LEFT_VERBS:
            continue
        if not tree.has_child(verb, SUBJECT) and "VerbForm=Ger" not in tree.feats[verb]:
            tree.make_root(verb)
            tree.attach(head, verb, "nsubj:pass" if tree.child(verb, "aux:pass") >= 0 else "nsubj")
            return


def free_behind_worth(tree: Tree, i: int) -> None:
    """ "suspended aid *worth* $100 million *to Niger*": the worth is the aid's, and whom it goes to is the verb's."""
    noun = i - 1
    verb = tree.heads[noun] if noun >= 0 else -1
    if verb < 0 or tree.upos[noun] != "NOUN" or tree.upos[verb] != "VERB" or tree.heads[i] not in (noun, verb):
        return
    if tree.rels[noun] not in ("obj", "nsubj"):
        return
    tree.upos[i] = "ADJ"
    tree.attach(i, noun, "amod")
    for amount in list(tree.children[i]):
        for k in (amount, *tree.children[amount]):
            if k > i and tree.rels[k] in ("obl", "nmod") and tree.preposition(k) in PARTNERS:
                tree.attach(k, verb, "obl")


def name_country(tree: Tree, i: int) -> None:
    """ "urged *US* officials", "offered to *US* planes": the country, tagged as the pronoun or hung loosely."""
    tree.upos[i] = "PROPN"
    noun = i + 1
    beside = noun < len(tree.words) and tree.upos[noun] == "NOUN" and tree.heads[noun] != i
    if (beside and not tree.preposition(i) and tree.rels[i] in ("obj", "iobj", "nsubj", "obl")) or (
        tree.rels[i] == "dep" and tree.heads[i] == noun
    ):
        tree.attach(i, noun, "compound")


def free_recipient(tree: Tree, i: int) -> None:
    """ "offered *Chad* aid", "granted *Togo* a loan": two objects side by side are no compound.

    i: a name before the noun that is given.
    """
    noun = tree.heads[i]
    verb = tree.heads[noun] if noun >= 0 else -1
    if noun <= i or verb != i - 1 or tree.relations[noun] != "obj" or tree.lemmas[verb] not in OFFERING_VERBS:
        return
    if tree.lemmas[noun] in GIVEN_NOUNS and tree.ner[i][2:] == "Location":
        tree.attach(i, verb, "iobj")


def join_modifiers(tree: Tree, i: int) -> None:
    """ "*U.S. and British* warplanes": two names before one noun are coordinated, whatever the parser calls each.

    i: the conjunction.
    """
    first, second = i - 1, i + 1
    if first < 0 or second >= len(tree.words):
        return
    noun = tree.heads[second]
    if noun <= second or tree.heads[first] != noun or tree.rels[first] not in MODIFIERS:
        return
    if tree.rels[second] in MODIFIERS and is_name_like(tree, first) and is_name_like(tree, second):
        tree.attach(second, first, "conj")
        tree.attach(i, second, "cc")


def make_noun(tree: Tree, i: int, lexicon: Lexicon) -> None:
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


def lift_between(tree: Tree, i: int, lexicon: Lexicon) -> None:
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


def lift_beside_agent(tree: Tree, i: int, lexicon: Lexicon) -> None:
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


def fill_headless_what(tree: Tree, i: int) -> None:
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
