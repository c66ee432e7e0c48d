"""What projecting and answering need of the outside; the adapters fit themselves to this."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypedDict, Unpack
from uuid import UUID

from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_reporting.domain.area import Area
from samenspel_reporting.domain.figures import AreaFigures, AsOf
from samenspel_reporting.domain.items import ItemKind, ItemState, Line
from samenspel_reporting.domain.measures import Measure


class ItemChange(TypedDict, total=False):
    """What an event says of an item; what is left out stays as it was."""

    unit_id: UUID | None
    school_id: UUID | None
    support_request_id: UUID | None
    holder_kind: str | None
    holder_id: UUID | None
    action_kind: str | None
    action_due_on: date | None
    term_rule: str
    term_rule_version: int
    term_starts_on: date
    term_last_day: date
    closed_at: datetime | None


class HandoverChange(TypedDict, total=False):
    """What an event says of a handover.

    `received_at` and `answered_at` are the receiver's word, the rest is the sender's.
    """

    support_request_id: UUID
    offered_at: datetime
    answer_by: date
    settled_at: datetime
    received_at: datetime
    answered_at: datetime


class Breach(TypedDict):
    """A term of an item that was broken."""

    item_id: UUID
    kind: ItemKind
    unit_id: UUID | None
    rule: str
    last_day: date
    noticed_on: date


class BudgetChange(TypedDict, total=False):
    """What a unit has and uses in a school year, in cents."""

    unit_id: UUID | None
    school_year: int
    allotted_cents: int
    free_cents: int
    committed_cents: int
    spent_cents: int


class SpellChange(TypedDict, total=False):
    """What an event says of a child without education; what is left out stays as it was."""

    unit_id: UUID | None
    school_id: UUID | None
    reported_at: datetime
    first_day: date | None
    last_day: date | None
    outcome: str
    taken_on_at: datetime
    four_weeks_on: date
    three_months_on: date
    decider_asked_at: datetime
    decided_at: datetime


class SpellClass(TypedDict):
    """What the law calls an absence, from a day to a day or to the next name."""

    spell_id: UUID
    absence_class: str
    first_day: date
    last_day: date | None


class TlvChange(TypedDict, total=False):
    """What an event says of a TLV; what is left out stays as it was."""

    unit_id: UUID | None
    school_id: UUID | None
    origin: str
    kind: str
    received_on: date
    outcome: str
    granted_kind: str | None
    decided_on: date
    decide_by: date
    days_suspended: int
    starts_on: date | None
    ends_on: date | None
    letter_by: date
    expired_on: date
    objected_on: date
    objection_outcome: str
    ended_as: str


class Milestone(StrEnum):
    """A point on the way of a support request."""

    SUBMITTED = "submitted"
    CASE_OPENED = "case-opened"
    GRANTED = "granted"


class Projections(Protocol):
    """The read models, as consumers write them; whatever event of whichever aggregate comes first."""

    async def change_item(
        self,
        id_: UUID,
        kind: ItemKind,
        state: ItemState,
        *,
        at: datetime,
        **change: Unpack[ItemChange],
    ) -> None:
        """Make or change the line of a request or case; its own events do this, in their order.

        The earliest `at` is when it was opened.
        """
        ...

    async def expect_item(
        self, id_: UUID, kind: ItemKind, *, at: datetime, unit_id: UUID | None
    ) -> None:
        """Make an open line without a holder, unless there is one already.

        For what another aggregate says must exist: if it does not, that shows.
        """
        ...

    async def reach(self, support_request_id: UUID, milestone: Milestone, at: datetime) -> None:
        """Note when a request first reached a milestone."""
        ...

    async def change_handover(self, id_: UUID, **change: Unpack[HandoverChange]) -> None:
        """Make or change a handover."""
        ...

    async def note_breach(self, **breach: Unpack[Breach]) -> None:
        """Keep that a term was broken; told again, it is the same line."""
        ...

    async def change_budget(self, id_: UUID, **change: Unpack[BudgetChange]) -> None:
        """Make or change the line of a ledger."""
        ...

    async def change_spell(self, id_: UUID, **change: Unpack[SpellChange]) -> None:
        """Make or change the line of a child without education."""
        ...

    async def classify_spell(self, **period: Unpack[SpellClass]) -> None:
        """Keep a name in law from a day on; told again, it is the same line."""
        ...

    async def change_tlv(self, id_: UUID, **change: Unpack[TlvChange]) -> None:
        """Make or change the line of a TLV."""
        ...

    async def change_unit(self, id_: UUID, *, name: str, alliance_name: str) -> None:
        """Know a unit by its name."""
        ...

    async def change_school(self, id_: UUID, *, name: str, unit_id: UUID | None) -> None:
        """Know a school by its name."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """At most `limit` lines, those after the sort day and id of the last one seen."""

    limit: int
    after: tuple[date, UUID] | None = None

    @classmethod
    def read(cls, limit: int, after: Sequence[object] | None) -> "Wanted":
        """Read a cursor's parts; InvalidInput if they are not those of a list here."""
        if after is None:
            return cls(limit)
        try:
            day, id_ = after
            return cls(limit, (date.fromisoformat(str(day)), UUID(str(id_))))
        except ValueError:
            raise InvalidInput(FieldError("cursor", "cursor.invalid")) from None


@dataclass(frozen=True, slots=True)
class SortedLine:
    """A line and the day by which its list is sorted."""

    line: Line
    day: date

    @property
    def key(self) -> tuple[date, UUID]:
        """Its place in the list, for a cursor."""
        return self.day, self.line.id


class FigureQueries(Protocol):
    """The questions that the read models answer, within one alliance."""

    async def alliance_name(self) -> str | None:
        """Give the alliance's name, None before its first unit is known."""
        ...

    async def knows(self, area: Area) -> bool:
        """Tell whether there is such an area: a unit with a name or with work."""
        ...

    async def unit_name(self, unit_id: UUID) -> str | None:
        """Give a unit's name, None while it did not arrive."""
        ...

    async def areas(self, as_of: AsOf, *, only_unit: UUID | None) -> Sequence[AreaFigures]:
        """Give every area's figures: units by name, the desk, the alliance; or one unit's only."""
        ...

    async def lines(
        self, area: Area, measure: Measure, as_of: AsOf, wanted: Wanted
    ) -> Sequence[SortedLine]:
        """List what a number counts, the most pressing first; one more than the limit if there is."""
        ...
