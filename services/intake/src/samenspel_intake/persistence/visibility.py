"""Which rows an actor may see; the same rules as `domain.policies`, for lists."""

from uuid import UUID

from sqlalchemy import ColumnElement, false
from sqlalchemy.orm import InstrumentedAttribute

from samenspel_intake.domain.policies import GRANTED, Deed
from samenspel_intake.persistence.tables import PupilRow, SupportRequestRow
from samenspel_kernel.actor import Actor, Role


def seen_by(
    actor: Actor,
    row: type[PupilRow] | type[SupportRequestRow],
    pupil_id: InstrumentedAttribute[UUID],
) -> ColumnElement[bool]:
    """Give the condition on rows that have an alliance, a unit and a school."""
    if Deed.SEE not in GRANTED[actor.role]:
        return false()
    mine = row.alliance_id == actor.alliance_id
    match actor.role:
        case Role.SCHOOL_COORDINATOR:
            return mine & (row.school_id == actor.school_id)
        case Role.UNIT_COORDINATOR:
            return mine & (row.unit_id == actor.unit_id)
        case Role.PARENT:
            return mine & pupil_id.in_(actor.pupil_ids)
        case Role.DIRECTOR | Role.ADMINISTRATOR:
            return mine
    return false()
