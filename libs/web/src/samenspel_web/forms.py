"""What a form sent, and what was wrong with it, in sentences at the fields."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from starlette.datastructures import ImmutableMultiDict

from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_web.texts import Texts

CSRF_FIELD = "csrf"
KEY_FIELD = "idempotency_key"
Refusal = ValidationError | InvalidInput | RuleViolation
REFUSALS = (ValidationError, InvalidInput, RuleViolation)
_UPPER = re.compile(r"(?<=[a-z0-9])[A-Z]")
_BODY = re.compile(r"^body(\.|$)")
_CODES_BY_TYPE = (
    ("missing", "missing"),
    ("string_too_short", "too-short"),
    ("string_too_long", "too-long"),
    ("date", "date"),
    ("int", "number"),
    ("float", "number"),
    ("decimal", "number"),
    ("greater_than", "out-of-range"),
    ("less_than", "out-of-range"),
    ("enum", "choice"),
    ("literal_error", "choice"),
    ("uuid", "choice"),
)


class TypedForm(Protocol):
    """The fields of a form as they were typed."""

    def get(self, key: str, default: str, /) -> str:
        """Give the value of a field."""
        ...

    def getlist(self, key: str) -> list[str]:
        """Give all values of a field with several."""
        ...

    def __len__(self) -> int:
        """Count the fields."""
        ...

    def __iter__(self) -> Iterator[str]:
        """Give the names of the fields."""
        ...


NOTHING_TYPED: TypedForm = ImmutableMultiDict[str, str]()


def filled(form: Mapping[str, str]) -> dict[str, str]:
    """Give the fields that are not blank, stripped, without those that the form adds itself."""
    secret = (CSRF_FIELD, KEY_FIELD)
    return {k: v.strip() for k, v in form.items() if k not in secret and v.strip()}


@dataclass(frozen=True, slots=True)
class FormErrors:
    """Sentences by field, and those that belong to the form as a whole."""

    fields: Mapping[str, str]
    general: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fields or self.general)

    def get(self, field: str) -> str:
        """Give the sentence at a field, or nothing."""
        return self.fields.get(field, "")

    @classmethod
    def of(cls, refusal: Refusal, texts: Texts) -> "FormErrors":
        """Turn a refusal into sentences; the first at each field counts."""
        if isinstance(refusal, RuleViolation):
            return cls({}, (texts.text(f"error.{refusal.code}"),))
        fields: dict[str, str] = {}
        general: list[str] = []
        for field, sentence in _sentences(refusal, texts):
            if field:
                fields.setdefault(field, sentence)
            else:
                general.append(sentence)
        return cls(fields, tuple(general))


NO_ERRORS = FormErrors({})


def _sentences(refusal: ValidationError | InvalidInput, texts: Texts) -> Iterator[tuple[str, str]]:
    if isinstance(refusal, InvalidInput):
        for error in refusal.errors:
            yield html_name(error.field), texts.text(f"error.{error.code}")
        return
    for detail in refusal.errors(include_url=False, include_input=False):
        name = html_name(".".join(str(part) for part in detail["loc"]))
        yield name, _sentence_of(detail, texts)


def _sentence_of(detail: ErrorDetails, texts: Texts) -> str:
    context = detail.get("ctx", {})
    own = f"error.{context.get('error', detail['type'])}"
    if own in texts:
        return texts.text(own)
    starts = (code for start, code in _CODES_BY_TYPE if detail["type"].startswith(start))
    code = next(starts, "invalid")
    if code == "too-short" and context.get("min_length") == 1:
        code = "missing"
    values = {"min_length": "", "max_length": ""} | context
    return texts.text(f"error.input.{code}", **values)


def html_name(field: str) -> str:
    """Give the HTML name of a field that a caller named `birthDate` or `body.birthDate`."""
    return _UPPER.sub(lambda match: f"_{match[0]}", _BODY.sub("", field)).lower()
