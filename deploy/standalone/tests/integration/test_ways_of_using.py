"""Integration: the main journey without JavaScript, and by keyboard alone; what it weighs."""

from playwright.async_api import Browser, Page, expect

from samenspel_testkit.browser import axe_violations
from samenspel_testkit.installation import Installation

QUESTION = "Robin kijkt de hele dag naar buiten."
LONGEST_FIRST_VISIT = 150_000
LONGEST_NEXT_PAGE = 30_000


async def become(page: Page, address: str, name: str) -> None:
    """Choose to be one of the demo's people."""
    await page.goto(f"{address}/intake/personas")
    await page.get_by_role("button", name=f"Verder als {name}").click()
    await page.wait_for_url(lambda url: "/personas" not in url)


async def test_without_javascript_one_asks_keeps_a_draft_and_hands_over(
    browser: Browser, running: Installation
) -> None:
    page = await browser.new_page(java_script_enabled=False)
    main = page.get_by_role("main")
    await become(page, running.address, "Marieke Vink")
    await page.get_by_role("link", name="Nieuwe vraag").first.click()
    await page.get_by_label("Voornaam").fill("Robin zonder script")
    await page.get_by_role("button", name="Bewaar als concept").click()
    await expect(main).to_contain_text("Uw concept is bewaard.")

    await page.get_by_text("Menu van Marieke Vink").click()
    await page.get_by_role("button", name="Uitloggen").click()
    await become(page, running.address, "Marieke Vink")
    await page.get_by_role("link", name="Verder met het concept").click()
    await expect(page.get_by_label("Voornaam")).to_have_value("Robin zonder script")
    await page.get_by_label("Wat is uw vraag?").fill(QUESTION)
    await page.get_by_role("button", name="Vraag versturen").click()
    await expect(main).to_contain_text("Wij hebben uw vraag")

    await become(page, running.address, "Fatima Aydin")
    await page.goto(f"{running.address}/intake/desk")
    await page.get_by_role("link", name="Robin zonder script").click()
    await expect(main).to_contain_text(QUESTION)
    await page.get_by_role("button", name="Overdracht aanbieden").click()
    await expect(main).to_contain_text("U blijft verantwoordelijk")


async def test_the_keyboard_alone_asks_a_question(page: Page, running: Installation) -> None:
    await become(page, running.address, "Hans Boer")
    await page.goto(f"{running.address}/intake")

    async def tab_to(word: str) -> None:
        for _ in range(60):
            await page.keyboard.press("Tab")
            focused = await page.evaluate(
                "(() => { const it = document.activeElement;"
                " return it.labels?.[0]?.innerText ?? it.innerText ?? '' })()"
            )
            if word in focused:
                return
        raise AssertionError(f"the keyboard does not come to {word}")

    await tab_to("Nieuwe vraag")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/new")
    await tab_to("Voornaam")
    await page.keyboard.type("Robin met toetsen")
    await tab_to("Wat is uw vraag?")
    await page.keyboard.type(QUESTION)
    await tab_to("De ouders weten")
    await page.keyboard.press("Space")
    await tab_to("Vraag versturen")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/received")
    await expect(page.get_by_role("main")).to_contain_text("Wij hebben uw vraag")
    await tab_to("Bekijk de vraag")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("main")).to_contain_text("De ouders weten van deze vraag.")


async def test_pages_weigh_150_kb_at_first_and_30_from_then_on(
    browser: Browser, running: Installation
) -> None:
    page = await browser.new_page()
    network = await page.context.new_cdp_session(page)
    await network.send("Network.enable")
    sent: list[float] = []
    network.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))

    await page.goto(f"{running.address}/intake/personas", wait_until="networkidle")
    assert 0 < sum(sent) <= LONGEST_FIRST_VISIT
    await become(page, running.address, "Fatima Aydin")
    for path in ("/intake/desk", "/intake/support-requests", "/arrangements/cases", "/reporting"):
        sent.clear()
        await page.goto(f"{running.address}{path}", wait_until="networkidle")
        assert 0 < sum(sent) <= LONGEST_NEXT_PAGE, path


async def test_when_a_service_is_away_its_part_says_so_and_the_rest_works(
    page: Page, running: Installation
) -> None:
    await become(page, running.address, "Fatima Aydin")
    await page.route("**/intake/fragments/**", lambda route: route.fulfill(status=503))
    await page.goto(f"{running.address}/arrangements/cases")
    await page.locator("main table a").first.click()
    await page.wait_for_load_state("networkidle")

    main = page.get_by_role("main")
    await expect(main).to_contain_text("Dit deel is even niet bereikbaar.")
    await expect(main).to_contain_text("Casusregie")
    await expect(page.get_by_role("link", name="Lees de vraag van de school")).to_be_visible()
    assert await axe_violations(page) == []
