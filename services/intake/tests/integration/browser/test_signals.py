"""Integration: worries told without an account, by a child, and read by the family desk, in a browser."""

from dataclasses import replace
from typing import Any

import pytest
from playwright.async_api import expect

from samenspel_kernel.actor import Actor, Role
from samenspel_platform.letter_secrets import Purpose

from ..conftest import an_actor
from ..passwordless import a_pupil
from ..test_signals import MAIL, SIGNAL, WORRY, stored, ticket
from .looking import Looker


@pytest.fixture
def demo() -> bool:
    return False


async def test_a_worry_goes_from_a_stranger_to_the_family_desk_and_back(
    looker: Looker, intake: Any, address: str
) -> None:
    page = looker.page

    await page.goto(f"{address}/intake/log-in")
    await page.get_by_role("link", name="Stuur een nieuw bericht").click()
    await looker.look()
    await page.get_by_role("link", name="Iemand anders").click()
    await expect(page.get_by_text("Noem geen naam van een kind")).to_be_visible()
    assert await page.get_by_label("Waar maakt u zich zorgen over?").count() == 0
    await looker.look()
    await page.goto(f"{address}{SIGNAL}?wie=parent")
    await page.get_by_label("Waar maakt u zich zorgen over?").fill(WORRY)
    await page.get_by_label("E-mailadres").fill("geen adres")
    await looker.press("Versturen")
    await expect(page.get_by_role("alert")).to_contain_text("geen e-mailadres")
    await page.goto(f"{address}{SIGNAL}/veilig-thuis")  # one leaves, and comes back
    await looker.look()
    await page.goto(f"{address}{SIGNAL}?wie=parent")
    await expect(page.get_by_label("Waar maakt u zich zorgen over?")).to_have_value(WORRY)
    await page.get_by_label("E-mailadres").fill(MAIL)
    await looker.press("Versturen")
    await expect(page.get_by_text("Kijk in uw e-mail")).to_be_visible()
    await page.goto(f"{address}{SIGNAL}?wie=parent")
    await expect(page.get_by_label("Waar maakt u zich zorgen over?")).to_have_value("")

    [(id_,)] = await stored(intake, "id")
    link = ticket(Purpose.SIGNAL, str(id_))
    await page.goto(f"{address}{SIGNAL}/bevestigen?ticket={link}")
    await looker.look()
    await looker.press("Ja, dit adres is van mij")
    await expect(page.get_by_text("Uw adres is bevestigd")).to_be_visible()

    await looker.be(an_actor(Role.FAMILY_DESK))
    await page.goto(f"{address}/intake/family-desk")
    await looker.look()
    await page.get_by_role("main").get_by_role("table").get_by_role("link").click()
    await expect(page.get_by_text(WORRY)).to_be_visible()
    await looker.look()
    await page.get_by_label("Uw antwoord").fill("Zullen wij morgen bellen?")
    await page.get_by_label("Waar gaat het over?").first.select_option("not-heard")
    await looker.press("Antwoord versturen")
    await expect(page.get_by_text("Het antwoord is verstuurd.")).to_be_visible()
    await page.goto(f"{address}/intake/family-desk/bundles")
    await looker.look()
    await page.context.clear_cookies()

    [(link_id,)] = await stored(intake, "answer_link_id")
    link = ticket(Purpose.SIGNAL_ANSWER, str(link_id))
    await page.goto(f"{address}{SIGNAL}/antwoord?ticket={link}")
    await looker.press("Lees het antwoord")
    await expect(page.get_by_text("Zullen wij morgen bellen?")).to_be_visible()

    assert looker.wrong == []


async def test_a_child_and_its_parent_say_it_in_two_clicks_and_the_desk_hands_it_over(
    looker: Looker, intake: Any, address: str, unit_coordinator: Actor
) -> None:
    pupils = frozenset({await a_pupil(intake)})
    child = replace(an_actor(Role.PUPIL), pupil_ids=pupils, name="Sem")
    parent = replace(an_actor(Role.PARENT), pupil_ids=pupils)
    page = looker.page

    await looker.be(child)
    await page.goto(f"{address}/intake")
    await looker.look()
    await page.get_by_role("link", name="Ik wil iets vertellen").click()
    await looker.look()
    await page.locator("label", has_text="Niet fijn").click()
    await looker.press("Vertel het")
    await expect(page.get_by_text("Goed dat je het vertelt")).to_be_visible()

    await looker.be(parent)
    await page.goto(f"{address}/intake")
    await page.get_by_role("main").get_by_role("link", name="Zorgen om een kind").click()
    await looker.look()
    await page.get_by_label("Waar maakt u zich zorgen over?").fill(WORRY)
    await page.locator("label", has_text="De mensen die hulp regelen").click()
    await page.locator("label", has_text="Ik denk aan mishandeling").click()
    await looker.press("Versturen")
    await expect(page.get_by_text("0800-2000")).to_be_visible()
    await page.goto(f"{address}/intake")
    await page.get_by_role("link", name="Mag het steunpunt meekijken bij Sem?").click()
    await looker.look()
    await page.locator("label", has_text="Vier weken").click()
    await looker.press("Laat het steunpunt meekijken")

    await looker.be(unit_coordinator)
    await page.goto(f"{address}/intake/signals")
    await looker.look()
    await page.get_by_role("main").get_by_role("table").get_by_role("link").click()
    await looker.look()
    await page.get_by_label("Aan wie?").select_option("family-desk")
    await looker.press("Aanbieden")

    await looker.be(an_actor(Role.FAMILY_DESK))
    await page.goto(f"{address}/intake/family-desk")
    await looker.look()
    await page.get_by_role("main").get_by_role("link", name="Sem").click()
    await expect(page.get_by_text("Dossier van Sem").first).to_be_visible()
    await looker.look()
    await page.go_back()
    row = page.get_by_role("row").filter(has_text="Aangeboden")
    await row.get_by_role("link").click()
    await looker.look()
    await looker.press("Niet aannemen")

    assert looker.wrong == []
    assert len(await stored(intake, "id")) == 2
