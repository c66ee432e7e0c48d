"""Integration: the pages of money (in process, real PostgreSQL)."""

import html
import re
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from samenspel_contracts.intake import PupilRecordedV1, UnitRecordedV1
from samenspel_kernel.actor import Role

MONEY = "/arrangements/money"
API = "/arrangements/v1"
ACCEPTANCE = {"nextAction": "contact-family", "dueOn": "2026-09-21"}
GRANT = {
    "kind": "individual",
    "description": "Samen lezen.",
    "starts_on": "2026-09-14",
    "planned_end_on": "2027-03-12",
    "evaluation_on": "2027-02-12",
}
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def words_of(page: httpx2.Response) -> str:
    text = re.sub(r"<[^>]+>", " ", page.text)
    return re.sub(r"\s+", " ", html.unescape(text))


async def press(
    client: httpx2.AsyncClient, page: httpx2.Response, action: str, **typed: str
) -> httpx2.Response:
    """Fill in and send one form of a page."""
    _, found, form = page.text.partition(f'action="{action}"')
    assert found, page.text
    hidden = dict(HIDDEN.findall(form.partition("</form>")[0]))
    return await client.post(action, data=hidden | typed)


async def case_of_noor(world: Any, unit: httpx2.AsyncClient) -> str:
    unit_event = UnitRecordedV1(unit_id=world.unit_id, name="Noord", alliance_name="De Brug")
    await world.tell(unit_event, subject=world.unit_id)
    pupil_id = uuid4()
    pupil = PupilRecordedV1(
        pupil_id=pupil_id,
        given_name="Noor",
        family_name="Bakker",
        birth_date=date(2019, 4, 9),
    )
    await world.tell(pupil, subject=pupil_id)
    case_id = await world.offer(pupil_id=pupil_id)
    accepted = await unit.post(f"{API}/cases/{case_id}/acceptances", json=ACCEPTANCE)
    assert accepted.status_code == 201
    return str(case_id)


async def pupil_of(unit: httpx2.AsyncClient, case_id: str) -> UUID:
    return UUID((await unit.get(f"{API}/cases/{case_id}")).json()["pupilId"])


async def granted(unit: httpx2.AsyncClient, case_id: str, amount: str) -> str:
    """Grant help on its page; gives the address of its money."""
    at = f"/arrangements/cases/{case_id}"
    asking = await unit.get(f"{at}/arrangements/new")
    done = await press(unit, asking, f"{at}/arrangements", **GRANT, amount=amount)
    assert done.status_code == 303, words_of(done)
    case = await unit.get(at)
    (address,) = re.findall(rf'href="({MONEY}/arrangements/[0-9a-f-]+)"', case.text)
    return str(address)


async def test_the_journey_of_money_on_pages(world: Any, client_of: Any) -> None:
    async with (
        client_of(world.coordinator()) as unit,
        client_of(world.somebody(Role.DIRECTOR)) as director,
    ):
        case_id = await case_of_noor(world, unit)
        empty = words_of(await unit.get(MONEY))
        assert "Er is nog geen geld verdeeld" in empty
        assert "Geld geven" not in empty

        at = await granted(unit, case_id, "6.000")
        waits = await unit.get(at)
        assert "Wacht op een besluit" in words_of(waits)
        assert "Geld toezeggen" not in words_of(waits)

        overview = await director.get(MONEY)
        assert "Noor Bakker" in words_of(overview)
        assert "Meer dan de vrager mag toezeggen" in words_of(overview)
        (request,) = re.findall(rf'href="({MONEY}/requests/[0-9a-f-]+)"', overview.text)
        asked = await director.get(request)
        assert "6.000,00" in words_of(asked)
        refused = await press(director, asked, f"{request}/grants")
        assert refused.status_code == 422
        assert "Er is te weinig geld vrij" in words_of(refused)

        typed = {"unit": str(world.unit_id), "amount": "10.000"}
        given = await press(director, overview, f"{MONEY}/allocations", **typed)
        assert given.status_code == 303
        decided = await press(director, asked, f"{request}/grants")
        assert (decided.status_code, decided.headers["location"]) == (303, MONEY)

        paid = await press(unit, await unit.get(at), f"{at}/payments", spent="1.250,50")
        assert paid.status_code == 303
        line = words_of(await unit.get(MONEY))
        assert "Noord" in line
        assert "4.749,50" in line


async def test_a_mistake_stands_beside_its_field_and_nothing_typed_is_lost(
    world: Any, client_of: Any
) -> None:
    async with (
        client_of(world.coordinator()) as unit,
        client_of(world.somebody(Role.DIRECTOR)) as director,
    ):
        case_id = await case_of_noor(world, unit)
        overview = await director.get(MONEY)
        wrong = await press(
            director, overview, f"{MONEY}/allocations", unit=str(world.unit_id), amount="veel"
        )
        assert wrong.status_code == 422
        assert 'value="veel"' in wrong.text
        assert "Vul een bedrag in" in words_of(wrong)

        form = await unit.get(f"/arrangements/cases/{case_id}/arrangements/new")
        action = f"/arrangements/cases/{case_id}/arrangements"
        again = await press(unit, form, action, **GRANT, amount="twaalf")
        assert again.status_code == 422
        assert 'value="twaalf"' in again.text

        at = await granted(unit, case_id, "12,50")
        said = {"payer": "municipality", "decision": "granted", "reference": "Besluit 7"}
        bare = await press(unit, await unit.get(at), f"{at}/other-payers", **said)
        assert bare.status_code == 422
        assert "Besluit 7" in bare.text
        full = await press(
            unit,
            bare,
            f"{at}/other-payers",
            **said,
            decided_on="2026-09-01",
            paid="700",
            purpose="treatment",
            starts_on="2026-09-01",
            ends_on="2027-01-31",
        )
        assert full.status_code == 303
        await press(
            director, overview, f"{MONEY}/allocations", unit=str(world.unit_id), amount="900"
        )
        (budget,) = re.findall(
            rf'href="({MONEY}/budgets/[0-9a-f-]+)"', (await unit.get(MONEY)).text
        )
        of_budget = words_of(await director.get(budget))
        for page in (words_of(await unit.get(at)), of_budget):
            assert "Gemeente (jeugdhulp)" in page
            assert "Behandeling" in page
            assert "31 jan 2027" in page
        assert "Gemeente (jeugdhulp): Behandeling" in words_of(
            await unit.get(f"/arrangements/cases/{case_id}")
        )
        parent = world.somebody(Role.PARENT, pupil_ids=frozenset({await pupil_of(unit, case_id)}))
        async with client_of(parent) as mother:
            theirs = await mother.get(f"/arrangements/cases/{case_id}")
            assert theirs.is_success
            assert "Gemeente (jeugdhulp)" not in words_of(theirs)


async def test_what_another_payer_decides_is_written_at_its_line(
    world: Any, client_of: Any
) -> None:
    async with client_of(world.coordinator()) as unit:
        at = await granted(unit, await case_of_noor(world, unit), "12,50")
        asked = {"payer": "municipality", "purpose": "treatment", "paid": "1.200,50"}
        noted = await press(
            unit, await unit.get(at), f"{at}/other-payers", **asked, decision="awaited"
        )
        assert noted.status_code == 303
        (line,) = re.findall(rf'href="{at}(\?line=[0-9a-f-]+)', (await unit.get(at)).text)
        filled = await unit.get(at + line)
        assert "Wat besloot Gemeente (jeugdhulp)?" in words_of(filled)
        assert 'value="1200,50"' in filled.text
        decided = {"purpose": "treatment", "paid": "900", "decision": "granted"}
        wrong = await press(unit, filled, f"{at}/other-payers", **decided, decided_on="")
        assert wrong.status_code == 422
        assert "Wat besloot Gemeente (jeugdhulp)?" in words_of(wrong)
        assert 'value="900"' in wrong.text
        day = "2026-09-01"
        good = await press(unit, wrong, f"{at}/other-payers", **decided, decided_on=day)
        assert good.status_code == 303
        after = words_of(await unit.get(at))
        assert after.count("Gemeente (jeugdhulp)") == 2, "in the table, and as a choice"
        assert "1 sep 2026" in after
        assert "900,00" in after
        gone = await press(
            unit, filled, f"{at}/other-payers", **decided, decided_on=day, line_id=str(uuid4())
        )
        assert gone.status_code == 404


async def test_a_refusal_reaches_who_asked(world: Any, client_of: Any) -> None:
    async with (
        client_of(world.coordinator()) as unit,
        client_of(world.somebody(Role.DIRECTOR)) as director,
    ):
        await granted(unit, await case_of_noor(world, unit), "100")
        overview = await director.get(MONEY)
        (request,) = re.findall(rf'href="({MONEY}/requests/[0-9a-f-]+)"', overview.text)
        asked = await director.get(request)
        done = await press(
            director, asked, f"{request}/refusals", reason="other-way", note="Bel Bo."
        )
        assert done.status_code == 303

        told = words_of(await unit.get(request))
    assert "Het kan op een andere manier" in told
    assert "Bel Bo." in told


async def test_an_entry_is_reversed_and_all_is_exported_without_names(
    world: Any, client_of: Any
) -> None:
    async with (
        client_of(world.coordinator()) as unit,
        client_of(world.somebody(Role.DIRECTOR)) as director,
    ):
        case_id = await case_of_noor(world, unit)
        typed = {"unit": str(world.unit_id), "amount": "2.000,05"}
        await press(director, await director.get(MONEY), f"{MONEY}/allocations", **typed)
        await granted(unit, case_id, "100")
        (budget,) = set(
            re.findall(rf'href="({MONEY}/budgets/[0-9a-f-]+)"', (await director.get(MONEY)).text)
        )
        page = await director.get(budget)
        (commit, allocate) = re.findall(
            rf'action="({budget}/entries/[0-9a-f-]+/reversals)"', page.text
        )
        done = await press(director, page, commit)
        assert done.status_code == 303, words_of(done)
        done = await press(director, await director.get(budget), allocate)
        assert done.status_code == 303, words_of(done)
        seen = await unit.get(budget)
        assert "reversals" not in seen.text

        table = await unit.get(f"{MONEY}/export?year=2026")
    lines = table.content.decode().splitlines()
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert not table.content.startswith(b"\xef\xbb\xbf")
    assert lines[0] == "Schooljaar;Steunpunt;Nummer;Soort;Bedrag;Van;Naar;Hulp;Dag"
    assert lines[-1].startswith("2026-2027;Noord;1;Geld gekregen;2000,05;Gekregen;Vrij;;2026-09-07")
    assert len(lines) == 5
    assert "Noor Bakker" not in table.text


async def test_the_director_sets_a_mandate_and_others_read_it(world: Any, client_of: Any) -> None:
    at = f"{MONEY}/mandates"
    typed = {"role": "unit-coordinator", "limit": "1.000", "valid_from": "2026-09-07"}
    async with (
        client_of(world.coordinator()) as unit,
        client_of(world.somebody(Role.DIRECTOR)) as director,
    ):
        page = await director.get(at)
        assert "5.000,00" in words_of(page)
        bare = await press(director, page, at, **typed)
        assert bare.status_code == 422
        done = await press(director, page, at, **typed, source="Besluit 12")
        assert done.status_code == 303

        read = await unit.get(at)
    assert "1.000,00" in words_of(read)
    assert f'action="{at}"' not in read.text


@pytest.mark.parametrize("path", ["", "/mandates", "/export"])
async def test_parents_and_schools_come_to_no_money(world: Any, client_of: Any, path: str) -> None:
    for role in (Role.PARENT, Role.SCHOOL_COORDINATOR, Role.TEACHER, Role.COMMITTEE):
        who = world.somebody(role, school_id=world.school_id, pupil_ids=frozenset({uuid4()}))
        async with client_of(who) as client:
            assert (await client.get(f"{MONEY}{path}")).status_code == 403
