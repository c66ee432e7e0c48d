from fastapi import FastAPI
from playwright.async_api import Browser, Page, Route, expect

from samenspel_testkit.browser import axe_violations
from samenspel_testkit.probes import eventually

LONGEST_FIRST_VISIT = 150_000
LONGEST_NEXT_PAGE = 30_000


async def test_the_readers_menu_opens_without_a_script_and_closes_at_escape(
    browser: Browser, address: str
) -> None:
    plain = await browser.new_page(java_script_enabled=False)
    await plain.goto(f"{address}/design/case")
    await plain.get_by_text("Menu van Fatima Yilmaz").click()
    await expect(plain.get_by_role("button", name="Uitloggen")).to_be_visible()

    page = await browser.new_page()
    await page.goto(f"{address}/design/case", wait_until="networkidle")
    summary = page.locator("summary", has_text="Fatima Yilmaz")
    await summary.press("Enter")
    assert await axe_violations(page) == []
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Mijn gegevens en inloggen")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Uitloggen")).to_be_hidden()
    await expect(summary).to_be_focused()


async def test_a_reader_chooses_a_language_and_stays_on_the_page(page: Page, address: str) -> None:
    await page.goto(f"{address}/privacy")
    await page.get_by_role("link", name="English").click()

    assert page.url == f"{address}/privacy"
    await expect(page.get_by_role("main")).to_contain_text("We keep only what is needed")
    assert await page.evaluate("document.documentElement.lang") == "en"
    assert await axe_violations(page) == []
    await page.goto(f"{address}/design/case")
    await expect(page.get_by_text("This page is in Dutch only.")).to_be_visible()
    assert await axe_violations(page) == []
    await page.get_by_role("link", name="Nederlands").click()
    await expect(page.get_by_text("This page is in Dutch only.")).to_be_hidden()


async def test_a_choice_of_language_leads_nowhere_else(page: Page, address: str) -> None:
    await page.route("**/intake", lambda route: route.fulfill(body="start"))
    await page.goto(f"{address}/taal/en?naar=//elsewhere.example/")

    assert page.url == f"{address}/intake"


async def test_two_minutes_before_the_end_one_is_asked_and_may_stay(
    page: Page, app: FastAPI, address: str
) -> None:
    app.state.seconds = 121
    await page.goto(f"{address}/web/form", wait_until="networkidle")
    dialog = page.get_by_role("dialog", name="Bent u er nog?")

    await expect(dialog).to_be_visible()
    assert await axe_violations(page) == []
    await expect(dialog).to_contain_text("bewaren wij als concept")
    await page.get_by_role("button", name="Ingelogd blijven").click()
    await expect(dialog).to_be_hidden()


async def test_who_is_away_is_logged_out_and_loses_nothing_that_was_typed(
    page: Page, app: FastAPI, address: str
) -> None:
    app.state.seconds = 3
    await page.route("**/intake/session", lambda route: route.abort())
    await page.goto(f"{address}/web/form", wait_until="networkidle")
    await page.get_by_label("Wat is uw vraag?").evaluate(
        "(field) => { field.value = 'Hulp'; field.dispatchEvent(new Event('input',"
        " {bubbles: true})) }"
    )

    await page.wait_for_url("**/uitgelogd")
    await expect(page.get_by_role("main")).to_contain_text("Uw concept staat dan voor u klaar.")
    assert app.state.drafts == ["Hulp"]


async def test_what_is_typed_is_kept_after_a_pause_and_that_is_told(
    page: Page, app: FastAPI, address: str
) -> None:
    await page.goto(f"{address}/web/form", wait_until="networkidle")
    await page.get_by_label("Wat is uw vraag?").fill("Sem loopt vast")

    await expect(page.get_by_text("Concept bewaard om 11:30.")).to_be_visible()
    assert app.state.drafts == ["Sem loopt vast"]
    await page.route("**/web/draft", lambda route: route.abort())
    await page.get_by_label("Wat is uw vraag?").fill("Sem loopt nog vast")
    await expect(page.get_by_text("Uw concept is nog niet bewaard.")).to_be_visible()


async def test_what_is_typed_is_kept_when_one_goes_elsewhere(
    page: Page, app: FastAPI, address: str
) -> None:
    await page.goto(f"{address}/web/form", wait_until="networkidle")
    await page.get_by_label("Wat is uw vraag?").fill("Sem")
    await page.get_by_role("link", name="Privacy").click()

    await eventually(lambda: app.state.drafts == ["Sem"], because="the draft comes in")


async def test_another_button_of_the_page_waits_until_the_draft_is_kept(
    page: Page, app: FastAPI, address: str
) -> None:
    await page.goto(f"{address}/web/form", wait_until="networkidle")
    await page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
        " '<form action=/uitgelogd><button>Elders</button></form>')"
    )
    kept_before: list[list[str]] = []

    async def elsewhere(route: Route) -> None:
        kept_before.append(list(app.state.drafts))
        await route.continue_()

    await page.route("**/uitgelogd*", elsewhere)
    await page.get_by_label("Wat is uw vraag?").fill("Sem")
    await page.get_by_role("button", name="Elders").click()

    await page.wait_for_url("**/uitgelogd*")
    assert kept_before == [["Sem"]]  # later, the session might be over


async def test_while_one_types_the_session_goes_on(page: Page, app: FastAPI, address: str) -> None:
    app.state.seconds = 125
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    await page.goto(f"{address}/web/form", wait_until="networkidle")
    await page.get_by_label("Wat is uw vraag?").press_sequentially("Sem")

    await eventually(lambda: f"{address}/intake/session" in asked, because="it asks to stay")
    await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_a_part_that_is_away_says_so_and_the_rest_is_there(page: Page, address: str) -> None:
    await page.route("**/design/fragment", lambda route: route.fulfill(status=503, body="<p>x"))
    await page.goto(f"{address}/design/case", wait_until="networkidle")

    told = page.get_by_role("status").filter(has_text="Dit deel is even niet bereikbaar")
    await expect(told).to_be_visible()
    await expect(page.get_by_role("link", name="Berichten bekijken")).to_be_visible()
    await expect(page.get_by_role("main")).to_contain_text("Gesprek met Sam")
    assert await axe_violations(page) == []


async def test_a_first_visit_weighs_150_kb_at_most_and_a_next_page_30(
    browser: Browser, address: str
) -> None:
    page = await browser.new_page()
    network = await page.context.new_cdp_session(page)
    await network.send("Network.enable")
    sent: list[float] = []
    network.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))

    await page.goto(f"{address}/design/case", wait_until="networkidle")
    first = sum(sent)
    sent.clear()
    await page.goto(f"{address}/design/form", wait_until="networkidle")

    assert 0 < first <= LONGEST_FIRST_VISIT
    assert 0 < sum(sent) <= LONGEST_NEXT_PAGE


async def test_paper_has_the_matter_and_not_the_buttons(page: Page, address: str) -> None:
    await page.goto(f"{address}/design/case", wait_until="networkidle")
    await page.emulate_media(media="print")

    for name in ("Hoofdmenu", "Kruimelpad"):
        await expect(page.get_by_role("navigation", name=name)).to_be_hidden()
    await expect(page.locator("summary", has_text="Fatima Yilmaz")).to_be_hidden()
    await expect(page.get_by_role("link", name="Gesprek plannen")).to_be_hidden()
    await expect(page.get_by_text("Begeleiding in de klas")).to_be_visible()
    await expect(page.get_by_text("/design/case,")).to_be_visible()
