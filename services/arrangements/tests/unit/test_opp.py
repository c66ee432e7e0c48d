"""Unit: a school's plan for a child, by the rules of the law (Wpo, art. 40a; O1-O8)."""

from dataclasses import fields, replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel_arrangements.domain.opp.consent import Consent, ParentId
from samenspel_arrangements.domain.opp.content import Content, OppField, Outflow
from samenspel_arrangements.domain.opp.events import ConsentWithheld, OppEnded, OppEstablished
from samenspel_arrangements.domain.opp.hearing import Heard, NotHeard
from samenspel_arrangements.domain.opp.opp import Opp, RegisterDates
from samenspel_arrangements.domain.opp.required import Ground, SchoolType, is_required
from samenspel_arrangements.domain.opp.standing import (
    OPP_STATES,
    Adjusting,
    Drafting,
    Ended,
    EndReason,
    EvaluationOutcome,
    InForce,
    OppAction,
    Stopping,
)
from samenspel_arrangements.domain.opp.talks import Advice, Talk
from samenspel_arrangements.domain.voice.hearing import Channel, WaiverReason
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import SchoolId
from samenspel_kernel.open_item import TermBreached

from .opp_world import SCHOOL, WHOLE, OppWorld, other, term, without

SPECIAL = (SchoolType.SPECIAL, SchoolType.SPECIAL_PRIMARY)


@pytest.fixture
def world() -> OppWorld:
    return OppWorld()


@pytest.mark.parametrize("school_type", SPECIAL)
def test_o1_special_education_always_has_a_plan(school_type: SchoolType) -> None:
    assert is_required(school_type, ())


@pytest.mark.parametrize("ground", [g for g in Ground if g is not Ground.EXTRA_SUPPORT])
def test_o1_no_plan_is_asked_for_what_basic_support_covers(ground: Ground) -> None:
    assert not is_required(SchoolType.REGULAR, {ground})
    assert is_required(SchoolType.REGULAR, {ground, Ground.EXTRA_SUPPORT})


def test_o2_the_first_version_is_due_in_its_term_and_later_is_recorded(world: OppWorld) -> None:
    assert [t.rule for t in world.opp.running()] == ["opp-establish"]
    world.later(43)

    world.bring_in_force()

    breaches = [e for e in world.opp.take_events() if isinstance(e, TermBreached)]
    assert [breach.term.rule for breach in breaches] == ["opp-establish"]
    assert isinstance(world.opp.standing, InForce)


def test_o2_in_time_is_no_breach(world: OppWorld) -> None:
    world.later(42)

    world.bring_in_force()

    assert not [e for e in world.opp.take_events() if isinstance(e, TermBreached)]


@pytest.mark.parametrize(
    "empty", [OppField.OUTFLOW, OppField.SUBSTANTIATION, OppField.SUPPORT, OppField.IMPEDING]
)
def test_o3_a_plan_is_not_established_before_it_is_whole(empty: OppField) -> None:
    world = OppWorld()
    world.bring_in_force()
    world.adjust()
    world.write(without(WHOLE, empty))

    with pytest.raises(InvalidInput) as refused:
        world.establish()

    assert [(e.field, e.code) for e in refused.value.errors] == [(empty.value, "opp.field-missing")]


def test_o3_part_b_is_asked_only_where_the_unit_wants_it(world: OppWorld) -> None:
    world.write()

    assert list(world.opp.missing) == []
    world.opp.asks_part_b = True
    assert list(world.opp.missing) == [OppField.TRIED]


def test_what_a_school_brings_fills_only_what_is_empty(world: OppWorld) -> None:
    world.write(Content(promoting="Zelf getypt."))

    world.opp.take_over(other(promoting="Uit het systeem."), at=world.now)

    assert world.opp.draft.content.promoting == "Zelf getypt."
    assert world.opp.draft.content.support == WHOLE.support


def test_o4_each_parent_with_authority_consents_or_there_is_no_plan(world: OppWorld) -> None:
    world.write()
    world.hear()
    world.talk()
    first, second = sorted(world.parents)
    world.says(first)

    with pytest.raises(RuleViolation, match=r"opp\.consent-missing"):
        world.establish()
    world.says(second)
    world.establish()

    assert world.opp.in_force is not None


def test_o4_a_parent_without_authority_has_no_consent_to_give(world: OppWorld) -> None:
    world.write()

    with pytest.raises(RuleViolation, match=r"opp\.no-authority"):
        world.says(ParentId(uuid4()))


def test_o4_who_has_authority_is_asked_at_the_moment_of_establishing(world: OppWorld) -> None:
    world.write()
    world.hear()
    world.talk()
    world.consent()
    world.parents |= {ParentId(uuid4())}

    with pytest.raises(RuleViolation, match=r"opp\.consent-missing"):
        world.establish()
    world.parents = frozenset()
    with pytest.raises(RuleViolation, match=r"opp\.no-parent-known"):
        world.establish()


def test_o4_consent_is_to_one_text_of_the_action_part(world: OppWorld) -> None:
    world.write()
    world.consent()

    world.write(other(promoting="Kan goed luisteren."))
    assert world.opp.draft.consent.is_there(world.parents)
    world.write(other(support="Elke dag een half uur."))
    assert world.opp.draft.consent.answers == ()


def test_o4_an_answer_to_another_text_is_refused(world: OppWorld) -> None:
    world.write()
    (parent, *_) = world.parents
    answer = world.answer_of(parent)
    world.write(other(deviations="Geen Engels."))

    with pytest.raises(RuleViolation, match=r"opp\.other-text"):
        world.give(answer)


def test_o4_consent_withheld_is_a_state_with_something_to_do(world: OppWorld) -> None:
    world.write()
    world.hear()
    world.talk()
    first, second = sorted(world.parents)
    world.says(first, is_given=False, reason="Te zwaar.")
    world.says(second)

    held = world.opp.responsibility
    assert held is not None
    assert held.has(OppAction.TALK_ABOUT_CONSENT)
    assert any(isinstance(e, ConsentWithheld) for e in world.opp.take_events())
    with pytest.raises(RuleViolation, match=r"opp\.consent-withheld"):
        world.establish()
    world.says(first)
    world.establish()
    assert isinstance(world.opp.standing, InForce)


def test_o4_the_outflow_is_talked_about_and_another_one_again(world: OppWorld) -> None:
    world.write()
    world.hear()
    world.consent()

    with pytest.raises(RuleViolation, match=r"opp\.not-talked-about"):
        world.establish()
    world.talk()
    world.write(replace(WHOLE, outflow=Outflow.HAVO))
    assert world.opp.draft.talk is None
    assert world.opp.draft.consent.is_there(world.parents)


def test_o4_a_talk_without_parents_takes_two_tries_and_a_reason() -> None:
    on = date(2026, 9, 7)
    with pytest.raises(ValueError, match="two tries"):
        Talk(on=on, parents_came=False, tried_on=(on,), note="Geen gehoor.")
    with pytest.raises(ValueError, match="two tries"):
        Talk(on=on, parents_came=False, tried_on=(on, on - timedelta(days=1)))
    assert Talk(
        on=on, parents_came=False, tried_on=(on, on - timedelta(days=1)), note="Geen gehoor."
    )


def test_a_talk_that_is_still_to_come_does_not_count(world: OppWorld) -> None:
    with pytest.raises(InvalidInput):
        world.opp.talk(Talk(on=world.today + timedelta(days=1), parents_came=True), at=world.now)


def test_o5_it_is_evaluated_within_the_year_and_again(world: OppWorld) -> None:
    world.bring_in_force()
    world.later(366)

    world.opp.notice_breaches(at=world.now)
    world.evaluate()

    breaches = [e for e in world.opp.take_events() if isinstance(e, TermBreached)]
    assert [breach.term.rule for breach in breaches] == ["opp-evaluate"]
    held = world.opp.responsibility
    assert held is not None
    assert held.has(OppAction.EVALUATE)
    assert [t.last_day for t in world.opp.running()] == [world.today + timedelta(days=365)]


def test_o6_the_child_is_heard_at_drafting(world: OppWorld) -> None:
    world.write()
    world.talk()
    world.consent()

    with pytest.raises(RuleViolation, match=r"opp\.child-not-heard"):
        world.establish()


def test_o6_the_child_is_heard_again_at_adjusting_and_evaluating(world: OppWorld) -> None:
    world.bring_in_force()
    world.adjust()
    world.talk()
    world.consent()

    with pytest.raises(RuleViolation, match=r"opp\.child-not-heard"):
        world.establish()
    world.hear()
    world.establish()
    assert [version.number for version in world.opp.versions] == [1, 2]


@pytest.mark.parametrize("reason", WaiverReason)
def test_o6_not_hearing_has_a_reason_that_lies_with_the_child(
    reason: WaiverReason, world: OppWorld
) -> None:
    world.write()
    world.talk()
    world.consent()
    not_heard = NotHeard(on=world.today, reason=reason, explanation="Wil liever niet.")
    world.opp.hear(not_heard, at=world.now)
    world.establish()

    assert world.opp.versions[0].hearing == not_heard
    with pytest.raises(ValueError, match="explained"):
        NotHeard(on=world.today, reason=reason, explanation=" ")


def test_o6_what_a_child_said_has_its_influence_beside_it(world: OppWorld) -> None:
    with pytest.raises(ValueError, match="what it changed"):
        Heard(
            on=world.today,
            channel=Channel.PARENTS,
            said="Ik wil rust.",
            influence="",
        )


def test_o6_the_child_hears_what_came_of_it(world: OppWorld) -> None:
    world.bring_in_force()
    held = world.opp.responsibility
    assert held is not None
    assert held.has(OppAction.TELL_CHILD)

    world.opp.tell_child(at=world.now)

    assert world.opp.child_told_on == world.today
    with pytest.raises(RuleViolation, match=r"opp\.child-told"):
        world.opp.tell_child(at=world.now)


def test_o6_a_plan_does_not_end_before_the_child_heard_why(world: OppWorld) -> None:
    world.bring_in_force()
    world.opp.tell_child(at=world.now)
    world.evaluate(EvaluationOutcome.STOP, reason=EndReason.NO_EXTRA_SUPPORT)

    with pytest.raises(RuleViolation, match=r"opp\.child-not-told"):
        world.opp.record_end(at=world.now)
    world.opp.tell_child(at=world.now)
    world.opp.record_end(at=world.now)
    assert isinstance(world.opp.standing, Ended)


def test_o7_the_register_gets_two_dates_that_the_school_records_itself(world: OppWorld) -> None:
    world.bring_in_force()
    began = world.today
    assert world.opp.register_dates == RegisterDates(begin=began, end=None)
    world.opp.record_begin(at=world.now)
    with pytest.raises(RuleViolation, match=r"opp\.begin-recorded"):
        world.opp.record_begin(at=world.now)
    world.opp.tell_child(at=world.now)
    world.later(100)
    world.stop()
    assert isinstance(world.opp.standing, Stopping)

    world.opp.record_end(at=world.now)

    assert world.opp.register_dates == RegisterDates(begin=began, end=world.today)
    assert {f.name for f in fields(RegisterDates)} == {"begin", "end"}
    assert world.opp.responsibility is None
    assert [e.reason for e in world.opp.take_events() if isinstance(e, OppEnded)] == [
        EndReason.GOAL_REACHED
    ]


def test_o8_a_dispute_has_its_term_and_ends_with_advice(world: OppWorld) -> None:
    advice_by = term("dispute-advice", days=70, at=world.now)
    world.opp.bring_dispute(advice_by, at=world.now)
    with pytest.raises(RuleViolation, match=r"opp\.in-dispute"):
        world.opp.bring_dispute(advice_by, at=world.now)

    world.opp.end_dispute(Advice.PARTLY, at=world.now)

    assert [d.advice for d in world.opp.disputes] == [Advice.PARTLY]
    with pytest.raises(RuleViolation, match=r"opp\.no-dispute"):
        world.opp.end_dispute(Advice.PARTLY, at=world.now)


def test_an_earlier_version_counts_until_the_next_is_established(world: OppWorld) -> None:
    world.bring_in_force()
    world.evaluate(EvaluationOutcome.ADJUST)
    world.write(other(support="Twee keer per dag."))

    assert isinstance(world.opp.standing, Adjusting)
    assert world.opp.in_force is not None
    assert world.opp.in_force.content == WHOLE


def test_another_school_owns_it_after_a_move(world: OppWorld) -> None:
    there = SchoolId(uuid4())
    world.opp.move_to(there, Holder(HolderKind.SCHOOL, there), at=world.now)

    assert world.opp.holder == Holder(HolderKind.SCHOOL, there)
    assert world.opp.school_id != SCHOOL


def test_death_closes_it_at_once_whatever_it_stands_at(world: OppWorld) -> None:
    for bring in (lambda _: None, OppWorld.bring_in_force):
        plan = OppWorld()
        bring(plan)
        plan.opp.abandon(at=plan.now)
        plan.opp.abandon(at=plan.now)
        assert plan.opp.standing == Ended(reason=EndReason.DIED, ended_on=plan.today)


def test_forbidden_numbers_are_refused_and_nothing_is_changed(world: OppWorld) -> None:
    world.write()
    with pytest.raises(InvalidInput):
        world.write(other(support="Zijn BSN is 111222333."))

    assert world.opp.draft.content == WHOLE


STEPS = (
    "write",
    "write_other",
    "hear",
    "talk",
    "consent",
    "withhold",
    "establish",
    "tell_child",
    "record_begin",
    "evaluate",
    "evaluate_adjust",
    "adjust",
    "stop",
    "record_end",
    "later",
    "new_parent",
)


def take(step: str, world: OppWorld) -> None:
    opp = world.opp
    match step:
        case "write_other":
            world.write(other(support=f"Anders op {world.today}."))
        case "withhold":
            world.says(min(world.parents), is_given=False)
        case "tell_child" | "record_begin" | "record_end":
            getattr(opp, step)(at=world.now)
        case "evaluate_adjust":
            world.evaluate(EvaluationOutcome.ADJUST)
        case "later":
            world.later(30)
            opp.look(take_up_by=world.today, at=world.now)
        case "new_parent":
            world.parents |= {ParentId(uuid4())}
        case _:
            getattr(world, step)()


@settings(max_examples=200, deadline=None)
@given(steps=st.lists(st.sampled_from(STEPS), max_size=40))
def test_no_path_brings_a_plan_in_force_that_was_not_heard_talked_about_and_consented_to(
    steps: list[str],
) -> None:
    world = OppWorld()
    for step in steps:
        try:
            take(step, world)
        except (RuleViolation, InvalidInput):
            continue
        finally:
            check(world.opp, world)


def check(opp: Opp, world: OppWorld) -> None:
    held = opp.responsibility
    assert (held is None) == isinstance(opp.standing, Ended)
    assert bool(opp.running()) == (held is not None)
    for event in opp.take_events():
        if isinstance(event, OppEstablished):
            version = opp.versions[event.number - 1]
            assert version.content.missing(asks_part_b=opp.asks_part_b) == ()
            assert version.consent.is_there(world.parents)
            assert version.hearing is not None
            assert version.talk is not None
    assert isinstance(opp.standing, Drafting) or opp.versions


def test_consent_of_one_text_never_holds_answers_to_another() -> None:
    world = OppWorld()
    world.write()
    world.consent()
    answers = world.opp.draft.consent.answers

    with pytest.raises(ValueError, match="another text"):
        Consent(9, answers)


def test_every_state_is_in_the_table() -> None:
    assert set(OPP_STATES.states) == {Drafting, InForce, Adjusting, Stopping, Ended}
