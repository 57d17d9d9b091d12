"""Actors and agents: every form of an entry that PETRARCH's files hold, the broken ones among them."""

from __future__ import annotations

import pytest

from eventcoder.codebook.petrarch.words import spell_name


def place(made, code):
    (found,) = [place for place in made.actors["countries"] if place["iso3"] == code]
    return found


# countries


def test_a_country_with_its_synonyms_sorted_as_in_our_file(imported):
    made = imported(actors="KENYA_  [KEN]\n+KENYAN_\n+NAIROBI_\n+SAFARILAND_\n")
    assert place(made, "KEN") == {
        "iso3": "KEN",
        "name": "Kenya",
        "adjectives": ["Kenyan"],
        "capital_aliases": ["Nairobi"],
        "aliases": ["Safariland"],
    }
    assert made.notes == []


def test_several_names_of_one_country_are_one_entry(imported):
    made = imported(actors="KENYA_ [KEN]\nSAFARILAND_ [KEN]\n")
    assert place(made, "KEN") == {"iso3": "KEN", "name": "Kenya", "aliases": ["Safariland"]}


def test_a_code_that_is_no_country_is_a_region_and_told(imported):
    made = imported(actors="NORLAND_ [NOR]\nATLANTIS_ [ATL]\n+ATLANTEAN_\nMU_ [ATL]\n")
    assert place(made, "ATL") == {"iso3": "ATL", "name": "Atlantis", "aliases": ["Atlantean", "MU"], "kind": "region"}
    assert made.notes == ["2 changed: Atlantis [ATL]: ATL is no country that eventcoder knows: taken for a region"]


def test_a_country_for_a_time(imported):
    made = imported(actors="YUGOSLAVIA_ [YUG <920427]\n")
    assert place(made, "YUG") == {"iso3": "YUG", "name": "Yugoslavia", "end": "1992-04-27"}


def test_a_kind_of_international_actor_is_no_country(imported):
    made = imported(actors="LEAGUE_OF_LAKES_ [IGO]\n")
    assert made.entity == {"name": "League of Lakes", "kind": "organisation", "code": "IGO"}


# people and groups


PERSON = "OLAF_BERGSEN_  # CountryInfo.txt\n"


def test_dated_codes_and_a_default(imported):
    made = imported(actors=PERSON + "+BERGSEN_\n\t[NORELI 720101-021118]\n\t[NORGOV >030314]\n\t[NOROPP]\n")
    assert made.entity == {
        "name": "Olaf Bergsen",
        "kind": "person",
        "code": "NOROPP",
        "aliases": ["Bergsen"],
        "roles": [
            {"code": "NORELI", "start": "1972-01-01", "end": "2002-11-18", "rank": 3},
            {"code": "NORGOV", "start": "2003-03-14", "rank": 3},
        ],
    }
    assert made.notes == []


RESTRICTIONS = {
    "<720101": {"end": "1972-01-01"},
    "< 720101": {"end": "1972-01-01"},
    ">030314": {"start": "2003-03-14"},
    "> 20030314": {"start": "2003-03-14"},
    "19991231-20011231": {"start": "1999-12-31", "end": "2001-12-31"},
    "991231 - 011231": {"start": "1999-12-31", "end": "2001-12-31"},
    ">300101": {"start": "2030-01-01"},
    ">310101": {"start": "1931-01-01"},
    ">20010400": {"start": "2001-04"},
    ">20010000": {"start": "2001"},
}


@pytest.mark.parametrize("restriction", RESTRICTIONS)
def test_a_restriction(imported, restriction):
    made = imported(actors=f"{PERSON}\t[NORGOV {restriction}]\n\t[NORELI]\n")
    assert made.entity["roles"] == [{"code": "NORGOV", **RESTRICTIONS[restriction], "rank": 3}]


BROKEN_RESTRICTIONS = {
    "2004017": "'2004017' is no restriction: they are <date, >date or date-date",
    ">2004017": "'2004017' is no date: they are YYMMDD or YYYYMMDD",
    "<9008223": "'9008223' is no date: they are YYMMDD or YYYYMMDD",
    "700101-9008223": "'9008223' is no date: they are YYMMDD or YYYYMMDD",
    ">20040230": "'20040230' is no day that exists",
    ">041301": "'20041301' is no day that exists",
    "20050101-20040101": "'20050101-20040101' ends before it starts",
    "since 2004": "'since 2004' is no restriction: they are <date, >date or date-date",
}


@pytest.mark.parametrize("restriction", BROKEN_RESTRICTIONS)
def test_a_malformed_date_leaves_out_its_code_alone(imported, restriction):
    made = imported(actors=f"{PERSON}\t[NORGOV {restriction}]\n\t[NORMIL >20100101]\n\t[NORELI]\n")
    shown = f"Olaf Bergsen [NORGOV {restriction}]"
    assert made.notes == [f"2 left out: {shown}: {BROKEN_RESTRICTIONS[restriction]}"]
    assert [role["code"] for role in made.entity["roles"]] == ["NORMIL"]


def test_several_brackets_on_one_line(imported):
    made = imported(actors="OLAF_BERGSEN_ [NORELI <990101] [NORGOV >20030314][NOROPP]\n")
    assert (made.entity["code"], [role["code"] for role in made.entity["roles"]]) == ("NOROPP", ["NORELI", "NORGOV"])
    assert made.notes == []


def test_two_codes_without_dates_keep_the_first(imported):
    made = imported(actors=PERSON + "\t[NORGOV]\n\t[NORMIL]\n")
    assert made.entity["code"] == "NORGOV"
    assert made.notes == [
        "3 left out: Olaf Bergsen [NORMIL]: a second code without dates; the first, NORGOV, is kept",
    ]


def test_a_person_without_a_default_is_a_former_official_outside_of_the_dates(imported):
    made = imported(actors=PERSON + "\t[NORGOV >20030314]\n")
    assert made.entity["code"] == "NORELI"
    assert made.notes == ["1 changed: Olaf Bergsen: no code without dates: outside of them it bears NORELI"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [("NORREB", "armed_group"), ("IMGNOR", "armed_group"), ("NORELI", "person"), ("NORLEG", "organisation")],
)
def test_what_an_actor_is_follows_from_its_codes(imported, code, kind):
    assert imported(actors=f"STORM_FRONT_ [{code}]\n").entity["kind"] == kind


def test_mixed_case_and_letters_beyond_ascii(imported):
    made = imported(actors="OLAF_Bergsen_SØRLI_ [norgov]\n+ØRLÅND_\n")
    assert (made.entity["name"], made.entity["aliases"]) == ("Olaf Bergsen Sørli", ["Ørlånd"])
    assert made.notes == ["1 changed: Olaf Bergsen Sørli [norgov]: code 'norgov' is taken for 'NORGOV'"]


def test_an_old_encoding(imported):
    made = imported(actors="OLAF_SØRLI_ [NORGOV]\n".encode("latin-1"))
    assert made.entity["name"] == "Olaf Sørli"


def test_spaces_between_the_words_and_no_final_underscore(imported):
    assert imported(actors="OLAF BERGSEN [NORGOV]\n").entity["name"] == "Olaf Bergsen"


SPELLINGS = {
    "UN_": "UN",
    "PLFP": "PLFP",
    "NORLAND_": "Norland",
    "BANK_OF_THE_NORTH_": "Bank of the North",
    "THE_HAGUE": "The Hague",
    "AL-BASRI": "Al-Basri",
    "O'BRIEN": "O'Brien",
    "PEOPLE'S_FRONT": "People's Front",
    "U.S._NAVY": "U.S. Navy",
    "OSAMA_BIN_NASSER": "Osama bin Nasser",
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_names_are_spelled_as_newspapers_do(name):
    assert spell_name(name) == SPELLINGS[name]


def test_comments_of_both_kinds(imported):
    made = imported(actors="# all\n; old\nOLAF_BERGSEN_ [NORGOV] ; who\n+BERGSEN_ # he\n\t[NORMIL >20100101] # since\n")
    assert made.notes == []
    assert made.entity["aliases"] == ["Bergsen"]


BROKEN_ACTORS = {
    "\t[NORGOV]\n": "1 left out: [NORGOV]: a code before the first name",
    "+OLAF_\n": "1 left out: +OLAF_: a synonym before the first name",
    "NOBODY_\n": "1 left out: Nobody: no code",
    "___ [NORGOV]\n": "1 left out: ___ [NORGOV]: no name",
    "OLAF_ [NO]\n": "1 left out: Olaf [NO]: code 'NO' is not made of groups of three capital letters",
    "OLAF_ [NORGOV\n": "1 left out: [NORGOV: neither a code in brackets nor a comment",
    "OLAF_ []\n": "1 left out: Olaf []: code '' is not made of groups of three capital letters",
    "OLAF_ [NORGOV]\n+BERGSEN_ [NORMIL]\n": (
        "2 left out: +BERGSEN_ [NORMIL]: a code on a synonym's line: it has that of its name"
    ),
}


@pytest.mark.parametrize("text", BROKEN_ACTORS)
def test_a_broken_entry_is_listed(imported, text):
    assert BROKEN_ACTORS[text] in imported(actors=f"{text}\nNORLAND_ [NOR]\n").notes


def test_a_name_that_is_there_twice_is_joined(imported):
    made = imported(actors="OLAF_ [NORGOV]\nOLAF_\n+BERGSEN_\n\t[NORMIL >20100101]\n")
    assert made.notes == ["2 changed: OLAF_: the name stands in line 1 already: joined"]
    assert (made.entity["code"], made.entity["aliases"]) == ("NORGOV", ["Bergsen"])


# agents


def nouns(made):
    return {agent["part"]: agent["nouns"] for agent in made.agents}


def test_an_agent_adds_its_code_to_a_country(imported):
    made = imported(agents="CONSTABLE [~COP]\nRIOT_SQUAD_ [~COP] # all\nBAKER [~BUS]\n")
    assert made.agents == [
        {"nouns": ["constable", "riot squad"], "part": "COP", "armed": True},
        {"nouns": ["baker"], "part": "BUS", "standalone": False},
    ]
    assert made.notes == []


def test_a_set_of_words(imported):
    made = imported(agents="!MAYOR! = MAYOR, MAYORS, MAYORESS,\nDEPUTY_!MAYOR! [~GOV]\n!MAYOR!_OF_THE_!MAYOR! [~OPP]\n")
    assert nouns(made)["GOV"] == ["deputy mayor", "deputy mayors", "deputy mayoress"]
    assert len(nouns(made)["OPP"]) == 9
    assert nouns(made)["OPP"][1] == "mayor of mayors"


def test_plurals(imported):
    made = imported(agents="CHAMBER_OF_TRADE {CHAMBERS_OF_TRADE} [~BUS]\nSHEEP {} [~AGR]\nCHILD {CHILDREN} [~CVL]\n")
    assert nouns(made) == {
        "BUS": ["chamber of trade", "chambers of trade"],
        "AGR": ["sheep"],
        "CVL": ["child", "children"],
    }


def test_a_code_that_goes_before_the_actor_s(imported):
    made = imported(agents="TRUCE_WATCHER [IGO~]\n")
    assert nouns(made) == {"IGO": ["truce watcher"]}
    assert made.notes == [
        "1 changed: TRUCE_WATCHER [IGO~]: 'IGO~' goes after a country's code in ours, not before it",
    ]


BROKEN_AGENTS = {
    "SOMEBODY": "no code",
    "SOMEBODY []": "no code",
    "BAKER [BUS]": "code 'BUS' needs a ~ at one end, where the actor's code goes",
    "BAKER [~BUS~]": "code '~BUS~' needs a ~ at one end, where the actor's code goes",
    "BAKER [~BU]": "code '~BU' is not made of groups of three capital letters",
    "BAKER [~]": "code '~' is not made of groups of three capital letters",
    "BAKER [~BUS": "not of the form NOUN {PLURAL} [~CODE]",
    "OLD_!BAKE! [~BUS]": "the set !BAKE! is not defined before this line",
    "OLD_!BAKE [~BUS]": "a set's name has a ! at both ends",
    "!BAKE! = ,": "a set without words",
    "24 [~BUS]": "'24' is no noun",
}


@pytest.mark.parametrize("line", BROKEN_AGENTS)
def test_a_broken_agent_is_listed(imported, line):
    made = imported(agents=f"CONSTABLE [~COP]\n{line}\n")
    assert made.notes == [f"2 left out: {line}: {BROKEN_AGENTS[line]}"]
    assert nouns(made) == {"COP": ["constable"]}


def test_an_agent_that_is_there_twice_keeps_the_first(imported):
    made = imported(agents="CONSTABLE [~COP]\nCONSTABLE_ [~GOV]\n")
    assert made.notes == ["2 left out: constable: it stands in line 1 already, which is kept"]


def test_a_set_defined_twice(imported):
    made = imported(agents="!BAKE! = BAKER\n!BAKE! = CONFECTIONER\nOLD_!BAKE! [~BUS]\n")
    assert nouns(made)["BUS"] == ["old baker", "old confectioner"]
    assert made.notes == [
        "2 changed: !BAKE! = CONFECTIONER: !BAKE! is defined twice: the words of both are taken",
    ]
