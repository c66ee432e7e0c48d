import pytest
from playwright.async_api import Page

from samenspel_testkit.browser import axe_violations

GOOD = """<!doctype html><html lang="nl"><title>Vraag</title><main><h1>Vraag</h1></main></html>"""


async def test_a_decent_page_has_no_violations(page: Page) -> None:
    await page.set_content(GOOD)

    assert await axe_violations(page) == []


@pytest.mark.viewport(360, 740)
async def test_a_picture_without_text_is_a_violation(page: Page) -> None:
    await page.set_content(GOOD.replace("</main>", "<img src='x.png'></main>"))

    assert any(violation.startswith("image-alt") for violation in await axe_violations(page))
    assert page.viewport_size == {"width": 360, "height": 740}
