"""Unit: a child is heard or there is a reason with the child, hears back, and is never alone."""

import ast
import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import samenspel_arrangements
from samenspel_arrangements.domain.voice.answers import Answers, Face, Statement
from samenspel_arrangements.domain.voice.events import (
    ChildFedBack,
    ChildHeard,
    VoiceActionPlanned,
    VoiceClosed,
    VoiceTermBreached,
    WorryRaised,
)
from samenspel_arrangements.domain.voice.hearing import (
    Audience,
    Feedback,
    Influence,
    Visit,
    Waiver,
    WaiverReason,
)
from samenspel_arrangements.domain.voice.moment import VoiceMoment
from samenspel_arrangements.domain.voice.standing import (
    Closed,
    FedBack,
    Heard,
    Planned,
    Settled,
    Stopped,
    Waived,
)
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.errors import InvalidInput, RuleViolation

from .voice_samples import (
    BY,
    CONTACT,
    FEED_BACK,
    HOLDER,
    NOW,
    TODAY,
    a_heard_one,
    a_hearing,
    a_voice,
    an_influence,
    answers,
    term,
)

WAIVER = Waiver(reason=WaiverReason.DECLINED, explanation="Vandaag liever niet.", by=BY, at=NOW)
FEEDBACK = Feedback(told_on=TODAY, words="Je krijgt een vaste plek.")
VISIT = Visit(on=TODAY, by=BY, note="")


def kinds(voice: VoiceMoment) -> list[type[Any]]:
    return [type(event) for event in voice.take_events()]


def unsafe(voice: VoiceMoment, face: Face = Face.BAD) -> None:
    voice.answer(Statement.SAFE, face, contact=CONTACT, at=NOW)


def test_o6_a_planned_moment_is_somebodys_with_a_day() -> None:
    held = a_voice().responsibility

    assert held is not None
    assert (held.holder, held.next_action) == (
        HOLDER,
        NextAction("hear-child", TODAY + timedelta(days=28)),
    )


def test_o6_who_was_heard_is_owed_an_answer_by_a_day() -> None:
    voice = a_voice()
    voice.hear(a_hearing(), feed_back=FEED_BACK, at=NOW)

    assert voice.responsibility is not None
    assert voice.responsibility.next_action == NextAction("feed-back-to-child", FEED_BACK.last_day)
    assert ChildHeard in kinds(voice)


def test_o6_feedback_comes_after_one_knows_what_changed() -> None:
    voice = a_heard_one()
    with pytest.raises(RuleViolation, match=r"voice\.influence-missing"):
        voice.feed_back(FEEDBACK, at=NOW)
    voice.note_influence(an_influence(), at=NOW)
    voice.feed_back(FEEDBACK, at=NOW)

    assert isinstance(voice.standing, Closed)
    assert isinstance(voice.standing.end, FedBack)
    assert voice.responsibility is None
    assert kinds(voice)[-2:] == [ChildFedBack, VoiceClosed]


def test_o6_a_waiver_has_a_reason_that_lies_with_the_child() -> None:
    assert {reason.value for reason in WaiverReason} == {"declined", "cannot-yet"}
    voice = a_voice()
    voice.waive(WAIVER, at=NOW)

    assert isinstance(voice.standing, Closed)
    assert voice.standing.end == Waived(waiver=WAIVER)
    with pytest.raises(ValueError, match="explained"):
        Waiver(reason=WaiverReason.CANNOT_YET, explanation=" ", by=BY, at=NOW)


def test_o6_nothing_said_is_not_heard() -> None:
    skipped = Answers().with_the_rest_skipped()
    with pytest.raises(RuleViolation, match=r"voice\.nothing-said"):
        a_voice().hear(a_hearing(skipped), feed_back=FEED_BACK, at=NOW)
    drawn = skipped.with_words(drawing="Een huis met een boom.", words="")
    voice = a_voice()
    voice.hear(a_hearing(drawn), feed_back=FEED_BACK, at=NOW)
    assert isinstance(voice.standing, Heard)


def test_what_changed_or_why_not_is_said() -> None:
    with pytest.raises(ValueError, match="influence"):
        Influence(changed=False, what="", noted_at=NOW)
    with pytest.raises(ValueError, match="feedback"):
        Feedback(told_on=TODAY, words=" ")


@pytest.mark.parametrize("face", [Face.AWFUL, Face.BAD])
def test_statement_7_of_2_or_less_brings_somebody_at_once(face: Face) -> None:
    voice = a_voice()
    unsafe(voice, face)

    assert voice.responsibility is not None
    assert voice.responsibility.next_action == NextAction("contact-child", CONTACT.last_day)
    assert voice.responsibility.holder.kind is HolderKind.PERSON
    assert kinds(voice)[-2:] == [WorryRaised, VoiceActionPlanned]


@pytest.mark.parametrize("face", [Face.SO_SO, Face.GOOD, Face.GREAT, None])
def test_statement_7_of_3_or_more_or_skipped_brings_nobody(face: Face | None) -> None:
    voice = a_voice()
    voice.answer(Statement.SAFE, face, contact=CONTACT, at=NOW)

    assert voice.worry is None


@pytest.mark.parametrize("statement", [s for s in Statement if s is not Statement.SAFE])
def test_other_statements_bring_nobody(statement: Statement) -> None:
    voice = a_voice()
    voice.answer(statement, Face.AWFUL, contact=CONTACT, at=NOW)

    assert voice.worry is None


def test_who_takes_it_back_or_stops_halfway_is_visited_all_the_same() -> None:
    voice = a_voice()
    unsafe(voice)
    voice.answer(Statement.SAFE, Face.GREAT, contact=CONTACT, at=NOW)

    assert voice.worry is not None
    assert voice.responsibility is not None
    assert voice.responsibility.has("contact-child")


def test_a_moment_does_not_close_before_somebody_came() -> None:
    heard, waived = a_voice(), a_voice()
    for voice in (heard, waived):
        unsafe(voice)
    heard.hear(a_hearing(answers(SAFE=2)), feed_back=FEED_BACK, at=NOW)
    heard.note_influence(an_influence(), at=NOW)
    heard.feed_back(FEEDBACK, at=NOW)
    waived.waive(WAIVER, at=NOW)

    for voice in (heard, waived):
        assert isinstance(voice.standing, Settled)
        assert voice.responsibility is not None
        assert [action.kind for action in voice.responsibility.actions] == ["contact-child"]
        assert voice.running() == (CONTACT,)
        voice.visited(VISIT, at=NOW)
        assert voice.responsibility is None


def test_a_late_visit_is_taken_and_told_as_late() -> None:
    voice = a_voice()
    unsafe(voice)
    voice.take_events()
    voice.visited(VISIT, at=NOW + timedelta(days=9))

    assert VoiceTermBreached in kinds(voice)


def test_what_is_still_to_come_was_not_done() -> None:
    ahead = TODAY + timedelta(days=1)
    voice = a_heard_one()
    voice.note_influence(an_influence(), at=NOW)
    with pytest.raises(InvalidInput):
        voice.feed_back(Feedback(told_on=ahead, words="x"), at=NOW)
    worried = a_voice()
    unsafe(worried)
    with pytest.raises(InvalidInput):
        worried.visited(Visit(on=ahead, by=BY, note=""), at=NOW)
    with pytest.raises(RuleViolation, match=r"voice\.no-worry"):
        a_voice().visited(VISIT, at=NOW)


def test_the_child_decides_who_else_sees_it_and_may_change_that() -> None:
    voice = a_heard_one()
    assert voice.audience == frozenset()
    voice.share(frozenset({Audience.TEACHER}), at=NOW)
    assert voice.audience == {Audience.TEACHER}
    voice.note_influence(an_influence(), at=NOW)
    voice.feed_back(FEEDBACK, at=NOW)
    voice.share(frozenset(), at=NOW)
    assert voice.audience == frozenset()
    with pytest.raises(RuleViolation, match=r"voice\.not-heard"):
        a_voice().share(frozenset(), at=NOW)


def test_what_was_heard_is_not_changed_afterwards() -> None:
    voice = a_heard_one()
    attempts: list[Callable[[], None]] = [
        lambda: unsafe(voice),
        lambda: voice.say(drawing="x", words=""),
        lambda: voice.waive(WAIVER, at=NOW),
        lambda: voice.hear(a_hearing(), feed_back=FEED_BACK, at=NOW),
    ]
    for late in attempts:
        with pytest.raises(RuleViolation, match=r"voice\.already-heard"):
            late()


def test_death_closes_it_at_once_also_with_a_worry() -> None:
    voice = a_voice()
    unsafe(voice)
    voice.stop(at=NOW)

    assert (voice.standing, voice.running()) == (Closed(Stopped()), ())


@given(st.lists(st.tuples(st.sampled_from(Statement), st.sampled_from([None, *Face]))))
def test_answers_keep_the_last_of_each_statement(
    pressed: list[tuple[Statement, Face | None]],
) -> None:
    made = Answers()
    for statement, face in pressed:
        made = made.with_face(statement, face)

    assert dict(made.faces) == dict(pressed)
    assert made.next == next((s for s in Statement if s not in dict(pressed)), None)
    assert made.with_the_rest_skipped().next is None


SOURCE = Path(samenspel_arrangements.__file__).parent
GRANTING = {
    path
    for word in ("grant", "arrangement", "budget", "tlv", "provision", "placement", "decision")
    for path in SOURCE.rglob("*.py")
    if word in path.relative_to(SOURCE).as_posix() and "voice" not in path.parts
}


def test_what_a_child_says_is_never_used_for_granting() -> None:
    assert SOURCE / "domain" / "arrangement.py" in GRANTING
    readers = [
        path
        for path in sorted(GRANTING)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom | ast.Import) and "voice" in ast.unparse(node)
    ]

    assert readers == []


class AnyWay(RuleBasedStateMachine):
    """Whatever happens in whatever order, it stays somebody's, and a worry stays until a visit."""

    def __init__(self) -> None:
        super().__init__()
        self.voice = a_voice()
        self.now: datetime = NOW

    def _try(self, do: Any) -> None:
        with contextlib.suppress(RuleViolation, InvalidInput):
            do()

    @rule(statement=st.sampled_from(Statement), face=st.sampled_from([None, *Face]))
    def answer(self, statement: Statement, face: Face | None) -> None:
        contact = term("voice-contact", 2, start=self.now.date())
        self._try(lambda: self.voice.answer(statement, face, contact=contact, at=self.now))

    @rule()
    def hear(self) -> None:
        said = self.voice.answers.with_the_rest_skipped()
        feed_back = term("voice-feedback", 14, start=self.now.date())
        self._try(lambda: self.voice.hear(a_hearing(said), feed_back=feed_back, at=self.now))

    @rule()
    def waive(self) -> None:
        self._try(lambda: self.voice.waive(WAIVER, at=self.now))

    @rule()
    def note(self) -> None:
        self._try(lambda: self.voice.note_influence(an_influence(), at=self.now))

    @rule()
    def tell(self) -> None:
        self._try(lambda: self.voice.feed_back(FEEDBACK, at=self.now))

    @rule()
    def visit(self) -> None:
        self._try(lambda: self.voice.visited(VISIT, at=self.now))

    @rule(person=st.integers(1, 3))
    def follow(self, person: int) -> None:
        holder = Holder(HolderKind.PERSON, UUID(int=person))
        self._try(lambda: self.voice.follow(holder, at=self.now))

    @rule(days=st.integers(1, 60))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.voice.look(take_up_by=self.now.date(), at=self.now)

    @invariant()
    def it_is_somebodys_until_it_closes(self) -> None:
        voice = self.voice
        if isinstance(voice.standing, Closed):
            assert (voice.responsibility, voice.running()) == (None, ())
        else:
            assert voice.responsibility is not None
            assert voice.running()

    @invariant()
    def a_worry_stays_until_somebody_came(self) -> None:
        voice = self.voice
        if voice.worry is not None:
            due = voice.responsibility is not None and voice.responsibility.has("contact-child")
            assert due is (voice.worry.visit is None)

    @invariant()
    def each_state_has_its_action(self) -> None:
        kind = {Planned: "hear-child", Heard: "feed-back-to-child"}.get(type(self.voice.standing))
        held = self.voice.responsibility
        assert kind is None or (held is not None and held.has(kind))


AnyWay.TestCase.settings = settings(max_examples=60, stateful_step_count=25)
TestAnyWay = AnyWay.TestCase
