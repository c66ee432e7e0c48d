"""In the demo, staff can log in as they do in earnest: at a provider of accounts."""

from urllib.parse import urljoin

import httpx2
import pytest

from samenspel_testkit.installation import Installation


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
    with httpx2.Client(base_url=running.address, timeout=20) as browser:
        answer = log_in(browser, account)
        assert (answer.status_code, answer.headers["location"]) == (303, "/intake")
        page = browser.get(start)
        assert page.status_code == 200
        assert account in page.text


def test_both_ways_are_offered(running: Installation) -> None:
    with httpx2.Client(base_url=running.address, follow_redirects=True, timeout=20) as browser:
        assert "/intake/log-in" in browser.get("/intake").text
        assert "Inloggen met een verzonnen werkaccount" in browser.get("/intake/log-in").text
