"""Unit: a perspective has versions, views of each party, and always one who sees to it."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from samenspel_arrangements.domain.perspective.agreement import (
    Agrees,
    Disagrees,
    Party,
    PartyKind,
    parties_of,
)
from samenspel_arrangements.domain.perspective.events import (
    PerspectiveClosed,
    PerspectiveOpened,
    PhaseEntered,
    PositionTaken,
    VersionWritten,
)
from samenspel_arrangements.domain.perspective.perspective import SharedPerspective
from samenspel_arrangements.domain.perspective.standing import (
    Asking,
    Awaited,
    Ended,
    Following,
    Heard,
    Outcome,
    Phase,
    Transfer,
)
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.open_item import ItemActionPlanned, TermBreached

from .perspective_samples import (
    HOLDER,
    NOW,
    TODAY,
    a_perspective,
    a_written_one,
    content,
    somebody,
    term,
)

CHILD, TEACHER = Party(PartyKind.CHILD), Party(PartyKind.TEACHER)
MUM, DAD = (Party(PartyKind.PARENT, UUID(int=n)) for n in (11, 12))
ASKED = frozenset({CHILD, TEACHER, MUM, DAD})
AGREE, REVIEW = term("perspective-agree", 14), term("perspective-review", 180)
BY = somebody()


def take(perspective: SharedPerspective, party: Party, view: Any = None, **more: Any) -> None:
    options: dict[str, Any] = {
        "version": perspective.version,
        "asked": ASKED,
        "review": REVIEW,
        "by": BY.person_id,
        "at": NOW,
    }
    perspective.take_position(party, view or Agrees(), **options | more)


def kinds(perspective: SharedPerspective) -> list[type[Any]]:
    return [type(event) for event in perspective.take_events()]


def test_it_begins_with_the_case_and_is_to_be_written_within_its_term() -> None:
    perspective = a_perspective()

    assert perspective.responsibility is not None
    assert perspective.responsibility.holder == HOLDER
    assert perspective.responsibility.next_action == NextAction(
        "write-perspective", TODAY + timedelta(days=42)
    )
    assert perspective.version == 0


def test_each_change_makes_a_version_and_what_was_stays() -> None:
    perspective = a_written_one()
    changed = perspective.write(content(now="Rust."), by=BY, agree=AGREE, at=NOW)

    assert changed
    assert [version.number for version in perspective.versions] == [1, 2]
    assert perspective.versions[0].content == content()
    assert kinds(perspective) == [VersionWritten, ItemActionPlanned]


def test_what_changes_nothing_makes_no_version() -> None:
    perspective = a_written_one()

    assert not perspective.write(content(), by=BY, agree=AGREE, at=NOW)
    assert perspective.version == 1
    assert kinds(perspective) == []


def test_k15_it_is_shared_when_child_each_parent_and_teacher_agree() -> None:
    perspective = a_written_one()
    for party in (CHILD, TEACHER, MUM):
        take(perspective, party)
        assert not perspective.is_shared_by(ASKED)
    take(perspective, DAD)

    assert perspective.is_shared_by(ASKED)
    assert isinstance(perspective.standing, Heard)
    told = [e for e in perspective.take_events() if isinstance(e, PositionTaken)]
    assert [event.shared_by_all for event in told] == [False, False, False, True]


def test_who_disagrees_says_with_what_and_holds_up_nothing() -> None:
    perspective = a_written_one()
    for party in (CHILD, TEACHER, MUM):
        take(perspective, party)
    take(perspective, DAD, Disagrees("Ik wil eerst een gesprek."))

    assert not perspective.is_shared_by(ASKED)
    assert isinstance(perspective.standing, Heard)
    assert perspective.views()[DAD].view == Disagrees("Ik wil eerst een gesprek.")
    assert perspective.write(content(adult="Bakker."), by=BY, agree=AGREE, at=NOW)
    with pytest.raises(ValueError, match="with what"):
        Disagrees(" ")


def test_a_party_may_change_its_mind() -> None:
    perspective = a_written_one()
    take(perspective, CHILD, Disagrees("Te veel."))
    take(perspective, CHILD)

    assert perspective.views()[CHILD].view == Agrees()
    assert len(perspective.positions) == 2


def test_a_new_version_is_put_to_everybody_again() -> None:
    perspective = a_written_one()
    for party in ASKED:
        take(perspective, party)
    perspective.write(content(now="Rust."), by=BY, agree=AGREE, at=NOW)

    assert perspective.views() == {}
    assert len(perspective.views(1)) == len(ASKED)
    assert isinstance(perspective.standing, Asking)


def test_nobody_agrees_to_what_it_did_not_see() -> None:
    perspective = a_written_one()
    perspective.write(content(now="Rust."), by=BY, agree=AGREE, at=NOW)

    with pytest.raises(RuleViolation, match=r"perspective\.newer-version"):
        take(perspective, CHILD, version=1)
    with pytest.raises(RuleViolation, match=r"perspective\.party-not-asked"):
        take(perspective, Party(PartyKind.PARENT, UUID(int=99)))
    with pytest.raises(RuleViolation, match=r"perspective\.not-written"):
        take(a_perspective(), CHILD)


@pytest.mark.parametrize("number", [-1, 2])
def test_a_version_that_was_never_written_is_not_given(number: int) -> None:
    with pytest.raises(RuleViolation, match=r"perspective\.no-such-version"):
        a_written_one().version_at(number)


def test_where_no_parent_is_known_a_parent_is_asked_all_the_same() -> None:
    assert parties_of([]) == {CHILD, TEACHER, Party(PartyKind.PARENT)}
    assert parties_of([UUID(int=11), UUID(int=12)]) == ASKED


def test_a_late_version_is_taken_and_told_as_late() -> None:
    perspective = a_perspective()
    late = NOW + timedelta(days=50)
    perspective.write(content(), by=BY, agree=term("perspective-agree", 14), at=late)

    assert TermBreached in kinds(perspective)
    assert perspective.version == 1


def test_the_cycle_goes_round_and_says_so_once() -> None:
    perspective = a_written_one()
    for phase in (Phase.OBSERVE, Phase.UNDERSTAND, Phase.UNDERSTAND):
        perspective.enter(phase, at=NOW)

    assert kinds(perspective) == [PhaseEntered]
    assert perspective.phase is Phase.UNDERSTAND


def transferred(perspective: SharedPerspective, on: date = TODAY) -> None:
    check = term("transfer-check", 365, start=on)
    perspective.transferred(Transfer(on=on, check=check), at=NOW)


def test_n2_a_year_after_the_transfer_one_looks_again_also_when_the_case_is_closed() -> None:
    perspective = a_written_one()
    transferred(perspective)
    perspective.case_closed(at=NOW)

    assert isinstance(perspective.standing, Following)
    assert perspective.responsibility is not None
    assert perspective.responsibility.actions == (
        NextAction("check-after-transfer", TODAY + timedelta(days=365)),
    )
    with pytest.raises(RuleViolation, match=r"perspective\.check-too-early"):
        perspective.checked(Outcome.REALISED, at=NOW)
    perspective.checked(Outcome.PARTLY, at=NOW + timedelta(days=360))
    assert perspective.responsibility is None
    assert repr(perspective.standing) == repr(Ended(Outcome.PARTLY))


def test_a_transfer_that_is_still_to_come_is_none() -> None:
    with pytest.raises(InvalidInput):
        transferred(a_written_one(), TODAY + timedelta(days=1))
    with pytest.raises(RuleViolation, match=r"perspective\.not-written"):
        transferred(a_perspective())
    with pytest.raises(RuleViolation, match=r"perspective\.no-transfer"):
        a_written_one().checked(Outcome.REALISED, at=NOW)


def test_it_ends_with_the_case_and_takes_nothing_more() -> None:
    perspective = a_written_one()
    perspective.case_closed(at=NOW)

    assert kinds(perspective) == [PerspectiveClosed]
    for late in (
        lambda: perspective.write(content(now="x"), by=BY, agree=AGREE, at=NOW),
        lambda: take(perspective, CHILD),
        lambda: perspective.enter(Phase.PLAN, at=NOW),
        lambda: transferred(perspective),
    ):
        with pytest.raises(RuleViolation, match=r"perspective\.closed"):
            late()


@pytest.mark.parametrize("went_on", [False, True])
def test_it_comes_back_with_its_case_to_be_written_again(went_on: bool) -> None:
    perspective, other = a_written_one(), Holder(HolderKind.PERSON, UUID(int=77))
    if went_on:
        transferred(perspective)
    perspective.case_closed(at=NOW)
    perspective.take_events()
    write = term("perspective-write", 42)
    perspective.case_reopened(other, write=write, at=NOW)

    assert kinds(perspective) == [ItemActionPlanned if went_on else PerspectiveOpened]
    assert isinstance(perspective.standing, Awaited)
    assert perspective.holder == other
    assert perspective.responsibility is not None
    check = NextAction("check-after-transfer", TODAY + timedelta(days=365))
    assert perspective.responsibility.actions == (
        NextAction("write-perspective", write.last_day),
        *([check] if went_on else []),
    )
    assert len(perspective.running()) == (2 if went_on else 1)
    assert perspective.version == 1
    perspective.case_reopened(other, write=term("perspective-write", 60), at=NOW)
    assert perspective.running()[0] == write  # once is enough

    assert perspective.write(content(), by=BY, agree=AGREE, at=NOW), "all are asked again"
    assert perspective.version == 2
    if went_on:
        perspective.checked(Outcome.REALISED, at=NOW + timedelta(days=360))
    perspective.case_closed(at=NOW + timedelta(days=361))
    assert perspective.responsibility is None


def test_it_follows_who_holds_the_case() -> None:
    perspective = a_written_one()
    other = Holder(HolderKind.PERSON, UUID(int=77))
    perspective.follow(other, at=NOW)
    perspective.follow(other, at=NOW)

    assert perspective.holder == other
    assert kinds(perspective) == [ItemActionPlanned]


@pytest.mark.parametrize("kind", ["write-perspective", "ask-views", "check-after-transfer"])
def test_nobody_moves_its_days_by_hand(kind: str) -> None:
    with pytest.raises(RuleViolation, match=r"action\.follows-its-term"):
        a_written_one().plan(NextAction(kind, TODAY), at=NOW)


class AnyWay(RuleBasedStateMachine):
    """Whatever people do in whatever order, it stays somebody's until it ends."""

    def __init__(self) -> None:
        super().__init__()
        self.perspective = a_perspective()
        self.now: datetime = NOW

    def _try(self, do: Any) -> None:
        before = self.perspective.versions
        try:
            do()
        except (RuleViolation, InvalidInput):
            assert self.perspective.versions == before

    @rule(text=st.sampled_from(["a", "b", "c"]))
    def write(self, text: str) -> None:
        agree = term("perspective-agree", 14, start=self.now.date())
        self._try(
            lambda: self.perspective.write(content(now=text), by=BY, agree=agree, at=self.now)
        )

    @rule(party=st.sampled_from(sorted(ASKED, key=str)), agrees=st.booleans())
    def say(self, party: Party, agrees: bool) -> None:
        view = Agrees() if agrees else Disagrees("nee")
        review = term("perspective-review", 180, start=self.now.date())
        self._try(lambda: take(self.perspective, party, view, review=review, at=self.now))

    @rule()
    def go_on(self) -> None:
        on = self.now.date()
        transfer = Transfer(on=on, check=term("transfer-check", 365, start=on))
        self._try(lambda: self.perspective.transferred(transfer, at=self.now))

    @rule()
    def check(self) -> None:
        self._try(lambda: self.perspective.checked(Outcome.REALISED, at=self.now))

    @rule()
    def close(self) -> None:
        self._try(lambda: self.perspective.case_closed(at=self.now))

    @rule(person=st.integers(1, 3))
    def follow(self, person: int) -> None:
        holder = Holder(HolderKind.PERSON, UUID(int=person))
        self._try(lambda: self.perspective.follow(holder, at=self.now))

    @rule(days=st.integers(1, 200))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.perspective.look(take_up_by=self.now.date(), at=self.now)

    @invariant()
    def it_is_somebodys_until_it_ends(self) -> None:
        perspective = self.perspective
        if isinstance(perspective.standing, Ended):
            assert perspective.responsibility is None
            assert perspective.running() == ()
        else:
            assert perspective.responsibility is not None
            assert perspective.responsibility.actions
            assert perspective.running()
        assert isinstance(perspective.standing, Awaited) <= (perspective.version == 0)

    @invariant()
    def versions_count_up(self) -> None:
        numbers = [version.number for version in self.perspective.versions]
        assert numbers == list(range(1, len(numbers) + 1))


AnyWay.TestCase.settings = settings(max_examples=60, stateful_step_count=25)
TestAnyWay = AnyWay.TestCase
