"""Unit: a child goes on to its next school, which accepts its file before the first day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.child_of_case import ChildOfCase
from samenspel_arrangements.domain.opp.consent import ParentId, ParentSays, Way
from samenspel_arrangements.domain.transitions.coming import (
    coming,
    four_years_before,
    last_birth_date_for_secondary,
)
from samenspel_arrangements.domain.transitions.contents import (
    NOTHING_CHOSEN,
    Contents,
    Part,
    Stage,
    TransitionId,
)
from samenspel_arrangements.domain.transitions.events import (
    TransitionAccepted,
    TransitionEscalated,
    TransitionMoved,
)
from samenspel_arrangements.domain.transitions.first_day import TermsOfDay
from samenspel_arrangements.domain.transitions.standing import (
    ENDS,
    Accepted,
    Ended,
    EndReason,
    Offered,
    Preparing,
    TransitionAction,
)
from samenspel_arrangements.domain.transitions.transition import Transition
from samenspel_arrangements.web.transitions.shown import end_choices
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId, PersonId, PupilId, SchoolId, SupportRequestId
from samenspel_kernel.open_item import TermBreached
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
FIRST_DAY = date(2027, 8, 30)
OFFER = Term("transition-offered", 1, FIRST_DAY, date(2027, 6, 21))
ACCEPT = Term("transition-accepted", 1, FIRST_DAY, date(2027, 8, 2))
BEGIN = Term("transition-begun", 1, FIRST_DAY, date(2027, 9, 6))
TERMS = TermsOfDay(OFFER, ACCEPT, BEGIN)
HOLDER = Holder(HolderKind.PERSON, uuid4())
MOTHER, FATHER = ParentId(uuid4()), ParentId(uuid4())
BOTH = {MOTHER, FATHER}
NEXT = SchoolId(uuid4())
SOMEBODY = PersonId(uuid4())
LATE = datetime(2027, 8, 3, 9, 30, tzinfo=UTC)
DAY_OF_ALL = date(2035, 12, 31)
BEGUN = datetime(2027, 9, 1, 9, 30, tzinfo=UTC)


def travelling(summary: str = "Rustig beginnen helpt.") -> Contents:
    return Contents.checked(NEXT, "", frozenset({Part.HELP}), summary)


def a_transition(first_day: date = FIRST_DAY, at: datetime = NOW) -> Transition:
    child = ChildOfCase(
        alliance_id=uuid4(),
        unit_id=None,
        case_id=CaseId(uuid4()),
        support_request_id=SupportRequestId(uuid4()),
        pupil_id=PupilId(uuid4()),
        school_id=SchoolId(uuid4()),
    )
    return Transition.plan_for(
        child,
        TransitionId(uuid4()),
        Stage.TO_SECONDARY,
        first_day,
        travelling(),
        holder=HOLDER,
        offer=OFFER,
        accept=ACCEPT,
        at=at,
    )


def says(transition: Transition, parent: ParentId, *, yes: bool = True) -> None:
    answer = ParentSays(
        parent=parent,
        is_given=yes,
        revision=transition.consent.revision,
        on=date(2027, 3, 2),
        way=Way.ON_SCREEN,
        written_by=SOMEBODY,
    )
    transition.answer(answer, parents=BOTH)


def offer(transition: Transition, at: datetime = NOW, *, file_is_open: bool = True) -> None:
    transition.offer(parents=BOTH, file_is_open=file_is_open, at=at)


def offered(at: datetime = NOW) -> Transition:
    transition = a_transition()
    says(transition, MOTHER)
    says(transition, FATHER)
    offer(transition, at)
    return transition


def accept(transition: Transition, at: datetime = NOW, words: str = "") -> None:
    transition.accept(begin=BEGIN, words=words, for_school=False, by=SOMEBODY, at=at)


def kinds(transition: Transition) -> set[str]:
    held = transition.responsibility
    assert held is not None
    return {action.kind for action in held.actions}


def told(transition: Transition) -> list[Any]:
    return list(transition.take_events())


def test_k23_the_next_school_accepts_it_before_the_first_day() -> None:
    transition = offered()

    accept(transition)

    assert isinstance(transition.standing, Accepted)
    assert kinds(transition) == {TransitionAction.CHECK_BEGIN}
    (event,) = (each for each in told(transition) if isinstance(each, TransitionAccepted))
    assert event.standing.accepted_on < transition.first_day
    transition.end(EndReason.BEGAN, at=BEGUN)
    assert transition.responsibility is None


def test_m3_nothing_is_offered_before_each_parent_with_authority_agreed() -> None:
    transition = a_transition()
    for parent, yes in ((None, False), (MOTHER, True), (FATHER, False)):
        if parent is not None:
            says(transition, parent, yes=yes)
        with pytest.raises(RuleViolation, match=r"transition\.parents-first"):
            offer(transition)
    with pytest.raises(RuleViolation, match=r"transition\.parents-first"):
        transition.offer(parents=set(), file_is_open=True, at=NOW)
    with pytest.raises(RuleViolation, match=r"transition\.no-such-parent"):
        says(transition, ParentId(uuid4()))


def test_m3_what_is_changed_asks_the_parents_anew() -> None:
    transition = a_transition()
    says(transition, MOTHER)
    says(transition, FATHER)
    transition.write(travelling(), at=NOW)  # as it was: nobody is asked again
    assert transition.consent.is_there(BOTH)

    transition.write(travelling("Iets anders."), at=NOW)

    assert not transition.consent.answers
    with pytest.raises(RuleViolation, match=r"transition\.parents-first"):
        offer(transition)


def test_m3_a_closed_file_does_not_travel() -> None:
    transition = a_transition()
    says(transition, MOTHER)
    says(transition, FATHER)

    with pytest.raises(RuleViolation, match=r"transition\.file-closed"):
        offer(transition, file_is_open=False)


def test_what_was_offered_stays_as_parents_agreed_until_it_is_declined() -> None:
    transition = offered()
    with pytest.raises(RuleViolation, match=r"transition\.offered-already"):
        transition.write(travelling("Anders."), at=NOW)
    with pytest.raises(RuleViolation, match=r"transition\.offered-already"):
        says(transition, MOTHER, yes=False)

    transition.decline("Wij zijn vol.", at=NOW)

    assert isinstance(transition.standing, Preparing)
    assert kinds(transition) == {TransitionAction.PREPARE}
    assert transition.declined == "Wij zijn vol."


@pytest.mark.parametrize("is_offered", [False, True])
def test_k23_no_acceptance_while_the_first_day_comes_near_is_escalated_once(
    is_offered: bool,
) -> None:
    transition = offered() if is_offered else a_transition()
    assert transition.next_look() is not None
    by = date(2027, 8, 10)
    transition.look(take_up_by=by, at=datetime(2027, 8, 2, 9, 30, tzinfo=UTC))
    assert TransitionAction.ESCALATE not in kinds(transition)
    transition.notice_breaches(at=LATE)  # told already: it is looked at all the same
    assert transition.next_look() == date(2027, 8, 3)

    transition.look(take_up_by=by, at=LATE)
    transition.look(take_up_by=by, at=LATE)

    assert TransitionAction.ESCALATE in kinds(transition)
    events = told(transition)
    assert sum(isinstance(each, TransitionEscalated) for each in events) == 1
    breached = {each.term.rule for each in events if isinstance(each, TermBreached)}
    assert "transition-accepted" in breached


def test_a_late_acceptance_is_noted_with_its_breach() -> None:
    transition = offered()
    transition.look(take_up_by=date(2027, 8, 10), at=LATE)

    accept(transition, at=BEGUN)

    assert isinstance(transition.standing, Accepted)
    assert kinds(transition) == {TransitionAction.CHECK_BEGIN}


def test_who_notes_a_yes_for_the_school_says_where_that_stands() -> None:
    transition = offered()
    with pytest.raises(InvalidInput):
        transition.accept(begin=BEGIN, words=" ", for_school=True, by=SOMEBODY, at=NOW)
    with pytest.raises(RuleViolation, match=r"transition\.not-offered"):
        accept(a_transition())


@pytest.mark.parametrize("day", [date(2027, 2, 28), date(2030, 1, 1)])
def test_a_first_day_is_near_enough_to_plan(day: date) -> None:
    with pytest.raises(InvalidInput):
        a_transition(day)


def test_one_next_school_and_no_more() -> None:
    for school, name in ((None, ""), (NEXT, "College De Brug")):
        with pytest.raises(InvalidInput):
            Contents.checked(school, name, frozenset(), "Rust.")
    with pytest.raises(InvalidInput):
        Contents.checked(NEXT, "", frozenset(), " ")


def begun_by_itself(at: datetime = NOW) -> Transition:
    made = a_transition(at=at)
    return Transition.plan_for(
        ChildOfCase(
            alliance_id=made.alliance_id,
            unit_id=None,
            case_id=made.case_id,
            support_request_id=SupportRequestId(uuid4()),
            pupil_id=made.pupil_id,
            school_id=made.school_id,
        ),
        made.id,
        Stage.TO_SECONDARY,
        FIRST_DAY,
        NOTHING_CHOSEN,
        holder=HOLDER,
        offer=OFFER,
        accept=ACCEPT,
        choose_by=date(2027, 4, 12),
        at=at,
    )


def test_m3_nobody_is_asked_anything_before_a_school_is_chosen() -> None:
    transition = begun_by_itself()

    assert transition.responsibility is not None
    assert transition.responsibility.next_action.due_on == date(2027, 4, 12)
    with pytest.raises(RuleViolation, match="nothing-chosen"):
        says(transition, MOTHER)
    with pytest.raises(RuleViolation, match="nothing-chosen"):
        offer(transition)
    transition.write(travelling(), at=NOW)
    assert kinds(transition) == {TransitionAction.PREPARE}
    assert transition.responsibility.next_action.due_on == OFFER.last_day


def test_m3_a_school_that_was_chosen_late_leaves_the_call_for_help() -> None:
    transition = begun_by_itself()
    transition.look(take_up_by=LATE.date(), at=LATE)

    transition.write(travelling(), at=LATE)

    assert kinds(transition) == {TransitionAction.PREPARE, TransitionAction.ESCALATE}


def test_m3_another_first_day_brings_the_terms_of_that_day() -> None:
    transition = begun_by_itself()
    transition.look(take_up_by=LATE.date(), at=LATE)
    day = date(2028, 8, 28)
    later = Term("transition-offered", 1, day, date(2028, 6, 19))

    accept_by = replace(later, last_day=date(2028, 7, 31))
    transition.move(day, TermsOfDay(later, accept_by, BEGIN), at=LATE)

    assert (transition.first_day, kinds(transition)) == (day, {TransitionAction.CHOOSE})
    transition.look(take_up_by=LATE.date(), at=datetime(2028, 8, 2, 9, tzinfo=UTC))
    escalations = [each for each in told(transition) if isinstance(each, TransitionEscalated)]
    assert [each.last_day for each in escalations] == [ACCEPT.last_day, date(2028, 7, 31)]


def test_m3_a_wrong_first_day_alone_is_corrected_until_it_ended() -> None:
    day, why = date(2027, 9, 13), "De school begint later."
    offer_by, accept_by = date(2027, 7, 5), date(2027, 8, 16)
    later = TermsOfDay(
        replace(OFFER, last_day=offer_by),
        replace(ACCEPT, last_day=accept_by),
        replace(BEGIN, last_day=date(2027, 9, 20)),
    )
    unchosen, prepared, asked, accepted = (
        *(begun_by_itself(), a_transition(), offered(), offered()),
    )
    accept(accepted)
    for transition, action, due in (
        (unchosen, TransitionAction.CHOOSE, date(2027, 4, 12)),
        (prepared, TransitionAction.PREPARE, offer_by),
        (asked, TransitionAction.AWAIT_ACCEPTANCE, accept_by),
        (accepted, TransitionAction.CHECK_BEGIN, date(2027, 9, 20)),
    ):
        said = transition.consent
        for wrong_day, reason in ((FIRST_DAY, why), (day, " "), (date(2027, 2, 28), why)):
            with pytest.raises(InvalidInput):
                transition.move(wrong_day, later, reason=reason, at=NOW)
        transition.move(day, later, reason=f" {why} ", at=NOW)
        assert (transition.first_day, transition.moved_because) == (day, why)
        assert [type(event) for event in told(transition)].count(TransitionMoved) == 1
        assert (transition.consent, transition.responsibility) == (
            said,
            Responsibility.of(HOLDER, NextAction(action, due)),
        )
        transition.end(EndReason.MOVED_AWAY, at=NOW)
        with pytest.raises(RuleViolation, match=r"transition\.closed"):
            transition.move(FIRST_DAY, later, reason=why, at=NOW)


def test_the_page_offers_for_each_standing_the_ends_that_the_domain_knows() -> None:
    for standing, reasons in ENDS.items():
        assert {code for code, _ in end_choices(standing.status)} == set(reasons)


@given(st.dates(date(2005, 1, 1), date(2030, 12, 31)), st.dates(date(2026, 1, 1), DAY_OF_ALL))
def test_m3_each_child_comes_to_a_next_school_and_the_day_is_still_to_come(
    born: date, today: date
) -> None:
    next_ = coming(born, today)

    if next_ is None:
        assert 4 <= (today - born).days / 365.2 < 12.2
        return
    assert next_.first_day > today
    pupil = PupilId(uuid4())
    assert next_.id_for(pupil) == next_.id_for(pupil) != next_.id_for(PupilId(uuid4()))
    young = born > four_years_before(today)
    assert next_.stage is (Stage.TO_PRIMARY if young else Stage.TO_SECONDARY)
    if not young:
        assert born <= last_birth_date_for_secondary(next_.first_day)


@pytest.mark.parametrize(
    ("born", "first_day"),
    [
        (date(2015, 9, 30), date(2027, 8, 1)),
        (date(2015, 10, 1), None),
        (date(2023, 2, 28), date(2027, 2, 28)),
        (date(2024, 2, 29), date(2028, 2, 29)),
        (date(2014, 3, 1), date(2027, 8, 1)),  # stayed for a year
    ],
)
def test_m3_the_day_that_is_taken_until_somebody_says_better(
    born: date, first_day: date | None
) -> None:
    next_ = coming(born, date(2026, 11, 2))

    assert (next_ and next_.first_day) == first_day


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["write", "move", "yes", "no", "offer", "accept", "decline", "look", "end", "die"]
        ),
        st.integers(min_value=0, max_value=40),
    ),
    max_size=12,
)


@given(STEPS, st.booleans())
def test_n6_it_always_has_one_holder_and_a_dated_action_until_it_ends(
    steps: list[tuple[str, int]], by_itself: bool
) -> None:
    transition, at = begun_by_itself() if by_itself else a_transition(), NOW
    for step, days in steps:
        at += timedelta(days=days)
        agreed = transition.consent.is_there(BOTH)
        before = type(transition.standing)
        try:
            _do(transition, step, at)
        except (RuleViolation, InvalidInput):
            continue
        after = transition.standing
        assert not isinstance(after, Offered) or before is Offered or agreed
        assert not isinstance(after, Offered | Accepted) or transition.contents.is_chosen
        assert not isinstance(after, Accepted) or before in (Offered, Accepted)
        held = transition.responsibility
        assert (held is None) == isinstance(after, Ended)
        assert held is None or (held.holder == HOLDER and held.actions)
        assert bool(transition.running()) == (held is not None)


def _do(transition: Transition, step: str, at: datetime) -> None:
    match step:
        case "write":
            transition.write(travelling(at.isoformat()), at=at)
        case "move":
            transition.move(at.date() + timedelta(days=90), TERMS, at=at)
        case "yes":
            says(transition, MOTHER)
            says(transition, FATHER)
        case "no":
            says(transition, MOTHER, yes=False)
        case "offer":
            offer(transition, at)
        case "accept":
            accept(transition, at)
        case "decline":
            transition.decline("Vol.", at=at)
        case "look":
            transition.look(take_up_by=at.date(), at=at)
        case "end":
            transition.end(EndReason.MOVED_AWAY, at=at)
        case "die":
            transition.end(EndReason.DIED, at=at)
