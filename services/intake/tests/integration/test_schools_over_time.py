"""Integration: a newer register is taken over; when a school closes no child is left alone."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from samenspel_intake.application.schools.close_school import CloseSchool
from samenspel_intake.domain.alliance import school_id_of, unit_id_of
from samenspel_intake.domain.completion import Missing
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.school import Closure
from samenspel_intake.gateways.school_register import Register, read_register
from samenspel_intake.jobs.loading import bring_in_register, look_at_register
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import PupilId

from .conftest import DATA, MONDAY, Intake
from .test_registrations import registered

RAW = (DATA / "schools-2017.csv").read_bytes()
TODAY = MONDAY.date()
INTO_BB = CloseSchool(code="99CC00", closure=Closure(TODAY, "99BB00"))
JUST_CLOSED = CloseSchool(code="99CC00", closure=Closure(TODAY))


def without(code: str) -> Register:
    """Give the register of a year later, without a school."""
    lines = [line for line in RAW.split(b"\n") if f";{code};".encode() not in line]
    return read_register(b"\n".join(lines))


async def entered(intake: Intake, by: Actor) -> tuple[UUID, UUID]:
    """Enter a child of the stranger's school (99CC00), with a request; give both ids."""
    async with intake.client(by) as client:
        body = {
            "kind": "arrangement",
            "question": "Wie denkt mee?",
            "pupil": {"givenName": "Jip", "familyName": "Zuiden", "birthDate": "2018-02-28"},
        }
        answer = await client.post("/intake/v1/support-requests", json=body)
        assert answer.status_code == 201, answer.text
        made = answer.json()
    return UUID(made["pupilId"]), UUID(made["id"])


async def pupil_of(intake: Intake, id_: UUID) -> Pupil:
    async with intake.process.transactions(intake.scope) as uow:
        found: Pupil = await uow.pupils.get(PupilId(id_))
        return found


async def test_what_would_happen_is_told_and_nothing_does(intake: Intake, stranger: Actor) -> None:
    await entered(intake, stranger)
    register = without("99CC00")

    ((_, foreseen),) = await look_at_register(register.locations, intake.process.job_context)

    (gone,) = foreseen.news.gone
    load = foreseen.loads[gone.school.id]
    assert (gone.school.location_code, load.pupils, load.requests) == ("99CC00", 1, 1)
    async with intake.process.transactions(intake.scope) as uow:
        assert all(school.is_open for school in await uow.schools.all())


async def test_a_school_that_the_file_lacks_stays_open_until_a_person_closes_it(
    intake: Intake,
) -> None:
    taken = await bring_in_register(without("99CC00").locations, intake.process.job_context)
    assert taken.closed == ()
    async with intake.process.transactions(intake.scope) as uow:
        assert (await uow.schools.get(school_id_of("99CC00"))).is_open


async def test_after_a_merger_the_successor_has_the_children_and_sees_their_requests(
    intake: Intake, stranger: Actor, coordinator: Actor
) -> None:
    pupil_id, request_id = await entered(intake, stranger)
    locations, context = without("99CC00").locations, intake.process.job_context

    taken = await bring_in_register(locations, context, closures=[INTO_BB])
    (closed,) = taken.closed
    assert (closed.pupils, closed.without_school, closed.requests) == (1, 0, 1)
    pupil = await pupil_of(intake, pupil_id)
    assert pupil.school_id == school_id_of("99BB00")
    assert pupil.completion is not None
    assert pupil.completion.holder == Holder(HolderKind.SCHOOL, school_id_of("99BB00"))
    async with intake.client(coordinator) as client:
        assert (await client.get(f"/intake/v1/support-requests/{request_id}")).status_code == 200

    again = await bring_in_register(locations, context, closures=[INTO_BB])
    assert (again.closed[0].pupils, again.recorded.changed, again.schools.changed) == (0, 0, 0)
    assert again.refused == ()


async def test_without_a_successor_the_desk_finds_each_child_another_school(
    intake: Intake, stranger: Actor
) -> None:
    pupil_id, _ = await entered(intake, stranger)
    taken = await bring_in_register(
        without("99CC00").locations, intake.process.job_context, closures=[JUST_CLOSED]
    )
    assert taken.closed[0].without_school == 1
    pupil = await pupil_of(intake, pupil_id)
    assert pupil.school_id is None
    assert Missing.SCHOOL in pupil.missing
    assert pupil.completion is not None
    assert pupil.completion.holder == Holder(HolderKind.UNIT_DESK, unit_id_of("PO9901", "zuid"))


async def test_the_event_says_how_long_the_school_was_and_what_came_after(
    intake: Intake,
) -> None:
    await bring_in_register(
        without("99CC00").locations, intake.process.job_context, closures=[INTO_BB]
    )
    told = text("SELECT data FROM bus.outbox WHERE agg_id = :id ORDER BY agg_seq DESC LIMIT 1")
    async with intake.process.job_context.transactions(intake.scope) as uow:
        data = await uow.session.scalar(told, {"id": school_id_of("99CC00")})
    assert (data["validUntil"], data["successorId"]) == (
        TODAY.isoformat(),
        str(school_id_of("99BB00")),
    )


@pytest.mark.parametrize(
    ("closure", "why"),
    [
        (CloseSchool(code="99ZZ00", closure=Closure(TODAY)), "school.unknown"),
        (CloseSchool(code="99CC00", closure=Closure(TODAY, "99ZZ00")), "school.unknown"),
        (
            CloseSchool(code="99CC00", closure=Closure(TODAY + timedelta(days=1))),
            "school.closes-later",
        ),
        (CloseSchool(code="99CC00", closure=Closure(date(2026, 1, 1), "99CC00")),
         "school.succeeds-itself"),
    ],
)  # fmt: skip
async def test_what_cannot_close_is_told_and_keeps_the_rest_from_nothing(
    intake: Intake, closure: CloseSchool, why: str
) -> None:
    taken = await bring_in_register(
        without("99CC00").locations, intake.process.job_context, closures=[closure]
    )
    assert [(each.code, each.why) for each in taken.refused] == [(closure.code, why)]
    assert taken.closed == ()


async def test_a_registration_goes_with_the_school_and_its_clock_goes_on(
    intake: Intake, stranger: Actor, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        made = await registered(client)
    into_cc = CloseSchool(code="99BB00", closure=Closure(TODAY, "99CC00"))
    taken = await bring_in_register(
        without("99BB00").locations, intake.process.job_context, closures=[into_cc]
    )
    assert taken.closed[0].items == 1
    async with intake.client(stranger) as client:
        after = (await client.get(f"/intake/v1/registrations/{made['id']}")).json()
    assert after["holder"] == {"kind": "school", "id": str(school_id_of("99CC00"))}
    assert after["nextAction"] == made["nextAction"]
