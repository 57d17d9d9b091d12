"""What a document has named so far, sentence by sentence: what pronouns and "the two leaders" can point back to."""

from __future__ import annotations

from dataclasses import dataclass

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.quotations import MARKS
from eventcoder.stages.triples.subjects import Subjects
from eventcoder.stages.triples.tree import Tree

NAMED = frozenset({"Person", "Organization", "Location", "NORP", "Misc"})
# bodies without a name of their own, which "it" may stand for
COLLECTIVES = frozenset(
    {"government", "army", "military", "ministry", "opposition", "parliament", "court", "council", "commission",
     "administration", "regime", "junta", "cabinet", "senate", "congress", "group", "party", "movement", "militia",
     "alliance", "coalition", "union", "bloc", "organisation", "organization", "agency", "company", "navy", "police"}
)  # fmt: skip
CONJUNCT = frozenset({"conj"})
PHRASES = frozenset({"obj", "iobj", "obl"})
BODY_PRONOUNS = frozenset({"it", "they"})
NAME_PARTS = frozenset({"flat", "conj"})
GOVERNED = frozenset(
    {"obj", "iobj", "obl", "xcomp", "ccomp", "nsubj", "nmod", "acl", "compound", "flat", "conj", "appos"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A named or plural phrase earlier in the document: head token of its first conjunct, its class, and its place.

    kind: the name's class; `name` where the tagger gives none, `body` of a common noun ("the army"), `thing` of others;
    party: a subject, object or with-phrase, not a mere place; member: a later conjunct, which the first one stands for.
    """

    sentence: int
    head: int
    kind: str
    plural: bool
    subject: bool
    party: bool
    member: bool = False

    @property
    def single(self) -> bool:
        """Whether it names one actor alone, and none of several."""
        return not self.plural and not self.member


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands in the clause of a pronoun or phrase, so that it is not that: nobody is named twice there.

    heads: tokens of its sentence; names: their proper nouns, lower case, which are the same actor in any sentence.
    """

    sentence: int
    heads: frozenset[int]
    names: frozenset[str]

    def has(self, tree: Tree, head: int) -> bool:
        """Whether the phrase with this head stands there."""
        if tree.index == self.sentence and head in self.heads:
            return True
        return tree.upos[head] == "PROPN" and tree.lower[head] in self.names


class Mentions:
    """The trees of one document, added in order, and the mentions of each, found when first asked for."""

    __slots__ = ("_mentions", "lexicon", "subjects", "trees")

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.trees: list[Tree] = []
        self.subjects: list[Subjects] = []
        self._mentions: list[list[Mention] | None] = []

    def add(self, tree: Tree, subjects: Subjects) -> None:
        """The document's next sentence."""
        self.trees.append(tree)
        self.subjects.append(subjects)
        self._mentions.append(None)

    def of(self, index: int) -> list[Mention]:
        """The mentions of one sentence, in order."""
        known = self._mentions[index]
        if known is not None:
            return known
        tree = self.trees[index]
        found = []
        for i, upos in enumerate(tree.upos):
            if upos not in ("NOUN", "PROPN", "NUM", "ADJ"):
                continue
            tag = tree.ner[i]
            rel = tree.rels[i]
            if rel in ("flat", "compound", "fixed", "nummod", "amod") or (
                rel == "nmod" and tree.relations[i] == "nmod:desc"
            ):
                continue
            kind = tag[2:] if len(tag) > 2 and tag[2:] in NAMED else ""
            if not kind and upos == "NOUN" and tree.lemmas[i] in self.lexicon.person_nouns:
                kind = "Person"
            elif not kind and upos == "PROPN" and rel == "nsubj" and tree.lower[i] not in COLLECTIVES:
                # the tagger does not know what it is the name of
                kind = "name"
            elif not kind and rel == "nsubj" and tree.lemmas[i] in COLLECTIVES and "Number=Plur" not in tree.feats[i]:
                kind = "body"
            # "the United States" is one actor, whatever its morphology
            plural = tree.has_child(i, CONJUNCT) or ("Number=Plur" in tree.feats[i] and upos != "PROPN")
            subject = rel == "nsubj"
            told = subject or (rel in PHRASES and tree.lemmas[i] in self.lexicon.body_nouns)
            if not kind and not (plural and told):
                continue
            party = rel in ("nsubj", "obj", "iobj") or tree.preposition(i) in ("with", "between", "against", "and")
            found.append(Mention(index, i, kind or "thing", plural, subject, party, rel == "conj"))
        self._mentions[index] = found
        return found

    def beside(self, tree: Tree, head: int) -> Beside:
        """Who stands in one clause with a pronoun or phrase: "*Chad* fought it", "it fought *Chad*".

        Beside a subject that is all that its predicate governs ("he said *Sow* had left"), but no adverbial clause
        ("when *Sow* came, he ..."); beside any other the subjects and the other phrases. Nothing for "its" and
        "itself", which may be the subject's.
        """
        clause = next((at for at in tree.ancestors(head) if tree.is_predicate(at)), -1)
        if clause < 0 or is_reflexive(tree, head):
            return Beside(tree.index, frozenset(), frozenset())
        governs = tree.rels[head] == "nsubj" and tree.heads[head] == clause
        subjects = self.subjects[tree.index].grammatical(clause)
        heads = {part for k, _ in subjects if k != head for part in tree.conjuncts(k)}
        inner = GOVERNED if governs else NAME_PARTS
        queue = [k for k in tree.children[clause] if k != head and tree.rels[k] in (GOVERNED if governs else PHRASES)]
        if governs and tree.lower[head] in BODY_PRONOUNS:
            # "the ministry has sent aid, *it* said": a body that says something may say it of itself
            queue = [k for k in queue if k > head]
        elif governs and tree.rels[clause] == "parataxis" and 0 <= tree.heads[clause] < clause:
            # "the army killed Sow, *he* said": he is nobody of what he says, if it is no quotation beside a report
            said = tree.heads[clause]
            queue += [said] if MARKS.isdisjoint(tree.words[said:clause]) else []
        while queue:
            at = queue.pop()
            if at in heads or at == clause or (tree.rels[at] == "conj" and tree.is_predicate(at)):
                continue
            heads.add(at)
            queue += [k for k in tree.children[at] if k != head and tree.rels[k] in inner]
        names = {tree.lower[k] for k in heads if tree.upos[k] == "PROPN"}
        return Beside(tree.index, frozenset(heads), frozenset(names))


def choose(candidates: list[Mention]) -> Mention | None:
    """The only one, or the only subject."""
    if len(candidates) == 1:
        return candidates[0]
    subjects = [m for m in candidates if m.subject]
    return subjects[0] if len(subjects) == 1 else None


def is_reflexive(tree: Tree, i: int) -> bool:
    """ "his", "its", "themselves": what may point to the subject of its own clause."""
    return tree.relations[i] == "nmod:poss" or tree.lower[i].endswith(("self", "selves"))
