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
from ..test_signals_of_people import say
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


async def test_a_desk_finds_the_child_asks_a_partner_and_makes_it_a_spell(
    looker: Looker, intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    await a_pupil(intake)
    administrator = an_actor(Role.ADMINISTRATOR)
    async with intake.client(administrator) as client:
        body = {"name": "Jeugdteam Zuid", "kind": "youth-care"}
        assert (await client.post("/intake/v1/partners", json=body)).status_code == 201
    signal = await say(intake, coordinator)
    page = looker.page

    await looker.be(unit_coordinator, f"/intake/signals/{signal}")
    await page.get_by_text("Aan een partner geven").click()
    await page.get_by_label("Welke partner?").select_option("Jeugdteam Zuid")
    await page.get_by_role("button", name="Aanbieden").nth(1).click()
    await expect(page.get_by_text("Vraag de schrijver eerst of dit mag.").first).to_be_visible()
    await looker.look()
    await page.locator("label", has_text="De schrijver vindt het goed").click()
    await page.get_by_role("button", name="Aanbieden").nth(1).click()
    await expect(page.get_by_text("Het is aangeboden aan Jeugdteam Zuid.")).to_be_visible()
    await looker.look()
    await page.get_by_text("Nee", exact=True).click()
    await looker.press("Antwoord vastleggen")

    await page.get_by_text("Kind opzoeken").click()
    await page.get_by_label("Naam of geboortedatum").fill("sem")
    await looker.press("Zoeken")
    await looker.press("Kies Sem Jansen (geboortedatum niet bekend, Skoalle De Fûgel)")
    await expect(page.get_by_text("Het gaat om Sem Jansen.")).to_be_visible()
    await page.get_by_label("Uw antwoord").fill("Wij zoeken een plek.")
    await page.locator("#theme").select_option("no-place")
    await page.locator("label", has_text="Het kind zit thuis, of dat dreigt").click()
    await page.get_by_text("Gegevens over het thuiszitten").click()
    await page.get_by_label("Eerste dag").fill("2026-09-01")
    await looker.look()
    await looker.press("Antwoord versturen")
    await page.get_by_role("link", name="Het kind staat bij de kinderen zonder onderwijs").click()
    await expect(page.get_by_role("link", name="Hierover kwam een signaal")).to_be_visible()
    await looker.look()

    assert looker.wrong == []
