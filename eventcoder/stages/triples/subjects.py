"""Who acts and who is acted upon: voice, control, raising, relative clauses, coordination, participles."""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.phrases import is_name_like
from eventcoder.stages.triples.tree import NOMINAL, Tree

RELATIVE_WORDS = frozenset({"who", "which", "that", "whom", "whose"})
AGENTS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
GERUND_MARKERS = frozenset({"of", "for", "about", "against", "in"})
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
ASKING_NOUNS = frozenset({"call", "demand", "request", "appeal", "plea", "pressure", "order", "ultimatum", "warning"})
# "foiled a plot to bomb": the plot is somebody else's
FOILING_VERBS = frozenset(
    {"foil", "thwart", "prevent", "avert", "disrupt", "uncover", "discover", "expose", "oppose", "condemn", "criticise",
     "criticize", "denounce", "investigate", "block", "reveal", "frustrate", "deplore", "resist", "fear", "suspect"}
)  # fmt: skip
PERCEPTION_VERBS = frozenset(
    {"see", "watch", "hear", "witness", "observe", "film", "spot", "let", "make", "help", "have"}
)
GRANTING = frozenset({"give", "grant", "allow", "set"})
ADDRESSING = frozenset({"on", "to", "for", "upon"})
POLICY_NOUNS = frozenset(
    {"policy", "decision", "practice", "strategy", "habit", "method", "agreement", "tactic", "right"}
)
# what cannot be done to somebody, however the parser sees it
NEVER_PASSIVE = frozenset(
    {"escape", "flee", "die", "arrive", "come", "go", "resign", "happen", "occur", "appear", "disappear", "remain",
     "stay", "erupt", "agree", "collapse", "vanish", "emerge", "exist", "retire", "depart", "wait", "return", "rise"}
)  # fmt: skip
# participles of a state, with what follows them: "engaged in talks", "prepared to negotiate"
STATE_PREPOSITIONS = {
    "engage": ("in",), "involve": ("in",), "implicate": ("in",), "oppose": ("to",), "commit": ("to",),
    "dedicate": ("to",), "devote": ("to",), "prepare": ("to", "for"), "determine": ("to",), "poise": ("to",),
    "resolve": ("to",), "interest": ("in",), "concern": ("about", "over"), "worry": ("about", "over"),
    "embroil": ("in",), "lock": ("in",), "bog": ("in",), "accustom": ("to",), "inclined": ("to",), "incline": ("to",),
}  # fmt: skip
AUXILIARY = frozenset({"aux"})
AUXILIARY_OR_SUBJECT = frozenset({"aux", "nsubj"})
MARK_OR_AUXILIARY = frozenset({"mark", "aux"})
SUBJECT = frozenset({"nsubj"})
CLAUSE = frozenset({"ccomp", "xcomp"})
CLAUSE_OR_OBLIQUE = CLAUSE | {"obl"}
MEASURES = frozenset({"Date", "Money"})
MEASURE_NOUNS = frozenset({"percent", "%", "per cent", "margin", "point", "mistake", "accident", "chance", "hand"})
MAX_DEPTH = 12
MAX_NESTING = 3
AMOUNT_VERBS = frozenset(
    {"cut", "reduce", "increase", "raise", "lower", "shorten", "extend", "expand", "boost", "shrink", "swell", "trim"}
)
DETERMINING = frozenset({"det", "nmod", "amod", "compound", "nummod", "conj", "acl", "appos", "flat"})


class Subjects:
    """Grammatical and acting subjects of the predicates of one tree, memoized.

    A subject is (token index of the phrase's head, reference) with reference `named` or `control`.
    """

    __slots__ = ("_grammatical", "_passive", "lexicon", "tree")

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self._grammatical: dict[int, list[tuple[int, str]]] = {}
        self._passive: dict[int, bool] = {}

    def is_passive(self, i: int) -> bool:
        """Whether the predicate's grammatical subject is acted upon."""
        known = self._passive.get(i)
        if known is None:
            known = self._passive[i] = self._is_passive(i)
        return known

    def _is_passive(self, i: int) -> bool:
        tree = self.tree
        if tree.upos[i] != "VERB":
            return False
        active = False
        for k in tree.children[i]:
            relation = tree.relations[k]
            if relation in ("nsubj:pass", "aux:pass", "obl:agent", "csubj:pass"):
                return not self._is_state(i)
            if relation in ("obj", "ccomp", "nsubj") or (relation == "aux" and tree.lemmas[k] == "have"):
                active = True
        if active or not self._is_past_participle(i):
            return False
        rel = tree.rels[i]
        if rel in ("acl", "advcl", "amod"):
            # "efforts made in Geneva", "backed by Russia": a participle alone is passive; a finite one has an auxiliary
            return tree.relations[i] != "acl:relcl" and not tree.has_child(i, AUXILIARY)
        if rel == "conj" and tree.heads[i] >= 0:
            return (
                tree.lemmas[i] not in NEVER_PASSIVE
                and not self._calls(i)
                and self.is_passive(tree.heads[i])
                and not tree.has_child(i, AUXILIARY_OR_SUBJECT)
            )
        if rel == "xcomp":
            return not tree.has_child(i, MARK_OR_AUXILIARY)
        # a headline has no auxiliary: "Trade ties restored"
        return False

    def _calls(self, i: int) -> bool:
        """ "was sworn in and *called for* a truce": what follows a verb of asking shows that its subject asks."""
        tree = self.tree
        return tree.lemmas[i] in self.lexicon.request_verbs and any(
            tree.rels[k] == "obl" and tree.preposition(k) in ADDRESSING for k in tree.children[i]
        )

    def _is_state(self, i: int) -> bool:
        """ "is opposed to talks", "were engaged in an attack": a participle that means what its subject is or does."""
        tree = self.tree
        wanted = STATE_PREPOSITIONS.get(tree.lemmas[i])
        if wanted is None:
            return False
        found = False
        for k in tree.children[i]:
            if tree.relations[k] == "obl:agent":
                return False
            marker = tree.preposition(k) if tree.rels[k] == "obl" else tree.marker(k)
            if marker == "by":
                return False
            found = found or marker in wanted
        return found

    def _is_past_participle(self, i: int) -> bool:
        feats = self.tree.feats[i]
        return "VerbForm=Part" in feats and ("Tense=Past" in feats or "Voice=Pass" in feats)

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
        found = self._own(i)
        if not found:
            found = [(head, "control") for head, _ in self._inherited(i, depth + 1) if head != i]
        self._grammatical[i] = found
        return found

    def _own(self, i: int) -> list[tuple[int, str]]:
        tree = self.tree
        found = []
        for k in tree.children[i]:
            if tree.rels[k] != "nsubj":
                continue
            noun = self.antecedent(k)
            if noun >= 0:
                found += [(author, "control") for author in self._authors(noun, 0)] or [(noun, "control")]
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
            if self.is_passive(i):
                # "had the envoy expelled", "wants him arrested"
                k = tree.child(head, "obj")
                if k >= 0:
                    return [(k, "control")]
            blamed = self._blamed(i, head)
            return [(blamed, "control")] if blamed >= 0 else self._controller(head, depth)
        if relation == "acl:relcl":
            return self._gap(i, head)
        if relation == "acl" and tree.marker(i) == "" and not self.is_passive(i):
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
            if self.is_passive(i):
                # "the frigates to be delivered to Egypt"
                return [noun]
            above = tree.heads[noun]
            if above >= 0 and lemma in self.lexicon.time_nouns and tree.lemmas[above] in GRANTING:
                # "gave the junta *a week to free* X"
                if self.is_passive(above):
                    return [k for k, _ in self.grammatical(above, depth)]
                given = tree.child(above, "iobj")
                if given >= 0:
                    return [given]
            if lemma in ASKING_NOUNS:
                asked = self._asked_by(noun, tree.heads[noun], i)
                if asked >= 0:
                    return [asked]
            agents = self.noun_agents(noun, depth)
            # "Norway to expel two diplomats": a headline's future
            return agents or ([noun] if tree.heads[noun] < 0 else [])
        if (
            marker in GERUND_MARKERS
            and "VerbForm=Ger" in tree.feats[i]
            and lemma in self.lexicon.unreal_nouns | POLICY_NOUNS
        ):
            # "a policy of separating": whose policy it is
            return self.noun_agents(noun, depth)
        return [noun]

    def _given_time(self, i: int, head: int) -> int:
        """ "gave *the junta* a week to free X": who is given the time is to do it; or -1."""
        tree = self.tree
        if tree.lemmas[head] not in GRANTING or tree.marker(i) != "to" or self.is_passive(head):
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
        if self.is_passive(head):
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
            if self.is_passive(head):
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
        if not self.is_passive(i):
            return self.grammatical(i, depth)
        return self.agents(i) or self._causer(i, depth)

    def _causer(self, i: int, depth: int) -> list[tuple[int, str]]:
        """ "*Merkel* had the envoy expelled"."""
        tree = self.tree
        head = tree.heads[i]
        if depth > MAX_DEPTH or head < 0 or tree.rels[i] != "xcomp" or tree.lemmas[head] not in ("have", "get"):
            return []
        if tree.child(head, "obj") < 0:
            return []
        return [(k, "control") for k, _ in self.acting(head, depth + 1)]

    def agents(self, i: int) -> list[tuple[int, str]]:
        """The by-phrases of a passive predicate."""
        tree = self.tree
        found = []
        for k in tree.children[i]:
            if tree.relations[k] != "obl:agent" and not (tree.rels[k] == "obl" and tree.preposition(k) == "by"):
                continue
            # "killing by hanging", "raised by five percent", "shortened by an hour": no one acts
            if (
                tree.upos[k] in AGENTS
                and tree.ner[k][2:] not in MEASURES
                and tree.lemmas[k] not in self.lexicon.time_nouns
                and tree.lemmas[k] not in MEASURE_NOUNS
                and not self._is_means(i, k)
            ):
                found.append((k, "named"))
        return found

    def _is_means(self, i: int, k: int) -> bool:
        """ "delivered by helicopter", "executed by hanging", "cut by two thousand men": how, and not who."""
        tree = self.tree
        if tree.upos[k] != "NOUN":
            return False
        if tree.lemmas[i] in AMOUNT_VERBS and any(tree.rels[j] == "nummod" for j in tree.children[k]):
            return True
        if tree.lower[k].endswith("ing") and tree.lemmas[k] not in self.lexicon.person_nouns:
            return True
        bare = not any(tree.rels[j] in DETERMINING for j in tree.children[k])
        plural = "Number=Plur" in tree.feats[k]
        return (
            bare and not plural and tree.lower[k] == tree.words[k] and tree.lemmas[k] not in self.lexicon.person_nouns
        )

    def acted_upon(self, i: int) -> list[tuple[int, str]]:
        """The direct objects, or the subject of a passive; right node raising and relative gaps undone."""
        tree = self.tree
        if self.is_passive(i):
            return self.grammatical(i)
        found = self._own_objects(i)
        if found or tree.upos[i] != "VERB":
            return found
        above = tree.heads[i]
        if tree.rels[i] == "conj" and above >= 0 and not tree.has_child(i, CLAUSE_OR_OBLIQUE):
            # "whom the rebels abducted and accused"
            gap = [(noun, "control") for noun, reference in self._own_objects(above) if reference == "control"]
            if gap:
                return gap
        if tree.relations[i] == "acl:relcl" and self._own(i) and not self._has_relative_adverb(i):
            named = [k for k, reference in self._own(i) if reference == "named"]
            if named and not tree.has_child(i, CLAUSE):
                return [(tree.heads[i], "control")]
        for k in tree.children[i]:
            # "condemned and rejected the vote": the object hangs on the last verb only
            if tree.rels[k] == "conj" and tree.upos[k] == "VERB" and not tree.has_child(k, SUBJECT):
                shared = self._own_objects(k)
                between = [
                    j for j in tree.children[i] if i < j < k and tree.rels[j] in ("obl", "ccomp", "xcomp", "punct")
                ]
                if shared and not between and not tree.has_child(i, CLAUSE_OR_OBLIQUE):
                    return [(head, "named") for head, _ in shared]
        if tree.rels[i] == "conj" and above >= 0 and tree.lower[i + 1 : i + 2] in ([","], ["and"], ["or"]):
            # "surrounded, *disarmed* and released the guards": the middle one of three
            if tree.has_child(i, CLAUSE_OR_OBLIQUE) or self._own_objects(above):
                return []
            for k in tree.children[above]:
                if k > i and tree.rels[k] == "conj" and tree.upos[k] == "VERB" and not tree.has_child(k, SUBJECT):
                    return [(head, "named") for head, _ in self._own_objects(k)]
        return []

    def _own_objects(self, i: int) -> list[tuple[int, str]]:
        tree = self.tree
        found = []
        for k in tree.children[i]:
            if tree.relations[k] != "obj" or tree.upos[k] not in NOMINAL:
                continue
            noun = self.antecedent(k)
            found.append((noun, "control") if noun >= 0 else (k, "named"))
        return found

    def _has_relative_adverb(self, i: int) -> bool:
        tree = self.tree
        for k in tree.children[i]:
            if tree.lower[k] in ("where", "when", "why", "how"):
                return True
            if tree.rels[k] == "obl" and tree.lower[k] in RELATIVE_WORDS:
                return True
            if any(tree.lower[j] in ("whom", "which", "whose") for j in tree.children[k]):
                return True
        return False
