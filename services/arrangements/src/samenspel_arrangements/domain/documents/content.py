"""What may come in as a document, and what a machine can say of it."""

from dataclasses import dataclass
from enum import StrEnum

from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.forbidden_identifiers import Place

FILE = "file"
"""The field of forms and bodies that holds the bytes."""


class MediaType(StrEnum):
    """The kinds of files that are taken; known by their bytes, never by their name."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TEXT = "text/plain"


EXTENSIONS = {
    MediaType.PDF: "pdf",
    MediaType.DOCX: "docx",
    MediaType.ODT: "odt",
    MediaType.JPEG: "jpg",
    MediaType.PNG: "png",
    MediaType.TEXT: "txt",
}


class Unfit(StrEnum):
    """Why a file is not taken; each is a code of a sentence that says what to do."""

    EMPTY = "document.empty"
    TOO_LARGE = "document.too-large"
    UNKNOWN_KIND = "document.unknown-kind"
    ENCRYPTED = "document.encrypted"
    MACROS = "document.macros"
    ATTACHMENTS = "document.attachments"
    DAMAGED = "document.damaged"
    INFECTED = "document.infected"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """What a machine read of a file: the text of each page, and the pages that it can't read.

    Pages count from 1. A page is unread when it is a picture. `about` is what the file says of
    itself besides: its title, who made it, the fields of its form.
    """

    media_type: MediaType
    pages: tuple[str, ...]
    unread: frozenset[int] = frozenset()
    about: str = ""

    @property
    def searched(self) -> tuple[str, ...]:
        """Give all in which a number may hide; what a file says of itself is of its first page."""
        return (f"{self.pages[0]}\n{self.about}", *self.pages[1:])


class NumbersInDocument(InvalidInput):
    """A document holds numbers that may not be here (BSN, onderwijsnummer, ECK iD).

    `places` say on which page each stands, and how it ends: enough to find it and black it out.
    """

    def __init__(self, places: tuple[Place, ...]) -> None:
        named = sorted({(place.page, place.code) for place in places})
        super().__init__(
            *(FieldError(FILE, code) for code in sorted({place.code for place in places})),
            *(FieldError(f"{FILE}.page{page}", code) for page, code in named),
        )
        self.places = places


def unfit(why: Unfit) -> InvalidInput:
    """Refuse a file."""
    return InvalidInput(FieldError(FILE, why.value))
