"""One request's way from school to granted help, over HTTP."""

from uuid import UUID

import httpx2
from tests.e2e import steps

from samenspel_kernel.ids import HandoverId, case_id_of
from samenspel_testkit.probes import eventually

ARRIVES_WITHIN_SECONDS = 90.0
LOOK_EVERY_SECONDS = 2.0


async def travel(school: httpx2.AsyncClient, unit: httpx2.AsyncClient) -> None:
    """Ask, hand over, accept and grant; each step waits until what it needs has arrived."""
    request = await steps.submit(school)
    await steps.offer(unit, request["id"])
    offered = (await unit.get(f"/intake/v1/support-requests/{request['id']}")).json()
    case_id = str(case_id_of(HandoverId(UUID(offered["handover"]["id"]))))

    async def arrived() -> bool:
        return (await unit.get(f"/arrangements/v1/cases/{case_id}")).status_code == 200

    await eventually(arrived, within=ARRIVES_WITHIN_SECONDS, every=LOOK_EVERY_SECONDS)
    await steps.accept(unit, case_id)
    await steps.grant(unit, case_id)
