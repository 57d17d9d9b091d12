"""The parser's mistakes about noun phrases and what hangs on them. One function a mistake."""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.phrases import is_name_like
from eventcoder.stages.triples.reference import JUDGING_VERBS
from eventcoder.stages.triples.subjects import ACCUSING_NOUNS
from eventcoder.stages.triples.tree import Tree

SUBJECT = frozenset({"nsubj", "csubj"})
LEFT_VERBS = frozenset({"acl", "parataxis", "dep", "appos"})
OFFERING_VERBS = frozenset({"offer", "give", "grant", "promise", "pledge", "lend", "sell"})
FINING_VERBS = OFFERING_VERBS | {"fine", "pay", "owe", "award", "cost", "hand", "send", "sell", "donate"}
CURRENCIES = frozenset({"$", "£", "€", "¥"})
AMOUNTS = frozenset({"million", "billion", "trillion", "thousand", "hundred"})
# what is done in an infinitive: "offered *to mediate*"
WILLING_VERBS = frozenset({"offer", "vow", "threaten", "volunteer", "decide", "hope", "refuse", "decline", "plan"})
SPEECHES = frozenset({"statement", "speech", "letter", "interview", "message", "address", "broadcast"})
SAID = frozenset({"remark", "comment", "word", "passage", "phrase", "error", "claim", "allegation", "insult"})
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
ROLES = frozenset({"obj", "iobj"})
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
        _join_to_name(tree, i - 1, i)


def join_role(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "accused Chadian leader *Omar Sow* of": role and name as two objects.

    i: an object, behind a noun that hangs on the same verb.
    """
    role = i - 1
    if role < 0 or tree.heads[role] != tree.heads[i] or tree.rels[role] not in ROLES or tree.upos[role] != "NOUN":
        return
    if tree.ner[i][2:] != "Person" or tree.lemmas[role] not in lexicon.person_nouns:
        return
    if "Number=Plur" not in tree.feats[role] and (tree.child(role, "det") < 0 or tree.rels[role] == tree.rels[i]):
        _join_to_name(tree, role, i)


def _join_to_name(tree: Tree, title: int, name: int) -> None:
    for child in list(tree.children[title]):
        tree.attach(child, name, tree.relations[child])
    tree.attach(title, name, "nmod:desc")


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


def free_paid(tree: Tree, verb: int) -> None:
    """ "lent *Chad* billions of dollars", "fined *Sow* 200 million shillings": two objects, and no one name or sum.

    verb: one of FINING_VERBS, with a name and a number right behind it.
    """
    size = len(tree.words)
    first = after = verb + 1
    while after < size and tree.upos[after] == "PROPN":
        after += 1
    given = after
    while given < size and tree.upos[given] in ("NUM", "SYM"):
        given += 1
    if after == first or given >= size or tree.rels[verb] == "amod":
        return
    if tree.words[after] in CURRENCIES and given > after + 1:
        given = after
    elif given == after:
        if tree.lemmas[given] not in AMOUNTS:
            return
    elif tree.upos[given] in ("ADJ", "NOUN") and tree.rels[given] in MODIFIERS and tree.heads[given] > given:
        # "24 *fighter* jets"
        given = tree.heads[given]
    if tree.upos[given] not in ("NOUN", "PROPN", "SYM", "NUM"):
        return
    if any(tree.rels[k] == "obl" and tree.preposition(k) == "to" for k in tree.children[verb]):
        # "sold Boeing 737 jets to Chad"
        return
    # "President *Omar* Sow": the word on which the others hang
    name = next((k for k in range(first, after) if not first <= tree.heads[k] < after), first)
    head = tree.heads[name]
    if not (head == verb or verb < head <= given) or verb not in tree.ancestors(given):
        return
    role = "obj" if tree.lemmas[verb] == "fine" else "iobj"
    if head != verb or tree.rels[name] != role:
        tree.attach(name, verb, role)
    # who is fined is what is acted on, and the sum is how much
    sum_role = "obl:npmod" if role == "obj" else "obj"
    if tree.heads[given] != verb or tree.relations[given] != sum_role:
        tree.attach(given, verb, sum_role)
    tree.upos[given] = "NOUN" if tree.upos[given] == "PROPN" else tree.upos[given]
    for k in range(first, after):
        if k != name and not first <= tree.heads[k] < after:
            tree.attach(k, name, "flat")
    for k in range(after, given):
        if tree.heads[k] < after:
            tree.attach(k, given, "nummod")
    _end_name(tree, after)


def _end_name(tree: Tree, i: int) -> None:
    """Let no name go on at a token."""
    end = i
    while end < len(tree.ner) and tree.ner[end][:2] in ("I-", "E-"):
        end += 1
    tree.ner = (*tree.ner[:i], *("O",) * (end - i), *tree.ner[end:])


def make_infinitive(tree: Tree, i: int, lexicon: Lexicon) -> None:
    """ "Peru and Chile offered *to mediate*": a noun to the tagger, but it has no article and nothing is given.

    i: the "to".
    """
    verb, noun = i - 1, i + 1
    if tree.heads[i] != noun or tree.heads[noun] != verb or verb < 0 or tree.lemmas[verb] not in WILLING_VERBS:
        return
    if tree.upos[noun] != "NOUN" or tree.rels[noun] != "obl" or "Number=Plur" in tree.feats[noun]:
        return
    lemma = tree.lemmas[noun]
    if lemma in lexicon.body_nouns or lemma in lexicon.person_nouns or lemma in lexicon.group_nouns:
        return
    if tree.child(verb, "nsubj") < 0 or tree.child(verb, "obj") >= 0 or tree.child(verb, "aux:pass") >= 0:
        return
    tree.upos[noun] = "VERB"
    tree.attach(noun, verb, "xcomp")
    tree.attach(i, noun, "mark")
    for k in list(tree.children[noun]):
        if tree.rels[k] == "nmod":
            tree.attach(k, noun, "obl")


def lift_speech(tree: Tree, i: int) -> None:
    """ "thanked Chad for its support *in a speech to* X": the speech is where the thanks are, and not the support."""
    noun = tree.heads[i]
    verb = tree.heads[noun] if noun >= 0 else -1
    if verb < 0 or tree.rels[i] != "nmod" or tree.rels[noun] != "obl" or tree.preposition(i) not in ("in", "during"):
        return
    if tree.lemmas[verb] in JUDGING_VERBS and tree.lemmas[noun] not in SAID and tree.lemmas[noun] not in SPEECHES:
        tree.attach(i, verb, "obl")


def return_charge(tree: Tree, i: int) -> None:
    """ "denied charges by Chad *of backing* rebels": the clause is what the charge is, and tells nothing of Chad.

    i: the verb of the clause.
    """
    accuser = tree.heads[i]
    if accuser < 0 or tree.marker(i) != "of" or tree.preposition(accuser) not in ("by", "from", "against"):
        return
    noun = tree.leftmost(accuser) - 1
    if noun < 0 or tree.lemmas[noun] not in ACCUSING_NOUNS or tree.rels[accuser] not in ("nmod", "obl"):
        return
    tree.attach(accuser, noun, "nmod")
    tree.attach(i, noun, "acl")


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
