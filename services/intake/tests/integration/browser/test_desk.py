"""Integration: the desk in a real browser: forty requests, a refused handover, an answer."""

import re
from typing import Any

import pytest
from playwright.async_api import Browser

from samenspel_intake.domain.alliance import unit_id_of
from samenspel_intake.domain.desks import decision as drawing
from samenspel_intake.domain.standing import HandoverOffered
from samenspel_kernel.actor import Actor, Role

from ..conftest import an_actor
from ..desks import a_request, read, works_here
from .looking import a_looker

NORTH = unit_id_of("PO9901", "noord")
NAMES = [f"Kind{number:02}" for number in range(40)]


async def test_a_desk_decides_and_another_unit_refuses_on_accessible_pages(
    browser: Browser,
    intake: Any,
    address: str,
    coordinator: Actor,
    unit_coordinator: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "is_read_twice", lambda *_: True)
    ids = [await a_request(intake, coordinator, name) for name in NAMES]
    await works_here(intake, unit_coordinator)
    colleague = an_actor(Role.UNIT_COORDINATOR, unit_id=unit_coordinator.unit_id)
    await works_here(intake, colleague)
    here, there, second = [await a_looker(browser, intake, address) for _ in range(3)]
    page = here.page

    await here.be(unit_coordinator, "/intake/desk")
    assert await page.get_by_role("link", name=re.compile(r"Kind\d\d")).count() == len(NAMES)
    await here.look()
    await page.get_by_role("link", name=NAMES[0]).click()
    await here.look()
    await page.get_by_role("button", name="Ik neem deze vraag").click()
    await page.get_by_text("Vastgelegd wie de vraag nu heeft.").wait_for()
    await page.get_by_role("button", name="Er is zorg over veiligheid").click()
    await page.get_by_text("Deze vraag gaat voor.").wait_for()
    await page.get_by_label("Naar een andere eenheid").check(force=True)
    await page.get_by_role("button", name="Besluiten").click()
    await page.get_by_text("Kies de eenheid die de vraag moet overnemen.").first.wait_for()
    await here.look()
    await page.locator("#unit_id").select_option(str(NORTH))
    await page.get_by_role("button", name="Besluiten").click()
    await page.get_by_text("De overdracht is aangeboden.").wait_for()

    standing = (await read(intake, ids[0])).standing
    assert isinstance(standing, HandoverOffered)
    north = an_actor(Role.UNIT_COORDINATOR, unit_id=NORTH)
    await there.be(north, f"/intake/transfers/{standing.handover.id}")
    await there.look()
    await there.page.get_by_label("Nee, de vraag blijft waar hij is").check(force=True)
    await there.page.get_by_role("button", name="Antwoord versturen").click()
    await there.page.get_by_text("Uw antwoord is verstuurd.").wait_for()

    await page.goto(f"{address}/intake/support-requests/{ids[0]}/decision")
    await page.get_by_text("Opnieuw bekijken: de overdracht is niet aangenomen").first.wait_for()
    await page.get_by_label("Advies geven").check(force=True)
    await page.get_by_label("Antwoord aan school en ouders").fill("Begin met een vast plan.")
    await page.get_by_role("button", name="Besluiten").click()
    await page.get_by_text("Begin met een vast plan.").wait_for()
    await here.look()
    for path in ("desk/stand-ins", "desk/leavers", "desk/watchdog", "criteria", "desk/agreement"):
        await page.goto(f"{address}/intake/{path}")
        await here.look()

    await second.be(colleague, "/intake/desk/second-readings")
    await second.look()
    await second.page.get_by_role("main").get_by_role("link", name="Meedenken").first.click()
    await second.look()
    await second.page.get_by_label("Advies geven").check(force=True)
    await second.page.get_by_role("button", name="Vastleggen").click()
    await second.page.get_by_text("Uw oordeel is vastgelegd.").wait_for()
    await page.goto(f"{address}/intake/desk/agreement")
    await here.look()
    assert here.wrong + there.wrong + second.wrong == []
