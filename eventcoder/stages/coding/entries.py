"""A codebook's words, indexed by their head lemma so that cost does not grow with the number of frames."""

from __future__ import annotations

from dataclasses import dataclass, field

from eventcoder.model.codebook import Codebook, Frame, Operator

# Prepositions that an entry of several words may hold: "call for", "war of words".
PREPOSITIONS = frozenset(
    [
        "about",
        "above",
        "across",
        "after",
        "against",
        "along",
        "amid",
        "among",
        "around",
        "as",
        "at",
        "before",
        "behind",
        "below",
        "beneath",
        "beside",
        "between",
        "beyond",
        "by",
        "despite",
        "down",
        "during",
        "for",
        "from",
        "in",
        "inside",
        "into",
        "near",
        "of",
        "off",
        "on",
        "onto",
        "out",
        "outside",
        "over",
        "past",
        "per",
        "regarding",
        "since",
        "through",
        "throughout",
        "to",
        "toward",
        "towards",
        "under",
        "underneath",
        "until",
        "up",
        "upon",
        "via",
        "with",
        "within",
        "without",
    ]
)
VERB_DEFAULT = ("object",)
OBJECT_DEFAULT = ("on", "against", "to", "with", "for", "from", "object-modifier")
NOUN_DEFAULT = (
    "object",
    "between",
    "on",
    "against",
    "of",
    "to",
    "with",
    "from",
    "for",
    "upon",
    "toward",
    "towards",
    "at",
)
LINK_DEFAULT = (
    "clause",
    "object",
    "for",
    "on",
    "to",
    "of",
    "in",
    "about",
    "from",
    "against",
    "with",
    "at",
    "by",
    "over",
)


@dataclass(frozen=True, slots=True)
class Words:
    """Lemmas or expressions to be found at the head of a phrase.

    single: one-word entries; multiple: last word -> the words before it, for each entry of several words.
    """

    single: frozenset[str]
    multiple: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    @staticmethod
    def of(entries: tuple[str, ...]) -> Words:
        """Split a list of entries by their number of words."""
        single = set()
        multiple: dict[str, tuple[tuple[str, ...], ...]] = {}
        for entry in entries:
            words = tuple(entry.lower().split())
            if len(words) == 1:
                single.add(words[0])
            elif words:
                multiple[words[-1]] = (*multiple.get(words[-1], ()), words[:-1])
        return Words(frozenset(single), multiple)

    def take(self, lemma: str, premodifiers: tuple[str, ...]) -> int:
        """0: no match; 1: by the head alone; 2: by several words."""
        if premodifiers:
            for before in self.multiple.get(lemma, ()):
                if all(word in premodifiers for word in before):
                    return 2
        return 1 if lemma in self.single else 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One way for one rule to be triggered by one head lemma.

    rest: the entry's other words (after the verb, or around the noun); targets: slots with defaults filled in.
    """

    rule: Frame | Operator
    kind: str
    rest: tuple[str, ...]
    before: tuple[str, ...]
    targets: tuple[str, ...]
    order: int
    object: Words
    not_object: Words
    clause: frozenset[str]
    not_clause: frozenset[str]
    where: tuple[tuple[str, Words], ...]
    not_where: tuple[tuple[str, Words], ...]
    weight: int
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class Bucket:
    """The entries of one head lemma. plain: those of one word; keyed: by the word that must be there besides, so that
    "take" is not tried against two hundred idioms; all in order of falling static weight."""

    plain: tuple[Entry, ...]
    keyed: dict[str, tuple[Entry, ...]]

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
                head, before, rest = _split(kind, text)
                if kind == "noun":
                    nouns.add(head)
                order += 1
                entry = _entry(rule, kind, before, rest, order)
                index.setdefault((kind, head), []).append(entry)
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
    return Bucket(tuple(plain), {key: tuple(found) for key, found in keyed.items()})


def _split(kind: str, text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The head lemma of an entry, the words before it and after it."""
    words = tuple(text.lower().split())
    if kind != "noun":
        return words[0], (), words[1:]
    at = next((i for i, word in enumerate(words) if i > 0 and word in PREPOSITIONS), len(words))
    return words[at - 1], words[: at - 1], words[at:]


def _entry(rule: Frame | Operator, kind: str, before: tuple[str, ...], rest: tuple[str, ...], order: int) -> Entry:
    empty = Words(frozenset())
    weight = 15 * (len(before) + len(rest))
    if isinstance(rule, Operator):
        return Entry(
            rule, kind, rest, before, rule.targets, order, empty, empty, frozenset(), frozenset(), (), (), weight
        )
    weight += 12 * bool(rule.object) + 12 * bool(rule.clause) + 12 * len(rule.where)
    weight += 3 * bool(rule.target_is) + 3 * bool(rule.source_is)
    weight += bool(rule.not_object) + bool(rule.target_is_not) + bool(rule.source_is_not) + bool(rule.not_where)
    targets = rule.targets
    if not targets:
        targets = NOUN_DEFAULT if kind == "noun" else OBJECT_DEFAULT if rule.object else VERB_DEFAULT
        if kind == "adjective":
            targets = ("of", "to", "with", "about", "towards", "toward", "for", "on")
    elif kind == "noun" and "between" not in targets:
        targets = (*targets, "between")
    if kind == "noun" and rule.possessor == "target":
        targets = ("possessor", "of", *[slot for slot in targets if slot not in ("possessor", "of")])
    return Entry(
        rule=rule,
        kind=kind,
        rest=rest,
        before=before,
        targets=targets,
        order=order,
        object=Words.of(rule.object),
        not_object=Words.of(rule.not_object),
        clause=frozenset(word.lower() for word in rule.clause),
        not_clause=frozenset(word.lower() for word in rule.not_clause),
        where=tuple((preposition, Words.of(words)) for preposition, words in rule.where),
        not_where=tuple((preposition, Words.of(words)) for preposition, words in rule.not_where),
        weight=weight,
        conditional=bool(rule.clause or rule.not_clause or rule.where or rule.not_where),
    )
