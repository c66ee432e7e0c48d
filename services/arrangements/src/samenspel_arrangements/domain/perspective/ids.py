"""A case has one perspective, so that its id follows from the case."""

from typing import NewType
from uuid import UUID, uuid5

from samenspel_kernel.ids import CaseId

PerspectiveId = NewType("PerspectiveId", UUID)


def perspective_id_of(case_id: CaseId) -> PerspectiveId:
    """Give the perspective of a case."""
    return PerspectiveId(uuid5(case_id, "shared-perspective"))
