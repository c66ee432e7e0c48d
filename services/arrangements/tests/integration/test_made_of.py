"""Integration: what help is made of, and how near it is given, by API, page and letter."""

from typing import Any
from uuid import uuid4

from sqlalchemy import text

from samenspel_arrangements.domain.perspective.content import GoalFor
from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.arrangements import ArrangementGrantedV1, CaseOpenedV1
from samenspel_kernel.actor import Role
from samenspel_messaging.scope import Scope

CASES = "/arrangements/v1/cases"
PAGES = "/arrangements/cases"
ACCEPTANCE = {"nextAction": "decide-on-help", "dueOn": "2026-09-21"}
GRANT = {
    "kind": "individual",
    "description": "Twee keer per week samen lezen.",
    "startsOn": "2026-09-07",
    "plannedEndOn": "2027-03-12",
    "evaluationOn": "2027-02-12",
}
FURTHER = {
    "place": "own-school",
    "skippedPlaces": [{"place": "own-group", "why": "tried", "words": "Het is er te druk."}],
}
OWN = {"measures": [{"text": "Samen lezen", "whom": "teacher", "goal": "Vaste start"}]}


async def granted(world: Any, client_of: Any, **more: Any) -> tuple[Any, Any, str]:
    holder, case_id = world.coordinator(), await world.offer()
    async with client_of(holder) as client:
        await client.post(f"{CASES}/{case_id}/acceptances", json=ACCEPTANCE)
        answer = await client.post(f"{CASES}/{case_id}/arrangements", json=GRANT | more)
    assert answer.status_code == 201, answer.text
    return holder, case_id, f"{case_id}/arrangements/{answer.json()['id']}"


async def test_measures_with_goals_of_their_own_while_nothing_is_shared(
    world: Any, client_of: Any
) -> None:
    holder, _, at = await granted(world, client_of)
    async with client_of(holder) as client:
        before = await client.get(f"{CASES}/{at}/measures")
        made = await client.post(f"{CASES}/{at}/measures", json=OWN)
        half = await client.post(f"{CASES}/{at}/measures", json={"measures": []})
        childs = await client.post(
            f"{CASES}/{at}/measures",
            json={"measures": [{"text": "x", "whom": "child", "goal": "y"}]},
        )
        page = await client.get(f"{PAGES}/{at}")
    async with client_of(world.somebody(Role.DIRECTOR)) as director:
        refused = await director.get(f"{CASES}/{at}/measures")
        seen = await director.get(f"{PAGES}/{at}")

    assert before.json()["measures"] == []
    assert made.status_code == 201, made.text
    assert made.json()["goals"] == [{"key": "own-1", "whom": "teacher", "text": "Vaste start"}]
    assert (half.status_code, childs.status_code) == (400, 400)
    assert "noGoalForSurroundings" in childs.text
    assert "Vaste start" in page.text
    assert refused.status_code == 403
    assert "Vaste start" not in seen.text


async def test_measures_are_for_shared_goals_and_chosen_on_a_page(
    world: Any, client_of: Any
) -> None:
    holder, case_id, at = await granted(world, client_of)
    opened = CaseOpenedV1(
        case_id=case_id,
        support_request_id=uuid4(),
        handover_id=uuid4(),
        pupil_id=uuid4(),
        kind="arrangement",
        age_band="4-6",
        holder=HolderRef(kind="person", id=holder.person_id),
        next_action=NextActionRef(kind="decide-on-help", due_on="2026-09-21"),
    )
    await world.tell(opened, subject=case_id, seq=2)
    shared = {
        "ownWords": "Ik wil leren lezen.",
        "toldBy": "child",
        "now": "Lezen",
        **{name: {"notNeededBecause": "Goed."} for name in ("education", "care", "home")},
        "goals": [
            {
                "key": "a1",
                "whom": GoalFor.HOME.value,
                "text": "Elke dag lezen",
                "seenBy": "Het lukt",
            }
        ],
    }
    here = f"{PAGES}/{at}/measures"
    async with client_of(holder) as client:
        wrote = await client.put(
            f"{CASES}/{case_id}/perspective", json=shared, headers={"If-Match": "*"}
        )
        form = await client.get(f"{here}/new")
        csrf = form.text.split('name="csrf" value="')[1].split('"')[0]
        half = await client.post(here, data={"csrf": csrf, "measure_1": "Voorlezen"})
        done = await client.post(
            here, data={"csrf": csrf, "measure_1": "Voorlezen", "goal_1": "a1"}
        )
        again = await client.get(f"{here}/new")
        typed = await client.post(f"{CASES}/{at}/measures", json=OWN)

    assert wrote.status_code < 300, wrote.text
    assert "Elke dag lezen" in form.text
    assert half.status_code == 422
    assert "Voorlezen" in half.text
    assert done.status_code == 303
    assert "Voorlezen" in again.text
    assert typed.status_code == 400


async def test_n11_each_nearer_place_has_a_reason_and_the_letter_tells_it(
    world: Any, client_of: Any, app: Any
) -> None:
    holder, case_id, at = await granted(world, client_of, **FURTHER)
    async with client_of(holder) as client:
        bare = await client.post(
            f"{CASES}/{case_id}/arrangements", json=GRANT | {"place": "own-unit"}
        )
        shown = await client.get(f"{CASES}/{at}/measures")
        page = await client.get(f"{PAGES}/{at}")
        form = await client.get(f"{PAGES}/{case_id}/arrangements/new")
        csrf = form.text.split('name="csrf" value="')[1].split('"')[0]
        typed = {
            "csrf": csrf,
            "kind": "individual",
            "description": "Lezen.",
            "starts_on": "2026-09-07",
            "planned_end_on": "2027-03-12",
            "evaluation_on": "2027-02-12",
            "place": "own-school",
        }
        half = await client.post(f"{PAGES}/{case_id}/arrangements", data=typed)
        whole = await client.post(
            f"{PAGES}/{case_id}/arrangements",
            data=typed | {"why_own_group": "tried", "words_own_group": "Te druk."},
        )
    event = ArrangementGrantedV1(
        arrangement_id=at.rpartition("/")[2],
        case_id=case_id,
        support_request_id=uuid4(),
        pupil_id=uuid4(),
        kind="individual",
        starts_on="2026-09-07",
        planned_end_on="2027-03-12",
        evaluation_on="2027-02-12",
    )
    await world.tell(event, subject=event.arrangement_id)
    async with app(Scope.begin(world.alliance_id)) as uow:
        letter = await uow.session.scalar(text("SELECT content::text FROM letter"))

    assert bare.status_code == 400
    assert shown.json()["skippedPlaces"] == FURTHER["skippedPlaces"]
    assert "Het is er te druk." in page.text
    assert half.status_code == 422
    assert whole.status_code == 303
    assert "Waarom niet in de eigen groep?" in letter
