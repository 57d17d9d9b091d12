"""A codebook as the coder sees it: codes, frames, operators, composition. Loaded from YAML by eventcoder.codebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eventcoder.errors import Problem


@dataclass(frozen=True, slots=True)
class Code:
    """One code of the scheme.

    quad_class: verbal cooperation, material cooperation, verbal conflict, material conflict.
    """

    code: str
    label: str
    root: str
    quad_class: str
    goldstein: float | None


@dataclass(frozen=True, slots=True)
class Unreachable:
    """One code of the scheme that no text can reach, as the codebook's author says, and why."""

    code: str
    reason: str
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence of a codebook's author. A no-match example has expected=False and no other field."""

    text: str
    expected: bool
    source: str | None = None
    target: str | None = None
    code: str | None = None
    factuality: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: which predicates, under which conditions, are which code. Fields as in docs/codebook.md.

    verbs, nouns, adjectives: entries of one or more lemmas. object, not_object, clause, not_clause: lemmas (synsets
    already expanded). where: preposition -> lemmas its phrase must have as head ("held *in custody*"); empty tuple: any
    phrase.
    ud: tree patterns (model/tree_pattern.py) of which one must hold at the predicate. targets: slots in order of
    preference.
    """

    id: str
    code: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    not_object: tuple[str, ...] = ()
    clause: tuple[str, ...] = ()
    not_clause: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    not_where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ud: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    possessor: str = "source"
    source_is: tuple[str, ...] = ()
    source_is_not: tuple[str, ...] = ()
    target_is: tuple[str, ...] = ()
    target_is_not: tuple[str, ...] = ()
    symmetric: bool = False
    swap: bool = False
    reverse: str = ""
    negated: str = ""
    null_target: bool | None = None
    null_source: bool | None = None
    examples: tuple[Example, ...] = ()
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Operator:
    """A predicate over another act: agree, promise, threaten, demand, refuse. See docs/codebook.md.

    id names its table in `compose`; several operators may share a `compose` table by `table`. code: what it is when
    the act under it has no code of its own ("" : nothing).
    """

    id: str
    table: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    code: str = ""
    targets: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    reciprocal: bool = False
    links: tuple[str, ...] = ()
    negated: str = ""
    null_target: bool | None = None
    examples: tuple[Example, ...] = ()
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Speech:
    """Which compose tables say what saying makes of an act; "" or (): the codebook has no such rule.

    will: "X will do it"; will_not: "X will not"; must: "X must do it", said by another; not_to: the act denied under an
    operator ("urged X not to attack"). denying: the tables of operators that deny the act by themselves ("refused to").
    attempting: those of attempts; a deed (a material act) that keeps its own code there is hypothetical ("tried to").
    """

    will: str = ""
    will_not: str = ""
    must: str = ""
    not_to: str = ""
    denying: tuple[str, ...] = ()
    attempting: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[str, ...]:
        """Every table named, once."""
        named = (self.will, self.will_not, self.must, self.not_to, *self.denying, *self.attempting)
        return tuple(dict.fromkeys(table for table in named if table))


@dataclass(frozen=True, slots=True)
class Acts:
    """The codes of each kind of act for which coding goes by more than the frames say; `acts` in codebook.yaml.

    What each kind is for stands in docs/codebook.md. A scheme that names no codes for a kind goes without its rules.
    """

    comment: frozenset[str] = frozenset()
    bare_comment: frozenset[str] = frozenset()
    named_target: frozenset[str] = frozenset()
    own_state: frozenset[str] = frozenset()
    joint: frozenset[str] = frozenset()
    charge: frozenset[str] = frozenset()
    accusation: frozenset[str] = frozenset()
    protest: frozenset[str] = frozenset()
    protest_aim: frozenset[str] = frozenset()
    rejection: frozenset[str] = frozenset()
    dealing: frozenset[str] = frozenset()
    courtesy: frozenset[str] = frozenset()


def codes_under(prefixes: Sequence[str], codes: Iterable[str]) -> frozenset[str]:
    """The codes that prefixes mean. A prefix with "-" takes a part of a shorter one back: the longest decides."""
    found = set()
    for code in codes:
        longest = max((prefix for prefix in prefixes if code.startswith(prefix.lstrip("-"))), key=_length, default="-")
        if not longest.startswith("-"):
            found.add(code)
    return frozenset(found)


def _length(prefix: str) -> int:
    return len(prefix.lstrip("-"))


@dataclass(frozen=True, slots=True)
class Codebook:
    """A whole codebook, checked and with its synsets expanded.

    compose: table -> {code prefix of the act under it -> composed code}; the longest prefix wins.
    speech: the tables by which what is said of an act is composed.
    targetless: code prefixes that need no target; sourceless: code prefixes that need no source.
    public_only: code prefixes that are no event between one private person and his own police and courts.
    digest: a hash of every file it was read from. warnings: what is odd in the files but stops nothing.
    acts: the codes of each kind of act that coding knows more about.
    unreachable: codes without a frame on purpose; needs_examples: whether a frame without examples is a warning.
    """

    name: str
    title: str
    version: str
    codes: dict[str, Code]
    frames: tuple[Frame, ...]
    operators: tuple[Operator, ...]
    compose: dict[str, dict[str, str]]
    targetless: tuple[str, ...] = ()
    sourceless: tuple[str, ...] = ()
    public_only: tuple[str, ...] = ()
    digest: str = ""
    synsets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    speech: Speech = Speech()
    warnings: tuple[Problem, ...] = ()
    unreachable: tuple[Unreachable, ...] = ()
    needs_examples: bool = True
    acts: Acts = Acts()

    @property
    def rules(self) -> tuple[Frame | Operator, ...]:
        """Frames, then operators."""
        return (*self.frames, *self.operators)
