"""PETRARCH2's transformations, `~ a (a b ATTACK) SAY = a b 138`, as operators with compose tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventcoder.codebook.petrarch.codes import read_code
from eventcoder.codebook.petrarch.notes import NotConvertibleError, Notes
from eventcoder.codebook.petrarch.source_lines import Line
from eventcoder.codebook.petrarch.verbs import Block, VerbFile
from eventcoder.model.codebook import Code

_FORM = re.compile(
    r"~\s*(?P<doer>\S+)\s*\(\s*(?P<source>\S+)\s+(?P<target>\S+)\s+(?P<inner>[^()\s]+)\s*\)\s*(?P<outer>\S+)\s*="
    r"\s*(?P<from>\S+)\s+(?P<to>\S+)\s+\[?(?P<code>[^\s\]]+)\]?"
)
_NOBODY = frozenset("._")
_ANY_VERB = "Q"


@dataclass(slots=True)
class OperatorDraft:
    """One operator: the verbs of one block over other acts. rows: prefix of the act's code -> code."""

    block: Block
    verbs: list[str] = field(default_factory=list)
    rows: dict[str, str] = field(default_factory=dict)
    targets: tuple[str, ...] = ()
    default: str = ""

    def yaml(self, name: str) -> dict[str, Any]:
        """The operator's keys as they are written."""
        keys: dict[str, Any] = {
            "id": name,
            "verbs": self.verbs,
            "target": list(self.targets),
            "code": self.default,
        }
        return {key: value for key, value in keys.items() if value}


def make_operators(file: VerbFile, codes: Mapping[str, Code], notes: Notes) -> list[OperatorDraft]:
    """One operator for each block whose verbs stand outside in a transformation."""
    blocks = {verb.entry: block for block in reversed(file.blocks) for verb in block.verbs}
    found: dict[int, OperatorDraft] = {}
    for line in file.transformations:
        try:
            _add(found, blocks, line, codes, notes)
        except NotConvertibleError as error:
            notes.left_out(line.number, line.text, str(error))
    drafts = [draft for draft in found.values() if draft.rows]
    taken: set[str] = set()
    for draft in drafts:
        # a verb of two blocks is one operator's only
        draft.verbs = [verb.entry for verb in draft.block.verbs if verb.entry not in taken]
        draft.verbs = list(dict.fromkeys(draft.verbs))
        taken.update(draft.verbs)
    return [draft for draft in drafts if draft.verbs]


def _add(
    found: dict[int, OperatorDraft], blocks: Mapping[str, Block], line: Line, codes: Mapping[str, Code], notes: Notes
) -> None:
    match = _FORM.fullmatch(line.text)
    if match is None:
        raise NotConvertibleError("not of the form ~ a (b c VERB) VERB = a b CODE, with one act inside the other")
    for name in (match["inner"], match["outer"]):
        if "_" in name.strip("_") and name.lower().replace("_", " ") not in blocks:
            raise NotConvertibleError(f"'{name}' adds up the codes of several verbs, which has no counterpart")
    pair = read_code(match["code"], codes, notes, line.number, line.text)
    if not pair.forward:
        raise NotConvertibleError("it gives no event from source to target")
    by_clause = _targets(match)
    block = _block(blocks, match["outer"])
    prefixes = _prefixes(blocks, match["inner"], codes)
    draft = found.setdefault(id(block), OperatorDraft(block))
    for prefix in prefixes:
        if draft.rows.setdefault(prefix, pair.forward) != pair.forward:
            raise NotConvertibleError(
                f"{match['outer']} over {match['inner']} has the code {draft.rows[prefix]} already"
            )
    if by_clause:
        draft.targets = by_clause
    if match["inner"] == _ANY_VERB:
        draft.default = pair.forward


def _targets(match: re.Match[str]) -> tuple[str, ...]:
    """Where the operator's target stands; () where it is that of the act."""
    doer, source, target = match["doer"], match["source"], match["target"]
    if doer in _NOBODY or match["from"] != doer:
        raise NotConvertibleError("the event is not of who does the outer act")
    if match["to"] in _NOBODY or match["to"] == doer:
        raise NotConvertibleError("the event has no target")
    if match["to"] == source:
        return ("clause-subject",)
    if match["to"] == target and source in (*_NOBODY, doer):
        return ()
    raise NotConvertibleError("the act inside has a doer and a target of its own, and the event is with its target")


def _block(blocks: Mapping[str, Block], name: str) -> Block:
    block = blocks.get(name.lower().replace("_", " ").strip())
    if block is None:
        raise NotConvertibleError(f"'{name}' is no verb of this file")
    return block


def _prefixes(blocks: Mapping[str, Block], name: str, codes: Mapping[str, Code]) -> Iterable[str]:
    """The codes that the act inside may have."""
    if name == _ANY_VERB:
        return list(dict.fromkeys(code.root for code in codes.values()))
    block = _block(blocks, name)
    entry = name.lower().replace("_", " ").strip()
    own = next((verb.code for verb in block.verbs if verb.entry == entry), None)
    pair = own if own is not None else block.code
    if not pair.forward:
        raise NotConvertibleError(f"'{name}' has no code of its own")
    return [pair.forward]
