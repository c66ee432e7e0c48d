"""People of the demo at a browser, and what is wrong with the pages that they see."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Dialog, Locator, Page, expect

from samenspel_testkit.browser import axe_violations
from samenspel_testkit.probes import eventually

from .what_was_refused import Refusals, filled_in, lost_of, typed_in

WIDTHS = (1280, 360)
"""A desk's and a phone's, in CSS pixels."""
_HEIGHT = 900
_OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"
_MOST_TABS = 120
_STRUCTURE = """
() => [...document.querySelectorAll('html, body *')].map(one => [
  one.localName, !one.textContent.trim(), one.parentElement?.localName,
  ...[...one.attributes].map(({name, value}) => [
    name, /^(href|src|action|value|content|datetime|title|alt|data-.*)$/.test(name)
      ? !value.trim() : value.replace(/[0-9a-f-]{36}/g, '')
  ]),
].join()).join(';')
"""
"""Which elements there are, in which, and their attributes; of those that only say, whether they do."""
_seen: set[tuple[int, str]] = set()
"""What axe found nothing wrong with, at which width: it judges elements, not what they say."""
_FRAGMENTS_UNDER_WAY = ".slot:not(:has(.slot__away:not(:empty)))"


class Person:
    """One of the demo's people at a browser; `said` is what the browser complained of."""

    def __init__(self, page: Page, address: str, *, scripts: bool = True) -> None:
        self.page, self._address, self._scripts = page, address, scripts
        self.said: list[str] = []
        self.refusals = Refusals()
        page.on("console", lambda message: self.said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"{page.url}: {error}"))
        page.on("dialog", self._hear)

    @property
    def main(self) -> Locator:
        """What the page is about."""
        return self.page.get_by_role("main")

    @property
    def width(self) -> int:
        """How wide the page is, in CSS pixels."""
        size = self.page.viewport_size
        return size["width"] if size else 0

    @property
    def path(self) -> str:
        """Where the person is, with the query."""
        return self.page.url.removeprefix(self._address)

    async def sign_in(self, name: str) -> None:
        """Choose to be someone; ends on that person's first page."""
        await self.page.goto(f"{self._address}/intake/personas")
        await self.press(f"Verder als {name}")

    async def sign_out(self) -> None:
        """Log out by the menu, after which the start asks again who one is."""
        await self._use(self.page.locator("summary", has_text="Menu van"))
        await self.press("Uitloggen")
        await self.page.goto(f"{self._address}/intake")
        assert self.path == "/intake/personas"

    async def press(self, button: str) -> None:
        """Press a button, and wait for the page that comes of it."""
        await self.go(self.button(button))

    def button(self, name: str) -> Locator:
        """Find a button by the words on it."""
        return self.page.get_by_role("button", name=name).first

    async def follow(self, link: str) -> None:
        """Click a link, and wait for the page that it leads to."""
        await self.go(self.page.get_by_role("link", name=link, exact=True).first)

    async def follow_main(self, link: str) -> None:
        """Click a link of which the words are a part, in what the page is about."""
        await self.go(self.main.get_by_role("link", name=link).first)

    async def follow_to(self, path: str) -> None:
        """Click the link in what the page is about that leads to a path."""
        await self.go(self.main.locator(f'a[href="{path}"]').first)

    async def fill(self, label: str, text: str) -> None:
        """Type in a field."""
        await self.page.get_by_label(label).fill(text)

    async def choose(self, label: str, option: str) -> None:
        """Choose from a list by the first words of an option."""
        field = self.page.get_by_label(label)
        chosen = field.locator("option", has_text=option).first
        await field.select_option(value=await chosen.get_attribute("value"))

    @asynccontextmanager
    async def another_tab(self) -> AsyncIterator["Person"]:
        """Have the same person look at something in a second tab as well."""
        page = await self.page.context.new_page()
        beside = Person(page, self._address, scripts=self._scripts)
        beside.said, beside.refusals = self.said, self.refusals
        yield beside
        await page.close()

    async def _hear(self, dialog: Dialog) -> None:
        self.said.append(f"{self.page.url}: {dialog.message}")
        await dialog.dismiss()

    async def _use(self, target: Locator) -> None:
        await target.click()

    async def go(self, target: Locator) -> None:
        """Use a link or a button, and wait for the page that comes of it."""
        async with self.page.expect_navigation():
            await self._use(target)

    async def open(self, path: str) -> int:
        """Go to a page, wait for its fragments, and give its status."""
        answer = await self.page.goto(self._address + path)
        if self._scripts:
            await expect(self.page.locator(_FRAGMENTS_UNDER_WAY)).to_have_count(0)
        return answer.status if answer else 0

    async def see(self, *texts: str) -> None:
        """Each of these words is on the page."""
        for text in texts:
            await expect(self.main).to_contain_text(text)

    async def not_see(self, *texts: str) -> None:
        """None of these words is on the page."""
        for text in texts:
            await expect(self.main).not_to_contain_text(text)

    async def see_arrive(self, path: str, text: str, *, times: int = 1) -> None:
        """Open a page until an event has made its way to it, and the words are there so often."""

        async def arrived() -> bool:
            await self.open(path)
            return (await self.main.inner_text()).count(text) >= times

        await eventually(arrived, every=0.3, because=f"{path} shows it")

    async def be_refused(self, button: str | Locator, *because: str) -> None:
        """Press a button, and read why it can't be so, on a page that keeps what was typed.

        What the browser says of the status is forgotten.
        """
        target = self.button(button) if isinstance(button, str) else button
        action, typed = await typed_in(target)
        await self.go(target)
        await self.read_refusal(*because)
        kept = await filled_in(self.page, action)
        self.refusals.lost += [f"{self.path}: {each}" for each in lost_of(typed, kept)]

    async def read_refusal(self, *because: str) -> None:
        """Read why it can't be so, on a page that is as well made as any."""
        alert = self.page.get_by_role("alert").first
        for each in because:
            await expect(alert).to_contain_text(each)
        await self.refusals.note(self.page)
        await self.look()
        self.said[:] = [each for each in self.said if "status of 4" not in each]

    async def look(self) -> None:
        """The page breaks no rule of accessibility, and does not scroll sideways."""
        assert await self._faults() == []

    async def wrong(self) -> list[str]:
        """Tell what is wrong with the page at both widths; it ends as wide as it began."""
        began = self.page.viewport_size
        found: list[str] = []
        for width in WIDTHS:
            await self.page.set_viewport_size({"width": width, "height": _HEIGHT})
            found += [f"{each} at {width}" for each in await self._faults()]
        if began:
            await self.page.set_viewport_size(began)
        return found

    async def _faults(self) -> list[str]:
        structure = (self.width, await self.page.evaluate(_STRUCTURE))
        found = [] if structure in _seen else await axe_violations(self.page)
        if not found:
            _seen.add(structure)
        if (over := await self.page.evaluate(_OVERFLOW)) > 0:
            found.append(f"scrolls sideways by {over}")
        return [f"{self.path}: {each}" for each in found]


class AtKeys(Person):
    """Somebody who uses the keyboard alone."""

    async def fill(self, label: str, text: str) -> None:
        """Type in a field."""
        await self._reach(self.page.get_by_label(label))
        await self.page.keyboard.type(text)

    async def choose(self, label: str, option: str) -> None:
        """Choose from a list by typing the first words of an option."""
        await self._reach(self.page.get_by_label(label))
        await self.page.keyboard.type(option)

    async def _use(self, target: Locator) -> None:
        await self._reach(target)
        await self.page.keyboard.press("Enter")

    async def _reach(self, target: Locator) -> None:
        await target.wait_for()
        for _ in range(_MOST_TABS):
            await self.page.keyboard.press("Tab")
            if await target.evaluate("(it) => it === document.activeElement"):
                return
        raise AssertionError(f"the keyboard does not come to {target}")


@asynccontextmanager
async def somebody(
    browser: Browser,
    address: str,
    *,
    width: int = WIDTHS[0],
    scripts: bool = True,
    kind: type[Person] = Person,
) -> AsyncIterator[Person]:
    """Sit down at a browser of one's own, with or without its scripts."""
    context = await browser.new_context(
        viewport={"width": width, "height": _HEIGHT},
        locale="nl-NL",
        java_script_enabled=scripts,
    )
    yield kind(await context.new_page(), address, scripts=scripts)
    await context.close()
