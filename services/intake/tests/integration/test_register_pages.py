"""Integration: an administrator brings a newer register, looks at it, and has it taken over."""

import httpx2
import pytest

from samenspel_intake.domain.alliance import school_id_of
from samenspel_intake.jobs.import_registers import import_registers
from samenspel_kernel.actor import Actor, Role
from samenspel_testkit.pages import Page

from .conftest import MONDAY, Intake, an_actor
from .test_schools_over_time import RAW, entered

PATH = "/intake/access/schools"
A_YEAR_LATER = b"\n".join(line for line in RAW.split(b"\n") if b";99CC00;" not in line)


@pytest.fixture
def administrator() -> Actor:
    return an_actor(Role.ADMINISTRATOR)


async def upload(client: httpx2.AsyncClient, path: str, content: bytes) -> httpx2.Response:
    page = Page((await client.get(path)).text)
    fields = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
    return await client.post(path, data=fields, files={"file": ("file.csv", content)})


async def press(client: httpx2.AsyncClient, url: str, **fields: str) -> httpx2.Response:
    page = Page((await client.get(url)).text)
    secret = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
    return await client.post(f"{url}/confirmation", data={**secret, **fields})


async def test_what_changes_is_shown_confirmed_and_told(
    intake: Intake, administrator: Actor, stranger: Actor
) -> None:
    await entered(intake, stranger)
    async with intake.client(administrator) as client:
        brought = await upload(client, PATH, A_YEAR_LATER)
        assert brought.status_code == 303, brought.text
        url = brought.headers["location"]
        preview = Page((await client.get(url)).text).words
        assert "Leerlingen: 1. Open vragen: 1." in preview
        assert "Het huisnummer werd een datum. Zo is het bewaard." in preview

        without_a_day = await press(client, url, **{"gone.99CC00": "99BB00"})
        assert without_a_day.status_code == 422
        chosen = {"gone.99CC00": "99BB00", "on": MONDAY.date().isoformat()}
        assert (await press(client, url, **chosen)).status_code == 303
        assert "wordt nu verwerkt" in Page((await client.get(url)).text).words

        assert await import_registers(intake.process.job_context) == 1
        assert await import_registers(intake.process.job_context) == 0
        done = Page((await client.get(url)).text).words
        assert "Leerlingen naar de opvolger: 1." in done
        assert "Opgegaan in 99BB00." in done
    async with intake.process.transactions(intake.scope) as uow:
        assert not (await uow.schools.get(school_id_of("99CC00"))).is_open


async def test_nothing_closes_that_was_not_chosen(intake: Intake, administrator: Actor) -> None:
    async with intake.client(administrator) as client:
        url = (await upload(client, PATH, A_YEAR_LATER)).headers["location"]
        assert (await press(client, url, **{"gone.99CC00": "stays"})).status_code == 303
        await import_registers(intake.process.job_context)
    async with intake.process.transactions(intake.scope) as uow:
        assert (await uow.schools.get(school_id_of("99CC00"))).is_open


async def test_what_was_confirmed_is_not_confirmed_again(
    intake: Intake, administrator: Actor
) -> None:
    async with intake.client(administrator) as client:
        url = (await upload(client, PATH, RAW)).headers["location"]
        page = Page((await client.get(url)).text)
        secret = {name: page.fields[name] for name in ("csrf", "idempotency_key")}
        first = await client.post(f"{url}/confirmation", data=secret)
        again = {**secret, "idempotency_key": "another key than before"}
        second = await client.post(f"{url}/confirmation", data=again)
    assert (first.status_code, second.status_code) == (303, 422)
    assert "al verwerkt" in Page(second.text).words


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "Kies een bestand."),
        (b"a;b;c\n1;2;3\n", "Dit is geen bestand met scholen van DUO."),
        (A_YEAR_LATER.replace(b";796;", b";0111;").replace(b";9902;", b";0111;").replace(
            b";99", b";88"), "geen enkele school van uw samenwerkingsverband"),
    ],
    ids=["none", "another file", "of elsewhere"],
)  # fmt: skip
async def test_a_file_of_no_use_is_refused_in_words(
    intake: Intake, administrator: Actor, content: bytes, why: str
) -> None:
    async with intake.client(administrator) as client:
        refused = await upload(client, PATH, content)
    assert refused.status_code == 422
    assert why in Page(refused.text).words


async def test_a_file_of_the_real_size_is_looked_through(
    intake: Intake, administrator: Actor
) -> None:
    header = RAW.split(b"\r\n" if b"\r\n" in RAW else b"\n")[0]
    row = (
        "Waterland;40001;{brin};{brin}00;Basisschool {brin};Dorpsstraat;58;1234 AB;WATERDORP;1900;"
        "WATERDORP;Openbaar;201234567;www.school.example" + " " * 200 + ";Postbus;12;1234 ZZ;W"
    )
    brins = [
        f"{n:02}{a}{b}" for n in range(26) for a in "ABCDEFGHJKLMNOPR" for b in "ABCDEFGHJKLMNOPR"
    ]
    lines = [header, *(row.format(brin=brin).encode() for brin in brins), *RAW.split(b"\n")[1:6]]
    content = b"\n".join(lines)
    assert len(content) > 2_000_000
    async with intake.client(administrator) as client:
        brought = await upload(client, PATH, content)
        assert brought.status_code == 303, brought.text
        shown = Page((await client.get(brought.headers["location"])).text).words
    assert "Ongewijzigd 5" in shown
