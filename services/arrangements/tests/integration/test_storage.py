"""Integration: what the database itself holds to (real PostgreSQL, the service's own roles)."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_arrangements.application.accept_case import AcceptCase, accept_case
from samenspel_arrangements.application.decline_case import DeclineCase, decline_case
from samenspel_arrangements.application.grant_arrangement import (
    GrantArrangement,
    grant_arrangement,
)
from samenspel_arrangements.domain.arrangement import ArrangementKind, Period
from samenspel_arrangements.domain.case import ActionKind, Declined, DeclineReason
from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.persistence.tables import Base
from samenspel_kernel.actor import Role
from samenspel_kernel.errors import NotFound, StaleVersion
from samenspel_kernel.ids import AllianceId, CaseId
from samenspel_messaging.scope import Scope
from samenspel_testkit.clocks import FixedClock

PERIOD = Period(
    starts_on=date(2026, 9, 14), planned_end_on=date(2027, 3, 12), evaluation_on=date(2027, 2, 12)
)
TENANT_TABLES = (
    "document",
    "document_version",
    "letter",
    "letter_office",
    "letter_pdf",
    "opp",
    "opp_unit",
    "support_case",
    "arrangement",
    "help_session",
    "school_calendar",
    "help_group",
    "help_group_member",
    "help_recipe",
    "help_recipe_use",
    "help_question",
    "pupil_directory",
    "request_summary",
    "rule_record",
    "shared_perspective",
    "parent_directory",
    "voice_moment",
    "meeting",
    "timeline_entry",
    "budget_ledger",
    "provision",
    "own_help",
    "helper_profile",
    "arranging_limit",
    "provision_seat",
    "postcode_area",
    "placement",
    "transition",
    "budget_entry",
    "budget_commitment",
    "money_request",
    "mandate",
    "other_payer_line",
    "tlv",
    "tlv_number",
    "tlv_number_rule",
    "funding_check",
)


async def accept(world: Any, app: Any, clock: FixedClock, case_id: CaseId) -> None:
    command = AcceptCase(case_id=case_id, next_action=ActionKind.OBSERVE, due_on=date(2026, 9, 21))
    async with app(Scope.begin(world.alliance_id)) as uow:
        await accept_case(command, actor=world.coordinator(), uow=uow, clock=clock)


async def grant(world: Any, app: Any, clock: FixedClock, case_id: CaseId) -> None:
    command = GrantArrangement(
        case_id=case_id, kind=ArrangementKind.GROUP, description="Samen spelen.", period=PERIOD
    )
    async with app(Scope.begin(world.alliance_id)) as uow:
        await grant_arrangement(command, actor=world.coordinator(), uow=uow, clock=clock)


async def test_a_case_and_its_arrangement_come_back_as_they_were(
    world: Any, app: Any, clock: FixedClock, worker_engine: AsyncEngine
) -> None:
    case_id = await world.offer()
    await accept(world, app, clock, case_id)
    await grant(world, app, clock, case_id)

    async with app(Scope.begin(world.alliance_id)) as uow:
        case = await uow.cases.get(case_id)
        shown = await uow.queries.case(case_id, world.coordinator())
        (found,) = await uow.queries.arrangements_of(shown, world.coordinator())
        arrangement = await uow.arrangements.get(found.arrangement_id)
    assert case.opened.holder_name == "Sam de Wit"
    assert case.opened.next_action.due_on == date(2027, 2, 12)
    assert case.row_version == 3
    assert (arrangement.period, arrangement.description) == (PERIOD, "Samen spelen.")
    async with worker_engine.connect() as conn:
        rows = await conn.execute(text("SELECT type, agg_seq FROM bus.outbox ORDER BY id"))
        told = [(row.type.removeprefix("nl.passend-onderwijs."), row.agg_seq) for row in rows]
    assert sorted(told) == [
        ("arrangement.granted.v1", 1),
        ("case.action-planned.v1", 3),
        ("case.offered.v1", 1),
        ("case.opened.v1", 2),
    ]


async def test_a_declined_case_keeps_its_note_here(
    world: Any, app: Any, clock: FixedClock, worker_engine: AsyncEngine
) -> None:
    case_id = await world.offer()
    command = DeclineCase(case_id=case_id, reason=DeclineReason.OTHER, note="Gezin verhuist.")
    async with app(Scope.begin(world.alliance_id)) as uow:
        await decline_case(command, actor=world.coordinator(), uow=uow, clock=clock)

    async with app(Scope.begin(world.alliance_id)) as uow:
        case = await uow.cases.get(case_id)
    assert case.stage == Declined(reason=DeclineReason.OTHER, note="Gezin verhuist.")
    async with worker_engine.connect() as conn:
        data = await conn.scalars(text("SELECT data::text FROM bus.outbox"))
        assert "verhuist" not in "".join(data)


async def test_of_two_people_who_accept_at_once_one_becomes_the_holder(
    world: Any, app: Any, clock: FixedClock
) -> None:
    case_id = await world.offer()

    with pytest.raises(StaleVersion):
        async with app(Scope.begin(world.alliance_id)) as uow:
            command = AcceptCase(
                case_id=case_id, next_action=ActionKind.OBSERVE, due_on=date(2026, 9, 21)
            )
            await accept_case(command, actor=world.coordinator(), uow=uow, clock=clock)
            await accept(world, app, clock, case_id)  # someone else, meanwhile

    async with app(Scope.begin(world.alliance_id)) as uow:
        assert (await uow.cases.get(case_id)).row_version == 2


@pytest.mark.parametrize(
    "change",
    [
        "holder_id = NULL",
        "next_action = NULL",
        "next_action_due_on = NULL",
        "state = 'declined'",
        "state = 'lost'",
    ],
)
async def test_an_open_case_without_holder_or_next_action_cannot_be_stored(
    change: str, world: Any, app: Any, clock: FixedClock
) -> None:
    case_id = await world.offer()
    await accept(world, app, clock, case_id)

    with pytest.raises(IntegrityError):
        async with app(Scope.begin(world.alliance_id)) as uow:
            await uow.session.execute(text(f"UPDATE support_case SET {change}"))


async def test_a_case_that_nobody_accepted_cannot_be_stored_as_open(world: Any, app: Any) -> None:
    await world.offer()

    with pytest.raises(IntegrityError):
        async with app(Scope.begin(world.alliance_id)) as uow:
            await uow.session.execute(text("UPDATE support_case SET state = 'opened'"))


async def test_another_alliance_finds_nothing_even_without_the_application_s_checks(
    world: Any, app: Any, clock: FixedClock
) -> None:
    case_id = await world.offer()
    await accept(world, app, clock, case_id)
    await grant(world, app, clock, case_id)

    async with app(Scope.begin(AllianceId(uuid4()))) as uow:
        for table in TENANT_TABLES:
            assert await uow.session.scalar(text(f"SELECT count(*) FROM {table}")) == 0
        changed = await uow.session.execute(text("UPDATE support_case SET kind = 'stolen'"))
        assert changed.rowcount == 0
    with pytest.raises(NotFound):
        async with app(Scope.begin(AllianceId(uuid4()))) as uow:
            await uow.cases.get(case_id)


async def test_a_row_of_another_alliance_cannot_be_written(world: Any, app: Any) -> None:
    await world.offer()

    with pytest.raises(DBAPIError, match="row-level security"):
        async with app(Scope.begin(world.alliance_id)) as uow:
            await uow.session.execute(
                text("UPDATE support_case SET alliance_id = gen_random_uuid()")
            )


@pytest.mark.parametrize("table", ["pupil_directory", "school_directory", "unit_directory"])
async def test_requests_cannot_write_what_others_own(table: str, world: Any, app: Any) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        async with app(Scope.begin(world.alliance_id)) as uow:
            await uow.session.execute(text(f"UPDATE {table} SET seq = 0"))


def test_every_table_with_an_alliance_is_among_those_that_are_checked_here() -> None:
    with_tenant = {t.name for t in Base.metadata.sorted_tables if "alliance_id" in t.columns}
    assert with_tenant == set(TENANT_TABLES)


async def test_lists_show_exactly_what_the_policy_allows(world: Any, app: Any) -> None:
    pupils = [uuid4() for _ in range(3)]
    other_unit, other_school = uuid4(), uuid4()
    for pupil_id in pupils:
        await world.offer(pupil_id=pupil_id)
    await world.offer(unit_id=other_unit)
    await world.offer(school_id=other_school)
    actors = [
        *(world.somebody(role) for role in Role),
        world.coordinator(),
        world.coordinator(unit_id=other_unit),
        world.somebody(Role.SCHOOL_COORDINATOR, school_id=world.school_id),
        world.somebody(Role.SCHOOL_COORDINATOR, school_id=other_school),
        world.somebody(Role.PARENT, pupil_ids=frozenset(pupils[:2])),
    ]

    async with app(Scope.begin(world.alliance_id)) as uow:
        everyone = world.somebody(Role.ADMINISTRATOR)
        everything = await uow.queries.cases(everyone, state=None, after=None, limit=100)
        for actor in actors:
            listed = await uow.queries.cases(actor, state=None, after=None, limit=100)
            allowed = {c.case_id for c in everything if may(actor, Action.SEE, c)}
            assert {case.case_id for case in listed} == allowed
            counts = await uow.queries.count_by_state(actor)
            assert counts.total() == len(allowed)
    assert len(everything) == 5
