"""Which rows an actor may see; the same rules as `domain.policies`, for lists."""

from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.request_tables import SupportRequestRow
from samenspel_intake.persistence.tables import PupilRow
from samenspel_kernel.actor import Actor
from samenspel_platform.visibility import RelationColumns, permitted


def seen_by(
    actor: Actor,
    row: type[PupilRow] | type[SupportRequestRow],
    pupil_id: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None],
) -> ColumnElement[bool]:
    """Give the condition on rows that have an alliance, a unit and a school."""
    columns = RelationColumns(
        alliance_id=row.alliance_id,
        unit_id=row.unit_id,
        school_id=row.school_id,
        pupil_id=pupil_id,
    )
    return permitted(POLICY, actor, Deed.SEE, columns)
