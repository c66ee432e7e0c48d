"""What was typed in the form of a request, by the fields of its gate."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from pydantic import BaseModel
from pydantic import Field as FormField

from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import RequestKind
from samenspel_intake.domain.asking.parents_voice import NotShown, WhyNotShown
from samenspel_intake.domain.contact import ContactDetails
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId

EXISTING = "existing"
SHOW = "show"
"""The answer that parents read it first; the others say why not."""


class _NewPupil(BaseModel):
    """A pupil that is entered with the request; names are those of the HTML fields."""

    given_name: str = FormField("", alias="pupil.given_name")
    family_name: str = FormField("", alias="pupil.family_name")
    birth_date: date | None = FormField(None, alias="pupil.birth_date")
    parent_name: str = FormField("", alias="pupil.parents.0.name")
    parent_email: str | None = FormField(None, alias="pupil.parents.0.email")
    language: str = FormField("nl", alias="pupil.parents.0.language")

    def command(self) -> RegisterPupil:
        """Give the command; without anything of a parent there is no parent yet."""
        parent = ContactDetails(
            name=self.parent_name, email=self.parent_email, language=self.language
        )
        return RegisterPupil(
            given_name=self.given_name,
            family_name=self.family_name,
            birth_date=self.birth_date,
            parents=(parent,) if self.parent_name or self.parent_email else (),
        )


class _ExistingPupil(BaseModel):
    """A pupil that the school entered before."""

    pupil_id: UUID


def kind_of(typed: Mapping[str, str]) -> RequestKind:
    """Give for whom is asked; for a child where nothing is said, or nothing that we know."""
    try:
        return chosen_kind(typed)
    except InvalidInput:
        return RequestKind.CHILD


def chosen_kind(typed: Mapping[str, str]) -> RequestKind:
    """Give for whom is asked; for a child where nothing is said. InvalidInput: we know it not."""
    try:
        return RequestKind(typed.get("kind_to") or typed.get("kind") or RequestKind.CHILD)
    except ValueError:
        raise InvalidInput(FieldError("kind", "input.choice")) from None


def texts_of(typed: Mapping[str, str]) -> dict[Field, str]:
    """Give what was typed in the fields of any gate."""
    return {field: typed.get(field.value, "") for field in Field if field.value in typed}


def pupil_of(typed: Mapping[str, str]) -> PupilId | RegisterPupil:
    """Give for which pupil; ValidationError for what is no choice or no date."""
    if typed.get("pupil") == EXISTING:
        return PupilId(_ExistingPupil.model_validate(typed).pupil_id)
    return _NewPupil.model_validate(typed).command()


def not_shown_of(typed: Mapping[str, str]) -> NotShown | None:
    """Give why parents can't read it first; None when they will."""
    given = typed.get("parents", "")
    if given == SHOW:
        return None
    if not given:
        raise InvalidInput(FieldError("parents", "request.parents-did-not-see"))
    return why_not(given, typed.get("reason", ""))


def why_not(given: str, reason: str) -> NotShown:
    """Read a reason why parents can't read it first."""
    try:
        return NotShown(WhyNotShown(given), reason)
    except ValueError:
        raise InvalidInput(FieldError("parents", "input.choice")) from None
