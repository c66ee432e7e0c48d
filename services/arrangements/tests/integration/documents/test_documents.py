"""Integration: documents come in, are read by whom they are for, and go (API, real PostgreSQL)."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from samenspel_kernel.actor import Role
from samenspel_kernel.ids import AllianceId
from samenspel_messaging.scope import Scope

from ...unit.documents import samples
from .conftest import LETTER, Household

BSN = f"Het BSN is {samples.BSN}."


def refused(answer: Any, status: int, code: str = "") -> dict[str, str]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    if code:
        assert code in answer.text
    return {error["field"]: error["code"] for error in answer.json()["errors"]}


def kept(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


async def test_m17_parents_read_a_document_as_soon_as_others_do(
    household: Household, shelf: Any, folder: Path
) -> None:
    id_ = await household.added(household.school)

    for reader in (household.parent, household.school, household.coordinator, household.expert):
        (shown,) = await household.listed(reader)
        assert (shown["title"], shown["state"]) == ("Verslag van de school", "shared")
        opened = await household.open(reader, id_)
        assert opened.content == LETTER.encode()
    (file,) = kept(folder)
    assert b"Noor" not in file.read_bytes()


async def test_what_is_opened_is_a_file_to_keep_and_says_no_name(
    household: Household, shelf: Any
) -> None:
    id_ = await household.added(household.school)
    answer = await household.open(household.parent, id_)

    assert answer.headers["content-disposition"] == 'attachment; filename="report-1.txt"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"].startswith("text/plain")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "Noor" not in str(answer.request.url) + str(answer.headers)


@pytest.mark.parametrize("role", [Role.TEACHER, Role.DIRECTOR, Role.YOUTH_CONSULTANT])
async def test_who_only_sees_the_case_sees_no_documents(
    role: Role, household: Household, shelf: Any
) -> None:
    id_ = await household.added(household.school)
    reader = household.somebody(role)

    refused(await household.open(reader, id_), 403)
    refused(await household.add(reader), 403)
    async with household.client_of(reader) as client:
        refused(await client.get(household.documents), 403)
        refused(await client.get(f"{household.documents}/{id_}"), 403)


async def test_a_stranger_finds_nothing_nor_by_another_case_s_address(
    household: Household, shelf: Any, world: Any
) -> None:
    id_ = await household.added(household.school)
    stranger = world.somebody(Role.PARENT, pupil_ids=frozenset({uuid4()}))

    refused(await household.open(stranger, id_), 404)
    refused(
        await household.open(replace(household.parent, alliance_id=AllianceId(uuid4())), id_), 404
    )
    other = await world.offer(pupil_id=household.pupil_id)
    async with household.client_of(household.parent) as client:
        at = household.documents.replace(str(household.case_id), str(other))
        assert (await client.get(f"{at}/{id_}")).status_code == 404
        assert (await client.get(f"{at}/{id_}/versions/1/content")).status_code == 404
        assert (
            await client.get(f"{household.documents}/{id_}/versions/2/content")
        ).status_code == 404


async def test_each_look_is_noted(household: Household, shelf: Any, worker: Any, app: Any) -> None:
    id_ = await household.added(household.school)
    await household.open(household.expert, id_)
    async with app(Scope.begin(household.world.alliance_id)) as uow:
        roles = await uow.session.scalars(
            text("SELECT role FROM access_log WHERE role = 'expert' AND by_relation = 'pupil'")
        )
        assert len(roles.all()) == 1


UNFIT = {
    "a number": (BSN.encode(), "text.contains-bsn"),
    "a program": (b"MZ" + bytes(100), "document.unknown-kind"),
    "nothing": (b"", "document.empty"),
    "a locked PDF": (samples.locked_pdf(), "document.encrypted"),
    "a macro": (samples.docx("x", parts={"word/vbaProject.bin": b"x"}), "document.macros"),
}


@pytest.mark.parametrize("name", UNFIT)
async def test_what_is_unfit_is_not_kept(
    name: str, household: Household, shelf: Any, folder: Path
) -> None:
    content, code = UNFIT[name]
    wrong = refused(await household.add(household.school, content), 400)

    assert wrong["file"] == code
    assert kept(folder) == []
    assert await household.listed(household.school) == []


async def test_a_number_s_page_is_named_and_the_number_is_not(
    household: Household, shelf: Any
) -> None:
    content = samples.pdf(samples.LONG, samples.LONG + BSN)
    answer = await household.add(household.school, content)

    assert refused(answer, 400)["file.page2"] == "text.contains-bsn"
    assert samples.BSN not in answer.text


async def test_names_and_titles_hold_no_numbers_either(household: Household, shelf: Any) -> None:
    assert "title" in refused(await household.add(household.school, title=BSN), 400)
    assert "file" in refused(await household.add(household.school, name=BSN), 400)
    assert "title" in refused(await household.add(household.school, title=" "), 400)
    assert "kind" in refused(await household.add(household.school, kind="x"), 400)


async def test_too_large_is_refused(household: Household, process: Any, shelf: Any) -> None:
    process.settings.__dict__["shelf"] = replace(shelf, max_bytes=1000)

    wrong = refused(await household.add(household.school, b"a" * 1001), 400)
    assert wrong["file"] == "document.too-large"
    refused(await household.add(household.school, b"a" * 27_000_000), 413)


async def test_the_same_upload_twice_adds_one_document(household: Household, shelf: Any) -> None:
    content, fields = LETTER.encode(), {"kind": "report", "title": "Verslag"}
    async with household.client_of(household.school) as client:
        request = client.build_request(
            "POST", household.documents, data=fields, files={"file": ("a.txt", content)}
        )
        request.headers["idempotency-key"] = "once"
        body, headers = await request.aread(), dict(request.headers)
        answers = [
            await client.post(household.documents, content=body, headers=headers) for _ in range(2)
        ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert len(await household.listed(household.school)) == 1


async def test_a_medical_report_waits_for_the_parents(household: Household, shelf: Any) -> None:
    id_ = await household.added(household.school, kind="medical-report")
    others = (household.coordinator, household.expert, household.somebody(Role.SCHOOL_COORDINATOR))

    async def may_open() -> list[int]:
        return [(await household.open(each, id_)).status_code for each in others]

    assert await may_open() == [404, 404, 404]
    assert [await household.listed(each) for each in others] == [[], [], []]
    for reader in (household.school, household.parent):
        assert (await household.open(reader, id_)).status_code == 200
    refused(await household.do(household.coordinator, id_, "decisions", body={"share": True}), 403)
    refused(await household.do(household.school, id_, "decisions", body={"share": True}), 403)

    kept_back = await household.do(household.parent, id_, "decisions", body={"share": False})
    assert kept_back.json()["state"] == "kept-by-parents"
    assert await may_open() == [404, 404, 404]
    shared = await household.do(household.parent, id_, "decisions", body={"share": True})
    assert shared.json()["state"] == "shared"
    assert await may_open() == [200, 200, 200]
    refused(
        await household.do(household.parent, id_, "decisions", body={"share": False}),
        409,
        "document.not-for-parents",
    )


async def test_what_parents_bring_themselves_they_have_decided_on(
    household: Household, shelf: Any
) -> None:
    id_ = await household.added(household.parent, kind="medical-report")

    assert (await household.open(household.coordinator, id_)).status_code == 200


async def test_a_deviation_has_a_reason_and_a_last_day(
    household: Household, shelf: Any, clock: Any
) -> None:
    id_ = await household.added(household.coordinator)
    until = {"reason": "Er loopt een melding.", "until": "2026-09-14"}
    for body, field in (
        ({**until, "reason": ""}, "reason"),
        ({**until, "until": "2026-09-01"}, "until"),
        ({**until, "until": "2027-06-01"}, "until"),
    ):
        assert field in refused(
            await household.do(household.coordinator, id_, "withholdings", body=body), 400
        )
    refused(await household.do(household.school, id_, "withholdings", body=until), 403)
    done = await household.do(household.coordinator, id_, "withholdings", body=until)

    assert done.json()["withheldUntil"] == "2026-09-14"
    refused(await household.open(household.parent, id_), 404)
    assert await household.listed(household.parent) == []
    assert (await household.open(household.expert, id_)).status_code == 200
    clock.advance(days=8)
    assert clock.now().date() == date(2026, 9, 15)
    (shown,) = await household.listed(household.parent)
    assert shown["withheldReason"] == "Er loopt een melding."
    assert (await household.open(household.parent, id_)).status_code == 200


async def test_a_withheld_document_can_be_shown_sooner(household: Household, shelf: Any) -> None:
    id_ = await household.added(household.coordinator)
    body = {"reason": "Eerst een gesprek.", "until": "2026-09-14"}
    await household.do(household.coordinator, id_, "withholdings", body=body)
    shown = await household.do(household.coordinator, id_, "sharings")

    assert shown.json()["state"] == "shared"
    assert (await household.open(household.parent, id_)).status_code == 200
    refused(await household.do(household.coordinator, id_, "sharings"), 409)


async def test_a_parent_s_own_view_stands_beside_it(household: Household, shelf: Any) -> None:
    id_ = await household.added(household.school)
    other = household.somebody(Role.PARENT)
    await household.do(household.parent, id_, "views", body={"text": "Wij zien dit anders."})
    await household.do(other, id_, "views", body={"text": "Ik ook."})
    await household.do(household.parent, id_, "views", body={"text": "Wij zien dit nu eender."})

    refused(await household.do(household.school, id_, "views", body={"text": "x"}), 403)
    refused(await household.do(household.parent, id_, "views", body={"text": BSN}), 400)
    (shown,) = await household.listed(household.coordinator)
    assert [view["text"] for view in shown["views"]] == ["Ik ook.", "Wij zien dit nu eender."]


async def test_a_newer_version_keeps_the_older(household: Household, shelf: Any) -> None:
    id_ = await household.added(household.school)
    async with household.client_of(household.school) as client:
        answer = await client.post(
            f"{household.documents}/{id_}/versions",
            files={"file": ("b.pdf", samples.pdf(samples.LONG))},
            headers={"if-match": '"1"'},
        )
        stale = await client.post(
            f"{household.documents}/{id_}/versions",
            files={"file": ("b.txt", b"Hallo")},
            headers={"if-match": '"1"'},
        )

    assert answer.status_code == 201, answer.text
    assert [each["number"] for each in answer.json()["versions"]] == [1, 2]
    assert answer.headers["etag"] == '"2"'
    assert stale.status_code == 412
    assert (await household.open(household.parent, id_, 1)).content == LETTER.encode()
    assert (await household.open(household.parent, id_, 2)).content.startswith(b"%PDF")


async def test_what_is_removed_nobody_can_read_in_any_copy(
    household: Household, shelf: Any, folder: Path, app: Any
) -> None:
    id_ = await household.added(household.school)
    refused(await household.do(household.school, id_, "removals", body={"reason": "wrong"}), 403)
    gone = await household.do(household.coordinator, id_, "removals", body={"reason": "wrong"})

    assert (gone.json()["state"], gone.json()["title"]) == ("removed", "")
    refused(await household.open(household.parent, id_), 403)
    assert len(kept(folder)) == 1, "a copy of the bytes may be anywhere"
    async with app(Scope.begin(household.world.alliance_id)) as uow:
        row = (await uow.session.execute(text("SELECT key, file_name FROM document_version"))).one()
    assert row == (None, "")
    for what, body in (("views", {"text": "x"}), ("removals", {"reason": "wrong"})):
        who = household.parent if what == "views" else household.coordinator
        refused(await household.do(who, id_, what, body=body), 409, "document.removed")


async def test_no_document_comes_into_a_case_that_nobody_took_on(
    household: Household, shelf: Any, world: Any
) -> None:
    case_id = await world.offer(pupil_id=household.pupil_id)
    waiting = Household(world, household.client_of, household.pupil_id, case_id)

    refused(await waiting.add(waiting.parent), 409, "case.not-open")


async def test_a_file_that_is_lost_or_changed_is_an_error_and_not_half_a_file(
    household: Household, shelf: Any, folder: Path
) -> None:
    id_ = await household.added(household.school)
    (file,) = kept(folder)
    file.write_bytes(file.read_bytes()[:-1] + b"x")

    assert (await household.open(household.parent, id_)).status_code == 503
    file.unlink()
    assert (await household.open(household.parent, id_)).status_code == 503
