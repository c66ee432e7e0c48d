"""Unit: whatever the order between aggregates, the read models end the same."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Unpack
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from samenspel_contracts.envelope import Envelope
from samenspel_reporting.application.ports import (
    Breach,
    BudgetChange,
    FigureQueries,
    HandoverChange,
    ItemChange,
    Milestone,
    SpellChange,
    SpellClass,
    TlvChange,
)
from samenspel_reporting.application.result_ports import (
    CaseMark,
    HelpAnswerChange,
    HelpChange,
    HelpEvaluation,
    HelpStretch,
    MeetingChange,
    PerspectiveChange,
    ResultQueries,
    StayChange,
    VoiceChange,
)
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.consumers import CONSUMERS
from samenspel_reporting.domain.items import ItemKind, ItemState
from samenspel_testkit.interleaving import go, shuffled, ways

Row = dict[str, Any]


@dataclass
class MemoryProjections:
    """The read models as dictionaries, also their own unit of work."""

    items: dict[UUID, Row] = field(default_factory=dict)
    journeys: dict[UUID, Row] = field(default_factory=dict)
    handovers: dict[UUID, Row] = field(default_factory=dict)
    names: dict[UUID, Row] = field(default_factory=dict)
    breaches: dict[tuple[UUID, str], Row] = field(default_factory=dict)
    spells: dict[UUID, Row] = field(default_factory=dict)
    classes: list[Row] = field(default_factory=list)
    budgets: dict[UUID, Row] = field(default_factory=dict)
    tlvs: dict[UUID, Row] = field(default_factory=dict)
    helps: dict[UUID, Row] = field(default_factory=dict)
    stretches: dict[tuple[UUID, UUID | None], Row] = field(default_factory=dict)
    evaluations: dict[UUID, Row] = field(default_factory=dict)
    marks: dict[UUID, Row] = field(default_factory=dict)
    of_cases: dict[UUID, Row] = field(default_factory=dict)

    @property
    def projections(self) -> "MemoryProjections":
        return self

    @property
    def kept(self) -> "MemoryProjections":
        return self

    @property
    def results(self) -> ResultQueries:
        raise NotImplementedError

    @property
    def figures(self) -> FigureQueries:
        raise NotImplementedError

    async def change_item(
        self,
        id_: UUID,
        kind: ItemKind,
        state: ItemState,
        *,
        at: datetime,
        **change: Unpack[ItemChange],
    ) -> None:
        row = self.items.setdefault(id_, {"opened_at": at})
        row |= {"kind": kind, "state": state, **change}
        row["opened_at"] = min(row["opened_at"], at)

    async def expect_item(
        self, id_: UUID, kind: ItemKind, *, at: datetime, unit_id: UUID | None
    ) -> None:
        expected = {"kind": kind, "state": ItemState.OPEN, "unit_id": unit_id, "opened_at": at}
        self.items.setdefault(id_, expected)

    async def reach(self, support_request_id: UUID, milestone: Milestone, at: datetime) -> None:
        row = self.journeys.setdefault(support_request_id, {})
        row[milestone] = min(row.get(milestone, at), at)

    async def change_handover(self, id_: UUID, **change: Unpack[HandoverChange]) -> None:
        self.handovers.setdefault(id_, {}).update(change)

    async def note_breach(self, **breach: Unpack[Breach]) -> None:
        self.breaches[breach["item_id"], breach["rule"]] = {**breach}

    async def change_budget(self, id_: UUID, **change: Unpack[BudgetChange]) -> None:
        self.budgets.setdefault(id_, {}).update(change)

    async def change_spell(self, id_: UUID, **change: Unpack[SpellChange]) -> None:
        self.spells.setdefault(id_, {}).update(change)

    async def classify_spell(self, **period: Unpack[SpellClass]) -> None:
        self.classes.append({**period})

    async def change_tlv(self, id_: UUID, **change: Unpack[TlvChange]) -> None:
        self.tlvs.setdefault(id_, {}).update(change)

    async def change_help(self, id_: UUID, **change: Unpack[HelpChange]) -> None:
        self.helps.setdefault(id_, {}).update(change)

    async def note_stretch(self, **stretch: Unpack[HelpStretch]) -> None:
        self.stretches[stretch["help_id"], stretch["evaluation_id"]] = {**stretch}

    async def note_evaluation(self, id_: UUID, **found: Unpack[HelpEvaluation]) -> None:
        self.evaluations[id_] = {**found}

    async def mark_case(self, id_: UUID, **mark: Unpack[CaseMark]) -> None:
        self.marks[id_] = {**mark}

    async def change_perspective(self, id_: UUID, **change: Unpack[PerspectiveChange]) -> None:
        self.of_cases.setdefault(id_, {}).update(change)

    async def change_voice(self, id_: UUID, **change: Unpack[VoiceChange]) -> None:
        self.of_cases.setdefault(id_, {}).update(change)

    async def change_meeting(self, id_: UUID, **change: Unpack[MeetingChange]) -> None:
        self.of_cases.setdefault(id_, {}).update(change)

    async def change_answer(self, id_: UUID, **change: Unpack[HelpAnswerChange]) -> None:
        self.of_cases.setdefault(id_, {}).update(change)

    async def change_stay(self, id_: UUID, **change: Unpack[StayChange]) -> None:
        self.of_cases.setdefault(id_, {}).update(change)

    async def change_unit(self, id_: UUID, *, name: str, alliance_name: str) -> None:
        self.names[id_] = {"name": name, "alliance_name": alliance_name}

    async def change_school(self, id_: UUID, *, name: str, unit_id: UUID | None) -> None:
        self.names[id_] = {"name": name, "unit_id": unit_id}


HANDLERS = {event: do for consumer in CONSUMERS for event, do in consumer.handlers.items()}


async def project(
    events: Iterable[Envelope], onto: MemoryProjections | None = None
) -> MemoryProjections:
    memory = onto or MemoryProjections()
    uow: ReportingUnitOfWork = memory
    for envelope in events:
        event = envelope.open()
        handler = HANDLERS.get(type(event))
        if handler is not None:
            await handler(event, envelope, uow)
    return memory


async def test_a_request_is_open_from_its_submission(new_story: Callable[..., Any]) -> None:
    story = new_story()
    request = story.submitted()

    item = (await project(story.events)).items[request]

    assert item["state"] is ItemState.OPEN
    assert item["holder_kind"] == "unit-desk"
    assert item["action_due_on"] == date(2026, 10, 19)
    assert item["term_last_day"] == date(2026, 10, 19)


async def test_an_offered_case_is_no_open_item_but_its_request_is(
    new_story: Callable[..., Any],
) -> None:
    story = new_story()
    request = story.submitted()
    story.offered(request)

    assert set((await project(story.events)).items) == {request}


async def test_between_acceptance_and_handing_over_both_are_open(
    new_story: Callable[..., Any],
) -> None:
    story = new_story()
    request = story.submitted()
    handover, case = story.offered(request)
    story.opened(request, handover, case)

    items = (await project(story.events)).items

    assert items[request]["state"] is items[case]["state"] is ItemState.OPEN


async def test_a_request_handed_over_to_a_case_that_never_opened_shows_as_ownerless(
    new_story: Callable[..., Any],
) -> None:
    story = new_story()
    request = story.submitted()
    handover, case = story.offered(request)
    story.handed_over(request, handover, case)

    items = (await project(story.events)).items

    assert items[request]["state"] is ItemState.CLOSED
    assert items[case]["state"] is ItemState.OPEN
    assert "holder_kind" not in items[case]


async def test_the_first_grant_counts(new_story: Callable[..., Any]) -> None:
    story = new_story()
    request = story.submitted()
    case = story.accepted(request)
    story.granted(request, case)
    first = story.now
    story.days_later(30)
    story.granted(request, case)

    assert (await project(story.events)).journeys[request][Milestone.GRANTED] == first


@given(told=st.lists(ways(), min_size=1, max_size=4), data=st.data())
async def test_the_order_between_aggregates_makes_no_difference(
    told: list[list[str]], data: st.DataObject, new_story: Callable[..., Any]
) -> None:
    story = new_story()
    story.unit_named("Noord")
    story.school_named("De Regenboog")
    for way in told:
        go(story, way)

    assert await project(shuffled(data, story.events)) == await project(story.events)


@given(told=st.lists(ways(), min_size=1, max_size=3))
async def test_replaying_everything_over_the_result_changes_nothing(
    told: list[list[str]], new_story: Callable[..., Any]
) -> None:
    story = new_story()
    for way in told:
        go(story, way)
    once = await project(story.events)

    assert await project(story.events, onto=deepcopy(once)) == once


@given(told=st.lists(ways(), min_size=1, max_size=4), data=st.data())
async def test_as_long_as_someone_must_answer_an_item_is_open(
    told: list[list[str]], data: st.DataObject, new_story: Callable[..., Any]
) -> None:
    """In any order, at any moment: a request that was neither withdrawn nor accepted is open."""
    story = new_story()
    for way in told:
        go(story, way)
    ended = {e.subject for e in story.events if e.type.endswith(".withdrawn.v1")}
    memory = MemoryProjections()

    for event in shuffled(data, story.events):
        await project([event], onto=memory)
        handed_over = [
            id_
            for id_, row in memory.items.items()
            if row["state"] is ItemState.CLOSED and id_ not in ended
        ]
        cases = [row for row in memory.items.values() if row["kind"] is ItemKind.CASE]
        assert len(cases) >= len(handed_over)
