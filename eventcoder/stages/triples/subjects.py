"""Who acts: subjects of their own and inherited ones: control, raising, relative clauses, coordination, participles."""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.phrases import is_name_like
from eventcoder.stages.triples.tree import Tree
from eventcoder.stages.triples.voice import ADDRESSING, Voice

RELATIVE_WORDS = frozenset({"who", "which", "that", "whom", "whose"})

GERUND_MARKERS = frozenset({"of", "for", "about", "against", "in"})

# "accused the police of beating": the police beat, and not who accuses
OF_GERUND_VERBS = frozenset({"accuse", "suspect", "convict", "acquit", "absolve", "clear", "cure", "warn", "stop"})
CAPABLE = frozenset({"capable", "incapable", "able", "ready", "responsible", "guilty", "willing", "determined", "keen"})
OBJECT_GERUND_MARKERS = frozenset({"of", "for", "from"})

# "congratulated Nepal on electing", "charged X with killing", "tricked X into signing"
GERUND_CONTROL = {
    "on": ("congratulate", "compliment", "advise", "commend", "challenge"),
    "with": ("charge", "credit", "task", "entrust", "threaten"),
    "into": (
        "force",
        "pressure",
        "trick",
        "coerce",
        "bully",
        "talk",
        "draw",
        "push",
        "scare",
        "shame",
        "bribe",
        "lure",
    ),
}

ASKING_NOUNS = frozenset(
    {
        "call",
        "demand",
        "request",
        "appeal",
        "plea",
        "pressure",
        "order",
        "ultimatum",
        "warning",
        "authorization",
        "authorisation",
        "permission",
        "approval",
        "clearance",
        "consent",
    }
)

# "arrested X on charges of killing": who is accused has killed, and not who arrests
ACCUSING_NOUNS = frozenset({"charge", "accusation", "allegation", "suspicion"})
ANSWERING_VERBS = frozenset(
    {"deny", "reject", "dismiss", "refute", "rebut", "face", "fight", "contest", "admit", "acknowledge", "confess"}
)
# "stood trial on charges of": the object is nobody
TRIED_VERBS = frozenset({"face", "stand", "await", "undergo", "serve"})

# "foiled a plot to bomb": the plot is somebody else's
FOILING_VERBS = frozenset(
    {"foil", "thwart", "prevent", "avert", "disrupt", "uncover", "discover", "expose", "oppose", "condemn", "criticise",
     "criticize", "denounce", "investigate", "block", "reveal", "frustrate", "deplore", "resist", "fear", "suspect"}
)  # fmt: skip

PERCEPTION_VERBS = frozenset(
    {"see", "watch", "hear", "witness", "observe", "film", "spot", "let", "make", "help", "have"}
)

GRANTING = frozenset({"give", "grant", "allow", "set"})

POLICY_NOUNS = frozenset(
    {
        "policy",
        "decision",
        "practice",
        "strategy",
        "habit",
        "method",
        "agreement",
        "tactic",
        "right",
        "formula",
        "framework",
        "mechanism",
        "basis",
        "roadmap",
        "proposal",
        "process",
    }
)

MAX_DEPTH = 12

MAX_NESTING = 3


class Subjects:
    """Grammatical and acting subjects of the predicates of one tree, memoized.

    A subject is (token index of the phrase's head, reference) with reference `named` or `control`.
    """

    __slots__ = ("_grammatical", "lexicon", "tree", "voice")

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.voice = Voice(tree, lexicon)
        self._grammatical: dict[int, list[tuple[int, str]]] = {}

    def antecedent(self, i: int) -> int:
        """The noun that the relative clause around token i modifies, or -1 where i is no relative pronoun."""
        tree = self.tree
        if tree.lower[i] not in RELATIVE_WORDS or tree.upos[i] not in ("PRON", "DET", "SCONJ"):
            return -1
        at = tree.heads[i]
        for _ in range(MAX_DEPTH):
            if at < 0:
                return -1
            if tree.relations[at] in ("acl:relcl", "acl", "advcl:relcl"):
                return tree.heads[at]
            at = tree.heads[at]
        return -1

    def grammatical(self, i: int, depth: int = 0) -> list[tuple[int, str]]:
        """Heads of the grammatical subject of predicate i, inherited where it has none of its own."""
        known = self._grammatical.get(i)
        if known is not None:
            return known
        if depth > MAX_DEPTH:
            return []
        found = self.own(i)
        if not found:
            found = [(head, "control") for head, _ in self._inherited(i, depth + 1) if head != i]
        self._grammatical[i] = found
        return found

    def own(self, i: int) -> list[tuple[int, str]]:
        """Heads of the subjects that hang on the predicate itself; of a relative pronoun, the noun it stands for."""
        tree = self.tree
        found = []
        for k in tree.children[i]:
            if tree.rels[k] != "nsubj":
                continue
            noun = self.antecedent(k)
            if noun >= 0:
                # "backed the resolution, which was opposed by X": the text itself is opposed, and not who wrote it
                authors = self._authors(noun, 0) if tree.relations[k] != "nsubj:pass" else []
                found += [(author, "control") for author in authors] or [(noun, "control")]
            elif tree.lower[k] not in ("there",):
                if found and self._is_title(found[-1][0], k):
                    found.pop()
                found.append((k, "named"))
        return found

    def _is_title(self, first: int, second: int) -> bool:
        """ "Secretary of State X Y said": the parser may take title and name for two subjects."""
        between = self.tree.upos[first + 1 : second]
        return second - first <= 6 and all(upos in ("NOUN", "PROPN", "ADP", "ADJ", "DET") for upos in between)

    def _inherited(self, i: int, depth: int) -> list[tuple[int, str]]:
        tree = self.tree
        head = tree.heads[i]
        if head < 0:
            return []
        relation = tree.relations[i]
        rel = tree.rels[i]
        if rel == "conj":
            if tree.is_predicate(head):
                return self.grammatical(head, depth)
            return []
        if rel == "xcomp":
            if self.voice.is_passive(i):
                # "had the envoy expelled", "wants him arrested"
                k = tree.child(head, "obj")
                if k >= 0:
                    return [(k, "control")]
            blamed = self._blamed(i, head)
            return [(blamed, "control")] if blamed >= 0 else self._controller(head, depth)
        if relation == "acl:relcl":
            return self._gap(i, head)
        if relation == "acl" and tree.marker(i) == "" and not self.voice.is_passive(i):
            # "passed a resolution criticising X"
            authors = self._authors(head, depth)
            if authors:
                return [(k, "control") for k in authors]
        if rel == "acl":
            return [(k, "control") for k in self._of_noun_clause(i, head, depth)]
        if rel == "advcl":
            if self._is_controlled_purpose(i, head):
                return self._controller(head, depth)
            pressed = self._given_time(i, head)
            if pressed < 0:
                pressed = self._pressed(i, head)
            if pressed >= 0:
                return [(pressed, "control")]
            blamed = self._blamed(i, head)
            if blamed >= 0:
                return [(blamed, "control")]
            if tree.rels[head] == "amod" and tree.lemmas[head] in CAPABLE and tree.heads[head] >= 0:
                # "hackers *capable of breaking* into it"
                return [(tree.heads[head], "control")]
            if tree.upos[head] in ("VERB", "ADJ") or tree.is_predicate(head):
                return self.grammatical(head, depth) or self.acting(head, depth)
            return []
        if rel == "ccomp" and tree.lemmas[head] in PERCEPTION_VERBS and not tree.marker(i):
            seen = tree.child(head, "obj")
            if 0 <= seen < i:
                # "saw helicopters bomb the bridge"
                return [(seen, "control")]
        if rel == "ccomp" and ("VerbForm=Ger" in tree.feats[i] or "VerbForm=Inf" in tree.feats[i]):
            return self.grammatical(head, depth)
        return []

    def _of_noun_clause(self, i: int, noun: int, depth: int) -> list[int]:
        """Who does what a clause under a noun says: "the *decision* to visit", "*pressure* on Togo to leave"."""
        tree = self.tree
        marker = tree.marker(i)
        lemma = tree.lemmas[noun]
        if marker == "to":
            if self.voice.is_passive(i):
                # "the frigates to be delivered to Egypt"
                return [noun]
            above = tree.heads[noun]
            if above >= 0 and lemma in self.lexicon.time_nouns and tree.lemmas[above] in GRANTING:
                # "gave the junta *a week to free* X"
                if self.voice.is_passive(above):
                    return [k for k, _ in self.grammatical(above, depth)]
                given = tree.child(above, "iobj")
                if given >= 0:
                    return [given]
            if tree.preposition(noun) == "under" and tree.is_predicate(noun):
                # "is under pressure to resign"
                return [k for k, _ in self.grammatical(noun, depth)]
            if lemma in ASKING_NOUNS:
                asked = self._asked_by(noun, tree.heads[noun], i)
                if asked >= 0:
                    return [asked]
            agents = self.noun_agents(noun, depth)
            # "Norway to expel two diplomats": a headline's future
            return agents or ([noun] if tree.heads[noun] < 0 else [])
        if "VerbForm=Ger" in tree.feats[i] and (
            (marker == "of" and not self._is_party(noun))
            or (marker in GERUND_MARKERS and lemma in self.lexicon.unreal_nouns | POLICY_NOUNS)
        ):
            if lemma in ACCUSING_NOUNS:
                return self._accused(noun, depth)
            # "a policy of separating", "began the process of returning": whose policy it is, who begins it
            return self.noun_agents(noun, depth)
        return [noun]

    def _accused(self, noun: int, depth: int) -> list[int]:
        """ "arrested *X* on charges of killing", "*Chad* denied claims of": of whom the clause under a charge tells."""
        tree = self.tree
        for k in tree.children[noun]:
            if k > noun and tree.rels[k] == "nmod" and tree.preposition(k) == "against":
                return [k]
        above = tree.heads[noun]
        if above < 0 or not tree.is_predicate(above):
            return []
        if tree.rels[noun] == "obj":
            if tree.lemmas[above] not in ANSWERING_VERBS or self.voice.is_passive(above):
                return []
            # a court dismisses charges, a government accusations
            is_court = tree.lemmas[above] in ("dismiss", "reject") and tree.lemmas[noun] == "charge"
            return [] if is_court else [k for k, _ in self.acting(above, depth + 1)]
        if tree.rels[noun] != "obl":
            return []
        acted_upon = tree.child(above, "obj")
        if acted_upon >= 0 and tree.lemmas[above] not in TRIED_VERBS and not self.voice.is_passive(above):
            antecedent = self.antecedent(acted_upon)
            return [antecedent if antecedent >= 0 else acted_upon]
        return [k for k, _ in self.grammatical(above, depth + 1)]

    def _is_party(self, noun: int) -> bool:
        """Whether a noun can act itself: a person, a body, a people; or whoever is accused of something."""
        tree, lexicon = self.tree, self.lexicon
        lemma = tree.lemmas[noun]
        if tree.upos[noun] == "PROPN" or lemma in lexicon.person_nouns or lemma in lexicon.body_nouns:
            return True
        above = tree.heads[noun]
        return lemma in lexicon.group_nouns or (above >= 0 and tree.lemmas[above] in OF_GERUND_VERBS)

    def _given_time(self, i: int, head: int) -> int:
        """ "gave *the junta* a week to free X": who is given the time is to do it; or -1."""
        tree = self.tree
        if tree.lemmas[head] not in GRANTING or tree.marker(i) != "to" or self.voice.is_passive(head):
            return -1
        given = tree.child(head, "iobj")
        if given < 0:
            return -1
        time_nouns = self.lexicon.time_nouns
        timed = any(
            given < k < i and not tree.preposition(k) and (tree.ner[k][2:] == "Date" or tree.lemmas[k] in time_nouns)
            for k in tree.children[head]
        )
        return given if timed else -1

    def _pressed(self, i: int, head: int) -> int:
        """ "put pressure on *Togo* to leave", "issued an order to *the army* to": who is to do it; or -1."""
        tree = self.tree
        if tree.marker(i) != "to":
            return -1
        noun = tree.child(head, "obj")
        if noun < 0 or tree.lemmas[noun] not in ASKING_NOUNS:
            return -1
        return self._asked_by(noun, head, i)

    def _asked_by(self, noun: int, above: int, clause: int) -> int:
        """Whom a noun that asks is addressed to, by a phrase of its own or of the predicate above it; or -1."""
        tree = self.tree
        beside: list[int] = tree.children[above] if above >= 0 else []
        for k in (*tree.children[noun], *beside):
            if noun < k < clause and tree.rels[k] in ("nmod", "obl") and tree.preposition(k) in ADDRESSING:
                return k
        return -1

    def _is_controlled_purpose(self, i: int, head: int) -> bool:
        """ "urged Iran to stop": the parser often calls the infinitive an adverbial clause."""
        return self.tree.marker(i) == "to" and self.tree.lemmas[head] in self.lexicon.object_control_verbs

    def _blamed(self, i: int, head: int) -> int:
        """ "accused Iran of sending", "praised X for hosting", "kept X from leaving": the object does it; or -1."""
        marker = self.tree.marker(i) or self.tree.preposition(i)
        if marker not in OBJECT_GERUND_MARKERS and self.tree.lemmas[head] not in GERUND_CONTROL.get(marker, ()):
            return -1
        if self.voice.is_passive(head):
            blamed = self.grammatical(head)
            return blamed[0][0] if blamed else -1
        acted_upon = self.tree.child(head, "obj")
        if acted_upon < 0:
            return self.tree.child(head, "iobj")
        noun = self.antecedent(acted_upon)
        return noun if noun >= 0 else acted_upon

    def _controller(self, head: int, depth: int) -> list[tuple[int, str]]:
        """Who does the infinitive: the object of urge, order, force; else the subject."""
        tree = self.tree
        if tree.lemmas[head] in self.lexicon.object_control_verbs:
            for relation in ("iobj", "obj"):
                k = tree.child(head, relation)
                if k >= 0:
                    noun = self.antecedent(k)
                    return [(noun if noun >= 0 else k, "control")]
            if self.voice.is_passive(head):
                return self.grammatical(head, depth)
            for k in tree.children[head]:
                # "called on Iran to", "appealed to both sides to"
                if tree.rels[k] == "obl" and tree.preposition(k) in ("on", "upon", "to", "for") and k > head:
                    return [(k, "control")]
        if tree.upos[head] in ("VERB", "ADJ") or tree.is_predicate(head):
            return self.grammatical(head, depth)
        return [(k, "control") for k in self.noun_agents(head, depth)]

    def _authors(self, noun: int, depth: int) -> list[int]:
        """ "passed a *resolution* criticising X", "a *bill* that would punish X": who is behind the text acts."""
        tree = self.tree
        lexicon = self.lexicon
        if tree.lemmas[noun] not in lexicon.document_nouns:
            return []
        verb = tree.heads[noun]
        if tree.rels[noun] == "obj" and verb >= 0 and tree.lemmas[verb] not in lexicon.publishing_verbs:
            # who vetoes a resolution did not write it
            return []
        return self.noun_agents(noun, depth)

    def _gap(self, i: int, noun: int) -> list[tuple[int, str]]:
        """A relative clause without a subject of its own: the noun fills the gap."""
        for k in self.tree.children[i]:
            if self.tree.rels[k] == "obj" and self.antecedent(k) >= 0:
                return []
        return [(noun, "control")]

    def noun_agents(self, noun: int, depth: int = 0) -> list[int]:
        """Who does the act that a noun names: by-phrase, possessor, name before it, or the light verb's subject."""
        tree = self.tree
        for k in tree.children[noun]:
            if tree.rels[k] == "nmod" and tree.preposition(k) == "by":
                return [k]
        for k in tree.children[noun]:
            if tree.relations[k] == "nmod:poss":
                return [k]
        for k in tree.children[noun]:
            if k < noun and tree.rels[k] in ("amod", "compound") and is_name_like(tree, k):
                return [k]
        if tree.lemmas[noun] in self.lexicon.unreal_nouns:
            for k in tree.children[noun]:
                if tree.rels[k] == "nmod" and tree.preposition(k) == "of":
                    # "the readiness *of the rebels* to talk"
                    return [k]
        head = tree.heads[noun]
        for _ in range(MAX_NESTING):
            # "an increase in funding to fight": who increases it funds it
            if head < 0 or tree.rels[noun] != "nmod" or tree.preposition(noun) not in ("of", "in"):
                break
            if tree.lemmas[head] not in self.lexicon.transparent_nouns and tree.upos[head] not in ("NUM", "SYM"):
                break
            noun, head = head, tree.heads[head]
        if (
            head >= 0
            and tree.rels[noun] in ("obj", "obl", "nsubj", "conj")
            and tree.is_predicate(head)
            and depth < MAX_DEPTH
        ):
            if tree.rels[noun] == "nsubj" or tree.lemmas[head] in FOILING_VERBS:
                return []
            return [k for k, _ in self.acting(head, depth + 1)]
        return []

    def acting(self, i: int, depth: int = 0) -> list[tuple[int, str]]:
        """Who acts: the grammatical subject, or the by-phrase of a passive."""
        if not self.voice.is_passive(i):
            return self.grammatical(i, depth)
        return self.voice.agents(i) or self._causer(i, depth)

    def _causer(self, i: int, depth: int) -> list[tuple[int, str]]:
        """ "*Merkel* had the envoy expelled"."""
        tree = self.tree
        head = tree.heads[i]
        if depth > MAX_DEPTH or head < 0 or tree.rels[i] != "xcomp" or tree.lemmas[head] not in ("have", "get"):
            return []
        if tree.child(head, "obj") < 0:
            return []
        return [(k, "control") for k, _ in self.acting(head, depth + 1)]
