"""Unit: who can't come says so beforehand, and who holds the meeting acts on it."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.meeting.joint_action import Doer
from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_arrangements.domain.meeting.people import Invitee, InviteeKind
from samenspel_arrangements.domain.meeting.readers import own_places
from samenspel_arrangements.domain.meeting.regrets import GoOn, OtherDays, Regret, Regrets
from samenspel_arrangements.domain.meeting.standing import Following, Planned
from samenspel_arrangements.domain.perspective.parents import Parent
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_kernel.term import Term

from .meeting_samples import (
    DAY,
    DECISION,
    INVITED,
    NO_MINUTES,
    NOW,
    ON_THE_DAY,
    TODAY,
    a_meeting,
    gathering,
    record_by,
)

ANSWER = Term("meeting-answer", 1, TODAY, TODAY + timedelta(days=2))
OTHER = OtherDays(date(2026, 9, 23), date(2026, 9, 24))
ACT = "answer-who-cant-come"


def regret(place: int = 1, wish: OtherDays | GoOn = OTHER) -> Regret:
    return Regret(place=place, wish=wish, said_on=TODAY, answer=ANSWER)


def to_do(meeting: Meeting) -> list[tuple[str, date]]:
    held = meeting.responsibility
    assert held is not None
    return [(each.kind, each.due_on) for each in held.actions]


def test_k20_who_cant_come_is_something_to_act_on_for_who_holds_it() -> None:
    meeting = a_meeting()
    meeting.decline(regret(), at=NOW)

    assert to_do(meeting) == [(ACT, ANSWER.last_day), ("hold-meeting", DAY)]
    assert ANSWER in meeting.running()
    with pytest.raises(RuleViolation, match=r"action\.follows-its-term"):
        meeting.did(ACT, at=NOW)
    with pytest.raises(InvalidInput, match=r"meeting\.keep-needs-reason"):
        meeting.keep_day(" ", at=NOW)
    meeting.keep_day("De arts kan alleen dan.", at=NOW)
    assert to_do(meeting) == [("hold-meeting", DAY)]
    assert (meeting.regrets.kept_because, ANSWER in meeting.running()) == (
        "De arts kan alleen dan.",
        False,
    )
    with pytest.raises(RuleViolation, match=r"meeting\.nothing-to-answer"):
        meeting.keep_day("Nog eens.", at=NOW)


def test_moved_nobody_can_not_come_any_more() -> None:
    meeting = a_meeting()
    meeting.decline(regret(), at=NOW)
    meeting.move(gathering(OTHER.first), "Moeder kan dan.", record=record_by(OTHER.first), at=NOW)

    assert meeting.regrets == Regrets()
    assert to_do(meeting) == [("hold-meeting", OTHER.first)]


def test_silence_is_told_as_a_breach_and_the_meeting_ends_it() -> None:
    meeting = a_meeting()
    meeting.decline(regret(wish=GoOn()), at=NOW)
    assert meeting.next_look() == ANSWER.last_day + timedelta(days=1)
    meeting.look(take_up_by=TODAY, at=NOW + timedelta(days=3))
    assert ("meeting-answer", ANSWER.last_day) in meeting.breached
    meeting.agree("Bellen", doer=Doer.SCHOOL, who="", by=DAY, at=NOW)
    meeting.hold(NO_MINUTES, {}, DECISION, at=ON_THE_DAY)

    assert isinstance(meeting.standing, Following)
    assert [kind for kind, _ in to_do(meeting)] == ["follow-up-agreements"]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (OtherDays(TODAY, OTHER.second), "first_day: meeting.other-day"),
        (OtherDays(OTHER.first, DAY), "second_day: meeting.other-day"),
    ],
)
def test_other_days_are_to_come_and_not_the_same(wish: OtherDays, code: str) -> None:
    meeting = a_meeting()
    with pytest.raises(InvalidInput, match=code):
        meeting.decline(regret(wish=wish), at=NOW)
    with pytest.raises(ValueError, match="two days"):
        OtherDays(DAY, DAY)
    assert meeting.regrets.open == ()


def test_nobody_declines_who_is_not_invited_or_after_the_day() -> None:
    meeting = a_meeting()
    with pytest.raises(RuleViolation, match=r"meeting\.not-invited"):
        meeting.decline(regret(len(INVITED) + 1), at=NOW)
    with pytest.raises(RuleViolation, match=r"meeting\.day-passed"):
        meeting.decline(regret(), at=ON_THE_DAY + timedelta(days=1))
    with pytest.raises(ValueError, match="from 1"):
        regret(0)
    meeting.stop(at=NOW)
    with pytest.raises(RuleViolation, match=r"meeting\.not-now"):
        meeting.decline(regret(), at=NOW)
    with pytest.raises(RuleViolation, match=r"meeting\.not-now"):
        meeting.keep_day("", at=NOW)


COMMANDS = st.lists(
    st.tuples(
        st.sampled_from(["decline", "keep", "move", "again"]), st.integers(1, 4), st.booleans()
    ),
    max_size=10,
)


@given(COMMANDS)
def test_while_somebody_waits_for_an_answer_there_is_one_to_give_and_else_none(
    commands: list[tuple[str, int, bool]],
) -> None:
    meeting = a_meeting()
    for what, place, asks_days in commands:
        if what == "keep" and meeting.regrets.open:
            meeting.keep_day("Zo is het.", at=NOW)
        elif what == "move":
            meeting.move(gathering(), "Ziek.", record=record_by(), at=NOW)
        elif what != "keep":
            meeting.decline(regret(place, OTHER if asks_days else GoOn()), at=NOW)
        waits = bool(meeting.regrets.open)
        assert (ACT in [kind for kind, _ in to_do(meeting)]) == waits
        assert (ANSWER in meeting.running()) == waits
        assert isinstance(meeting.standing, Planned)
        assert len({each.place for each in meeting.regrets.said}) == len(meeting.regrets.said)


PARENTS = [Parent(UUID(int=11), "Sam de Wit"), Parent(UUID(int=12), "Kim Bakker")]


@pytest.mark.parametrize(
    ("role", "name", "places"),
    [
        (Role.PARENT, "Sam de Wit", (1,)),
        (Role.PARENT, "Iemand anders", ()),
        (Role.TEACHER, "Juf", (5,)),
        (Role.SCHOOL_COORDINATOR, "Iemand", (5,)),
        (Role.EXPERT, "Iemand", ()),
        (Role.PUPIL, "Noor", ()),
        (Role.UNIT_COORDINATOR, "Iemand", (1, 2, 3, 4, 5)),
    ],
)
def test_everybody_declines_for_itself_and_who_leads_for_all(
    role: Role, name: str, places: tuple[int, ...]
) -> None:
    child = Invitee(kind=InviteeKind.CHILD)  # says it itself, on its own page
    invited = (*INVITED, Invitee(kind=InviteeKind.SCHOOL), child)
    actor = Actor(
        person_id=PersonId(UUID(int=1)),
        alliance_id=AllianceId(UUID(int=2)),
        role=role,
        name=name,
    )
    assert own_places(actor, invited, PARENTS) == places


@pytest.mark.parametrize(
    ("called", "places"),
    [
        (["Orthopedagoog"], (1,)),
        (["Logopedist", "Orthopedagoog Karin Postma"], (2,)),
        (["Logopedist", "Orthopedagoog"], ()),
        (["Karin Postma", "Karin Postma, gedragswetenschapper"], ()),
    ],
)
def test_an_expert_declines_for_no_other_expert(called: list[str], places: tuple[int, ...]) -> None:
    invited = [Invitee(kind=InviteeKind.EXPERT, called=each) for each in called]
    actor = Actor(
        person_id=PersonId(UUID(int=1)),
        alliance_id=AllianceId(UUID(int=2)),
        role=Role.EXPERT,
        name="karin postma",
    )
    assert own_places(actor, invited, PARENTS) == places
