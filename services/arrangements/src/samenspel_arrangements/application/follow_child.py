"""Use case: a child goes to another school."""

from samenspel_arrangements.application.ports import ArrangementsUnitOfWork
from samenspel_arrangements.domain.case_stages import FILE_CLOSED
from samenspel_kernel.ids import PupilId, SchoolId


async def follow_child(
    pupil_id: PupilId, school_id: SchoolId | None, *, uow: ArrangementsUnitOfWork
) -> None:
    """Let the school where it is now see its cases, and the one of before no more.

    Who holds a case goes on holding it. The file of a closed case does not travel: it stays with
    the school of then.
    """
    for case in await uow.cases.of_pupil(pupil_id):
        if case.school_id != school_id and case.state not in FILE_CLOSED:
            case.school_id = school_id
            uow.cases.save(case)
