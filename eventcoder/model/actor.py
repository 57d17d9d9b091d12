"""Actors: entries of the dictionaries, and what a phrase resolves to."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Role:
    """One code that an entity bears for a while. start, end: ISO dates (`2014-08-28`, `2014`, or ""), inclusive.

    rank orders offices: the highest one a person ever held decides where a text has no date (1 head of state or
    government, 2 minister or speaker, 3 any other office).
    """

    code: str
    role: str = ""
    start: str = ""
    end: str = ""
    rank: int = 3


@dataclass(frozen=True, slots=True)
class Entity:
    """One named actor: a state, person, organisation, armed group or party.

    kind: `country`, `person`, `organisation`, `armed_group`, `party`; `region` ("the West") and `ethnic` ("Kurds") for
    what has no ISO3; `seat` (a palace or ministry that stands for its holder: "Kremlin"). The other names of a country
    are entities too: `adjective` (Turkish), `people` (Turks), `capital` (acts as the government where it acts), `city`
    (only says where: "police in Istanbul").
    aliases hold every spelling, the name among them. code is what it bears where no dated role holds ("" : none).
    """

    name: str
    kind: str
    code: str
    aliases: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Agent:
    """A role noun that combines with a country or an organisation: "police" + TUR -> TURCOP.

    part: what is appended to the country's code ("" for a plain person); standalone: it makes a political actor
    without a country too ("rebels"); armed, civilian: for conditions of frames; generic: takes the role of the noun it
    stands with ("*rebel* commander", "spokesman for the *army*"), and its own part only where there is none.
    """

    nouns: tuple[str, ...]
    part: str
    armed: bool = False
    civilian: bool = False
    standalone: bool = True
    path: str = ""
    line: int = 0
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """What a phrase turned out to be.

    name: the dictionary's name, or None; code: CAMEO actor code (TURGOV), or None where unresolved; country: ISO3 or
    None; sector: GOV, MIL, REB ... or None; kind: `country`, `people` ("thousands of Kenyans"), `person`,
    `organisation`, `armed_group`, `party`, `agent`, `private` ("the Brazilian striker": a person or body that acts for
    no one), `place` or `unknown`; ner: the parser's class of the phrase, or ""; how: the reason, for `explain`; part:
    of a role noun without a country what it would add to one (AGR of "farmers"); single: one private person ("a Polish
    driver"); capital: its name is that of a capital, and may mean the city.
    """

    name: str | None
    code: str | None
    country: str | None
    sector: str | None
    kind: str
    armed: bool = False
    civilian: bool = False
    ner: str = ""
    how: str = ""
    part: str = ""
    single: bool = False
    capital: bool = False


UNKNOWN = Actor(None, None, None, None, "unknown")


@dataclass(frozen=True, slots=True)
class ActorDictionary:
    """All entities and agents, as loaded. words: short lists of other words by name ("former", "backed", ...)."""

    entities: tuple[Entity, ...] = ()
    agents: tuple[Agent, ...] = ()
    paths: tuple[str, ...] = field(default=())
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
