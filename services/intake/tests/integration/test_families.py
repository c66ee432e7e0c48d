"""Integration: families, by the pages that a school, a desk and a parent use."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from samenspel_intake.application.register_person import RegisterPerson, register_person
from samenspel_intake.domain.alliance import school_id_of
from samenspel_intake.jobs.follow_days import FOLLOW_DAYS
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_testkit.pages import Page

PUPILS = "/intake/v1/pupils"
HOME = {"street": "Dorpsstraat 12", "postcode": "1234ab", "place": "Waterdorp"}
ELSEWHERE = {"street": "Geheimweg 3", "postcode": "4321 ZZ", "place": "Anderstad"}


async def entered(client: httpx2.AsyncClient, **body: Any) -> str:
    answer = await client.post(
        PUPILS, json={"givenName": "Sem", "familyName": "Jansen", "birthDate": "2019-04-09", **body}
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def get(client: httpx2.AsyncClient, url: str) -> Page:
    answer = await client.get(url)
    assert answer.status_code == 200, (url, answer.status_code, answer.text[:2000])
    return Page(answer.text)


async def post(
    client: httpx2.AsyncClient, form: str, url: str, fields: dict[str, str]
) -> httpx2.Response:
    page = await get(client, form)
    return await client.post(url, data={"csrf": page.fields["csrf"], **fields})


async def with_contact(client: httpx2.AsyncClient, pupil_id: str, **fields: str) -> None:
    family = f"/intake/pupils/{pupil_id}/contacts"
    given = {"relationship": "parent", "has_authority": "true", "language": "nl", **fields}
    answer = await post(client, f"{family}/new", family, given)
    assert answer.status_code == 303, answer.text


async def a_parent(intake: Any, pupil_id: str, email: str) -> Actor:
    command = RegisterPerson(
        alliance_id=intake.scope.alliance_id,
        name="Ouder",
        email=email,
        role=Role.PARENT,
        pupil_ids=frozenset({UUID(pupil_id)}),
    )
    async with intake.process.transactions(intake.scope) as uow:
        person = await register_person(command, uow=uow, clock=intake.clock)
    return person.as_actor()


async def test_two_parents_at_two_addresses_do_not_see_where_the_other_lives(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        pupil_id = await entered(school)
        await with_contact(school, pupil_id, name="Anna", email="anna@example.org", **HOME)
        await with_contact(school, pupil_id, name="Bram", email="bram@example.org", **ELSEWHERE)
        whole = await get(school, f"/intake/pupils/{pupil_id}/family")
        for said in ("Anna", "Bram", "Dorpsstraat 12, 1234 AB Waterdorp", "Geheimweg 3"):
            assert said in whole.words
    anna = await a_parent(intake, pupil_id, "anna@example.org")
    async with intake.client(anna) as parent:
        page = await get(parent, f"/intake/pupils/{pupil_id}/family")
        assert "Bram" in page.words
        assert "Dorpsstraat" in page.words
        assert "Geheimweg" not in page.words
        assert "bram@example.org" not in page.words
        contacts = await parent.get(f"{PUPILS}/{pupil_id}/contacts")
        assert "Geheimweg" not in contacts.text
        assert "bram@example.org" not in contacts.text
        for closed in ("changes", "move", "contacts/new", "details"):
            answer = await parent.get(f"/intake/pupils/{pupil_id}/{closed}")
            assert answer.status_code == 403


async def test_a_parent_without_authority_sees_its_own_entry_alone(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        pupil_id = await entered(school)
        await with_contact(school, pupil_id, name="Anna", email="anna@example.org")
        await with_contact(
            school, pupil_id, name="Chris", email="chris@example.org", relationship="caregiver"
        )
    chris = await a_parent(intake, pupil_id, "chris@example.org")
    async with intake.client(chris) as carer:
        page = await get(carer, f"/intake/pupils/{pupil_id}/family")
    assert "Chris" in page.words
    assert "Verzorger zonder gezag" in page.words
    assert "Anna" not in page.words


async def test_a_guardian_may_be_an_organisation_that_gets_post(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        pupil_id = await entered(school)
        family = f"/intake/pupils/{pupil_id}/contacts"
        guardian = {
            "name": "Mevrouw Smit",
            "relationship": "guardian",
            "organisation": "Jeugdbescherming Noord",
            "has_authority": "true",
            "prefers": "post",
            "language": "nl",
        }
        refused = await post(school, f"{family}/new", family, guardian)
        assert refused.status_code == 422
        page = Page(refused.text)
        assert "Anders kan er geen brief komen" in page.words
        assert page.fields["organisation"] == "Jeugdbescherming Noord"
        done = await post(school, f"{family}/new", family, {**guardian, **HOME})
        assert done.status_code == 303
        page = await get(school, f"/intake/pupils/{pupil_id}/family")
        for said in ("Jeugdbescherming Noord", "Mevrouw Smit", "Per post"):
            assert said in page.words
        known = (await school.get(f"{PUPILS}/{pupil_id}")).json()
    assert known["missing"] == []


async def test_a_contact_who_can_no_longer_be_reached_becomes_an_action(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        pupil_id = await entered(school)
        await with_contact(school, pupil_id, name="Anna", email="anna@example.org")
        pupil = (await school.get(f"{PUPILS}/{pupil_id}")).json()
        assert pupil["missing"] == []
        page = await get(school, f"/intake/pupils/{pupil_id}/family")
        link = next(each for each in page.links if "/contacts/" in each and "new" not in each)
        answer = await post(school, link, link, {"name": "Anna", "relationship": "parent"})
        assert answer.status_code == 303
        pupil = (await school.get(f"{PUPILS}/{pupil_id}")).json()
        assert pupil["missing"] == ["parent-contact"]
        assert pupil["nextAction"]["dueOn"] == "2026-09-21"
        page = await get(school, f"/intake/pupils/{pupil_id}/family")
        assert "Wij kunnen deze persoon niet bereiken" in page.words


async def test_authority_changes_from_a_day_on_and_what_was_before_stays(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        pupil_id = await entered(school)
        await with_contact(school, pupil_id, name="Anna", email="anna@example.org")
        page = await get(school, f"/intake/pupils/{pupil_id}/family")
        link = next(each for each in page.links if "/contacts/" in each and "new" not in each)
        tomorrow = {
            "has_authority": "false",
            "from_day": "2026-09-08",
            "source": "court-decision",
        }
        answer = await post(school, link, f"{link}/authority", tomorrow)
        assert answer.status_code == 303
        assert "heeft nu gezag" in (await get(school, link)).words
    intake.clock.advance(days=1)
    assert await FOLLOW_DAYS.run(intake.process.job_context) == 1
    assert await FOLLOW_DAYS.run(intake.process.job_context) == 0
    async with intake.client(coordinator) as school:
        page = await get(school, link)
        assert "heeft nu geen gezag" in page.words
        assert "Een rechter besliste het" in page.words


async def test_a_pupil_moves_and_the_old_school_sees_it_no_more(
    intake: Any, coordinator: Actor, stranger: Actor, unit_coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school, intake.client(stranger) as other:
        pupil_id = await entered(school)
        request = await school.post(
            "/intake/v1/support-requests",
            json={"kind": "arrangement", "question": "Sem loopt vast.", "pupilId": pupil_id},
        )
        url = f"/intake/v1/support-requests/{request.json()['id']}"
        before = (await school.get(url)).json()
        assert (await other.get(f"{PUPILS}/{pupil_id}")).status_code == 404
        move = f"/intake/pupils/{pupil_id}/move"
        to = {"school_id": str(school_id_of("99CC00")), "from_day": "2026-09-09"}
        assert (await post(school, move, move, to)).status_code == 303
        assert "nog niet ingegaan" in (await get(school, f"/intake/pupils/{pupil_id}/family")).words
    intake.clock.advance(days=2)
    assert await FOLLOW_DAYS.run(intake.process.job_context) == 1
    async with intake.client(coordinator) as school, intake.client(stranger) as other:
        assert (await school.get(f"{PUPILS}/{pupil_id}")).status_code == 404
        assert (await school.get(url)).status_code == 404
        assert (await other.get(f"{PUPILS}/{pupil_id}")).status_code == 200
        after = (await other.get(url)).json()
    assert after["holder"] == before["holder"]
    assert after["nextAction"] is not None


async def test_a_child_that_is_known_already_is_suggested_merged_and_taken_apart(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        first = await entered(school, familyName="van der Bérg")
        second = await entered(
            school, familyName="Berg", parents=[{"name": "Anna", "email": "a@b.nl"}]
        )
        asked = await school.post(
            "/intake/v1/support-requests",
            json={"kind": "arrangement", "question": "Wie helpt?", "pupilId": second},
        )
        parent = await a_parent(intake, second, "a@b.nl")
        pairs = await get(school, "/intake/matches")
        assert "van der Bérg" in pairs.words
        done = await post(
            school,
            "/intake/matches",
            "/intake/matches/merges",
            {"into_id": first, "pupil_id": second},
        )
        assert done.headers["location"].startswith(f"/intake/pupils/{first}/family")
        page = await get(school, f"/intake/pupils/{second}/family")
        assert "Anna" in page.words
        assert "Samengevoegd" in page.words
        assert (await school.get(f"{PUPILS}/{second}")).json()["mergedInto"] == first
        assert (
            await school.get(f"/intake/v1/support-requests/{asked.json()['id']}")
        ).status_code == 200
        async with intake.process.transactions(intake.scope) as uow:
            person = await uow.people.get(parent.person_id)
            grant = person.grants_on(date(2026, 9, 7))[-1]
        assert grant.pupil_ids == {UUID(first), UUID(second)}
        again = await post(
            school,
            "/intake/matches",
            "/intake/matches/merges",
            {"into_id": first, "pupil_id": second},
        )
        assert again.status_code == 422
        merge = (await school.get(f"{PUPILS}/{first}/merges")).json()["items"][0]["id"]
        undo = f"/intake/pupils/{first}/merges/{merge}/undoing"
        assert (await post(school, f"/intake/pupils/{first}/family", undo, {})).status_code == 303
        assert "Anna" in (await get(school, f"/intake/pupils/{second}/family")).words
        assert "Anna" not in (await get(school, f"/intake/pupils/{first}/family")).words
        assert "van der Bérg" not in (await get(school, "/intake/matches")).words


async def test_who_may_not_see_both_entries_sees_no_pair(
    intake: Any, coordinator: Actor, stranger: Actor, unit_coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        first = await entered(school)
    async with intake.client(stranger) as other:
        second = await entered(other)
        assert "Jansen" not in (await get(other, "/intake/matches")).words
        refused = await post(
            other,
            "/intake/matches",
            "/intake/matches/merges",
            {"into_id": first, "pupil_id": second},
        )
        assert refused.status_code == 404
    foreign = Actor(
        person_id=PersonId(uuid4()),
        alliance_id=AllianceId(uuid4()),
        role=Role.ADMINISTRATOR,
        name="Van elders",
    )
    async with intake.client(foreign) as elsewhere:
        assert "Jansen" not in (await get(elsewhere, "/intake/matches")).words
        assert (await elsewhere.get(f"/intake/pupils/{first}/family")).status_code == 404


async def test_a_parent_asks_for_a_correction_and_reads_why_it_was_refused(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        pupil_id = await entered(school)
        await with_contact(school, pupil_id, name="Anna", email="anna@example.org")
        anna = await a_parent(intake, pupil_id, "anna@example.org")
        other = await a_parent(intake, pupil_id, "bram@example.org")
        async with intake.client(anna) as parent, intake.client(other) as second:
            form = f"/intake/pupils/{pupil_id}/corrections"
            empty = await post(parent, f"{form}/new", form, {"kind": "erase"})
            assert empty.status_code == 422
            asked = await post(
                parent, f"{form}/new", form, {"kind": "erase", "words": "Wis het verslag."}
            )
            url = asked.headers["location"].split("?")[0]
            assert "Wis het verslag" in (await get(parent, url)).words
            assert (await second.get(url)).status_code == 404
            page = await get(school, url)
            assert "7 oktober 2026" in page.words
            silent = await post(school, url, f"{url}/answer", {"answer_is": "refused"})
            assert silent.status_code == 422
            done = await post(
                school,
                url,
                f"{url}/answer",
                {"answer_is": "refused", "answer": "De wet vraagt dat wij dit bewaren."},
            )
            assert done.status_code == 303
            assert "De wet vraagt dat" in (await get(parent, url)).words
            late = await post(parent, f"{form}/new", f"{url}/answer", {"answer_is": "granted"})
            assert late.status_code == 403


async def test_it_is_told_who_changed_what_and_when(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as school:
        pupil_id = await entered(school)
        details = f"/intake/pupils/{pupil_id}/details"
        changed = {"given_name": "Sam", "family_name": "Jansen", "birth_date": "2019-04-09"}
        assert (await post(school, details, details, changed)).status_code == 303
        page = await get(school, f"/intake/pupils/{pupil_id}/changes")
    words = " ".join(page.words.split())
    assert "Voornaam Sem Sam" in words
    assert "7 september 2026" in words


@pytest.mark.parametrize("missing", ["birthDate", "familyName"])
async def test_what_is_missing_refuses_no_child(
    intake: Any, coordinator: Actor, missing: str
) -> None:
    async with intake.client(coordinator) as school:
        pupil_id = await entered(school, **{missing: None if missing == "birthDate" else ""})
        await with_contact(school, pupil_id, name="Anna")
        pupil = (await school.get(f"{PUPILS}/{pupil_id}")).json()
    assert pupil["missing"]
    assert pupil["nextAction"]["dueOn"] == str(date(2026, 9, 7) + timedelta(days=14))
