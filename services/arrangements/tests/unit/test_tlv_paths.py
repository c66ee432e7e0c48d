"""Unit: whatever is done to a TLV, in whatever order.

No path of commands reaches a decision on a child without two advices that count; an open TLV has
one holder, a dated action and a running term; what is refused has changed nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from samenspel_arrangements.domain.tlv.advice import Employment, are_alike
from samenspel_arrangements.domain.tlv.decision import (
    ForeignGrant,
    HeardParty,
    Hearing,
    NoDecision,
    Refusal,
    Unprocessed,
)
from samenspel_arrangements.domain.tlv.events import TlvMoved
from samenspel_arrangements.domain.tlv.ids import ObjectionId, TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.objection import ObjectionOutcome
from samenspel_arrangements.domain.tlv.penalty import LateThing
from samenspel_arrangements.domain.tlv.professions import Profession, Slot
from samenspel_arrangements.domain.tlv.standing import (
    Decided,
    Declined,
    Ended,
    Examining,
    Expired,
    Granted,
    NextStep,
    Succeeded,
)
from samenspel_arrangements.domain.tlv.states import TLVS
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import HandoverId, PersonId, new_id

from . import tlv_world as world
from .tlv_world import MONDAY, SCHOOL, begin, noon

PEOPLE = (world.ANNA, world.BRAM, world.COMMITTEE)
TEXTS = (world.ONE_TEXT, world.OTHER_TEXT, world.WHY, " ")
SECRETARY = Holder(HolderKind.PERSON, world.COMMITTEE)


@dataclass(frozen=True)
class Draw:
    """What a command is called with."""

    on: date
    pick: int
    other: int
    flag: bool

    @property
    def at(self) -> datetime:
        return noon(self.on)

    @property
    def slot(self) -> Slot:
        return list(Slot)[self.other % 2]

    @property
    def person(self) -> PersonId:
        return PEOPLE[self.pick % 3]

    @property
    def text(self) -> str:
        return TEXTS[self.other % 4]

    def objection(self, tlv: Tlv) -> ObjectionId:
        return tlv.objections[-1].id if tlv.objections else ObjectionId(new_id())


def ask(tlv: Tlv, d: Draw) -> None:
    expert = world.an_expert(
        d.slot,
        d.person,
        profession=list(Profession)[(d.pick + d.other) % len(Profession)],
        employment=list(Employment)[d.pick % len(Employment)],
    )
    works_at = {SCHOOL} if d.flag else ()
    tlv.ask_expert(expert, world.PROFESSIONS, works_at=works_at, at=d.at)


def ask_well(tlv: Tlv, d: Draw) -> None:
    person = world.ANNA if d.slot is Slot.FIRST else world.BRAM
    tlv.ask_expert(world.an_expert(d.slot, person), world.PROFESSIONS, works_at=(), at=d.at)


def give(tlv: Tlv, d: Draw) -> None:
    tlv.give_advice(
        TlvKind.SBO if d.flag else None,
        d.text,
        world.PROFESSIONS,
        by=d.person,
        alone=d.pick != 7,
        meet=begin("tlv-mdo", d.on),
        at=d.at,
    )


def give_well(tlv: Tlv, d: Draw) -> None:
    who, text = (world.ANNA, world.ONE_TEXT) if d.flag else (world.BRAM, world.OTHER_TEXT)
    world.advise(tlv, who, TlvKind.SBO, text, d.on)


def object_to(tlv: Tlv, d: Draw) -> None:
    world.object_to(tlv, d.on)


def answer(tlv: Tlv, d: Draw) -> None:
    tlv.answer_objection(
        d.objection(tlv),
        list(ObjectionOutcome)[d.pick % 3],
        "Wij keken opnieuw.",
        by=world.COMMITTEE,
        decide=begin("tlv-decision", d.on),
        check=begin("tlv-check", d.on),
        at=d.at,
    )


def supply(tlv: Tlv, d: Draw) -> None:
    tlv.supply(
        world.an_application(receiving=None) if d.pick == 0 else world.an_application(),
        decide=begin("tlv-decision", d.on),
        check=begin("tlv-check", d.on),
        at=d.at,
    )


COMMANDS: list[Callable[[Tlv, Draw], object]] = [
    lambda t, d: t.complete(advise=begin("tlv-advice", d.on), at=d.at),
    lambda t, d: t.suspend("Wat nog?", supply=begin("tlv-supply", d.on), at=d.at),
    supply,
    lambda t, d: t.leave_unprocessed(
        decide=begin("tlv-decision", d.on),
        by=world.COMMITTEE,
        announce=begin("tlv-announce", d.on),
        at=d.at,
    ),
    ask,
    ask_well,
    ask_well,
    give,
    give_well,
    give_well,
    lambda t, d: t.set_advice_aside(
        d.slot, "Niet onafhankelijk.", advise=begin("tlv-advice", d.on), at=d.at
    ),
    lambda t, d: t.hold_mdo(d.on, at=d.at),
    lambda t, d: world.stand_still(
        t, d.on + timedelta(days=d.other - 3), d.on + timedelta(days=d.pick), d.on
    ),
    lambda t, d: world.run_on(t, d.on) if d.flag else None,
    lambda t, d: world.grant(t, d.on),
    lambda t, d: t.intend_refusal("Kan zelf.", hear=begin("tlv-hearing", d.on), at=d.at),
    lambda t, d: t.hear(Hearing(list(HeardParty)[d.pick % 2], d.on, ""), at=d.at),
    lambda t, d: t.refuse(
        world.MOTIVATION, by=world.COMMITTEE, announce=begin("tlv-announce", d.on), at=d.at
    ),
    lambda t, d: world.announce(t, d.on),
    lambda t, d: t.confirm_place(at=d.at),
    lambda t, d: t.send_letter(at=d.at),
    lambda t, d: t.renewal_applied(TlvId(new_id()), at=d.at),
    lambda t, d: (
        t.succeed(Succeeded(step=list(NextStep)[d.pick % 4], from_day=d.on), at=d.at)
        if d.flag
        else None
    ),
    object_to,
    answer,
    lambda t, d: t.ask_lbt(
        d.objection(t),
        has_defence=d.flag,
        decide=begin("objection-decision-committee", d.on),
        at=d.at,
    ),
    lambda t, d: t.lbt_advised(d.objection(t), on=d.on, upholds=d.flag, at=d.at),
    lambda t, d: t.adjourn_objection(
        d.objection(t), decide=begin("objection-adjournment", d.on), at=d.at
    ),
    lambda t, d: t.take_objection_back(d.objection(t), at=d.at),
    lambda t, d: t.note_default(
        list(LateThing)[d.pick % 2], d.on, decide=begin("default-notice", d.on), at=d.at
    ),
    lambda t, d: t.note_move_away(settle=begin("tlv-move", d.on), at=d.at),
    lambda t, d: t.stays_ours(at=d.at),
    lambda t, d: t.goes_elsewhere("PO2703" if d.flag else "ver weg", at=d.at),
    lambda t, d: t.goes_to_school(world.OTHER_SCHOOL if d.flag else None),
    lambda t, d: t.look(take_up_by=d.on, at=d.at),
    lambda t, d: t.withdraw(at=d.at) if d.pick == 0 and d.flag else None,
    lambda t, d: t.died(at=d.at) if d.pick == 0 and not d.flag else None,
    lambda t, d: t.plan(NextAction("call", d.on), at=d.at),
    lambda t, d: t.did("call", at=d.at),
    lambda t, d: t.did("decide", at=d.at),
    lambda t, d: t.reassign(SECRETARY if d.flag else world.DESK, at=d.at),
    lambda t, d: t.offer_handover(
        HandoverId(new_id()), SECRETARY, answer_term=begin("tlv-check", d.on), at=d.at
    ),
]
STARTS: list[Callable[[], Tlv]] = [
    world.received,
    lambda: world.received(world.an_application(receiving=None)),
    world.in_advice,
    world.advised,
    lambda: world.advised(None),
    world.granted,
    world.refused,
    world.foreign,
]


def state_of(tlv: Tlv) -> dict[str, Any]:
    return {name: value for name, value in vars(tlv).items() if name != "_recorded"}


class TlvMachine(RuleBasedStateMachine):
    @initialize(which=st.integers(0, len(STARTS) - 1))
    def begin(self, which: int) -> None:
        self.tlv, self.now = STARTS[which](), MONDAY
        self.tlv.take_events()

    @rule(
        which=st.integers(0, len(COMMANDS) - 1),
        passes=st.sampled_from([0, 0, 0, 0, 1, 6, 15, 43, 200]),
        pick=st.integers(0, 7),
        other=st.integers(0, 7),
        flag=st.booleans(),
    )
    def do(self, which: int, passes: int, pick: int, other: int, flag: bool) -> None:
        self.now += timedelta(days=passes)
        before = state_of(self.tlv)
        try:
            COMMANDS[which](self.tlv, Draw(self.now, pick, other, flag))
        except (RuleViolation, InvalidInput):
            assert state_of(self.tlv) == before
            assert self.tlv.take_events() == ()
        for event in self.tlv.take_events():
            if isinstance(event, TlvMoved):
                assert any(
                    (state.status, command, target.status)
                    == (event.before, event.command, event.after)
                    for state, command, target in TLVS.all()
                )

    @precondition(lambda self: hasattr(self, "tlv"))
    @invariant()
    def a_decision_on_a_child_rests_on_two_advices(self) -> None:
        decision = decision_of(self.tlv)
        if decision is None or isinstance(decision, Unprocessed | ForeignGrant | NoDecision):
            return
        first, second = decision.pair.first, decision.pair.second
        assert first.expert.person_id != second.expert.person_id
        assert first.expert.profession in world.PROFESSIONS.first
        assert second.expert.profession in world.PROFESSIONS.second
        for advice in (first, second):
            assert advice.text.strip()
            assert not advice.expert.employment.startswith("applicant")
            assert not are_alike(decision.motivation.words, advice.text)
        assert not are_alike(first.text, second.text)
        assert decision.mdo_on is not None or first.verdict is second.verdict
        assert decision.motivation.criteria
        if isinstance(decision, Refusal):
            assert decision.heard.school
            assert decision.heard.parents

    @precondition(lambda self: hasattr(self, "tlv"))
    @invariant()
    def somebody_answers_for_it(self) -> None:
        held = self.tlv.responsibility
        assert (held is None) == isinstance(self.tlv.standing, Ended)
        assert bool(self.tlv.running()) == (held is not None)
        if held is not None:
            assert any(action.kind in self.tlv.bound for action in held.actions)
            assert held.has("settle-move") == (self.tlv.moves.away is not None)
            assert self.tlv.next_look() is not None or self.tlv.breached

    @precondition(lambda self: hasattr(self, "tlv"))
    @invariant()
    def no_day_stands_still_twice_and_none_after_the_decision(self) -> None:
        tlv = self.tlv
        still = [
            each.from_day + timedelta(days=n)
            for each in tlv.suspensions
            for n in range(each.pause.days)
        ]
        assert len(still) == len(set(still))
        assert tlv.received_on not in still
        if not isinstance(tlv.standing, Examining):
            assert not tlv.stands_still_after(self.now)


def decision_of(tlv: Tlv) -> Any:
    match tlv.standing:
        case Decided(decision=decision) | Declined(decision=decision) | Ended(decision=decision):
            return decision
        case Granted(grant=grant) | Expired(grant=grant):
            return grant
        case _:
            return None


def test_no_path_reaches_a_decision_without_two_advices_that_count() -> None:
    run_state_machine_as_test(
        TlvMachine, settings=settings(max_examples=60, stateful_step_count=40, deadline=None)
    )


def test_there_is_one_state_table_and_every_state_is_in_it() -> None:
    assert {state.status for state in TLVS.states} == {
        "received", "suspended", "in-advice", "divided", "deciding", "refusal-intended",
        "decided", "granted", "declined", "expired", "ended",
    }  # fmt: skip
    before = {"received", "suspended", "in-advice", "divided"}
    to_decided = {s.status for s, command, to in TLVS.all() if to is Decided}
    assert to_decided & before == {"suspended"}, "only what nobody looked into"
