"""Unit: what a child said at a moment of its own counts for its plan, and it is asked in time."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from samenspel_arrangements.domain.opp.heard_in_voice import hearing_in, waits
from samenspel_arrangements.domain.opp.hearing import HeardInVoice, NotHeard
from samenspel_arrangements.domain.opp.standing import InForce, OppAction
from samenspel_arrangements.domain.opp.writing import ASKED_BEFORE
from samenspel_arrangements.domain.voice.hearing import Channel, Moment, WaiverReason
from samenspel_arrangements.domain.voice.hearing import Waiver as WaiverOf
from samenspel_arrangements.domain.voice.moment import VoiceMoment

from .opp_world import OppWorld
from .voice_samples import BY, FEED_BACK, NOW, TODAY, a_hearing, a_voice, an_influence

VOICE = UUID(int=77)


def in_voice(world: OppWorld) -> HeardInVoice:
    return HeardInVoice(
        on=world.today, channel=Channel.ITSELF, voice_id=VOICE, influence="Een eigen plek."
    )


def said(moment: Moment = Moment.DRAFTING, *, changed: bool = True) -> VoiceMoment:
    voice = a_voice(moment)
    voice.hear(a_hearing(), feed_back=FEED_BACK, at=NOW)
    if changed:
        voice.note_influence(an_influence(), at=NOW)
    return voice


def test_o6_what_a_child_said_counts_when_it_is_known_what_changed() -> None:
    unfinished, whole = said(changed=False), said()

    assert hearing_in([unfinished], Moment.DRAFTING, today=TODAY) is None
    assert waits([unfinished], Moment.DRAFTING) is unfinished
    found = hearing_in([whole], Moment.DRAFTING, today=TODAY)
    assert isinstance(found, HeardInVoice)
    assert (found.on, found.voice_id, found.influence) == (TODAY, whole.id, an_influence().what)
    assert waits([whole], Moment.DRAFTING) is None


def test_o6_a_waiver_counts_as_well() -> None:
    voice = a_voice()
    waiver = WaiverOf(reason=WaiverReason.DECLINED, explanation="Wilde niet.", by=BY, at=NOW)
    voice.waive(waiver, at=NOW)

    found = hearing_in([voice], Moment.DRAFTING, today=TODAY)
    assert isinstance(found, NotHeard)
    assert (found.reason, found.voice_id) == (WaiverReason.DECLINED, voice.id)


def test_what_was_said_at_another_moment_before_or_long_ago_does_not_count() -> None:
    voice = said(Moment.EVALUATING)

    assert hearing_in([voice], Moment.ADJUSTING, today=TODAY) is None
    assert hearing_in([voice], Moment.EVALUATING, used={voice.id}, today=TODAY) is None
    later = TODAY + timedelta(weeks=13)
    assert hearing_in([voice], Moment.EVALUATING, today=later) is None
    assert hearing_in([voice], Moment.EVALUATING, today=TODAY) is not None


def test_o6_a_child_that_said_it_at_its_own_moment_is_told_there_and_nowhere_else() -> None:
    world = OppWorld()
    world.write()
    world.opp.hear_in_voice(in_voice(world), at=world.now)
    world.talk()
    world.consent()
    world.establish()

    assert world.opp.responsibility is not None
    assert not world.opp.responsibility.has(OppAction.TELL_CHILD)
    assert world.opp.heard_at == {VOICE}


def test_what_the_school_heard_itself_is_not_overwritten() -> None:
    world = OppWorld()
    world.write()
    world.hear()
    before = world.opp.draft.hearing

    world.opp.hear_in_voice(in_voice(world), at=world.now)

    assert world.opp.draft.hearing == before


def looked_at(world: OppWorld, on: date) -> bool:
    world.now += on - world.today
    world.opp.look(take_up_by=world.today, at=world.now)
    standing = world.opp.standing
    return isinstance(standing, InForce) and standing.asks_child


def test_o5_the_child_is_asked_some_weeks_before_its_plan_is_evaluated() -> None:
    world = OppWorld()
    world.bring_in_force()
    assert isinstance(world.opp.standing, InForce)
    due = world.opp.standing.evaluate.last_day
    asks_on = due - ASKED_BEFORE

    assert world.opp.next_look() == asks_on
    assert not looked_at(world, asks_on - timedelta(days=1))
    assert looked_at(world, asks_on)
    assert world.opp.next_look() == due + timedelta(days=1)
    world.opp.take_events()
    assert looked_at(world, asks_on + timedelta(days=1))
    assert list(world.opp.take_events()) == [], "it is asked once"
    world.evaluate()
    standing = world.opp.standing
    assert isinstance(standing, InForce)
    assert not standing.asks_child


def test_a_hearing_says_what_changed() -> None:
    with pytest.raises(ValueError, match="changed"):
        replace(in_voice(OppWorld()), influence=" ")
