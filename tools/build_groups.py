"""Build armed_groups.tsv, parties.tsv and organisations.tsv of codebooks/actors from tables of three data sets.

One row of each result: one group, party or organisation. Columns: name, kind, code (CAMEO actor code), aliases
(separated by `|`), start, end (years, inclusive; empty where the source has none), country (ISO3 or empty), source.

What the files that people edit (YAML) or an earlier table already name is left out, and so is every name that several
entries share, that is one word, or that is a common expression: such names would find the wrong actor.

Usage: python tools/build_groups.py ARMED_GROUPS.tsv PARTIES.tsv IGOS.tsv
Sources of the data: UCDP Actor Dataset 22.1 (Uppsala Conflict Data Program, CC BY 4.0); Party Facts (Döring and Regel
2019, hdigital/partyfactsdata, MIT); Correlates of War Intergovernmental Organizations v3 (Pevehouse et al. 2020).
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pycountry
from build_people import ACTORS, HAND_FILES, PLACE_FILES, names_in, plain, word_set

COLUMNS = ("name", "kind", "code", "aliases", "start", "end", "country", "source")
FIRST_YEAR = 1945  # a party that ended before is not in the news
FIRST_YEAR_IGO = 1990

# Names that UCDP and Party Facts write in their own way.
COUNTRY_NAMES = {
    "Bosnia-Herzegovina": "BIH",
    "Cambodia (Kampuchea)": "KHM",
    "Cape Verde": "CPV",
    "Congo": "COG",
    "DR Congo (Zaire)": "COD",
    "Hyderabad": "IND",
    "Iran": "IRN",
    "Ivory Coast": "CIV",
    "Kingdom of eSwatini (Swaziland)": "SWZ",
    "Laos": "LAO",
    "Macedonia, FYR": "MKD",
    "Madagascar (Malagasy)": "MDG",
    "Myanmar (Burma)": "MMR",
    "North Korea": "PRK",
    "North Macedonia": "MKD",
    "Rumania": "ROU",
    "Russia (Soviet Union)": "RUS",
    "Serbia (Yugoslavia)": "SRB",
    "South Korea": "KOR",
    "South Vietnam": "VDR",
    "South Yemen": "YMD",
    "Syria": "SYR",
    "Taiwan": "TWN",
    "Tanzania": "TZA",
    "Turkey": "TUR",
    "United Kingdom": "GBR",
    "United States of America": "USA",
    "Venezuela": "VEN",
    "Vietnam (North Vietnam)": "VNM",
    "Yemen (North Yemen)": "YEM",
    "Zimbabwe (Rhodesia)": "ZWE",
    "Bolivia": "BOL",
    "Brunei": "BRN",
    "Moldova": "MDA",
    "Kosovo": "XKX",
    "Russia": "RUS",
    "Vietnam": "VNM",
    "Palestine": "PSE",
    "Czech Republic": "CZE",
    "Cape Verde Islands": "CPV",
    "The Gambia": "GMB",
}
SHORT_COUNTRY = {
    "RUS": "Russia",
    "KOR": "South Korea",
    "PRK": "North Korea",
    "TUR": "Turkey",
    "IRN": "Iran",
    "SYR": "Syria",
    "CZE": "the Czech Republic",
    "MDA": "Moldova",
    "BOL": "Bolivia",
    "VEN": "Venezuela",
    "TZA": "Tanzania",
    "LAO": "Laos",
    "TWN": "Taiwan",
    "CIV": "Ivory Coast",
    "COD": "Congo",
    "GBR": "Great Britain",
    "USA": "the United States",
    "VNM": "Vietnam",
    "PSE": "Palestine",
    "XKX": "Kosovo",
    "MKD": "Macedonia",
    "NLD": "the Netherlands",
    "PHL": "the Philippines",
    "BRN": "Brunei",
    "SWZ": "Swaziland",
    "CPV": "Cape Verde",
}

# Party Facts codes territories and states that are gone by letters of its own; "" : not a state of this time.
PARTY_COUNTRIES = {
    "AUH": "",
    "EUN": "",
    "NFL": "CAN",
    "NIR": "GBR",
    "PMR": "MDA",
    "SML": "SOM",
    "VNR": "VDR",
    "ZZB": "TZA",
}

# Names that describe instead of naming.
DESCRIPTION = re.compile(
    r"^(military (faction|junta|forces)|forces? (of|loyal|led)|supporters|opposition|royalists?|leftist"
    r"|republicans?|monarchists?"
    r"|rebels?|militias?|insurgents|civilians|government|state of|republic of|kingdom|fraction|faction"
    r"|presidential|navy|army|air force"
    r"|provisional government|revolutionary|clan|national liberation (army|front)|national salvation"
    r"|national resistance|popular army"
    r"|people'?s (army|militia|defen[cs]e forces?|liberation army)|liberation army|self.defen[cs]e"
    r"|resistance front|islamic front"
    r"|independent|coalition|alliance|united|union|anti-government)\b[^A-Z]*$|\(|\bfaction\b"
    r"|\bsupporters\b|/|&|\.\.|\bOrg$|^forces of\b",
    re.I,
)
# Words that many names are made of: a name of nothing else needs its country.
GENERIC = word_set(
    """
    a of the for and in new free real other all party parties movement front union alliance bloc block list
    coalition league congress council forum group association federation confederation assembly rally camp pole way
    force forces army brigade brigades battalion command organisation organization committee initiative action
    convention national nationalist nation democratic democracy democrats democrat people people's peoples' popular
    republican republic liberal liberals liberty freedom socialist social socialists communist conservative
    conservatives labour labor workers worker workers' worker's christian islamic muslim green greens ecological
    ecologist ecology radical progressive progress left right centre center centrist united unity unified
    independent independence independents patriotic patriotic revolutionary revolution reform reformist renewal
    change justice peace development agrarian farmers farmers' peasants peasant peasants' rural civic citizens
    citizens' citizen civil society women's women pensioners solidarity future hope salvation liberation resistance
    defence defense self-defence self-defense victory struggle first our country homeland fatherland movement's
    constitutional parliamentary presidential opposition electoral modern true just rights law order security
    stability reconciliation regional red white blue black common sense direct animals family values youth students
    trade unions business economic third one great big general leftist rightist working class marxist
    marxist-leninist
    """
)
# Acronyms that are English words or that news uses for something else.
UNSAFE_ACRONYMS = word_set(
    """
    AIM ALF AMP ANA ARC ARM ART ASP BAC BAD BRA CAN CAP CAR CAT CDC CDR CIA COP CPI CPN CRA CSI CUP DAP DEA DEM ELF
    END ERA EPA EPR EU FAN FAO FAR FAP FAT FBI FDR FED FIN FIT FLN FLY FOX FRO FUN GAP GNP GUN HAM HIT HOT IMF IPO
    ISI IRS JET LAP LAW LIT LOT MAD MAN MAP MAR MASS MAT MIA MIL MIT MOD MOST MPS MRS NAP NASA NATO NBA NET NFL NGO
    NOW NUP OAS ORA PAC PAL PAN PAR PAS PAT PAX PEN PLAN PRO PUP RAF RAM RAP RED SAD SAM SAP SAS SAT SAY SDR SEE SET
    SIN SPA SPAN SPLA STAR SUN TAP TAR TEN UAF UDF UFO UNO UPA USA USC WAR WTO FRP NRA NDA NFA NLA NRF PLA PLO NUF
    PDF PFL PRA RAS RUF SLM SNF SPP SSA SSC UFC ULA ULF UPC UPS URD VMF AFP AP BBC CNN DPA FACT MODEL GRAD PATRIOT
    UNITED ABC EAC LATIN SCHENGEN BENELUX
    """
)


@dataclass(slots=True)
class Entry:
    """One row under construction."""

    name: str
    kind: str
    code: str
    aliases: list[str]
    source: str
    country: str = ""
    start: str = ""
    end: str = ""
    english: frozenset[str] = frozenset()
    forms: list[str] = field(default_factory=list)


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated table without quoting."""
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)


def hand_names() -> set[str]:
    """Every name and alias of the files that people edit, folded."""
    return {fold(name) for file in (*HAND_FILES, *PLACE_FILES) for name in names_in(ACTORS / file)}


def fold(name: str) -> str:
    """What makes two spellings one name here: case, diacritics, quotes and hyphens do not count."""
    return re.sub(r"[\s\-–—]+", " ", plain(name).replace("'", "").lower()).removeprefix("the ").strip()


def clean(name: str) -> str:
    """A name with straight quotes, without what stands in brackets."""
    name = "".join(letter for letter in name if unicodedata.category(letter) != "Cf")  # marks of writing direction
    name = re.sub(r"\s*[\(\[].*?[\)\]]", "", name.replace("’", "'").replace("–", "-")).strip(' -/.,"()')
    return re.sub(r"\s+", " ", name.replace(" -- ", " - ")).replace("|", "/")


def latin(name: str) -> bool:
    """Whether every letter is Latin."""
    return bool(name) and all(
        ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in name if letter.isalpha()
    )


def country_code(name: str) -> str:
    """ISO3 of a country as UCDP names it; "" where it is none."""
    name = name.strip()
    if name in COUNTRY_NAMES:
        return COUNTRY_NAMES[name]
    try:
        return str(pycountry.countries.lookup(name).alpha_3)
    except LookupError:
        return ""


def country_name(code: str) -> str:
    """The short name of a country."""
    found = pycountry.countries.get(alpha_3=code)
    return SHORT_COUNTRY.get(code) or (str(found.name).split(",")[0] if found else "")


def names_something(form: str) -> bool:
    """Whether a name has several words and one of them is particular."""
    words = form.lower().split()
    return len(words) > 1 and any(word not in GENERIC for word in words) and all(len(word) > 1 for word in words)


def armed_groups(path: Path) -> Iterator[Entry]:
    """The groups with a proper name; one of several countries bears IMG."""
    for row in read_table(path):
        if row["kind"] != "formally organised":
            continue
        codes = [code for code in map(country_code, re.split(r",\s*(?!FYR)", row["countries"])) if code]
        codes = list(dict.fromkeys(codes))
        forms = [clean(row[key]) for key in ("full_name_english", "full_name", "new_name_english", "name", "new_name")]
        forms = [form for form in dict.fromkeys(forms) if form and latin(form) and not DESCRIPTION.search(form)]
        if any(names_something(form) for form in forms):
            country = codes[0] if len(codes) == 1 else ""
            code = f"{country}REB" if country else "IMG"
            yield Entry(forms[0], "armed_group", code, forms, "UCDP Actor Dataset 22.1", country)


def parties(path: Path) -> Iterator[Entry]:
    """The parties that lived after FIRST_YEAR, under their English and native names."""
    for row in read_table(path):
        country = PARTY_COUNTRIES.get(row["country"], row["country"])
        if not country or (row["last"] and int(row["last"]) < FIRST_YEAR):
            continue
        english = [clean(part) for part in re.split(r"\s*/\s*", row["name_english"])]
        native = [clean(part) for part in re.split(r"\s*/\s*", row["name"])]
        forms = english + [form for form in native if names_something(form)]
        forms = [form for form in dict.fromkeys(forms) if latin(form) and " " in form and form[0].isupper()]
        if forms:
            yield Entry(
                forms[0],
                "party",
                f"{country}OPP",
                forms,
                f"Party Facts {row['partyfacts_id']}",
                country,
                row["first"],
                row["last"],
                english=frozenset(english),
            )


REGIONS = (
    (r"West(ern)? Afric|Sahel|Niger (Basin|River)|Lake Chad", "WAF"),
    (r"Central Afric|Great Lakes", "CAF"),
    (r"East(ern)? Afric", "EAF"),
    (r"South(ern)? Afric", "SAF"),
    (r"Afri", "AFR"),
    (r"Arab|Gulf", "ARB"),
    (r"Islam|Muslim", "MOS"),
    (r"Nordic|Scandinav|Baltic", "SCN"),
    (r"Europ|Danube|Rhine|Benelux", "EUR"),
    (r"South.?East Asia|ASEAN|Mekong", "SEA"),
    (r"South Asia", "SAS"),
    (r"Asia", "ASA"),
    (r"Pacific", "PAC"),
    (r"Caribbean|West Ind", "CRB"),
    (r"Central Americ", "CAM"),
    (r"Andean|South Americ|Amazon|Plata", "SAM"),
    (r"Latin Americ|Inter-?American|American|Iberoamerican", "LAM"),
    (r"Commonwealth of Independent", "CAS"),
)
SECTORS = (
    (r"court|tribunal", "JUD"),
    (r"police|crime|drug", "COP"),
    (r"parliament|assembly of", "LEG"),
    (r"rights", "HRI"),
    (r"refugee|migra", "REF"),
    (r"health|medic|disease|malaria|vaccin", "HLH"),
    (r"environ|climate|wildlife|conservation|nature|ocean|marine|atlantic tuna", "ENV"),
    (
        r"agric|fish|crop|cereal|cocoa|coffee|cotton|sugar|livestock|locust|plant|rice|wheat|grain|tea\b|rubber|timber|forest|food|veterin",
        "AGR",
    ),
    (r"educat|univers|scien|research|cultur|school|training", "EDU"),
    (r"labou?r", "LAB"),
    (r"telecom|postal|broadcast|radio|satellite", "MED"),
    (
        r"bank|monetar|trade|econom|commerc|customs|financ|oil|petrol|energy|insur|industr|copper|bauxite|iron|tin\b|tourism|patent|trademark"
        r"|property|payments",
        "BUS",
    ),
    (r"develop|aid\b|fund\b", "DEV"),
)


def organisations(path: Path) -> Iterator[Entry]:
    """The intergovernmental organisations that lived after FIRST_YEAR_IGO, coded by the words of their names."""
    for row in read_table(path):
        if row["ended"] and int(row["ended"]) < FIRST_YEAR_IGO:
            continue
        long_name = row["long_name"].split("/")[0]
        forms = [clean(long_name)] if len(row["long_name"]) < 78 else []
        if not re.search(r"\w\.(\s|$)|&|\bw/", row["name"]):
            forms.append(clean(row["name"]))
        forms = [form for form in dict.fromkeys(forms) if latin(form) and " " in form and not DESCRIPTION.search(form)]
        if not forms:
            continue
        words = f"{row['long_name']} {row['name']}"
        region = next((code for pattern, code in REGIONS if re.search(pattern, words)), "")
        sector = next((code for pattern, code in SECTORS if re.search(pattern, words, re.I)), "")
        acronym = row["abbreviation"].strip()
        if re.fullmatch(r"[A-Z][A-Z-]{3,9}", acronym) and acronym not in UNSAFE_ACRONYMS:
            forms.append(acronym)
        yield Entry(
            forms[0],
            "organisation",
            f"IGO{region}{sector}",
            forms,
            "Correlates of War IGO v3",
            "",
            row["founded"],
            row["ended"],
        )


def is_acronym(form: str) -> bool:
    """Whether a name is an acronym: capitals, without a space."""
    return bool(re.fullmatch(r"[A-Z][A-Za-z0-9-]*[A-Z0-9]", form)) and sum(map(str.isupper, form)) >= 2


def select(
    entries: list[Entry], taken: set[str], safe_single: Callable[[str], bool], dropped: Counter[str]
) -> list[Entry]:
    """Keep the names that one entry alone bears and that nothing else has taken; taken grows by what is kept.

    A party name of several countries stays with "of" and the country: "Socialist Party of Chile".
    """
    bearers: Counter[str] = Counter()
    for entry in entries:
        bearers.update({fold(form) for form in entry.aliases})
    kept = []
    for entry in entries:
        forms = []
        for form in entry.aliases:
            shared = bearers[fold(form)] > 1
            if entry.kind == "party":
                shared = shared or not names_something(form)
            elif " " in form and not names_something(form):
                dropped["common words"] += 1
                continue
            if shared and form in entry.english and country_name(entry.country) and " of " not in form:
                form = f"{form} of {country_name(entry.country)}"
                if any(fold(form) == fold(other) for other in entry.aliases):
                    continue
                shared = False
            if fold(form) in taken:
                dropped["named already"] += 1
            elif shared:
                dropped["shared by several"] += 1
            elif " " not in form and not safe_single(form):
                dropped["one word, or an unsafe acronym"] += 1
            else:
                forms.append(form)
                taken.add(fold(form))
                bare = plain(form)
                if bare != form:
                    forms.append(bare)
        if forms:
            entry.forms = list(dict.fromkeys(forms))
            entry.name = entry.forms[0]
            kept.append(entry)
    return kept


def write(path: Path, entries: list[Entry]) -> None:
    """Write one table, sorted by country and name."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
        writer.writerow(COLUMNS)
        for entry in sorted(entries, key=lambda entry: (entry.code, entry.name, entry.source)):
            writer.writerow(
                (
                    entry.name,
                    entry.kind,
                    entry.code,
                    "|".join(entry.forms),
                    entry.start,
                    entry.end,
                    entry.country,
                    entry.source,
                )
            )


def main() -> None:
    """Read the three tables named on the command line and write three tables."""
    parser = argparse.ArgumentParser(description="Build the tables of armed groups, parties and organisations.")
    parser.add_argument("armed_groups", type=Path)
    parser.add_argument("parties", type=Path)
    parser.add_argument("igos", type=Path)
    parser.add_argument("--output", type=Path, default=ACTORS)
    options = parser.parse_args()

    taken = hand_names()

    def safe_acronym(form: str) -> bool:
        return is_acronym(form) and len(form) >= 4 and form not in UNSAFE_ACRONYMS

    jobs: tuple[tuple[str, list[Entry], Callable[[str], bool]], ...] = (
        ("organisations.tsv", list(organisations(options.igos)), safe_acronym),
        # A party that also fought is a party here ("Communist Party of India").
        ("parties.tsv", list(parties(options.parties)), lambda form: False),
        ("armed_groups.tsv", list(armed_groups(options.armed_groups)), safe_acronym),
    )
    for file, entries, safe_single in jobs:
        dropped: Counter[str] = Counter()
        kept = select(entries, taken, safe_single, dropped)
        write(options.output / file, kept)
        print(f"{len(kept)} of {len(entries)} -> {file}; names dropped: {dict(dropped)}", file=sys.stderr)


if __name__ == "__main__":
    main()
