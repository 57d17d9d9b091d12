"""What was built once is read back whole, or built again: never another's, never something old or torn."""

from __future__ import annotations

import gc
import os
import pickle
import stat
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from eventcoder.collector import collector_paused
from eventcoder.errors import InputError, OutputError
from eventcoder.storage import compiled_cache
from eventcoder.storage.compiled_cache import default_compiled_folder, files_key, load_compiled


@dataclass(frozen=True, slots=True)
class Book:
    name: str
    words: tuple[str, ...]
    links: dict[str, str]


@dataclass
class Doubled:
    """A class whose constructor changes what it is given."""

    value: int

    def __post_init__(self) -> None:
        self.value *= 2


class Builder:
    """Counts how often something is built."""

    def __init__(self, made: object = None) -> None:
        self.made = made or Book("cameo", ("lift", "ease"), {"085": "ease"})
        self.calls = 0

    def __call__(self) -> object:
        self.calls += 1
        return self.made


class Trap:
    """Leaves a file behind when its pickle is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.path,)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "compiled"


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_what_is_kept_is_not_built_again(folder: Path) -> None:
    build = Builder()
    assert load_compiled("k", build, folder) == load_compiled("k", build, folder) == build.made
    assert build.calls == 1


def test_another_key_is_another_result(folder: Path) -> None:
    first, second = Builder(), Builder(("other",))
    load_compiled("a", first, folder)
    assert load_compiled("b", second, folder) == ("other",)
    assert load_compiled("a", first, folder) == first.made
    assert (first.calls, second.calls) == (1, 1)


def test_one_object_in_two_places_stays_one(folder: Path) -> None:
    book = Book("one", (), {})
    load_compiled("k", Builder((book, {"again": book})), folder)
    kept, places = load_compiled("k", Builder((book, {"again": book})), folder)
    assert kept is places["again"]


def test_a_class_that_changes_its_values_comes_back_as_it_was(folder: Path) -> None:
    load_compiled("k", Builder(Doubled(2)), folder)
    assert load_compiled("k", Builder(), folder) == Doubled(2)


@pytest.mark.parametrize("damage", ["empty", "torn", "one byte", "one byte of the digest", "foreign", "other key"])
def test_a_broken_or_foreign_file_is_ignored_and_written_anew(folder: Path, damage: str) -> None:
    build = Builder()
    load_compiled("k", build, folder)
    file = only_file(folder)
    whole = file.read_bytes()
    pickled = whole.index(b"\n") + 1 + 16
    trap = folder.parent / "sprung"
    file.write_bytes(
        {
            "empty": b"",
            "torn": whole[:-5],
            "one byte": whole[: pickled + 20] + bytes([whole[pickled + 20] ^ 1]) + whole[pickled + 21 :],
            "one byte of the digest": whole[: pickled - 1] + bytes([whole[pickled - 1] ^ 1]) + whole[pickled:],
            "foreign": pickle.dumps(Trap(trap)),
            "other key": whole.replace(b" k\n", b" j\n"),
        }[damage]
    )
    assert load_compiled("k", build, folder) == build.made
    assert build.calls == 2
    assert not trap.exists()
    assert file.read_bytes() == whole


def test_a_class_that_is_gone_is_built_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_compiled("k", Builder(), folder)
    monkeypatch.delattr(f"{__name__}.Book")
    assert load_compiled("k", Builder(("anew",)), folder) == ("anew",)


def test_the_folder_is_closed_to_others(folder: Path) -> None:
    load_compiled("k", Builder(), folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


posix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="mode bits and owners are those of Unix")


@posix
@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777])
def test_a_folder_that_others_may_write_in_is_not_used(folder: Path, mode: int) -> None:
    build = Builder()
    load_compiled("k", build, folder)
    folder.chmod(mode)
    assert load_compiled("k", build, folder) == build.made
    assert build.calls == 2


@posix
def test_a_folder_of_another_user_is_neither_read_nor_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = Builder()
    load_compiled("k", build, folder)
    before = only_file(folder).stat().st_mtime_ns
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert load_compiled("k", build, folder) == load_compiled("new", build, folder) == build.made
    assert build.calls == 3
    assert only_file(folder).stat().st_mtime_ns == before


@posix
@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_is_not_read(folder: Path) -> None:
    build = Builder()
    load_compiled("k", build, folder)
    os.chown(only_file(folder), 12345, 12345)
    assert load_compiled("k", build, folder) == build.made
    assert build.calls == 2
    assert only_file(folder).stat().st_uid == os.getuid()


@posix
def test_links_are_not_followed(folder: Path, tmp_path: Path) -> None:
    build = Builder()
    load_compiled("k", build, folder)
    file = only_file(folder)
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    load_compiled("k", build, folder)
    assert build.calls == 2
    link = tmp_path / "link"
    link.symlink_to(folder)
    load_compiled("k", build, link)
    assert build.calls == 3


def test_where_nothing_can_be_kept_it_is_built_each_time(tmp_path: Path) -> None:
    """Root may write into a read-only folder; nobody may make one below a file."""
    (tmp_path / "file").write_text("x")
    build = Builder()
    for _ in range(2):
        assert load_compiled("k", build, tmp_path / "file" / "compiled") == build.made
    assert build.calls == 2


@posix
def test_a_read_only_folder_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir(parents=True, mode=0o700)
    folder.chmod(0o500)

    def refuse(path: Path, write: object) -> None:
        raise OutputError(f"{path}: may not be written (Permission denied).")

    if os.getuid() == 0:
        monkeypatch.setattr(compiled_cache, "write_whole", refuse)
    build = Builder()
    assert load_compiled("k", build, folder) == load_compiled("k", build, folder) == build.made
    assert build.calls == 2
    assert list(folder.iterdir()) == []


def test_an_error_passes_through_and_nothing_is_kept(folder: Path) -> None:
    def fail() -> object:
        raise InputError("bad")

    with pytest.raises(InputError, match="bad"):
        load_compiled("k", fail, folder)
    assert not folder.exists()
    assert gc.isenabled()


def test_only_the_files_used_last_stay(folder: Path) -> None:
    load_compiled("first", Builder(), folder)
    os.utime(only_file(folder), (1, 1))
    load_compiled("second", Builder(), folder)
    os.utime(folder / "second.pickle", (2, 2))
    load_compiled("first", Builder(), folder)
    for number in range(compiled_cache._KEPT - 1):
        load_compiled(str(number), Builder(), folder)
    names = {file.stem for file in folder.iterdir()}
    assert len(names) == compiled_cache._KEPT
    assert "first" in names
    assert "second" not in names


def test_the_collector_rests_while_a_pickle_is_read_and_works_after(folder: Path) -> None:
    seen = []

    def build() -> object:
        seen.append(gc.isenabled())
        return 1

    load_compiled("k", build, folder)
    assert seen == [False]
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "a.yaml").write_text("a")
    (folder / "b.tsv").write_text("b")
    (folder / "notes.txt").write_text("n")
    return folder


def test_the_key_stays_while_the_files_do(data: Path) -> None:
    key = files_key("actors", data)
    (data / "notes.txt").write_text("other")
    os.utime(data / "a.yaml", (time.time() + 9, time.time() + 9))
    assert files_key("actors", data) == key
    assert len(key) == 32


@pytest.mark.parametrize("change", ["bytes", "new file", "misnamed file", "gone", "renamed", "moved"])
def test_a_changed_data_file_is_another_key(data: Path, change: str) -> None:
    key = files_key("actors", data)
    place = data
    match change:
        case "bytes":
            (data / "a.yaml").write_text("A")
        case "new file":
            (data / "c.yaml").write_text("")
        case "misnamed file":
            (data / "c.yml").write_text("")
        case "gone":
            (data / "b.tsv").unlink()
        case "renamed":
            (data / "a.yaml").rename(data / "aa.yaml")
        case "moved":
            place = data.rename(data.with_name("moved"))
    assert files_key("actors", place) != key


def test_the_key_tells_results_versions_and_places_apart(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {
        files_key("actors", data),
        files_key("codebook", data),
        files_key("actors", data, data / "a.yaml"),
        files_key("actors", data, data / "none.yaml"),
        files_key("actors", data / "a.yaml", data),
    }
    monkeypatch.setattr(compiled_cache, "code_digest", lambda: "other code")
    keys.add(files_key("actors", data))
    monkeypatch.setattr("sys.version", "4.0")
    keys.add(files_key("actors", data))
    assert len(keys) == 7


def test_a_folder_without_data_files_is_not_the_same_as_none(data: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert files_key("actors", data, empty) != files_key("actors", data)


def test_a_file_that_cannot_be_read_is_left_to_the_loader(tmp_path: Path) -> None:
    assert files_key("actors", tmp_path / "none") == files_key("actors", tmp_path / "none")


def test_the_code_counts_with_all_its_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "eventcoder"
    (package / "storage").mkdir(parents=True)
    module = package / "storage" / "compiled_cache.py"
    module.write_text("x = 1")
    monkeypatch.setattr(compiled_cache, "__file__", str(module))
    compute = compiled_cache.code_digest.__wrapped__
    digests = [compute(), compute()]
    module.write_text("x = 2")
    digests.append(compute())
    (package / "model.py").write_text("y = 1")
    digests.append(compute())
    assert [digests.index(digest) for digest in digests] == [0, 0, 2, 3]


def test_the_default_folder_is_the_users() -> None:
    assert default_compiled_folder().name == "compiled"
    assert "eventcoder" in str(default_compiled_folder())
