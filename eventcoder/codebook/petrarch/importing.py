"""The whole import: three kinds of files read, converted, and written as one folder."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from eventcoder import resources
from eventcoder.codebook.load import find_codebook, load_codes
from eventcoder.codebook.petrarch.actors import PetrarchActor, actor_sections, known_countries, read_actors
from eventcoder.codebook.petrarch.agents import read_agents
from eventcoder.codebook.petrarch.frames import Draft, make_frames
from eventcoder.codebook.petrarch.notes import Note, Notes
from eventcoder.codebook.petrarch.output import REPORT, Quoted, quoted, report_text, to_yaml, write_folder
from eventcoder.codebook.petrarch.source_lines import read_lines
from eventcoder.codebook.petrarch.transformations import OperatorDraft, make_operators
from eventcoder.codebook.petrarch.verbs import VerbFile, read_verbs
from eventcoder.codebook.reachable import unreached_codes
from eventcoder.errors import InputError
from eventcoder.model.codebook import Codebook, Frame, Operator

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class ImportedDictionaries:
    """What an import made. codebook: its folder; actors, agents: the files for `--actors`; notes: in order of lines."""

    codebook: Path
    actors: Path
    agents: Path
    report: Path
    frames: int
    operators: int
    synsets: int
    names: int
    nouns: int
    notes: tuple[Note, ...]


def import_dictionaries(
    verbs: Path, actors: Sequence[Path], agents: Path, folder: Path, name: str = "petrarch", scheme: str = "cameo"
) -> ImportedDictionaries:
    """Convert PETRARCH dictionaries into a folder of ours: its codebook NAME, `actors` and `report.tsv`.

    actors: one file or more; name: of the codebook; scheme: the codebook whose codes and labels are taken. Raises:
    InputError for a file that cannot be read or holds nothing of its kind, OutputError where the folder is not empty.
    """
    if not _ID.fullmatch(name) or name == "actors":
        raise InputError(f"'{name}' is no name for a codebook: lower-case words joined by hyphens, not actors")
    codes = load_codes(find_codebook(scheme))
    verb_notes = Notes(str(verbs))
    verb_file = read_verbs(read_lines(verbs, verb_notes), codes, verb_notes)
    drafts = make_frames(verb_file, verb_file.synsets, verb_notes)
    if not drafts:
        raise InputError(
            f"{verbs}: no verb with a code could be converted: is this the file of verbs?{_first(verb_notes)}"
        )
    operators = make_operators(verb_file, codes, verb_notes)
    people, actor_notes = _read_actor_files(actors)
    agent_notes = Notes(str(agents))
    agent_file = read_agents(read_lines(agents, agent_notes), agent_notes)
    if not agent_file.nouns:
        raise InputError(f"{agents}: no agent could be converted: is this the file of agents?{_first(agent_notes)}")
    sections: dict[str, list[dict[str, Any]]] = {"countries": [], "entities": []}
    known = known_countries(_own_countries())
    for found, of_file in zip(people, actor_notes, strict=True):
        for section, entries in actor_sections(found, known, of_file).items():
            sections[section] += entries
    notes = tuple(
        note
        for of_file in (verb_notes, *actor_notes, agent_notes)
        for note in sorted(of_file.found, key=lambda note: note.line)
    )
    sources = ", ".join(path.name for path in (verbs, *actors, agents))
    files = {
        **_codebook_files(name, scheme, sources, codes, verb_file, drafts, operators, verbs.name),
        "actors/actors.yaml": to_yaml(
            {key: [quoted(one) for one in entries] for key, entries in sections.items() if entries},
            f"Names from {', '.join(path.name for path in actors)}.",
        ),
        "actors/agents.yaml": to_yaml({"agents": list(agent_file.entries())}, f"Role nouns from {agents.name}."),
        REPORT: report_text(notes),
    }
    write_folder(folder, files)
    return ImportedDictionaries(
        folder / name,
        folder / "actors" / "actors.yaml",
        folder / "actors" / "agents.yaml",
        folder / REPORT,
        frames=len(drafts),
        operators=len(operators),
        synsets=len(verb_file.synsets),
        names=sum(1 + len(actor.synonyms) for found in people for actor in found),
        nouns=sum(map(len, agent_file.nouns.values())),
        notes=notes,
    )


def _first(notes: Notes) -> str:
    return f" The first problem: line {notes.found[0].line}: {notes.found[0].reason}" if notes.found else ""


def _read_actor_files(paths: Sequence[Path]) -> tuple[list[list[PetrarchActor]], list[Notes]]:
    people, all_notes = [], []
    for path in paths:
        notes = Notes(str(path))
        found = read_actors(read_lines(path, notes), notes)
        if not found:
            raise InputError(f"{path}: no actor with a code: is this a file of actors?{_first(notes)}")
        people.append(found)
        all_notes.append(notes)
    return people, all_notes


def _own_countries() -> list[Mapping[str, Any]]:
    path = resources.codebooks_folder() / "actors" / "countries.yaml"
    content: dict[str, list[Mapping[str, Any]]] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return content["countries"]


def _codebook_files(
    name: str,
    scheme: str,
    sources: str,
    codes: Mapping[str, Any],
    verbs: VerbFile,
    drafts: Sequence[Draft],
    operators: Sequence[OperatorDraft],
    origin: str,
) -> dict[str, str]:
    """Relative path -> text of all files of the codebook and its synsets."""
    files = {f"{name}/codes.tsv": (find_codebook(scheme) / "codes.tsv").read_text(encoding="utf-8")}
    by_letter: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_letter.setdefault(draft.id[0], []).append(draft)
    for letter, found in by_letter.items():
        frames = [quoted(draft.yaml()) for draft in found]
        files[f"{name}/frames/verbs-{letter}.yaml"] = to_yaml({"frames": frames}, f"Verbs from {origin}.")
    named = _named(operators)
    if named:
        compose = {
            key: {Quoted(prefix): Quoted(code) for prefix, code in draft.rows.items()} for key, draft in named.items()
        }
        listed = [quoted(draft.yaml(key)) for key, draft in named.items()]
        files[f"{name}/frames/transformations.yaml"] = to_yaml(
            # PETRARCH has no rules about what is said to be done later
            {"operators": listed, "compose": compose, "speech": {}},
            f"Transformations from {origin}.",
        )
    synsets = {key: quoted(members) for key, members in verbs.synsets.items()}
    if synsets:
        files[f"{name}/synsets/{name}.yaml"] = to_yaml(synsets, f"Sets of words from {origin}.")
    head: dict[str, Any] = {
        "name": name,
        "title": f"{origin}, imported",
        "version": Quoted("1"),
        "language": "en",
        "source": f"PETRARCH dictionaries: {sources}",
        "needs_examples": False,
    }
    acts = _acts_of(find_codebook(scheme))
    if acts:
        head["acts"] = acts
    unreached = unreached_codes(_as_codebook(codes, drafts, named))
    if unreached:
        head["unreachable"] = {Quoted(code.code): f"nothing in {origin} gives it" for code in unreached}
    files[f"{name}/codebook.yaml"] = to_yaml(head, f"Made by eventcoder codebook import-petrarch from {sources}.")
    return files


def _acts_of(scheme: Path) -> dict[str, list[Quoted]]:
    """The kinds of acts that a scheme's codebook names, which its codes keep in another one."""
    content: dict[str, Any] = yaml.load((scheme / "codebook.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    acts: dict[str, list[str]] = content.get("acts", {})
    return {kind: [Quoted(prefix) for prefix in prefixes] for kind, prefixes in acts.items()}


def _named(operators: Sequence[OperatorDraft]) -> dict[str, OperatorDraft]:
    """Ids of the operators and their tables: over-say, and over-say-2 for another block of that name."""
    named: dict[str, OperatorDraft] = {}
    for draft in operators:
        base = "over-" + (re.sub(r"[^a-z0-9]+", "-", draft.block.name.lower()).strip("-") or "verbs")
        number = sum(name == base or name.startswith(f"{base}-") for name in named)
        named[f"{base}-{number + 1}" if number else base] = draft
    return named


def _as_codebook(codes: Mapping[str, Any], drafts: Sequence[Draft], operators: Mapping[str, OperatorDraft]) -> Codebook:
    """As much of the codebook as says which codes it reaches."""
    frames = []
    for draft in drafts:
        keys = draft.yaml()
        frames.append(Frame(draft.id, keys["code"], reverse=keys.get("reverse", "")))
    return Codebook(
        "",
        "",
        "",
        dict(codes),
        tuple(frames),
        tuple(Operator(name, name, code=draft.default) for name, draft in operators.items()),
        {name: draft.rows for name, draft in operators.items()},
    )
