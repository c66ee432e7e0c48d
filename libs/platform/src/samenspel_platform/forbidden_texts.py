"""The guard at the edge: no text comes in with a BSN, onderwijsnummer or ECK iD in it.

Bodies of the API (`bodies.Body`) and forms of pages (`Edge.redirect_once`) pass here, whatever
their fields are. The domain refuses such a text once more, where no edge can be forgotten.
"""

from collections.abc import Iterator, Mapping
from typing import Final, LiteralString

from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.forbidden_identifiers import (
    CONTAINS_BSN,
    CONTAINS_ECK_ID,
    CONTAINS_EDUCATION_NUMBER,
    found_in,
)
from samenspel_platform.forms import Form

EXPLAINED: Final[Mapping[str, LiteralString]] = {
    CONTAINS_BSN: "This text holds a citizen service number (BSN). It may not be here. Remove it.",
    CONTAINS_EDUCATION_NUMBER: (
        "This text holds an education number. It may not be here. Remove it."
    ),
    CONTAINS_ECK_ID: "This text holds an ECK iD. It may not be here. Remove it.",
}
"""What is wrong and what to do, for who reads an answer of the API; pages have it in Dutch."""


def texts_in(value: object) -> Iterator[str]:
    """Give every text of a value of JSON: itself, or those in its lists and objects."""
    match value:
        case str():
            yield value
        case Mapping():
            for inner in value.values():
                yield from texts_in(inner)
        case list() | tuple() | set() | frozenset():
            for inner in value:
                yield from texts_in(inner)
        case _:
            pass


def refuse_forbidden(form: Mapping[str, str]) -> None:
    """Refuse a form with InvalidInput that names each field that holds such a number."""
    if wrong := [FieldError(name, code) for name in form for code in _codes_in(form, name)]:
        raise InvalidInput(*wrong)


def _codes_in(form: Mapping[str, str], name: str) -> list[str]:
    texts = form.getlist(name) if isinstance(form, Form) else [form[name]]
    return sorted({code for text in texts for code in found_in(text)})
