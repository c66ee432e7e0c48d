"""Unit: a case is given to another holder; it is always somebody's."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.case import ActionKind, Case, CaseActionPlanned
from samenspel_arrangements.domain.handing_over import is_offered_to
from samenspel_arrangements.domain.term_rules import HANDOVER_ANSWER
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    HandoverId,
    PersonId,
    PupilId,
    SchoolId,
    SupportRequestId,
    UnitId,
)
from samenspel_kernel.open_item import (
    HandoverAnswer,
    ItemHandoverAnswered,
    ItemHandoverOffered,
    ItemReassigned,
)
from samenspel_kernel.responsibility import Partner
from samenspel_kernel.term import Term

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
SOON, BY = date(2026, 9, 25), date(2026, 9, 14)
ANSWER = Term(HANDOVER_ANSWER, 1, MONDAY.date(), BY)
UNIT, OTHER_UNIT = UnitId(uuid4()), UnitId(uuid4())
SAM = Actor(
    person_id=PersonId(uuid4()),
    alliance_id=AllianceId(uuid4()),
    role=Role.UNIT_COORDINATOR,
    name="Sam de Wit",
    unit_id=UNIT,
)
ALEX = replace(SAM, person_id=PersonId(uuid4()), name="Alex Bos")
TO_ALEX = Holder(HolderKind.PERSON, ALEX.person_id)
TO_DESK = Holder(HolderKind.UNIT_DESK, UNIT)
TO_OTHER_DESK = Holder(HolderKind.UNIT_DESK, OTHER_UNIT)
HANDOVER = HandoverId(uuid4())


def an_open_case() -> Case:
    case = Case.offer(
        alliance_id=SAM.alliance_id,
        unit_id=UNIT,
        handover_id=HandoverId(uuid4()),
        support_request_id=SupportRequestId(uuid4()),
        pupil_id=PupilId(uuid4()),
        school_id=SchoolId(uuid4()),
        kind="child",
        age_band="4-6",
        answer_by=date(2026, 9, 18),
        at=MONDAY,
    )
    case.accept(by=SAM, kind=ActionKind.CONTACT_FAMILY, due_on=SOON, at=MONDAY)
    case.take_events()
    return case


def offered(to: Holder = TO_ALEX) -> Case:
    case = an_open_case()
    case.offer_handover(HANDOVER, to, answer_term=ANSWER, at=MONDAY)
    return case


def take(case: Case, by: Actor = ALEX, at: datetime = MONDAY) -> None:
    case.take_over(HANDOVER, by=by, kind=ActionKind.OBSERVE, due_on=SOON, at=at)


def test_the_sender_answers_for_it_until_the_other_says_yes() -> None:
    case = offered()

    assert case.opened.holder.id == SAM.person_id
    assert case.opened.holder_name == "Sam de Wit"
    assert case.opened.next_action == NextAction("await-handover-answer", BY)
    (told,) = case.take_events()
    assert isinstance(told, ItemHandoverOffered)
    assert told.offer.to == TO_ALEX


def test_who_takes_it_over_holds_it_with_all_that_was_still_to_be_done() -> None:
    case = offered()
    case.take_events()

    take(case)

    assert (case.opened.holder, case.opened.holder_name) == (TO_ALEX, "Alex Bos")
    assert case.opened.responsibility.actions == (
        NextAction("contact-family", SOON),
        NextAction("observe", SOON),
    )
    planned, answered = case.take_events()
    assert isinstance(answered, ItemHandoverAnswered)
    assert answered.answer is HandoverAnswer.ACCEPTED
    assert isinstance(planned, CaseActionPlanned)
    assert planned.opened.holder == TO_ALEX


def test_a_desk_of_another_unit_holds_it_and_its_people_see_it() -> None:
    case = offered(TO_OTHER_DESK)
    coordinator = replace(ALEX, unit_id=OTHER_UNIT)

    take(case, by=coordinator)

    assert (case.opened.holder, case.opened.holder_name) == (TO_OTHER_DESK, None)
    assert case.unit_id == OTHER_UNIT


def test_a_person_takes_on_what_the_desk_holds_but_not_what_a_colleague_holds() -> None:
    case = offered(TO_DESK)
    take(case)
    case.take_events()

    case.take_from_desk(by=ALEX, at=MONDAY)

    assert (case.opened.holder, case.opened.holder_name) == (TO_ALEX, "Alex Bos")
    assert any(isinstance(event, ItemReassigned) for event in case.take_events())
    with pytest.raises(RuleViolation, match=r"case\.held-by-a-person"):
        case.take_from_desk(by=SAM, at=MONDAY)


def test_an_offer_that_nobody_answers_comes_back_with_a_day_to_take_it_up() -> None:
    case, later = offered(), MONDAY + timedelta(days=8)

    assert case.next_look() == BY + timedelta(days=1)
    case.look(take_up_by=SOON, at=later)

    assert case.opened.holder.id == SAM.person_id
    assert case.opened.responsibility.has("take-up")
    assert case.next_look() is None


def test_a_refusal_leaves_it_where_it_was() -> None:
    case = offered()

    case.refuse_handover(HANDOVER, take_up_by=BY, at=MONDAY)

    assert case.opened.holder.id == SAM.person_id
    assert case.opened.next_action == NextAction("take-up", BY)


@pytest.mark.parametrize(
    "to",
    [
        Partner(uuid4()),
        Holder(HolderKind.SCHOOL, uuid4()),
        Holder(HolderKind.FAMILY_DESK, uuid4()),
    ],
)
def test_a_case_stays_with_people_and_desks_of_the_alliance(to: Holder | Partner) -> None:
    case = an_open_case()

    with pytest.raises(RuleViolation, match=r"case\.stays-inside"):
        case.offer_handover(HANDOVER, to, answer_term=ANSWER, at=MONDAY)

    assert case.take_events() == ()


def test_a_second_offer_and_one_to_its_holder_are_refused() -> None:
    case = offered()
    with pytest.raises(RuleViolation, match=r"handover\.already-offered"):
        case.offer_handover(HandoverId(uuid4()), TO_DESK, answer_term=ANSWER, at=MONDAY)
    case = an_open_case()
    with pytest.raises(RuleViolation, match=r"handover\.to-its-holder"):
        case.offer_handover(HANDOVER, case.opened.holder, answer_term=ANSWER, at=MONDAY)


def test_what_is_planned_does_not_end_the_wait_for_an_answer() -> None:
    case = offered()

    case.plan_action(kind=ActionKind.PLAN_MEETING, due_on=date(2026, 9, 8), at=MONDAY)

    assert case.opened.responsibility.offer is not None
    assert [a.kind for a in case.opened.responsibility.actions] == [
        "plan-meeting",
        "await-handover-answer",
    ]


def test_an_offer_is_answered_by_the_person_asked_or_by_who_works_at_the_desk_asked() -> None:
    elsewhere = replace(SAM, unit_id=OTHER_UNIT)
    teacher = replace(SAM, role=Role.TEACHER)
    administrator = replace(SAM, role=Role.ADMINISTRATOR, unit_id=None)
    alliance = Holder(HolderKind.ALLIANCE_DESK, SAM.alliance_id)

    assert is_offered_to(ALEX, TO_ALEX)
    assert not is_offered_to(SAM, TO_ALEX)
    assert is_offered_to(elsewhere, TO_OTHER_DESK)
    assert not is_offered_to(SAM, TO_OTHER_DESK)
    assert not is_offered_to(teacher, TO_DESK)
    assert is_offered_to(administrator, alliance)
    assert not is_offered_to(SAM, alliance)


STEPS = st.sampled_from(["offer", "take", "leave", "look", "plan", "evaluate", "pick-up", "leaver"])


def step(case: Case, name: str, to: Holder, at: datetime) -> None:
    match name:
        case "offer":
            case.offer_handover(HANDOVER, to, answer_term=ANSWER, at=at)
        case "take":
            take(case, at=at)
        case "leave":
            case.refuse_handover(HANDOVER, take_up_by=SOON, at=at)
        case "look":
            case.look(take_up_by=SOON, at=at + timedelta(days=9))
        case "plan":
            case.plan_action(kind=ActionKind.OBSERVE, due_on=SOON, at=at)
        case "evaluate":
            case.plan_evaluation(on=SOON, at=at)
        case "pick-up":
            case.take_from_desk(by=ALEX, at=at)
        case _:
            case.reassign(to, at=at)


@given(
    steps=st.lists(st.tuples(STEPS, st.sampled_from([TO_ALEX, TO_DESK, TO_OTHER_DESK])), max_size=9)
)
def test_whatever_happens_an_open_case_has_one_holder_and_a_dated_action(
    steps: list[tuple[str, Holder]],
) -> None:
    case = an_open_case()
    for name, to in steps:
        before = case.opened
        try:
            step(case, name, to, MONDAY)
        except (RuleViolation, InvalidInput):
            assert case.opened == before
            assert case.take_events() == ()
        held = case.responsibility
        assert held is not None
        assert held.next_action.due_on is not None
        assert (held.offer is None) == (not held.has("await-handover-answer"))
        case.take_events()
