import asyncio

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, Route

from samenspel_testkit.browser import axe_violations

PATHS = [
    "/design",
    "/design/case",
    "/design/desk",
    "/design/form",
    "/design/refused",
    "/design/fragment",
    "/design/error/404",
    "/toegankelijkheid",
    "/privacy",
]
TOO_SMALL = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
    .filter((each) => !each.closest('p, dd, td, th, .utrecht-skip-link'))
    .filter((each) => { const box = each.getBoundingClientRect();
        return box.width && (box.width < 24 || box.height < 24) })
    .map((each) => each.outerHTML)"""
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


async def test_pages_are_accessible_and_fit_at_every_width(browser: Browser, address: str) -> None:
    found: list[str] = []
    for width in (1280, 700, 360, 320):
        page = await browser.new_page(viewport={"width": width, "height": 800})
        for path in PATHS:
            await page.goto(address + path)
            wrong = await axe_violations(page)
            wrong += [f"too small: {each}" for each in await page.evaluate(TOO_SMALL)]
            if (over := await page.evaluate(OVERFLOW)) > 0:
                wrong.append(f"scrolls sideways by {over}")
            found += [f"{path} at {width}: {each}" for each in wrong]
        await page.close()

    assert found == []


async def test_the_content_policy_is_never_broken(page: Page, address: str) -> None:
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in ("/design", "/design/case", "/design/form"):
        await page.goto(address + path, wait_until="networkidle")

    assert said == []


async def test_the_keyboard_starts_at_the_skip_link_and_follows_the_page(
    page: Page, address: str
) -> None:
    await page.goto(f"{address}/design/form", wait_until="networkidle")
    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Direct naar de inhoud")
    box = await skip.bounding_box()

    assert box is not None
    assert box["y"] >= 0
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    fields = []
    for _ in range(3):
        fields.append(await page.evaluate("document.activeElement.name"))
        press = "Tab"
        while await page.evaluate("document.activeElement.name") == fields[-1]:
            await page.keyboard.press(press)

    assert fields == ["given_name", "birth_date", "school_id"]


async def test_a_focused_field_has_a_ring_of_two_colours(page: Page, address: str) -> None:
    await page.goto(f"{address}/design/form", wait_until="networkidle")
    for name in ("given_name", "school_id", "urgency", "needs"):
        field = page.locator(f"[name={name}]").first
        await field.focus()
        await page.keyboard.press("Shift+Tab")
        await page.keyboard.press("Tab")
        outline, shadow = await page.evaluate(
            "(() => { const style = getComputedStyle(document.activeElement);"
            " return [style.outlineWidth + style.outlineStyle, style.boxShadow] })()"
        )
        assert outline == "3pxsolid", name
        assert shadow != "none", name


async def test_a_refused_form_starts_at_the_errors_and_leads_to_the_field(
    page: Page, address: str
) -> None:
    await page.goto(f"{address}/design/refused", wait_until="networkidle")

    assert await page.evaluate("document.activeElement.className.includes('error-summary')")
    await page.get_by_role("link", name="Wat is uw vraag?").click()
    assert await page.evaluate("document.activeElement.name") == "question"


async def test_a_slot_becomes_its_fragment_and_stays_a_link_without_script(
    browser: Browser, address: str
) -> None:
    page = await browser.new_page()
    await page.goto(f"{address}/design/case", wait_until="networkidle")
    plain = await browser.new_page(java_script_enabled=False)
    await plain.goto(f"{address}/design/case")

    await page.get_by_text("Er zijn twee berichten verstuurd.").wait_for()
    assert await page.get_by_role("link", name="Berichten bekijken").count() == 0
    await plain.get_by_role("link", name="Berichten bekijken").click()
    assert await plain.get_by_text("Er zijn twee berichten verstuurd.").count() == 1


async def test_a_fragment_that_fails_or_leads_elsewhere_leaves_the_link(
    page: Page, address: str
) -> None:
    await page.route("**/design/fragment", lambda route: route.fulfill(status=503, body="<p>x"))
    await page.goto(f"{address}/design/case", wait_until="networkidle")
    assert await page.get_by_role("link", name="Berichten bekijken").count() == 1

    await page.unroute("**/design/fragment")
    await page.route(
        "**/design/fragment",
        lambda route: route.fulfill(status=303, headers={"location": "/privacy"}),
    )
    await page.goto(f"{address}/design/case", wait_until="networkidle")
    assert await page.get_by_role("link", name="Berichten bekijken").count() == 1


async def test_a_fragment_that_leads_elsewhere_leaves_the_link_when_a_script_is_late(
    page: Page, address: str
) -> None:
    async def late(route: Route) -> None:
        await asyncio.sleep(0.5)
        await route.continue_()

    await page.route("**/app*.js", late)
    await page.route(
        "**/design/fragment",
        lambda route: route.fulfill(status=303, headers={"location": "/privacy"}),
    )

    await page.goto(f"{address}/design/case", wait_until="networkidle")

    assert await page.get_by_role("link", name="Berichten bekijken").count() == 1


@pytest.mark.viewport(360, 800)
async def test_on_a_phone_a_table_reads_as_cards(page: Page, address: str) -> None:
    await page.goto(f"{address}/design/desk", wait_until="networkidle")
    rows = page.locator("tbody tr")
    first, second = await rows.nth(0).bounding_box(), await rows.nth(1).bounding_box()

    assert first is not None
    assert second is not None
    assert second["y"] >= first["y"] + first["height"]
    assert await page.get_by_role("rowheader").count() == 6


async def test_a_form_pressed_twice_is_sent_once(page: Page, address: str) -> None:
    sent: list[str] = []
    page.on("request", lambda each: sent.append(each.method) if each.method == "POST" else None)
    await page.goto(f"{address}/design/form")

    async with page.expect_navigation():
        await page.get_by_role("button", name="Vraag versturen").dblclick()

    assert sent == ["POST"]
