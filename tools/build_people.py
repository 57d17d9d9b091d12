"""Build codebooks/actors/people.tsv from a table of terms in office.

One row of the result: one term of one person in one office. Columns: name, wikidata, country (ISO3), aliases (separated
by `|`), role (the office as Wikidata labels it), code (CAMEO actor code), start, end (days, inclusive), rank (1 head of
state or government, 2 minister, speaker, chief of staff or central banker, 3 any other office), source.

The input has the columns country (a folder name of Every Politician), position, person, wikidata, start, end, as_of;
dates are days, months or years. A month or year is widened to its first day as a start, to its last day as an end.

A missing end is mended: the term lasts until a successor starts in the same single-holder office; without a successor
it stays open, and its source says "open"; a term that began more than twelve years before the table was collected is
taken to end there, except for heads of state and government.

People of leaders.yaml are left out here, because that file is edited by hand and wins. What Wikidata has wrong is put
right by people_overrides.yaml, with a reason for each change, in every rebuild.

Usage: python tools/build_people.py OFFICES.tsv
Source of the data: Wikidata (CC0), collected by the Every Politician lists.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import itertools
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import yaml

ACTORS = Path(__file__).resolve().parent.parent / "codebooks" / "actors"
COLUMNS = ("name", "wikidata", "country", "aliases", "role", "code", "start", "end", "rank", "source")
HAND_FILES = ("leaders.yaml", "organisations.yaml", "national_bodies.yaml", "armed_groups.yaml", "parties.yaml")
OVERRIDES = Path(__file__).with_name("people_overrides.yaml")
PLACE_FILES = ("countries.yaml", "media.yaml")


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


FOLDERS = """
afghanistan AFG|albania ALB|algeria DZA|angola AGO|argentina ARG|armenia ARM|australia AUS|austria AUT
azerbaijan AZE|bahrain BHR|bangladesh BGD|belarus BLR|belgium BEL|benin BEN|bolivia BOL|bosnia-herzegovina BIH
botswana BWA|brazil BRA|bulgaria BGR|burkina-faso BFA|burundi BDI|cambodia KHM|cameroon CMR|canada CAN
central-african-republic CAF|chad TCD|chile CHL|china CHN|congo-brazzaville COG|congo-kinshasa COD|costa-rica CRI
croatia HRV|cuba CUB|cyprus CYP|czech CZE|denmark DNK|djibouti DJI|dominican-republic DOM|donetsk UKR|ecuador ECU
egypt EGY|el-salvador SLV|equatorial-guinea GNQ|eritrea ERI|estonia EST|eswatini SWZ|ethiopia ETH|finland FIN
france FRA|gabon GAB|gambia GMB|georgia GEO|ghana GHA|greece GRC|guatemala GTM|guinea GIN|guinea-bissau GNB
haiti HTI|honduras HND|hong-kong HKG|hungary HUN|iceland ISL|india IND|indonesia IDN|iran IRN|iraq IRQ|ireland IRL
israel ISR|italy ITA|ivory-coast CIV|jamaica JAM|japan JPN|jordan JOR|kazakhstan KAZ|kenya KEN|kosovo XKX
kuwait KWT|kyrgyzstan KGZ|latvia LVA|lebanon LBN|lesotho LSO|liberia LBR|libya LBY|lithuania LTU|luhansk UKR
luxembourg LUX|madagascar MDG|malawi MWI|malaysia MYS|maldives MDV|mali MLI|malta MLT|mauritania MRT|mauritius MUS
mexico MEX|moldova MDA|mongolia MNG|montenegro MNE|morocco MAR|mozambique MOZ|myanmar MMR|nepal NPL|netherlands NLD
new-zealand NZL|nicaragua NIC|niger NER|nigeria NGA|north-korea PRK|north-macedonia MKD|norway NOR|oman OMN
pakistan PAK|palestine PSE|panama PAN|papua-new-guinea PNG|paraguay PRY|philippines PHL|poland POL|portugal PRT
qatar QAT|romania ROU|russia RUS|rwanda RWA|saudi SAU|senegal SEN|serbia SRB|sierra-leone SLE|singapore SGP
slovakia SVK|slovenia SVN|somalia SOM|somaliland SOM|south-africa ZAF|south-korea KOR|south-sudan SSD|spain ESP
sri-lanka LKA|sudan SDN|sweden SWE|swiss CHE|syria SYR|taiwan TWN|tajikistan TJK|tanzania TZA|timor-leste TLS
togo TGO|tunisia TUN|turkey TUR|turkmenistan TKM|uae ARE|uganda UGA|ukraine UKR|united-kingdom GBR|uruguay URY
us USA|uzbekistan UZB|venezuela VEN|vietnam VNM|yemen YEM|zambia ZMB|zimbabwe ZWE
"""
COUNTRIES = dict(entry.split() for entry in FOLDERS.replace("\n", "|").split("|") if entry)
SEPARATISTS = {"donetsk", "luhansk", "somaliland"}  # territories whose officials act against the state they belong to

# Offices without political weight, and offices of parties (a party governs or not: parties.yaml says when).
DROPPED = re.compile(
    r"first lady|first gentleman|spouse|honorary|lord of the treasury$|^director general$|advisor to the presidency"
    r"|kuomintang|leader of renamo|archivist|national institute|science advisor|football|private secretary",
    re.I,
)
# The first pattern that matches decides. The order matters: a defence minister is GOV, a chief of defence MIL.
SECTORS = tuple(
    (re.compile(pattern, re.I), sector)
    for pattern, sector in (
        (r"^leader of the opposition", "OPP"),
        (
            r"minist|secretary of (the (army|navy|air force)|state|defen)|under.?secretary|ambassador|attorney"
            r"|^lord chanc",
            "GOV",
        ),
        (r"court|justice|\bjudge|prosecut|constitutional council|ombuds|public defender", "JUD"),
        (r"intelligence|mossad|\bcia\b|security service|secret service|state security|national security agency", "SPY"),
        (r"commissioner of police|police|carabinieri|\bfbi\b|gendarmerie", "COP"),
        (
            r"chief of (the )?(general|defen|army|naval|navy|air|joint|armed|national defen|staff of the (army"
            r"|air|armed|navy"
            r"|defen|ground|people's)|staff of the navy)|(head|chairman) of the (general staff|armed|joint)"
            r"|joint chiefs"
            r"|chiefs of staff|\bcommand(er|ant|ing)\b|^chief of staff$|inspector general (of|for) the (army|navy"
            r"|air|home)"
            r"|naval operations|chief of the (army|navy|air|armed|defen|joint|land)|\bmilitary council",
            "MIL",
        ),
        (
            r"speaker|cathaoirleach|ceann comhairle|leader of (the )?(house|seanad|government in)|landtagspr"
            r"|chief whip"
            r"|marshal of the (sejm|senate)|member of parliament|(president|chair(man"
            r"|person)?) of (the )?(\w+ )?(\w+ )?(\w+ )?"
            r"(senate|assembly|chamber|congress|parliament|house|legislat|storting|knesset|riigikogu|national council"
            r"|federal council|council of states|verkhovna|duma|federation council|majlis|people's council"
            r"|consultative|national council|councillors|representatives|deputies|nobles|elders|khural"
            r"|council of state)",
            "LEG",
        ),
    )
)
RANK_1 = re.compile(
    r"^(acting |interim |transitional )?(president|prime minister|king|queen|monarch|emir|sultan|emperor"
    r"|grand duke|pope"
    r"|federal chancellor|chancellor|taoiseach|supreme leader|premier|premier of the state council|chief executive"
    r"|chairman of the council of ministers|chairman of the cabinet of ministers \(prime minister\)|head of state"
    r"|head of government|chairman of the presidency|president of the (confederation|republic|government"
    r"|council of ministers)"
    r"|first lord of the treasury|chief executive officer|yang di.pertuan agong.*|captain regent"
    r"|president of the (palestinian national authority|presidential council)"
    r"|prime minister of the palestinian national authority|general secretary of the chinese communist party"
    r"|chairman of the (presidential leadership|transitional military|transitional sovereignty) council)$",
    re.I,
)
RANK_2 = re.compile(
    r"^((first |second |senior )?(deputy|vice)[- ](prime minister|premier|president)\b(?! of the (supreme"
    r"|senate|nat|house|cham))"
    r"|vice-premier|tánaiste|minister\b(?! of state\b)|(federal |cabinet )?minister of\b|menteri\b"
    r"|bundesminister|crown prince"
    r"|secretary of (state$|state for|the treasury|defence|defense|homeland|the interior|commerce|energy"
    r"|foreign|finance|health"
    r"|labou?r|agriculture|education|transportation|veterans|housing|health)|home secretary"
    r"|foreign secretary|secretary for"
    r"|chancellor of the exchequer|governor.general|treasurer|attorney.general|lord chancellor"
    r"|chief cabinet secretary"
    r"|united states trade representative|state councilor|member of the federal council$|national security advis[eo]r"
    r"|ambassador to the united nations$"
    r"|(speaker|chair(man|person)?|president) of (the )?(\w+ )?(\w+ )?(senate|(national |legislative "
    r"|people's )*assembly"
    r"|chamber|congress|parliament|house|lok sabha|knesset|verkhovna|state duma|federation council"
    r"|riigikogu|storting|folketing"
    r"|seimas|saeima|sejm|riksdag|althing|majlis)"
    r"|chief justice|president of the supreme court|chief of (the )?(general staff|defen[cs]e|army|naval"
    r"|air|joint|armed forces)"
    r"|chairman of the joint chiefs|(governor|president|chair(man|person)?) of the (\w+ )?(\w+ )?(bank"
    r"|federal reserve)"
    r"|president of the european central bank|director of (the (cia|fbi|mossad)|national intelligence)"
    r"|white house chief of staff|commander.in.chief of the)",
    re.I,
)
# Offices that several people hold at a time: a successor's start says nothing about a predecessor's end.
SHARED = re.compile(
    r"^(deputy|justice|judge|member|state secretary|advisor|senior advis|special advis|counsel"
    r"|undersecretary|first deputy|vice"
    r"|associate|minister without|minister of state\b|parliamentary|commissioner|supreme court justice"
    r"|state councilor"
    r"|assistant|special assistant|presidential representative|government commissioner|white house deputy)",
    re.I,
)
WORLD_CODES = (
    ("International Court of Justice", "IGOUNOJUDICJ"),
    ("International Criminal Court", "IGOJUDICC"),
    ("World Trade Organization", "IGOBUSWTO"),
    ("International Monetary Fund", "IGOUNOIMF"),
    ("World Bank", "IGOUNOWBK"),
    ("World Health Organization", "IGOUNOHLHWHO"),
    ("Atomic Energy", "IGOUNOIAE"),
    ("UNESCO", "IGOUNOEDU"),
    ("United Nations", "IGOUNO"),
    ("OSCE", "IGOEURSCE"),
    ("NATO", "IGOWSTNAT"),
    ("Council of Europe", "IGOEURCOE"),
    ("European", "IGOEUREEC"),
    ("Commonwealth", "IGOCWN"),
    ("High Representative", "IGOEURBIH"),
)
# One label for the offices in which a successor of leaders.yaml closes a predecessor here.
OFFICE_KEYS = tuple(
    (re.compile(pattern, re.I), key)
    for pattern, key in (
        (r"^(acting |interim |transitional )?(president|president of the republic|federal president)$", "president"),
        (
            r"^(acting |interim )?(prime minister|premier|taoiseach|(federal )?chancellor|president of the government"
            r"|chairman of the council of ministers|president of the council of ministers"
            r"|premier of the state council"
            r"|chairman of the cabinet of ministers \(prime minister\)"
            r"|prime minister of the palestinian national authority)$",
            "prime minister",
        ),
        (r"^(king|queen|monarch|emir|sultan|emperor)$", "monarch"),
        (
            r"^(federal )?(minister|secretary|secretary of state) (of|for) (foreign|external|international relations)"
            r"|^foreign (minister|secretary)$",
            "foreign minister",
        ),
        (
            r"^(federal )?(minister|secretary|secretary of state) (of|for) (the )?(national )?defen[cs]e\b",
            "defence minister",
        ),
        (r"^defen[cs]e (minister|secretary)$", "defence minister"),
        (
            r"^(federal )?(minister|secretary) (of|for) (the )?(interior|internal affairs|home affairs)"
            r"|^(interior minister|home"
            r" secretary)$|^secretary of state for the home",
            "interior minister",
        ),
        (
            r"^(federal )?minister (of|for) (the )?financ|^finance minister$|^chancellor of the exchequer$",
            "finance minister",
        ),
        (r"^secretary of state$", "secretary of state"),
    )
)
# Countries whose foreign, defence and interior ministers papers call by surname alone: G20, P5 and the Middle East.
NEWSWORTHY = word_set(
    """
    ARG AUS BRA CAN CHN FRA DEU IND IDN ITA JPN KOR MEX RUS SAU ZAF TUR GBR USA UKR ISR PSE IRN IRQ SYR LBN JOR EGY
    YEM ARE QAT KWT BHR OMN
    """
)
# Family names come first, are shared by millions, or do not exist: a last token alone names nobody there.
NO_SURNAME = word_set(
    """
    CHN TWN HKG KOR PRK VNM KHM MMR LAO SGP IDN ISL ETH ERI MNG BTN MYS THA BGD MDV IND PAK AFG SOM
    """
)
PARTICLES = word_set(
    """
    de da do dos das del della di du la le van von der den ten ter al el bin ben ibn ould st saint mac
    """
)
# Surnames that are words, first names, places or nations: never an alias alone.
UNSAFE_SURNAMES = word_set(
    """
    johnston kenny reid patel hutton conroy browne o'neill o'connor o'neil muhammed mahmud majeed schmid schmitt
    matsumoto sato yadav thapa yilmaz ozturk sahin hoti banda schuster luff filip belka kern maurer takeda barros
    araujo nikitin kozlov rudenko abbott adams banks baker bird bishop black bond brown brand brooks burns burton
    bush butler carr carter case chance chase clarke christian clark close cook cross cruz day dean diamond douglas
    east english fields fisher fletcher ford fox franks freeman french frost gates george germain gibson glass gold
    golden good gore grant gray green grey griffin hall hammond hand hardy harper hart hill holder holland holmes
    holt hope house howard howell hughes hunt hunter hurd israel jackson james jordan joyce justice kerr key king
    knight lamb lane law lee lewis little long lord love low lynch major mandate march marshall martin mason may
    mitchell moon moore morales murphy newman newton noble north page paris park parker parr patten paul penny
    peters phillips pope porter post powell price prior prodi quick rice rivers rose ross royal rush russell sharp
    short silva singh smith snow spring starr stephen stone straw strong sultan swan taft taylor temple thomas
    thompson tower turner veil victor wade walker ward washington waters webb wells west white will williams wilson
    winter wolf wood woods wright young zaire cyprus mali chad lebanon valencia cordoba santiago toledo leon san
    lima alexander austin houston dallas madison lincoln hamilton garcia lopez martinez gonzalez rodriguez perez
    sanchez fernandez hernandez gomez diaz torres ramirez flores rivera santos pereira costa ferreira oliveira
    mohamed mohammed muhammad ahmed ahmad ali hassan hussein hussain ibrahim ismail omar khalil abdullah abdallah
    salem saleh said saad mansour rahman khan kim park lee choi ivanov petrov johnson jones davis miller anderson
    rossi bianchi muller schmidt dupont salman faisal nasser amin karim aziz hamid rashid yusuf yousef musa issa
    mustafa osman adam daniel david joseph peter john michael simon samuel isaac abraham benjamin nicolas martin
    oscar victor felix maria anna louis charles henry philip francis andre laurent alain robert richard edward frank
    albert ivory coast union central bank state general sierra monte rama hun chan wang li chen maktoum nahyan thani
    sabah khalifa saud arab bahrain bulgaria denmark sweden norway nepal lesotho clare payne wallace rosa junior
    jean alexandre champagne medina castro chalmers nelson gross marin berger ling parts store alexis andrew andrews
    armand baldwin bryant casanova chand davies dore duarte duncan estrada franco gomes goodluck guillaume habib
    harun ishida jonathan khalifah lagos levits marco marcos mara martino mauro mejia mori mourad neptune nicholson
    norton obuchi ortega padacke palacio patterson philippe pierre-louis pires pratt reynolds rosario roux sama
    samba-panza santiago soro store suleiman talon tanaka taya turk vall vella vital williamson wong yang zaki salim
    samir tawfik yassin bilal boubacar daniels davies amadou hamadou mahamadou oumarou ismaila moussa mansouri maher
    dagher emsis blah mero nano meri sala sousa salazar espinosa moreno mendez mejia jean-charles paola faulkner
    rock pole dane finn scott welsh holy guinea benin niger congo gabon sousa fall ba sow diop ndiaye diallo traore
    keita toure camara barry sy ka cisse kone coulibaly ouattara touré prince duke baron earl count abbas
    """
)


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one person in one office; start and end are days, end None where the table names none."""

    folder: str
    country: str
    position: str
    person: str
    wikidata: str
    start: date
    end: date | None
    as_of: date
    code: str
    rank: int
    mended: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """One correction: the terms of a person (in one position, from one start; all where empty) dropped or changed.

    changes: any of person, position, start, end (days, months or years); why: the reason, for who reads the file.
    """

    wikidata: str
    position: str
    start: str
    drop: bool
    changes: dict[str, str]
    why: str

    def meets(self, row: dict[str, str]) -> bool:
        """Whether it is about a row of the input."""
        return (
            row["wikidata"] == self.wikidata
            and self.position in ("", row["position"].strip())
            and self.start in ("", row["start"])
        )


def read_overrides(path: Path) -> list[Override]:
    """The corrections of a YAML file; a key that is not known, or none that says what to do, is an error."""
    found = []
    for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["overrides"]:
        known = {"wikidata", "position", "start", "drop", "set", "why"}
        changes = {key: str(value) for key, value in (entry.get("set") or {}).items()}
        unknown = (entry.keys() - known) | (changes.keys() - {"person", "position", "start", "end"})
        if unknown or not entry.get("why") or bool(entry.get("drop")) == bool(changes):
            raise SystemExit(
                f"{path}: {entry}: needs wikidata, why, and either drop or set; unknown: {sorted(unknown)}"
            )
        found.append(
            Override(
                str(entry["wikidata"]),
                str(entry.get("position") or ""),
                str(entry.get("start") or ""),
                bool(entry.get("drop")),
                changes,
                str(entry["why"]),
            )
        )
    return found


def corrected(
    rows: Iterable[dict[str, str]], overrides: list[Override], used: Counter[int]
) -> Iterator[dict[str, str]]:
    """The rows of the input after the corrections; used counts the rows that each one met, by its place."""
    for row in rows:
        kept = True
        for place, override in enumerate(overrides):
            if override.meets(row):
                used[place] += 1
                kept = kept and not override.drop
                row = {**row, **override.changes}
        if kept:
            yield row


def parse_date(text: str, *, last: bool) -> date | None:
    """The first or last day that a day, month or year names; None where it names none."""
    matched = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text.strip())
    if not matched:
        return None
    year, month, day = (int(part) if part else None for part in matched.groups())
    assert year is not None
    if not 1900 <= year <= 2100:
        return None
    month = month or (12 if last else 1)
    if not 1 <= month <= 12:
        return None
    day = day or (calendar.monthrange(year, month)[1] if last else 1)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def sector_of(position: str) -> str:
    """The first-rank role of an office; GOV where no pattern says otherwise."""
    return next((sector for pattern, sector in SECTORS if pattern.search(position)), "GOV")


def rank_of(position: str, folder: str) -> int:
    """1 head of state or government, 2 minister, speaker, chief of staff or central banker, 3 any other office."""
    if folder == "swiss" and position == "Chancellor":
        return 3  # the head of the staff of the Federal Council
    if RANK_1.match(position):
        return 1
    return 2 if RANK_2.match(position) else 3


def office_key(position: str) -> str:
    """One label for an office under its several names ("Premier": "prime minister"); the position itself otherwise."""
    return next((key for pattern, key in OFFICE_KEYS if pattern.search(position)), position.lower())


def code_of(folder: str, country: str, position: str) -> str:
    """The CAMEO actor code of an office."""
    if folder == "world":
        return next((code for word, code in WORLD_CODES if word in position), "IGO")
    if folder in SEPARATISTS:
        return country + ("SEPMIL" if sector_of(position) == "MIL" else "SEP")
    return country + sector_of(position)


def read_terms(path: Path, skipped: Counter[str], overrides: list[Override], used: Counter[int]) -> Iterator[Term]:
    """The usable rows of the table after the corrections; what is skipped is counted by reason."""
    with path.open(encoding="utf-8", newline="") as handle:
        for row in corrected(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE), overrides, used):
            folder, position, person = row["country"], row["position"].strip(), row["person"].strip()
            if folder not in COUNTRIES and folder != "world":
                skipped["unknown country"] += 1
                continue
            if re.fullmatch(r"Q\d+", person) or re.match(r"[A-Za-z\u00c0-\u024f'ʻ‘]", person) is None:
                skipped["no name in Latin letters"] += 1
                continue
            if DROPPED.search(position):
                skipped["office without weight"] += 1
                continue
            start, end = parse_date(row["start"], last=False), parse_date(row["end"], last=True)
            as_of = parse_date(row["as_of"], last=True)
            if start is None or as_of is None or (row["end"] and end is None):
                skipped["malformed date"] += 1
                continue
            if (end and end < start) or start > as_of:
                skipped["end before start, or start after the table was collected"] += 1
                continue
            country = COUNTRIES.get(folder, "")
            yield Term(
                folder,
                country,
                position,
                clean_name(person),
                row["wikidata"],
                start,
                end,
                as_of,
                code_of(folder, country, position),
                rank_of(position, folder),
            )


def clean_name(person: str) -> str:
    """The name without a peerage after it ("Mark Malloch Brown, Baron Malloch-Brown")."""
    return re.sub(
        r",? ?(,\s*(\d+(st|nd|rd|th) )?(Baron|Baroness|Viscount|Earl|Marquess|Duke|Lord|Lady|Jr\.?|Sr\.?|Count)\b.*"
        r"|\s*\(.*\))$",
        "",
        person,
    ).strip()


def holders_overlap(terms: list[Term]) -> bool:
    """Whether several people hold the office at a time, judged by the terms whose ends are known."""
    known = sorted((term for term in terms if term.end), key=lambda term: term.start)
    if len(known) < 3:
        return False
    overlaps = sum(
        1
        for earlier, later in itertools.pairwise(known)
        if earlier.wikidata != later.wikidata and earlier.end and (earlier.end - later.start).days > 60
    )
    return overlaps > 0.3 * (len(known) - 1)


def mend_ends(terms: list[Term], successors: dict[tuple[str, str], list[date]], mended: Counter[str]) -> list[Term]:
    """Give a term without an end the start of its successor in a single-holder office.

    successors: starts of the same offices in leaders.yaml, by country and office.
    """
    offices: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms:
        offices[(term.folder, office_key(term.position))].append(term)
    done = []
    for (_, key), office in offices.items():
        single = not SHARED.match(office[0].position) and not holders_overlap(office)
        # The president of a breakaway territory is not followed by that of the state it belongs to.
        later_starts = [] if office[0].folder in SEPARATISTS else sorted(successors.get((office[0].country, key), []))
        for term in office:
            if term.end:
                done.append(term)
                continue
            follower = None
            if single:
                starts = [other.start for other in office if other.wikidata != term.wikidata] + later_starts
                follower = min((start for start in starts if start > term.start), default=None)
            if follower:
                mended["successor"] += 1
                done.append(replace(term, end=follower - timedelta(days=1), mended=" end: successor"))
            elif term.rank > 1 and (term.as_of - term.start).days > 12 * 365:
                mended["too long ago"] += 1
                done.append(replace(term, end=term.as_of, mended=" end: as of"))
            else:
                mended["open"] += 1
                done.append(replace(term, mended=" open"))
    return done


def merge_terms(terms: list[Term]) -> list[Term]:
    """Join overlapping or adjacent terms of one person in one office."""
    grouped: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
    for term in terms:
        grouped[(term.wikidata, term.folder, term.position.lower())].append(term)
    merged = []
    for group in grouped.values():
        group.sort(key=lambda term: term.start)
        current = group[0]
        for term in group[1:]:
            if current.end is None or term.start <= current.end + timedelta(days=1):
                end = None if current.end is None or term.end is None else max(current.end, term.end)
                mark = current.mended if end == current.end else term.mended
                current = replace(current, end=end, mended=mark)
            else:
                merged.append(current)
                current = term
        merged.append(current)
    return merged


LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "ß": "ss",
        "đ": "d",
        "Đ": "D",
        "æ": "ae",
        "Æ": "Ae",
        "þ": "th",
        "Þ": "Th",
        "ð": "d",
        "ə": "a",
        "Ə": "A",
        "œ": "oe",
        "Œ": "Oe",
        "’": "'",
        "ʻ": "'",
        "‘": "'",
        "ʼ": "'",
        "ħ": "h",
        "Ħ": "H",
    }
)


def plain(text: str) -> str:
    """The text as newspapers print it: without diacritics."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return unicodedata.normalize("NFC", "".join(letter for letter in decomposed if not unicodedata.combining(letter)))


def name_key(text: str) -> str:
    """What two spellings of one name share: no diacritics, case, hyphens, articles or quotes."""
    words = re.sub(r"[^\w\s]", " ", plain(text).replace("'", "").lower()).split()
    return " ".join(word for word in words if word not in ("al", "el"))


PATRONYMIC = re.compile(
    r"(ovich|evich|yevich|ich|ovna|evna|ichna|yich|uly|ovych|evych|ivna|qizi|kyzy|oglu|oghlu|oğlu)$", re.I
)
ENGLISH = word_set(
    """
    USA GBR CAN AUS NZL IRL JAM ZAF
    """
)
SLAVIC = word_set(
    """
    RUS UKR BLR KAZ KGZ UZB TKM TJK MDA ARM AZE GEO
    """
)


def short_forms(name: str, country: str) -> Iterator[str]:
    """The name without initials, patronymics and middle names, where newspapers leave them out."""
    words = name.split()
    if len(words) < 3:
        return
    without_initials = [
        word for place, word in enumerate(words) if place in (0, len(words) - 1) or not re.fullmatch(r"\w\.?", word)
    ]
    without_initials = [word for word in without_initials if word not in ("Jr.", "Sr.", "II", "III")]
    if without_initials != words and len(without_initials) > 1:
        yield " ".join(without_initials)
    if country in SLAVIC and len(words) == 3 and PATRONYMIC.search(words[1]):
        yield f"{words[0]} {words[2]}"
    particles = any(word.lower() in PARTICLES for word in words[1:-1])
    if country in ENGLISH and not particles and len(without_initials) == 3:
        yield f"{without_initials[0]} {without_initials[2]}"


def aliases_of(name: str, country: str) -> list[str]:
    """Every spelling of a person's name that news may use, the full name first."""
    found = [name, *short_forms(name, country)]
    for spelling in list(found):
        bare = plain(spelling)
        found.append(bare)
        if re.search(r"\b[Aa]l[- ]", bare):
            found += [re.sub(r"\b[Aa]l[- ]", form, bare) for form in ("al-", "Al-", "al ", "Al ", "")]
        if country in ("KOR", "PRK") and "-" in bare:
            head, _, tail = bare.rpartition("-")
            found += [f"{head} {tail.capitalize()}", f"{head}-{tail.capitalize()}"]
        if "'" in bare:
            found.append(bare.replace("'", ""))
    return list(dict.fromkeys(form.strip() for form in found if len(form.split()) > 1 or form == name))


def surname_of(name: str, country: str) -> str | None:
    """The surname that may stand alone, or None where it would be unsafe."""
    words = [word for word in plain(name).split() if word not in ("Jr.", "Sr.", "II", "III", "IV")]
    if country in NO_SURNAME or len(words) < 2 or not words[-1][0].isupper():
        return None
    surname = words[-1]
    if (
        len(surname) < 4
        or surname.lower() in UNSAFE_SURNAMES
        or re.sub(r"^[Aa]l-", "", surname).lower() in UNSAFE_SURNAMES
    ):
        return None
    if country in ("BRA", "PRT") or (country in SPANISH and len(words) > 2):
        return None  # which of several surnames stands alone is a matter of habit there
    return surname


SPANISH = word_set(
    """
    ESP ARG BOL CHL COL CRI CUB DOM ECU SLV GTM HND MEX NIC PAN PRY PER URY VEN GNQ PHL
    """
)


def read_hand_entries() -> list[dict[str, object]]:
    """The entities of the files that are edited by hand, as far as they exist."""
    entries: list[dict[str, object]] = []
    for file in HAND_FILES:
        path = ACTORS / file
        if path.exists():
            for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["entities"]:
                entries.append({**entry, "file": file})
    return entries


def names_in(path: Path) -> set[str]:
    """Every name, alias, city and demonym of a YAML file, whatever its keys; none where the file does not exist."""
    names: set[str] = set()

    def collect(value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key not in ("code", "kind", "iso3", "start", "end", "role", "roles", "rank", "part"):
                    collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)
        elif isinstance(value, str):
            names.add(value)

    if path.exists():
        collect(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    return names


def spellings(entry: dict[str, object]) -> list[str]:
    """The name and the aliases of an entry of a YAML file."""
    aliases = entry.get("aliases") or []
    assert isinstance(aliases, list)
    return [str(entry["name"]), *map(str, aliases)]


def main_countries(entry: dict[str, object]) -> set[str]:
    """The first three letters of every code that the entry bears."""
    roles = entry.get("roles") or []
    assert isinstance(roles, list)
    return {str(code)[:3] for code in [entry.get("code"), *(role.get("code") for role in roles)] if code}


def give_surnames(people: dict[str, list[Term]], reserved: set[str]) -> dict[str, str]:
    """The surname that each person may be called by, by Wikidata id.

    Heads of state and government, and the foreign, defence and interior ministers of newsworthy countries. Among people
    of the same rank and overlapping terms that share a surname, nobody gets it.
    """
    claims: dict[str, list[tuple[int, date, date, str]]] = defaultdict(list)
    for wikidata, terms in people.items():
        country = terms[0].country
        surname = surname_of(terms[0].person, country)
        if surname is None or surname in reserved:
            continue
        for term in terms:
            key = office_key(term.position)
            minister = country in NEWSWORTHY and key in ("foreign minister", "defence minister", "interior minister")
            if term.rank == 1 or (minister and term.rank == 2):
                rank = 1 if term.rank == 1 else 2
                claims[surname].append((rank, term.start, term.end or date.max, wikidata))
    given: dict[str, str] = {}
    for surname, claimed in claims.items():
        for rank, start, end, wikidata in claimed:
            rivals = [
                other
                for other in claimed
                if other[3] != wikidata and other[0] <= rank and other[1] <= end and start <= other[2]
            ]
            if not rivals:
                given.setdefault(wikidata, surname)
            else:
                given[wikidata] = ""
    return {wikidata: surname for wikidata, surname in given.items() if surname}


def drop_shared(aliases: dict[str, list[str]], people: dict[str, list[Term]], reserved: set[str]) -> Counter[str]:
    """Take away, in place, derived spellings that several people share, and any that a hand-edited file holds."""
    dropped: Counter[str] = Counter()
    holders: dict[str, list[str]] = defaultdict(list)
    for wikidata, forms in aliases.items():
        for form in forms:
            holders[form].append(wikidata)
    for wikidata, forms in aliases.items():
        name = people[wikidata][0].person
        kept = []
        for form in forms:
            if form in reserved:
                dropped["held by a hand-edited file"] += 1
            elif (
                len(holders[form]) > 1
                and form != name
                and any(people[other][0].person == form for other in holders[form])
            ):
                dropped["somebody else's full name"] += 1
            elif len(holders[form]) > 1 and form not in (name, plain(name)) and " " in form:
                dropped["short form of several people"] += 1
            else:
                kept.append(form)
        aliases[wikidata] = kept
    return dropped


def write_rows(path: Path, rows: Iterable[dict[str, object]]) -> int:
    """Write the table, sorted as given; the number of rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(
            handle, COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n"
        )
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def main() -> None:
    """Read the table named on the command line and write people.tsv."""
    parser = argparse.ArgumentParser(description="Build codebooks/actors/people.tsv from a table of terms in office.")
    parser.add_argument("offices", type=Path)
    parser.add_argument("--output", type=Path, default=ACTORS / "people.tsv")
    options = parser.parse_args()

    entries = read_hand_entries()
    persons = [entry for entry in entries if entry["file"] == "leaders.yaml"]
    hand_people = {
        (country, name_key(form))
        for entry in persons
        for form in spellings(entry)
        if len(name_key(form).split()) > 1
        for country in main_countries(entry)
    }
    hand_names = {name_key(form) for entry in persons for form in spellings(entry) if len(name_key(form).split()) > 1}
    reserved = {form for entry in entries for form in spellings(entry)}
    for file in PLACE_FILES:
        reserved |= names_in(ACTORS / file)
    successors: dict[tuple[str, str], list[date]] = defaultdict(list)
    for entry in persons:
        for role in entry.get("roles") or []:  # type: ignore[attr-defined]
            start = parse_date(str(role.get("start") or ""), last=False)
            if start:
                successors[(str(role["code"])[:3], office_key(str(role.get("role") or "")))].append(start)

    skipped: Counter[str] = Counter()
    mended: Counter[str] = Counter()
    overrides, used = read_overrides(OVERRIDES), Counter[int]()
    terms = []
    usable = list(read_terms(options.offices, skipped, overrides, used))
    for term in merge_terms(mend_ends(usable, successors, mended)):
        forms = {name_key(form) for form in aliases_of(term.person, term.country)}
        if any((term.country, form) in hand_people for form in forms) or (
            term.folder == "world" and forms & hand_names
        ):
            skipped["in leaders.yaml"] += 1
        else:
            terms.append(term)

    people: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        people[term.wikidata].append(term)
    aliases = {wikidata: aliases_of(group[0].person, group[0].country) for wikidata, group in people.items()}
    dropped = drop_shared(aliases, people, reserved)
    surnames = give_surnames(people, reserved | {form for forms in aliases.values() for form in forms})
    for wikidata, surname in surnames.items():
        aliases[wikidata].append(surname)

    rows = (
        {
            "name": term.person,
            "wikidata": term.wikidata,
            "country": term.country,
            "aliases": "|".join(aliases[term.wikidata]),
            "role": term.position,
            "code": term.code,
            "start": term.start.isoformat(),
            "end": term.end.isoformat() if term.end else "",
            "rank": term.rank,
            "source": f"Wikidata {term.as_of}{term.mended}",
        }
        for term in sorted(
            terms,
            key=lambda term: (
                term.country,
                term.person,
                term.wikidata,
                term.start,
                term.position,
                term.end or date.max,
            ),
        )
        if aliases[term.wikidata]
    )
    written = write_rows(options.output, rows)
    print(f"{written} terms of {len(people)} people, {len(surnames)} surnames -> {options.output}", file=sys.stderr)
    for place, override in enumerate(overrides):
        if not used[place]:
            print(f"{OVERRIDES.name}: {override.wikidata} meets no row any more: {override.why}", file=sys.stderr)
    for title, counts in (("skipped", skipped), ("ends", mended), ("spellings dropped", dropped)):
        print(f"{title}: {dict(counts.most_common())}", file=sys.stderr)


if __name__ == "__main__":
    main()
