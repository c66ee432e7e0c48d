"""Integration: log-in without a password in a real browser, with and without its scripts."""

import socket
from typing import Any
from uuid import UUID

import pytest
from playwright.async_api import Browser, Page

from samenspel_kernel.actor import Actor
from samenspel_platform.cookies import COOKIE
from samenspel_platform.letter_secrets import LetterSecrets

from ..passwordless import ANNA, BY_MAIL, INVITATION, Letters, a_pupil, invite
from .looking import Looker

KEY = "a key of the tests, long enough to seal with"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def demo() -> bool:
    return False


@pytest.fixture
def public_url(listening: socket.socket) -> str:
    """By name: browsers keep no passkeys for a number."""
    return f"http://localhost:{listening.getsockname()[1]}"


@pytest.fixture
def letters(intake: Any) -> Letters:
    return Letters(intake, LetterSecrets(KEY))


@pytest.fixture
async def pupil(intake: Any) -> UUID:
    return await a_pupil(intake)


async def accepted(page: Page, address: str, letters: Letters) -> None:
    """Take part by the newest invitation."""
    await page.goto(f"{address}{INVITATION}?ticket={await letters.invitation()}")
    await page.get_by_role("button", name="Ja, ik doe mee").click()
    await page.wait_for_url(f"{address}/intake")


async def test_every_page_is_accessible_fits_and_keeps_to_the_policy(
    looker: Looker,
    intake: Any,
    letters: Letters,
    coordinator: Actor,
    pupil: UUID,
    address: str,
) -> None:
    await invite(intake, coordinator, pupil)
    ticket = await letters.invitation()
    said: list[str] = []
    page = looker.page
    page.on("console", lambda message: said.append(message.text))

    async def look(path: str) -> None:
        await page.goto(address + path)
        await looker.look()

    for path in ("", "/code", f"/link?ticket={ticket}"):
        await look(BY_MAIL + path)
    await look(f"{INVITATION}?ticket={ticket}")
    await accepted(page, address, letters)
    await look("/intake/passkeys")
    await looker.be(coordinator)
    await look(f"/intake/pupils/{pupil}/invitations")
    await look(f"/intake/pupils/{pupil}/child")
    await page.get_by_role("button", name="Maak de code").click()
    await page.get_by_role("img", name="QR-code voor Sem").wait_for()
    await looker.look()
    await page.get_by_role("link", name="Open de pagina van Sem op dit apparaat").click()
    await looker.look()
    await page.get_by_role("button", name="Begin").click()
    await page.get_by_role("heading", name="Hoi Sem!").wait_for()
    await looker.look()
    assert (looker.wrong, said) == ([], [])
    for path in (f"{INVITATION}?ticket=nonsense", f"{INVITATION}?ticket={ticket}"):
        await look(path)
    assert looker.wrong == []


async def test_without_scripts_a_parent_takes_part_and_logs_in_again(
    browser: Browser,
    intake: Any,
    letters: Letters,
    coordinator: Actor,
    pupil: UUID,
    address: str,
) -> None:
    await invite(intake, coordinator, pupil)
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await accepted(page, address, letters)
    await context.clear_cookies()

    await page.goto(address + BY_MAIL)
    assert not await page.get_by_role("button", name="Inloggen met een passkey").is_visible()
    await page.get_by_label("Uw e-mailadres").fill(ANNA)
    await page.get_by_role("button", name="Stuur mij een code").click()
    code, _ = await letters.code()
    await page.get_by_label("Code van zes cijfers").fill(code)
    await page.get_by_role("button", name="Inloggen").click()
    await page.wait_for_url(f"{address}/intake")
    assert COOKIE in {cookie["name"] for cookie in await context.cookies()}


async def test_a_parent_keeps_a_passkey_gets_in_with_it_and_removes_it(
    browser: Browser,
    intake: Any,
    letters: Letters,
    coordinator: Actor,
    pupil: UUID,
    address: str,
) -> None:
    await invite(intake, coordinator, pupil)
    context = await browser.new_context()
    page = await context.new_page()
    device = await context.new_cdp_session(page)
    await device.send("WebAuthn.enable")
    made = await device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    await accepted(page, address, letters)

    await page.goto(f"{address}/intake/passkeys")
    await page.get_by_label("Naam voor deze passkey").fill("Mijn telefoon")
    await page.get_by_role("button", name="Voeg een passkey toe").click()
    await page.get_by_role("rowheader", name="Mijn telefoon").wait_for()

    await context.clear_cookies()
    await page.goto(address + BY_MAIL)
    await page.get_by_role("button", name="Inloggen met een passkey").click()
    await page.wait_for_url(f"{address}/intake")

    kept = await device.send("WebAuthn.getCredentials", made)
    assert [one["signCount"] for one in kept["credentials"]] == [2]
    await page.goto(f"{address}/intake/passkeys")
    await page.get_by_role("button", name="Verwijder: Mijn telefoon").click()
    await page.get_by_text("De passkey is verwijderd.").wait_for()
    await context.clear_cookies()
    await page.goto(address + BY_MAIL)
    await page.get_by_role("button", name="Inloggen met een passkey").click()
    await page.get_by_text("Met deze passkey kunt u hier niet inloggen.").first.wait_for()


async def test_what_a_passkey_signed_is_worth_nothing_twice_or_elsewhere(
    browser: Browser,
    intake: Any,
    letters: Letters,
    coordinator: Actor,
    pupil: UUID,
    address: str,
) -> None:
    await invite(intake, coordinator, pupil)
    context = await browser.new_context()
    page = await context.new_page()
    device = await context.new_cdp_session(page)
    await device.send("WebAuthn.enable")
    await device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    await accepted(page, address, letters)
    await page.goto(f"{address}/intake/passkeys")
    await page.get_by_role("button", name="Voeg een passkey toe").click()
    await page.get_by_role("rowheader", name="Passkey").wait_for()
    await context.clear_cookies()
    await page.goto(address + BY_MAIL)
    async with page.expect_request(
        lambda request: request.url == f"{address}/intake/log-in-by-passkey"
    ) as sent:
        await page.get_by_role("button", name="Inloggen met een passkey").click()
    await page.wait_for_url(f"{address}/intake")
    body = (await sent.value).post_data or ""
    form = {"content-type": "application/x-www-form-urlencoded"}
    cookies = {each["name"]: each["value"] for each in await context.cookies()}

    async with intake.client(None) as thief:
        for browser_kept in ({}, {"samenspel_browser": cookies["samenspel_browser"]}):
            for name, value in browser_kept.items():
                thief.cookies.set(name, value)
            answer = await thief.post("/intake/log-in-by-passkey", content=body, headers=form)
            assert answer.status_code == 422
            assert "niet inloggen" in answer.text
        assert COOKIE not in thief.cookies
