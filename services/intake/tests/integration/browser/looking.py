"""Looking at pages as everybody must be able to: by axe's rules, on a wide and a narrow screen."""

import os
from pathlib import Path

from playwright.async_api import Browser, Page

from samenspel_kernel.actor import Actor
from samenspel_platform.cookies import COOKIE
from samenspel_testkit.browser import axe_violations

from ..conftest import Intake

DESK, PHONE = 1280, 360
HEIGHT = 900
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


class Looker:
    """Somebody at a page; `wrong` is what was found in it, and what its scripts broke on.

    With SCREENSHOTS in the environment, pictures of what is looked at go to that folder.
    """

    def __init__(
        self, page: Page, intake: Intake, address: str, *, widths: tuple[int, ...] = (DESK, PHONE)
    ) -> None:
        self.page, self.intake, self.address = page, intake, address
        self.widths = widths
        self.wrong = list[str]()
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    async def be(self, actor: Actor, path: str = "") -> None:
        """Log in as somebody, and open a page if one is named."""
        cookie = self.intake.actors.log_in(actor)
        await self.page.context.add_cookies(
            [{"name": COOKIE, "value": cookie, "url": self.address}]
        )
        if path:
            await self.page.goto(f"{self.address}{path}")

    async def look(self, name: str = "") -> None:
        """Look at the page at each width; `name` is of the pictures, the page's address if none."""
        shown = self.page.url.partition("?")[0]
        name = name or shown.partition("/intake/")[2].replace("/", "_") or "start"
        for width in self.widths:
            await self.page.set_viewport_size({"width": width, "height": HEIGHT})
            found = await axe_violations(self.page)
            if (over := await self.page.evaluate(OVERFLOW)) > 0:
                found.append(f"scrolls sideways by {over}")
            self.wrong.extend(f"{name} ({shown}) at {width}: {each}" for each in found)
            if folder := os.environ.get("SCREENSHOTS"):
                path = Path(folder) / f"{name}-{width}.png"
                await self.page.screenshot(path=path, full_page=True)

    async def press(self, button: str, name: str = "") -> None:
        """Press a button, and look at the page it leads to."""
        async with self.page.expect_navigation():
            await self.page.get_by_role("button", name=button, exact=True).click()
        await self.look(name)


async def a_looker(
    browser: Browser, intake: Intake, address: str, *, widths: tuple[int, ...] = (DESK, PHONE)
) -> Looker:
    """Give somebody with a browser of the own, as wide as the first of `widths`."""
    context = await browser.new_context(
        locale="nl-NL", viewport={"width": widths[0], "height": HEIGHT}
    )
    return Looker(await context.new_page(), intake, address, widths=widths)
