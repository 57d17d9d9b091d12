"""Whether an act happened: what the predicates above it add to its own cues (cues.py), read off the tree.

docs/triples.md has the table of cues and values. Values: polarity `positive`/`negative`; time `past`/`ongoing`/
`future`/`habitual`; modality `none`/`possible`/`conditional`/`obliged`/`alleged`/`question`; requested true or false.
"""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.cues import (
    CONDITIONAL_MARKERS,
    PLAIN,
    SUBJECT,
    Factuality,
    but,
    clause_cues,
    doubted,
    noun_cues,
)
from eventcoder.stages.triples.tree import Tree

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

DENYING_VERBS = frozenset({"deny", "dismiss", "refute", "reject", "rebut", "repudiate", "dispute", "disprove"})

# "is said to have fled": nobody asked him to
HEARSAY_VERBS = frozenset(
    {"say", "report", "rumour", "rumor", "claim", "note", "estimate", "predict", "reveal", "state"}
)

AUXILIARY = frozenset({"aux"})

OBJECT = frozenset({"obj"})

OWN_SUBJECT_OR_AUXILIARY = frozenset({"nsubj", "aux", "cop"})

MAX_DEPTH = 10


class FactualityReader:
    """Reads the factuality of the predicates of one tree, memoized."""

    __slots__ = ("_clauses", "lexicon", "tree")

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self._clauses: dict[int, Factuality] = {}

    def of_clause(self, i: int, depth: int = 0) -> Factuality:
        """The factuality of a verb, adjective or copular noun."""
        known = self._clauses.get(i)
        if known is not None:
            return known
        if depth > MAX_DEPTH:
            return PLAIN
        value = self._above(i, clause_cues(self.tree, i, self.lexicon), depth)
        self._clauses[i] = value
        return value

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
                return doubted(own, "alleged")
        if marker == "from" and rel in ("advcl", "acl", "xcomp"):
            # "prevented them from entering", "refrained from condemning"
            bar = head if tree.is_predicate(head) else tree.heads[head]
            if bar >= 0 and tree.lemmas[bar] in self.lexicon.negative_verbs:
                return self._from_governor(i, bar, own, depth)
            if bar >= 0 and tree.lemmas[bar] in ("keep", "hinder", "restrain"):
                return but(own, polarity="negative")
        if rel == "acl" and tree.upos[head] == "NOUN" and tree.lemmas[head] in REPORTS and marker in ("that", "of"):
            # "denied a report that X did Y"
            verb = tree.heads[head]
            if verb >= 0 and tree.rels[head] == "obj" and tree.lemmas[verb] in DENYING_VERBS:
                return but(own, modality="alleged", polarity="negative")
            return doubted(own, "alleged")
        if (
            rel in ("xcomp", "ccomp")
            or (rel in ("acl", "advcl") and tree.marker(i) == "to")
            or (rel == "advcl" and self._is_of_request(i, head))
        ):
            return self._from_governor(i, head, own, depth)
        if rel == "acl" and tree.relations[i] != "acl:relcl" and tree.lemmas[head] in self.lexicon.unreal_nouns:
            return doubted(own, "possible")
        if rel == "acl" and any(tree.rels[k] == "det" and tree.lower[k] == "any" for k in tree.children[head]):
            # "any country that arms the rebels": none is said to do it
            return doubted(own, "possible")
        if rel == "advcl" and tree.marker(i) not in CONDITIONAL_MARKERS and not tree.has_child(i, SUBJECT):
            above = self.of_clause(head, depth + 1) if tree.is_predicate(head) else PLAIN
            if above.time == "future" and own.time != "past":
                return but(own, time="future")
        if rel == "advcl" and marker in ("until", "before", "once", "as soon as") and tree.is_predicate(head):
            # "until they have signed": not before what lies ahead
            above = self.of_clause(head, depth + 1)
            if above.time == "future" and own.modality == "none":
                return but(own, time="future")
        if rel == "advcl" and self._is_undone(i):
            return but(own, polarity="negative")
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
            return but(own, polarity=polarity)
        return Factuality(
            polarity, above.time, above.modality if own.modality == "none" else own.modality, above.requested
        )

    def _negated_itself(self, i: int) -> bool:
        return any(
            self.tree.lower[k] in self.lexicon.negators for k in self.tree.children[i] if self.tree.rels[k] == "advmod"
        )

    def _from_governor(self, i: int, head: int, own: Factuality, depth: int) -> Factuality:
        tree = self.tree
        lexicon = self.lexicon
        lemma = tree.lemmas[head]
        above = self.of_clause(head, depth + 1) if tree.is_predicate(head) else PLAIN
        if tree.upos[head] in ("NOUN", "PROPN") and not tree.is_predicate(head):
            if lemma in lexicon.request_verbs or lemma in REQUEST_NOUNS:
                return but(own, time="future", requested=True)
            if lemma in NEGATIVE_NOUNS:
                return but(own, polarity="positive" if own.polarity == "negative" else "negative")
            if tree.marker(i) == "to":
                return but(own, time="future")
            return own
        if (
            lemma == "use"
            and tree.rels[i] == "xcomp"
            and tree.upos[head] == "VERB"
            and not tree.has_child(head, OBJECT)
        ):
            # "used to visit"
            return but(own, time="habitual", polarity=above.polarity)
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
            return but(own, time="future", requested=not own_wish)
        if lemma in lexicon.reporting_verbs and marker == "to" and self._asks_somebody(head):
            # "told the generals to leave", "warned Manila not to"
            return but(own, time="future", requested=True)
        if lemma in ("insist", "propose", "suggest", "stipulate") and self._is_subjunctive(i):
            return but(own, time="future", requested=True)
        if lemma == "wish":
            return but(own, modality="conditional")
        if lemma == "have" and marker == "to" and tree.rels[i] == "xcomp":
            return but(own, modality="obliged")
        if lemma in lexicon.reporting_verbs and tree.rels[i] == "ccomp":
            # "said it would": the future of the past
            if above.polarity == "negative" and own.modality == "none":
                return but(own, modality="possible")
            return own
        if lemma in lexicon.alleging_verbs and lemma not in lexicon.reporting_verbs:
            return doubted(own, "alleged")
        if lemma in lexicon.intending_verbs or (
            lemma in ("go", "set", "due", "expect", "ready", "likely", "about") and tree.marker(i) == "to"
        ):
            return but(
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
            return but(own, time="future")
        return own

    def of_noun(self, i: int, governor: int, is_light: bool) -> Factuality:
        """The factuality of an event noun. governor: the predicate above it, or -1; is_light: it is its light verb."""
        tree = self.tree
        own = noun_cues(tree, i, self.lexicon)
        head = tree.heads[i]
        for _ in range(3):
            # "the threat of war", "a proposal for talks"
            if head < 0 or tree.upos[head] not in ("NOUN", "PROPN") or tree.rels[i] not in ("nmod", "compound", "conj"):
                break
            if tree.rels[i] == "conj":
                # "threats and protests": the one is not in the other
                i, head = head, tree.heads[head]
                continue
            if tree.lemmas[head] in self.lexicon.unreal_nouns:
                own = doubted(own, "possible")
                break
            if tree.lemmas[head] in ENDING_NOUNS and tree.preposition(i) in ("of", "to", "in"):
                own = but(own, polarity="negative")
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
            return but(own, polarity="positive" if above.polarity == "negative" else "negative")
        if lemma in self.lexicon.request_verbs or lemma == "call":
            return but(own, time="future", requested=True)
        if lemma in self.lexicon.intending_verbs:
            return but(own, time="future")
        if above.modality == "conditional":
            return but(own, modality="conditional")
        return own
