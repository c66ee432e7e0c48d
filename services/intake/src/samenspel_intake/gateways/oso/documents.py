"""Opens a document, JSON or XML, as a tree of fields; nothing in it can reach out or blow up."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

LARGEST_DOCUMENT = 10_000_000
MOST_MARKS = 300_000
"""Marks that begin or end a field; documents inside a dossier have none of them."""

ROOT = "dossier"
NAMESPACE = re.compile(r"http://www\.edustandaard\.nl/oso_gegevensset/\d{4}/dossier")
SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"

_ENCODING = re.compile(r"""^<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']""")
_SAFE_NAME = re.compile(r"@?[A-Za-z_][A-Za-z0-9_-]{0,59}")


class WrongDossier(Exception):
    """The document can't be taken; `errors` are (path of the field, code of what is wrong).

    No error holds a value of a field.
    """

    def __init__(self, *errors: tuple[str, str]) -> None:
        super().__init__("; ".join(f"{path}: {code}" for path, code in errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Field:
    """A field with its text or its fields; an attribute is a field with @ before its name."""

    name: str
    text: str = ""
    fields: tuple["Field", ...] = ()

    def all(self, name: str) -> list["Field"]:
        """Give the fields with a name, in order."""
        return [field for field in self.fields if field.name == name]

    def below(self) -> Iterator["Field"]:
        """Give every field in it, however deep."""
        waiting = list(self.fields)
        while waiting:
            field = waiting.pop()
            yield field
            waiting.extend(field.fields)


def open_document(raw: bytes) -> Field:
    """Open a document in UTF-8; WrongDossier when it is none, or is too large."""
    if len(raw) > LARGEST_DOCUMENT:
        raise WrongDossier(("file", "dossier.too-large"))
    try:
        text = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise WrongDossier(("file", "dossier.not-utf-8")) from None
    if sum(text.count(mark) for mark in "<,:") > MOST_MARKS:
        raise WrongDossier(("file", "dossier.too-large"))
    try:
        if text.startswith("<"):
            return _from_xml(text)
        if text.startswith("{"):
            return _from_json(text)
    except RecursionError:
        raise WrongDossier(("file", "dossier.too-deep")) from None
    raise WrongDossier(("file", "dossier.not-readable"))


def _from_xml(text: str) -> Field:
    """Read XML without any document type: no entity, no outside file, no expansion."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise WrongDossier(("file", "dossier.document-type"))
    declared = _ENCODING.match(text)
    if declared and declared[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise WrongDossier(("file", "dossier.not-utf-8"))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        raise WrongDossier(("file", "dossier.not-readable")) from None
    namespace = etree.QName(root).namespace
    if namespace is not None and not NAMESPACE.fullmatch(namespace):
        raise WrongDossier(("file", "dossier.namespace-unknown"))
    return _rooted(_element(root, namespace))


def _element(element: etree._Element, namespace: str | None) -> Field:
    """Take an element over; where to find its schema is no field of it."""
    name = etree.QName(element)
    if name.namespace != namespace:
        raise WrongDossier(("file", "dossier.namespace-unknown"))
    attributes = [
        Field(f"@{key}", value)
        for key, value in element.attrib.items()
        if not key.startswith(SCHEMA_INSTANCE)
    ]
    fields = [*attributes, *(_element(child, namespace) for child in element)]
    texts = [element.text, *(child.tail for child in element)]
    return Field(name.localname, " ".join(filter(None, texts)).strip(), tuple(fields))


def _from_json(text: str) -> Field:
    """Read JSON; an array is a field that is there more than once, null is one without text."""
    try:
        content = json.loads(
            text,
            object_pairs_hook=_once,
            parse_int=str,
            parse_float=str,
            parse_constant=_refuse_constant,
        )
    except WrongDossier:
        raise
    except ValueError:
        raise WrongDossier(("file", "dossier.not-readable")) from None
    fields = _fields(content)
    if len(fields) != 1:
        raise WrongDossier(("file", "dossier.not-a-dossier"))
    return _rooted(fields[0])


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise WrongDossier(("file", "dossier.field-twice"))
    return found


def _refuse_constant(_name: str) -> None:
    raise ValueError("no number of JSON")


def _fields(content: object) -> tuple[Field, ...]:
    if not isinstance(content, dict):
        return ()
    return tuple(
        _value(name, each)
        for name, value in content.items()
        for each in (value if isinstance(value, list) else [value])
    )


def _value(name: str, value: object) -> Field:
    if isinstance(value, dict):
        return Field(name, fields=_fields(value))
    if isinstance(value, list):
        raise WrongDossier(("file", "dossier.not-readable"))
    if isinstance(value, bool):
        return Field(name, "true" if value else "false")
    return Field(name, "" if value is None else str(value).strip())


def _rooted(root: Field) -> Field:
    if root.name != ROOT:
        raise WrongDossier(("file", "dossier.not-a-dossier"))
    return root


def shown(name: str) -> str:
    """Give a name for an error; what no field could be called is not repeated."""
    return name if _SAFE_NAME.fullmatch(name) else "?"
