"""Unit: whatever is done to an open item, in whatever order, somebody answers for it.

Each machine takes one item through random commands on random days. After each of them an open
item has one holder, a dated action that follows a term, and a running term; a refused command has
changed nothing; what is closed stays closed; and who holds it changes only where somebody takes it
or gets it.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
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

from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import GATES, RequestKind
from samenspel_intake.domain.asking.parents_voice import NotShown, ParentView, WhyNotShown
from samenspel_intake.domain.asking.prepared_request import PreparedRequest, WhyDropped
from samenspel_intake.domain.ids import RegistrationId, SignalId
from samenspel_intake.domain.registration.duty_clock import Deferral
from samenspel_intake.domain.registration.ending import Ground, Refusal
from samenspel_intake.domain.registration.events import PassedToDesk
from samenspel_intake.domain.registration.registration import Registration
from samenspel_intake.domain.sharing.consent import SilenceDecision
from samenspel_intake.domain.sharing.share_grant import ShareGrant
from samenspel_intake.domain.signal.signal import Signal
from samenspel_intake.domain.signal.standing import BecameWatch, NotReached
from samenspel_intake.domain.signal.worry import KnownPupil
from samenspel_intake.domain.spell.absence_class import AbsenceClass, ClassPeriod
from samenspel_intake.domain.spell.events import SpellTakenOn
from samenspel_intake.domain.spell.ladder import PlaceDecision
from samenspel_intake.domain.spell.report import Party
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.aggregate import DomainEvent
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import HandoverId, new_id
from samenspel_kernel.open_item import (
    HandoverAnswer,
    ItemHandoverAnswered,
    ItemReassigned,
    OpenItem,
    TransferableItem,
    hand_on,
)
from samenspel_kernel.responsibility import AWAIT_HANDOVER_ANSWER

from . import test_asking as asking
from . import test_duty_of_care as duty
from . import test_out_of_education as education
from . import test_sharing as sharing
from . import test_signal as signals
from .open_items import (
    ALLIANCE,
    DESK,
    MONDAY,
    NOOR,
    OTHER_SCHOOL,
    PUPIL,
    SAM,
    SCHOOL,
    check_accountable,
    noon,
    person,
    term,
)

HOLDERS = (DESK, person(SAM), person(NOOR), Holder(HolderKind.FAMILY_DESK, ALLIANCE))
KINDS = (
    "call",
    "decide",
    "answer",
    "first-action",
    "look-again",
    "review-share",
    AWAIT_HANDOVER_ANSWER,
)


@dataclass(frozen=True)
class Draw:
    """What a command is called with: a moment, another day, who, which, and whether."""

    at: datetime
    day: date
    to: Holder
    pick: int
    flag: bool

    def term(self, key: str) -> Any:
        return term(key, self.at.date(), 1 + self.pick)

    @property
    def action(self) -> NextAction:
        return NextAction(KINDS[self.pick % len(KINDS)], self.day)


Command = Callable[[Any, Draw], object]


def offer_of(item: OpenItem[Any]) -> HandoverId:
    held = item.responsibility
    return held.offer.id if held and held.offer else HandoverId(new_id())


ANY: list[Command] = [
    lambda i, d: i.plan(d.action, at=d.at),
    lambda i, d: i.did(d.action.kind, then=d.action if d.flag else None, at=d.at),
    lambda i, d: i.notice_breaches(at=d.at),
]
MOVES: list[Command] = [
    lambda i, d: i.offer_handover(
        HandoverId(new_id()),
        signals.PARTNER if d.pick == 0 else d.to,
        answer_term=d.term("handover-answer"),
        at=d.at,
    ),
    lambda i, d: i.accept_handover(offer_of(i), action=d.action, at=d.at),
    lambda i, d: i.refuse_handover(offer_of(i), take_up_by=d.day, at=d.at),
    lambda i, d: i.expire_handover(take_up_by=d.day, at=d.at),
    lambda i, d: i.reassign(d.to, at=d.at),
    lambda i, d: hand_on([i], i.responsibility.holder if i.responsibility else DESK, d.to, at=d.at),
]
SIGNAL: list[Command] = [
    lambda i, d: i.point_to_veilig_thuis(at=d.at),
    lambda i, d: i.suspect_abuse(at=d.at),
    lambda i, d: i.find_child(KnownPupil(PUPIL), at=d.at),
    lambda i, d: i.agree(),
    lambda i, d: i.advise(at=d.at) if d.pick == 0 else None,
    lambda i, d: i.become(BecameWatch(RegistrationId(new_id())), at=d.at) if d.flag else None,
    lambda i, d: i.give_up_reaching(NotReached((d.day, MONDAY), "Weg."), at=d.at),
]
REGISTRATION: list[Command] = [
    lambda i, d: i.confirm_receipt(terms=duty.terms_from(d.day) if d.flag else None, at=d.at),
    lambda i, d: i.complete(
        preferences=(SCHOOL, OTHER_SCHOOL) if d.flag else (OTHER_SCHOOL, SCHOOL),
        expects_support=d.flag,
        at=d.at,
    ),
    lambda i, d: i.extend(
        MONDAY + timedelta(days=50) if d.flag else d.day, reason="Onderzoek.", at=d.at
    ),
    lambda i, d: i.defer(
        Deferral(term("early-registration-follow-up", MONDAY, (d.day - MONDAY).days), duty.PAPER),
        latest=duty.LATEST,
        at=d.at,
    ),
    lambda i, d: i.resume(duty.terms_from(d.at.date()), at=d.at),
    lambda i, d: i.place_temporarily(d.day, at=d.at),
    lambda i, d: i.watch(SignalId(new_id()), look_again_on=d.day, at=d.at),
    lambda i, d: i.admit(d.day, at=d.at) if d.pick == 0 else None,
    lambda i, d: (
        i.declared_elsewhere(duty.a_declaration(declared_on=d.at.date()), at=d.at)
        if d.pick == 0
        else None
    ),
    lambda i, d: i.has_no_place(at=d.at),
    lambda i, d: i.refuse(
        Refusal(ground=Ground.FULL_FOR_EVERYBODY, reason="Vol.", document_id=duty.PAPER),
        desk=DESK,
        find=d.term("find-school"),
        at=d.at,
    ),
    lambda i, d: i.parents_withdraw(desk=DESK, find=d.term("find-school"), at=d.at),
    lambda i, d: i.went_abroad(duty.PAPER, at=d.at) if d.pick == 0 else None,
]
SPELL: list[Command] = [
    lambda i, d: i.tell(list(Party)[d.pick % 3], at=d.at),
    lambda i, d: i.take_on(d.to, d.action, at=d.at),
    lambda i, d: i.look_again(d.term("spell-look-again"), at=d.at),
    lambda i, d: i.education_lost(d.day, education.steps_from(d.day), at=d.at),
    lambda i, d: i.miss(MONDAY, d.pick),
    lambda i, d: i.classify(
        ClassPeriod(list(AbsenceClass)[d.pick % len(AbsenceClass)], d.day, d.day), at=d.at
    ),
    lambda i, d: i.reviewed(d.action, at=d.at),
    lambda i, d: i.escalate(education.LADDER, d.term("place-decision"), at=d.at),
    lambda i, d: i.decide_place(
        PlaceDecision(SCHOOL, "Dichtbij.", d.at),
        by=NOOR if d.flag else SAM,
        carry_out_by=d.day,
        at=d.at,
    ),
    lambda i, d: i.end(education.returned(d.at.date()), at=d.at) if d.pick == 0 else None,
]
PREPARED: list[Command] = [
    lambda i, d: i.type(list(Field)[d.pick % len(Field)], "Tekst"),
    lambda i, d: i.change_kind(list(RequestKind)[d.pick % 4]),
    lambda i, d: i.show(at=d.at),
    lambda i, d: i.parent_said(ParentView(asking.MOTHER, d.day, "Goed."), at=d.at),
    lambda i, d: i.not_shown(NotShown(WhyNotShown.NOT_REACHED, "Gebeld.")),
    lambda i, d: i.send(GATES[i.kind], at=d.at) if d.pick == 0 else None,
    lambda i, d: i.drop(WhyDropped.SOLVED, at=d.at) if d.pick == 0 else None,
]
PARENTS = (sharing.MOTHER, sharing.FATHER, sharing.GUARDIAN)
SHARING: list[Command] = [
    lambda i, d: i.answer(PARENTS[d.pick % 3], gives=d.flag, at=d.at),
    lambda i, d: i.remind(at=d.at),
    lambda i, d: i.decide_on_silence(
        SilenceDecision(NOOR if d.flag else SAM, d.at, "Nodig."), share=d.pick > 0, at=d.at
    ),
    lambda i, d: i.authority_changed(frozenset(PARENTS[: 1 + d.pick % 3]), sharing.TERMS, at=d.at),
    lambda i, d: i.leave_unshared("Ouders willen niet.", at=d.at),
    lambda i, d: i.withdraw(PARENTS[d.pick % 3], at=d.at) if d.pick == 0 else None,
    lambda i, d: i.expire(at=d.at),
]

WORLD: dict[type[OpenItem[Any]], tuple[list[Callable[[], OpenItem[Any]]], list[Command]]] = {
    Signal: (
        [signals.a_signal, lambda: signals.a_signal(holder=signals.FAMILY_DESK)],
        [*ANY, *MOVES, *SIGNAL],
    ),
    Registration: (
        [
            duty.a_registration,
            lambda: duty.a_registration(preferences=(), expects_support=None),
            lambda: duty.a_registration(wished_start=duty.WISHED),
        ],
        [*ANY, *REGISTRATION],
    ),
    OutOfEducationSpell: (
        [education.out, education.threatening, lambda: education.out(school_age=None)],
        [*ANY, *MOVES, *SPELL],
    ),
    PreparedRequest: ([asking.prepared], [*ANY, *MOVES, *PREPARED]),
    ShareGrant: (
        [sharing.asked, sharing.active, lambda: sharing.asked(frozenset({sharing.MOTHER}))],
        [*ANY, *MOVES, *SHARING],
    ),
}


def state_of(item: OpenItem[Any]) -> dict[str, Any]:
    return {name: value for name, value in vars(item).items() if name != "_recorded"}


def gives_it_to_another(event: DomainEvent) -> bool:
    match event:
        case ItemHandoverAnswered(answer=answer):
            return answer is HandoverAnswer.ACCEPTED
        case _:
            return isinstance(event, ItemReassigned | SpellTakenOn | PassedToDesk)


class ItemMachine(RuleBasedStateMachine):
    kind: type[OpenItem[Any]]
    item: OpenItem[Any]

    @initialize(which=st.integers(0, 2))
    def begin(self, which: int) -> None:
        builders, self.commands = WORLD[self.kind]
        self.item, self.now = builders[which % len(builders)](), MONDAY
        self.item.take_events()

    @rule(
        which=st.integers(0, 30),
        passes=st.sampled_from([0, 0, 0, 1, 5, 15, 43, 330]),
        other=st.integers(-5, 60),
        to=st.sampled_from(HOLDERS),
        pick=st.integers(0, 12),
        flag=st.booleans(),
    )
    @precondition(lambda self: self.item.responsibility is not None)
    def do(self, which: int, passes: int, other: int, to: Holder, pick: int, flag: bool) -> None:
        self.now += timedelta(days=passes)
        drawn = Draw(noon(self.now), self.now + timedelta(days=other), to, pick, flag)
        before, held = state_of(self.item), self.item.responsibility
        try:
            self.commands[which % len(self.commands)](self.item, drawn)
        except (RuleViolation, InvalidInput):
            assert state_of(self.item) == before
            assert self.item.take_events() == ()
        after, events = self.item.responsibility, self.item.take_events()
        if held and after and held.holder != after.holder:
            assert any(gives_it_to_another(event) for event in events)

    @precondition(lambda self: hasattr(self, "item"))
    @invariant()
    def somebody_answers_for_it(self) -> None:
        check_accountable(self.item)
        if held := self.item.responsibility:
            assert any(action.kind in self.item.bound for action in held.actions)

    @precondition(lambda self: hasattr(self, "item") and self.item.responsibility is None)
    @rule(which=st.integers(0, 30), flag=st.booleans())
    def closed_stays_closed(self, which: int, flag: bool) -> None:
        drawn = Draw(noon(self.now), self.now, DESK, 0, flag)
        standing = vars(self.item)["standing"]
        with suppress(RuleViolation, InvalidInput):
            self.commands[which % len(self.commands)](self.item, drawn)
        assert self.item.responsibility is None
        assert vars(self.item)["standing"] == standing


@pytest.mark.parametrize("kind", list(WORLD), ids=lambda kind: kind.__name__)
def test_no_sequence_of_commands_leaves_an_open_item_to_nobody(
    kind: type[OpenItem[Any]],
) -> None:
    machine = type(f"{kind.__name__}Machine", (ItemMachine,), {"kind": kind})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=20, stateful_step_count=30, deadline=None)
    )


def test_what_can_be_given_to_another_is_all_but_the_duty_of_care() -> None:
    assert [kind for kind in WORLD if not issubclass(kind, TransferableItem)] == [Registration]
