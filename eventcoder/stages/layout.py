"""The layout of a news text: what of it is prose, and what stands around the prose (headings, captions, bylines ...).

Names in a heading or a caption are no actors, and the place of a dateline is no target. A pure function of the text.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Final

from eventcoder.model.dateline import AGENCY, DAY, find_dateline

KINDS: Final = ("prose", "heading", "caption", "byline", "dateline", "source_line", "boilerplate")

_SOURCE_LINE: Final = re.compile(
    rf"(?:(?:Sources?|Photos?|Pictures?|Images?|(?:Image |Photo )?Credits?|Photograph|Video|Via|Agencies)\s*:\s*\S"
    rf"|\((?:additional |further |with )?(?:reporting|writing|editing|compiled|translated|edited|written|graphics?)\b"
    rf"[^)]*\bby\b.*\)\.?$"
    rf"|[-–—(]*\s*(?:with|from)\s+(?:\w+ )?(?:inputs?|files?|reporting|agencies|contributions?)\b[^.!?]{{0,60}}[.)]*$"
    rf"|[-–—(\[]*\s*{AGENCY}(?:\s*(?:,|/|and|&)\s*{AGENCY})*\s*[)\].]*$"
    rf"|(?:--|[–—])\s*[\w /&]{{2,40}}$)",
    re.IGNORECASE,
)
_CREDITS: Final = re.compile(
    r"(?i:(?:additional |further )?(?:reporting|writing|editing|compiled|translated|edited|written)(?: and \w+)? by)\s+"
    r"(?:[A-ZÀ-Þ][\w.'’-]*[,;.]?|and|in|of|for|the|by|with|&"
    r"|(?i:additional|further|reporting|writing|editing|compiled|translated|edited|written|graphics?)|\s+)+$"
)
_BOILERPLATE: Final = re.compile(
    r"(?:[-–—_*=#•.\s]{2,}$"
    r"|(?:Read (?:more|also|next|the full)|Also read|See also|More on this|More:|Related(?: \w+)?\s*:|Click here"
    r"|Sign up (?:for|to|here|now)|Subscribe (?:to|now|here|for)|Follow us|Follow [\w@ ]{2,40} on"
    r"|Like us|Share (?:this|on|via)|Download our|Join our"
    r"|Story continues|Continue reading|Skip (?:to|ad)\b|Copyright (?:©|\(c\)|\d)|©|\(c\) ?\d{4}"
    r"|All rights reserved|Editor['’]s note|Our standards:|Terms of (?:use|service)|Privacy policy"
    r"|(?:Advertisement|Loading|Tweet|Recommended|Most popular|Top stories|Trending|Comments|Log ?in)\W*(?:\(\d+\))?$"
    r"|This (?:article|story|report|material|post) (?:was|has been|is|may not be|originally)\s+(?:\w+ )?"
    r"(?:published|updated|corrected|produced|amended|translated|appeared|written|broadcast|rewritten|refiled)"
    r"|(?:Watch|Listen|Live|Tags?|Topics?|Keywords?|Category)\s*:"
    r"|(?:Last )?(?:updated|published|posted|modified)(?:\s*:|\s+(?:on|at)\b|\s+\d).{0,60}$"
    r"|\d+ (?:min|minute)s? read\b))",
    re.IGNORECASE,
)
_STAMP: Final = re.compile(
    rf"(?:(?:Mon|Tues?|Wednes|Wed|Thurs?|Fri|Satur|Sat|Sun)(?:day)?,?\s+)?(?:{DAY}|\d{{4}}-\d{{2}}-\d{{2}})"
    rf"(?:[,\s|/-]+(?:at\s+)?\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{{2,4}})?)?$",
    re.IGNORECASE,
)
_NAME: Final = r"[A-ZÀ-Þ][\w.'’-]*"
_BYLINE: Final = re.compile(
    rf"(?i:(?:story |text |words |written |reported )?by|from)\s+{_NAME}"
    rf"(?:(?:,|\s+\|)?\s+(?:{_NAME}|and|&|in|of|for|at|the|de|da|van|von|der|bin|al|el|ben|\||/))*\s*$"
)
_SIGNED: Final = re.compile(
    rf"{_NAME}(?:\s+{_NAME}){{1,3}}\s*(?:,|\||–|—|-)\s*"
    rf"(?i:{AGENCY}|[\w ]*(?:correspondent|reporter|staff writer|editor))\s*$"
)
_CREDIT: Final = re.compile(
    r"(?:\bFILE PHOTO\b|^FILE\s*[-–—:]|^(?:PHOTO|IMAGE|CAPTION|IN PICTURES?)\b\s*[:|]|\bREUTERS/|\bAFP/|\bAP/|\bEPA[-/]"
    r"|\bGetty(?: Images)?\s*[\])]?\.?$|/\s?(?:Getty|AFP|Reuters|AP|EPA|Anadolu|Xinhua)\b.{0,40}$"
    r"|\((?:AP |AFP |Reuters |File )?Photo\b|\[(?:File|Photo|Reuters|AP|AFP|EPA|Getty|Courtesy)\b"
    r"|\[[^\]]{0,60}(?:Reuters|AP|AFP|EPA|Getty|Al Jazeera|Anadolu|File)[^\]]{0,20}\]\.?$"
    r"|\((?:File|File photo|Photo: [^)]*|Handout[^)]*)\)\.?$|\bhandout (?:photo|picture|image)\b)"
)
# one of them stands in whatever _CREDIT finds: most lines hold none, and are looked through much faster for these
_CREDIT_MARKS: Final = ("/", "(", "[", "EPA-", "Getty", "handout", "FILE", "PHOTO", "IMAGE", "CAPTION", "IN PICTURE")
# not "(R)" alone, which is also a party of senators
_SIDE: Final = re.compile(r"\((?:L|C|left|right|centre|center|[LR]-[LR]|from left|2nd [LR]|top|bottom)\)")
# a day after a comma, not "on May 3": "... in Sochi, Russia, May 3, 2017."
_CAPTION_DATE: Final = re.compile(rf",\s+(?:on\s+)?{DAY}\.?\s*$")
_WITH_YEAR: Final = re.compile(r"\b\d{4}\.?\s*$")

_CLOSING: Final = "\"”’')]"
_ENDS: Final = (".", "!", "?", "…")
_CLOSING_QUOTES: Final = ('"', "”")
_OPEN_END: Final = re.compile(r"[,;:]\s*$")
_BULLET: Final = re.compile(r"^(?:[-–—•*·]|\d{1,2}[.)])\s+")
_LONGEST_HEADING: Final = 14
_LONGEST_TITLE: Final = 22
_LONGEST_CAPTION: Final = 60
_LONGEST_FURNITURE: Final = 40


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of a text. start, end: characters, end-exclusive, without the white space around; kind: one of KINDS.

    place: of a dateline, its place as written ("SOCHI, Russia"), null where it names none; null for other kinds.
    """

    start: int
    end: int
    kind: str
    place: str | None = None


def mark_non_prose(text: str) -> list[Block]:
    """The text cut into blocks, in order, without overlap; only white space lies between them.

    A block is a line, or a paragraph of several lines where the text is wrapped. A dateline is a block of its own
    before the rest of its paragraph. A text of a single line is prose, but for a dateline. Where no line
    ends as a sentence does, punctuation says nothing, and no line is taken for a heading.
    """
    units = _units(text)
    words = [text[start:end] for start, end in units]
    if len(units) == 1:
        return _with_dateline(text, *units[0])
    punctuated = any(_ends_sentence(unit) for unit in words)
    blocks: list[Block] = []
    for index, ((start, end), unit) in enumerate(zip(units, words, strict=True)):
        twice = unit in words[max(index - 1, 0) : index] or unit in words[index + 1 : index + 2]
        kind = _kind(unit, index == 0, twice, punctuated)
        blocks += [Block(start, end, kind)] if kind != "prose" else _with_dateline(text, start, end)
    return blocks


def _ends_sentence(unit: str) -> bool:
    """Whether a unit ends with a full stop or the like, closing marks after it or not, or with a quotation."""
    stripped = unit.rstrip()
    return stripped.endswith(_CLOSING_QUOTES) or stripped.rstrip(_CLOSING).endswith(_ENDS)


def _units(text: str) -> list[tuple[int, int]]:
    """The lines with words in them, or the paragraphs where lines are only wrapped."""
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    if _is_wrapped(text, lines):
        lines = [(match.start(), match.end()) for match in re.finditer(r"\S(?:[^\n]|\n(?![ \t]*(?:\n|$)))*", text)]
    return [_trimmed(text, start, end) for start, end in lines]


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """True where most lines that another follows directly stop in the middle of a sentence, all at about one width."""
    followed = [
        text[start:end].rstrip()
        for (start, end), (after, _) in itertools.pairwise(lines)
        if text.count("\n", end, after) == 1
    ]
    broken = [line for line in followed if 40 <= len(line) <= 100 and not _ends_sentence(line)]
    return len(broken) >= 2 and len(broken) * 2 >= len(followed)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    unit = text[start:end]
    return start + len(unit) - len(unit.lstrip()), start + len(unit.rstrip())


def _kind(unit: str, first: bool, twice: bool, punctuated: bool) -> str:
    words = unit.split()
    if _STAMP.fullmatch(unit) or _BOILERPLATE.match(unit):
        return "boilerplate" if len(words) <= _LONGEST_FURNITURE else "prose"
    if len(words) <= _LONGEST_FURNITURE and (_SOURCE_LINE.match(unit) or _CREDITS.fullmatch(unit)):
        return "source_line"
    if len(words) <= 16 and (_BYLINE.fullmatch(unit) or _SIGNED.fullmatch(unit)):
        return "byline"
    if _is_caption(unit, words, twice):
        return "caption"
    if punctuated and _is_heading(unit, words, first):
        return "heading"
    return "prose"


def _is_caption(unit: str, words: list[str], twice: bool) -> bool:
    if len(words) > _LONGEST_CAPTION:
        return False
    if (any(mark in unit for mark in _CREDIT_MARKS) and _CREDIT.search(unit)) or (twice and len(words) >= 5):
        return True
    if _SIDE.search(unit) and '"' not in unit and "“" not in unit:
        return True
    return bool(_CAPTION_DATE.search(unit) and _WITH_YEAR.search(unit) and not re.search(r",\s+on\s+\S+\s+\S+$", unit))


def _is_heading(unit: str, words: list[str], first: bool) -> bool:
    if _BULLET.match(unit) or unit[0] in "\"“'‘" or _OPEN_END.search(unit):
        return False
    if unit.endswith("?"):
        return len(words) <= 9
    if _ends_sentence(unit):
        return False
    # a sentence whose full stop was lost begins like any other, but is longer than a heading between paragraphs
    return len(words) <= (_LONGEST_TITLE if first else _LONGEST_HEADING)


def _with_dateline(text: str, start: int, end: int) -> list[Block]:
    """The paragraph, cut after its dateline where it has one."""
    found = find_dateline(text, start, end)
    if found is None:
        return [Block(start, end, "prose")]
    stop = start + len(text[start : found.end].rstrip())
    return [Block(start, stop, "dateline", found.place), Block(found.end, end, "prose")]
