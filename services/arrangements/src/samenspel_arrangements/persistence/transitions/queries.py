"""What screens and API show of transitions, filtered by what the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from samenspel_arrangements.domain.opp.consent import Consent
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.transitions.contents import NotChosen
from samenspel_arrangements.domain.transitions.standing import Accepted, Offered
from samenspel_arrangements.persistence.tables import PupilRow, SchoolRow
from samenspel_arrangements.persistence.transition_tables import TransitionRow
from samenspel_arrangements.persistence.transitions.transitions import CONSENTS
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import NotFound
from samenspel_platform.visibility import RelationColumns, permitted

MOST_LINES = 200
SEEN_BY_NEXT = (Offered.status, Accepted.status)
"""Where the next school may see it: never before the parents agreed."""
Next = aliased(SchoolRow)
OWN = [
    "id",
    "row_version",
    "alliance_id",
    "unit_id",
    "school_id",
    "to_school_id",
    "pupil_id",
    "case_id",
    "stage",
    "first_day",
    "status",
    "next_action_kind",
    "next_action_due_on",
    "contents",
    "consent",
    "declined",
    "moved_because",
    "planned_at",
    "standing",
]
RELATIONS = RelationColumns(
    alliance_id=TransitionRow.alliance_id,
    unit_id=TransitionRow.unit_id,
    school_id=TransitionRow.school_id,
    pupil_id=TransitionRow.pupil_id,
)
TO_NEXT = RelationColumns(
    alliance_id=TransitionRow.alliance_id, school_id=TransitionRow.to_school_id
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionLine:
    """One transition, with the names that belong to it; a name is None until it is known."""

    id: UUID
    row_version: int
    alliance_id: UUID
    unit_id: UUID | None
    school_id: UUID | None
    to_school_id: UUID | None
    pupil_id: UUID
    case_id: UUID
    stage: str
    first_day: date
    status: str
    next_action_kind: str | None
    next_action_due_on: date | None
    contents: dict[str, Any]
    consent: dict[str, Any]
    declined: str
    moved_because: str
    planned_at: datetime
    standing: dict[str, Any]
    given_name: str | None
    family_name: str | None
    school_name: str | None
    next_name: str | None

    @property
    def child(self) -> str | None:
        """The child's whole name, if it is known."""
        return None if self.given_name is None else f"{self.given_name} {self.family_name}".strip()

    @property
    def to_name(self) -> str:
        """The name of a school outside; empty for one of ours."""
        return str(self.contents["recipient"].get("name", ""))

    @property
    def is_chosen(self) -> bool:
        """Whether somebody chose where the child goes."""
        return str(self.contents["recipient"]["is"]) != NotChosen.__name__

    @property
    def parts(self) -> list[str]:
        """Which parts of the file travel."""
        return sorted(self.contents["parts"])

    @property
    def summary(self) -> str:
        """What the next school must know."""
        return str(self.contents["summary"])

    @property
    def said(self) -> Consent:
        """What parents said to what travels now."""
        return CONSENTS.load(self.consent)

    @property
    def is_escalated(self) -> bool:
        """Whether nobody accepted it in time."""
        return self.standing.get("escalated_on") is not None

    @property
    def accepted_on(self) -> date | None:
        """When the next school said yes; None while it is open and did not."""
        found = self.standing.get("accepted_on")
        return date.fromisoformat(found) if found else None

    @property
    def words(self) -> str:
        """Who said yes and where that stands, where another noted it."""
        return str(self.standing.get("words", ""))

    @property
    def end_reason(self) -> str | None:
        """Why it ended; None while it is open."""
        return self.standing.get("reason")


class TransitionQueries:
    """Reads the transitions of one alliance's children."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def get(self, actor: Actor, id_: UUID) -> TransitionLine:
        """Give one; NotFound if there is none that the actor may see."""
        found = await self._lines(self._query().where(_seen(actor), TransitionRow.id == id_))
        if not found:
            raise NotFound(await self._whose(id_))
        return found[0]

    async def stored(self, id_: UUID) -> TransitionLine:
        """Give one to who just changed it, also when it may see no more of it from now on."""
        (found,) = await self._lines(self._query().where(TransitionRow.id == id_))
        return found

    async def of_case(self, actor: Actor, case_id: UUID) -> Sequence[TransitionLine]:
        """Give those of a case that the actor may see, the newest first."""
        mine = permitted(POLICY, actor, Action.SEE_TRANSITION, RELATIONS)
        query = self._query().where(mine, TransitionRow.case_id == case_id)
        return await self._lines(query.order_by(TransitionRow.planned_at.desc()).limit(20))

    async def coming_and_going(self, actor: Actor) -> Sequence[TransitionLine]:
        """Give those that are open, the soonest first day in front; at most 200."""
        still = TransitionRow.status != "ended"
        query = self._query().where(_seen(actor), still).limit(MOST_LINES)
        return await self._lines(query.order_by(TransitionRow.first_day, TransitionRow.id))

    def _query(self) -> Select[Any]:
        row = TransitionRow
        return (
            select(
                *(getattr(row, name) for name in OWN),
                PupilRow.given_name,
                PupilRow.family_name,
                SchoolRow.name.label("school_name"),
                Next.name.label("next_name"),
            )
            .outerjoin(PupilRow, PupilRow.pupil_id == row.pupil_id)
            .outerjoin(SchoolRow, SchoolRow.school_id == row.school_id)
            .outerjoin(Next, Next.school_id == row.to_school_id)
            .where(row.alliance_id == self._alliance_id)
        )

    async def _lines(self, query: Select[Any]) -> list[TransitionLine]:
        return [TransitionLine(**line) for line in (await self._session.execute(query)).mappings()]

    async def _whose(self, id_: UUID) -> UUID | None:
        query = select(TransitionRow.pupil_id).where(
            TransitionRow.id == id_, TransitionRow.alliance_id == self._alliance_id
        )
        return await self._session.scalar(query)


def _seen(actor: Actor) -> ColumnElement[bool]:
    mine = permitted(POLICY, actor, Action.SEE_TRANSITION, RELATIONS)
    coming = permitted(POLICY, actor, Action.SEE_TRANSITION, TO_NEXT)
    return or_(mine, and_(TransitionRow.status.in_(SEEN_BY_NEXT), coming))
