"""Typed identifiers, so that a school can't be passed for an alliance."""

from typing import NewType
from uuid import UUID, uuid4, uuid5

AllianceId = NewType("AllianceId", UUID)
UnitId = NewType("UnitId", UUID)
SchoolId = NewType("SchoolId", UUID)
PupilId = NewType("PupilId", UUID)
PersonId = NewType("PersonId", UUID)
GrantId = NewType("GrantId", UUID)
SupportRequestId = NewType("SupportRequestId", UUID)
HandoverId = NewType("HandoverId", UUID)
CaseId = NewType("CaseId", UUID)
ArrangementId = NewType("ArrangementId", UUID)
DocumentId = NewType("DocumentId", UUID)
LetterId = NewType("LetterId", UUID)
EvaluationId = NewType("EvaluationId", UUID)

NO_ALLIANCE = UUID(int=0)
"""Stands for no alliance, where only what is public is read or written."""

CASE_NAMESPACE = UUID("6f0f3f5c-6d0e-5c7e-9b68-1d8a3a0c5e11")


def new_id() -> UUID:
    """Make an opaque identifier; random, so that it tells nothing about when or where."""
    return uuid4()


def case_id_of(handover_id: HandoverId) -> CaseId:
    """Give the one case that a handover can open; the same however often it is offered."""
    return CaseId(uuid5(CASE_NAMESPACE, handover_id.hex))


def reference_of(id_: UUID) -> str:
    """Give the short form of an id for people to say on the telephone; not unique for ever."""
    text = id_.hex[:8].upper()
    return f"{text[:4]}-{text[4:]}"
