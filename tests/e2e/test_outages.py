"""End to end: killed workers and a stopped broker lose nothing and repeat nothing."""

from tests.e2e import steps
from tests.e2e.conftest import Stack, Town

from samenspel_standalone.system import SERVICES
from samenspel_testkit.probes import eventually


async def test_a_worker_killed_between_commit_and_acknowledgement_repeats_nothing(
    stack: Stack, town: Town
) -> None:
    stack.start_workers("intake", "notifications", "reporting")
    async with (
        stack.client(town.school_coordinator) as school,
        stack.client(town.unit_coordinator) as unit,
        stack.client(town.director) as director,
    ):
        request = await steps.submit(school)
        async with await stack.worker_process("arrangements") as first:
            await eventually(lambda: knows_the_request(stack, town))
            assert await first.terminate() == 0
        await steps.offer(unit, request["id"])
        while await cases(stack, town) == 0:  # it may commit something else before
            async with await stack.worker_process(
                "arrangements", SAMENSPEL_FAILPOINT="after-consumer-commit:cases"
            ) as killed:
                assert await killed.ended() == -9
        async with await stack.worker_process("arrangements") as survivor:
            case = await steps.offered_case(unit, request["id"])
            await steps.accept(unit, case["id"])
            await steps.grant(unit, case["id"])

            async def arrived() -> bool:
                found = await steps.figures(director, town.unit_coordinator.unit_id)
                return bool(found["granted"] == 1 and found["openCases"] == 1)

            await eventually(arrived, because="reporting hears of the grant")

            async def mailed() -> bool:
                return await mails(stack, town) == 6

            await eventually(mailed)
            assert await survivor.terminate() == 0
    ask, alliance = stack.ask, town.alliance_id
    assert await cases(stack, town) == 1
    assert await mails(stack, town) == 6
    assert await ask("reporting", "SELECT count(*) FROM journey", alliance) == 1
    assert await ask("reporting", "SELECT count(*) FROM item WHERE kind = 'case'", alliance) == 1


async def knows_the_request(stack: Stack, town: Town) -> bool:
    query = "SELECT (SELECT count(*) FROM request_summary) * (SELECT count(*) FROM pupil_directory)"
    return int(await stack.ask("arrangements", query, town.alliance_id)) == 1


async def cases(stack: Stack, town: Town) -> int:
    return int(
        await stack.ask("arrangements", "SELECT count(*) FROM support_case", town.alliance_id)
    )


async def mails(stack: Stack, town: Town) -> int:
    query = "SELECT count(*) FROM message WHERE state = 'sent'"
    return int(await stack.ask("notifications", query, town.alliance_id))


async def test_while_the_broker_is_away_requests_are_taken_in_and_arrive_afterwards(
    stack: Stack, town: Town
) -> None:
    stack.start_workers(*SERVICES)
    async with (
        stack.client(town.school_coordinator) as school,
        stack.client(town.unit_coordinator) as unit,
        stack.client(town.director) as director,
    ):
        first = await steps.submit(school)
        await stack.broker.stop()
        requests = [first, *[await steps.submit(school) for _ in range(5)]]
        for request in requests:
            await steps.offer(unit, request["id"])
        for name in SERVICES:
            ready = await stack.operations(name).get("/readyz")
            assert ready.status_code == 200, name
        await stack.broker.start()

        for request in requests:
            await steps.offered_case(unit, request["id"])

        async def all_open() -> bool:
            found = await steps.figures(director, town.unit_coordinator.unit_id)
            return bool(found["open"] == len(requests))

        await eventually(all_open, because="reporting catches up")
        assert (await stack.operations("intake").get("/livez")).status_code == 200
