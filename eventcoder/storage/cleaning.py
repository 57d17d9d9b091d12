"""Cleaning of texts: what is repaired, and a text that needs no repair comes out as it went in, byte for byte."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text with its repairs undergone, and the names of those (fields of ReadCounts) that changed something."""

    text: str
    repairs: tuple[str, ...] = ()


# a known tag, so that "<Reuters>" and "x < y" stay words; a comment or a doctype
_TAG: Final = re.compile(
    r"<(?:!--|!doctype\b|/?(?:a|abbr|article|aside|b|big|blockquote|body|br|caption|center|cite|code|dd|del|div|dl|dt"
    r"|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|ins|label|li|link|main|meta|nav"
    r"|noscript|ol|p|picture|pre|q|s|script|section|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td"
    r"|tfoot|th|thead|time|title|tr|tt|u|ul|video)(?=[\s/>])[^<>]*>)",
    re.IGNORECASE,
)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLOCK_TAGS: Final = (
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "td", "th", "title", "tr", "ul",
)  # fmt: skip
_UNREAD_TAGS: Final = ("script", "style", "noscript", "template", "iframe", "svg", "video", "picture", "form")

# C0 without tab and newline; DEL; C1
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_END: Final = re.compile("\r\n?|\x85|\u2028|\x0b|\x0c")
_SPACE: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# soft hyphen, zero-width spaces and joiners, marks of direction, byte order mark
_INVISIBLE: Final = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SUSPECT: Final = re.compile(
    "[<&\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff"
    "\ud800-\udfff]"
)


def clean_text(text: str) -> Cleaned:
    """The text without tags, entities, odd spaces, invisible and control characters, in Unicode NFC.

    A paragraph's end stays a newline. Nothing is trimmed and ordinary spaces and newlines stay as they are.
    """
    composed = unicodedata.is_normalized("NFC", text)
    if composed and not _SUSPECT.search(text):
        return Cleaned(text)
    repairs: list[str] = []

    def keep(name: str, changed: str) -> None:
        nonlocal text
        if changed != text:
            text = changed
            repairs.append(name)

    keep("broken_characters", _SURROGATE.sub("\ufffd", _joined_surrogates(text)))
    keep("line_ends", _LINE_END.sub("\n", text).replace("\u2029", "\n\n"))
    if _TAG.search(text):
        keep("html_removed", _without_tags(text))
    keep("entities_decoded", _decoded(text))
    # only now, since "&lt;p&gt;" in a feed is a tag as well
    if "entities_decoded" in repairs and _TAG.search(text):
        keep("html_removed", _without_tags(text))
    keep("odd_spaces", _SPACE.sub(" ", text))
    keep("invisible_characters", _INVISIBLE.sub("", text))
    keep("control_characters", _CONTROL.sub(_printable, text))
    keep("recomposed", unicodedata.normalize("NFC", text))
    return Cleaned(text, tuple(dict.fromkeys(repairs)))


def clean_line(text: str) -> str:
    """A title or a name: cleaned as a text is, on one line, trimmed."""
    return " ".join(clean_text(text).text.split())


def _joined_surrogates(text: str) -> str:
    """JSON may write one character as two escapes, and a careless writer leaves both halves in the string."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _decoded(text: str) -> str:
    """Entities as characters; twice, since feeds often escape what was escaped already ("&amp;quot;")."""
    once = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return _ENTITY.sub(lambda match: html.unescape(match[0]), once) if once != text else text


def _printable(match: re.Match[str]) -> str:
    """C1 controls in a text are Windows-1252 letters read as Latin-1 (\\x92 is a quote); the others are nothing."""
    code = ord(match[0])
    if code < 0x80:
        return ""
    return bytes([code]).decode("cp1252", "ignore")


def _without_tags(text: str) -> str:
    # imported here: most inputs hold no tag at all
    import bs4
    import bs4.exceptions

    has_blocks = re.search(r"</?(?:p|div|br|li|td|h[1-6]|section|article)\b", text, re.IGNORECASE) is not None
    try:
        soup = bs4.BeautifulSoup(text, "html.parser")
    except bs4.exceptions.ParserRejectedMarkup:
        return _TAG.sub(" ", text)
    for tag in soup(_UNREAD_TAGS):
        tag.decompose()
    for comment in soup.find_all(string=lambda string: isinstance(string, bs4.element.PreformattedString)):
        comment.extract()
    for node in soup.find_all(string=True):
        paragraphs = re.split(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+", str(node))
        if has_blocks:
            # in HTML a single newline is a space; where only inline tags stand in a plain text it ends a line
            paragraphs = [paragraph.replace("\n", " ") for paragraph in paragraphs]
        node.replace_with("\n\n".join(paragraphs))
    for tag in soup.find_all("br"):
        tag.replace_with("\n")
    for tag in soup.find_all(_BLOCK_TAGS):
        tag.insert_before("\n\n")
        tag.insert_after("\n\n")
    plain = soup.get_text()
    plain = re.sub(r"[ \t]*\n[ \t]*", "\n", plain)
    plain = re.sub(r"[ \t]{2,}", " ", plain)
    return re.sub(r"\n{3,}", "\n\n", plain).strip()
