"""What a person typed in a form and did not send yet; nobody else sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.errors import FieldError, InvalidInput

KEPT_FOR = timedelta(days=30)
LONGEST_FIELD = 10_000
MOST_FIELDS = 30


class DraftForm(StrEnum):
    """The forms of which drafts are kept."""

    NEW_REQUEST = "new-request"
    NEW_REGISTRATION = "new-registration"
    SWV_DOSSIER = "swv-dossier"
    SPELL_REPORT = "spell-report"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDraft:
    """The fields of a form as they were typed, by their HTML names, and when."""

    form: DraftForm
    fields: Mapping[str, str]
    kept_at: datetime

    @classmethod
    def of(cls, form: DraftForm, typed: Mapping[str, str], *, at: datetime) -> "FormDraft":
        """Keep what is filled in.

        InvalidInput names the fields that hold a forbidden number: not even a draft may keep it.
        """
        fields = {name: text for name, text in typed.items() if text}
        too_long = [
            FieldError(name, "text.too-long")
            for name, text in fields.items()
            if len(text) > LONGEST_FIELD
        ]
        wrong = [*too_long, *forbidden_identifiers.field_errors(**fields)]
        if wrong or len(fields) > MOST_FIELDS:
            raise InvalidInput(*wrong)
        return cls(form=form, fields=fields, kept_at=at)
