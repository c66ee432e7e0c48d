"""Stored requests in the making, and what their pages show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from samenspel_intake.domain.asking.answers import Answers
from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import RequestKind
from samenspel_intake.domain.asking.prepared_request import (
    Dropped,
    PreparedRequest,
    Preparing,
    Sent,
)
from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.ids import PreparedRequestId
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.request_documents import (
    dump_answers,
    dump_voice,
    load_answers,
    load_voice,
)
from samenspel_intake.persistence.request_tables import PreparedRequestRow, SupportRequestRow
from samenspel_intake.persistence.tables import ContactRow, PersonRow, PupilRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import AllianceId, PupilId, SchoolId, UnitId, reference_of
from samenspel_kernel.responsibility import Partner
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of
from samenspel_platform.visibility import RelationColumns, permitted

Standing = Preparing | Sent | Dropped
STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, Standing)
NEW_EACH_TIME = frozenset({Field.QUESTION, Field.GROUP})
"""What a follow-up asks anew; all else was typed before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedLine:
    """One request in the making, as a list shows it."""

    id: UUID
    kind: str
    pupil_id: UUID | None
    given_name: str | None
    family_name: str | None
    shown: bool
    begun_at: datetime
    next_action_due_on: date

    @property
    def child(self) -> str:
        """The child's whole name; nothing of a request that is about none."""
        return f"{self.given_name or ''} {self.family_name or ''}".strip()

    @property
    def reference(self) -> str:
        """The short form of the id, for people."""
        return reference_of(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentLine:
    """A parent of a child, by name."""

    id: ContactId
    name: str
    email: str | None


class SqlPreparedRequests(SqlOpenItems[PreparedRequest, PreparedRequestRow]):
    """The requests in the making of one alliance."""

    row_type = PreparedRequestRow

    def to_domain(self, row: PreparedRequestRow) -> PreparedRequest:
        """Build one."""
        return PreparedRequest(
            id=PreparedRequestId(row.id),
            alliance_id=AllianceId(row.alliance_id),
            unit_id=UnitId(row.unit_id) if row.unit_id else None,
            school_id=SchoolId(row.school_id),
            pupil_id=PupilId(row.pupil_id) if row.pupil_id else None,
            kind=RequestKind(row.kind),
            answers=load_answers(row.answers),
            shown=row.shown,
            parents=load_voice(row.parents),
            begun_at=row.begun_at,
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: PreparedRequestRow, aggregate: PreparedRequest) -> None:
        """Write its state."""
        row.school_id, row.pupil_id = aggregate.school_id, aggregate.pupil_id
        row.kind, row.answers = aggregate.kind.value, dump_answers(aggregate.answers)
        row.shown, row.parents = aggregate.shown, dump_voice(aggregate.parents)
        row.begun_at = aggregate.begun_at
        standing: Any = STANDINGS.dump(aggregate.standing)
        self.fill_open(row, aggregate, status=aggregate.standing.status, standing=standing)

    async def open_for(self, actor: Actor, *, limit: int) -> list[PreparedLine]:
        """Give those that an actor works on, or may read as a parent; the first to send on top."""
        row = PreparedRequestRow
        is_parent = POLICY.relation(actor.role, Deed.ADD_VIEW) is not None
        deed = Deed.ADD_VIEW if is_parent else Deed.PREPARE
        columns = RelationColumns(
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            school_id=row.school_id,
            pupil_id=row.pupil_id,
        )
        names = [n for n in PreparedLine.__dataclass_fields__ if n in row.__table__.columns]
        query = (
            select(*(getattr(row, n) for n in names), PupilRow.given_name, PupilRow.family_name)
            .outerjoin(PupilRow, PupilRow.id == row.pupil_id)
            .where(row.alliance_id == self._uow.scope.alliance_id, row.status == Preparing.status)
            .where(permitted(POLICY, actor, deed, columns))
            .order_by(row.next_action_due_on, row.id)
            .limit(limit)
        )
        if is_parent:
            query = query.where(row.shown)
        found = (await self._uow.session.execute(query)).mappings()
        return [PreparedLine(**line) for line in found]

    async def earlier(self, pupil_id: PupilId) -> Answers:
        """Give what was last typed for a child; empty if there is nothing."""
        row = SupportRequestRow
        query = (
            select(row.answers)
            .where(row.alliance_id == self._uow.scope.alliance_id, row.pupil_id == pupil_id)
            .where(row.answers.is_not(None))
            .order_by(row.submitted_at.desc(), row.id)
            .limit(1)
        )
        document = await self._uow.session.scalar(query)
        answers = load_answers(document) if document is not None else Answers()
        return Answers.of({f: text for f, text in answers.texts if f not in NEW_EACH_TIME})

    async def parents_of(self, pupil_id: PupilId) -> Sequence[ParentLine]:
        """Give the parents of a child, by name."""
        row = ContactRow
        query = (
            select(row.id, row.name, row.email)
            .where(row.alliance_id == self._uow.scope.alliance_id, row.pupil_id == pupil_id)
            .order_by(row.name, row.id)
        )
        found = (await self._uow.session.execute(query)).mappings()
        return [ParentLine(**line) for line in found]

    async def names(self, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Give the names of contacts or people, as far as they are known."""
        mine = self._uow.scope.alliance_id
        found: dict[UUID, str] = {}
        for row in (PersonRow, ContactRow):
            query = select(row.id, row.name).where(row.alliance_id == mine, row.id.in_(ids))
            found |= {id_: name for id_, name in await self._uow.session.execute(query)}
        return found
