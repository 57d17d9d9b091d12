"""Pronouns that point back: he, they, its; what they share with "the two leaders" is group_phrases.py.

Decided by agreement in number and kind, and by salience (the subject above, then the last sentence's subject), within
MAX_DISTANCE sentences. Where two fit equally nothing is returned: a missing end is better than a wrong one.
"""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.model.predication import Phrase
from eventcoder.stages.triples.group_phrases import MAX_DISTANCE, ORDINALS, GroupPhrases
from eventcoder.stages.triples.mentions import CONJUNCT, Beside, Mention, Mentions, choose, is_reflexive
from eventcoder.stages.triples.phrases import actor_phrases
from eventcoder.stages.triples.quotations import MARKS
from eventcoder.stages.triples.subjects import Subjects
from eventcoder.stages.triples.tree import Tree

PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
THING_PRONOUNS = frozenset({"it", "its", "itself"})
PLURAL_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "ours"})
# what is done to things: "it" and "them" are no actors there
HANDLING_VERBS = frozenset(
    {"intercept", "launch", "defuse", "steer", "fly", "load", "unload", "ship", "sign", "dismantle", "install"}
)


# "the jet was seized; it had been bought illegally"
TRADING_VERBS = frozenset(
    {"buy", "purchase", "sell", "build", "manufacture", "design", "construct", "fire", "dissolve"}
)
VOICES = frozenset({"spokesman", "spokeswoman", "spokesperson"})
JUDGING_VERBS = frozenset(
    {"thank", "praise", "congratulate", "commend", "criticise", "criticize", "condemn", "applaud", "blame", "punish",
     "denounce", "compliment", "rebuke", "sue", "reward"}
)  # fmt: skip
PAIRING = frozenset({"both", "two"})
NAME_PARTS = frozenset({"flat", "compound", "nmod"})
# "where he accused": the clause tells of the noun's own circumstances
PLACE_ADVERBS = frozenset({"where", "when"})
GENDERS = {
    **dict.fromkeys(
        ("he", "him", "his", "himself", "man", "king", "prince", "father", "brother", "son", "husband", "widower",
         "boy", "businessman", "chairman", "spokesman", "policeman", "congressman", "mr", "mr.", "sir", "sheikh",
         "emir", "imam", "sultan", "pope", "uncle", "nephew", "grandfather", "emperor"),
        "m",
    ),
    **dict.fromkeys(
        ("she", "her", "hers", "herself", "woman", "queen", "princess", "mother", "sister", "daughter", "wife", "widow",
         "girl", "businesswoman", "chairwoman", "spokeswoman", "policewoman", "congresswoman", "mrs", "mrs.", "ms",
         "ms.", "actress", "aunt", "niece", "grandmother", "nun", "empress", "sheikha"),
        "f",
    ),
}  # fmt: skip


class References:
    """Antecedents within one document. Sentences are added in order; look-ups only go back."""

    __slots__ = ("_singles", "groups", "lexicon", "mentions")

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.mentions = Mentions(lexicon)
        self.groups = GroupPhrases(self.mentions)
        self._singles: dict[tuple[int, int], list[Phrase]] = {}

    def add(self, tree: Tree, subjects: Subjects) -> None:
        """The document's next sentence."""
        self.mentions.add(tree, subjects)

    def points_back(self, tree: Tree, head: int) -> bool:
        """Whether the phrase is a pronoun or a group phrase that needs an antecedent."""
        return tree.upos[head] == "PRON" or self.groups.points_back(tree, head)

    def resolve(self, tree: Tree, head: int, speaker: int = -1) -> list[Phrase]:
        """The antecedents' phrases, marked with reference and distance; empty where there is none or more than one."""
        word = tree.lower[head]
        if tree.upos[head] != "PRON" or word in ORDINALS:
            return self.groups.resolve(tree, head)
        if word in FIRST_PERSON:
            if speaker < 0 or speaker == head:
                return []
            if tree.upos[speaker] == "PRON":
                # '"I have seen it," *he* said'
                return self.resolve(tree, speaker)
            return self.groups.phrases(tree, speaker, "pronoun", tree.index)
        if word in PERSON_PRONOUNS:
            return self._single(tree, head, person=True)
        if (word == "it" or word == "them") and self._is_handled(tree, head):
            return []
        if word in THING_PRONOUNS:
            return self._single(tree, head, person=False)
        if word in PLURAL_PRONOUNS:
            return self._plural(tree, head)
        return []

    @staticmethod
    def _is_handled(tree: Tree, head: int) -> bool:
        """ "flew it to Cork", "intercepted all of them": of actors nothing of the kind is said."""
        at = tree.heads[head]
        if at >= 0 and tree.lower[at] in ("all", "some", "most", "many", "none", "several", "one", "each"):
            head, at = at, tree.heads[at]
        if at >= 0 and tree.relations[head] == "nsubj:pass":
            return tree.lemmas[at] in TRADING_VERBS or tree.lemmas[at] in HANDLING_VERBS
        return at >= 0 and tree.rels[head] == "obj" and tree.lemmas[at] in HANDLING_VERBS

    def _single(self, tree: Tree, head: int, person: bool) -> list[Phrase]:
        """Whom one person's or one body's pronoun stands for; remembered, as one "he" is led back to another."""
        key = (tree.index, head)
        known = self._singles.get(key)
        if known is None:
            known = self._singles[key] = self._find_single(tree, head, person)
        return known

    def _find_single(self, tree: Tree, head: int, person: bool) -> list[Phrase]:
        beside = self.mentions.beside(tree, head)
        near = self._author_of_noun(tree, head) if person else self._thanked(tree, head)
        if near >= 0:
            return self.groups.phrases(tree, near, "pronoun", tree.index)
        unfit: set[int] = set()
        last = -1
        for k in self._governing_subjects(tree, head):
            if k in unfit or k == head or k in beside.heads:
                continue
            if _is_quoted_off(tree, head, k) or _genders_differ(tree, head, k):
                unfit.add(k)
                continue
            if tree.upos[k] == "PRON":
                if tree.lower[k] in (PERSON_PRONOUNS if person else THING_PRONOUNS) and k < head:
                    return self._single(tree, k, person)
                continue
            owner = _owning_pronoun(tree, k) if person else -1
            if 0 <= owner < head and tree.lower[owner] in PERSON_PRONOUNS and not _genders_differ(tree, head, owner):
                # "*his* lawyer said he ...": he is whose lawyer it is
                return self._single(tree, owner, person)
            if not self._may_be(tree, head, k, person):
                body = -1 if person else self._body_of(tree, k)
                if body >= 0 and body not in beside.heads:
                    # "*Chad's* president said it ...": it is Chad
                    return self.groups.phrases(tree, body, "pronoun", tree.index)
                continue
            if k > head and not (tree.upos[k] == "PROPN" and (is_reflexive(tree, head) or tree.rels[head] == "nsubj")):
                # "dismissed him, the rector said": hardly the rector, where somebody is named before
                last = k
                continue
            return self.groups.phrases(tree, k, "pronoun", tree.index)
        speaks = self._says(tree, head)
        here = [
            m
            for m in self.mentions.of(tree.index)
            if m.head < head
            and m.head not in unfit
            and self._fits(tree, m, head, person)
            and not beside.has(tree, m.head)
            and not (speaks and _is_quoted_off(tree, head, m.head))
        ]
        chosen = self._of_gender(tree, head, here) or choose(here)
        if chosen is not None:
            return self.groups.phrases(tree, chosen.head, "pronoun", tree.index)
        if here:
            return []
        for index in range(tree.index - 1, max(-1, tree.index - 1 - (MAX_DISTANCE if person else 1)), -1):
            other = self.mentions.trees[index]
            candidates = [
                m
                for m in self.mentions.of(index)
                if self._fits(other, m, head, person, tree.lower[head]) and not beside.has(other, m.head)
            ]
            chosen = self._of_gender(tree, head, candidates) or choose(candidates)
            if chosen is not None:
                return self.groups.phrases(other, chosen.head, "pronoun", tree.index)
            if candidates:
                return []
        return self.groups.phrases(tree, last, "pronoun", tree.index) if last >= 0 else []

    def _of_gender(self, tree: Tree, head: int, candidates: list[Mention]) -> Mention | None:
        """The only one whose words say that it is a man or a woman as the pronoun does."""
        wanted = GENDERS.get(tree.lower[head], "")
        fitting = [m for m in candidates if wanted and _gender(self.mentions.trees[m.sentence], m.head) == wanted]
        return fitting[0] if len(fitting) == 1 else None

    def _may_be(self, tree: Tree, head: int, k: int, person: bool) -> bool:
        """Whether a subject above can be what a pronoun stands for."""
        if tree.has_child(k, CONJUNCT):
            return False
        if (
            not person
            and tree.upos[k] == "PROPN"
            and (tree.relations[head] == "nmod:poss" or not tree.has_child(k, NAME_PARTS))
        ):
            # "Jordan closed its border": whatever the tagger took Jordan for, it is an it
            return True
        if "Number=Plur" in tree.feats[k]:
            return False
        return (self._is_person(tree, k) or (person and self._speaks(tree, k))) == person

    def _body_of(self, tree: Tree, k: int) -> int:
        """Whose president, spokesman or army a person or thing is: the body or country that owns it; or -1."""
        for owner in tree.children[k]:
            if tree.relations[owner] == "nmod:poss" and tree.upos[owner] != "PRON" and not self._is_person(tree, owner):
                return owner if self._is_person(tree, k) else -1
        return -1

    def _author_of_noun(self, tree: Tree, head: int) -> int:
        """ "remarks by *General Sow*, where he accused ...": whose noun the relative clause describes; or -1."""
        clause = tree.heads[head]
        if clause < 0 or tree.relations[clause] != "acl:relcl" or tree.rels[head] != "nsubj":
            return -1
        noun = tree.heads[clause]
        if noun < 0 or not any(tree.lower[k] in PLACE_ADVERBS for k in tree.children[clause]):
            return -1
        authors = [
            k
            for k in tree.children[noun]
            if (tree.relations[k] == "nmod:poss" or (tree.rels[k] == "nmod" and tree.preposition(k) == "by"))
            and self._is_person(tree, k)
            and not _genders_differ(tree, head, k)
        ]
        return authors[0] if len(authors) == 1 else -1

    def _thanked(self, tree: Tree, head: int) -> int:
        """ "thanked *Chad* for its support": whose deed somebody is thanked or blamed for; or -1."""
        noun = tree.heads[head]
        verb = tree.heads[noun] if noun >= 0 else -1
        if verb < 0 or tree.relations[head] != "nmod:poss" or tree.lemmas[verb] not in JUDGING_VERBS:
            return -1
        thanked = tree.child(verb, "obj")
        if not verb < thanked < head or tree.preposition(noun) not in ("for", "on", "over"):
            return -1
        fits = tree.upos[thanked] == "PROPN" or tree.lemmas[thanked] in self.lexicon.body_nouns
        return thanked if fits and not tree.has_child(thanked, CONJUNCT) else -1

    def _plural(self, tree: Tree, head: int) -> list[Phrase]:
        beside = self.mentions.beside(tree, head)
        last = body = -1
        for k in self._governing_subjects(tree, head):
            if k == head or k in beside.heads or tree.upos[k] == "PRON" or _is_quoted_off(tree, head, k):
                continue
            if body < 0 and k < head and self._says(tree, k) and self._is_many(tree, k):
                body = k
            if tree.has_child(k, CONJUNCT) or "Number=Plur" in tree.feats[k] or len(actor_phrases(tree, k)) > 1:
                if k < head:
                    return self.groups.phrases(tree, k, "pronoun", tree.index)
                # "they freed him, officials said": hardly the officials, where others are named before
                last = k
        if body >= 0 and tree.rels[head] == "nsubj":
            return self.groups.phrases(tree, body, "pronoun", tree.index)
        both = self._pair_before(tree, head, beside)
        if both >= 0:
            # "the envoy, who visited *both countries*, urged them to talk"
            return self.groups.phrases(tree, both, "pronoun", tree.index)
        for index in range(tree.index, max(-1, tree.index - 3), -1):
            other = self.mentions.trees[index]
            candidates = [
                m
                for m in self.mentions.of(index)
                if m.plural and (index < tree.index or m.head < head) and not beside.has(other, m.head)
            ]
            chosen = choose(candidates)
            if chosen is None and candidates:
                pairs = [m for m in candidates if other.has_child(m.head, CONJUNCT)]
                chosen = pairs[0] if len(pairs) == 1 else None
            if chosen is not None:
                return self.groups.phrases(other, chosen.head, "pronoun", tree.index)
            if candidates:
                return []
            if index < tree.index or tree.rels[head] == "nsubj":
                # "Modi met Xi. They agreed ...": two of one kind are named; beside it in one sentence as parties
                singles = [
                    m
                    for m in self.mentions.of(index)
                    if m.single
                    and m.kind not in ("thing", "Misc")
                    and (index < tree.index or (m.party and m.head < head))
                    and not beside.has(other, m.head)
                ]
                persons = [m for m in singles if m.kind == "Person"]
                pair = persons if len(persons) == 2 else [m for m in singles if m.kind != "Person"]
                if len(pair) == 2 and any(m.subject for m in pair):
                    return [
                        phrase for m in pair for phrase in self.groups.phrases(other, m.head, "pronoun", tree.index)
                    ]
        return self.groups.phrases(tree, last, "pronoun", tree.index) if last >= 0 else []

    def _pair_before(self, tree: Tree, head: int, beside: Beside) -> int:
        """The nearest "both countries", "the two sides" before a pronoun in its sentence; or -1."""
        for k in reversed(range(head)):
            if tree.lower[k] in PAIRING and tree.heads[k] > k:
                noun = tree.heads[k]
                if noun < head and noun not in beside.heads and self.groups.points_back(tree, noun):
                    return noun
        return -1

    def _is_many(self, tree: Tree, k: int) -> bool:
        """A body or its voice: "the union said *they* would strike", "a spokesman said *they* had left"."""
        lemma = tree.lemmas[k]
        return lemma in VOICES or lemma in self.lexicon.body_nouns or tree.ner[k][2:] == "Organization"

    def _governing_subjects(self, tree: Tree, head: int) -> list[int]:
        """Subjects of the clauses above a token, nearest first, its own clause left out for a subject pronoun."""
        found: list[int] = []
        subjects = self.mentions.subjects[tree.index]
        at = head
        # "pardoned him" is somebody else than the subject; "his", "its" and "himself" may be the subject
        own_clause = "Poss=Yes" not in tree.feats[head] and not is_reflexive(tree, head)
        for ancestor in tree.ancestors(head):
            if tree.is_predicate(ancestor):
                if own_clause:
                    own_clause = False
                elif tree.rels[at] == "conj" and tree.marker(at) and tree.rels[head] == "nsubj":
                    # "Chad said Togo had left *and that it* would follow": Togo is no subject above
                    pass
                else:
                    found.extend(k for k, _ in subjects.grammatical(ancestor) if k != head and k < head + 40)
                for k in tree.children[ancestor]:
                    # a tag beside the quotation: "we will strike, X said" with said as parataxis
                    if tree.rels[k] == "parataxis" and k != at:
                        found.extend(j for j in tree.children[k] if tree.rels[j] == "nsubj")
            at = ancestor
        return found

    def _is_person(self, tree: Tree, i: int) -> bool:
        return (
            tree.ner[i][2:] == "Person"
            or tree.lemmas[i] in self.lexicon.person_nouns
            or any(
                tree.ner[k][2:] == "Person" for k in tree.children[i] if tree.rels[k] in ("appos", "flat", "compound")
            )
        )

    def _says(self, tree: Tree, i: int) -> bool:
        """Whether a token is the subject of a reporting verb."""
        verb = tree.heads[i]
        return verb >= 0 and tree.rels[i] == "nsubj" and tree.lemmas[verb] in self.lexicon.reporting_verbs

    def _speaks(self, tree: Tree, i: int) -> bool:
        """ "The rector said students attacked him": who says something and is no body is a person."""
        return (
            tree.upos[i] == "NOUN"
            and tree.ner[i] in ("", "O")
            and self._says(tree, i)
            and tree.lemmas[i] not in self.lexicon.body_nouns
        )

    @staticmethod
    def _fits(tree: Tree, mention: Mention, head: int, person: bool, pronoun: str = "") -> bool:
        """Whether a mention is one person, or one body or place. tree: the mention's; pronoun: of another sentence."""
        if not mention.single or mention.kind == "thing":
            return False
        if mention.kind != "name" and (mention.kind == "Person") != person:
            return False
        wanted = GENDERS.get(pronoun or tree.lower[head], "")
        return not wanted or _gender(tree, mention.head) in ("", wanted)


def _gender(tree: Tree, i: int) -> str:
    """`m` or `f` of a pronoun, a noun that says so, or a name with such a title; "" where nothing tells."""
    known = GENDERS.get(tree.lower[i]) or GENDERS.get(tree.lemmas[i], "")
    if known:
        return known
    words = (
        tree.lower[k] for k in tree.children[i] if tree.rels[k] in ("compound", "nmod", "flat", "appos") and k < i + 3
    )
    return next((GENDERS[word] for word in words if word in GENDERS and word not in PERSON_PRONOUNS), "")


def _genders_differ(tree: Tree, one: int, other: int) -> bool:
    first, second = _gender(tree, one), _gender(tree, other)
    return bool(first and second) and first != second


def _owning_pronoun(tree: Tree, i: int) -> int:
    return next((k for k in tree.children[i] if tree.relations[k] == "nmod:poss" and tree.upos[k] == "PRON"), -1)


def _is_quoted_off(tree: Tree, head: int, speaker: int) -> bool:
    """'"He lied," *Sow* said': in quotation marks "he" is not who speaks outside them."""
    first, last = sorted((head, speaker))
    return sum(word in MARKS for word in tree.words[first:last]) % 2 == 1
