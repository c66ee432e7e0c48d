"""Unit: a document's rules, whatever is done with it in whatever order."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from fastapi import FastAPI, Request
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.document_edge import get_shelf
from samenspel_arrangements.domain.case import ActionKind, Case
from samenspel_arrangements.domain.documents.content import MediaType, Unfit
from samenspel_arrangements.domain.documents.document import Document, DocumentKind
from samenspel_arrangements.domain.documents.reading import may_open, may_see
from samenspel_arrangements.domain.documents.standing import (
    AwaitingParents,
    KeptByParents,
    RemovalReason,
    Removed,
    Withheld,
)
from samenspel_arrangements.domain.documents.version import (
    Check,
    Checking,
    Fit,
    TakenContent,
    Unread,
)
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    DocumentId,
    HandoverId,
    PersonId,
    PupilId,
    SchoolId,
    SupportRequestId,
    UnitId,
)

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
TODAY = date(2026, 9, 7)
ALLIANCE, PUPIL, SCHOOL = AllianceId(uuid4()), PupilId(uuid4()), SchoolId(uuid4())
UNIT = UnitId(uuid4())


def somebody(role: Role) -> Actor:
    return Actor(
        person_id=PersonId(uuid4()),
        alliance_id=ALLIANCE,
        role=role,
        name="Sam",
        unit_id=UNIT,
        school_id=SCHOOL,
        pupil_ids=frozenset({PUPIL}),
    )


PEOPLE = [somebody(role) for role in Role]
PARENT = next(each for each in PEOPLE if each.role is Role.PARENT)
SCHOOL_PERSON = next(each for each in PEOPLE if each.role is Role.SCHOOL_COORDINATOR)
CASE = Case.offer(
    alliance_id=ALLIANCE,
    unit_id=UNIT,
    handover_id=HandoverId(uuid4()),
    support_request_id=SupportRequestId(uuid4()),
    pupil_id=PUPIL,
    school_id=SCHOOL,
    kind="arrangement",
    age_band="4-6",
    answer_by=TODAY,
    at=NOW,
)
CASE.accept(by=SCHOOL_PERSON, kind=ActionKind.OBSERVE, due_on=TODAY, at=NOW)


def taken(check: Check) -> TakenContent:
    return TakenContent(
        id=uuid4(),
        key=b"key",
        media_type=MediaType.TEXT,
        size=3,
        unread=frozenset(),
        check=check,
    )


def a_document(kind: DocumentKind, by: Actor, check: Check) -> Document:
    return Document.add(
        CASE,
        id_=DocumentId(uuid4()),
        kind=kind,
        title="Verslag",
        file_name="a.txt",
        taken=taken(check),
        by=by,
        at=NOW,
    )


BRINGERS = [
    each
    for each in PEOPLE
    if each.role in (Role.PARENT, Role.SCHOOL_COORDINATOR, Role.EXPERT, Role.UNIT_COORDINATOR)
]
documents = st.builds(
    a_document,
    st.sampled_from(DocumentKind),
    st.sampled_from(BRINGERS),
    st.sampled_from([Checking(), Unread(), Fit()]),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), st.booleans()),
        st.tuples(st.just("withhold"), st.integers(-3, 120)),
        st.tuples(st.just("share"), st.none()),
        st.tuples(st.just("remove"), st.sampled_from(RemovalReason)),
        st.tuples(st.just("view"), st.just("Wij zien dit anders.")),
        st.tuples(st.just("version"), st.sampled_from([Checking(), Unread(), Fit()])),
        st.tuples(st.just("check"), st.sampled_from([Unread(), Fit()])),
        st.tuples(st.just("infected"), st.none()),
        st.tuples(st.just("confirm"), st.none()),
    ),
    max_size=12,
)


def step(document: Document, what: str, value: object) -> None:
    by, number = PARENT.person_id, len(document.versions)
    try:
        match what, value:
            case "decide", bool() as share:
                document.decide(share=share, by=by, at=NOW)
            case "withhold", int() as days:
                document.withhold("Reden", TODAY + timedelta(days=days), by=by, at=NOW)
            case "share", _:
                document.share()
            case "remove", RemovalReason() as reason:
                document.remove(reason, by=by, at=NOW)
            case "view", str() as text:
                document.add_view(text, by=by, name="Eva", at=NOW)
            case "version", Checking() | Unread() | Fit() as check:
                document.add_version("b.txt", taken(check), by=by, at=NOW)
            case "check", Unread() | Fit() as check:
                document.record_check(number, check)
            case "infected", _:
                document.refuse_unfit(number, Unfit.INFECTED)
            case "confirm", _:
                document.confirm(number, by=by, at=NOW)
    except (RuleViolation, InvalidInput):
        pass


@given(documents, steps)
def test_nobody_ever_opens_more_than_the_rules_allow(
    document: Document, done: list[tuple[str, object]]
) -> None:
    for what, value in done:
        step(document, what, value)
        for actor in PEOPLE:
            sees = may_see(actor, document, today=TODAY)
            for version in document.versions:
                if not may_open(actor, document, version, today=TODAY):
                    continue
                assert sees
                assert isinstance(version.check, Fit | Unread)
                assert version.key is not None
                assert not isinstance(document.standing, Removed)
            if isinstance(document.standing, AwaitingParents | KeptByParents):
                assert not sees or actor.role is Role.PARENT or actor.person_id == document.added_by
            if isinstance(document.standing, Withheld):
                assert document.standing.reason
                assert TODAY <= document.standing.until <= TODAY + timedelta(days=90)


@given(documents, steps)
def test_what_is_removed_stays_removed_and_says_nothing(
    document: Document, done: list[tuple[str, object]]
) -> None:
    if not isinstance(document.standing, Removed):
        document.remove(RemovalReason.WRONG, by=PARENT.person_id, at=NOW)
    for what, value in done:
        step(document, what, value)

    assert isinstance(document.standing, Removed)
    assert (document.title, document.views) == ("", [])
    assert all((each.key, each.file_name) == (None, "") for each in document.versions)


@given(documents, steps)
def test_versions_keep_their_numbers_and_are_never_lost(
    document: Document, done: list[tuple[str, object]]
) -> None:
    ids = [each.id for each in document.versions]
    for what, value in done:
        step(document, what, value)
        assert [each.id for each in document.versions][: len(ids)] == ids
        ids = [each.id for each in document.versions]
    assert [each.number for each in document.versions] == list(range(1, len(ids) + 1))


def test_a_machine_s_word_does_not_change_what_was_settled() -> None:
    document = a_document(DocumentKind.REPORT, SCHOOL_PERSON, Fit())
    document.refuse_unfit(1, Unfit.INFECTED)

    assert isinstance(document.version(1).check, Fit)


def test_what_is_not_shared_is_not_kept_from_the_parents_for_a_while() -> None:
    document = a_document(DocumentKind.MEDICAL_REPORT, PEOPLE[0], Fit())

    with pytest.raises(RuleViolation, match=r"document\.not-shared"):
        document.withhold("Eerst samen lezen.", TODAY, by=PARENT.person_id, at=NOW)

    assert isinstance(document.standing, AwaitingParents)


async def test_an_installation_without_a_place_for_files_takes_none_in() -> None:
    app = FastAPI()
    app.state.settings = SimpleNamespace(shelf=None)

    with pytest.raises(RuleViolation, match=r"document\.no-store"):
        await get_shelf(Request({"type": "http", "app": app}))


def test_only_so_many_versions() -> None:
    document = a_document(DocumentKind.REPORT, SCHOOL_PERSON, Fit())
    for _ in range(49):
        document.add_version("b", taken(Fit()), by=PARENT.person_id, at=NOW)
    with pytest.raises(RuleViolation, match=r"document\.too-many-versions"):
        document.add_version("b", taken(Fit()), by=PARENT.person_id, at=NOW)
