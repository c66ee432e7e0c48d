"""Unit: whatever the order between aggregates, the work list ends the same."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from samenspel_contracts.envelope import Envelope
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_notifications.application.work_ports import WorkUnitOfWork
from samenspel_notifications.consumers.work import HANDLERS
from samenspel_notifications.domain.work_items import ItemKind, StandIn, WorkItem
from samenspel_testkit.interleaving import go, shuffled, ways
from samenspel_testkit.stories import Story

NOBODY = Holder(HolderKind.ALLIANCE_DESK, UUID(int=0))
"""Who holds help that ends, in these tests: in the database its case says so."""


@dataclass
class MemoryWork:
    """The work list as dictionaries, also its own unit of work."""

    items: dict[UUID, WorkItem] = field(default_factory=dict)
    names: dict[UUID, str] = field(default_factory=dict)
    deputies: dict[UUID, tuple[StandIn, ...]] = field(default_factory=dict)
    schools: dict[UUID, UUID | None] = field(default_factory=dict)

    @property
    def work(self) -> "MemoryWork":
        return self

    async def put(self, item: WorkItem) -> None:
        self.items[item.id] = self._at_school_of_now(item)

    def _at_school_of_now(self, item: WorkItem) -> WorkItem:
        if item.pupil_id is None or item.pupil_id not in self.schools:
            return item
        return replace(item, school_id=self.schools[item.pupil_id])

    async def put_ending(
        self,
        arrangement_id: UUID,
        *,
        case_id: UUID,
        unit_id: UUID | None,
        school_id: UUID | None,
        pupil_id: UUID,
        ends_on: date,
        at: datetime,
    ) -> None:
        item = WorkItem(
            id=arrangement_id,
            kind=ItemKind.ARRANGEMENT,
            unit_id=unit_id,
            school_id=school_id,
            pupil_id=pupil_id,
            case_id=case_id,
            holder=NOBODY,
            action="",
            due_on=ends_on,
            arrived_at=at,
        )
        await self.put(item)

    async def plan(
        self,
        id_: UUID,
        kind: ItemKind,
        *,
        holder: Holder,
        action: NextAction,
        unit_id: UUID | None,
        at: datetime,
    ) -> None:
        known = self.items[id_]
        self.items[id_] = replace(
            known,
            kind=kind,
            unit_id=unit_id,
            holder=holder,
            action=action.kind,
            due_on=action.due_on,
            arrived_at=known.arrived_at if known.holder == holder else at,
        )

    async def is_about(self, id_: UUID, pupil_id: UUID) -> None:
        if id_ in self.items:
            self.items[id_] = replace(self.items[id_], pupil_id=pupil_id)

    async def stand_in(self, person_id: UUID, deputies: Sequence[StandIn]) -> None:
        self.deputies[person_id] = tuple(deputies)

    async def remove(self, id_: UUID) -> None:
        self.items.pop(id_, None)

    async def know_pupil(self, pupil_id: UUID, given_name: str, *, school_id: UUID | None) -> None:
        self.names[pupil_id], self.schools[pupil_id] = given_name, school_id
        for item in [each for each in self.items.values() if each.pupil_id == pupil_id]:
            self.items[item.id] = self._at_school_of_now(item)

    async def name_school(self, school_id: UUID, name: str) -> None:
        self.names[school_id] = name


async def told(events: Iterable[Envelope], onto: MemoryWork | None = None) -> MemoryWork:
    memory = onto or MemoryWork()
    uow: WorkUnitOfWork = memory
    for envelope in events:
        event: Any = envelope.open()
        handler = HANDLERS.get(type(event))
        if handler is not None:
            await handler(event, envelope, uow)
    return memory


async def test_a_request_waits_at_its_desk_from_the_first_second() -> None:
    story = Story()
    request = story.submitted(due_on=date(2026, 9, 7))

    item = (await told(story.events)).items[request]

    assert item.holder == Holder(HolderKind.UNIT_DESK, story.unit or uuid4())
    assert (item.action, item.due_on) == ("assess", date(2026, 9, 7))
    assert item.path == f"/intake/support-requests/{request}"


async def test_an_offered_handover_waits_on_both_sides() -> None:
    story = Story()
    request = story.submitted()
    _, case = story.offered(request, answer_by=date(2026, 9, 21))

    items = (await told(story.events)).items

    assert items[request].action == "await-handover-answer"
    assert items[case].action == "answer-handover"
    assert items[case].kind is ItemKind.HANDOVER
    assert items[request].due_on == items[case].due_on == date(2026, 9, 21)


async def test_an_accepted_case_is_new_to_its_holder_and_its_request_is_gone() -> None:
    story = Story()
    request = story.submitted()
    case = story.accepted(request)

    items = (await told(story.events)).items

    assert set(items) == {case}
    assert items[case].holder == Holder(HolderKind.PERSON, story.holders[case])
    assert items[case].kind is ItemKind.CASE


async def test_a_refused_handover_leaves_the_request_at_its_desk() -> None:
    story = Story()
    request = story.submitted()
    handover, case = story.offered(request)
    story.declined(request, handover, case)
    story.returned(request, handover)

    items = (await told(story.events)).items

    assert set(items) == {request}
    assert items[request].action == "reassess"


async def test_help_that_is_granted_has_an_end_that_somebody_must_decide_on() -> None:
    story = Story()
    request = story.submitted()
    case = story.accepted(request)
    arrangement = story.granted(request, case)

    item = (await told(story.events)).items[arrangement]

    assert (item.kind, item.case_id) == (ItemKind.ARRANGEMENT, case)
    assert item.path == f"/arrangements/cases/{case}"


async def test_what_is_missing_of_a_child_waits_until_it_is_known() -> None:
    story, pupil = Story(), uuid4()
    story.pupil_named(pupil, "Sem")
    story.incomplete(pupil)
    before = await told(story.events)
    story.complete(pupil)

    assert before.items[pupil].holder == Holder(HolderKind.SCHOOL, story.school)
    assert before.names[pupil] == "Sem"
    assert (await told(story.events)).items == {}


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Draw some requests, and what else is told of their pupils."""
    story = Story()
    story.school_named("De Regenboog")
    for way in draw(st.lists(ways(), min_size=1, max_size=4)):
        go(story, way)
    for pupil in list(story.pupils.values()):
        story.pupil_named(pupil, "Sem")
        if draw(st.booleans()):
            story.incomplete(pupil)
            if draw(st.booleans()):
                story.complete(pupil)
    return story


@given(story=stories(), data=st.data())
async def test_the_order_between_aggregates_makes_no_difference(
    story: Story, data: st.DataObject
) -> None:
    assert await told(shuffled(data, story.events)) == await told(story.events)


@given(story=stories())
async def test_telling_everything_again_changes_nothing(story: Story) -> None:
    once = await told(story.events)

    assert await told(story.events, onto=deepcopy(once)) == once


@given(story=stories(), data=st.data())
async def test_every_request_that_goes_on_is_on_somebodys_list(
    story: Story, data: st.DataObject
) -> None:
    """In any order, at any moment: what was submitted and has not ended waits for somebody."""
    ending = ("withdrawn.v1", "handed-over.v1")
    ended = {e.subject for e in story.events if e.type.endswith(ending)}
    memory, submitted = MemoryWork(), set()

    for event in shuffled(data, story.events):
        await told([event], onto=memory)
        if event.type.endswith("submitted.v1"):
            submitted.add(event.subject)
        assert submitted - ended <= set(memory.items)
