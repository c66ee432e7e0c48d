"""Unit: the way to a place, and back."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.child_of_case import ChildOfCase
from samenspel_arrangements.domain.places.events import PlaceEscalated, SeatAsked
from samenspel_arrangements.domain.places.grounds import ByTlv, WhyNotRegular, grounds_of
from samenspel_arrangements.domain.places.ids import PlacementId, ProvisionId
from samenspel_arrangements.domain.places.placement import Placement
from samenspel_arrangements.domain.places.provision import BY_ADMISSION, ProvisionKind
from samenspel_arrangements.domain.places.standing import (
    Admission,
    Admitted,
    Ended,
    EndReason,
    Enrolled,
    PlacementAction,
    Returned,
    Sought,
)
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId, PersonId, PupilId, SchoolId, SupportRequestId
from samenspel_kernel.open_item import ItemEvent, TermBreached
from samenspel_kernel.term import Term

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
TODAY = date(2026, 9, 7)
FOUR_WEEKS = Term("place-found", 1, TODAY, date(2026, 10, 5))
LATER = Term("stay-review", 1, TODAY, date(2027, 6, 1))
SUPPORT = Term("return-support", 1, TODAY, date(2026, 12, 7))
HOLDER = Holder(HolderKind.PERSON, uuid4())
SBO, OWN_SCHOOL = SchoolId(uuid4()), SchoolId(uuid4())
PROVISION = ProvisionId(uuid4())
ADMISSION = Admission(SBO, TODAY, "Brief van 1 september", PersonId(uuid4()))
ENROL = Term("enrolment", 1, TODAY, TODAY)


def a_placement() -> Placement:
    child = ChildOfCase(
        alliance_id=uuid4(),
        unit_id=None,
        case_id=CaseId(uuid4()),
        support_request_id=SupportRequestId(uuid4()),
        pupil_id=PupilId(uuid4()),
        school_id=OWN_SCHOOL,
    )
    return Placement.seek(
        PlacementId(uuid4()),
        ProvisionKind.SBO,
        WhyNotRegular("Ook met hulp lukt het niet."),
        child=child,
        holder=HOLDER,
        find=FOUR_WEEKS,
        at=NOW,
    )


def admit(placement: Placement, at: datetime = NOW) -> None:
    placement.admit(ADMISSION, enrol=ENROL, provision_school=None, has_tlv=True, at=at)


def admitted() -> Placement:
    placement = a_placement()
    admit(placement)
    return placement


def enrolled() -> Placement:
    placement = admitted()
    placement.enrol(TODAY, review=LATER, at=NOW)
    return placement


def returned() -> Placement:
    placement = enrolled()
    placement.return_to(OWN_SCHOOL, TODAY, support=SUPPORT, at=NOW)
    return placement


STAGES = [a_placement, admitted, enrolled, returned]


def next_action(placement: Placement) -> str:
    assert placement.responsibility is not None
    return placement.responsibility.next_action.kind


def test_the_whole_way_has_a_holder_and_a_dated_action_at_each_step() -> None:
    placement = a_placement()
    seen = [next_action(placement)]
    admit(placement)
    seen.append(next_action(placement))
    placement.enrol(TODAY, review=LATER, at=NOW)
    seen.append(next_action(placement))
    placement.return_to(OWN_SCHOOL, TODAY, support=SUPPORT, at=NOW)
    seen.append(next_action(placement))
    placement.end(EndReason.BACK_FOR_GOOD, at=NOW)

    assert seen == ["find-place", "enrol", "review-stay", "check-support"]
    assert (placement.responsibility, placement.running()) == (None, ())


def test_t4_a_tlv_is_no_place_and_without_an_admission_nobody_is_enrolled() -> None:
    placement = a_placement()
    placement.ask_at(PROVISION, seated=True, at=NOW)

    with pytest.raises(RuleViolation, match="not-admitted"):
        placement.enrol(TODAY, review=LATER, at=NOW)

    assert isinstance(placement.standing, Sought)


def test_only_the_board_of_where_the_seat_is_admits() -> None:
    placement = a_placement()
    placement.ask_at(PROVISION, seated=True, at=NOW)

    with pytest.raises(InvalidInput) as refused:
        placement.admit(ADMISSION, enrol=ENROL, provision_school=OWN_SCHOOL, has_tlv=True, at=NOW)
    assert [error.field for error in refused.value.errors] == ["school_id"]

    placement.admit(ADMISSION, enrol=ENROL, provision_school=SBO, has_tlv=True, at=NOW)
    assert isinstance(placement.standing, Admitted)


def test_who_waits_in_line_is_not_admitted_before_its_turn() -> None:
    placement = a_placement()
    placement.ask_at(PROVISION, seated=False, at=NOW)
    with pytest.raises(RuleViolation, match="waits-in-line"):
        admit(placement)

    placement.move_up(ProvisionId(uuid4()), at=NOW)
    with pytest.raises(RuleViolation, match="waits-in-line"):
        admit(placement)
    placement.move_up(PROVISION, at=NOW)
    admit(placement)

    assert isinstance(placement.standing, Admitted)


def test_m16_four_weeks_without_a_place_are_escalated_once() -> None:
    placement = a_placement()
    placement.look(take_up_by=date(2026, 10, 12), at=NOW + timedelta(days=28))
    assert next_action(placement) == PlacementAction.FIND_PLACE

    late = NOW + timedelta(days=29)
    assert placement.next_look() == date(2026, 10, 6)
    for _ in range(2):
        placement.look(take_up_by=date(2026, 10, 12), at=late)

    told = [type(event) for event in placement.take_events()]
    assert (told.count(PlaceEscalated), told.count(TermBreached)) == (1, 1)
    assert next_action(placement) == PlacementAction.ESCALATE
    assert placement.next_look() is None
    admit(placement, late)
    assert next_action(placement) == PlacementAction.ENROL


def test_a_child_starts_on_a_day_that_has_come() -> None:
    placement = admitted()

    with pytest.raises(InvalidInput):
        placement.enrol(TODAY + timedelta(days=1), review=LATER, at=NOW)


@pytest.mark.parametrize(
    ("admission", "field"),
    [
        (Admission(SBO, TODAY, " ", HOLDER.id), "decision"),  # type: ignore[arg-type]
        (Admission(SBO, date(2029, 1, 1), "Brief", HOLDER.id), "from_day"),  # type: ignore[arg-type]
    ],
)
def test_an_admission_is_in_writing_and_for_a_day_that_is_near(
    admission: Admission, field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        a_placement().admit(admission, enrol=ENROL, provision_school=None, has_tlv=True, at=NOW)

    assert [error.field for error in refused.value.errors] == [field]


def test_a_stay_is_looked_at_again_and_does_not_end_by_itself() -> None:
    placement = enrolled()

    placement.stay_on(Term("stay-review", 1, TODAY, date(2028, 6, 1)), at=NOW)

    assert isinstance(placement.standing, Enrolled)
    assert placement.running()[0].last_day == date(2028, 6, 1)


def test_k28_a_return_comes_with_support_until_it_is_checked() -> None:
    placement = enrolled()
    for school, day in ((SBO, TODAY), (OWN_SCHOOL, date(2026, 9, 1))):
        with pytest.raises(InvalidInput):
            placement.return_to(school, day, support=SUPPORT, at=NOW)

    placement.return_to(OWN_SCHOOL, TODAY, support=SUPPORT, at=NOW)

    assert isinstance(placement.standing, Returned)
    assert placement.running() == (SUPPORT,)


@pytest.mark.parametrize("stage", STAGES)
def test_death_closes_at_once_and_tells_of_no_breach(stage: Callable[[], Placement]) -> None:
    placement = stage()
    placement.take_events()

    placement.end(EndReason.DIED, at=NOW + timedelta(days=999))

    assert not any(isinstance(event, ItemEvent) for event in placement.take_events())
    assert placement.responsibility is None


@pytest.mark.parametrize(
    ("stage", "reason"),
    [
        (a_placement, EndReason.STAYS),
        (a_placement, EndReason.BACK_FOR_GOOD),
        (enrolled, EndReason.NOT_NEEDED),
        (returned, EndReason.STAYS),
    ],
)
def test_it_ends_for_a_reason_that_fits(stage: Callable[[], Placement], reason: EndReason) -> None:
    with pytest.raises(RuleViolation, match="no-such-end"):
        stage().end(reason, at=NOW)


def test_an_ended_placement_is_not_taken_up_again() -> None:
    placement = a_placement()
    placement.end(EndReason.NOT_NEEDED, at=NOW)

    steps: tuple[Callable[[], object], ...] = (
        lambda: admit(placement),
        lambda: placement.enrol(TODAY, review=LATER, at=NOW),
        lambda: placement.stay_on(LATER, at=NOW),
        lambda: placement.return_to(OWN_SCHOOL, TODAY, support=SUPPORT, at=NOW),
        lambda: placement.ask_at(PROVISION, seated=True, at=NOW),
        lambda: placement.end(EndReason.DIED, at=NOW),
    )
    for step in steps:
        with pytest.raises(RuleViolation, match="closed"):
            step()


STEPS: dict[str, Callable[[Placement, datetime], object]] = {
    "ask": lambda p, _: p.ask_at(PROVISION, seated=False, at=NOW),
    "move up": lambda p, _: p.move_up(PROVISION, at=NOW),
    "leave": lambda p, _: p.leave_line(),
    "look": lambda p, at: p.look(take_up_by=at.date() + timedelta(days=5), at=at),
    "admit": lambda p, at: admit(p, at),
    "enrol": lambda p, at: p.enrol(TODAY, review=LATER, at=at),
    "stay": lambda p, at: p.stay_on(LATER, at=at),
    "return": lambda p, at: p.return_to(OWN_SCHOOL, TODAY, support=SUPPORT, at=at),
    "back": lambda p, at: p.end(EndReason.BACK_FOR_GOOD, at=at),
    "died": lambda p, at: p.end(EndReason.DIED, at=at),
}


@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 20)), max_size=25))
def test_whatever_happens_it_is_somebodys_until_it_ends(todo: list[tuple[str, int]]) -> None:
    placement, at = a_placement(), NOW
    was_admitted = False
    for name, days in todo:
        at += timedelta(days=days)
        try:
            STEPS[name](placement, at)
        except (RuleViolation, InvalidInput):
            continue
        was_admitted |= name == "admit"
        ended = isinstance(placement.standing, Ended)
        assert (placement.responsibility is None) == ended
        assert bool(placement.running()) == (not ended)
        assert was_admitted or not isinstance(placement.standing, Enrolled | Returned)


def test_t4_special_education_without_a_tlv_that_counts_admits_nobody() -> None:
    placement = a_placement()

    with pytest.raises(RuleViolation, match="no-tlv"):
        placement.admit(ADMISSION, enrol=ENROL, provision_school=None, has_tlv=False, at=NOW)

    assert isinstance(placement.standing, Sought)


@pytest.mark.parametrize("kind", ProvisionKind)
def test_n3_why_not_regular_is_said_before_any_way_to_special_education(
    kind: ProvisionKind,
) -> None:
    if kind in BY_ADMISSION:
        with pytest.raises(InvalidInput) as refused:
            grounds_of("  ", kind)
        assert [(e.field, e.code) for e in refused.value.errors] == [
            ("why_not_regular", "text.missing")
        ]
    else:
        assert grounds_of("  ", kind) is None
    assert grounds_of(" Het lukt niet. ", kind) == WhyNotRegular("Het lukt niet.")


@pytest.mark.parametrize("kind", ProvisionKind)
def test_n3_no_placement_of_special_education_is_without_its_grounds(kind: ProvisionKind) -> None:
    def make(grounds: ByTlv | None) -> Placement:
        return Placement(
            id=PlacementId(uuid4()),
            alliance_id=uuid4(),
            case_id=CaseId(uuid4()),
            support_request_id=None,
            pupil_id=PupilId(uuid4()),
            school_id=OWN_SCHOOL,
            kind=kind,
            grounds=grounds,
            sought_at=NOW,
            standing=Ended(EndReason.NOT_NEEDED, TODAY),
        )

    make(ByTlv(TlvId(uuid4())))
    if kind in BY_ADMISSION:
        with pytest.raises(ValueError, match="without saying why"):
            make(None)
    else:
        make(None)


def test_a_seat_that_is_kept_is_told_also_when_the_child_moves_up() -> None:
    placement = a_placement()
    placement.ask_at(PROVISION, seated=False, at=NOW)
    placement.move_up(PROVISION, at=NOW)

    told = [event for event in placement.take_events() if isinstance(event, SeatAsked)]
    assert [event.asked.seated for event in told] == [False, True]


def test_it_follows_who_holds_the_case_until_it_ends() -> None:
    placement, other = a_placement(), Holder(HolderKind.PERSON, uuid4())
    placement.follow(other, at=NOW)
    assert placement.holder == other

    placement.end(EndReason.NOT_NEEDED, at=NOW)
    placement.follow(HOLDER, at=NOW)
    assert placement.holder is None
