"""How right the triples of hand-judged sentences are: precision, recall, F1, and how many traps were sprung.

A case is one short text with every row that a careful reader accepts, in the notation
`source | predicate | role: target | marks`. What counts:

- A row counts where both its ends are named. Rows with an end that is null are checked only where a case lists them.
- An end is the phrase without its article; what follows from the first preposition on may be left away ("raids" for
  "raids on smugglers"). A row has a role where its target is no direct object.
- Marks are `negative`, `future`, `requested`, `possible`, `conditional`, `obliged`, `alleged`, `question` and
  `said by WORDS`: a row is right with all that hold and no others.
- "A and B talk" is `A | talk | and: B`; the same the other way round does not count.
- Not counted, unless a case lists the row: where, when and how something was done (the row says so by a preposition
  of CIRCUMSTANCES), the roles of PARTS (possessors, names before a noun), and what stands inside the phrase of another
  row of the same predicate ("imposed sanctions *on Sudan*"): such a row names a part of a phrase, and does not claim
  that it was acted upon.
- All other rows that the case lists neither under `expect` nor under `allowed` are wrong, a row given twice included.
- A list within `expect` is one row that may be told in several ways; one of them is wanted.
- A trap is a case in which something named does not happen, or only seems to. It is sprung by a wrong row that is
  actual: no mark but `said by`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from eventcoder.errors import InputError
from eventcoder.evaluation.triple_cases import NOBODY, TripleCase, TripleLine, bare
from eventcoder.model.lexicon import Lexicon
from eventcoder.model.sentence import Document, Sentence
from eventcoder.stages.triples.extract import extract_predications
from eventcoder.stages.triples.table import Row, triples_of_sentence

CIRCUMSTANCES = frozenset(
    {"in", "at", "near", "inside", "outside", "within", "across", "along", "around", "amid", "throughout", "beside",
     "behind", "below", "above", "off", "during", "after", "before", "since", "until", "ahead of", "prior to",
     "despite", "because of", "due to", "following", "as", "by", "including", "through", "via", "without", "instead of"}
)  # fmt: skip
# "complement-subject": who does what is said, demanded or feared in the clause under the predicate
PARTS = frozenset({"modifier", "possessor", "complement-subject"})


@dataclass(slots=True)
class Counts:
    """Rows of some cases. expected, found: that count; right: found and expected; right_ends: marks aside.

    Rows with two named ends that were found and do not count: parts, the places, times and parts of phrases; allowed,
    those that a case lists so.
    """

    cases: int = 0
    passed: int = 0
    expected: int = 0
    found: int = 0
    right: int = 0
    right_ends: int = 0
    parts: int = 0
    allowed: int = 0

    def add(self, result: CaseResult) -> None:
        """One more case."""
        self.cases += 1
        self.passed += result.passed
        self.expected += result.expected
        self.found += result.found
        self.right += result.right
        self.right_ends += result.right_ends
        self.parts += result.parts
        self.allowed += result.allowed

    @property
    def precision(self) -> float:
        """The share of the found rows that are right; 1 where none was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the expected rows that were found; 1 where none is expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _f1(self.right, self.found, self.expected)

    @property
    def f1_of_ends(self) -> float:
        """As f1, for source, predicate, role and target alone."""
        return _f1(self.right_ends, self.found, self.expected)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What one case gave. rows: all that were found; the numbers: as in Counts.

    missing: expected and not found; wrong: found, counted and not right.
    """

    case: TripleCase
    rows: tuple[TripleLine, ...]
    expected: int
    found: int
    right: int
    right_ends: int
    parts: int
    allowed: int
    missing: tuple[tuple[TripleLine, ...], ...]
    wrong: tuple[TripleLine, ...]

    @property
    def passed(self) -> bool:
        """Whether everything listed was found, and nothing wrong."""
        return not self.missing and not self.wrong

    @property
    def is_sprung(self) -> bool:
        """Whether a trap gave an actual row that is wrong."""
        return self.case.is_trap and any(row.is_actual and row.is_named for row in self.wrong)

    def __str__(self) -> str:
        reason = f"  ({self.case.fails})" if self.case.fails else ""
        lines = [f"{self.case.group}/{self.case.id}{reason}", f"    {self.case.text}"]
        lines += [f"    - {' // '.join(map(str, ways))}" for ways in self.missing]
        lines += [f"    + {row}" for row in self.wrong]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class TripleQuality:
    """The figures over a set of cases. groups: by construction, in the file's order."""

    results: tuple[CaseResult, ...]
    groups: Mapping[str, Counts]
    all: Counts
    traps: Counts = field(default_factory=Counts)

    @property
    def sprung(self) -> tuple[CaseResult, ...]:
        """The traps that gave an actual row that is wrong."""
        return tuple(result for result in self.results if result.is_sprung)

    @property
    def failing(self) -> tuple[CaseResult, ...]:
        """The cases with a row that is missing or wrong."""
        return tuple(result for result in self.results if not result.passed)


def lines_of_text(document: Document, sentences: Sequence[Sentence], lexicon: Lexicon) -> list[tuple[TripleLine, Row]]:
    """Every row of the Triples table that a parsed text gives, with its notation."""
    found = []
    for sentence, predications in zip(sentences, extract_predications(sentences, lexicon), strict=True):
        for row in triples_of_sentence(predications, sentence, sentences, document.text):
            found.append((_line_of(row), row))
    return found


def score_cases(
    cases: Iterable[TripleCase], parses: Mapping[str, tuple[Document, list[Sentence]]], lexicon: Lexicon
) -> TripleQuality:
    """Judge every case. parses: text -> its document and sentences. Raises: InputError for a text without a parse."""
    results = []
    groups: dict[str, Counts] = {}
    total, traps = Counts(), Counts()
    for case in cases:
        if case.text not in parses:
            raise InputError(f"{case.id}: no parse is stored for {case.text!r}")
        document, sentences = parses[case.text]
        result = judge(case, lines_of_text(document, sentences, lexicon))
        results.append(result)
        for counts in (groups.setdefault(case.group, Counts()), total, *([traps] if case.is_trap else [])):
            counts.add(result)
    return TripleQuality(tuple(results), groups, total, traps)


def judge(case: TripleCase, rows: Sequence[tuple[TripleLine, Row]]) -> CaseResult:
    """One case against the rows that its text gave."""
    found = [line for line, _ in rows]
    matched = _matches(case.expect, found, with_marks=True)
    neutral = [*case.allowed, *_other_ways(case.expect)]
    counted, wrong = [], []
    parts = allowed = 0
    for at, (line, row) in enumerate(rows):
        if at in matched:
            if line.is_named:
                counted.append(at)
        elif any(pattern.takes(line) for pattern in case.absent):
            counted.append(at)
            wrong.append(line)
        elif any(pattern.takes(line) for pattern in neutral):
            allowed += line.is_named
        elif line.is_named and _is_part(row, line, rows):
            parts += 1
        elif line.is_named:
            counted.append(at)
            wrong.append(line)
    named = [ways for ways in case.expect if ways[0].is_named]
    taken = set(matched.values())
    with_ends = _matches(case.expect, [found[at] for at in counted], with_marks=False)
    return CaseResult(
        case=case,
        rows=tuple(found),
        expected=len(named),
        found=len(counted),
        right=sum(case.expect[k][0].is_named for k in taken),
        right_ends=sum(case.expect[k][0].is_named for k in with_ends.values()),
        parts=parts,
        allowed=allowed,
        missing=tuple(ways for k, ways in enumerate(case.expect) if k not in taken),
        wrong=tuple(wrong),
    )


def quality_lines(quality: TripleQuality) -> Iterator[str]:
    """The figures by construction, over all and for the traps, then every failing case, - missing, + wrong."""
    width = max((len(group) for group in quality.groups), default=0)
    yield f"{'':{width}s}  cases  right   rows  found  right  precision  recall     F1  F1 of ends"
    for group, counts in (*quality.groups.items(), ("all", quality.all)):
        yield (
            f"{group:{width}s}  {counts.cases:5d}  {counts.passed:5d}  {counts.expected:5d}  {counts.found:5d}"
            f"  {counts.right:5d}  {counts.precision:9.3f}  {counts.recall:6.3f}  {counts.f1:5.3f}"
            f"  {counts.f1_of_ends:10.3f}"
        )
    yield (
        f"not counted: {quality.all.parts} rows of places, times and parts of phrases, "
        f"{quality.all.allowed} that a case allows"
    )
    yield f"traps with an actual triple: {len(quality.sprung)} of {quality.traps.cases}"
    yield ""
    yield f"{len(quality.failing)} failing cases (- missing, + wrong):"
    for result in quality.failing:
        yield str(result)


def _f1(right: int, found: int, expected: int) -> float:
    return 2 * right / (found + expected) if found + expected else 1.0


def _other_ways(expected: Iterable[Sequence[TripleLine]]) -> Iterator[TripleLine]:
    """The rows that tell once more what another told: "A and B talk" from B, a row in one of its other ways."""
    for ways in expected:
        if len(ways) > 1:
            yield from ways
        for way in ways:
            if way.role == "and":
                yield replace(way, source=way.target, target=way.source)


def _matches(expected: Sequence[Sequence[TripleLine]], found: Sequence[TripleLine], with_marks: bool) -> dict[int, int]:
    """Index of a found row -> index of the expected row that it is, each once; first those alike word for word."""
    matched: dict[int, int] = {}
    for exact in (True, False):
        for k, ways in enumerate(expected):
            if k in matched.values():
                continue
            for at, line in enumerate(found):
                if at not in matched and (line in ways if exact else any(way.takes(line, with_marks) for way in ways)):
                    matched[at] = k
                    break
    return matched


def _is_part(row: Row, line: TripleLine, rows: Sequence[tuple[TripleLine, Row]]) -> bool:
    """Whether a row only names a circumstance, or a part of a phrase that another row of its predicate has."""
    if line.role in CIRCUMSTANCES or line.role in PARTS:
        return True
    columns = ("sentence_id", "trigger_start", "trigger_end", "source_start")
    same = [other for _, other in rows if all(other[column] == row[column] for column in columns)]
    # "a corridor between X and Y": where X stands inside the phrase, Y that is joined to it does
    parts = [other for other in same if other is row or (line.role and other["preposition"] == line.role)]
    return any(_is_inside(part, whole) for part in parts for whole in same)


def _is_inside(part: Row, whole: Row) -> bool:
    """Whether the target of one row stands in the longer target of another."""
    if part["target_start"] is None or whole["target_start"] is None:
        return False
    start, end = whole["target_start"], whole["target_end"]
    return bool(start <= part["target_start"] < part["target_end"] <= end and (start, end) != _target(part))


def _target(row: Row) -> tuple[int, int]:
    return row["target_start"], row["target_end"]


def _line_of(row: Row) -> TripleLine:
    marks = {
        "negative": row["polarity"] == "negative",
        row["modality"]: row["modality"] != "none",
        "future": row["time"] == "future",
        "requested": row["requested"],
    }
    return TripleLine(
        bare(row["source_text"] or NOBODY),
        row["predicate"],
        row["preposition"] or "",
        bare(row["target_text"] or NOBODY),
        frozenset(mark for mark, holds in marks.items() if holds),
        bare(row["attribution_text"] or ""),
    )
