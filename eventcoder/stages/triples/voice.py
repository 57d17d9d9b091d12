"""Voice: whether a predicate's subject is acted upon, and who the by-phrase of a passive names."""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.tree import Tree

AGENTS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})

ADDRESSING = frozenset({"on", "to", "for", "upon"})

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

MEASURES = frozenset({"Date", "Money"})

MEASURE_NOUNS = frozenset({"percent", "%", "per cent", "margin", "point", "mistake", "accident", "chance", "hand"})

AMOUNT_VERBS = frozenset(
    {"cut", "reduce", "increase", "raise", "lower", "shorten", "extend", "expand", "boost", "shrink", "swell", "trim"}
)

DETERMINING = frozenset({"det", "nmod", "amod", "compound", "nummod", "conj", "acl", "appos", "flat"})


class Voice:
    """The voice of the predicates of one tree, memoized."""

    __slots__ = ("_passive", "lexicon", "tree")

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon
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
        rel = tree.rels[i]
        if active or not (self._is_past_participle(i) or self._is_reduced(i)):
            return False
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

    def _is_reduced(self, i: int) -> bool:
        """ "men *convicted* of spying": right behind its noun it is a participle, whatever the tagger takes it for."""
        tree = self.tree
        if tree.relations[i] != "acl" or tree.heads[i] != i - 1 or "Tense=Past" not in tree.feats[i]:
            return False
        return tree.lemmas[i] not in NEVER_PASSIVE and any(
            tree.rels[k] == "obl" or tree.marker(k) for k in tree.children[i]
        )

    def _is_past_participle(self, i: int) -> bool:
        feats = self.tree.feats[i]
        return "VerbForm=Part" in feats and ("Tense=Past" in feats or "Voice=Pass" in feats)

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
                # "voted by 101 to six"
                and not (tree.upos[k] == "NUM" and tree.lower[k].isdigit())
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
