"""Integration: leave to share, from asking parents to what ends with it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from samenspel_intake.application.register_person import RegisterPerson, register_person
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import dutch_date
from samenspel_platform.looking_at_items import LOOK_AT_OPEN_ITEMS
from samenspel_testkit.pages import Page

from .test_storage import outbox

PUPILS = "/intake/v1/pupils"


def days(intake: Any, count: int) -> str:
    return str(dutch_date(intake.clock.now()) + timedelta(days=count))


async def somebody(intake: Any, role: Role, **related: Any) -> Actor:
    command = RegisterPerson(
        alliance_id=intake.scope.alliance_id,
        name=f"Iemand {role}",
        email=f"{uuid4().hex}@example.org",
        role=role,
        **related,
    )
    async with intake.process.transactions(intake.scope) as uow:
        person = await register_person(command, uow=uow, clock=intake.clock)
    return person.as_actor()


async def a_family(intake: Any, school: httpx2.AsyncClient, parents: int = 2) -> Any:
    """Give a child's id, and its parents as they log in."""
    emails = [f"{uuid4().hex}@example.org" for _ in range(parents)]
    body = {
        "givenName": "Sem",
        "familyName": "Jansen",
        "birthDate": "2019-04-09",
        "parents": [{"name": f"Ouder {n}", "email": mail} for n, mail in enumerate(emails)],
    }
    answer = await school.post(PUPILS, json=body)
    assert answer.status_code == 201, answer.text
    pupil = UUID(answer.json()["id"])
    people = []
    for mail in emails:
        command = RegisterPerson(
            alliance_id=intake.scope.alliance_id,
            name="Ouder",
            email=mail,
            role=Role.PARENT,
            pupil_ids=frozenset({pupil}),
        )
        async with intake.process.transactions(intake.scope) as uow:
            people.append((await register_person(command, uow=uow, clock=intake.clock)).as_actor())
    return pupil, people


async def a_partner(intake: Any) -> tuple[str, Actor]:
    """Have a partner, and a director who decides on silence."""
    administrator = await somebody(intake, Role.ADMINISTRATOR)
    director = await somebody(intake, Role.DIRECTOR)
    async with intake.client(administrator) as client:
        page = Page((await client.get("/intake/partners")).text)
        named = {"csrf": page.fields["csrf"], "person_id": str(director.person_id)}
        answer = await client.post("/intake/partners/decider", data=named)
        assert answer.status_code == 303, answer.text
        body = {"name": "Jeugdteam", "kind": "youth-care"}
        partner = await client.post("/intake/v1/partners", json=body)
        assert partner.status_code == 201, partner.text
    return partner.json()["id"], director


def body_of(intake: Any, partner: str, **other: Any) -> dict[str, Any]:
    return {
        "partnerId": partner,
        "purpose": "youth-care",
        "parts": ["question", "needs"],
        "firstDay": days(intake, 0),
        "lastDay": days(intake, 200),
        **other,
    }


async def asked(intake: Any, school: httpx2.AsyncClient, pupil: UUID, partner: str) -> str:
    answer = await school.post(f"{PUPILS}/{pupil}/share-grants", json=body_of(intake, partner))
    assert answer.status_code == 201, answer.text
    assert answer.json()["status"] == "asking"
    return str(answer.json()["id"])


async def says(intake: Any, parent: Actor, share: str, *, gives: bool) -> dict[str, Any]:
    async with intake.client(parent) as client:
        answer = await client.post(
            f"/intake/v1/share-grants/{share}/answers", json={"gives": gives}
        )
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def told(intake: Any) -> list[str]:
    prefix = "share-grant."
    found = await outbox(intake)
    return [type_.removeprefix(prefix) for type_ in found if type_.startswith(prefix)]


async def test_nothing_is_shared_until_every_parent_agreed(intake: Any, coordinator: Actor) -> None:
    partner, _ = await a_partner(intake)
    async with intake.client(coordinator) as school:
        pupil, (one, other) = await a_family(intake, school)
        share = await asked(intake, school, pupil, partner)
    assert (await says(intake, one, share, gives=True))["status"] == "asking"
    async with intake.process.transactions(intake.scope) as uow:
        today = dutch_date(intake.clock.now())
        assert not await uow.share_grants.may_share(pupil, UUID(partner), on=today)

    assert (await says(intake, other, share, gives=True))["status"] == "active"

    async with intake.process.transactions(intake.scope) as uow:
        assert await uow.share_grants.may_share(pupil, UUID(partner), on=today)
        assert not await uow.share_grants.may_share(pupil, uuid4(), on=today)
        late = today + timedelta(days=201)
        assert not await uow.share_grants.may_share(pupil, UUID(partner), on=late)


async def test_consent_that_is_taken_back_ends_the_looking_along_in_every_service(
    intake: Any, coordinator: Actor
) -> None:
    partner, _ = await a_partner(intake)
    async with intake.client(coordinator) as school:
        pupil, (parent,) = await a_family(intake, school, parents=1)
        consultant = await somebody(intake, Role.YOUTH_CONSULTANT, pupil_ids=frozenset({uuid4()}))
        share = await asked(intake, school, pupil, partner)
        await says(intake, parent, share, gives=True)
        page = Page((await school.get(f"/intake/share-grants/{share}")).text)
        given = {"csrf": page.fields["csrf"], "person_id": str(consultant.person_id)}
        answer = await school.post(f"/intake/share-grants/{share}/lookers", data=given)
        assert answer.status_code == 303, answer.text
    async with intake.process.transactions(intake.scope) as uow:
        looker = await uow.people.get(consultant.person_id)
        today = dutch_date(intake.clock.now())
        assert any(pupil in grant.pupil_ids for grant in looker.grants_on(today))

    assert (await says(intake, parent, share, gives=False))["status"] == "ended"

    async with intake.process.transactions(intake.scope) as uow:
        looker = await uow.people.get(consultant.person_id)
        assert not any(pupil in grant.pupil_ids for grant in looker.grants_on(today))
        assert not await uow.share_grants.may_share(pupil, UUID(partner), on=today)
    assert (await outbox(intake)).count("person.access-changed.v1") >= 3


async def test_a_silent_parent_is_reminded_and_then_the_named_one_decides(
    intake: Any, coordinator: Actor
) -> None:
    partner, director = await a_partner(intake)
    async with intake.client(coordinator) as school:
        pupil, (one, _) = await a_family(intake, school)
        share = await asked(intake, school, pupil, partner)
    await says(intake, one, share, gives=True)
    decision = {"share": True, "reason": "De andere ouder is onbereikbaar."}
    async with intake.client(director) as client:
        early = await client.post(
            f"/intake/v1/share-grants/{share}/silence-decisions", json=decision
        )
        assert early.status_code == 409, early.text
    intake.clock.advance(days=60)
    async with intake.client(director) as client:
        await LOOK_AT_OPEN_ITEMS.run(intake.process.job_context)
        await LOOK_AT_OPEN_ITEMS.run(intake.process.job_context)
        assert (await told(intake)).count("parents-reminded.v1") == 1
        decided = await client.post(
            f"/intake/v1/share-grants/{share}/silence-decisions", json=decision
        )
    assert (decided.status_code, decided.json()["status"]) == (201, "active")
    assert "term-breached.v1" in await told(intake)


async def test_a_no_is_no_error_and_is_never_decided_away(intake: Any, coordinator: Actor) -> None:
    partner, director = await a_partner(intake)
    async with intake.client(coordinator) as school:
        pupil, (one, _) = await a_family(intake, school)
        share = await asked(intake, school, pupil, partner)
        assert (await says(intake, one, share, gives=False))["status"] == "withheld"
        async with intake.client(director) as client:
            answer = await client.post(
                f"/intake/v1/share-grants/{share}/silence-decisions",
                json={"share": True, "reason": "Toch."},
            )
            assert answer.status_code == 409
        ended = await school.post(
            f"/intake/v1/share-grants/{share}/endings", json={"reason": "Na gesprek."}
        )
    assert (ended.status_code, ended.json()["status"]) == (201, "ended")


async def test_leave_ends_with_its_last_day(intake: Any, coordinator: Actor) -> None:
    partner, _ = await a_partner(intake)
    async with intake.client(coordinator) as school:
        pupil, (parent,) = await a_family(intake, school, parents=1)
        share = await asked(intake, school, pupil, partner)
        await says(intake, parent, share, gives=True)
        intake.clock.advance(days=201)
        await LOOK_AT_OPEN_ITEMS.run(intake.process.job_context)
    assert (await told(intake))[-1] == "closed.v1"


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"parts": []}, "parts"),
        ({"lastDay": "2020-01-01"}, "lastDay"),
        ({"partnerId": str(uuid4())}, "partnerId"),
    ],
)
async def test_what_cannot_be_shared_is_refused_by_field(
    intake: Any, coordinator: Actor, other: dict[str, Any], field: str
) -> None:
    partner, _ = await a_partner(intake)
    async with intake.client(coordinator) as school:
        pupil, _ = await a_family(intake, school, parents=1)
        answer = await school.post(
            f"{PUPILS}/{pupil}/share-grants", json=body_of(intake, partner, **other)
        )
    assert answer.status_code == 400, answer.text
    assert field in {error["field"] for error in answer.json()["errors"]}, answer.text


async def test_who_has_nothing_to_do_with_the_child_learns_nothing(
    intake: Any, coordinator: Actor
) -> None:
    partner, _ = await a_partner(intake)
    async with intake.client(coordinator) as school:
        pupil, _ = await a_family(intake, school)
        share = await asked(intake, school, pupil, partner)
        _, (stranger, _) = await a_family(intake, school)
    async with intake.client(stranger) as client:
        for url in (f"/intake/v1/share-grants/{share}", f"/intake/share-grants/{share}"):
            assert (await client.get(url)).status_code in (403, 404)
        answer = await client.post(f"/intake/v1/share-grants/{share}/answers", json={"gives": True})
        assert answer.status_code in (403, 404)


async def test_a_parent_answers_by_page_on_the_phone(intake: Any, coordinator: Actor) -> None:
    partner, _ = await a_partner(intake)
    async with intake.client(coordinator) as school:
        pupil, (parent,) = await a_family(intake, school, parents=1)
        share = await asked(intake, school, pupil, partner)
    async with intake.client(parent) as client:
        page = Page((await client.get(f"/intake/share-grants/{share}")).text)
        assert "Jeugdteam" in page.words
        given = {"csrf": page.fields["csrf"], "gives": "true"}
        answer = await client.post(f"/intake/share-grants/{share}/answers", data=given)
        assert answer.status_code == 303, answer.text
        after = Page((await client.get(f"/intake/share-grants/{share}")).text)
    assert "Trek mijn toestemming in" in after.words


async def test_new_authority_means_asking_again(intake: Any, coordinator: Actor) -> None:
    partner, _ = await a_partner(intake)
    async with intake.client(coordinator) as school:
        pupil, (parent,) = await a_family(intake, school, parents=1)
        share = await asked(intake, school, pupil, partner)
        await says(intake, parent, share, gives=True)
        family = f"/intake/pupils/{pupil}/contacts"
        page = Page((await school.get(f"{family}/new")).text)
        given = {
            "csrf": page.fields["csrf"],
            "relationship": "parent",
            "has_authority": "true",
            "language": "nl",
            "name": "Nieuwe ouder",
        }
        assert (await school.post(family, data=given)).status_code == 303
        found = await school.get(f"/intake/v1/share-grants/{share}")
    assert found.json()["status"] == "asking"
    assert date.fromisoformat(found.json()["dueOn"]) > dutch_date(intake.clock.now())
