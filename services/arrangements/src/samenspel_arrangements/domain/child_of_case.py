"""The child of a case, as what begins from the case knows it: a place, a transition."""

from dataclasses import dataclass
from uuid import UUID

from samenspel_arrangements.domain.case import Case
from samenspel_kernel.ids import CaseId, PupilId, SchoolId, SupportRequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildOfCase:
    """Which child it is, in which case, and where it belongs now."""

    alliance_id: UUID
    unit_id: UUID | None
    case_id: CaseId
    support_request_id: SupportRequestId
    pupil_id: PupilId
    school_id: SchoolId | None

    @classmethod
    def of(cls, case: Case) -> "ChildOfCase":
        """Give the child of a case."""
        return cls(
            alliance_id=case.alliance_id,
            unit_id=case.unit_id,
            case_id=case.id,
            support_request_id=case.support_request_id,
            pupil_id=case.pupil_id,
            school_id=case.school_id,
        )
