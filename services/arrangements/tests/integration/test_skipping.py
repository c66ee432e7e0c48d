"""Integration: a step of help is skipped with a reason, by API and page; one of the law never."""

from typing import Any

from samenspel_kernel.actor import Role

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


async def test_n32_by_api_and_page(world: Any, client_of: Any) -> None:
    holder, case_id = world.coordinator(), await world.offer()
    skip = {"step": "help-evaluation", "why": "urgent", "words": "Het kind verhuist."}
    async with client_of(holder) as client:
        await client.post(f"{CASES}/{case_id}/acceptances", json=ACCEPTANCE)
        help_ = await client.post(f"{CASES}/{case_id}/arrangements", json=GRANT)
        at = f"{case_id}/arrangements/{help_.json()['id']}"
        by_law = [
            await client.post(f"{CASES}/{at}/skipped-steps", json=skip | {"step": step})
            for step in ("hear-child", "school-plan", "parents-consent")
        ]
        done = await client.post(f"{CASES}/{at}/skipped-steps", json=skip)
        again = await client.post(f"{CASES}/{at}/skipped-steps", json=skip)
        case = (await client.get(f"{CASES}/{case_id}")).json()
        page = await client.get(f"{PAGES}/{at}")
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        form = {"csrf": csrf, "step": "help-measures", "why": "no-use"}
        half = await client.post(f"{PAGES}/{at}/skipped-steps", data=form)
        whole = await client.post(
            f"{PAGES}/{at}/skipped-steps", data=form | {"skip_words": "Al besproken."}
        )
        after = await client.get(f"{PAGES}/{at}")
    async with client_of(world.somebody(Role.DIRECTOR)) as director:
        refused = await director.post(f"{CASES}/{at}/skipped-steps", json=skip)
        seen = await director.get(f"{PAGES}/{at}")

    assert {(one.status_code, one.json()["code"]) for one in by_law} == {(409, "step.by-law")}
    assert done.status_code == 201, done.text
    assert again.json()["code"] == "step.skipped-before"
    assert case["nextAction"] == {"kind": "decide-on-help", "dueOn": "2027-03-12"}
    assert (half.status_code, whole.status_code) == (422, 303)
    assert "Al besproken." in after.text
    assert refused.status_code == 403
    assert "Al besproken." not in seen.text
