"""Integration: a school brings its own plan as a file, and confirms what was read in it."""

import html
import re
from dataclasses import replace
from typing import Any

import pytest

from samenspel_arrangements.domain.documents.version import Checking
from samenspel_arrangements.gateways.documents.shelf import Shelf
from samenspel_kernel.actor import Role

from ...unit.documents import samples
from ..test_opp_api import opp, send
from ..test_pages import fields_of, press, words_of

PLAN = """= Deel A
Bevorderende factoren \\
Leert graag met beelden.

= Deel C
Uitstroombestemming: vmbo-basis

Onderbouwing \\
Toetsen en wat wij zien.

Handelingsdeel \\
Elke dag een kwartier voordoen.

= Mening van het kind
Ik wil rust in de klas.
"""
SEEN = {"confirm_a": "true", "confirm_c": "true"}


@pytest.fixture
async def begun(household: Any, client_of: Any, shelf: Shelf) -> Any:
    """A household whose school began a plan."""
    async with client_of(household.school) as school:
        await send(school, opp(household.case_id))
    return household


def page_of(household: Any, part: str = "") -> str:
    return f"/arrangements/cases/{household.case_id}/opp{part}"


def as_shown(page: Any) -> dict[str, str]:
    """Give what stands in the fields of a page, as a browser sends it."""
    texts = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\n(.*?)</textarea>', page.text, re.S)
    chosen = re.findall(r'<option value="([\w-]+)" selected', page.text)
    return {name: html.unescape(text) for name, text in texts} | {"outflow": (*chosen, "")[0]}


async def bring(school: Any, household: Any, content: bytes, name: str = "opp.pdf") -> Any:
    form = await school.get(page_of(household, "/files/new"))
    assert form.status_code == 200, words_of(form)
    return await school.post(
        page_of(household, "/files"), data=fields_of(form), files={"file": (name, content)}
    )


async def test_a_plan_in_a_file_is_taken_over_part_by_part(begun: Any, client_of: Any) -> None:
    async with client_of(begun.school) as school, client_of(begun.parent) as parent:
        brought = await bring(school, begun, samples.pdf(PLAN))
        here = brought.headers["location"].partition("?")[0]
        shown = await school.get(here)
        said = as_shown(shown) | {"impeding": "Schrikt van geluid."}
        unseen = await press(school, shown, here, **said, confirm_a="true")
        done = await press(school, shown, here, **said, **SEEN)
        draft = (await school.get(opp(begun.case_id))).json()["draft"]
        documents = await parent.get(f"/arrangements/cases/{begun.case_id}/documents")

    assert brought.status_code == 303
    assert "Leert graag met beelden.</textarea>" in shown.text
    assert "Dit vonden wij niet in het bestand." in words_of(shown)
    assert 'name="deviations"' not in shown.text, "what may stay empty is not asked"
    assert 'name="tried"' not in shown.text, "its unit does not ask part B"
    assert "Ik wil rust in de klas." in words_of(shown)
    assert unseen.status_code == 422
    assert "Bekijk dit deel en vink het aan." in words_of(unseen)
    assert "Schrikt van geluid.</textarea>" in unseen.text
    assert done.status_code == 303, words_of(done)
    assert draft["missing"] == []
    assert (draft["content"]["outflow"], draft["content"]["support"]) == (
        "vmbo-bb",
        "Elke dag een kwartier voordoen.",
    )
    assert "Plan van de school" in words_of(documents)


async def test_what_was_written_already_stays_and_the_file_stands_beside(
    begun: Any, client_of: Any
) -> None:
    own = {"support": "Rustige plek.", "deviations": "Geen Engels."}
    async with client_of(begun.school) as school:
        await school.put(opp(begun.case_id, "/draft"), json=own)
        here = (await bring(school, begun, samples.pdf(PLAN))).headers["location"]
        shown = await school.get(here)
        await press(school, shown, here, **as_shown(shown), **SEEN)
        content = (await school.get(opp(begun.case_id))).json()["draft"]["content"]

    assert "In het bestand staat: Elke dag een kwartier voordoen." in words_of(shown)
    assert (content["support"], content["deviations"]) == ("Rustige plek.", "Geen Engels.")
    assert content["promoting"] == "Leert graag met beelden."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Kies een bestand."),
        (samples.locked_pdf(), "Dit bestand heeft een wachtwoord."),
        (b"%PDF-1.7 en verder niets", "Wij kunnen dit bestand niet lezen."),
        (b"MZ" + bytes(100), "Dit soort bestand kunnen wij niet aannemen."),
        (samples.pdf(f"{PLAN} BSN {samples.BSN}"), "een BSN dat eindigt op 33"),
    ],
    ids=["nothing", "locked", "damaged", "a program", "a BSN"],
)
async def test_a_file_that_is_not_taken_says_why(
    begun: Any, client_of: Any, content: bytes, sentence: str
) -> None:
    async with client_of(begun.school) as school:
        refused = await bring(school, begun, content)

    assert refused.status_code == 422
    assert sentence in words_of(refused)
    assert await begun.listed(begun.school) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (samples.scan("Deel A"), "Dit bestand is een scan of een foto."),
        (samples.pdf(samples.LONG), "Wij herkennen geen vragen in dit bestand."),
    ],
    ids=["a scan", "no plan"],
)
async def test_what_no_machine_understands_is_kept_and_filled_in_by_hand(
    begun: Any, client_of: Any, content: bytes, sentence: str
) -> None:
    async with client_of(begun.school) as school:
        here = (await bring(school, begun, content)).headers["location"]
        shown = await school.get(here)
        done = await press(school, shown, here, support="Rust.")
        draft = (await school.get(opp(begun.case_id))).json()["draft"]

    assert sentence in words_of(shown)
    assert done.status_code == 303
    assert draft["content"]["support"] == "Rust."
    assert len(await begun.listed(begun.school)) == 1


async def test_nothing_is_shown_before_a_scanner_looked(
    begun: Any, client_of: Any, shelf: Shelf, process: Any
) -> None:
    somewhere: Any = object()
    scanned = replace(shelf, scanner=somewhere)
    process.settings.__dict__["shelf"] = scanned
    async with client_of(begun.school) as school:
        here = (await bring(school, begun, samples.pdf(PLAN))).headers["location"]
        shown = await school.get(here)

    assert Checking.state == (await begun.listed(begun.school))[0]["versions"][0]["state"]
    assert "Wij controleren het bestand nog." in words_of(shown)
    assert "Leert graag" not in shown.text


@pytest.mark.parametrize("role", [Role.PARENT, Role.EXPERT, Role.UNIT_COORDINATOR])
async def test_only_the_school_brings_its_plan(begun: Any, client_of: Any, role: Role) -> None:
    who = begun.coordinator if role is Role.UNIT_COORDINATOR else begun.somebody(role)
    id_ = await begun.added(begun.school)
    async with client_of(who) as client:
        answers = [await client.get(page_of(begun, f"/files/{each}")) for each in ("new", id_)]

    assert {answer.status_code for answer in answers} <= {403, 404}
