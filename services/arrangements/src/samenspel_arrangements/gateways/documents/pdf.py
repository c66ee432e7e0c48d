"""The text of PDF (ISO 32000), page by page, with what stands in its forms, notes and title."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject

from samenspel_arrangements.domain.documents.content import MediaType, ReadText, Unfit, unfit

FEW_CHARACTERS = 100
"""A page with a picture and fewer of them is a scan, as far as a machine can tell."""
MAX_PAGES = 500
INLINE_PICTURE = b"\nBI"
DEEPEST = 5
"""How deep pictures are looked for in what is drawn in what is drawn."""


def read_pdf(content: bytes) -> ReadText:
    """Give its text; InvalidInput for what is locked, holds other files or runs programs."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise unfit(Unfit.ENCRYPTED)
        _refuse_more_than_text(reader)
        if len(reader.pages) > MAX_PAGES:
            raise unfit(Unfit.TOO_LARGE)
        pages = [_text_of(page) for page in reader.pages]
        unread = {
            number
            for number, page in enumerate(reader.pages, start=1)
            if _is_picture(page, len("".join(pages[number - 1].split())))
        }
        about = "\n".join(_about(reader))
    except (PyPdfError, RecursionError, ValueError, KeyError, TypeError, AttributeError):
        raise unfit(Unfit.DAMAGED) from None
    except (IndexError, AssertionError, NotImplementedError, ArithmeticError, OSError):
        raise unfit(Unfit.DAMAGED) from None
    if not pages:
        raise unfit(Unfit.EMPTY)
    return ReadText(
        media_type=MediaType.PDF, pages=tuple(pages), unread=frozenset(unread), about=about
    )


def _refuse_more_than_text(reader: PdfReader) -> None:
    root = reader.trailer["/Root"].get_object()
    names = _dictionary(root.get("/Names")) if isinstance(root, DictionaryObject) else {}
    if "/JavaScript" in names:
        raise unfit(Unfit.MACROS)
    if reader.attachments:
        raise unfit(Unfit.ATTACHMENTS)
    opening = _dictionary(_dictionary(root).get("/OpenAction"))
    if opening.get("/S") in ("/JavaScript", "/Launch"):
        raise unfit(Unfit.MACROS)


def _text_of(page: PageObject) -> str:
    return "\n".join((page.extract_text(), *_notes(page)))


def _notes(page: PageObject) -> Iterator[str]:
    notes = page.get("/Annots")
    found = notes.get_object() if notes is not None else None
    for note in found if isinstance(found, ArrayObject) else ():
        values = _dictionary(note)
        yield from (str(values[key]) for key in ("/Contents", "/V") if key in values)


def _is_picture(page: PageObject, characters: int) -> bool:
    if characters >= FEW_CHARACTERS:
        return False
    drawn = page.get_contents()
    content = drawn.get_data() if drawn is not None else b""
    if not characters:
        return bool(content.strip())
    return INLINE_PICTURE in content or _has_picture(_dictionary(page.get("/Resources")), DEEPEST)


def _has_picture(resources: DictionaryObject, deep: int) -> bool:
    for each in _dictionary(resources.get("/XObject")).values():
        drawn = _dictionary(each)
        inner = _dictionary(drawn.get("/Resources"))
        if drawn.get("/Subtype") == "/Image" or (deep and _has_picture(inner, deep - 1)):
            return True
    return False


def _about(reader: PdfReader) -> Iterator[str]:
    yield from (str(value) for value in (reader.metadata or {}).values())
    for name, field in (reader.get_fields() or {}).items():
        yield f"{name} {field.get('/V', '')}"


def _dictionary(thing: object) -> DictionaryObject:
    found = thing.get_object() if hasattr(thing, "get_object") else thing
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
