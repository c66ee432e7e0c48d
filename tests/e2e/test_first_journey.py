"""End to end: one request travels from a school to the dashboard, over RabbitMQ."""

from tests.e2e import steps
from tests.e2e.conftest import Stack, Town

from samenspel_kernel.clock import dutch_date
from samenspel_kernel.terms import add_working_days
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_standalone.system import SERVICES
from samenspel_testkit.probes import eventually

MAILS = "SELECT count(*) FROM message WHERE state = 'sent'"


async def test_a_request_travels_from_school_to_dashboard(stack: Stack, town: Town) -> None:
    stack.start_workers(*SERVICES)
    async with (
        stack.client(town.school_coordinator) as school,
        stack.client(town.unit_coordinator) as unit,
        stack.client(town.director) as director,
    ):
        request = await steps.submit(school)
        today = dutch_date(stack.processes["intake"].clock.now())
        last_day = add_working_days(today, 15, DutchWorkingDays()).isoformat()
        assert request["holder"] == {"kind": "unit-desk", "id": str(town.unit_coordinator.unit_id)}
        assert request["nextAction"] == {"kind": "assess", "dueOn": last_day}
        assert request["responseTerm"]["lastDay"] == last_day

        await steps.offer(unit, request["id"])
        assert await steps.status_of(school, request["id"]) == "handover-offered"
        case = await steps.offered_case(unit, request["id"])
        opened = await steps.accept(unit, case["id"])
        assert opened["holder"]["id"] == str(town.unit_coordinator.person_id)

        async def handed_over() -> bool:
            return await steps.status_of(school, request["id"]) == "handed-over"

        await eventually(handed_over, because="intake hears that the case opened")
        await steps.grant(unit, case["id"])

        async def all_mails_sent() -> bool:
            return int(await stack.ask("notifications", MAILS, town.alliance_id)) == 6

        await eventually(all_mails_sent, because="two parents and the school, twice")

        async def in_the_figures() -> bool:
            found = await steps.figures(director, town.unit_coordinator.unit_id)
            return (found["granted"], found["open"], found["openCases"]) == (1, 0, 1)

        await eventually(in_the_figures, because="reporting follows")
        found = await steps.figures(director, town.unit_coordinator.unit_id)
        assert (found["withoutHolder"], found["withoutNextAction"], found["overdue"]) == (0, 0, 0)
        assert found["daysToGrant"]["n"] == 1


async def test_a_refused_handover_comes_back_to_the_desk(stack: Stack, town: Town) -> None:
    stack.start_workers("intake", "arrangements")
    async with (
        stack.client(town.school_coordinator) as school,
        stack.client(town.unit_coordinator) as unit,
    ):
        request = await steps.submit(school)
        await steps.offer(unit, request["id"])
        case = await steps.offered_case(unit, request["id"])
        refusal = {"reason": "basic-support-first"}
        answer = await unit.post(f"/arrangements/v1/cases/{case['id']}/refusals", json=refusal)
        assert answer.status_code == 201, answer.text

        async def came_back() -> bool:
            return await steps.status_of(school, request["id"]) == "submitted"

        await eventually(came_back)
        seen = (await school.get(f"/intake/v1/support-requests/{request['id']}")).json()
        assert seen["holder"]["kind"] == "unit-desk"
        assert seen["nextAction"]["kind"] == "reassess"


async def test_acceptance_and_withdrawal_that_cross_leave_the_child_a_holder(
    stack: Stack, town: Town
) -> None:
    async with (
        stack.client(town.school_coordinator) as school,
        stack.client(town.unit_coordinator) as unit,
    ):
        request = await steps.submit(school)
        await steps.offer(unit, request["id"])
        stack.start_workers("arrangements")  # intake's relay is not running yet …
        stack.start_workers("intake")
        case = await steps.offered_case(unit, request["id"])
        withdrawal = {"reason": "solved"}
        path = f"/intake/v1/support-requests/{request['id']}/withdrawals"
        accepted = await steps.accept(unit, case["id"])
        withdrawn = await school.post(path, json=withdrawal)
        assert accepted["state"] == "opened"

        async def settled() -> bool:
            seen = (await unit.get(f"/arrangements/v1/cases/{case['id']}")).json()
            status = await steps.status_of(school, request["id"])
            if withdrawn.status_code == 409:  # intake heard of the case first
                return status == "handed-over" and bool(seen["nextAction"])
            asked = seen["nextAction"]["kind"] == "continue-or-close"
            return status == "withdrawn" and asked and seen["state"] == "opened"

        await eventually(settled)
