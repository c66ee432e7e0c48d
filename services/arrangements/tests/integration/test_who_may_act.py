"""Integration: what this service knows of who may act, from the events of people alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from samenspel_arrangements.consumers import ACCESS
from samenspel_contracts.people import GrantRef, PersonAccessChangedV1, PersonSessionsEndedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, GrantId, PersonId
from samenspel_kernel.session import Session
from samenspel_messaging.scope import Scope

NINE = datetime(2026, 9, 7, 9, tzinfo=UTC)
TODAY = date(2026, 9, 7)
PUPIL = uuid4()


@pytest.fixture
def session(world: Any) -> Session:
    """A session of somebody whom nobody told of."""
    return Session(
        id="a secret",
        person_id=PersonId(uuid4()),
        alliance_id=world.alliance_id,
        grant_id=GrantId(uuid4()),
        began_at=NINE,
        name="Eva de Graaf",
        alliance_name="De Waterkant",
    )


def a_grant(session: Session, **changes: Any) -> GrantRef:
    return GrantRef(
        **{
            "grant_id": session.grant_id,
            "role": "parent",
            "pupil_ids": (PUPIL,),
            "since": TODAY,
            **changes,
        }
    )


class AccessEvents:
    """Tells of one person's access, in order."""

    def __init__(self, world: Any, session: Session) -> None:
        self._world, self._person, self._seq = world, session.person_id, 0

    async def changed_to(self, *grants: GrantRef) -> None:
        await self._tell(PersonAccessChangedV1(person_id=self._person, grants=grants))

    async def end(self, *hashes: str, all_before: datetime | None = None) -> None:
        await self._tell(
            PersonSessionsEndedV1(
                person_id=self._person, session_hashes=hashes, all_before=all_before
            )
        )

    async def _tell(self, event: PersonAccessChangedV1 | PersonSessionsEndedV1) -> None:
        self._seq += 1
        await self._world.tell(event, subject=self._person, seq=self._seq)


@pytest.fixture
def access(world: Any, session: Session) -> AccessEvents:
    return AccessEvents(world, session)


async def who(app: Any, session: Session, *, on: date = TODAY) -> Actor | None:
    async with app(Scope.begin(session.alliance_id)) as uow:
        return await ACCESS.find_actor(uow.session, session, on)


async def test_who_was_not_told_of_is_nobody(app: Any, session: Session) -> None:
    assert await who(app, session) is None


async def test_a_grant_makes_the_actor_with_the_names_of_the_session(
    app: Any, session: Session, access: AccessEvents
) -> None:
    await access.changed_to(a_grant(session))
    assert await who(app, session) == Actor(
        person_id=session.person_id,
        alliance_id=session.alliance_id,
        role=Role.PARENT,
        name="Eva de Graaf",
        alliance_name="De Waterkant",
        pupil_ids=frozenset({PUPIL}),
    )


async def test_a_grant_that_is_gone_from_the_next_event_is_gone(
    app: Any, session: Session, access: AccessEvents
) -> None:
    other = a_grant(session, grant_id=uuid4(), role="director", pupil_ids=())
    await access.changed_to(a_grant(session), other)
    await access.changed_to(other)
    assert await who(app, session) is None
    await access.changed_to()
    assert await who(app, session) is None


@pytest.mark.parametrize(("day", "known"), [(6, False), (7, True), (9, True), (10, False)])
async def test_a_grant_holds_on_its_days_alone(
    app: Any, session: Session, access: AccessEvents, day: int, known: bool
) -> None:
    await access.changed_to(a_grant(session, until=date(2026, 9, 10)))
    assert (await who(app, session, on=date(2026, 9, day)) is not None) == known


async def test_a_role_that_is_not_known_here_is_nobodys(
    app: Any, session: Session, access: AccessEvents
) -> None:
    await access.changed_to(a_grant(session, role="inspector"))
    assert await who(app, session) is None


async def test_a_session_that_ended_is_over_and_the_others_go_on(
    app: Any, session: Session, access: AccessEvents
) -> None:
    await access.changed_to(a_grant(session))
    await access.end(session.hash)
    assert await who(app, session) is None
    assert await who(app, replace(session, id="another secret")) is not None


@pytest.mark.parametrize(("began", "goes_on"), [(-1, False), (0, False), (1, True)])
async def test_whoever_logs_out_everywhere_is_out_until_the_next_log_in(
    app: Any, session: Session, access: AccessEvents, began: int, goes_on: bool
) -> None:
    await access.changed_to(a_grant(session))
    await access.end(all_before=NINE)
    later = replace(session, began_at=NINE + timedelta(microseconds=began))
    assert (await who(app, later) is not None) == goes_on


async def test_an_end_counts_also_when_it_comes_twice(
    app: Any, world: Any, session: Session, access: AccessEvents
) -> None:
    await access.changed_to(a_grant(session))
    await access.end(session.hash, all_before=NINE)
    await world.tell_again()
    assert await who(app, session) is None


@pytest.mark.parametrize("changed", ["alliance_id", "person_id", "grant_id"])
async def test_a_session_of_somebody_else_by_this_grant_is_nobody(
    app: Any, session: Session, access: AccessEvents, changed: str
) -> None:
    await access.changed_to(a_grant(session))
    new: dict[str, Any] = {changed: uuid4()}
    assert await who(app, replace(session, **new)) is None


async def test_the_wall_stands_also_if_the_question_forgets_the_alliance(
    app: Any, worker: Any, session: Session, access: AccessEvents
) -> None:
    await access.changed_to(a_grant(session))
    await access.end("a hash")
    elsewhere = Scope.begin(AllianceId(uuid4()))
    for transactions in (app, worker):
        async with transactions(elsewhere) as uow:
            for table in ("access_grant", "session_end"):
                query = text("SELECT count(*) FROM " + table)
                assert await uow.session.scalar(query) == 0


async def test_the_end_of_a_session_is_forgotten_when_no_session_can_go_on_so_long(
    worker: Any, world: Any, access: AccessEvents, session: Session
) -> None:
    await access.end("old", all_before=NINE - timedelta(days=2))
    await access.end("new")
    async with worker(Scope.begin(world.alliance_id)) as uow:
        kept = (await uow.session.scalars(text("SELECT session_hash FROM session_end"))).all()
    assert sorted(kept) == ["new", "old"]  # the event of "old" is of today


async def test_the_pages_let_in_whom_the_events_let_in(
    client_of: Any, session: Session, access: AccessEvents
) -> None:
    await access.changed_to(
        a_grant(session, role="unit-coordinator", pupil_ids=(), unit_id=uuid4())
    )
    async with client_of(session) as client:
        assert (await client.get("/arrangements/cases")).status_code == 200
        await access.end(session.hash)
        answer = await client.get("/arrangements/cases")
        assert (answer.status_code, answer.headers["location"]) == (303, "/intake")
