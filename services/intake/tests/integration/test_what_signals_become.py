"""Integration: a desk finds the child of a signal, and the signal becomes what it has to be."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from samenspel_intake.domain.alliance import school_id_of, unit_id_of
from samenspel_intake.domain.pupil import Place
from samenspel_intake.persistence.watchdog import find_violations
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import UnitId, new_id
from samenspel_platform.letter_secrets import LetterSecrets
from samenspel_platform.looking_at_items import look_at_open_items

from .conftest import ALLIANCE, KEY, an_actor
from .passwordless import Letters, a_pupil
from .test_registrations import registered
from .test_shares import a_partner
from .test_signals import raise_it, stored
from .test_signals_of_people import DESK, do, say, status

ANSWERED = {"answer": "Wij gaan ermee aan de slag.", "theme": "no-place"}
SPELL = {**ANSWERED, "becomes": "spell", "spell.known_on": "2026-09-07"}
OUT = {**SPELL, "spell.first_day": "2026-09-01"}
TAKEN = {
    "partner_answer": "accept",
    "partner_words": "Het jeugdteam belt u morgen.",
    "partner_theme": "safety",
}


@pytest.fixture
async def sem(intake: Any) -> UUID:
    return await a_pupil(intake)


@pytest.fixture
async def signal(intake: Any, coordinator: Actor) -> UUID:
    """A signal that names a school, and no child."""
    return await say(intake, coordinator)


async def find(intake: Any, actor: Actor, signal: UUID, q: str) -> httpx2.Response:
    return await do(intake, actor, signal, "child-searches", q=q)


async def choose(intake: Any, actor: Actor, signal: UUID, pupil: UUID) -> None:
    chosen = await do(intake, actor, signal, "child", pupil_id=str(pupil))
    assert chosen.status_code == 303, chosen.text


async def page(intake: Any, actor: Actor, path: str) -> str:
    async with intake.client(actor) as client:
        answer: httpx2.Response = await client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


async def told(intake: Any, event: str) -> list[dict[str, Any]]:
    return await Letters(intake, LetterSecrets(KEY)).told(event)


async def watch_over(intake: Any) -> list[Any]:
    async with intake.process.job_context.transactions(intake.scope) as uow:
        return list(await find_violations(uow.session, ALLIANCE, intake.clock.now()))


async def test_a_desk_finds_the_child_of_a_signal_later(
    intake: Any, unit_coordinator: Actor, signal: UUID, sem: UUID
) -> None:
    assert "Dat is nog niet bekend" in await page(intake, unit_coordinator, f"{DESK}/{signal}")
    assert (await find(intake, unit_coordinator, signal, "x")).status_code == 422
    nobody = await find(intake, unit_coordinator, signal, "Niemand")
    assert "Geen kind gevonden" in nobody.text
    found = await find(intake, unit_coordinator, signal, "sem")
    assert found.status_code == 200
    assert str(sem) in found.text
    await choose(intake, unit_coordinator, signal, sem)
    assert (await stored(intake, "pupil_id"))[0][0] == sem
    assert "Het gaat om Sem" in await page(intake, unit_coordinator, f"{DESK}/{signal}")


async def test_nobody_chooses_a_child_that_it_may_not_know(
    intake: Any, unit_coordinator: Actor, signal: UUID
) -> None:
    north = unit_id_of("PO9901", "noord")
    elsewhere = await a_pupil(intake, "Noor")
    async with intake.process.job_context.transactions(intake.scope) as uow:
        noor = await uow.pupils.get(elsewhere)
        term = await uow.terms.begin("data-completion", intake.clock.now().date())
        noor.move(Place(None, "0796", UnitId(north)), term=term, at=intake.clock.now())
        uow.pupils.save(noor)
    assert str(elsewhere) not in (await find(intake, unit_coordinator, signal, "noor")).text
    for wrong in (str(elsewhere), str(uuid4()), "geen"):
        answer = await do(intake, unit_coordinator, signal, "child", pupil_id=wrong)
        assert answer.status_code == 422, wrong
    other = an_actor(Role.UNIT_COORDINATOR, unit_id=north)
    for what, typed in (("child-searches", {"q": "sem"}), ("child", {"pupil_id": str(elsewhere)})):
        async with intake.client(other) as client:
            path = f"{DESK}/{signal}/{what}"
            answer = await client.post(path, data={**typed, "idempotency_key": "a"})
        assert answer.status_code in (403, 404), answer.text
    assert (await stored(intake, "pupil_id"))[0][0] is None


async def test_no_child_is_noted_on_the_word_of_a_third_party(
    intake: Any, unit_coordinator: Actor, sem: UUID
) -> None:
    school = str(school_id_of("99BB00"))
    async with intake.client(None) as client:
        await raise_it(client, "other", phone="06 12345678", school_id=school)
    signal = (await stored(intake, "id"))[0][0]
    assert "mag geen kind noemen" in await page(intake, unit_coordinator, f"{DESK}/{signal}")
    refused = await do(intake, unit_coordinator, signal, "child", pupil_id=str(sem))
    assert refused.status_code == 422
    assert (await stored(intake, "pupil_id"))[0][0] is None


async def test_a_signal_becomes_a_spell_of_the_child_and_each_points_to_the_other(
    intake: Any, unit_coordinator: Actor, coordinator: Actor, signal: UUID, sem: UUID
) -> None:
    await choose(intake, unit_coordinator, signal, sem)
    typed = {**OUT, "pupil_id": str(sem)}
    done = await do(intake, unit_coordinator, signal, "answers", **typed)
    assert done.status_code == 303, done.text
    [opened] = await told(intake, "out-of-education-spell.opened")
    assert (opened["pupilId"], opened["status"]) == (str(sem), "out")
    assert (await told(intake, "signal.closed"))[-1]["outcome"] == "spell"

    spell = f"/intake/out-of-education/{opened['spellId']}"
    assert spell in await page(intake, unit_coordinator, f"{DESK}/{signal}")
    assert f"{DESK}/{signal}" in await page(intake, unit_coordinator, spell)
    at_school = await page(intake, coordinator, spell)
    assert f"{DESK}/{signal}" not in at_school, "a school sees no signal of somebody else"
    assert await watch_over(intake) == []
    twice = await do(intake, unit_coordinator, signal, "answers", **typed)
    assert twice.status_code == 422
    assert len(await told(intake, "out-of-education-spell.opened")) == 1


async def test_a_spell_enters_the_child_that_nobody_knew_and_keeps_what_was_typed(
    intake: Any, unit_coordinator: Actor, signal: UUID
) -> None:
    refused = await do(intake, unit_coordinator, signal, "answers", **SPELL)
    assert refused.status_code == 422
    assert "Wij gaan ermee aan de slag." in refused.text
    school = str(school_id_of("99BB00"))
    named = {"spell.given_name": "Yara", "spell.family_name": "Bakker", "school_id": school}
    late = {**SPELL, **named, "spell.known_on": "2026-09-09"}
    assert (await do(intake, unit_coordinator, signal, "answers", **late)).status_code == 422
    assert await told(intake, "out-of-education-spell.opened") == []

    done = await do(intake, unit_coordinator, signal, "answers", **SPELL, **named)
    assert done.status_code == 303, done.text
    [opened] = await told(intake, "out-of-education-spell.opened")
    assert opened["status"] == "threatening"
    assert opened["schoolId"] == school
    assert str((await stored(intake, "pupil_id"))[0][0]) == opened["pupilId"]


async def test_a_signal_becomes_another_look_at_a_registration_of_its_child(
    intake: Any, unit_coordinator: Actor, coordinator: Actor, signal: UUID, sem: UUID
) -> None:
    async with intake.client(coordinator) as school:
        made = await registered(school)
        other = await registered(school, pupil={"givenName": "Noor"})
    page_of = f"/intake/registrations/{made['id']}"
    fields = {**ANSWERED, "becomes": "watch", "watch.registration_id": made["id"]}
    on = {"watch.look_again_on": "2026-09-21"}
    before = await do(intake, unit_coordinator, signal, "answers", **fields, **on)
    assert before.status_code == 422, "it is not known yet that it is about this child"

    await choose(intake, unit_coordinator, signal, UUID(made["pupilId"]))
    assert made["id"] in await page(intake, unit_coordinator, f"{DESK}/{signal}")
    for wrong in (
        {},
        {"watch.look_again_on": "2026-09-01"},
        {**on, "watch.registration_id": other["id"]},
        {**on, "watch.registration_id": str(uuid4())},
    ):
        answer = await do(intake, unit_coordinator, signal, "answers", **{**fields, **wrong})
        assert answer.status_code == 422, wrong
    done = await do(intake, unit_coordinator, signal, "answers", **fields, **on)
    assert done.status_code == 303, done.text
    assert (await told(intake, "signal.closed"))[-1]["outcome"] == "watch"
    async with intake.process.job_context.transactions(intake.scope) as uow:
        held = (await uow.registrations.get(UUID(made["id"]))).responsibility
    assert [a.due_on.isoformat() for a in held.actions if a.kind == "look-again"] == ["2026-09-21"]
    assert page_of in await page(intake, unit_coordinator, f"{DESK}/{signal}")
    assert f"{DESK}/{signal}" in await page(intake, unit_coordinator, page_of)
    assert f"{DESK}/{signal}" not in await page(intake, coordinator, page_of)


async def test_a_partner_takes_a_signal_over_and_its_raiser_hears_so(
    intake: Any, unit_coordinator: Actor, coordinator: Actor, signal: UUID
) -> None:
    partner, _ = await a_partner(intake)
    to = {"partner": partner, "raiser_agrees": "true"}
    for wrong, words in (
        ({"raiser_agrees": "false"}, "Vraag de schrijver eerst"),
        ({"partner": str(uuid4())}, "Kies een partner"),
    ):
        fields = {**to, **wrong}
        answer = await do(intake, unit_coordinator, signal, "partner-handovers", **fields)
        assert answer.status_code == 422, wrong
        assert words in answer.text
    early = await do(intake, unit_coordinator, signal, "partner-answers", **TAKEN)
    assert early.status_code == 422, "nothing was offered to a partner"

    offered = await do(intake, unit_coordinator, signal, "partner-handovers", **to)
    assert offered.status_code == 303, offered.text
    [event] = await told(intake, "signal.handover-offered")
    assert event["to"] == {"kind": "partner", "id": partner}
    assert (await stored(intake, "status, holder_kind"))[0] == ("heard", "unit-desk")
    other = an_actor(Role.UNIT_COORDINATOR, unit_id=unit_id_of("PO9901", "noord"))
    assert await status(intake, other, f"{DESK}/{signal}") == 404

    wordless = {**TAKEN, "partner_words": ""}
    assert (
        await do(intake, unit_coordinator, signal, "partner-answers", **wordless)
    ).status_code == 422
    taken = await do(intake, unit_coordinator, signal, "partner-answers", **TAKEN)
    assert taken.status_code == 303, taken.text
    assert (await told(intake, "signal.handover-answered"))[-1]["answer"] == "accepted"
    closed = (await told(intake, "signal.closed"))[-1]
    assert (closed["outcome"], closed["theme"]) == ("handed-over", "safety")
    own = await page(intake, coordinator, f"{DESK}/own/{signal}")
    assert TAKEN["partner_words"] in own
    assert "nam het over" in await page(intake, unit_coordinator, f"{DESK}/{signal}")
    assert await watch_over(intake) == []


@pytest.mark.parametrize("is_silent", [True, False])
async def test_a_partner_that_says_no_or_nothing_leaves_it_with_the_desk(
    intake: Any, unit_coordinator: Actor, signal: UUID, is_silent: bool
) -> None:
    partner, _ = await a_partner(intake)
    to = {"partner": partner, "raiser_agrees": "true"}
    await do(intake, unit_coordinator, signal, "partner-handovers", **to)
    if is_silent:
        intake.clock.advance(timedelta(days=8))
        await look_at_open_items(intake.process.job_context)
    else:
        said = {"partner_answer": "refuse"}
        assert (
            await do(intake, unit_coordinator, signal, "partner-answers", **said)
        ).status_code == 303
    answer = (await told(intake, "signal.handover-answered"))[-1]["answer"]
    assert answer == ("expired" if is_silent else "refused")
    assert (await stored(intake, "status, holder_kind, handover_id"))[0] == (
        "heard",
        "unit-desk",
        None,
    )
    late = await do(intake, unit_coordinator, signal, "partner-answers", **TAKEN)
    assert late.status_code == 422


async def test_of_a_known_child_a_partner_hears_only_with_the_parents_leave(
    intake: Any, unit_coordinator: Actor, signal: UUID, sem: UUID
) -> None:
    partner, _ = await a_partner(intake)
    await choose(intake, unit_coordinator, signal, sem)
    to = {"partner": partner, "raiser_agrees": "true"}
    refused = await do(intake, unit_coordinator, signal, "partner-handovers", **to)
    assert refused.status_code == 422
    assert "nog geen toestemming om met deze partner te delen" in refused.text
    assert await told(intake, "signal.handover-offered") == []


async def test_the_family_desk_makes_nothing_of_what_a_child_said_without_consent(
    intake: Any, sem: UUID
) -> None:
    child = replace(an_actor(Role.PUPIL), pupil_ids=frozenset({sem}), name="Sem")
    desk = an_actor(Role.FAMILY_DESK)
    signal = await say(intake, child, pupil_id=str(sem))
    shown = await page(intake, desk, f"{DESK}/{signal}")
    assert 'value="spell"' not in shown
    assert "child-searches" not in shown
    partner, _ = await a_partner(intake)
    to = {"partner": partner, "raiser_agrees": "true"}
    for what, fields in (
        ("answers", {**OUT, "pupil_id": str(sem)}),
        ("partner-handovers", to),
        ("child", {"pupil_id": str(new_id())}),
    ):
        answer = await do(intake, desk, signal, what, **fields)
        assert answer.status_code in (403, 404, 422), what
    assert (await stored(intake, "status, is_confidential"))[0] == ("heard", True)
    assert await told(intake, "out-of-education-spell.opened") == []


async def test_a_system_says_which_child_it_is_and_what_the_signal_becomes(
    intake: Any, coordinator: Actor, unit_coordinator: Actor, signal: UUID, sem: UUID
) -> None:
    api, spell = f"/intake/v1/signals/{signal}", {"pupilId": str(sem), "knownOn": "2026-09-07"}
    watch = {"registrationId": str(uuid4()), "lookAgainOn": "2026-09-21"}
    answer = {"answer": "Wij zoeken een plek.", "theme": "no-place"}
    async with intake.client(coordinator) as school:
        assert (await school.put(f"{api}/child", json={"pupilId": str(sem)})).status_code == 404
    async with intake.client(unit_coordinator) as desk:
        unknown = await desk.put(f"{api}/child", json={"pupilId": str(uuid4())})
        assert unknown.status_code == 400
        old = {"If-Match": '"99"'}
        stale = await desk.put(f"{api}/child", json={"pupilId": str(sem)}, headers=old)
        assert stale.status_code == 412
        for _ in range(2):
            chosen = await desk.put(f"{api}/child", json={"pupilId": str(sem)})
            assert chosen.status_code == 200, chosen.text
        both = {**answer, "spell": spell, "watch": watch}
        for wrong in (both, {**answer, "watch": watch}):
            assert (await desk.post(f"{api}/answers", json=wrong)).status_code == 400, wrong
        done = await desk.post(f"{api}/answers", json={**answer, "spell": spell})
    assert (done.status_code, done.json()["status"]) == (201, "answered")
    assert (await told(intake, "signal.closed"))[-1]["outcome"] == "spell"
    [opened] = await told(intake, "out-of-education-spell.opened")
    assert (opened["pupilId"], opened["status"]) == (str(sem), "threatening")
