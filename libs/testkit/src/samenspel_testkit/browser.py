"""A real browser, headless, and the accessibility rules."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright

from samenspel_testkit.missing import MissingServer

QUIET = [
    "--no-sandbox",  # the tests often run as root, in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_AXE = Axe()


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """Start the Chromium of CHROMIUM, else of this machine; MissingServer if there is none."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        tried = ["CHROMIUM is not set", "chromium is not on the PATH (Debian: chromium)"]
        raise MissingServer("browser", tried)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        await browser.close()


async def axe_violations(page: Page) -> list[str]:
    """Check a page by axe's rules (WCAG 2.2 A and AA) and tell each element that breaks one.

    It waits until the page is there as a whole, and holds still: a colour that is still changing
    has a contrast that nobody reads by.
    """
    await page.wait_for_load_state()
    await page.emulate_media(reduced_motion="reduce")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    if not await page.evaluate("'axe' in window"):  # it is large, and a page is looked at twice
        await page.evaluate(_AXE.axe_script)
    options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}
    found = await page.evaluate("options => axe.run(options)", options)
    rules: list[dict[str, Any]] = found["violations"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {rule['help']}"
        for rule in rules
        for node in rule["nodes"]
    ]
