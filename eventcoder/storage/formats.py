"""Opening an input whatever its format: compression, charset and kind are found out from the name, then the bytes."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, cast

import pyarrow as pa

from eventcoder.errors import InputError

SUFFIXES: Final[dict[str, str]] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jl": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".txt": "text",
    ".text": "text",
}
"""What a file's suffix says it is; a compression's suffix after it is taken off first."""
COMPRESSIONS: Final[dict[str, str]] = {".gz": "gzip", ".gzip": "gzip", ".zst": "zstd", ".zstd": "zstd"}

_MAGIC: Final = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"))
_HEAD: Final = 1 << 20
# charsets that English news has been written in; others would only be mistaken for one of these
_CHARSETS: Final = ["cp1252", "mac_roman", "cp437", "utf_16", "utf_16_le", "utf_16_be"]

DAMAGED: Final = (EOFError, zlib.error, gzip.BadGzipFile, OSError)
"""What reading a truncated or broken compressed file raises."""


def format_of(path: Path) -> str | None:
    """What the name says: jsonl, json, csv, tsv, parquet, text; None where it says nothing."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in COMPRESSIONS:
        suffixes.pop()
    return SUFFIXES.get(suffixes[-1]) if suffixes else None


def stem_of(path: Path) -> str:
    """The file's name without the suffixes that say what it is: "a.2003.txt.gz" is "a.2003"."""
    name = path.name
    for known in (COMPRESSIONS, SUFFIXES):
        suffix = Path(name).suffix
        if suffix.lower() in known and len(name) > len(suffix):
            name = name[: -len(suffix)]
    return name


@contextmanager
def open_bytes(source: Path | IO[bytes], where: str) -> Iterator[IO[bytes]]:
    """The decompressed bytes, buffered; gzip and zstd are known by their first bytes, whatever the name.

    Raises: InputError, where the file is not there or may not be read.
    """
    if isinstance(source, Path):
        try:
            raw: IO[bytes] = source.open("rb")
        except OSError as error:
            raise InputError(f"{where}: cannot be read: {error.strerror or error}") from error
        with raw:
            yield _decompressed(raw)
    else:
        yield _decompressed(source)


def _decompressed(raw: IO[bytes]) -> IO[bytes]:
    head = raw.read(4)
    whole = cast(IO[bytes], io.BufferedReader(_Rejoined(head, raw), _HEAD))
    kind = next((name for magic, name in _MAGIC if head.startswith(magic)), None)
    if kind == "gzip":
        return cast(IO[bytes], gzip.GzipFile(fileobj=whole, mode="rb"))
    if kind == "zstd":
        return cast(IO[bytes], io.BufferedReader(_Frames(whole), _HEAD))
    return whole


class _Rejoined(io.RawIOBase):
    """Bytes that were looked at already, and then the rest of the stream they came from."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._head[: len(buffer)]
        if chunk:
            self._head = self._head[len(chunk) :]
        else:
            # one step of the decompressor, so that what stands before a damage is handed out
            read = getattr(self._rest, "read1", self._rest.read)
            chunk = read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


class _Frames(io.RawIOBase):
    """A zstd stream, its frames one after another, read through pyarrow."""

    def __init__(self, compressed: IO[bytes]) -> None:
        self._stream = pa.CompressedInputStream(pa.PythonFile(compressed, mode="r"), "zstd")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        # small steps: where the stream turns out truncated, the step that meets it is lost whole
        chunk = self._stream.read(min(len(buffer), 1 << 15))
        buffer[: len(chunk)] = chunk
        return len(chunk)


@dataclass(frozen=True, slots=True)
class Opened:
    """An input ready to be read. format: jsonl, json, csv, tsv, parquet or text; charset: null where it is UTF-8."""

    stream: IO[bytes]
    format: str
    charset: str | None

    def lines(self) -> io.TextIOWrapper:
        """The text of it, undecodable bytes as U+FFFD, line ends as they stand."""
        return io.TextIOWrapper(
            cast(Any, self.stream), encoding=self.charset or "utf-8-sig", errors="replace", newline=""
        )


def look_into(stream: IO[bytes], known_format: str | None) -> Opened:
    """Finds format and charset from the first MiB. Raises: what a damaged compressed stream raises (DAMAGED)."""
    head, read = b"", getattr(stream, "read1", stream.read)
    try:
        while len(head) < _HEAD and (chunk := read(_HEAD - len(head))):
            head += chunk
    except DAMAGED:
        # met again when the reader comes to it; what stands before it is good
        if not head:
            raise
    whole = cast(IO[bytes], io.BufferedReader(_Rejoined(head, stream), _HEAD))
    if known_format == "parquet" or (known_format is None and head.startswith(b"PAR1")):
        return Opened(whole, "parquet", None)
    charset = charset_of(head, complete=len(head) < _HEAD)
    sample = head.decode(charset or "utf-8-sig", "replace").lstrip("\ufeff \t\r\n")
    return Opened(whole, _text_format(sample, known_format), charset)


def _text_format(sample: str, known_format: str | None) -> str:
    if known_format in {"csv", "tsv", "text"}:
        return known_format
    if known_format == "json" or re.match(r"\[\s*(?:\{|\]|$)", sample):
        return "jsonl" if _first_line_is_object(sample) else "json"
    if known_format == "jsonl":
        return "jsonl"
    if sample.startswith("{") and re.match(r'\{\s*(?:"|\})', sample):
        return "jsonl" if _first_line_is_object(sample) else "json"
    return "text"


def _first_line_is_object(sample: str) -> bool:
    first, _, rest = sample.partition("\n")
    if not rest.strip():
        # one line alone, perhaps cut off by the end of the sample: an object is one line of JSONL
        return first.startswith("{")
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return False


def charset_of(sample: bytes, complete: bool = True) -> str | None:
    """None for UTF-8; else the charset that the bytes seem to be in.

    complete: the sample ends where the file does, so a half character at its end is an error. Bytes that are UTF-8
    but for a few broken ones stay UTF-8.
    """
    for mark, name in (
        (codecs.BOM_UTF8, None),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if sample.startswith(mark):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")
    try:
        text = decoder().decode(sample, final=complete)
    except UnicodeDecodeError:
        text = ""
    if text or not sample:
        # UTF-16 of English text without a mark is valid UTF-8 too, but every second byte of it is zero
        return _zeros(sample)
    if _zeros(sample):
        return _zeros(sample)
    replaced = decoder("replace").decode(sample, final=complete)
    broken = replaced.count("\ufffd")
    if sum(character > "\x7f" for character in replaced) - broken > broken:
        return None
    # imported here: needed for few inputs only
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample, cp_isolation=_CHARSETS).best()
    return best.encoding if best is not None else "cp1252"


def _zeros(sample: bytes) -> str | None:
    even, odd = sample[0:4096:2].count(0), sample[1:4096:2].count(0)
    half = max(len(sample[:4096]) // 2, 1)
    if odd > 0.5 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.5 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None
