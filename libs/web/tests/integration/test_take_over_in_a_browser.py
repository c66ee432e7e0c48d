"""Integration: what was told before gets a button that puts its words in a field."""

from playwright.async_api import Browser, expect

from samenspel_web.assets import STATIC

PAGE = """<section data-take-over='{"strengths": "promoting", "other": "nowhere"}' data-label="Neem over bij: #">
<div data-part="other"><p>Dit hoort nergens.</p></div></section>
<label for="promoting">Wat helpt?</label><textarea id="promoting">Er staat al iets.</textarea>"""
COMES_LATER = """document.querySelector("section").insertAdjacentHTML("beforeend",
    '<div data-part="strengths"><h3>Sterk</h3><p>Bouwen.</p><p>Zingen.</p></div>')"""


async def test_words_of_a_fragment_that_comes_later_are_added_once_and_nothing_is_lost(
    browser: Browser,
) -> None:
    page = await browser.new_page()
    await page.set_content(PAGE)
    await page.add_script_tag(path=STATIC / "take-over.js")
    await page.evaluate(COMES_LATER)
    take_over = page.get_by_role("button", name="Neem over bij: Wat helpt?")

    await take_over.click()
    await take_over.click()

    field = page.get_by_label("Wat helpt?")
    await expect(field).to_have_value("Er staat al iets.\nBouwen.\nZingen.")
    await expect(field).to_be_focused()
    await expect(page.get_by_role("button")).to_have_count(1)
    await page.close()
