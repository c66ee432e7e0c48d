"""Identifiers of this topic."""

from typing import NewType
from uuid import UUID, uuid5

from samenspel_kernel.ids import CaseId

OppId = NewType("OppId", UUID)

_NAMESPACE = UUID("b8d8a2a8-7f1f-5d0e-9c1e-3a4f3f6c2d51")


def opp_id_of(case_id: CaseId) -> OppId:
    """Give the one plan that a case can have, however often it is begun."""
    return OppId(uuid5(_NAMESPACE, case_id.hex))
