"""A codebook's words as entries, indexed by head lemma so that cost does not grow with the number of frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from eventcoder.model.codebook import Codebook, Frame, Operator
from eventcoder.model.predication import Argument

# Prepositions that an entry of several words may hold: "call for", "war of words".
PREPOSITIONS = frozenset([
    "about", "above", "across", "after", "against", "along", "amid", "among", "around", "as", "at", "before",
    "behind", "below", "beneath", "beside", "between", "beyond", "by", "despite", "down", "during", "for", "from",
    "in", "inside", "into", "near", "of", "off", "on", "onto", "out", "outside", "over", "past", "per", "regarding",
    "since", "through", "throughout", "to", "toward", "towards", "under", "underneath", "until", "up", "upon",
    "unto", "via", "with", "within", "without",
])  # fmt: skip
# Words on -s that are the lemma as they are, where the word without it is another one: AIDS is no aid.
NO_PLURALS = frozenset({"aids", "does", "yes"})
SHORTEST_PLURAL = 4
# Where a target stands when the rule names no slot, in order of preference.
VERB_DEFAULT = ("object",)
# A verb whose object is the thing that the frame asks for: "imposed sanctions *on Iran*".
OBJECT_DEFAULT = ("on", "against", "to", "with", "for", "from", "object-modifier")
NOUN_DEFAULT = (
    "object", "between", "on", "against", "of", "to", "with", "from", "for", "upon", "toward", "towards", "at",
)  # fmt: skip
ADJECTIVE_DEFAULT = ("of", "to", "with", "about", "towards", "toward", "for", "on")
# How the act under an operator may hang on it.
LINK_DEFAULT = (
    "clause", "object", "for", "on", "to", "of", "in", "about", "from", "against", "with", "at", "by", "over",
)  # fmt: skip
# Which of several matches is looked at first: more words of its own, then conditions on words, then on ends.
OWN_WORD_WEIGHT = 15
CONDITION_WEIGHT = 12
KIND_WEIGHT = 3
EXCLUSION_WEIGHT = 1


@dataclass(frozen=True, slots=True)
class Words:
    """Lemmas or expressions to be found at the head of a phrase.

    single: one-word entries; multiple: head -> the words before it, for each entry of several words; phrased: head ->
    the words before it, the preposition and the noun after it, for each entry with a preposition ("*rule* of law").
    """

    single: frozenset[str]
    multiple: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    phrased: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]] = field(default_factory=dict)

    @staticmethod
    def of(entries: tuple[str, ...]) -> Words:
        """Split a list of entries by their number of words."""
        single = set()
        multiple: dict[str, tuple[tuple[str, ...], ...]] = {}
        phrased: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]] = {}
        written = [*entries, *(entry.replace("-", " ") for entry in entries if "-" in entry)]
        for words in dict.fromkeys(words for entry in written for words in _with_singulars(entry.lower().split())):
            at = _preposition_at(words)
            if at < len(words) - 1:
                head = words[at - 1]
                phrased[head] = (*phrased.get(head, ()), (words[: at - 1], words[at], words[-1]))
                multiple.setdefault(head, ())  # a condition that holds only such entries asks for words all the same
            elif len(words) == 1:
                single.add(words[0])
            elif words:
                multiple[words[-1]] = (*multiple.get(words[-1], ()), words[:-1])
        return Words(frozenset(single), multiple, phrased)

    def heads(self) -> frozenset[str]:
        """Every lemma that the head of a phrase may have."""
        return self.single.union(self.multiple, self.phrased)

    def take(
        self, lemma: str, premodifiers: tuple[str, ...], arguments: Sequence[Argument] = (), head: int = -1
    ) -> int:
        """0: no match; 1: by the head alone; 2: by several words.

        arguments, head: where the phrases under the head are looked for, and its token index; -1 where they are the
        arguments of the head itself.
        """
        if premodifiers:
            for before in self.multiple.get(lemma, ()):
                if _in_order(before, premodifiers):
                    return 2
        if self.phrased and arguments:
            for before, preposition, noun in self.phrased.get(lemma, ()):
                if _in_order(before, premodifiers) and any(
                    a.inside_head == head and a.role == preposition and a.lemma == noun for a in arguments
                ):
                    return 2
        return 1 if lemma in self.single else 0


def _preposition_at(words: Sequence[str]) -> int:
    """The position of an expression's first preposition after its head, its length where it has none."""
    return next((i for i, word in enumerate(words) if i > 0 and word in PREPOSITIONS), len(words))


def _in_order(words: tuple[str, ...], present: tuple[str, ...]) -> bool:
    """Whether all words are there, one after the other, others between them or not."""
    left = iter(present)
    return all(word in left for word in words)


NO_WORDS = Words(frozenset())


@dataclass(frozen=True, slots=True)
class Entry:
    """One way for one rule to be triggered by one head lemma.

    kind: `verb`, `noun` or `adjective`; before, rest: the entry's other words, before the noun and after the head;
    targets: slots with defaults filled in; weight: of its words and conditions; comment: whether it is one; the other
    fields: a frame's conditions, compiled; conditional: whether it has any on clauses or phrases.
    """

    rule: Frame | Operator
    kind: str
    rest: tuple[str, ...]
    before: tuple[str, ...]
    targets: tuple[str, ...]
    order: int
    weight: int
    object: Words = NO_WORDS
    not_object: Words = NO_WORDS
    clause: frozenset[str] = frozenset()
    not_clause: frozenset[str] = frozenset()
    where: tuple[tuple[str, Words], ...] = ()
    not_where: tuple[tuple[str, Words], ...] = ()
    conditional: bool = False
    comment: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that takes a predication.

    objects: the arguments that count as its object; used: token index of the noun that belongs to the entry's own
    words ("put *pressure* on"), -1 for none; specificity decides between matches.
    """

    entry: Entry
    objects: tuple[Argument, ...]
    used: int
    specificity: int


@dataclass(frozen=True, slots=True)
class Bucket:
    """The entries of one head lemma, in order of falling static weight.

    plain: those of one word; keyed: by the word that must be there besides, so that "take" is not tried against two
    hundred idioms. free, bound: the plain ones without and with a condition on their object, bound by the lemmas that
    its head may have: of two hundred things that can be held few are there.
    """

    plain: tuple[Entry, ...]
    keyed: dict[str, tuple[Entry, ...]]
    free: tuple[Entry, ...] = ()
    bound: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    def all(self) -> list[Entry]:
        """Every entry, of one word or more."""
        return [*self.plain, *(entry for entries in self.keyed.values() for entry in entries)]


@dataclass(frozen=True, slots=True)
class CompiledCodebook:
    """A codebook ready to code with: (kind, head lemma) -> entries in order of falling static weight."""

    codebook: Codebook
    entries: dict[tuple[str, str], Bucket]
    compose: dict[str, dict[str, str]]
    event_nouns: frozenset[str]
    verbs: frozenset[str]
    rules: dict[str, Frame | Operator]

    def composed(self, table: str, code: str) -> str:
        """The code that a table gives for an inner code, longest prefix first; "" where it gives none."""
        codes = self.compose.get(table)
        if not codes:
            return ""
        for end in range(len(code), 0, -1):
            found = codes.get(code[:end])
            if found is not None:
                return found
        return ""

    def operator_of(self, table: str) -> Operator | None:
        """The first operator that composes by a table, None for ""."""
        return next((rule for rule in self.codebook.operators if table and rule.table == table), None)

    def prefix_rule(self, code: str, prefixes: tuple[str, ...]) -> bool:
        """Whether the longest prefix listed for a code is one without a leading minus."""
        best, allowed = 0, False
        for prefix in prefixes:
            bare = prefix.lstrip("-")
            if len(bare) > best and code.startswith(bare):
                best, allowed = len(bare), not prefix.startswith("-")
        return allowed


def compile_codebook(codebook: Codebook) -> CompiledCodebook:
    """Index every frame and operator. Pure; takes milliseconds for a thousand frames."""
    index: dict[tuple[str, str], list[Entry]] = {}
    order = 0
    nouns = set()
    for rule in codebook.rules:
        for kind, words in (("verb", rule.verbs), ("noun", rule.nouns), ("adjective", rule.adjectives)):
            for text in words:
                order += 1
                for spelling in _spellings(kind, text):
                    head, before, rest = _split(kind, spelling)
                    if kind == "noun":
                        nouns.add(head)
                    index.setdefault((kind, head), []).append(_entry(rule, kind, before, rest, order, codebook))
    entries = {key: _bucket(found) for key, found in index.items()}
    return CompiledCodebook(
        codebook,
        entries,
        codebook.compose,
        frozenset(nouns),
        frozenset(head for kind, head in entries if kind == "verb"),
        {rule.id: rule for rule in codebook.rules},
    )


def _bucket(entries: list[Entry]) -> Bucket:
    plain: list[Entry] = []
    keyed: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (-entry.weight, entry.order)):
        words = entry.before + entry.rest
        if not words:
            plain.append(entry)
            continue
        # a noun is rarer than a preposition
        key = next((word for word in words if word not in PREPOSITIONS), words[0])
        keyed.setdefault(key, []).append(entry)
    bound: dict[str, list[Entry]] = {}
    for entry in plain:
        for lemma in sorted(entry.object.heads()):
            bound.setdefault(lemma, []).append(entry)
    return Bucket(
        tuple(plain),
        {key: tuple(found) for key, found in keyed.items()},
        tuple(entry for entry in plain if not entry.object.heads()),
        {lemma: tuple(found) for lemma, found in bound.items()},
    )


def _spellings(kind: str, text: str) -> list[str]:
    """An entry as listed and with its nouns in the singular; a noun with a hyphen also as several words."""
    written = [text, text.replace("-", " ")] if kind == "noun" and "-" in text else [text]
    kept = 0 if kind == "noun" else 1
    found = [(*words[:kept], *rest) for words in map(str.split, written) for rest in _with_singulars(words[kept:])]
    return [" ".join(words) for words in dict.fromkeys(found)]


def _with_singulars(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The words as listed, and with plurals in the singular, which is the lemma of "talks" and "arms"."""
    listed = tuple(words)
    singulars = tuple(_singular(word) for word in listed)
    return [listed] if singulars == listed else [listed, singulars]


def _singular(word: str) -> str:
    if len(word) < SHORTEST_PLURAL or word in NO_PLURALS or word in PREPOSITIONS or not word.endswith("s"):
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > SHORTEST_PLURAL:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("shes", "ches", "xes", "sses")) else word[:-1]


def _split(kind: str, text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The head lemma of an entry, the words before it and after it."""
    words = tuple(text.lower().split())
    if kind != "noun":
        return words[0], (), words[1:]
    at = _preposition_at(words)
    return words[at - 1], words[: at - 1], words[at:]


def _entry(
    rule: Frame | Operator, kind: str, before: tuple[str, ...], rest: tuple[str, ...], order: int, codebook: Codebook
) -> Entry:
    comment = rule.code in codebook.acts.comment
    weight = OWN_WORD_WEIGHT * (len(before) + len(rest))
    if isinstance(rule, Operator):
        return Entry(rule, kind, rest, before, rule.targets, order, weight, comment=comment)
    return Entry(
        rule,
        kind,
        rest,
        before,
        _frame_targets(rule, kind),
        order,
        weight + _frame_weight(rule),
        object=Words.of(rule.object),
        not_object=Words.of(rule.not_object),
        clause=frozenset(word.lower() for word in rule.clause),
        not_clause=frozenset(word.lower() for word in rule.not_clause),
        where=tuple((preposition, Words.of(words)) for preposition, words in rule.where),
        not_where=tuple((preposition, Words.of(words)) for preposition, words in rule.not_where),
        conditional=bool(rule.clause or rule.not_clause or rule.where or rule.not_where or rule.ud),
        comment=comment,
    )


def _frame_weight(frame: Frame) -> int:
    exclusions = (frame.not_object, frame.target_is_not, frame.source_is_not, frame.not_where)
    return (
        CONDITION_WEIGHT * (bool(frame.object) + bool(frame.clause) + len(frame.where) + bool(frame.ud))
        + KIND_WEIGHT * (bool(frame.target_is) + bool(frame.source_is))
        + EXCLUSION_WEIGHT * sum(map(bool, exclusions))
    )


def _frame_targets(frame: Frame, kind: str) -> tuple[str, ...]:
    """The slots for the target, with defaults filled in."""
    targets = frame.targets
    if not targets:
        if kind == "verb":
            targets = OBJECT_DEFAULT if frame.object else VERB_DEFAULT
        else:
            targets = NOUN_DEFAULT if kind == "noun" else ADJECTIVE_DEFAULT
    elif kind == "noun" and "between" not in targets:
        targets = (*targets, "between")
    if kind == "noun" and frame.possessor == "target":
        targets = ("possessor", "of", *(slot for slot in targets if slot not in ("possessor", "of")))
    return targets
