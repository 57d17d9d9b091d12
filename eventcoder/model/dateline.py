"""The dateline of a news text: where it was written, in front of its first sentence.

"SOCHI, Russia (Reuters) - ", "UNITED NATIONS -- ", "BEIJING, March 3 (Xinhua) -- ", "NEW DELHI: ". The parser must not
read it as part of the sentence, and no place of it is a target.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DAY: Final = rf"(?:{MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{MONTH}(?:,?\s+\d{{4}})?)"
AGENCY: Final = (
    r"(?:Thomson Reuters Foundation|Reuters|Associated Press|AP|AFP|AFX|UPI|EFE|DPA|dpa|ANSA|PTI|IANS|ANI|KUNA|SANA"
    r"|Xinhua|TASS|ITAR-TASS|Interfax|RIA Novosti|Sputnik|Kyodo(?: News)?|Yonhap|Anadolu(?: Agency)?|AA|Bloomberg|CNN"
    r"|BBC|VOA|RFE/RL|Al Jazeera|Press TV|IRNA|ISNA|Bernama|Antara|APA|MENA|WAFA|Petra|NNA|APS|CNA|UNN|Ukrinform|News24"
    r"|IRIN|HRW|UN News|Dawn|The New Humanitarian)"
)
_AGENCIES: Final = rf"\((?:[A-Z][\w.&/ -]{{1,40}}|{AGENCY})\)"

# "UNITED NATIONS", "N'DJAMENA", "TEL AVIV/GAZA", "ST. PETERSBURG": capitals only, three letters at least
_CAPITALS: Final = r"(?:[A-ZÀ-Þ]{2,}|ST\.|[A-Z]['’][A-Z]{2,})(?:['’-][A-ZÀ-Þ]+)*\.?"
_TOWN: Final = rf"{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}}"
_MIXED: Final = r"[A-ZÀ-Þ][\w.'’-]*(?:[ /](?:[A-ZÀ-Þ][\w.'’-]*|of|de|al|and|the)){0,4}"
# the country or state after the town, and what else Associated Press puts there
_REGION: Final = rf"(?:,\s+{_MIXED}){{0,2}}?"
_DASH: Final = r"\s*(?:--|[–—-])\s+"
_DATELINES: Final = (
    # "SOCHI, Russia (Reuters) - ", "KABUL, May 3 (Pajhwok) : ": capitals, and any agency
    re.compile(rf"(?P<place>{_TOWN}{_REGION})(?:,?\s+{DAY})?,?\s*{_AGENCIES}(?:{_DASH}|\s*:\s+|\s+(?=[A-Z\"“]))"),
    # "Moscow, Jan 5 (AFP) The": small letters want a day or a known agency, else "The African Union (AU) Commission"
    re.compile(rf"(?P<place>{_MIXED}{_REGION}),?\s+{DAY},?\s*{_AGENCIES}(?:{_DASH}|\s*:\s+|\s+(?=[A-Z\"“]))"),
    re.compile(rf"(?P<place>{_MIXED}{_REGION}),?\s*\({AGENCY}\)(?:{_DASH}|\s*:\s+)"),
    # "GENEVA, March 3 -- ", "Riyadh, 5 June -- "
    re.compile(rf"(?P<place>{_TOWN}{_REGION}),?\s+{DAY}(?:{_DASH}|\s*:\s+)"),
    re.compile(rf"(?P<place>{_MIXED}{_REGION}),\s+{DAY}{_DASH}(?!\d)"),
    # "UNITED NATIONS -- ", "KYIV, Ukraine — ", "NEW DELHI: "
    re.compile(rf"(?P<place>{_TOWN}{_REGION})(?:\s+(?:--|[–—-])\s+|--|[–—]|:\s+)"),
    # "[BEIJING] "
    re.compile(rf"\[(?P<place>{_TOWN}{_REGION})\]\s+"),
    # "(Reuters) - " alone
    re.compile(rf"(?P<place>)\({AGENCY}\){_DASH}"),
)
# capitals before a colon or a dash that name no place
_NO_TOWN: Final = frozenset(
    word
    for words in (
        "ANALYSIS BREAKING CORRECTED CORRECTION COLUMN COMMENT COMMENTARY EDITORIAL EXCLUSIVE EXPLAINER FACTBOX",
        "FEATURE FILE INSIGHT INTERVIEW LIVE NEWS NEWSMAKER NOTE OPINION PHOTO PHOTOS PREVIEW PROFILE QUESTION ANSWER",
        "REFILE RELATED REPORT SPECIAL TIMELINE UPDATE URGENT VIDEO VIEW WATCH WRAPUP READ MORE ALSO SUMMARY",
        "NATO OPEC OSCE ASEAN BRICS IAEA UNHCR UNICEF UNESCO ECOWAS IGAD WHO WTO IMF EU UN US USA UK UAE FBI CIA ICC",
        "ISIS ISIL PKK YPG PYD IDF",
    )
    for word in words.split()
)

# What follows a dateline opens a sentence: "NATO - which met in Brussels - said" has none.
_OPENING: Final = re.compile(r"[\"“‘'(\[]*(?:[A-Z0-9]|[^\W\d_a-z])")
_REACH: Final = 120


@dataclass(frozen=True, slots=True)
class Dateline:
    """place: as written ("SOCHI, Russia"), null where it names none; end: where the sentence behind it begins."""

    place: str | None
    end: int


def find_dateline(text: str, start: int = 0, end: int | None = None) -> Dateline | None:
    """The dateline that stands at `start` and before `end`, with something behind it; else None.

    start, end: characters into the text, 0-based, end-exclusive.
    """
    stop = len(text) if end is None else end
    for pattern in _DATELINES:
        match = pattern.match(text, start, min(stop, start + _REACH))
        # capitals that name no town are no dateline
        if match is None or match.end() >= stop or not _names_town(match["place"]):
            continue
        if _OPENING.match(text, match.end()):
            return Dateline(match["place"] or None, match.end())
    return None


def _names_town(place: str) -> bool:
    if not place:
        return True
    town = re.split(r"[,/]", place)[0]
    letters = sum(character.isalpha() for character in town)
    return letters >= 3 and town.split()[0].strip(".") not in _NO_TOWN
