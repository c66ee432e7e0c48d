"""Integration: a school brings its own plan as a file, and confirms what was read in it."""

import html
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from samenspel_arrangements.domain.documents.content import MediaType
from samenspel_arrangements.domain.documents.version import Checking
from samenspel_arrangements.gateways.documents.shelf import Shelf
from samenspel_kernel.actor import Role
from samenspel_messaging.scope import Scope

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
    assert "Wij lezen het plan nog." in words_of(shown)
    assert "Leert graag" not in shown.text


@pytest.mark.parametrize("role", [Role.PARENT, Role.EXPERT, Role.UNIT_COORDINATOR])
async def test_only_the_school_brings_its_plan(begun: Any, client_of: Any, role: Role) -> None:
    who = begun.coordinator if role is Role.UNIT_COORDINATOR else begun.somebody(role)
    id_ = await begun.added(begun.school)
    async with client_of(who) as client:
        answers = [await client.get(page_of(begun, f"/files/{each}")) for each in ("new", id_)]

    assert {answer.status_code for answer in answers} <= {403, 404}


SCANNED = """Deel A
Bevorderende factoren
Leert graag met beelden.
Deel C
Handelingsdeel
Elke dag een kwartier voordoen.
"""


class Reads:
    """A machine that reads each picture as the same text."""

    def __init__(self, said: str) -> None:
        self._said = said

    async def read(self, _: bytes, kind: MediaType, pages: Iterable[int]) -> dict[int, str]:
        return dict.fromkeys(pages, self._said)


def form_of(content: bytes, **fields: str) -> dict[str, Any]:
    return {"files": {"file": ("plan.pdf", content)}, "data": fields}


async def test_a_system_brings_a_plan_and_reads_what_it_says_of_each_field(
    begun: Any, client_of: Any
) -> None:
    files = opp(begun.case_id, "/files")
    large = PLAN.encode() + b" " * (2 << 20)
    first, second = samples.pdf(samples.LONG, PLAN), samples.pdf("Handelingsdeel \\\nNieuw.")
    async with client_of(begun.school) as school:
        added = await school.post(files, **form_of(first, title="Ons plan"))
        id_ = added.json()["id"]
        here = f"{files}/{id_}"
        said = (await school.get(here)).json()
        shown = await school.get(page_of(begun, f"/files/{id_}"))
        scanned = await bring(school, begun, large, "plan.txt")
        newer = await school.post(f"{begun.documents}/{id_}/versions", **form_of(second))
        said_newer = (await school.get(here)).json()
        draft = (await school.get(opp(begun.case_id))).json()["draft"]["content"]
        stale = await press(
            school, shown, page_of(begun, f"/files/{id_}"), **as_shown(shown), **SEEN, version="1"
        )

    assert (added.status_code, added.json()["kind"]) == (201, "plan"), added.text
    assert (said["state"], said["version"]) == ("read", 1)
    assert [(e["field"], e["part"], e["page"]) for e in said["suggestions"]] == [
        ("promoting", "a", 2),
        ("outflow", "c", 2),
        ("substantiation", "c", 2),
        ("support", "c", 2),
    ]
    assert said["missing"] == ["impeding"]
    assert "Ik wil rust in de klas." in [each["text"] for each in said["leftOver"]]
    assert "Uit uw plan, bladzijde 2." in words_of(shown)
    assert scanned.status_code == 303, "a scan of many pages is large, and taken as any document"
    assert newer.status_code == 201
    assert [(e["text"], e["page"]) for e in said_newer["suggestions"]] == [("Nieuw.", None)]
    assert draft["support"] == "", "nothing is saved before a person says so"
    assert stale.status_code == 412


async def test_a_scanned_plan_is_read_by_a_machine_and_its_words_are_kept_sealed(
    begun: Any, client_of: Any, check: Any, shelf: Shelf, process: Any
) -> None:
    reads: Any = Reads(SCANNED)
    process.settings.__dict__["shelf"] = replace(shelf, ocr=reads)
    files = opp(begun.case_id, "/files")
    async with client_of(begun.school) as school:
        added = await school.post(files, **form_of(samples.scan("Deel A"), title="Ons plan"))
        here = f"{files}/{added.json()['id']}"
        waits = (await school.get(here)).json()
        page = await school.get(page_of(begun, f"/files/{added.json()['id']}"))
        assert await check(ocr=reads) == 1
        assert await check(ocr=reads) == 0
        said = (await school.get(here)).json()
        other = await begun.added(begun.school, samples.scan("Een brief."))
        assert await check(ocr=reads) == 1
    async with process.job_context.transactions(Scope.begin(begun.world.alliance_id)) as uow:
        (plan,) = (await uow.documents.get(UUID(added.json()["id"]))).versions
        (letter,) = (await uow.documents.get(UUID(other))).versions

    assert (waits["state"], waits["suggestions"]) == ("waits", [])
    assert page_of(begun, "/draft") in page.text, "who does not wait writes it by hand"
    assert (said["state"], said["unreadPages"]) == ("read", [])
    assert [(e["field"], e["text"]) for e in said["suggestions"]] == [
        ("promoting", "Leert graag met beelden."),
        ("support", "Elke dag een kwartier voordoen."),
    ]
    assert plan.text is not None
    assert b"Leert" not in plan.text
    assert letter.text is None, "only a plan is read for its words"


async def test_a_plan_on_a_picture_with_a_bsn_suggests_nothing_and_is_not_kept(
    begun: Any, client_of: Any, check: Any, shelf: Shelf, process: Any
) -> None:
    reads: Any = Reads(f"{SCANNED} BSN {samples.BSN}")
    process.settings.__dict__["shelf"] = replace(shelf, ocr=reads)
    files = opp(begun.case_id, "/files")
    async with client_of(begun.school) as school:
        added = await school.post(files, **form_of(samples.scan("Deel A"), title="Ons plan"))
        assert await check(ocr=reads) == 1
        said = (await school.get(f"{files}/{added.json()['id']}")).json()
    async with process.job_context.transactions(Scope.begin(begun.world.alliance_id)) as uow:
        (plan,) = (await uow.documents.get(UUID(added.json()["id"]))).versions

    assert (said["state"], said["suggestions"], said["leftOver"]) == ("refused", [], [])
    assert (plan.text, plan.key) == (None, None)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (samples.locked_pdf(), "document.encrypted"),
        (b"%PDF-1.7 en verder niets", "document.damaged"),
        (samples.pdf(f"{PLAN} BSN {samples.BSN}"), "text.contains-bsn"),
    ],
    ids=["locked", "damaged", "a BSN"],
)
async def test_over_the_api_an_unfit_plan_is_refused_too(
    begun: Any, client_of: Any, content: bytes, code: str
) -> None:
    async with client_of(begun.school) as school:
        refused = await school.post(
            opp(begun.case_id, "/files"), **form_of(content, title="Ons plan")
        )

    assert refused.status_code == 400
    assert code in refused.text
    assert await begun.listed(begun.school) == []


@pytest.mark.parametrize("role", [Role.PARENT, Role.EXPERT, Role.TEACHER])
async def test_only_who_writes_the_plan_reads_the_suggestions(
    begun: Any, client_of: Any, world: Any, role: Role
) -> None:
    id_ = await begun.added(begun.school, PLAN.encode(), kind="plan")
    other_case = await world.offer(pupil_id=uuid4())
    async with client_of(begun.somebody(role)) as client:
        here = opp(begun.case_id, "/files")
        read = await client.get(f"{here}/{id_}")
        brought = await client.post(here, **form_of(PLAN.encode(), title="Ons plan"))
    async with client_of(begun.school) as school:
        elsewhere = await school.get(f"{opp(other_case, '/files')}/{id_}")

    assert {read.status_code, brought.status_code, elsewhere.status_code} <= {403, 404}
