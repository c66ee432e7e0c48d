"""Integration: who works together on a case, by API and on its page."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from samenspel_contracts.cases import CaseTeamChangedV1
from samenspel_contracts.intake import ContactRecordedV1
from samenspel_contracts.people import GrantRef, PersonAccessChangedV1
from samenspel_kernel.actor import Role
from samenspel_messaging.scope import Scope

API, PAGES = "/arrangements/v1/cases", "/arrangements/cases"
ACCEPTANCE = {"nextAction": "contact-family", "dueOn": "2026-09-21"}
RIA = {"role": "youth", "called": "Ria van Jeugdhulp Noord", "does": "Praat met het gezin."}


async def a_case(world: Any, client_of: Any, pupil_id: UUID, holder: Any) -> UUID:
    case_id: UUID = await world.offer(pupil_id=pupil_id)
    async with client_of(holder) as client:
        answer = await client.post(f"{API}/{case_id}/acceptances", json=ACCEPTANCE)
        assert answer.status_code == 201, answer.text
    return case_id


async def test_the_holder_says_who_joins_and_everybody_involved_reads_it(
    world: Any, client_of: Any
) -> None:
    pupil_id, holder = uuid4(), world.coordinator()
    case_id = await a_case(world, client_of, pupil_id, holder)
    at = f"{API}/{case_id}/team"
    async with client_of(holder) as client:
        added = await client.post(at, json=RIA | {"until": "2026-12-01"})
        assert added.status_code == 201, added.text
        stale = await client.post(at, json=RIA, headers={"If-Match": '"1"'})
        bad = await client.post(at, json=RIA | {"does": "BSN 111222333"})
        left = await client.post(f"{at}/departures", json={"number": 1})
        again = await client.post(f"{at}/departures", json={"number": 1})
    assert added.json()["members"][0] | RIA == added.json()["members"][0]
    assert stale.status_code == 412
    assert {each["field"] for each in bad.json()["errors"]} == {"does"}
    assert left.json()["members"][0]["leftOn"] == "2026-09-07"
    assert (again.status_code, again.json()["code"]) == (409, "team.not-in-it")

    async with world.worker(Scope.begin(world.alliance_id)) as uow:
        query = text(
            "SELECT json_agg(o.* ORDER BY agg_seq)::text FROM bus.outbox o WHERE agg_id = :id"
        )
        told = str(await uow.session.scalar(query, {"id": case_id}))
        request_id = (await uow.cases.get(case_id)).support_request_id
    assert told.count("case.team-changed.v1") == 2
    assert "Ria" not in told
    assert "gezin" not in told
    for seq, change in ((8, "joined"), (9, "left")):
        changed = CaseTeamChangedV1(
            case_id=case_id, support_request_id=request_id, role="youth", change=change
        )
        await world.tell(changed, subject=case_id, seq=seq)
    async with client_of(world.coordinator()) as client:
        timeline = f"/arrangements/fragments/support-requests/{request_id}/timeline"
        happened = (await client.get(timeline)).text
    for line in ("Als: Jeugdhulp.", "Deed mee als: Jeugdhulp."):
        assert line in happened

    mine = frozenset({pupil_id})
    for role in (Role.PARENT, Role.TEACHER, Role.EXPERT):
        async with client_of(world.somebody(role, pupil_ids=mine)) as client:
            assert (await client.get(at)).status_code == 200
            assert (await client.post(at, json=RIA)).status_code == 403
    async with client_of(world.somebody(Role.PARENT, pupil_ids=frozenset({uuid4()}))) as client:
        assert (await client.get(at)).status_code == 404
    async with client_of(world.somebody(Role.DIRECTOR)) as client:
        assert (await client.get(at)).status_code == 403
        assert "Wie werken er samen" not in (await client.get(f"{PAGES}/{case_id}")).text


async def test_the_page_of_a_case_shows_the_team_and_where_it_is_in_the_cycle(
    world: Any, client_of: Any
) -> None:
    pupil_id, holder = uuid4(), world.coordinator()
    for name in ("Anna Bakker", "Bas Bakker"):
        parent = ContactRecordedV1(
            contact_id=uuid4(),
            kind="parent",
            pupil_id=pupil_id,
            name=name,
            has_authority=True,
            language="nl",
        )
        await world.tell(parent, subject=parent.contact_id)
    grants = tuple(
        GrantRef(
            grant_id=uuid4(),
            role=role.value,
            pupil_ids=(pupil_id,),
            since=date(2026, 1, 1),
            until=until,
        )
        for role, until in ((Role.TEACHER, None), (Role.YOUTH_CONSULTANT, date(2026, 11, 1)))
    )
    looking = PersonAccessChangedV1(person_id=uuid4(), grants=grants)
    await world.tell(looking, subject=looking.person_id)
    case_id = await a_case(world, client_of, pupil_id, holder)
    at = f"{PAGES}/{case_id}"
    async with client_of(holder) as client:
        page = (await client.get(at)).text
        key = page.split('name="csrf" value="')[1].split('"')[0]
        form = RIA | {"csrf": key, "idempotency_key": str(uuid4()), "until": ""}
        refused = await client.post(f"{at}/team", data=form | {"called": "", "role": "health"})
        assert refused.status_code == 422
        assert "Praat met het gezin." in refused.text  # nothing typed is lost
        sent = await client.post(f"{at}/team", data=form)
        assert (sent.status_code, sent.headers["location"]) == (303, at), sent.text
        page = (await client.get(at)).text
        assert "Anna Bakker" in page
        assert "Bas Bakker" in page
        assert "Ria van Jeugdhulp Noord" in page
        assert "31 oktober 2026" in page
        assert f"/intake/pupils/{pupil_id}/share-grants" in page

        parents = client_of(world.somebody(Role.PARENT, pupil_ids=frozenset({pupil_id})))
        async with parents as parent:
            seen = (await parent.get(at)).text
        assert "Ria van Jeugdhulp Noord" in seen
        assert "Sam de Wit" in seen
        assert "Anna Bakker" not in seen  # parents never learn of each other
        assert "share-grants" not in seen
        assert f"{at}/team" not in seen

        off = {"number": "1", "csrf": key, "idempotency_key": str(uuid4())}
        left = await client.post(f"{at}/team/departures", data=off)
        assert left.status_code == 303
        page = (await client.get(at)).text
        assert "Ria van Jeugdhulp Noord (Jeugdhulp), tot en met 7 september 2026" in page
        again = off | {"idempotency_key": str(uuid4())}
        assert (await client.post(f"{at}/team/departures", data=again)).status_code == 422


async def test_a_case_that_nobody_holds_has_no_team_yet(world: Any, client_of: Any) -> None:
    case_id = await world.offer()
    async with client_of(world.coordinator()) as client:
        assert "Wie werken er samen" not in (await client.get(f"{PAGES}/{case_id}")).text
        refused = await client.post(f"{API}/{case_id}/team", json=RIA)

    assert (refused.status_code, refused.json()["code"]) == (409, "case.not-open")
