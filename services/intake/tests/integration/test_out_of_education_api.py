"""Integration: a child is without education, by JSON, by events of partners, and by time alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import httpx2
import pytest
from sqlalchemy import text

from samenspel_intake.application.spells.decide_place import NamedDecider, SetDeciders, set_deciders
from samenspel_intake.domain.alliance import school_id_of, unit_id_of
from samenspel_intake.persistence.watchdog import find_violations
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import PersonId
from samenspel_platform.letter_secrets import LetterSecrets
from samenspel_platform.looking_at_items import look_at_open_items

from .conftest import ALLIANCE, KEY, an_actor
from .passwordless import Letters, send
from .test_registrations import registered

SPELLS = "/intake/v1/out-of-education-spells"
EVENTS = "/intake/v1/inbound-events"
SEM = {"givenName": "Sem", "familyName": "Jansen", "birthDate": "2017-04-09"}
ZUID = unit_id_of("PO9901", "zuid")


@pytest.fixture
def officer() -> Actor:
    """The attendance officer of unit Zuid."""
    return an_actor(Role.ATTENDANCE_OFFICER, unit_id=ZUID)


async def reported(client: httpx2.AsyncClient, **changed: Any) -> dict[str, Any]:
    body = {"pupil": SEM, "knownOn": "2026-09-04", "firstDay": "2026-09-01", **changed}
    answer = await client.post(SPELLS, json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def done(client: httpx2.AsyncClient, id_: str, what: str, **body: Any) -> dict[str, Any]:
    answer = await client.post(f"{SPELLS}/{id_}/{what}", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def codes(answer: httpx2.Response) -> set[str]:
    problem: Mapping[str, Any] = answer.json()
    return {error["code"] for error in problem.get("errors", [])} | {problem.get("code", "")}


def an_event(**changed: Any) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": "7f1c",
        "source": "urn:nld:oin:00000001001002003000:systeem:leerplicht",
        "type": "nl.passend-onderwijs.absence.reported.v1",
        "datacontenttype": "application/json",
        "sequence": "12",
        "data": {
            "pupil": {**SEM, "schoolId": str(school_id_of("99BB00"))},
            "knownOn": "2026-09-04",
            "firstDay": "2026-09-01",
        },
        **changed,
    }


async def test_a_school_reports_and_the_desk_must_act_within_two_school_days(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        made = await reported(client)
        read = (await client.get(f"{SPELLS}/{made['id']}")).json()

    assert made["isNew"]
    assert made["isNewChild"]
    assert made["status"] == "out"
    assert read["holder"] == {"kind": "unit-desk", "id": str(ZUID)}
    assert read["days"] == 7  # 1 to 7 September, the weekend too
    due = {action["kind"]: action["dueOn"] for action in read["nextActions"]}
    assert due == {
        "tell-all": "2026-09-07",
        "first-action": "2026-09-09",
        "review-at-four-weeks": "2026-09-29",
        "escalate": "2026-12-01",
    }


async def test_a_child_without_birth_date_and_parents_is_saved_with_what_is_missing(
    intake: Any, officer: Actor
) -> None:
    async with intake.client(officer) as client:
        made = await reported(client, pupil={"givenName": "Noor"})
        read = (await client.get(f"{SPELLS}/{made['id']}")).json()

    assert read["unitId"] == str(ZUID)
    assert read["told"] == ["alliance", "attendance-officer"]
    async with intake.process.transactions(intake.scope) as uow:
        pupil = await uow.pupils.get(read["pupilId"])
        assert pupil.completion is not None
        assert pupil.completion.holder.id == ZUID


async def test_reported_twice_it_is_one_spell(
    intake: Any, coordinator: Actor, officer: Actor
) -> None:
    async with intake.client(coordinator) as client:
        threat = await reported(client, firstDay=None)
    async with intake.client(officer) as client:
        school = str(school_id_of("99BB00"))
        again = await reported(client, pupil={**SEM, "schoolId": school})
        read = (await client.get(f"{SPELLS}/{again['id']}")).json()

    assert (again["id"], again["isNew"], again["isNewChild"]) == (threat["id"], False, False)
    assert read["status"] == "out"
    assert read["reportedBy"] == "school"
    assert "attendance-officer" in read["told"]


async def test_the_officer_classifies_and_the_days_count_all_the_same(
    intake: Any, coordinator: Actor, officer: Actor
) -> None:
    async with intake.client(coordinator) as client:
        made = await reported(client)
    async with intake.client(officer) as client:
        endless = {"absenceClass": "exemption-5a", "firstDay": "2026-09-01"}
        refused = await client.post(f"{SPELLS}/{made['id']}/class-periods", json=endless)
        assert refused.status_code == 400
        assert "spell.class-needs-end" in codes(refused)
        read = await done(client, made["id"], "class-periods", **endless, lastDay="2027-07-31")

    assert read["absenceClass"] == "exemption-5a"
    assert read["days"] == 7
    assert "review-class" in {action["kind"] for action in read["nextActions"]}


async def test_who_is_too_young_is_never_called_a_truant(intake: Any, officer: Actor) -> None:
    async with intake.client(officer) as client:
        made = await reported(client, pupil={**SEM, "birthDate": "2022-12-01"})
        answer = await client.post(
            f"{SPELLS}/{made['id']}/class-periods",
            json={"absenceClass": "absolute", "firstDay": "2026-09-01"},
        )
        read = (await client.get(f"{SPELLS}/{made['id']}")).json()

    assert answer.status_code == 400
    assert "spell.no-duty-to-go" in codes(answer)
    assert read["absenceClass"] == "without-offer"


async def test_the_desk_takes_it_on_and_the_school_confirms_the_return(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        made = await reported(client)
    async with intake.client(unit_coordinator) as client:
        read = await done(client, made["id"], "takers", kind="visit-home", dueOn="2026-09-08")
        assert read["holder"] == {"kind": "person", "id": str(unit_coordinator.person_id)}
        day = {"fromDay": "2026-09-07"}
        assert (await client.post(f"{SPELLS}/{made['id']}/returns", json=day)).status_code == 403
    async with intake.client(coordinator) as client:
        promised = {"fromDay": "2026-09-08"}
        early = await client.post(f"{SPELLS}/{made['id']}/returns", json=promised)
        assert early.status_code == 400
        assert "date.in-future" in codes(early)
        ended = await done(client, made["id"], "returns", fromDay="2026-09-07")
        assert (ended["status"], ended["lastDay"], ended["days"]) == ("ended", "2026-09-06", 6)
        assert ended["holder"] is None
        assert ended["nextActions"] == []
        late = await client.post(f"{SPELLS}/{made['id']}/returns", json=day)
        assert late.status_code == 409
        week = {"week": "2026-09-07", "hours": 3}
        hours = await client.post(f"{SPELLS}/{made['id']}/missed-hours", json=week)
        assert hours.status_code == 409
        next_one = await reported(client, firstDay="2026-09-07", knownOn="2026-09-07")
        assert next_one["isNew"]
        assert not next_one["isNewChild"]


async def test_another_school_ends_it_by_a_letter(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    async with intake.client(coordinator) as client:
        made = await reported(client)
    body = {"schoolId": str(school_id_of("99CC00")), "fromDay": "2026-09-07"}
    async with intake.client(unit_coordinator) as client:
        url = f"{SPELLS}/{made['id']}/admissions"
        silent = await client.post(url, json={**body, "letter": " "})
        same = {**body, "schoolId": str(school_id_of("99BB00")), "letter": "brief"}
        assert "spell.letter-missing" in codes(silent)
        assert "spell.same-school" in codes(await client.post(url, json=same))
        ended = await done(client, made["id"], "admissions", **body, letter="brief van 3 september")

    assert ended["status"] == "ended"


async def test_an_officer_sees_the_spells_of_the_own_unit_alone(
    intake: Any, coordinator: Actor, officer: Actor
) -> None:
    async with intake.client(coordinator) as client:
        made = await reported(client)
    elsewhere = an_actor(Role.ATTENDANCE_OFFICER, unit_id=unit_id_of("PO9901", "noord"))
    async with intake.client(elsewhere) as client:
        assert (await client.get(f"{SPELLS}/{made['id']}")).status_code == 404
        assert (await client.get(SPELLS)).json()["items"] == []
    async with intake.client(officer) as client:
        assert [item["id"] for item in (await client.get(SPELLS)).json()["items"]] == [made["id"]]
        assert (await client.get("/intake/v1/support-requests")).json()["items"] == []
        pupil = (await client.get(f"{SPELLS}/{made['id']}")).json()["pupilId"]
        assert (await client.get(f"/intake/v1/pupils/{pupil}")).status_code == 404


async def test_time_alone_tells_of_four_weeks_once(
    intake: Any, coordinator: Actor, clock: Any
) -> None:
    async with intake.client(coordinator) as client:
        made = await reported(client)
    clock.at = datetime(2026, 9, 28, 21, 59, tzinfo=UTC)  # 23:59 in Amsterdam
    await look_at_open_items(intake.process.job_context)
    before = await steps(intake, made["id"])
    clock.at = datetime(2026, 9, 28, 22, 0, tzinfo=UTC)
    await look_at_open_items(intake.process.job_context)
    await look_at_open_items(intake.process.job_context)

    assert before == 0
    assert await steps(intake, made["id"]) == 1


async def steps(intake: Any, id_: str) -> int:
    query = "SELECT count(*) FROM bus.outbox WHERE type LIKE '%step-reached%' AND agg_id = :id"
    async with intake.process.job_context.transactions(intake.scope) as uow:
        return int(await uow.session.scalar(text(query), {"id": id_}) or 0)


async def test_an_event_of_a_partner_counts_once(intake: Any, officer: Actor) -> None:
    async with intake.client(officer) as client:
        first = await client.post(EVENTS, json=an_event())
        again = await client.post(
            EVENTS, json=an_event(data={**an_event()["data"], "firstDay": None})
        )
        other = await client.post(EVENTS, json=an_event(type="nl.passend-onderwijs.other.v1"))
        listed = (await client.get(SPELLS)).json()["items"]

    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json()["isNew"]
    assert not again.json()["isNew"]
    assert first.json()["id"] == again.json()["id"]
    assert other.status_code == 400
    assert "inbound-event.unknown-type" in codes(other)
    assert len(listed) == 1


async def test_the_named_decider_alone_points_out_a_place(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    administrator = an_actor(Role.ADMINISTRATOR)
    async with intake.client(administrator) as client:
        body = {"name": "Els Wethouder", "grant": {"role": "director"}, "account": "school:els"}
        named = (await client.post("/intake/v1/people", json=body)).json()
    async with intake.client(coordinator) as client:
        made = await reported(client)
    url = f"{SPELLS}/{made['id']}"
    async with intake.client(unit_coordinator) as client:
        nobody = await client.post(f"{url}/escalations", json={})
        assert nobody.status_code == 409
        assert "spell.no-decider-named" in codes(nobody)
    decider = replace(an_actor(Role.DIRECTOR), person_id=PersonId(UUID(named["id"])))
    async with intake.process.transactions(intake.scope) as uow:
        ladder = SetDeciders(
            municipality_code="",
            agreed_on=date(2026, 1, 1),
            agreement="Afspraken doorzettingsmacht",
            deciders=(NamedDecider(decider.person_id, "de wethouder", "els@gemeente.example"),),
        )
        await set_deciders(ladder, actor=administrator, uow=uow, clock=intake.clock)
    place = {"schoolId": str(school_id_of("99CC00")), "reason": "Dichtbij en er is plek."}
    async with intake.client(unit_coordinator) as client:
        asked = await done(client, made["id"], "escalations")
        assert asked["escalations"][0]["deciderId"] == named["id"]
        assert asked["escalations"][0]["answerBy"] == "2026-09-21"
    recorded = await Letters(intake, LetterSecrets(KEY)).told("contact.recorded")
    reached = [each["email"] for each in recorded if each["contactId"] == named["id"]]
    assert reached == ["els@gemeente.example"]
    async with intake.client(an_actor(Role.DIRECTOR)) as client:
        other = await client.post(f"{url}/decisions", json=place)
        assert other.status_code == 404
    async with intake.client(decider) as client:
        page = await client.get(f"/intake/out-of-education/{made['id']}/decision")
        assert "Sem" in page.text
        decided = await done(client, made["id"], "decisions", **place)
    assert decided["status"] == "out"
    assert decided["escalations"][0]["schoolId"] == place["schoolId"]
    assert "carry-out-decision" in {action["kind"] for action in decided["nextActions"]}


async def test_the_address_of_a_decider_is_written_down_with_the_agreement(intake: Any) -> None:
    page = "/intake/deciders"
    async with intake.client(an_actor(Role.ADMINISTRATOR)) as client:
        body = {"name": "Els Wethouder", "grant": {"role": "director"}, "account": "school:els"}
        named = (await client.post("/intake/v1/people", json=body)).json()["id"]
        agreed = {"agreed_on": "2026-01-01", "agreement": "Afspraak", "person_0": named}
        typed = {**agreed, "words_0": "de wethouder"}
        refused = await send(client, page, email_0="geen adres", **typed)
        assert refused.status_code == 422
        assert 'id="email_0-error"' in refused.text
        for email in ("els@gemeente.example", "", "els@stad.example", "els@stad.example"):
            assert (await send(client, page, email_0=email, **typed)).status_code == 303
    recorded = await Letters(intake, LetterSecrets(KEY)).told("contact.recorded")
    reached = [each["email"] for each in recorded if each["contactId"] == named]
    assert reached == ["els@gemeente.example", "els@stad.example"]


async def moved(client: httpx2.AsyncClient, pupil: str, **to: str) -> None:
    answer = await client.post(
        f"/intake/v1/pupils/{pupil}/moves", json={"fromDay": "2026-09-07", **to}
    )
    assert answer.status_code == 201, answer.text


async def test_a_spell_goes_with_its_child_to_another_school_and_is_taken_on_anew(
    intake: Any, coordinator: Actor, stranger: Actor, unit_coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        made = await reported(school)
        url = f"{SPELLS}/{made['id']}"
        async with intake.client(unit_coordinator) as desk:
            held = await done(desk, made["id"], "takers", kind="visit-home", dueOn="2026-09-30")
        await moved(school, held["pupilId"], schoolId=str(school_id_of("99CC00")))
        assert (await school.get(url)).status_code == 404
    async with intake.client(stranger) as new_school:
        seen = (await new_school.get(url)).json()
    assert seen["holder"] == {"kind": "person", "id": str(unit_coordinator.person_id)}
    assert {"kind": "first-action", "dueOn": "2026-09-09"} in seen["nextActions"]
    assert seen["firstDay"] == held["firstDay"], "the days count on"
    async with intake.client(unit_coordinator) as desk:
        again = await done(desk, made["id"], "takers", kind="call-parents", dueOn="2026-09-08")
    assert "first-action" not in {action["kind"] for action in again["nextActions"]}
    intake.clock.advance(days=22)
    await look_at_open_items(intake.process.job_context)
    assert await steps(intake, made["id"]) == 1


async def test_a_spell_in_another_unit_is_at_its_desk_and_the_old_one_sees_it_no_more(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        made = await reported(school)
    url = f"{SPELLS}/{made['id']}"
    north = unit_id_of("PO9901", "noord")
    async with intake.client(unit_coordinator) as desk:
        held = await done(desk, made["id"], "takers", kind="visit-home", dueOn="2026-09-08")
        await moved(desk, held["pupilId"], municipalityCode="0796")
        assert (await desk.get(url)).status_code == 404
    async with intake.client(an_actor(Role.UNIT_COORDINATOR, unit_id=north)) as desk:
        seen = (await desk.get(url)).json()
        assert seen["holder"] == {"kind": "unit-desk", "id": str(north)}
        assert "first-action" in {action["kind"] for action in seen["nextActions"]}
        async with intake.process.job_context.transactions(intake.scope) as uow:
            assert await find_violations(uow.session, ALLIANCE, intake.clock.now()) == []
        await done(desk, made["id"], "takers", kind="find-place", dueOn="2026-09-08")


async def test_a_registration_stays_with_the_school_where_it_was_made(
    intake: Any, coordinator: Actor
) -> None:
    async with intake.client(coordinator) as school:
        made = await registered(school)
        await moved(school, made["pupilId"], schoolId=str(school_id_of("99CC00")))
        after = await school.get(f"/intake/v1/registrations/{made['id']}")
    assert after.status_code == 200
    assert after.json()["holder"] == made["holder"]
    assert after.json()["schoolId"] == made["schoolId"]


async def test_the_agreement_on_who_decides_is_kept_by_version(
    intake: Any, unit_coordinator: Actor
) -> None:
    ladders = "/intake/v1/decider-ladders"
    async with intake.client(an_actor(Role.ADMINISTRATOR)) as client:
        body = {"name": "Els Wethouder", "grant": {"role": "director"}, "account": "school:els"}
        named = (await client.post("/intake/v1/people", json=body)).json()["id"]
        decider = {"personId": named, "onBehalfOf": "de wethouder", "email": "els@stad.example"}
        agreed = {"agreedOn": "2026-01-01", "agreement": "Afspraak", "deciders": [decider]}
        for version in (1, 2):
            made = await client.post(ladders, json={**agreed, "municipalityCode": "9902"})
            assert (made.status_code, made.json()["version"]) == (201, version)
        everywhere = await client.post(ladders, json=agreed)
        assert (everywhere.status_code, everywhere.json()["version"]) == (201, 1)
        assert everywhere.json()["municipalityCode"] is None
        nobody = {**decider, "personId": str(ZUID)}
        for wrong, code in (
            ({"deciders": [nobody]}, "ladder.cannot-decide"),
            ({"deciders": [{**decider, "email": "geen"}]}, "email.invalid"),
            ({"agreedOn": "2027-01-01"}, "date.in-future"),
            ({"deciders": []}, ""),
        ):
            refused = await client.post(ladders, json={**agreed, **wrong})
            assert refused.status_code == 400, refused.text
            assert not code or code in codes(refused)
        listed = (await client.get(ladders)).json()["items"]
    assert [(each["municipalityCode"], each["version"]) for each in listed] == [
        (None, 1),
        ("9902", 2),
        ("9902", 1),
    ]
    assert "email" not in str(listed)
    async with intake.client(unit_coordinator) as client:
        assert (await client.get(ladders)).status_code == 403
        assert (await client.post(ladders, json=agreed)).status_code == 403
