"""Whether an act happened: negation, time, modality and requests, read off the tree.

docs/triples.md has the table of cues and values. Values: polarity `positive`/`negative`; time `past`/`ongoing`/
`future`/`habitual`; modality `none`/`possible`/`conditional`/`obliged`/`alleged`/`question`; requested true or false.
"""

from __future__ import annotations

from dataclasses import dataclass

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.tree import Tree

FUTURE_AUXILIARIES = frozenset({"will", "shall", "'ll", "’ll", "wo", "gon"})
POSSIBLE_AUXILIARIES = frozenset({"may", "might", "could", "can", "ca"})
OBLIGED_AUXILIARIES = frozenset({"should", "must", "ought"})
CONDITIONAL_MARKERS = frozenset({"if", "unless", "whether", "in case", "even if", "as if", "lest", "if only"})
FUTURE_ADJECTIVES = frozenset(
    {"planned", "future", "upcoming", "forthcoming", "scheduled", "proposed", "possible", "potential", "prospective",
     "impending", "imminent", "expected", "threatened", "hypothetical", "eventual"}
)  # fmt: skip
HYPOTHETICAL_ADJECTIVES = frozenset({"possible", "potential", "hypothetical", "threatened", "proposed"})
NEGATIVE_SUBJECTS = frozenset({"nobody", "none", "nothing", "neither"})
REPORTS = frozenset(
    {"report", "allegation", "claim", "accusation", "rumour", "rumor", "suggestion", "charge", "suspicion", "belief"}
)
REQUEST_NOUNS = frozenset({"call", "demand", "request", "appeal", "plea", "pressure", "order", "ultimatum"})
# "the refusal to recognise X"; "the end of patrols with X"
NEGATIVE_NOUNS = frozenset({"refusal", "failure", "inability", "reluctance", "unwillingness", "denial", "neglect"})
ENDING_NOUNS = frozenset(
    {"end", "halt", "suspension", "cancellation", "cessation", "termination", "lack", "absence", "prevention", "stop",
     "postponement", "collapse", "breakdown", "abandonment", "freeze"}
)  # fmt: skip
POSSIBLE_ADVERBS = frozenset({"perhaps", "maybe", "possibly", "potentially", "conceivably"})
DENYING_VERBS = frozenset({"deny", "dismiss", "refute", "reject", "rebut", "repudiate", "dispute", "disprove"})
# "is said to have fled": nobody asked him to
HEARSAY_VERBS = frozenset(
    {"say", "report", "rumour", "rumor", "claim", "note", "estimate", "predict", "reveal", "state"}
)
AUXILIARY = frozenset({"aux"})
SUBJECT = frozenset({"nsubj"})
OBJECT = frozenset({"obj"})
OWN_SUBJECT_OR_AUXILIARY = frozenset({"nsubj", "aux", "cop"})
MAX_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Factuality:
    """The four columns of one predicate."""

    polarity: str = "positive"
    time: str = "past"
    modality: str = "none"
    requested: bool = False


PLAIN = Factuality()


def _but(
    own: Factuality, *, polarity: str = "", time: str = "", modality: str = "", requested: bool | None = None
) -> Factuality:
    """With what is given in place of its own; `dataclasses.replace` takes five times as long."""
    asked = own.requested if requested is None else requested
    return Factuality(polarity or own.polarity, time or own.time, modality or own.modality, asked)


def _doubted(own: Factuality, modality: str) -> Factuality:
    """With a modality from above, where the predicate has none of its own."""
    return _but(own, modality=modality) if own.modality == "none" else own


class FactualityReader:
    """Reads the factuality of the predicates of one tree, memoized."""

    __slots__ = ("_clauses", "_negators", "is_question", "lexicon", "tree")

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self._clauses: dict[int, Factuality] = {}
        self._negators = lexicon.negators
        text = tree.sentence.text.rstrip(" \"'”’)")
        self.is_question = text.endswith("?")

    def of_clause(self, i: int, depth: int = 0) -> Factuality:
        """The factuality of a verb, adjective or copular noun."""
        known = self._clauses.get(i)
        if known is not None:
            return known
        if depth > MAX_DEPTH:
            return PLAIN
        value = self._above(i, self._own(i), depth)
        self._clauses[i] = value
        return value

    def _own(self, i: int) -> Factuality:
        tree = self.tree
        feats = tree.feats[i]
        time = (
            "past" if "Tense=Past" in feats else "ongoing" if "Tense=Pres" in feats or "VerbForm=Ger" in feats else ""
        )
        negative = 0
        modality = "none"
        would = habit = False
        for k in tree.children[i]:
            rel = tree.rels[k]
            word = tree.lower[k]
            if rel in ("aux", "cop"):
                if word in FUTURE_AUXILIARIES:
                    time = "future"
                elif word in POSSIBLE_AUXILIARIES:
                    modality = "possible"
                elif word in OBLIGED_AUXILIARIES:
                    modality = "obliged"
                elif word in ("would", "'d", "’d") and tree.lemmas[k] != "have":
                    would = True
                elif tree.lemmas[k] == "have" or word in ("was", "were", "did", "had"):
                    time = time if time == "future" else "past"
                elif word in ("is", "are", "am", "does", "do", "be", "'s", "’s", "'re") and time != "future":
                    # "is arrested" tells of the past in news English, "is arresting" of the present
                    time = "past" if tree.relations[k] == "aux:pass" else "ongoing"
            elif (
                (rel in ("advmod", "cc", "det") and word in self._negators and not self._is_not_only(k))
                or (rel == "mark" and word == "without")
                or (rel == "nsubj" and (word in NEGATIVE_SUBJECTS or self._has_no(k)))
                or (rel == "obj" and self._has_no(k))
                or (rel == "advmod" and word == "longer" and self._has_no(k))
            ):
                negative += 1
            elif rel == "advmod" and word in POSSIBLE_ADVERBS:
                modality = "possible"
            elif rel == "advmod" and word in self.lexicon.alleging_words:
                modality = "alleged"
            elif (rel == "advmod" and word in self.lexicon.habit_words) or (
                rel == "obl" and "Date" in tree.ner[k] and self._is_every(k)
            ):
                habit = True
            elif rel == "mark" and (word in CONDITIONAL_MARKERS or tree.marker(i) in CONDITIONAL_MARKERS):
                modality = "conditional"
        if tree.marker(i) == "to" and any(
            tree.rels[k] in ("aux", "cop") and tree.lemmas[k] == "be" and tree.lower[k] != "be"
            for k in tree.children[i]
        ):
            # "is to visit"
            time = "future"
        if would:
            time = "future"
            if self._is_conditional(i) or "have" in (tree.lemmas[k] for k in tree.children[i] if tree.rels[k] == "aux"):
                modality = "conditional"
        elif time == "future" and modality == "none" and self._is_conditional(i):
            # "if Sudan attacks, Egypt will help"
            modality = "conditional"
        if habit and time != "future":
            time = "habitual"
        requested = "Mood=Imp" in feats and not tree.has_child(i, SUBJECT)
        if requested:
            time = "future"
        if modality == "none" and self.is_question and tree.rels[i] in ("root", "conj") and tree.heads[i] < 0:
            modality = "question"
        return Factuality("negative" if negative % 2 else "positive", time or "past", modality, requested)

    def _is_not_only(self, k: int) -> bool:
        """ "*not only* recalled its ambassador but": both are done."""
        return self.tree.lower[k + 1 : k + 2] in (["only"], ["just"], ["merely"])

    def _has_no(self, i: int) -> bool:
        return any(
            self.tree.rels[k] in ("det", "advmod", "cc") and self.tree.lower[k] in ("no", "neither")
            for k in self.tree.children[i]
        )

    def _is_every(self, i: int) -> bool:
        """ "every year", "each summer"."""
        return any(
            self.tree.rels[k] == "det" and self.tree.lower[k] in ("every", "each") for k in self.tree.children[i]
        )

    def _is_conditional(self, i: int) -> bool:
        """A would-clause with an if-clause."""
        return any(
            self.tree.rels[k] == "advcl" and self.tree.marker(k) in CONDITIONAL_MARKERS for k in self.tree.children[i]
        )

    def _above(self, i: int, own: Factuality, depth: int) -> Factuality:
        """What the predicates above do to it."""
        tree = self.tree
        head = tree.heads[i]
        if head < 0:
            return own
        rel = tree.rels[i]
        if rel == "conj":
            return self._from_conjunct(i, head, own, depth)
        marker = tree.marker(i)
        if marker in ("of", "for", "with") and rel in ("advcl", "acl", "xcomp"):
            # "accused Iran of sending": what someone is accused of is alleged
            accuser = head if tree.is_predicate(head) else tree.heads[head]
            if accuser >= 0 and tree.lemmas[accuser] in ("accuse", "suspect", "charge", "blame"):
                return _doubted(own, "alleged")
        if marker == "from" and rel in ("advcl", "acl", "xcomp"):
            # "prevented them from entering", "refrained from condemning"
            bar = head if tree.is_predicate(head) else tree.heads[head]
            if bar >= 0 and tree.lemmas[bar] in self.lexicon.negative_verbs:
                return self._from_governor(i, bar, own, depth)
            if bar >= 0 and tree.lemmas[bar] in ("keep", "hinder", "restrain"):
                return _but(own, polarity="negative")
        if rel == "acl" and tree.upos[head] == "NOUN" and tree.lemmas[head] in REPORTS and marker in ("that", "of"):
            # "denied a report that X did Y"
            verb = tree.heads[head]
            if verb >= 0 and tree.rels[head] == "obj" and tree.lemmas[verb] in DENYING_VERBS:
                return _but(own, modality="alleged", polarity="negative")
            return _doubted(own, "alleged")
        if (
            rel in ("xcomp", "ccomp")
            or (rel in ("acl", "advcl") and tree.marker(i) == "to")
            or (rel == "advcl" and self._is_of_request(i, head))
        ):
            return self._from_governor(i, head, own, depth)
        if rel == "acl" and tree.relations[i] != "acl:relcl" and tree.lemmas[head] in self.lexicon.unreal_nouns:
            return _doubted(own, "possible")
        if rel == "advcl" and tree.marker(i) not in CONDITIONAL_MARKERS and not tree.has_child(i, SUBJECT):
            above = self.of_clause(head, depth + 1) if tree.is_predicate(head) else PLAIN
            if above.time == "future" and own.time != "past":
                return _but(own, time="future")
        if rel == "advcl" and marker in ("until", "before", "once", "as soon as") and tree.is_predicate(head):
            # "until they have signed": not before what lies ahead
            above = self.of_clause(head, depth + 1)
            if above.time == "future" and own.modality == "none":
                return _but(own, time="future")
        if rel == "advcl" and self._is_undone(i):
            return _but(own, polarity="negative")
        return own

    def _is_undone(self, i: int) -> bool:
        """ "without warning X", "instead of disarming X", "rather than arrest X"."""
        tree = self.tree
        return any(
            tree.rels[k] in ("mark", "case", "cc", "advmod")
            and (
                tree.lower[k] in ("without", "instead")
                or (tree.lower[k] == "rather" and tree.lower[k + 1 : k + 2] == ["than"])
            )
            for k in tree.children[i]
            if k < i
        )

    def _is_subjunctive(self, i: int) -> bool:
        """ "insists that the ministry *pay* the dockers"."""
        tree = self.tree
        return (
            tree.marker(i) == "that"
            and tree.lower[i] == tree.lemmas[i]
            and not tree.has_child(i, AUXILIARY)
            and any(tree.rels[k] == "nsubj" and "Number=Sing" in tree.feats[k] for k in tree.children[i])
        )

    def _asks_somebody(self, head: int) -> bool:
        """ "asked *Togo* to", "was asked to", "appealed *to Togo* to" - and not "wanted to"."""
        tree = self.tree
        return any(
            tree.rels[k] in ("obj", "iobj")
            or (tree.relations[k] in ("aux:pass", "nsubj:pass") and tree.lemmas[head] not in HEARSAY_VERBS)
            or (tree.rels[k] == "obl" and k > head and tree.preposition(k) in ("on", "upon", "to", "for"))
            for k in tree.children[head]
        )

    def _is_of_request(self, i: int, head: int) -> bool:
        return (
            i > head
            and self.tree.lemmas[head] in self.lexicon.request_verbs
            and self.tree.marker(i) in ("to", "that", "")
        )

    def _from_conjunct(self, i: int, head: int, own: Factuality, depth: int) -> Factuality:
        """ "will not attack or threaten": auxiliaries and negation before the first verb hold for the others."""
        tree = self.tree
        if not tree.is_predicate(head) or tree.has_child(i, OWN_SUBJECT_OR_AUXILIARY):
            return own
        above = self.of_clause(head, depth + 1)
        conjunction = next((tree.lower[k] for k in tree.children[i] if tree.rels[k] == "cc"), "and")
        polarity = own.polarity
        governed = "VerbForm=Inf" in tree.feats[i] and tree.rels[head] == "xcomp" and not self._negated_itself(head)
        if (conjunction in ("or", "nor") or governed) and above.polarity == "negative":
            polarity = "negative"
        finite_past = "Tense=Past" in tree.feats[i] and "VerbForm=Fin" in tree.feats[i]
        if finite_past:
            return _but(own, polarity=polarity)
        return Factuality(
            polarity, above.time, above.modality if own.modality == "none" else own.modality, above.requested
        )

    def _negated_itself(self, i: int) -> bool:
        return any(self.tree.lower[k] in self._negators for k in self.tree.children[i] if self.tree.rels[k] == "advmod")

    def _from_governor(self, i: int, head: int, own: Factuality, depth: int) -> Factuality:
        tree = self.tree
        lexicon = self.lexicon
        lemma = tree.lemmas[head]
        above = self.of_clause(head, depth + 1) if tree.is_predicate(head) else PLAIN
        if tree.upos[head] in ("NOUN", "PROPN") and not tree.is_predicate(head):
            if lemma in lexicon.request_verbs or lemma in REQUEST_NOUNS:
                return _but(own, time="future", requested=True)
            if lemma in NEGATIVE_NOUNS:
                return _but(own, polarity="positive" if own.polarity == "negative" else "negative")
            if tree.marker(i) == "to":
                return _but(own, time="future")
            return own
        if (
            lemma == "use"
            and tree.rels[i] == "xcomp"
            and tree.upos[head] == "VERB"
            and not tree.has_child(head, OBJECT)
        ):
            # "used to visit"
            return _but(own, time="habitual", polarity=above.polarity)
        if lemma in lexicon.negative_verbs:
            flipped = "positive" if above.polarity == "negative" else "negative"
            return Factuality(
                flipped, above.time, above.modality if own.modality == "none" else own.modality, above.requested
            )
        marker = tree.marker(i)
        if marker in ("whether", "if"):
            # "asked whether X had done it" asks for no act
            return own
        if lemma in lexicon.request_verbs:
            own_wish = tree.rels[i] == "xcomp" and marker == "to" and not self._asks_somebody(head)
            return _but(own, time="future", requested=not own_wish)
        if lemma in lexicon.reporting_verbs and marker == "to" and self._asks_somebody(head):
            # "told the generals to leave", "warned Manila not to"
            return _but(own, time="future", requested=True)
        if lemma in ("insist", "propose", "suggest", "stipulate") and self._is_subjunctive(i):
            return _but(own, time="future", requested=True)
        if lemma == "wish":
            return _but(own, modality="conditional")
        if lemma == "have" and marker == "to" and tree.rels[i] == "xcomp":
            return _but(own, modality="obliged")
        if lemma in lexicon.reporting_verbs and tree.rels[i] == "ccomp":
            # "said it would": the future of the past
            if above.polarity == "negative" and own.modality == "none":
                return _but(own, modality="possible")
            return own
        if lemma in lexicon.alleging_verbs and lemma not in lexicon.reporting_verbs:
            return _doubted(own, "alleged")
        if lemma in lexicon.intending_verbs or (
            lemma in ("go", "set", "due", "expect", "ready", "likely", "about") and tree.marker(i) == "to"
        ):
            return _but(
                own,
                time="future",
                polarity="negative" if (above.polarity == "negative") != (own.polarity == "negative") else "positive",
                modality=above.modality if own.modality == "none" else own.modality,
                requested=above.requested,
            )
        if tree.rels[i] == "xcomp" or lemma in lexicon.aspect_verbs:
            polarity = "negative" if (above.polarity == "negative") != (own.polarity == "negative") else "positive"
            return Factuality(
                polarity, above.time, above.modality if own.modality == "none" else own.modality, above.requested
            )
        if tree.rels[i] == "advcl" and tree.marker(i) == "to":
            # a purpose has not happened: "met to discuss sanctions"
            return _but(own, time="future")
        return own

    def of_noun(self, i: int, governor: int, is_light: bool) -> Factuality:
        """The factuality of an event noun. governor: the predicate above it, or -1; is_light: it is its light verb."""
        tree = self.tree
        own = PLAIN
        for k in tree.children[i]:
            word = tree.lower[k]
            if tree.rels[k] == "det" and word in ("no", "neither"):
                own = _but(own, polarity="negative")
            elif tree.rels[k] in ("amod", "advmod"):
                if word in HYPOTHETICAL_ADJECTIVES:
                    own = _but(own, modality="possible", time="future")
                elif word in FUTURE_ADJECTIVES:
                    own = _but(own, time="future")
                elif word in self.lexicon.alleging_words:
                    own = _but(own, modality="alleged")
        if tree.preposition(i) == "without":
            own = _but(own, polarity="negative")
        head = tree.heads[i]
        for _ in range(3):
            # "the threat of war", "a proposal for talks"
            if head < 0 or tree.upos[head] not in ("NOUN", "PROPN") or tree.rels[i] not in ("nmod", "compound", "conj"):
                break
            if tree.lemmas[head] in self.lexicon.unreal_nouns:
                own = _doubted(own, "possible")
                break
            if tree.lemmas[head] in ENDING_NOUNS and tree.preposition(i) in ("of", "to", "in"):
                own = _but(own, polarity="negative")
                break
            i, head = head, tree.heads[head]
        if governor < 0:
            return own
        above = self.of_clause(governor)
        lemma = tree.lemmas[governor]
        polarity = own.polarity
        if is_light:
            if (above.polarity == "negative") and own.polarity == "positive":
                polarity = "negative"
            return Factuality(
                polarity,
                "future" if own.time == "future" else above.time,
                above.modality if own.modality == "none" else own.modality,
                above.requested,
            )
        if lemma in self.lexicon.negative_verbs:
            return _but(own, polarity="positive" if above.polarity == "negative" else "negative")
        if lemma in self.lexicon.request_verbs or lemma == "call":
            return _but(own, time="future", requested=True)
        if lemma in self.lexicon.intending_verbs:
            return _but(own, time="future")
        if above.modality == "conditional":
            return _but(own, modality="conditional")
        return own
