"""Integration: files of schools are brought, looked at and confirmed in a real browser."""

from pathlib import Path

from playwright.async_api import Browser

from samenspel_intake.domain.alliance import school_id_of
from samenspel_kernel.actor import Role

from ..conftest import DATA, Intake, an_actor
from ..test_register_pages import A_YEAR_LATER
from .looking import PHONE, a_looker


async def test_a_register_is_brought_and_confirmed(
    browser: Browser, intake: Intake, address: str, tmp_path: Path
) -> None:
    file = tmp_path / "vestigingen.csv"
    file.write_bytes(A_YEAR_LATER)
    looker = await a_looker(browser, intake, address, widths=(PHONE,))
    page = looker.page
    await looker.be(an_actor(Role.ADMINISTRATOR), "/intake/access/schools")
    await looker.look()
    await page.get_by_role("button", name="Bekijk wat verandert").click()
    await page.get_by_role("link", name="Kies een bestand.").wait_for()
    await page.get_by_label("Bestand met scholen").set_input_files(file)
    await page.get_by_role("button", name="Bekijk wat verandert").click()
    await page.get_by_role("heading", name="Wat er verandert").wait_for()
    await looker.look()
    await page.get_by_label("99CC00").select_option("99BB00")
    await page.get_by_label("Laatste dag").fill("2026-07-31")
    await page.get_by_role("button", name="Akkoord, verwerk dit").click()
    await page.get_by_text("Dit wordt nu verwerkt.").wait_for()
    await looker.look()
    assert looker.wrong == []


async def test_a_dossier_is_brought_and_confirmed(
    browser: Browser, intake: Intake, address: str
) -> None:
    coordinator = an_actor(Role.SCHOOL_COORDINATOR, school_id=school_id_of("99AA00"))
    looker = await a_looker(browser, intake, address, widths=(PHONE,))
    page = looker.page
    await looker.be(coordinator, "/intake/dossiers")
    await looker.look()
    await page.get_by_label("Dossier").set_input_files(DATA / "swv-dossier.xml")
    await page.get_by_role("button", name="Bekijk het dossier").click()
    await page.get_by_role("heading", name="Dit nemen wij over").wait_for()
    await looker.look()
    await page.get_by_role("button", name="Neem over en schrijf de vraag").click()
    await page.wait_for_url("**/support-requests/new**")
    assert looker.wrong == []
