"""Unit: the request always has one holder and a dated next action, until it is closed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_intake.domain.asking.answers import Answers
from samenspel_intake.domain.asking.asked import Asked
from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import RequestKind
from samenspel_intake.domain.asking.needs import Need, NeedField, Needs
from samenspel_intake.domain.asking.parents_voice import ParentView, Shown
from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.question import Question, SupportKind
from samenspel_intake.domain.request_events import (
    ActionPlanned,
    HandoverReturned,
    HandoverWasOffered,
    KindChanged,
    ReceiptConfirmed,
    RequestHandedOver,
    RequestReassigned,
    RequestWithdrawn,
    SupportRequestSubmitted,
)
from samenspel_intake.domain.standing import (
    Action,
    HandedOver,
    HandoverOffered,
    Submitted,
    WithdrawalReason,
    Withdrawn,
)
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.domain.suspension import Suspended, WhySuspended
from samenspel_intake.domain.term_rules import HANDOVER_ANSWER, REQUEST_RESPONSE
from samenspel_kernel.accountability import Holder, HolderKind, NextAction, desk
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    CaseId,
    HandoverId,
    PersonId,
    PupilId,
    SupportRequestId,
    UnitId,
    new_id,
)
from samenspel_kernel.open_item import hand_on
from samenspel_kernel.running_terms import Suspension
from samenspel_kernel.term import Term

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
RESPONSE = Term(REQUEST_RESPONSE, 1, date(2026, 9, 7), date(2026, 9, 28))
ANSWER = Term(HANDOVER_ANSWER, 1, date(2026, 9, 7), date(2026, 9, 14))
QUESTION = Question(kind=SupportKind.ARRANGEMENT, text="Sem loopt vast.")


def a_request(question: Question = QUESTION, asked: Asked | None = None) -> SupportRequest:
    alliance, unit = AllianceId(new_id()), UnitId(new_id())
    return SupportRequest.submit(
        SupportRequestId(new_id()),
        alliance_id=alliance,
        unit_id=unit,
        pupil_id=PupilId(new_id()),
        school_id=None,
        question=question,
        age_band="6-8",
        by=PersonId(new_id()),
        holder=desk(unit_id=unit, alliance_id=alliance),
        response_term=RESPONSE,
        at=MONDAY,
        asked=asked,
    )


def test_from_the_first_second_the_desk_holds_it() -> None:
    request = a_request()

    assert isinstance(request.standing, Submitted)
    assert request.standing.holder.id == request.unit_id
    assert request.standing.next_action == NextAction(Action.CONFIRM_RECEIPT, date(2026, 9, 7))


def test_after_the_receipt_the_desk_assesses_within_the_response_term() -> None:
    request = a_request()

    request.confirm_receipt(at=MONDAY)

    assert isinstance(request.standing, Submitted)
    assert request.standing.next_action == NextAction(Action.ASSESS, RESPONSE.last_day)
    kinds = [type(event) for event in request.take_events()]
    assert kinds == [SupportRequestSubmitted, ReceiptConfirmed, ActionPlanned]


def test_the_receipt_is_confirmed_once() -> None:
    request = a_request()
    request.confirm_receipt(at=MONDAY)
    with pytest.raises(RuleViolation, match=r"support-request\.receipt-already-confirmed"):
        request.confirm_receipt(at=MONDAY)


def test_while_a_handover_is_offered_the_desk_stays_responsible() -> None:
    request = a_request()
    request.confirm_receipt(at=MONDAY)
    holder = request.standing.holder if isinstance(request.standing, Submitted) else None
    request.take_events()

    request.offer_handover(HandoverId(new_id()), answer_term=ANSWER, at=MONDAY)

    assert isinstance(request.standing, HandoverOffered)
    assert request.standing.holder == holder
    assert request.standing.next_action.due_on == ANSWER.last_day
    assert [type(event) for event in request.take_events()] == [HandoverWasOffered]


def test_a_second_offer_while_one_is_open_is_refused() -> None:
    request = an_offered_request()
    with pytest.raises(RuleViolation, match=r"support-request\.handover-already-offered"):
        request.offer_handover(HandoverId(new_id()), answer_term=ANSWER, at=MONDAY)


def test_an_accepted_handover_ends_it_here() -> None:
    request = an_offered_request()
    handover, case = handover_of(request), CaseId(new_id())

    request.handover_accepted(handover, case, at=MONDAY)
    request.handover_accepted(handover, case, at=MONDAY)

    assert request.standing == HandedOver(handover, case)
    assert [type(event) for event in request.take_events()] == [RequestHandedOver]


def test_a_declined_handover_comes_back_with_a_date() -> None:
    request = an_offered_request()
    handover = handover_of(request)

    request.handover_declined(handover, reassess_by=date(2026, 9, 21), at=MONDAY)
    request.handover_declined(handover, reassess_by=date(2026, 9, 30), at=MONDAY)

    assert isinstance(request.standing, Submitted)
    assert request.standing.next_action == NextAction(Action.REASSESS, date(2026, 9, 21))
    assert [type(event) for event in request.take_events()] == [HandoverReturned]


def test_an_acceptance_after_a_withdrawal_changes_nothing() -> None:
    request = an_offered_request()
    handover = handover_of(request)
    request.withdraw(WithdrawalReason.SOLVED, at=MONDAY)
    assert [type(event) for event in request.take_events()] == [RequestWithdrawn]

    request.handover_accepted(handover, CaseId(new_id()), at=MONDAY)

    assert request.standing == Withdrawn(WithdrawalReason.SOLVED, handover)
    assert request.take_events() == ()


def test_an_answer_to_another_handover_changes_nothing() -> None:
    request = an_offered_request()
    before = request.standing
    request.handover_accepted(HandoverId(new_id()), CaseId(new_id()), at=MONDAY)
    request.handover_declined(HandoverId(new_id()), reassess_by=date(2026, 9, 21), at=MONDAY)
    assert request.standing == before


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" ", "question.missing"),
        ("x" * 4001, "text.too-long"),
        ("Zijn BSN is 111222333", "text.contains-bsn"),
    ],
)
def test_a_question_that_cannot_be_taken_in_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        a_request(replace(QUESTION, text=text))
    assert [(e.field, e.code) for e in refused.value.errors] == [("question", code)]


def test_an_offer_that_nobody_answered_returns_after_the_last_day_and_not_on_it() -> None:
    request = an_offered_request()
    on_it, after = MONDAY + timedelta(days=7), MONDAY + timedelta(days=8)

    request.handover_expired(reassess_by=date(2026, 9, 21), at=on_it)
    assert isinstance(request.standing, HandoverOffered)
    request.handover_expired(reassess_by=date(2026, 9, 21), at=after)
    request.handover_expired(reassess_by=date(2026, 9, 30), at=after)

    assert isinstance(request.standing, Submitted)
    assert request.standing.next_action == NextAction(Action.REASSESS, date(2026, 9, 21))
    assert [type(event) for event in request.take_events()] == [HandoverReturned]


def test_an_acceptance_that_crosses_the_expiry_counts() -> None:
    request = an_offered_request()
    handover, case = handover_of(request), CaseId(new_id())
    request.handover_expired(reassess_by=date(2026, 9, 21), at=MONDAY + timedelta(days=8))

    request.handover_accepted(handover, case, at=MONDAY + timedelta(days=8))

    assert request.standing == HandedOver(handover, case)


def test_another_takes_it_over_with_all_that_was_to_be_done() -> None:
    request, before = an_offered_request(), PersonId(new_id())
    to = Holder(HolderKind.PERSON, before)

    assert request.holder is not None
    assert hand_on([request], request.holder, to, at=MONDAY) == 1
    request.reassign(to, at=MONDAY)

    assert isinstance(request.standing, HandoverOffered)
    assert request.standing.holder == to
    assert request.standing.next_action.kind == Action.AWAIT_HANDOVER_ANSWER
    assert [type(event) for event in request.take_events()] == [RequestReassigned]


LATER = Term(REQUEST_RESPONSE, 1, date(2026, 9, 7), date(2026, 10, 5))
WAITS = Suspended(
    date(2026, 9, 7),
    WhySuspended.PARENTS_ASKED,
    Term("data-completion", 1, date(2026, 9, 7), date(2026, 9, 21)),
)


def test_the_term_stands_still_until_what_was_asked_has_come() -> None:
    request = a_request()
    with pytest.raises(RuleViolation, match="receipt-not-confirmed"):
        request.suspend(WAITS, at=MONDAY)
    request.confirm_receipt(at=MONDAY)
    with pytest.raises(RuleViolation, match="not-suspended"):
        request.resume(LATER, at=MONDAY)

    request.suspend(WAITS, at=MONDAY)

    assert isinstance(request.standing, Submitted)
    wait = NextAction(Action.AWAIT_COMPLETION, WAITS.complete.last_day)
    assert request.standing.next_action == wait
    with pytest.raises(RuleViolation, match=r"support-request\.suspended"):
        request.suspend(WAITS, at=MONDAY)
    with pytest.raises(RuleViolation, match=r"support-request\.suspended"):
        request.offer_handover(HandoverId(new_id()), answer_term=ANSWER, at=MONDAY)

    request.resume(LATER, at=MONDAY + timedelta(days=7))

    assert request.standing.next_action == NextAction(Action.ASSESS, LATER.last_day)
    assert request.pauses == (
        Suspension(
            asked_on=date(2026, 9, 7),
            resumed_on=date(2026, 9, 14),
            reason=WhySuspended.PARENTS_ASKED,
        ),
    )


def test_a_question_for_a_child_can_be_answered_as_a_consultation_without_retyping() -> None:
    request = a_request()
    request.confirm_receipt(at=MONDAY)
    request.take_events()
    assert request.kind is RequestKind.CHILD

    request.change_kind(RequestKind.CONSULTATION, response_term=LATER, at=MONDAY)

    assert (request.kind, request.question.kind) == (
        RequestKind.CONSULTATION,
        SupportKind.CONSULTATION,
    )
    assert request.question.text == QUESTION.text
    assert [type(event) for event in request.take_events()] == [KindChanged, ActionPlanned]
    with pytest.raises(RuleViolation, match="about-a-child"):
        request.change_kind(RequestKind.TEACHER, response_term=LATER, at=MONDAY)


def a_teachers_question() -> SupportRequest:
    asked = Asked(RequestKind.TEACHER, Answers.of({Field.QUESTION: "Hoe begin ik de dag?"}))
    alliance = AllianceId(new_id())
    return SupportRequest.submit(
        SupportRequestId(new_id()),
        alliance_id=alliance,
        unit_id=None,
        pupil_id=None,
        school_id=None,
        question=asked.question,
        age_band="unknown",
        by=PersonId(new_id()),
        holder=desk(unit_id=None, alliance_id=alliance),
        response_term=RESPONSE,
        at=MONDAY,
        asked=asked,
    )


def test_a_teachers_question_is_about_no_child_until_it_turns_out_to_be() -> None:
    request, child = a_teachers_question(), PupilId(new_id())
    assert request.kind is RequestKind.TEACHER
    with pytest.raises(RuleViolation, match="about-no-child"):
        request.child()
    with pytest.raises(InvalidInput):
        request.change_kind(RequestKind.CHILD, response_term=LATER, at=MONDAY)

    request.change_kind(RequestKind.CHILD, response_term=LATER, pupil_id=child, at=MONDAY)

    assert request.child() == child


def test_a_kind_without_a_child_takes_none() -> None:
    asked = Asked(RequestKind.GROUP, Answers.of({Field.QUESTION: "Rust in de groep?"}))
    with pytest.raises(InvalidInput):
        a_request(asked=asked)


def test_parents_add_their_view_and_the_unit_says_what_is_needed() -> None:
    request = a_request()
    view = ParentView(ContactId(new_id()), date(2026, 9, 7), "Thuis is het rustig.")
    needs = Needs.of(Need(NeedField.EXPERTISE, 2))

    request.add_parent_view(view, at=MONDAY)
    request.assess_needs(needs, at=MONDAY)

    assert request.asked is not None
    assert request.asked.parents == Shown((view,))
    assert request.needs == needs
    assert request.question == QUESTION


STEPS = st.sampled_from(
    ["confirm", "offer", "accept", "decline", "withdraw", "expire", "suspend", "resume", "kind"]
)


@given(st.lists(STEPS, max_size=14))
def test_whatever_happens_open_means_one_holder_and_a_dated_next_action(steps: list[str]) -> None:
    request, handover = a_request(), HandoverId(new_id())
    for n, step in enumerate(steps):
        at = MONDAY + timedelta(days=n)
        if isinstance(request.standing, HandoverOffered):
            handover = request.standing.handover.id
        try:
            take(step, request, handover, at)
        except RuleViolation:
            continue
        finally:
            check_accountable(request)


def take(step: str, request: SupportRequest, handover: HandoverId, at: datetime) -> None:
    match step:
        case "confirm":
            request.confirm_receipt(at=at)
        case "offer":
            request.offer_handover(HandoverId(new_id()), answer_term=ANSWER, at=at)
        case "accept":
            request.handover_accepted(handover, CaseId(new_id()), at=at)
        case "decline":
            request.handover_declined(handover, reassess_by=date(2026, 10, 1), at=at)
        case "expire":
            request.handover_expired(reassess_by=date(2026, 10, 1), at=at)
        case "suspend":
            request.suspend(WAITS, at=at)
        case "resume":
            request.resume(LATER, at=at)
        case "kind":
            request.change_kind(RequestKind.CONSULTATION, response_term=LATER, at=at)
        case "withdraw":
            request.withdraw(WithdrawalReason.OTHER, at=at)


def check_accountable(request: SupportRequest) -> None:
    standing = request.standing
    if isinstance(standing, Submitted | HandoverOffered):
        assert standing.holder.id == request.unit_id
        assert standing.next_action.due_on >= date(2026, 9, 7)
        clock = request.suspended.complete if request.suspended else request.response_term
        assert clock.last_day >= date(2026, 9, 7)
    else:
        assert not hasattr(standing, "holder")
        assert not hasattr(standing, "next_action")


def an_offered_request() -> SupportRequest:
    request = a_request()
    request.confirm_receipt(at=MONDAY)
    request.offer_handover(HandoverId(new_id()), answer_term=ANSWER, at=MONDAY)
    request.take_events()
    return request


def handover_of(request: SupportRequest) -> HandoverId:
    assert isinstance(request.standing, HandoverOffered)
    return request.standing.handover.id
