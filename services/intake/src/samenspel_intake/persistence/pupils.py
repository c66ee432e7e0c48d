"""Stored pupils."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from samenspel_intake.domain.completion import COMPLETE_DATA, Completion, Missing
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.persistence.tables import PupilRow
from samenspel_intake.persistence.versions import keep_version
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.ids import AllianceId, PupilId, SchoolId, UnitId
from samenspel_messaging.unit_of_work import SqlRepository


class SqlPupils(SqlRepository[Pupil, PupilRow]):
    """The pupils of one alliance."""

    row_type = PupilRow

    def to_domain(self, row: PupilRow) -> Pupil:
        """Build a pupil."""
        return Pupil(
            id=PupilId(row.id),
            alliance_id=AllianceId(row.alliance_id),
            unit_id=UnitId(row.unit_id) if row.unit_id else None,
            given_name=row.given_name,
            family_name=row.family_name,
            birth_date=row.birth_date,
            school_id=SchoolId(row.school_id) if row.school_id else None,
            municipality_code=row.municipality_code,
            has_reachable_parent=row.has_reachable_parent,
            completion=_completion(row),
            merged_into=PupilId(row.merged_into) if row.merged_into else None,
        )

    async def used(self, id_: PupilId) -> Pupil:
        """Load the entry that is used for a child, under whichever of its ids; or NotFound."""
        pupil = await self.get(id_)
        while pupil.merged_into is not None:
            pupil = await self.get(pupil.merged_into)
        return pupil

    async def merged_with(self, id_: PupilId) -> Sequence[PupilId]:
        """Give all ids of the child of a used entry, that one first."""
        ids = [id_]
        row = PupilRow
        for known in ids:
            query = select(row.id).where(
                row.alliance_id == self._uow.scope.alliance_id, row.merged_into == known
            )
            ids += [PupilId(found) for found in await self._uow.session.scalars(query)]
        return ids

    def save(self, aggregate: Pupil) -> None:
        """Have it written, and a version of it with who changed it."""
        super().save(aggregate)
        keep_version(self._uow, aggregate, "pupil", aggregate.id, _state(aggregate))

    def fill(self, row: PupilRow, aggregate: Pupil) -> None:
        """Write a pupil's state."""
        row.given_name, row.family_name = aggregate.given_name, aggregate.family_name
        row.birth_date, row.school_id = aggregate.birth_date, aggregate.school_id
        row.municipality_code = aggregate.municipality_code
        row.has_reachable_parent = aggregate.has_reachable_parent
        row.merged_into = aggregate.merged_into
        completion = aggregate.completion
        row.missing = sorted(piece.value for piece in aggregate.missing)
        row.completion_holder_kind = completion.holder.kind.value if completion else None
        row.completion_holder_id = completion.holder.id if completion else None
        row.completion_due_on = completion.next_action.due_on if completion else None


def _state(pupil: Pupil) -> dict[str, Any]:
    return {
        "given_name": pupil.given_name,
        "family_name": pupil.family_name,
        "birth_date": pupil.birth_date.isoformat() if pupil.birth_date else None,
        "school_id": str(pupil.school_id) if pupil.school_id else None,
        "municipality_code": pupil.municipality_code,
        "merged_into": str(pupil.merged_into) if pupil.merged_into else None,
    }


def _completion(row: PupilRow) -> Completion | None:
    kind, holder_id, due_on = (
        row.completion_holder_kind,
        row.completion_holder_id,
        row.completion_due_on,
    )
    if kind is None or holder_id is None or due_on is None:
        return None
    return Completion(
        missing=frozenset(map(Missing, row.missing)),
        holder=Holder(HolderKind(kind), holder_id),
        next_action=NextAction(COMPLETE_DATA, due_on),
    )
