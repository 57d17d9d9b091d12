"""One sentence's tree with the readers over it: what clauses and event nouns share."""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.model.predication import Phrase
from eventcoder.stages.triples.factuality import FactualityReader
from eventcoder.stages.triples.phrases import MAX_CONJUNCTS, NOT_NOMINAL, phrase_of, split_phrases
from eventcoder.stages.triples.reference import FIRST_PERSON, References
from eventcoder.stages.triples.speech import Speakers
from eventcoder.stages.triples.subjects import Subjects
from eventcoder.stages.triples.tree import Tree

OTHER_SENTENCE = -2
"""Head of a speaker who is named in another sentence of the same quotation."""
QUANTIFIERS = frozenset(
    {"none", "some", "many", "several", "most", "all", "any", "few", "each", "both", "neither", "either"}
)
RECIPROCAL_PARTNERS = {
    "other": ("each", "one"),
    "another": ("each", "one"),
    "each": ("other",),
    "one": ("another",),
}


class Syntax:
    """One sentence: its tree, who acts, whether it happened, who says it, and the actors that a phrase names."""

    __slots__ = (
        "_phrases",
        "_premodifiers",
        "factuality",
        "lexicon",
        "quoted",
        "quoted_speaker",
        "references",
        "speakers",
        "subjects",
        "tree",
    )

    def __init__(self, tree: Tree, lexicon: Lexicon, subjects: Subjects, references: References) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.subjects = subjects
        self.references = references
        self.factuality = FactualityReader(tree, lexicon)
        self.speakers = Speakers(tree, lexicon, subjects)
        self.quoted: frozenset[int] = frozenset()
        self.quoted_speaker: Phrase | None = None
        self._phrases: dict[tuple[int, str], list[Phrase]] = {}
        self._premodifiers: dict[int, tuple[str, ...]] = {}

    def speaker_of(self, i: int) -> int:
        """The head of who says predicate i; OTHER_SENTENCE where another sentence names him; -1 for the newspaper."""
        found = self.speakers.of(i)
        if found < 0 and self.quoted_speaker is not None and i in self.quoted:
            return OTHER_SENTENCE
        return found

    def phrases(self, head: int, reference: str, speaker: int) -> list[Phrase]:
        """The actors named by the phrase with this head; pronouns and group phrases by their antecedents.

        speaker: what speaker_of gives, for "we" and "my".
        """
        key = (head, reference)
        known = self._phrases.get(key)
        if known is None:
            known = self._phrases[key] = self._find_phrases(head, reference, speaker)
        return known

    def _find_phrases(self, head: int, reference: str, speaker: int) -> list[Phrase]:
        if self.is_reciprocal(head):
            return []
        tree = self.tree
        found: list[Phrase] = []
        for part in tree.conjuncts(head, MAX_CONJUNCTS):
            if part != head and tree.upos[part] in NOT_NOMINAL:
                continue
            if self.references.points_back(tree, part):
                if speaker == OTHER_SENTENCE and self.quoted_speaker and tree.lower[part] in FIRST_PERSON:
                    distance = abs(tree.index - self.quoted_speaker.sentence)
                    found.append(self.quoted_speaker.found_by("pronoun", distance))
                    continue
                if tree.upos[part] == "PRON" and tree.lower[part] in QUANTIFIERS:
                    # "none of the generals", "some of them"
                    whole = next((k for k in tree.children[part] if tree.preposition(k) == "of"), -1)
                    if whole >= 0:
                        found += self.phrases(whole, reference, speaker)
                    continue
                resolved = self.references.resolve(tree, part, speaker)
                if not resolved and tree.upos[part] == "NOUN":
                    # "both armies", and none was named before
                    resolved = split_phrases(tree, part, reference)
                found += resolved
            else:
                found += split_phrases(tree, part, reference)
        return found[:MAX_CONJUNCTS]

    def speaker_phrase(self, head: int) -> Phrase | None:
        """Who says it, as a phrase; None for the newspaper (-1) and for a pronoun without antecedent."""
        if head == OTHER_SENTENCE:
            return self.quoted_speaker
        if head < 0:
            return None
        found = self.phrases(head, "named", -1)
        if found:
            return found[0]
        return None if self.tree.upos[head] == "PRON" else phrase_of(self.tree, head)

    def is_reciprocal(self, head: int) -> bool:
        """ "each other", "one another", whichever word the parser takes for the head."""
        tree = self.tree
        wanted = RECIPROCAL_PARTNERS.get(tree.lower[head])
        return wanted is not None and any(tree.lower[k] in wanted for k in tree.children[head])

    def is_time(self, head: int) -> bool:
        """ "on Monday", "in the week": a phrase of time, which names nobody."""
        return "Date" in self.tree.ner[head] or self.tree.lemmas[head] in self.lexicon.time_nouns

    def role(self, head: int) -> str:
        """The preposition by which a phrase is an argument; "" for none and for phrases of time."""
        preposition = self.tree.preposition(head)
        return "" if not preposition or self.is_time(head) else preposition

    def premodifiers(self, head: int) -> tuple[str, ...]:
        """Lemmas of the adjectives and nouns before a head, in order; hyphens split: "cease-fire" is one word there."""
        known = self._premodifiers.get(head)
        if known is not None:
            return known
        tree = self.tree
        found: list[str] = []
        for k in tree.children[head]:
            if k >= head:
                break
            if tree.rels[k] in ("amod", "compound"):
                for j in tree.children[k]:
                    if j < k and tree.rels[j] in ("amod", "compound"):
                        found.append(tree.lemmas[j])
                found.append(tree.lemmas[k])
        value = self._premodifiers[head] = tuple(found)
        return value
