"""From an invitation to a letter, a person whom every service knows, and a log-in by mail."""

import re
from uuid import UUID

import httpx2
from tests.e2e.conftest import BASE, Stack, Town

from samenspel_kernel.actor import Actor
from samenspel_standalone.system import SERVICES
from samenspel_testkit.pages import Page
from samenspel_testkit.probes import eventually

ANNA = "anna@voorbeeld.example"


async def send(client: httpx2.AsyncClient, form: str, to: str, **fields: str) -> httpx2.Response:
    """Open the page of a form, fill it in, and send it."""
    known = Page((await client.get(form)).text).fields
    hidden = {name: known[name] for name in ("csrf", "idempotency_key")}
    return await client.post(to, data={**hidden, **fields})


async def letter(stack: Stack, actor: Actor, subject: str) -> str:
    """Wait for a letter in the mailbox of the demonstration; gives its text."""
    async with stack.client(actor) as client:

        async def arrived() -> str | None:
            page = await client.get("/notifications/mailbox")
            found = re.search(rf'href="(/notifications/mailbox/[^"]+)">{subject}', page.text)
            return found[1] if found else None

        path = await eventually(arrived, because="the letter is sent")
        return (await client.get(path)).text.replace("&amp;", "&")


async def test_who_is_invited_takes_part_everywhere_and_logs_in_again(
    stack: Stack, town: Town
) -> None:
    stack.start_workers(*SERVICES)
    async with stack.client(town.school_coordinator) as school:
        asked = await school.post("/intake/v1/pupils", json={"givenName": "Sem"})
        pupil = UUID(asked.json()["id"])
        path = f"/intake/pupils/{pupil}/invitations"
        fields = {"role": "parent", "name": "Anna", "email": ANNA, "language": "nl"}
        assert (await send(school, path, path, **fields)).status_code == 303

    text = await letter(stack, town.unit_coordinator, "U bent uitgenodigd")
    link = re.search(r"/intake/uitnodiging\?ticket=[\w-]+", text)
    assert link
    transport = httpx2.ASGITransport(stack.front)
    async with httpx2.AsyncClient(transport=transport, base_url=BASE) as anna:
        ticket = link[0].partition("=")[2]
        await send(anna, link[0], "/intake/uitnodiging", ticket=ticket)

        async def known_there() -> bool:
            return (await anna.get("/arrangements/v1/cases")).status_code == 200

        await eventually(known_there, because="arrangements hears of the person")

    async with httpx2.AsyncClient(transport=transport, base_url=BASE) as anna:
        page = "/intake/log-in-by-mail"
        await send(anna, page, page, email=ANNA)
        text = await letter(stack, town.unit_coordinator, "Uw code om in te loggen")
        code = re.search(r"Dit is uw code: (\d{6}) ", Page(text).words)
        assert code
        answer = await send(anna, f"{page}/code", f"{page}/code", code=code[1])
        assert (answer.status_code, answer.headers["location"]) == (303, "/intake")
        assert (await anna.get("/arrangements/v1/cases")).status_code == 200
