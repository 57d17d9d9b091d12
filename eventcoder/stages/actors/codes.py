"""CAMEO actor codes: runs of three-letter parts, "where" first, then roles."""

from __future__ import annotations

FIRST_RANK = (
    "GOV",
    "MIL",
    "REB",
    "OPP",
    "COP",
    "JUD",
    "SPY",
    "IGO",
    "LEG",
    "INS",
    "SEP",
    "UAF",
    "IMG",
    "NGO",
    "NGM",
    "MNC",
)
SECOND_RANK = ("AGR", "BUS", "CRM", "CVL", "DEV", "EDU", "ELI", "ENV", "HLH", "HRI", "LAB", "MED", "REF", "REL")
ARMED_SECTORS = frozenset({"MIL", "REB", "INS", "SEP", "UAF", "COP", "IMG"})
CIVILIAN_SECTORS = frozenset({"CVL", "EDU", "MED", "LAB", "REL", "HLH", "AGR", "REF", "HRI"})

_FIRST = frozenset(FIRST_RANK)
_SECOND = frozenset(SECOND_RANK)


def split_code(code: str) -> list[str]:
    """The three-letter parts of a code: `IGOUNO` gives `IGO`, `UNO`."""
    return [code[i : i + 3] for i in range(0, len(code), 3)]


def sector_of(code: str, countries: frozenset[str]) -> str | None:
    """The first-rank role of a code, else its first second-rank role, else None. A country's letters are no role."""
    parts = split_code(code)
    if parts and parts[0] in countries:
        parts = parts[1:]
    for part in parts:
        if part in _FIRST:
            return part
    for part in parts:
        if part in _SECOND:
            return part
    return None


def country_of(code: str, countries: frozenset[str]) -> str | None:
    """The ISO3 that a code begins with, or None (IGO, NGO, regions, roles without a country)."""
    return code[:3] if code[:3] in countries else None


def combine(where: str, part: str, countries: frozenset[str]) -> str:
    """The code of a role noun with what it belongs to.

    A state takes the role in place of its own ("RUSGOV" + MIL: RUSMIL), before the part of a region ("RUSCHE" + COP:
    RUSCOPCHE). An international organisation is its own government, so GOV adds nothing and other roles follow it
    ("IGOWSTNAT" + MIL). Armed groups and parties swallow the role: a Hamas official and a Hamas fighter are both Hamas.
    Non-governmental organisations swallow their activists.
    """
    if where[:3] in countries or len(where) == 3:
        parts = split_code(where)
        if any(group in _GROUPS for group in parts[1:]):
            return where
        rest = [other for other in parts[1:] if other not in _FIRST and other not in _SECOND and other != part]
        return parts[0] + part + "".join(rest) if part != parts[0] else where
    if where.startswith("NGO") and part == "CVL":
        return where
    if where.startswith(("IMG", "NGM")) or part in {"", "GOV", "LAB", "ELI", "BUS"} or part in split_code(where):
        return where
    return where + part


_GROUPS = frozenset({"REB", "INS", "SEP", "OPP", "UAF"})
