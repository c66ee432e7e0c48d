"""The answers: figures, and the lines behind them."""

from datetime import date
from typing import Self

from pydantic import Field

from samenspel_kernel.terms import WorkingDays
from samenspel_platform.bodies import View
from samenspel_reporting.domain.area import AreaKind
from samenspel_reporting.domain.figures import AreaFigures, AsOf, Figures
from samenspel_reporting.domain.items import ItemKind, Line
from samenspel_reporting.domain.measures import Measure


class DaysToGrantView(View):
    """Calendar days from request to first help granted, over the period."""

    n: int = Field(description="How many requests it is about.")
    median: float | None = Field(description="Absent where n is 0.")
    p90: float | None = Field(description="Continuous 90th percentile; absent where n is 0.")


class MoneyView(View):
    """What an area has and uses in the school year of today, in cents."""

    allotted_cents: int
    committed_cents: int
    spent_cents: int
    share_used: float | None = Field(description="Committed or spent of what it has; 0 to 1.")
    cents_per_request: int | None = Field(description="Used for each request of the school year.")


class FiguresView(View):
    """An area's figures; `/definitions` says what each means."""

    open: int
    open_cases: int
    over_term: int
    share_over_term: float | None = Field(description="Of the open requests; 0 to 1.")
    without_holder: int
    without_next_action: int
    overdue: int
    handover_unanswered: int
    granted: int
    days_to_grant: DaysToGrantView
    asked: int = Field(description="Requests of the school year of today.")
    money: MoneyView
    tlv_decided: int
    tlv_late: int
    share_of_tlvs_in_time: float | None = Field(description="Of those decisions; 0 to 1.")
    tlv_objected: int
    tlv_objection_upheld: int

    @classmethod
    def of(cls, figures: Figures) -> Self:
        """Show figures."""
        counts = {measure.replace("-", "_"): figures[measure] for measure in Measure}
        time = figures.time_to_grant
        return cls(
            **counts,
            share_over_term=figures.share_over_term,
            share_of_tlvs_in_time=figures.share_of_tlvs_in_time,
            money=MoneyView(
                allotted_cents=figures.money.allotted,
                committed_cents=figures.money.committed,
                spent_cents=figures.money.spent,
                share_used=figures.money.share_used,
                cents_per_request=figures.cents_per_request,
            ),
            days_to_grant=DaysToGrantView(n=time.n, median=time.median, p90=time.p90),
        )


class UnitView(View):
    """A unit, the alliance's desk or the whole alliance, with its figures."""

    id: str
    kind: AreaKind
    name: str | None = Field(description="A unit's name; absent until it is known.")
    figures: FiguresView

    @classmethod
    def of(cls, area: AreaFigures) -> Self:
        """Show an area."""
        return cls(
            id=area.area.key,
            kind=area.area.kind,
            name=area.name,
            figures=FiguresView.of(area.figures),
        )


class AsOfView(View):
    """The day for which figures hold, and the period over which they look back."""

    today: date
    period_first: date
    period_last: date

    @classmethod
    def of(cls, as_of: AsOf) -> Self:
        """Show it."""
        period = as_of.period
        return cls(today=as_of.today, period_first=period.first, period_last=period.last)


class UnitsView(View):
    """Every area that the caller may see: units by name, the desk, the alliance."""

    as_of: AsOfView
    items: list[UnitView]


class UnitFiguresView(View):
    """One area."""

    as_of: AsOfView
    unit: UnitView


class TermView(View):
    """Working days used of the response term."""

    used_working_days: int
    total_working_days: int
    last_day: date


class ItemView(View):
    """Something that is open or was decided; no names, no text."""

    id: str
    kind: ItemKind
    reference: str
    school: str | None
    since: date
    holder_kind: str | None
    next_action: str | None
    due_on: date | None
    days_late: int
    term: TermView | None
    handover_answer_by: date | None
    handover_received_on: date | None
    granted_on: date | None
    days_to_grant: int | None
    decided_on: date | None
    decide_by: date | None
    objected_on: date | None

    @classmethod
    def of(cls, line: Line, today: date, working_days: WorkingDays) -> Self:
        """Show a line as it stands on a day."""
        use = line.term_use(today, working_days)
        term = use and TermView(
            used_working_days=use.used, total_working_days=use.total, last_day=use.last_day
        )
        return cls(
            id=str(line.id),
            kind=line.kind,
            reference=line.reference,
            school=line.school_name,
            since=line.since,
            holder_kind=line.holder_kind,
            next_action=line.action_kind,
            due_on=line.due_on,
            days_late=line.days_late(today),
            term=term,
            handover_answer_by=line.answer_by,
            handover_received_on=line.received_on,
            granted_on=line.granted_on,
            days_to_grant=line.days_to_grant,
            decided_on=line.decided_on,
            decide_by=line.decide_by,
            objected_on=line.objected_on,
        )
