"""What callers send about children without education."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.spells.report_spell import ReportSpell
from samenspel_intake.domain.spell.absence_class import AbsenceClass, ClassPeriod
from samenspel_kernel.accountability import NextAction
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId, SchoolId
from samenspel_platform.bodies import Body, IsoDate

Name = Annotated[str, Field(max_length=200)]


class ReportedChildBody(Body):
    """A child by what identifies it to people; what is not known is asked for later."""

    given_name: Name
    family_name: Name = ""
    birth_date: IsoDate | None = None
    school_id: UUID | None = None
    municipality_code: Annotated[str, Field(max_length=8)] | None = None

    def named(self) -> RegisterPupil:
        """Give it in the form of the use case."""
        return RegisterPupil(
            given_name=self.given_name,
            family_name=self.family_name,
            birth_date=self.birth_date,
            school_id=SchoolId(self.school_id) if self.school_id else None,
            municipality_code=self.municipality_code,
        )


class ReportBody(Body):
    """Which child, by its id or by name; without `firstDay` it is a threat.

    `knownOn` is the day on which the threshold was reached or the threat was seen.
    """

    pupil_id: UUID | None = None
    pupil: ReportedChildBody | None = None
    known_on: IsoDate
    first_day: IsoDate | None = None

    def command(self) -> ReportSpell:
        """Give the command; InvalidInput unless there is exactly one child."""
        match self.pupil_id, self.pupil:
            case UUID() as known, None:
                child: PupilId | RegisterPupil = PupilId(known)
            case None, ReportedChildBody() as named:
                child = named.named()
            case None, None:
                raise InvalidInput(FieldError("pupil", "pupil.missing"))
            case _:
                raise InvalidInput(FieldError("pupil", "pupil.named-twice"))
        return ReportSpell(child=child, known_on=self.known_on, first_day=self.first_day)


class ActionBody(Body):
    """What is done first, and by when."""

    kind: Annotated[str, Field(min_length=1, max_length=50, pattern=r"^[a-z][a-z-]*$")]
    due_on: IsoDate

    def action(self) -> NextAction:
        """Give it in the domain's form."""
        return NextAction(self.kind, self.due_on)


class ClassPeriodBody(Body):
    """What the law calls the absence; exemptions and other classes for a time have a last day."""

    absence_class: AbsenceClass
    first_day: IsoDate
    last_day: IsoDate | None = None

    def period(self) -> ClassPeriod:
        """Give it in the domain's form."""
        return ClassPeriod(self.absence_class, self.first_day, self.last_day)


class HoursBody(Body):
    """Hours missed in the week that begins on a Monday."""

    week: IsoDate
    hours: int


class FirstDayBody(Body):
    """Since when the child is without education."""

    first_day: IsoDate


class ReturnBody(Body):
    """From when the child is in its school again."""

    from_day: IsoDate


class AdmissionElsewhereBody(ReturnBody):
    """The school that admitted the child, and by what its letter is found again."""

    school_id: UUID
    letter: Name


class PlaceBody(Body):
    """The school that the named decider points out, and why."""

    school_id: UUID
    reason: Annotated[str, Field(max_length=5000)]
