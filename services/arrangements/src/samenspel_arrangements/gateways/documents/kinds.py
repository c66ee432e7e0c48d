"""Which kind of file these bytes are; the name and what the sender says do not count."""

from samenspel_arrangements.domain.documents.content import MediaType, ReadText, Unfit, unfit
from samenspel_arrangements.gateways.documents.office import read_office
from samenspel_arrangements.gateways.documents.pdf import read_pdf

PDF_WITHIN = 1024
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of Office before 2007 begin, and those of today that have a password."""
MARKS = {bytes.fromhex("ffd8ff"): MediaType.JPEG, b"\x89PNG\r\n\x1a\n": MediaType.PNG}
ENDS = {MediaType.JPEG: b"\xff\xd9", MediaType.PNG: b"IEND\xaeB`\x82"}
CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}


def read_text(content: bytes) -> ReadText:
    """Give the kind of a file and its text; InvalidInput for what is not taken."""
    if not content.strip():
        raise unfit(Unfit.EMPTY)
    if b"%PDF-" in content[:PDF_WITHIN]:
        return read_pdf(content)
    for mark, media_type in MARKS.items():
        if content.startswith(mark):
            return _picture(content, media_type)
    if content.startswith(b"PK\x03\x04"):
        if (found := read_office(content)) is None:
            raise unfit(Unfit.UNKNOWN_KIND)
        return found
    if content.startswith(OLD_OFFICE):
        raise unfit(Unfit.ENCRYPTED if _has("EncryptedPackage", content) else Unfit.UNKNOWN_KIND)
    return _plain(content)


def _picture(content: bytes, media_type: MediaType) -> ReadText:
    if ENDS[media_type] not in content[-PDF_WITHIN:]:
        raise unfit(Unfit.DAMAGED)
    return ReadText(media_type=media_type, pages=("",), unread=frozenset({1}))


def _plain(content: bytes) -> ReadText:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise unfit(Unfit.UNKNOWN_KIND) from None
    if any(ord(char) in CONTROLS for char in text):
        raise unfit(Unfit.UNKNOWN_KIND)
    return ReadText(media_type=MediaType.TEXT, pages=tuple(text.split("\f")))


def _has(word: str, content: bytes) -> bool:
    return word.encode("utf-16-le") in content
