"""Base of request and answer bodies: camelCase, closed, dates as ISO 8601 text.

No text that comes in holds a BSN, onderwijsnummer or ECK iD: every field of every body is looked at.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    WithJsonSchema,
    field_validator,
)
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from samenspel_kernel.forbidden_identifiers import found_in
from samenspel_platform.forbidden_texts import EXPLAINED, texts_in

CALENDAR_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _only_iso(value: object) -> object:
    """Refuse what pydantic would read as seconds since 1970: numbers, and text of digits."""
    written = isinstance(value, str) and CALENDAR_DAY.match(value)
    if not written and not isinstance(value, date):
        raise ValueError("must be text in ISO 8601")
    return value


def _in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


IsoDate = Annotated[date, BeforeValidator(_only_iso)]
"""A calendar day, as `2026-09-07`."""

UtcDateTime = Annotated[
    AwareDatetime,
    BeforeValidator(_only_iso),
    PlainSerializer(_in_utc, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment; any offset comes in, UTC with a Z goes out."""


class Body(BaseModel):
    """What a caller sends; unknown fields are refused, so that a typing error is noticed.

    A text with a forbidden identifier is refused at its field, with the identifier's own code.
    """

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_name=True,
        extra="forbid",
        str_strip_whitespace=True,
        frozen=True,
    )

    @field_validator("*")
    @classmethod
    def _holds_no_forbidden_identifier(cls, value: Any) -> Any:
        for text in texts_in(value):
            for code in found_in(text):
                raise PydanticCustomError(code, EXPLAINED[code])
        return value


class View(BaseModel):
    """What a caller gets."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, frozen=True)
