"""Integration: a parent without authority is told of the child, and decides nothing about it."""

from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from samenspel_kernel.actor import Actor

from .test_asking import prepared
from .test_families import a_parent, entered, get, post, with_contact
from .test_shares import a_partner, asked

API = "/intake/v1"
ANNA, BRAM = "anna@example.org", "Bram@Example.org"


async def a_child(intake: Any, school: httpx2.AsyncClient) -> tuple[str, Actor, Actor]:
    """Give a child, its mother with authority, and its father without."""
    child = await entered(school)
    await with_contact(school, child, name="Anna", email=ANNA)
    await with_contact(school, child, name="Bram", email=BRAM, has_authority="false")
    anna = await a_parent(intake, child, ANNA)
    return child, anna, await a_parent(intake, child, BRAM.lower())


async def a_request(school: httpx2.AsyncClient, child: str) -> str:
    url = await prepared(school, pupil="existing", pupil_id=child)
    page = await get(school, url)
    sat_here = {"parent": page.fields["parent"], "view": ""}
    answer = await post(school, url, f"{url}/views", sat_here)
    assert answer.status_code == 303, answer.text
    answer = await post(school, url, f"{url}/sending", {})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].split("?")[0].removesuffix("/received")


async def test_it_reads_a_request_before_it_is_sent_and_says_nothing_of_it(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        child, anna, bram = await a_child(intake, school)
        url = await prepared(school, pupil="existing", pupil_id=child)
    async with intake.client(bram) as father:
        page = await get(father, url)
        assert "Hierover beslist een ouder met gezag." in page.words
        assert "view" not in page.fields
        said = {"csrf": page.fields["csrf"], "view": "Ik wil dit niet."}
        assert (await father.post(f"{url}/views", data=said)).status_code == 403
        by_api = f"{API}{url.removeprefix('/intake')}/views"
        assert (await father.post(by_api, json={"view": "Nee."})).status_code == 403
    async with intake.client(anna) as mother:
        assert (await post(mother, url, f"{url}/views", {"view": "Ja."})).status_code == 303


async def test_it_reads_a_request_that_was_sent_and_adds_no_view(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        child, anna, bram = await a_child(intake, school)
        url = await a_request(school, child)
    async with intake.client(bram) as father:
        page = await get(father, url)
        assert "view" not in page.fields
        said = {"csrf": page.fields["csrf"], "view": "Ik wil dit niet."}
        assert (await father.post(f"{url}/views", data=said)).status_code == 403
        by_api = f"{API}{url.removeprefix('/intake')}/views"
        assert (await father.post(by_api, json={"view": "Nee."})).status_code == 403
    async with intake.client(anna) as mother:
        assert (await post(mother, url, f"{url}/views", {"view": "Ja."})).status_code == 303


async def test_it_sees_what_is_shared_and_answers_nothing(intake: Any, coordinator: Actor) -> None:
    partner, _ = await a_partner(intake)
    async with intake.client(coordinator) as school:
        child, _, bram = await a_child(intake, school)
        share = await asked(intake, school, UUID(child), partner)
    async with intake.client(bram) as father:
        page = await get(father, f"/intake/share-grants/{share}")
        assert "gives" not in page.fields
        form = {"csrf": page.fields["csrf"], "gives": "true"}
        answer = await father.post(f"/intake/share-grants/{share}/answers", data=form)
        assert answer.status_code == 403
        by_api = await father.post(f"{API}/share-grants/{share}/answers", json={"gives": True})
    assert by_api.status_code == 403


async def test_it_registers_the_child_nowhere(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as school:
        child, anna, bram = await a_child(intake, school)
    body = {"pupilId": child, "schoolId": str(coordinator.school_id)}
    async with intake.client(bram) as father:
        page = await get(father, "/intake/registrations/new")
        assert "Aanmelden doet een ouder met gezag." in page.words
        form = {"csrf": page.fields["csrf"], "pupil_id": child, "school_id": body["schoolId"]}
        form |= {"idempotency_key": str(uuid4()), "origin": "home", "expects_support": "unknown"}
        answer = await father.post("/intake/registrations", data=form)
        assert answer.status_code == 403, answer.text
        assert (await father.post(f"{API}/registrations", json=body)).status_code == 403
    async with intake.client(anna) as mother:
        made = await mother.post(f"{API}/registrations", json=body)
        assert made.status_code == 201, made.text
        url = f"/registrations/{made.json()['id']}"
    async with intake.client(bram) as father:
        page = await get(father, f"/intake{url}")
        assert not [each for each in page.links if each.endswith("/completion")]
        assert (await father.get(f"/intake{url}/completion")).status_code == 403
        form = {"csrf": page.fields["csrf"]}
        assert (await father.post(f"/intake{url}/withdrawals", data=form)).status_code == 403


async def test_it_lets_nobody_look_at_the_file(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as school:
        child, _, bram = await a_child(intake, school)
    url = f"/intake/pupils/{child}/family-desk"
    async with intake.client(bram) as father:
        page = await get(father, url)
        assert "days" not in page.fields
        form = {"csrf": page.fields["csrf"], "days": "28"}
        assert (await father.post(url, data=form)).status_code == 403


@pytest.mark.parametrize("part", ["family", "share-grants", "corrections/new"])
async def test_what_it_may_know_stays(intake: Any, coordinator: Actor, part: str) -> None:
    async with intake.client(coordinator) as school:
        child, _, bram = await a_child(intake, school)
    async with intake.client(bram) as father:
        await get(father, f"/intake/pupils/{child}/{part}")
