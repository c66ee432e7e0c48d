"""The text of office documents: DOCX (ECMA-376) and ODT (OpenDocument), both XML in a ZIP."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import parse

from samenspel_arrangements.domain.documents.content import MediaType, ReadText, Unfit, unfit

MAX_PARTS = 2000
MAX_UNPACKED = 100 * 1024 * 1024
"""Bytes; what unpacks to more is a bomb, or nothing for a file of a child."""

ODT_TYPE = b"application/vnd.oasis.opendocument.text"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_TYPE = "macroenabled"
MACROS = re.compile(r"(vbaproject\.bin|vbadata\.xml)$|^(basic|scripts)/.", re.IGNORECASE)
PICTURES = re.compile(r"(^|/)(media|pictures|thumbnails|docprops)/[^/]+$", re.IGNORECASE)
HARMLESS = re.compile(
    r"\.(xml|rels|odttf|fntdata|rdf)$|^mimetype$|/$|^layout-cache$", re.IGNORECASE
)
DAMAGES = (
    *(BadZipFile, ParseError, DefusedXmlException, NotImplementedError, EOFError, OSError),
    *(RecursionError, RuntimeError, zlib.error, ValueError),
)
MAIN = frozenset({"word/document.xml", "content.xml"})
"""What people wrote; the other parts say how it looks, who wrote it, and what stands beside it."""
BLOCKS = frozenset({"p", "h", "br", "tab", "tr", "line-break", "s", "cr"})
"""Elements that keep words apart; all others may stand within a word or a number."""


def read_office(content: bytes) -> ReadText | None:
    """Give the text of a document; None if this ZIP is no DOCX or ODT. InvalidInput if unfit."""
    try:
        with ZipFile(BytesIO(content)) as zipped:
            parts = zipped.infolist()
            media_type = _media_type(zipped, {part.filename for part in parts})
            if media_type is None:
                return None
            _check(parts)
            main = [_text_of(zipped, part) for part in parts if part.filename in MAIN]
            others = [part for part in parts if _is_text(part) and part.filename not in MAIN]
            about = "\n".join(_text_of(zipped, part) for part in others)
    except DAMAGES:
        raise unfit(Unfit.DAMAGED) from None
    pictured = any(PICTURES.search(part.filename) and not _is_thumbnail(part) for part in parts)
    return ReadText(
        media_type=media_type,
        pages=("\n".join(main),),
        unread=frozenset({1}) if pictured else frozenset(),
        about=about,
    )


def _media_type(zipped: ZipFile, names: set[str]) -> MediaType | None:
    if "mimetype" in names:
        return MediaType.ODT if zipped.read("mimetype")[:100].strip() == ODT_TYPE else None
    if "[Content_Types].xml" not in names:
        return None
    types = zipped.read("[Content_Types].xml").decode("utf-8", "replace")
    if MACRO_TYPE in types.lower() and "word" in types.lower():
        raise unfit(Unfit.MACROS)
    return MediaType.DOCX if WORD in types else None


def _check(parts: list[ZipInfo]) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise unfit(Unfit.DAMAGED)
    if any(part.flag_bits & 1 for part in parts):
        raise unfit(Unfit.ENCRYPTED)
    names = [part.filename for part in parts]
    if any(MACROS.search(name) for name in names):
        raise unfit(Unfit.MACROS)
    if not all(HARMLESS.search(name) or PICTURES.search(name) for name in names):
        raise unfit(Unfit.ATTACHMENTS)


def _is_text(part: ZipInfo) -> bool:
    return part.filename.lower().endswith(".xml")


def _is_thumbnail(part: ZipInfo) -> bool:
    return part.filename.lower().startswith(("thumbnails/", "docprops/"))


def _text_of(zipped: ZipFile, part: ZipInfo) -> str:
    with zipped.open(part) as file:
        root = parse(file, forbid_dtd=True).getroot()
    return "".join(_pieces(root)) if root is not None else ""


def _pieces(element: Element) -> Iterator[str]:
    """Give the text in its order; what a paragraph splits into runs comes out whole."""
    if element.text:
        yield element.text
    for child in element:
        yield from _pieces(child)
        if child.tail:
            yield child.tail
    if element.tag.rpartition("}")[2] in BLOCKS:
        yield "\n"
