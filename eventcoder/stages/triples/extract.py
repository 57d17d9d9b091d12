"""From the sentences of one document to its predications."""

from __future__ import annotations

from collections.abc import Sequence

from eventcoder.model.lexicon import Lexicon
from eventcoder.model.predication import Argument, Phrase, Predication
from eventcoder.model.sentence import Sentence
from eventcoder.stages.triples.factuality import FactualityReader
from eventcoder.stages.triples.phrases import is_name_like, phrase_of, split_phrases
from eventcoder.stages.triples.reference import References
from eventcoder.stages.triples.repairs import mend
from eventcoder.stages.triples.speech import Speakers
from eventcoder.stages.triples.subjects import RELATIVE_WORDS, Subjects
from eventcoder.stages.triples.tree import Tree

MAX_ARGUMENTS = 24
MAX_CONJUNCTS = 12
NOT_NOMINAL = frozenset({"VERB", "AUX", "PUNCT", "ADV", "ADP"})
PARTICLE_ADVERBS = frozenset(
    {"back", "away", "off", "out", "down", "up", "together", "over", "forward", "apart", "aside", "in", "on", "through",
     "ahead", "home", "closer", "hard", "heavily", "again", "free", "open", "alive", "dead", "hostage", "captive"}
)  # fmt: skip
# "accused of sending", "refrained from attacking": a preposition that the parser marks on a gerund
GERUND_MARKERS = frozenset({"from", "of", "for", "against", "with", "in", "about", "on", "over", "at", "into", "by"})
BORROWED_PREPOSITIONS = frozenset({"against", "on", "with", "to", "between", "for"})
LINKING_PREPOSITIONS = frozenset({"at", "in", "under", "on"})


def extract_predications(sentences: Sequence[Sentence], lexicon: Lexicon) -> list[list[Predication]]:
    """All predicates of one document with their arguments, one list a sentence.

    Args:
        sentences: the document's sentences in order. Trees may be broken: cycles are cut, bad heads become roots.
        lexicon: the closed word lists, its event_nouns extended by the codebooks' nouns.

    Returns:
        One list per sentence, predications in order of their head token. Token positions are 0-based.
    """
    references = References(lexicon)
    found = []
    for index, sentence in enumerate(sentences):
        tree = Tree(sentence, index)
        mend(tree, lexicon)
        subjects = Subjects(tree, lexicon)
        references.add(tree, subjects)
        found.append(_SentenceExtractor(tree, lexicon, subjects, references).extract())
    return found


class _SentenceExtractor:
    """Builds the predications of one sentence."""

    def __init__(self, tree: Tree, lexicon: Lexicon, subjects: Subjects, references: References) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.subjects = subjects
        self.references = references
        self.factuality = FactualityReader(tree, lexicon)
        self.speakers = Speakers(tree, lexicon, subjects)
        self.predications: list[Predication] = []
        self.by_head: dict[int, int] = {}
        self._phrases: dict[tuple[int, str], list[Phrase]] = {}
        self._light_verbs: dict[int, int] = {}

    def extract(self) -> list[Predication]:
        tree = self.tree
        lexicon = self.lexicon
        for i, upos in enumerate(tree.upos):
            if upos == "VERB":
                if tree.rels[i] in ("amod", "case", "compound", "cc", "fixed", "mark"):
                    continue
                self._clause(i, "verb")
            elif upos in ("NOUN", "PROPN") and tree.lemmas[i] in lexicon.event_nouns:
                if tree.rels[i] in ("compound", "flat", "fixed", "goeswith") or (
                    upos == "PROPN" and tree.ner[i] not in ("", "O")
                ):
                    continue
                self._nominal(i)
            elif upos in ("ADJ", "NOUN") and tree.child(i, "cop") >= 0:
                self._clause(i, "adjective")
        for predication in self.predications:
            predication.light = self.by_head.get(self._light_verbs.get(predication.head, -1), -1)
            self._link(predication)
        return self.predications

    # phrases

    def phrases(self, head: int, reference: str, speaker: int) -> list[Phrase]:
        """The actors named by the phrase with this head; pronouns and group phrases by their antecedents."""
        key = (head, reference)
        known = self._phrases.get(key)
        if known is not None:
            return known
        tree = self.tree
        found: list[Phrase] = []
        if self._is_reciprocal(head):
            self._phrases[key] = found
            return found
        for part in tree.conjuncts(head, MAX_CONJUNCTS):
            if part != head and tree.upos[part] in NOT_NOMINAL:
                continue
            if self.references.points_back(tree, part):
                found.extend(self.references.resolve(tree, part, speaker))
            else:
                found.extend(split_phrases(tree, part, reference))
        self._phrases[key] = found[:MAX_CONJUNCTS]
        return self._phrases[key]

    # clauses

    def _clause(self, i: int, kind: str) -> None:
        tree = self.tree
        speaker = self.speakers.of(i)
        passive = kind == "verb" and self.subjects.is_passive(i)
        facts = self.factuality.of_clause(i)
        predication = Predication(
            kind=kind,
            lemma=tree.lemmas[i],
            head=i,
            trigger=self._trigger(i),
            particles=self._particles(i),
            voice="passive" if passive else "active",
            polarity=facts.polarity,
            time=facts.time,
            modality=facts.modality,
            requested=facts.requested,
            speaker=self._speaker_phrase(speaker),
        )
        for head, reference in self.subjects.acting(i):
            if tree.lower[head] == "it" and tree.rels[head] == "expl":
                continue
            predication.sources.extend(self.phrases(head, reference, speaker))
            self._inside(predication, head, "subject", head, speaker, 0)
        objects = self.subjects.acted_upon(i)
        if passive and tree.child(i, "obj") >= 0:
            # "Ukraine was given tanks": who is given is no object
            for head, reference in objects:
                self._argument(predication, "recipient", head, reference, speaker)
                self._inside(predication, head, "recipient", head, speaker, 1)
            objects = [(tree.child(i, "obj"), "named")]
        for head, reference in objects:
            if self._is_reciprocal(head):
                predication.voice = "reciprocal"
                continue
            self._argument(predication, "object", head, reference, speaker)
            self._inside(predication, head, "object", head, speaker, 0)
            bottom = self._bottom_of_transparent(head)
            if bottom != head:
                # "lifted a series of sanctions": the sanctions are lifted
                self._argument(predication, "object", bottom, "named", speaker)
        self._obliques(predication, i, speaker, passive)
        if passive and not predication.sources:
            # "killed in a raid by the army", "released from captivity by the rebels": the by-phrase is the nearest agent
            predication.sources.extend(
                a.phrase for a in predication.arguments if a.role == "by" and a.inside not in ("", "object")
            )
        if tree.relations[i] == "acl" and not passive:
            self._authors(predication, tree.heads[i], speaker)
        self._add(predication)

    def _authors(self, predication: Predication, noun: int, speaker: int) -> None:
        """ "passed a resolution criticising X": who passed it criticises; kept as the doer inside the subject."""
        if (
            noun < 0
            or self.tree.lemmas[noun] in self.lexicon.person_nouns
            or self.tree.rels[noun] not in ("obj", "obl")
        ):
            return
        verb = self.tree.heads[noun]
        if verb < 0 or self.tree.lemmas[verb] not in self.lexicon.light_verbs | self.lexicon.reporting_verbs:
            # who vetoes a resolution did not write it
            return
        for agent in self.subjects.noun_agents(noun):
            self._argument(predication, "by", agent, "named", speaker, "subject", noun)

    def _is_reciprocal(self, head: int) -> bool:
        tree = self.tree
        return (
            tree.lower[head] in ("other", "another")
            and any(tree.lower[k] in ("each", "one") for k in tree.children[head])
        ) or (tree.lower[head] == "each" and any(tree.lower[k] == "other" for k in tree.children[head]))

    def _obliques(self, predication: Predication, i: int, speaker: int, passive: bool) -> None:
        """The verb's prepositional phrases, indirect object, and clause subjects."""
        tree = self.tree
        for k in tree.children[i]:
            relation = tree.relations[k]
            rel = tree.rels[k]
            if relation == "iobj":
                # "allowed the agency to deliver": without another object it is the object
                role = "recipient" if tree.child(i, "obj") >= 0 else "object"
                self._argument(predication, role, k, "named", speaker)
                self._inside(predication, k, role, k, speaker, 1)
            elif rel == "obl" or (rel == "nmod" and predication.kind == "adjective" and tree.relations[k] == "nmod"):
                self._oblique(predication, k, speaker, passive)
            elif rel in ("advcl", "xcomp") and tree.upos[k] in ("NOUN", "PROPN"):
                if tree.preposition(k):
                    self._oblique(predication, k, speaker, passive)
                elif rel == "xcomp" and tree.upos[k] == "PROPN" and tree.child(i, "obj") < 0:
                    # "called Lavrov to discuss it": the parser takes the name for a predicate
                    self._argument(predication, "object", k, "named", speaker)
                    self._inside(predication, k, "object", k, speaker, 0)
                elif rel == "xcomp":
                    # "called the raid a crime", "declared the group a terrorist organisation"
                    self._argument(predication, "as", k, "named", speaker)
                    self._inside(predication, k, "as", k, speaker, 1)
            elif rel == "xcomp" and tree.upos[k] == "ADJ":
                # "held Iran responsible for the raid"
                for j in tree.children[k]:
                    if tree.rels[j] == "obl":
                        self._oblique(predication, j, speaker, passive)

    def _oblique(self, predication: Predication, k: int, speaker: int, passive: bool) -> None:
        tree = self.tree
        role = tree.preposition(k)
        if not role or tree.relations[k] in ("obl:unmarked", "obl:tmod", "obl:npmod"):
            return
        if passive and (role == "by" or tree.relations[k] == "obl:agent"):
            return
        if role == "by" and predication.kind == "verb":
            self._by_phrase(predication, k, speaker)
            return
        if "Date" in tree.ner[k] or tree.lemmas[k] in self.lexicon.time_nouns:
            return
        head = self.subjects.antecedent(k)
        if head >= 0:
            self._argument(predication, role, head, "control", speaker)
            return
        if self._is_reciprocal(k):
            predication.voice = "reciprocal"
            return
        self._argument(predication, role, k, "named", speaker)
        self._inside(predication, k, role, k, speaker, 1)
        if role == "in" and tree.lemmas[k] in ("protest", "retaliation", "response", "revenge"):
            # "struck in protest at layoffs by X": what hangs on the protest is the strike's as well
            for j in tree.children[k]:
                if tree.rels[j] == "nmod" and tree.preposition(j) in ("at", "against", "over", "of", "for", "to"):
                    self._argument(predication, "against", j, "named", speaker)
                    self._inside(predication, j, "against", j, speaker, 1)

    def _by_phrase(self, predication: Predication, k: int, speaker: int) -> None:
        """ "protested against brutality by the police": an active verb has no agent, so the phrase is the noun's."""
        before = [
            a
            for a in predication.arguments
            if not a.inside and a.phrase.sentence == self.tree.index and a.phrase.head < k
        ]
        if before:
            last = max(before, key=lambda argument: argument.phrase.head)
            self._argument(predication, "by", k, "named", speaker, last.role, last.phrase.head)
        else:
            self._argument(predication, "by", k, "named", speaker)

    def _argument(
        self,
        predication: Predication,
        role: str,
        head: int,
        reference: str,
        speaker: int,
        inside: str = "",
        inside_head: int = -1,
        depth: int = 0,
    ) -> None:
        if len(predication.arguments) >= MAX_ARGUMENTS:
            return
        tree = self.tree
        if tree.lower[head] in RELATIVE_WORDS and tree.upos[head] == "PRON":
            return
        lemma = tree.lemmas[head]
        found = self.phrases(head, reference, speaker)
        if not found and tree.upos[head] == "PRON":
            return
        for phrase in found:
            own, at = lemma, head
            if phrase.sentence == tree.index and phrase.head != head:
                own, at = tree.lemmas[phrase.head], phrase.head
            predication.arguments.append(Argument(role, phrase, own, inside, inside_head, self.premodifiers(at), depth))

    def premodifiers(self, head: int) -> tuple[str, ...]:
        """Lemmas of the adjectives and nouns before a head, in order; hyphens split: "cease-fire" is one word there."""
        tree = self.tree
        found: list[str] = []
        for k in tree.children[head]:
            if k < head and tree.rels[k] in ("amod", "compound"):
                found.extend(tree.lemmas[j] for j in tree.children[k] if j < k and tree.rels[j] in ("amod", "compound"))
                found.append(tree.lemmas[k])
        return tuple(found)

    def _inside(self, predication: Predication, head: int, inside: str, top: int, speaker: int, depth: int) -> None:
        """Actors inside a phrase: "*Israel's* raid *on Gaza*", "a request *from Iran*", "*US* sanctions"."""
        if depth > 2:
            return
        tree = self.tree
        for k in tree.children[head]:
            rel = tree.rels[k]
            if tree.relations[k] == "nmod:poss":
                self._argument(predication, "possessor", k, "named", speaker, inside, top, depth)
            elif rel == "nmod":
                role = tree.preposition(k)
                if not role or "Date" in tree.ner[k] or tree.lemmas[k] in self.lexicon.time_nouns:
                    continue
                self._argument(predication, role, k, "named", speaker, inside, top, depth)
                self._inside(predication, k, inside, top, speaker, depth + 1)
            elif rel in ("amod", "compound") and k < head:
                if is_name_like(tree, k) or (rel == "compound" and tree.upos[k] == "NOUN"):
                    phrase = Phrase(tree.index, k, self._name_start(k), k + 1)
                    predication.arguments.append(Argument("modifier", phrase, tree.lemmas[k], inside, top, (), depth))
            elif rel == "conj" and inside != "subject" and depth == 0 and tree.upos[k] == "NOUN":
                self._inside(predication, k, inside, top, speaker, depth + 1)
            elif rel == "acl" and tree.relations[k] == "acl" and self.subjects.is_passive(k):
                # "efforts made by guarantor states"
                for agent, _ in self.subjects.agents(k):
                    self._argument(predication, "by", agent, "named", speaker, inside, top)
                for j in tree.children[k]:
                    if tree.rels[j] == "obl" and tree.relations[j] != "obl:agent":
                        role = tree.preposition(j)
                        if (
                            role
                            and role != "by"
                            and "Date" not in tree.ner[j]
                            and tree.lemmas[j] not in self.lexicon.time_nouns
                        ):
                            self._argument(predication, role, j, "named", speaker, inside, top)

    def _name_start(self, k: int) -> int:
        start = k
        for j in self.tree.children[k]:
            if j < k and self.tree.rels[j] in ("compound", "flat", "amod", "nummod"):
                start = min(start, j)
        # "the North Korean ambassador": both words hang on the noun, one name to the entity tagger
        while start > 0 and self.tree.ner[start][:2] in ("I-", "E-"):
            start -= 1
        return start

    # event nouns

    def _nominal(self, i: int) -> None:
        tree = self.tree
        top = self._top_of_transparent(i)
        governor = self._governor(top)
        is_light = governor >= 0 and self._is_light(top, governor)
        facts = self.factuality.of_noun(top if top != i else i, governor, is_light)
        speaker = self.speakers.of(i)
        trigger = (i, i + 1)
        if is_light and 0 <= i - governor <= 6:
            trigger = (governor, i + 1)
        predication = Predication(
            kind="noun",
            lemma=tree.lemmas[i],
            head=i,
            trigger=trigger,
            voice="nominal",
            polarity=facts.polarity,
            time=facts.time,
            modality=facts.modality,
            requested=facts.requested,
            speaker=self._speaker_phrase(speaker),
            premodifiers=self.premodifiers(i),
        )
        for noun in dict.fromkeys((i, top)):
            self._noun_arguments(predication, noun, speaker)
        if is_light:
            self._light_arguments(predication, top, governor, speaker)
        elif governor >= 0 and self._relation_of_first(top) == "obj":
            self._borrowed_arguments(predication, governor, speaker)
        elif (governor >= 0 and tree.lemmas[governor] == "be") or tree.child(top, "cop") >= 0:
            self._copular_arguments(predication, top, speaker)
        if not predication.sources:
            # "the murder of a journalist by agents": the parser hangs the agent on the victim
            predication.sources.extend(a.phrase for a in predication.arguments if a.role == "by" and a.inside == "of")
        self._add(predication)

    def _top_of_transparent(self, i: int) -> int:
        """ "a series of attacks", "the start of talks": the noun that stands for the act in the clause."""
        tree = self.tree
        for _ in range(3):
            head = tree.heads[i]
            if (
                head >= 0
                and tree.rels[i] == "nmod"
                and tree.preposition(i) in ("of", "in")
                and tree.lemmas[head] in self.lexicon.transparent_nouns
            ):
                i = head
            else:
                break
        return i

    def _governor(self, i: int) -> int:
        """The predicate that an event noun is an argument of, coordination undone; -1 where there is none."""
        tree = self.tree
        for _ in range(4):
            head = tree.heads[i]
            if head < 0:
                return -1
            if tree.rels[i] == "conj" and tree.upos[head] in ("NOUN", "PROPN"):
                i = head
                continue
            return head if tree.is_predicate(head) and tree.rels[i] in ("obj", "nsubj", "obl", "iobj") else -1
        return -1

    def _is_light(self, i: int, governor: int) -> bool:
        tree = self.tree
        lemma = tree.lemmas[governor]
        rel = self._relation_of_first(i)
        if self._is_reversed(i, governor, rel):
            return True
        if rel == "obj":
            return lemma in self.lexicon.light_verbs
        if rel == "nsubj" and self.subjects.is_passive(governor):
            # the parser calls "clashes erupted" passive now and then
            return lemma in self.lexicon.light_verbs or lemma in self.lexicon.occurrence_verbs
        if rel == "nsubj":
            return lemma in self.lexicon.occurrence_verbs or lemma in self.lexicon.effect_verbs
        # "is engaged in talks with", "took part in an attack on"
        return rel == "obl" and lemma in ("engage", "engaged", "involve", "participate", "join", "enter", "lock")

    def _is_reversed(self, i: int, governor: int, rel: str) -> bool:
        """ "faced criticism", "came under attack": who stands as the subject suffers it."""
        tree = self.tree
        lemma = tree.lemmas[governor]
        if lemma not in self.lexicon.reversed_light_verbs or self.subjects.is_passive(governor):
            return False
        if lemma in ("come", "meet"):
            return rel == "obl" and tree.preposition(i) in ("under", "with")
        return rel == "obj"

    def _relation_of_first(self, i: int) -> str:
        tree = self.tree
        while tree.rels[i] == "conj" and tree.heads[i] >= 0:
            i = tree.heads[i]
        return tree.rels[i]

    def _noun_arguments(self, predication: Predication, noun: int, speaker: int) -> None:
        tree = self.tree
        for k in tree.children[noun]:
            rel = tree.rels[k]
            if tree.relations[k] == "nmod:poss":
                self._argument(predication, "possessor", k, "named", speaker)
            elif rel == "nmod":
                role = tree.preposition(k)
                if not role or "Date" in tree.ner[k] or tree.lemmas[k] in self.lexicon.time_nouns:
                    continue
                if role == "by":
                    predication.sources.extend(self.phrases(k, "named", speaker))
                else:
                    self._argument(predication, role, k, "named", speaker)
                    self._inside(predication, k, role, k, speaker, 1)
            elif rel in ("amod", "compound") and k < noun:
                for part in tree.conjuncts(k):
                    if part < noun and (is_name_like(tree, part) or (rel == "compound" and tree.upos[part] == "NOUN")):
                        phrase = Phrase(tree.index, part, self._name_start(part), part + 1)
                        predication.arguments.append(Argument("modifier", phrase, tree.lemmas[part]))
            elif rel == "acl" and tree.upos[k] == "VERB" and self.subjects.is_passive(k):
                # "an attack carried out by X", "sanctions imposed by X on Y"
                for agent, _ in self.subjects.agents(k):
                    predication.sources.extend(self.phrases(agent, "named", speaker))
                self._oblique_children(predication, k, speaker)
            elif tree.relations[k] == "acl:relcl" and tree.lemmas[k] in self.lexicon.light_verbs:
                for subject, reference in self.subjects.acting(k):
                    if subject != noun:
                        predication.sources.extend(self.phrases(subject, reference, speaker))
                self._oblique_children(predication, k, speaker)

    def _oblique_children(self, predication: Predication, verb: int, speaker: int) -> None:
        for k in self.tree.children[verb]:
            if self.tree.rels[k] == "obl" and self.tree.relations[k] != "obl:agent":
                if self.tree.preposition(k) == "by" and self.subjects.is_passive(verb):
                    continue
                self._oblique(predication, k, speaker, passive=False)
            elif self.tree.relations[k] == "iobj":
                self._argument(predication, "recipient", k, "named", speaker)

    def _light_arguments(self, predication: Predication, noun: int, verb: int, speaker: int) -> None:
        """The light verb lends its subject and its prepositional phrases to the noun."""
        tree = self.tree
        rel = self._relation_of_first(noun)
        if self._is_reversed(noun, verb, rel):
            self._suffered_arguments(predication, noun, verb, speaker)
            return
        if rel in ("obj", "obl"):
            for head, reference in self.subjects.acting(verb):
                if head != noun:
                    predication.sources.extend(self.phrases(head, reference, speaker))
        elif self.subjects.is_passive(verb):
            for head, reference in self.subjects.agents(verb):
                predication.sources.extend(self.phrases(head, reference, speaker))
        for k in tree.children[verb]:
            if k == noun:
                continue
            if rel == "nsubj" and tree.relations[k] == "obj" and tree.lemmas[verb] in self.lexicon.effect_verbs:
                # "the air strike killed ten soldiers": the strike's victims
                self._argument(predication, "object", k, "named", speaker)
                self._inside(predication, k, "object", k, speaker, 0)
            elif tree.rels[k] == "obl":
                self._oblique(predication, k, speaker, self.subjects.is_passive(verb))
            elif tree.relations[k] == "iobj":
                self._argument(predication, "recipient", k, "named", speaker)
        self._light_verbs[predication.head] = verb

    def _suffered_arguments(self, predication: Predication, noun: int, verb: int, speaker: int) -> None:
        """The subject is acted upon; a phrase with from or by acts."""
        self._light_verbs[predication.head] = verb
        for head, reference in self.subjects.grammatical(verb):
            self._argument(predication, "object", head, reference, speaker)
            self._inside(predication, head, "object", head, speaker, 1)
        for top in (noun, verb):
            for k in self.tree.children[top]:
                if k != noun and self.tree.rels[k] in ("obl", "nmod") and self.tree.preposition(k) in ("from", "by"):
                    predication.sources.extend(self.phrases(k, "named", speaker))

    def _borrowed_arguments(self, predication: Predication, verb: int, speaker: int) -> None:
        """ "considered sanctions against Y": the parser hangs the phrase on the verb, and it may be the noun's."""
        own = {argument.role for argument in predication.arguments if not argument.inside}
        for k in self.tree.children[verb]:
            if self.tree.rels[k] == "obl" and k > predication.head:
                role = self.tree.preposition(k)
                if role in BORROWED_PREPOSITIONS and role not in own:
                    self._oblique(predication, k, speaker, self.subjects.is_passive(verb))

    def _copular_arguments(self, predication: Predication, noun: int, speaker: int) -> None:
        """ "is at war with", "are in talks with"."""
        if self.tree.preposition(noun) in LINKING_PREPOSITIONS:
            for head, reference in self.subjects.grammatical(noun):
                predication.sources.extend(self.phrases(head, reference, speaker))
            facts = self.factuality.of_clause(noun)
            predication.polarity = facts.polarity
            predication.time = facts.time
            predication.modality = facts.modality

    # shared

    def _add(self, predication: Predication) -> None:
        predication.sources = _unique(predication.sources)[:MAX_CONJUNCTS]
        self.by_head[predication.head] = len(self.predications)
        self.predications.append(predication)

    def _trigger(self, i: int) -> tuple[int, int]:
        last = i
        for k in self.tree.children[i]:
            if self.tree.relations[k] == "compound:prt" and k - i <= 3:
                last = max(last, k)
        return (i, last + 1)

    def _particles(self, i: int) -> tuple[str, ...]:
        tree = self.tree
        found = []
        for k in tree.children[i]:
            if tree.relations[k] == "compound:prt" or (
                tree.rels[k] in ("advmod", "xcomp", "case") and not tree.marker(k) and tree.lower[k] in PARTICLE_ADVERBS
            ):
                found.append(tree.lower[k])
            elif tree.rels[k] == "xcomp" and tree.upos[k] == "ADJ":
                found.append(tree.lemmas[k])
        return tuple(found)

    def _speaker_phrase(self, head: int) -> Phrase | None:
        if head < 0:
            return None
        found = self.phrases(head, "named", -1)
        if found:
            return found[0]
        return None if self.tree.upos[head] == "PRON" else phrase_of(self.tree, head)

    def _link(self, predication: Predication) -> None:
        """Clauses and event nouns under this predicate."""
        tree = self.tree
        seen: set[int] = set()
        heads = [predication.head]
        if predication.kind == "noun":
            heads = list(dict.fromkeys((predication.head, self._top_of_transparent(predication.head))))
        for top in heads:
            for k in tree.children[top]:
                self._link_child(predication, k, seen)
        verb = self._light_verbs.get(predication.head, -1)
        if verb >= 0:
            # "staged a rally *to demand* reforms": the purpose is the rally's
            for k in tree.children[verb]:
                if tree.rels[k] == "advcl" and tree.marker(k) in ("to", ""):
                    self._link_to(predication, "clause", k, seen)

    def _link_child(self, predication: Predication, k: int, seen: set[int]) -> None:
        tree = self.tree
        rel = tree.rels[k]
        if rel in ("xcomp", "ccomp", "csubj"):
            marker = tree.marker(k)
            for part in tree.conjuncts(k):
                self._link_to(predication, marker if marker in GERUND_MARKERS else "clause", part, seen)
        elif rel == "advcl" and tree.marker(k) == "to" and predication.kind != "noun":
            for part in tree.conjuncts(k):
                self._link_to(predication, "clause", part, seen)
        elif rel == "advcl" and predication.kind != "noun" and tree.marker(k) in GERUND_MARKERS:
            # "accused Russia of sending", "refrain from attacking": the parser's `mark` or `case` on a gerund
            for part in tree.conjuncts(k):
                self._link_to(predication, tree.marker(k), part, seen)
        elif rel == "acl" and tree.relations[k] == "acl" and not self.subjects.is_passive(k):
            for part in tree.conjuncts(k):
                self._link_to(
                    predication, "clause" if tree.marker(k) in ("to", "that", "") else tree.marker(k), part, seen
                )
        elif rel in ("obj", "obl", "nmod", "nsubj", "iobj"):
            if rel == "nsubj" and not (predication.kind == "verb" and self.subjects.is_passive(predication.head)):
                return
            link = "object" if rel in ("obj", "nsubj") else tree.preposition(k)
            for part in tree.conjuncts(k):
                inner = self._bottom_of_transparent(part)
                self._link_to(predication, link, inner, seen)
                if rel in ("obj", "nsubj"):
                    # "issued a call to free", "rejected demands that he resign": the clause hangs on the noun
                    # and so does a gerund that the parser hangs on the object: "accused Iran of spying"
                    for j in tree.children[part]:
                        if tree.relations[j] != "acl":
                            continue
                        marker = tree.marker(j)
                        if marker in GERUND_MARKERS:
                            self._link_to(predication, marker, j, seen)
                        elif marker in ("to", "that") and part not in self.by_head:
                            self._link_to(predication, "clause", j, seen)

    def _bottom_of_transparent(self, i: int) -> int:
        tree = self.tree
        for _ in range(3):
            if tree.lemmas[i] not in self.lexicon.transparent_nouns:
                break
            below = [k for k in tree.children[i] if tree.rels[k] == "nmod" and tree.preposition(k) in ("of", "in")]
            if not below:
                break
            i = below[0]
        return i

    def _link_to(self, predication: Predication, link: str, head: int, seen: set[int]) -> None:
        index = self.by_head.get(head, -1)
        if index < 0 or index in seen or self.predications[index] is predication:
            return
        seen.add(index)
        predication.complements.append((link, index))
        if self.predications[index].parent < 0:
            self.predications[index].parent = self.by_head[predication.head]


def _unique(phrases: list[Phrase]) -> list[Phrase]:
    seen = set()
    found = []
    for phrase in phrases:
        key = (phrase.sentence, phrase.head, phrase.skip)
        if key not in seen:
            seen.add(key)
            found.append(phrase)
    return found
