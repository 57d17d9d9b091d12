"""A codebook's folder to a Codebook."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from eventcoder import resources
from eventcoder.codebook.frames import FrameReader, is_prefix, suggest_code
from eventcoder.codebook.keys import ACT_KEYS, CODEBOOK_KEYS
from eventcoder.codebook.synsets import read_synsets
from eventcoder.codebook.yaml_nodes import YamlFile, is_number, line_of, read_yaml, suggest
from eventcoder.collector import collector_paused
from eventcoder.errors import CodebookError, Problem
from eventcoder.model.codebook import Acts, Code, Codebook, Unreachable, codes_under

QUAD_CLASSES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
OWN_SYNSETS = "synsets"
"""The folder inside a codebook's folder with the synsets that only it has."""
CODE_COLUMNS = ["code", "label", "quad_class", "goldstein"]


def find_codebook(name_or_path: str | Path) -> Path:
    """The folder of a codebook: a folder that holds a codebook.yaml, or the name of one that comes with the program.

    Raises: CodebookError, naming the known ones.
    """
    folder = Path(name_or_path)
    if (folder / "codebook.yaml").is_file():
        return folder
    shipped = resources.codebooks_folder()
    known = sorted(file.parent.name for file in shipped.glob("*/codebook.yaml"))
    if str(name_or_path) in known:
        return shipped / str(name_or_path)
    if folder.is_dir():
        message = "no codebook.yaml in this folder"
    else:
        there = _codebooks_in(folder.parent)
        message = f"no codebook of the program, and no such folder.{suggest(str(name_or_path), [*known, *there])}"
    raise CodebookError([Problem(str(name_or_path), 0, message)])


def _codebooks_in(folder: Path) -> list[str]:
    """The codebooks of a folder, as they would be named; none where it cannot be read."""
    try:
        return sorted(str(path) for path in folder.iterdir() if (path / "codebook.yaml").is_file())
    except OSError:
        return []


def load_codebook(folder: Path, synsets: Path | None = None) -> Codebook:
    """Read and check a whole codebook.

    synsets: the folder of the shared synset files; default: `synsets` beside the codebook's folder, else the one that
    comes with the program. A codebook's own stand in `synsets` inside its folder. Raises: CodebookError with every
    problem of every file. What is odd but no error is in the result's `warnings`.
    """
    synset_folder = synsets if synsets is not None else _synsets_beside(folder)
    paths = _paths(folder, synset_folder)
    contents = _read_bytes(paths)
    with collector_paused():
        codebook, problems = _read(folder, synset_folder, contents)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors or codebook is None:
        raise CodebookError(sorted(errors, key=lambda problem: (problem.path, problem.line)))
    return codebook


def load_codes(folder: Path) -> dict[str, Code]:
    """The codes of a codebook alone, in the order of its codes.tsv. Raises: CodebookError with every problem."""
    path = folder / "codes.tsv"
    problems: list[Problem] = []
    codes = _read_codes(path, _read_bytes([path])[path], problems)
    if problems:
        raise CodebookError(problems)
    return codes


def _synsets_beside(folder: Path) -> Path:
    beside = folder.parent / "synsets"
    return beside if beside.is_dir() else resources.codebooks_folder() / "synsets"


def _paths(folder: Path, synsets: Path) -> list[Path]:
    """Every file of a codebook, in the order of names. Raises: CodebookError for one that is missing or misnamed."""
    if not folder.is_dir():
        raise CodebookError([Problem(str(folder), 0, "no such folder")])
    required = [folder / "codebook.yaml", folder / "codes.tsv"]
    own_synsets = folder / OWN_SYNSETS
    frames = sorted((folder / "frames").glob("*.yaml"))
    problems = [Problem(str(path), 0, "this file is missing") for path in required if not path.is_file()]
    if not frames:
        problems.append(Problem(str(folder / "frames"), 0, "no frames: this folder must hold one .yaml file at least"))
    for path in (*(folder / "frames").glob("*.yml"), *synsets.glob("*.yml"), *own_synsets.glob("*.yml")):
        problems.append(Problem(str(path), 0, "only files that end in .yaml are read: rename it"))
    if problems:
        raise CodebookError(problems)
    return [*required, *sorted(synsets.glob("*.yaml")), *sorted(own_synsets.glob("*.yaml")), *frames]


def _read(folder: Path, synsets: Path, contents: dict[Path, bytes]) -> tuple[Codebook | None, list[Problem]]:
    problems: list[Problem] = []
    codes = _read_codes(folder / "codes.tsv", contents[folder / "codes.tsv"], problems)
    files = {path: read_yaml(path, data) for path, data in contents.items() if path.suffix == ".yaml"}
    head = files[folder / "codebook.yaml"]
    header = _read_header(head, codes)
    shared, own = (
        [file for path, file in files.items() if path.parent == place] for place in (synsets, folder / OWN_SYNSETS)
    )
    words = read_synsets(shared, own)
    reader = FrameReader(codes, words)
    for path, file in files.items():
        if path.parent == folder / "frames":
            reader.read(file)
    reader.finish()
    for file in files.values():
        problems += file.problems
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    codebook = Codebook(
        name=header["name"],
        title=header["title"],
        version=header["version"],
        codes=codes,
        frames=tuple(reader.frames),
        operators=tuple(reader.operators),
        compose=reader.compose,
        speech=reader.speech,
        targetless=header.get("targetless", ()),
        sourceless=header.get("sourceless", ()),
        public_only=header.get("public_only", ()),
        acts=header.get("acts", Acts()),
        digest=_digest(contents),
        synsets=words.words,
        warnings=tuple(problems),
        unreachable=header.get("unreachable", ()),
        needs_examples=header.get("needs_examples", True) is not False,
    )
    return codebook, problems


def _read_bytes(paths: list[Path]) -> dict[Path, bytes]:
    """The bytes of each file, in order. Raises: CodebookError for those that cannot be read."""
    contents: dict[Path, bytes] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            contents[path] = path.read_bytes()
        except OSError as error:
            problems.append(Problem(str(path), 0, f"cannot be read: {error.strerror}"))
    if problems:
        raise CodebookError(problems)
    return contents


def _digest(contents: dict[Path, bytes]) -> str:
    """One hash over the names and bytes of all files; the folder they lie in does not matter."""
    digest = hashlib.sha256()
    for path, data in contents.items():
        digest.update(f"{path.parent.name}/{path.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _read_header(file: YamlFile, codes: Mapping[str, Code]) -> dict[str, Any]:
    """The values of codebook.yaml."""
    if file.root is None:
        if not file.problems:
            file.problems.append(Problem(file.path, 0, "the file is empty"))
        return {}
    values: dict[str, Any] = {}
    for name, key_node, value in file.entries(file.root, "codebook"):
        if name not in CODEBOOK_KEYS:
            file.report(key_node, f"unknown key '{name}'.{suggest(name, CODEBOOK_KEYS)}")
        elif CODEBOOK_KEYS[name].form == "codes":
            values[name] = tuple(_read_prefixes(file, value, name, codes))
        elif CODEBOOK_KEYS[name].form == "acts":
            values[name] = _read_acts(file, value, codes)
        elif CODEBOOK_KEYS[name].form == "reasons":
            values[name] = tuple(_read_reasons(file, value, name, codes))
        elif CODEBOOK_KEYS[name].form == "flag":
            values[name] = file.flag(value, name)
        else:
            values[name] = file.text(value, name)
    for name, key in CODEBOOK_KEYS.items():
        if key.required and name not in values:
            file.report(file.root, f"no {name}")
    return values


def _read_prefixes(file: YamlFile, node: yaml.Node, what: str, codes: Iterable[str]) -> Iterable[str]:
    for text, item in file.texts(node, what):
        if is_number(item):
            file.report(item, f'{what}: codes need quotes: "{text}"')
        elif not is_prefix(text.removeprefix("-"), codes):
            file.report(item, f"{what}: '{text}' begins no code")
        else:
            yield text


def _read_acts(file: YamlFile, node: yaml.Node, codes: Mapping[str, Code]) -> Acts:
    """Kinds of acts, each with its codes."""
    kinds: dict[str, frozenset[str]] = {}
    for kind, kind_node, value in file.entries(node, "acts"):
        if kind not in ACT_KEYS:
            file.report(kind_node, f"acts: unknown kind '{kind}'.{suggest(kind, ACT_KEYS)}")
        else:
            kinds[kind] = codes_under(tuple(_read_prefixes(file, value, f"acts: {kind}", codes)), codes)
    return Acts(**kinds)


def _read_reasons(file: YamlFile, node: yaml.Node, what: str, codes: Mapping[str, Code]) -> Iterator[Unreachable]:
    """Codes of the scheme, each with a text."""
    for code, code_node, value in file.entries(node, what):
        if is_number(code_node):
            file.report(code_node, f'{what}: codes need quotes: "{code}"')
        elif code not in codes:
            file.report(code_node, f"{what}: unknown code '{code}'.{suggest_code(code, codes)}")
        elif (reason := file.text(value, f"{what}: {code}")) is not None:
            yield Unreachable(code, reason, file.path, line_of(code_node))


def _read_codes(path: Path, data: bytes, problems: list[Problem]) -> dict[str, Code]:
    """The codes of codes.tsv, in its order. The root of a code is the shortest code that it begins with."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(Problem(str(path), 0, "not UTF-8: save the file as UTF-8"))
        return {}
    rows = list(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or rows[0] != CODE_COLUMNS:
        found = ", ".join(rows[0]) if rows else "nothing"
        problems.append(
            Problem(str(path), 1, f"expected the tab-separated columns {', '.join(CODE_COLUMNS)}, found {found}")
        )
        return {}
    written = {row[0] for row in rows[1:] if row}
    codes: dict[str, Code] = {}
    for line, row in enumerate(rows[1:], 2):
        if not row:
            continue
        if len(row) != len(CODE_COLUMNS):
            problems.append(Problem(str(path), line, f"expected {len(CODE_COLUMNS)} columns, found {len(row)}"))
            continue
        code, label, quad_class, goldstein = (cell.strip() for cell in row)
        try:
            value = float(goldstein) if goldstein else None
        except ValueError:
            problems.append(Problem(str(path), line, f"code '{code}': goldstein '{goldstein}' is no number"))
            continue
        if not code or not label:
            problems.append(Problem(str(path), line, "a row needs a code and a label"))
        elif code in codes:
            problems.append(Problem(str(path), line, f"code '{code}' is there twice"))
        elif quad_class not in QUAD_CLASSES:
            hint = suggest(quad_class, QUAD_CLASSES)
            problems.append(Problem(str(path), line, f"code '{code}': unknown quad_class '{quad_class}'.{hint}"))
        else:
            root = next(code[:n] for n in range(1, len(code) + 1) if code[:n] in written)
            codes[code] = Code(code, label, root, quad_class, value)
    return codes
