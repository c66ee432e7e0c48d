"""Unit: what a file is by its bytes, what is read of it, and what is not taken."""

import pytest

from samenspel_arrangements.domain.documents.content import MediaType
from samenspel_arrangements.gateways.documents import office
from samenspel_arrangements.gateways.documents.kinds import read_text
from samenspel_kernel.errors import InvalidInput
from samenspel_kernel.forbidden_identifiers import found_on

from . import samples

BSN = f"Het BSN is {samples.BSN}."
TAKEN = {
    "pdf": (samples.pdf(samples.LONG), MediaType.PDF),
    "docx": (samples.docx("Hallo"), MediaType.DOCX),
    "odt": (samples.odt("Hallo"), MediaType.ODT),
    "png": (samples.png("Hallo"), MediaType.PNG),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(50) + b"\xff\xd9", MediaType.JPEG),
    "text": ("Hallo, café".encode(), MediaType.TEXT),
    "text in UTF-16": ("Hallo, café".encode("utf-16"), MediaType.TEXT),
}
MACRO_TYPES = samples.TYPES.replace("main+xml", "main+xml").replace(
    "officedocument.wordprocessingml.document", "ms-word.document.macroEnabled"
)
REFUSED = {
    "nothing": (b"", "document.empty"),
    "spaces": (b"  \n ", "document.empty"),
    "a program": (b"\x7fELF" + bytes(100), "document.unknown-kind"),
    "a program of Windows": (b"MZ\x90\x00" + bytes(100), "document.unknown-kind"),
    "HEIC": (b"\0\0\0\x18ftypheic" + bytes(100), "document.unknown-kind"),
    "any ZIP": (samples.zipped({"a.txt": "hallo"}), "document.unknown-kind"),
    "a spreadsheet of OpenDocument": (
        samples.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "document.unknown-kind",
    ),
    "old Word": (
        office_97 := bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99),
        "document.unknown-kind",
    ),
    "Word with a password": (
        office_97 + "EncryptedPackage".encode("utf-16-le"),
        "document.encrypted",
    ),
    "PDF with a password": (samples.locked_pdf(), "document.encrypted"),
    "PDF with a script": (samples.pdf_with_script(), "document.macros"),
    "PDF with another file": (samples.pdf_with_attachment(), "document.attachments"),
    "half a PDF": (samples.pdf(samples.LONG)[:400], "document.damaged"),
    "half a picture": (samples.png("Hallo")[:-20], "document.damaged"),
    "half a DOCX": (samples.docx("Hallo")[:-40], "document.damaged"),
    "DOCX with a macro": (
        samples.docx("Hallo", parts={"word/vbaProject.bin": b"x"}),
        "document.macros",
    ),
    "DOCM": (samples.docx("Hallo", types=MACRO_TYPES), "document.macros"),
    "ODT with a macro": (
        samples.odt("Hallo", parts={"Basic/Standard/a.xml": "<a/>"}),
        "document.macros",
    ),
    "DOCX with another file": (
        samples.docx("Hallo", parts={"word/embeddings/a.xlsx": b"x"}),
        "document.attachments",
    ),
    "DOCX with a bomb": (
        samples.docx(
            "Hallo",
            parts={
                "word/bomb.xml": '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
            },
        ),
        "document.damaged",
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_the_bytes_say_what_it_is(name: str) -> None:
    content, media_type = TAKEN[name]

    assert read_text(content).media_type is media_type


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_looked_into_is_refused(name: str) -> None:
    content, code = REFUSED[name]
    with pytest.raises(InvalidInput) as refused:
        read_text(content)

    assert [(error.field, error.code) for error in refused.value.errors] == [("file", code)]


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_UNPACKED", 1000)
    with pytest.raises(InvalidInput, match=r"document\.damaged"):
        read_text(samples.docx("a" * 2000))


HIDDEN = {
    "text": BSN.encode(),
    "text in UTF-16": BSN.encode("utf-16"),
    "pdf": samples.pdf(samples.LONG + BSN),
    "the title of a PDF": samples.pdf_about(BSN),
    "docx": samples.docx(BSN),
    "a footer": samples.docx("Hallo", parts={"word/footer1.xml": f"<f><p>{BSN}</p></f>"}),
    "a comment": samples.docx("Hallo", parts={"word/comments.xml": f"<f><p>{BSN}</p></f>"}),
    "the title of a DOCX": samples.docx(
        "Hallo", parts={"docProps/core.xml": f"<c><t>{BSN}</t></c>"}
    ),
    "odt": samples.odt(BSN),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_forbidden_number_is_found_wherever_it_stands(name: str) -> None:
    places = found_on(read_text(HIDDEN[name]).searched)

    assert [(place.page, place.code, place.last_two) for place in places] == [
        (1, "text.contains-bsn", "33")
    ]


def test_the_page_is_named_also_when_the_word_for_it_stands_on_the_one_before() -> None:
    content = samples.pdf(samples.LONG, samples.LONG + " Het BSN is:", samples.BSN)

    assert [place.page for place in found_on(read_text(content).pages)] == [3]


def test_a_page_that_is_a_picture_is_told_and_a_short_one_is_not() -> None:
    assert read_text(samples.scan("Hallo")).unread == {1}
    assert read_text(samples.png("Hallo")).unread == {1}
    assert read_text(samples.pdf("Kort.", samples.LONG)).unread == frozenset()
    with_picture = samples.docx("Hallo", parts={"word/media/image1.png": samples.png("BSN")})
    assert read_text(with_picture).unread == {1}
