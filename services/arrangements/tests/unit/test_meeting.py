"""Unit: a meeting is prepared with parents, decided in the open, and followed up."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.meeting.gathering import Notes
from samenspel_arrangements.domain.meeting.joint_action import (
    Doer,
    Done,
    JointAction,
    NotDone,
)
from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_arrangements.domain.meeting.people import Came, Invitee, InviteeKind, Party
from samenspel_arrangements.domain.meeting.standing import (
    Cancelled,
    Decision,
    Finished,
    Following,
    Planned,
    Stopped,
)
from samenspel_arrangements.publishing.facts import to_contract
from samenspel_contracts.meetings import (
    MeetingAgreementSettledV1,
    MeetingClosedV1,
    MeetingHeldV1,
    MeetingTermBreachedV1,
)
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import DocumentId, PersonId
from samenspel_kernel.term import Term

from .meeting_samples import (
    ALL_CAME,
    DAY,
    DECISION,
    HOLDER,
    INVITED,
    NO_MINUTES,
    NOW,
    ON_THE_DAY,
    TODAY,
    a_meeting,
    gathering,
    record_by,
)

PAPER = DocumentId(UUID(int=30))


def told(meeting: Meeting) -> list[Any]:
    found = [to_contract(event) for event in meeting.take_events()]
    return [each for each in found if each is not None]


def agreed(meeting: Meeting, by: date = DAY, doer: Doer = Doer.SCHOOL, who: str = "") -> None:
    meeting.agree("Een rustige plek maken", doer=doer, who=who, by=by, at=NOW)


def held(meeting: Meeting) -> Meeting:
    meeting.hold(NO_MINUTES, {}, DECISION, at=ON_THE_DAY)
    return meeting


def test_m17_a_meeting_without_parents_cannot_be_planned() -> None:
    with pytest.raises(ValueError, match="parents are invited"):
        a_meeting(invited=(Invitee(kind=InviteeKind.UNIT),))


def test_it_is_not_planned_in_the_past() -> None:
    with pytest.raises(InvalidInput):
        a_meeting(on=TODAY - timedelta(days=1))
    assert a_meeting(on=TODAY).next_look() == TODAY + timedelta(days=8)


def test_k20_a_paper_in_time_needs_no_reason_and_a_late_one_does() -> None:
    meeting = a_meeting()
    last = datetime.combine(DAY - timedelta(days=5), NOW.timetz())
    meeting.add_paper(PAPER, late_because="", at=last)
    with pytest.raises(InvalidInput, match=r"meeting\.late-needs-reason"):
        meeting.add_paper(DocumentId(UUID(int=31)), late_because=" ", at=last + timedelta(days=1))
    meeting.add_paper(
        DocumentId(UUID(int=31)), late_because="Het kwam net.", at=last + timedelta(days=1)
    )

    assert [meeting.is_late(each) for each in meeting.papers] == [False, True]
    with pytest.raises(RuleViolation, match=r"meeting\.paper-there"):
        meeting.add_paper(PAPER, late_because="", at=last)


@given(st.integers(0, 30))
def test_k20_late_is_shorter_than_the_rule_before_the_meeting(days: int) -> None:
    meeting = a_meeting(on=TODAY + timedelta(days=30))
    meeting.add_paper(
        PAPER, late_because="Dat kon niet eerder.", at=NOW + timedelta(days=30 - days)
    )

    assert meeting.is_late(meeting.papers[0]) == (days < 5)


def test_it_is_not_held_before_its_day() -> None:
    meeting = a_meeting()
    with pytest.raises(RuleViolation, match=r"meeting\.not-yet"):
        meeting.hold(NO_MINUTES, {}, DECISION, at=NOW)
    assert isinstance(meeting.standing, Planned)


def test_k20_of_everybody_who_was_invited_it_is_known_whether_it_came() -> None:
    meeting = a_meeting()
    some = Notes(came=ALL_CAME[:1], none_because="Kort.")
    with pytest.raises(InvalidInput) as refused:
        meeting.hold(some, {}, DECISION, at=ON_THE_DAY)

    assert [each.field for each in refused.value.errors] == ["came.2", "came.3", "came.4"]
    assert isinstance(meeting.standing, Planned)


def test_it_closes_only_with_minutes_of_each_point_or_a_reason() -> None:
    meeting = a_meeting()
    meeting.put_on_agenda("De gymles", by=Party.PARENT)
    meeting.put_on_agenda("De pauze", by=Party.CHILD)
    for said in ({}, {1: "Gaat goed."}, {1: "Gaat goed.", 2: "  "}):
        with pytest.raises(InvalidInput, match=r"meeting\.minutes-missing"):
            meeting.hold(Notes(came=ALL_CAME), said, DECISION, at=ON_THE_DAY)
    meeting.hold(Notes(came=ALL_CAME), {1: "Gaat goed.", 2: "Een maatje."}, DECISION, at=ON_THE_DAY)

    assert [each.said for each in meeting.agenda] == ["Gaat goed.", "Een maatje."]
    assert isinstance(meeting.standing, Finished)


def test_what_is_written_down_on_the_day_is_kept_and_does_not_count_yet() -> None:
    meeting = a_meeting()
    meeting.put_on_agenda("De gymles", by=Party.PARENT)
    meeting.note(Notes(came=ALL_CAME[:1], decision="Misschien."), {1: "Gaat goed."})

    assert (meeting.agenda[0].said, meeting.notes.decision) == ("Gaat goed.", "Misschien.")
    assert (meeting.record, told(meeting)[1:]) == (None, [])


def test_no_decision_without_words_and_without_its_letter() -> None:
    with pytest.raises(ValueError, match="says what is decided"):
        Decision(what=" ", by=PersonId(UUID(int=5)), letter_id=UUID(int=9))
    with pytest.raises(TypeError):
        Decision(what="Ja.", by=PersonId(UUID(int=5)))  # type: ignore[call-arg]


def test_m6_each_action_has_who_does_it_and_a_day_and_who_is_outside_has_a_name() -> None:
    meeting = a_meeting()
    with pytest.raises(InvalidInput, match=r"action\.in-the-past"):
        agreed(meeting, TODAY - timedelta(days=1))
    with pytest.raises(ValueError, match="called by its name"):
        agreed(meeting, doer=Doer.PARTNER)
    agreed(meeting, doer=Doer.PARTNER, who="Jeugdteam")

    assert [each.is_outside for each in meeting.agreed] == [True]


def test_m6_what_is_agreed_is_followed_up_until_all_of_it_is_settled() -> None:
    meeting = a_meeting()
    agreed(meeting, date(2026, 10, 5))
    agreed(meeting, date(2026, 9, 28), Doer.PARTNER, "Jeugdteam")
    held(meeting)
    first = meeting.responsibility
    meeting.settle(2, NotDone(DAY, "Er is een wachtlijst."), at=ON_THE_DAY)
    second = meeting.responsibility
    meeting.settle(1, Done(DAY), at=ON_THE_DAY)

    assert first is not None
    assert second is not None
    assert (first.next_action.kind, first.next_action.due_on) == (
        "follow-up-agreements",
        date(2026, 9, 28),
    )
    assert second.next_action.due_on == date(2026, 10, 5)
    assert isinstance(meeting.standing, Finished)
    settled = [each for each in told(meeting) if isinstance(each, MeetingAgreementSettledV1)]
    assert [(each.outside, each.done) for each in settled] == [(True, False), (False, True)]


def test_m6_what_is_overdue_is_told_once_for_each_day() -> None:
    meeting = a_meeting()
    agreed(meeting, date(2026, 9, 28))
    agreed(meeting, date(2026, 10, 5))
    held(meeting)
    told(meeting)
    assert meeting.next_look() == date(2026, 9, 29)
    meeting.look(take_up_by=TODAY, at=datetime(2026, 10, 6, 9, tzinfo=NOW.tzinfo))
    meeting.look(take_up_by=TODAY, at=datetime(2026, 10, 7, 9, tzinfo=NOW.tzinfo))

    breaches = [each for each in told(meeting) if isinstance(each, MeetingTermBreachedV1)]
    assert [(each.rule, each.last_day) for each in breaches] == [
        ("meeting-agreed-day", date(2026, 9, 28)),
        ("meeting-agreed-day", date(2026, 10, 5)),
    ]
    assert meeting.still_to_do[0].is_overdue(date(2026, 10, 6))


def test_a_meeting_written_down_too_late_is_recorded_with_a_breach_never_refused() -> None:
    meeting = a_meeting()
    told(meeting)
    meeting.hold(NO_MINUTES, {}, DECISION, at=ON_THE_DAY + timedelta(days=20))

    types = [type(each).__name__ for each in told(meeting)]
    assert types == ["MeetingTermBreachedV1", "MeetingHeldV1", "MeetingClosedV1"]


def test_k20_the_fact_counts_parents_and_papers_and_names_nobody() -> None:
    meeting = a_meeting()
    meeting.add_paper(PAPER, late_because="", at=NOW)
    meeting.add_paper(DocumentId(UUID(int=31)), late_because="Net binnen.", at=ON_THE_DAY)
    agreed(meeting, doer=Doer.EXPERT, who="Orthopedagoog")
    came = ((1, Came.PRESENT), (2, Came.DECLINED), (3, Came.PRESENT), (4, Came.ABSENT))
    meeting.hold(Notes(came=came, none_because="Kort."), {}, DECISION, at=ON_THE_DAY)
    fact = next(each for each in told(meeting) if isinstance(each, MeetingHeldV1))

    assert (fact.parents_invited, fact.parents_present, fact.parents_declined) == (2, 1, 1)
    assert (fact.papers, fact.papers_late, fact.agreed, fact.agreed_outside) == (2, 1, 1, 1)
    assert not fact.has_minutes
    assert "Orthopedagoog" not in fact.model_dump_json()


def test_moved_it_has_other_terms_and_says_why() -> None:
    meeting = a_meeting()
    later = DAY + timedelta(days=7)
    meeting.move(gathering(later), "De vader is ziek.", record=record_by(later), at=NOW)
    held_now = meeting.responsibility

    assert held_now is not None
    assert (held_now.next_action.due_on, meeting.moves[0].from_day) == (later, DAY)
    assert [type(each).__name__ for each in told(meeting)] == [
        "MeetingOpenedV1",
        "MeetingMovedV1",
        "MeetingActionPlannedV1",
    ]


def test_cancelled_it_has_a_reason_and_nothing_more_happens() -> None:
    with pytest.raises(ValueError, match="has a reason"):
        Cancelled(on=TODAY, because=" ")
    meeting = a_meeting()
    meeting.cancel("Het is niet meer nodig.", at=NOW)

    assert meeting.responsibility is None
    assert next(each for each in told(meeting) if isinstance(each, MeetingClosedV1)).outcome == (
        "cancelled"
    )


def _ended() -> list[Meeting]:
    cancelled, stopped = a_meeting(), a_meeting()
    cancelled.cancel("Niet nodig.", at=NOW)
    stopped.stop(at=NOW)
    return [held(a_meeting()), cancelled, stopped]


COMMANDS: list[Callable[[Meeting], object]] = [
    lambda m: m.put_on_agenda("x", by=Party.PARENT),
    lambda m: m.add_paper(PAPER, late_because="x", at=NOW),
    agreed,
    lambda m: m.note(NO_MINUTES, {}),
    lambda m: m.move(gathering(), "x", record=record_by(), at=NOW),
    lambda m: m.hold(NO_MINUTES, {}, DECISION, at=ON_THE_DAY),
    lambda m: m.settle(1, Done(DAY), at=ON_THE_DAY),
    lambda m: m.cancel("x", at=NOW),
]


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_done_with_a_meeting_that_ended(
    place: int, command: Callable[[Meeting], object]
) -> None:
    meeting = _ended()[place]
    with pytest.raises(RuleViolation, match=r"meeting\.not-now"):
        command(meeting)
    meeting.stop(at=NOW)
    assert not isinstance(meeting.standing, Planned | Following)


@given(st.lists(st.integers(0, 40), max_size=8), st.data())
def test_it_always_has_a_holder_and_a_dated_action_until_it_ends(
    days: list[int], data: st.DataObject
) -> None:
    meeting = a_meeting()
    for day in days:
        agreed(meeting, TODAY + timedelta(days=day))
    held(meeting)
    for _ in range(data.draw(st.integers(0, len(days)))):
        number = data.draw(st.sampled_from([each.number for each in meeting.still_to_do]))
        meeting.settle(number, Done(DAY), at=ON_THE_DAY)
    responsible = meeting.responsibility

    assert (responsible is None) == (not meeting.still_to_do)
    if responsible is not None:
        assert responsible.holder == HOLDER
        assert responsible.next_action.due_on == min(each.by for each in meeting.still_to_do)
        assert meeting.running()


def test_it_goes_with_who_holds_the_case_and_stops_when_the_child_died() -> None:
    other = Holder(HolderKind.PERSON, UUID(int=50))
    meeting = a_meeting()
    meeting.follow(other, at=NOW)
    assert meeting.holder == other
    meeting.stop(at=NOW)
    meeting.follow(HOLDER, at=NOW)

    assert meeting.holder is None
    assert meeting.standing == Stopped()


def test_who_is_invited_is_named_where_no_role_says_it() -> None:
    with pytest.raises(ValueError, match="called something"):
        Invitee(kind=InviteeKind.PARTNER)
    with pytest.raises(ValueError, match="called something"):
        Invitee(kind=InviteeKind.SCHOOL, called="De Vuurtoren")
    with pytest.raises(ValueError, match="only a parent"):
        Invitee(kind=InviteeKind.UNIT, contact_id=UUID(int=1))
    with pytest.raises(ValueError, match="says what is to be done"):
        JointAction(number=1, what=" ", doer=Doer.UNIT, agreed=Term("x", 1, TODAY, TODAY))
    assert len(INVITED) == 4
