"""Files as people bring them, made on the spot."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile

import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

BSN = "111222333"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = f'<Types><Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>'
Parts = Mapping[str, bytes | str]
NO_PARTS: Parts = {}
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LONG = "Noor leest graag over dieren en vertelt daar veel over in de kring. " * 3


def pdf(*pages: str) -> bytes:
    """A PDF with a text layer; each text is a page."""
    return _typeset("\n#pagebreak()\n".join(pages), "pdf")


def png(text: str) -> bytes:
    """A picture of a text."""
    source = f"#set page(width: 16cm, height: 6cm)\n#set text(size: 20pt)\n{text}"
    return _typeset(source, "png")


def scan(text: str) -> bytes:
    """A PDF without a text layer: a picture of a text on a page."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "page.png").write_bytes(png(text))
        source = Path(folder) / "scan.typ"
        source.write_text('#set page(width: 16cm, height: 6cm, margin: 0cm)\n#image("page.png")')
        return bytes(typst.compile(source, format="pdf"))


def _typeset(source: str, kind: Literal["pdf", "png"]) -> bytes:
    return bytes(typst.compile(source.encode(), format=kind))


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    writer = _copy(pdf(LONG))
    writer.encrypt("geheim", algorithm="AES-256")
    return _written(writer)


def pdf_with_script() -> bytes:
    """A PDF that runs a program when it is opened."""
    writer = _copy(pdf(LONG))
    script = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('hallo');"),
        }
    )
    writer.root_object[NameObject("/OpenAction")] = script
    return _written(writer)


def pdf_with_attachment() -> bytes:
    """A PDF with another file in it."""
    writer = _copy(pdf(LONG))
    writer.add_attachment("bijlage.txt", f"BSN {BSN}".encode())
    return _written(writer)


def pdf_about(title: str) -> bytes:
    """A PDF whose title says something."""
    writer = _copy(pdf(LONG))
    writer.add_metadata({"/Title": title})
    return _written(writer)


def _copy(content: bytes) -> PdfWriter:
    return PdfWriter(clone_from=PdfReader(BytesIO(content)))


def _written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(*paragraphs: str, types: str = TYPES, parts: Parts = NO_PARTS) -> bytes:
    """A DOCX; a paragraph is written in runs of three characters, as Word likes to."""
    body = "".join(f"<w:p>{_runs(text)}</w:p>" for text in paragraphs)
    document = f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": types, "word/document.xml": document, **parts})


def _runs(text: str) -> str:
    pieces = (text[at : at + 3] for at in range(0, len(text), 3))
    return "".join(f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in pieces)


def odt(*paragraphs: str, parts: Parts = NO_PARTS) -> bytes:
    """An ODT."""
    body = "".join(
        f"<text:p>{text[:4]}<text:span>{text[4:]}</text:span></text:p>" for text in paragraphs
    )
    content = f'<o:d xmlns:o="urn:o" xmlns:text="urn:t">{body}</o:d>'
    mimetype = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": mimetype, "content.xml": content, **parts})


def zipped(parts: Parts) -> bytes:
    """A ZIP of these parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()
