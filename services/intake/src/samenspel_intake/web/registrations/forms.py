"""What the forms of registrations send, and what each becomes."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field, TypeAdapter

from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.registrations.end_search import (
    ChildDied,
    Outcome,
    WentAbroad,
)
from samenspel_intake.application.registrations.parents_say import Complete
from samenspel_intake.application.registrations.register import Register
from samenspel_intake.application.registrations.steps import (
    Admit,
    Ask,
    Confirm,
    Declare,
    Defer,
    Extend,
    HaveNoPlace,
    Place,
    Refuse,
    Resume,
    Step,
)
from samenspel_intake.domain.contact import ContactDetails
from samenspel_intake.domain.registration.filing import Origin
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId, SchoolId
from samenspel_platform.forms import Form
from samenspel_web.forms import filled

STEPS: dict[str, TypeAdapter[Any]] = {
    "confirmation": TypeAdapter(Confirm),
    "question": TypeAdapter(Ask),
    "extension": TypeAdapter(Extend),
    "deferral": TypeAdapter(Defer),
    "resumption": TypeAdapter(Resume),
    "placement": TypeAdapter(Place),
    "admission": TypeAdapter(Admit),
    "declaration": TypeAdapter(Declare),
    "no-place": TypeAdapter(HaveNoPlace),
    "refusal": TypeAdapter(Refuse),
}
"""What a school can do, by the name that its form and the API give it."""
OUTCOMES: dict[str, TypeAdapter[Any]] = {
    "declaration": TypeAdapter(Declare),
    "departure": TypeAdapter(WentAbroad),
    "death": TypeAdapter(ChildDied),
}
"""How the search of a desk can end."""


class FirstChoice(StrEnum):
    """Whether the school is the one that the parents prefer."""

    THIS = "this"
    OTHER = "other"


class Expected(StrEnum):
    """Whether parents expect that their child needs more support."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class PreferencesForm(BaseModel):
    """Which schools, which first, and what is expected; what is blank was not said."""

    first_choice: FirstChoice | None = None
    other_1: UUID | None = None
    other_2: UUID | None = None
    expects_support: Expected = Expected.UNKNOWN

    def preferences(self, school_id: SchoolId | None) -> tuple[SchoolId, ...]:
        """Give the schools, the first preference in front; none when it was not said."""
        others = [SchoolId(id_) for id_ in (self.other_1, self.other_2) if id_]
        if school_id is None or self.first_choice is None:
            return ()
        if self.first_choice is FirstChoice.THIS:
            return (school_id, *others)
        if not others:
            raise InvalidInput(FieldError("other_1", "registration.other-school-missing"))
        return (*others, school_id)

    def expected(self) -> bool | None:
        """Tell what was said; None for what is not known."""
        return {Expected.YES: True, Expected.NO: False}.get(self.expects_support)

    def completion(self, school_id: SchoolId | None) -> Complete:
        """Give the command that writes down what had been left out."""
        preferences, expected = self.preferences(school_id), self.expected()
        choice = FieldError("first_choice", "input.choice")
        support = FieldError("expects_support", "input.choice")
        if wrong := [*([] if preferences else [choice]), *([support] if expected is None else [])]:
            raise InvalidInput(*wrong)
        return Complete(preferences=preferences, expects_support=bool(expected))


class RegistrationForm(PreferencesForm):
    """A registration: of a child that is known, or of one that is entered with it."""

    pupil_id: UUID | None = None
    given_name: str = Field("", alias="pupil.given_name")
    family_name: str = Field("", alias="pupil.family_name")
    birth_date: date | None = Field(None, alias="pupil.birth_date")
    parent_name: str = Field("", alias="pupil.parents.0.name")
    parent_email: str | None = Field(None, alias="pupil.parents.0.email")
    language: str = Field("nl", alias="pupil.parents.0.language")
    school_id: UUID | None = None
    origin: Origin = Origin.HOME
    enrolled_at: UUID | None = None
    wished_start: date | None = None
    received_on: date | None = None
    paper: str = ""

    def command(self, *, own_school: UUID | None, is_new: bool) -> Register:
        """Give the command; a school registers at itself alone, and its own pupil is one already."""
        at = own_school or self.school_id
        school_id = SchoolId(at) if at else None
        enrolled_at = own_school if own_school and not is_new else self.enrolled_at
        return Register(
            pupil=self._new() if is_new else self._known(),
            school_id=school_id,
            origin=self.origin,
            enrolled_at=SchoolId(enrolled_at) if enrolled_at else None,
            preferences=self.preferences(school_id),
            expects_support=self.expected(),
            wished_start=self.wished_start,
            received_on=self.received_on if own_school else None,
            paper=self.paper,
        )

    def _known(self) -> PupilId:
        if self.pupil_id is None:
            raise InvalidInput(FieldError("pupil_id", "pupil.missing"))
        return PupilId(self.pupil_id)

    def _new(self) -> RegisterPupil:
        parent = ContactDetails(
            name=self.parent_name, email=self.parent_email, language=self.language
        )
        return RegisterPupil(
            given_name=self.given_name,
            family_name=self.family_name,
            birth_date=self.birth_date,
            parents=(parent,) if self.parent_name or self.parent_email else (),
        )


def step_of(typed: Form) -> Step:
    """Give the step that a form says."""
    step: Step = _one_of(STEPS, typed)
    return step


def outcome_of(typed: Form) -> Outcome:
    """Give how a search ended, as a form says."""
    outcome: Outcome = _one_of(OUTCOMES, typed)
    return outcome


def _one_of(adapters: dict[str, TypeAdapter[Any]], typed: Form) -> Any:
    adapter = adapters.get(typed.get("kind", ""))
    if adapter is None:
        raise InvalidInput(FieldError("kind", "input.choice"))
    return adapter.validate_python(filled(typed))
