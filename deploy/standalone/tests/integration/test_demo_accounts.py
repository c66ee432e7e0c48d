"""In the demo, staff can log in as they do in earnest: at a provider of accounts."""

from urllib.parse import urljoin

import httpx2
import pytest
from playwright.async_api import Browser, Page, expect

from samenspel_testkit.browser import axe_violations
from samenspel_testkit.installation import Installation
from samenspel_testkit.probes import PATIENCE_SECONDS


def log_in(browser: httpx2.Client, account: str) -> httpx2.Response:
    """Go to the provider, choose an account there, and come back; gives where that led."""
    away = browser.get("/intake/log-in/demo")
    assert away.status_code == 303, away.text
    form = browser.get(away.headers["location"])
    assert account in form.text
    chosen = browser.post(away.headers["location"], data={"sub": account})
    back = urljoin(away.headers["location"], chosen.headers["location"])
    return browser.get(back)


@pytest.mark.parametrize(
    ("account", "start"),
    [
        ("Bert Admiraal", "/intake/access"),
        ("Josje Kramer", "/intake/desk"),
        ("Marieke Vink", "/intake/support-requests/new"),
    ],
)
def test_staff_of_the_story_have_accounts(running: Installation, account: str, start: str) -> None:
    with httpx2.Client(base_url=running.address, timeout=PATIENCE_SECONDS) as browser:
        answer = log_in(browser, account)
        assert (answer.status_code, answer.headers["location"]) == (303, "/intake")
        page = browser.get(start)
        assert page.status_code == 200
        assert account in page.text


def test_both_ways_are_offered(running: Installation) -> None:
    with httpx2.Client(
        base_url=running.address, follow_redirects=True, timeout=PATIENCE_SECONDS
    ) as browser:
        assert "/intake/log-in" in browser.get("/intake").text
        assert "Inloggen met een verzonnen werkaccount" in browser.get("/intake/log-in").text


@pytest.mark.parametrize("width", [1280, 360])
async def test_staff_logs_in_and_out_at_a_browser(
    running: Installation, browser: Browser, width: int
) -> None:
    """From the start to the provider and back, a second look at the accounts, and out of both."""
    context = await browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
    page = await context.new_page()
    await page.goto(f"{running.address}/intake")
    await page.get_by_role("link", name="log in zoals medewerkers dat doen").click()
    await page.get_by_role("link", name="Inloggen met een verzonnen werkaccount").click()
    await page.get_by_role("button", name="Josje Kramer").click()
    await page.wait_for_url(f"{running.address}/**")
    await page.locator(".reader__summary").click()
    await page.get_by_role("link", name="Uw werkaccounts").click()
    await expect(page.get_by_role("main")).to_contain_text("Nu in gebruik")
    assert await wrong_with(page) == []
    await page.locator(".reader__summary").click()
    await page.get_by_role("link", name="Wisselen van rol").click()
    await expect(page.get_by_role("main")).to_contain_text("U werkt hier in deze rol")
    assert await wrong_with(page) == []

    await page.locator(".reader__summary").click()
    await page.get_by_role("button", name="Uitloggen").click()
    await expect(page.get_by_role("main")).to_contain_text("U bent uitgelogd bij Samenspel")
    assert await wrong_with(page) == []
    await page.get_by_role("link", name="Log ook uit bij mijn organisatie").click()
    assert page.url.startswith("http://localhost:")
    await page.get_by_role("button").first.click()
    await page.wait_for_url(f"{running.address}/intake/log-in")
    await context.close()


async def wrong_with(page: Page) -> list[str]:
    """Tell what breaks a rule of accessibility, and whether the page scrolls sideways."""
    over = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [*await axe_violations(page), *([f"{over} too wide"] if over > 0 else [])]
