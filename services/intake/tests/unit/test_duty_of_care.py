"""Unit: the duty of care, rule by rule (Z1 to Z11), on the days where each begins and ends."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from samenspel_intake.domain.ids import DocumentId, RegistrationId, SignalId
from samenspel_intake.domain.registration.duty_clock import (
    ClockStart,
    Deferral,
    DutyRules,
    DutyTerms,
)
from samenspel_intake.domain.registration.ending import (
    Admitted,
    Declaration,
    DeclaredElsewhere,
    Died,
    DutyElsewhere,
    GoneAbroad,
    Ground,
    PlaceKind,
    Refusal,
)
from samenspel_intake.domain.registration.events import (
    DecisionExtended,
    PassedToDesk,
    PlacedTemporarily,
    RegistrationConfirmed,
    RegistrationEnded,
    TemporaryPlacementDue,
)
from samenspel_intake.domain.registration.filing import Filing, Origin
from samenspel_intake.domain.registration.registration import Registration
from samenspel_intake.domain.registration.standing import (
    AtDesk,
    Considering,
    Deferred,
    Ended,
    RegistrationAction,
    WhyAtDesk,
)
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import new_id
from samenspel_kernel.open_item import TermBreached
from samenspel_platform.calendar import DutchWorkingDays

from .open_items import (
    ALLIANCE,
    DESK,
    MONDAY,
    OTHER_SCHOOL,
    PUPIL,
    SAM,
    SCHOOL,
    UNIT,
    breaches,
    check_accountable,
    computed,
    noon,
    taken,
    term,
    the_rule,
)

RULES = DutyRules(
    decision=the_rule("duty-of-care"),
    extension=the_rule("duty-of-care-extension"),
    placement=the_rule("temporary-placement"),
)
WORKING_DAYS = DutchWorkingDays()
DAY_42, DAY_70 = MONDAY + timedelta(days=42), MONDAY + timedelta(days=70)
FIND = computed("find-school", DAY_42)
PAPER = DocumentId(new_id())
WISHED = date(2027, 3, 1)
LATEST = computed("early-registration-follow-up", WISHED).last_day
AT_SCHOOL = Holder(HolderKind.SCHOOL, SCHOOL)


def filing(**given: Any) -> Filing:
    defaults: dict[str, Any] = {
        "pupil_id": PUPIL,
        "school_id": SCHOOL,
        "origin": Origin.HOME,
        "preferences": (SCHOOL, OTHER_SCHOOL),
        "expects_support": True,
    }
    return Filing(**(defaults | given))


def terms_from(day: date) -> DutyTerms:
    return DutyTerms.by(RULES, day, WORKING_DAYS)


def a_registration(day: date = MONDAY, **given: Any) -> Registration:
    return Registration.receive(
        RegistrationId(new_id()),
        filing(**given),
        alliance_id=ALLIANCE,
        unit_id=UNIT,
        received_on=day,
        terms=terms_from(day),
        completion=term("data-completion", day, 14),
        by=SAM,
        at=noon(day),
    )


def considering(registration: Registration) -> Considering:
    assert isinstance(registration.standing, Considering)
    return registration.standing


def due(registration: Registration) -> dict[str, date]:
    held = registration.responsibility
    return {action.kind: action.due_on for action in held.actions} if held else {}


def a_declaration(**given: Any) -> Declaration:
    defaults: dict[str, Any] = {
        "school_id": OTHER_SCHOOL,
        "document_id": PAPER,
        "declared_on": MONDAY,
        "kind": PlaceKind.OTHER_REGULAR_SCHOOL,
    }
    return Declaration(**(defaults | given))


def codes(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [error.code for error in refused.value.errors]


@pytest.mark.parametrize(
    ("born", "starts"),
    [
        (date(2023, 9, 7), MONDAY),  # three on the day itself
        (date(2023, 9, 8), date(2026, 9, 8)),  # three tomorrow
        (date(2024, 2, 29), date(2027, 3, 1)),  # born on a leap day
        (None, MONDAY),
    ],
)
def test_z1_the_clock_starts_on_the_third_birthday_at_the_earliest(
    born: date | None, starts: date
) -> None:
    day = ClockStart.RECEIPT.day(received_on=MONDAY, confirmed_on=None, birth_date=born)
    assert day == starts


@pytest.mark.parametrize(
    ("received", "is_late"), [(date(2026, 12, 21), False), (date(2026, 12, 22), True)]
)
def test_z1_less_than_ten_weeks_before_the_wished_start_is_late_and_taken_in(
    received: date, is_late: bool
) -> None:
    registration = a_registration(received, wished_start=WISHED)
    ahead = computed("registration-ahead", WISHED)
    assert registration.is_late(ahead) is is_late
    check_accountable(registration)


def test_z2_the_school_of_first_preference_carries_the_duty() -> None:
    assert filing().carries_duty
    assert not filing(preferences=(OTHER_SCHOOL, SCHOOL)).carries_duty


def test_z2_where_parents_have_not_said_what_they_prefer_the_school_carries_it_and_asks() -> None:
    registration = a_registration(preferences=(), expects_support=None)

    assert registration.filing.carries_duty
    assert due(registration)[RegistrationAction.ASK_PARENTS] == MONDAY + timedelta(days=14)

    registration.complete(
        preferences=(OTHER_SCHOOL, SCHOOL), expects_support=False, at=noon(MONDAY)
    )
    assert RegistrationAction.ASK_PARENTS not in due(registration)
    assert RegistrationAction.PLACE_TEMPORARILY not in due(registration)


def test_z2_a_school_without_the_duty_may_say_no_and_one_with_it_may_not() -> None:
    elsewhere = a_registration(preferences=(OTHER_SCHOOL, SCHOOL))
    elsewhere.has_no_place(at=noon(MONDAY))
    assert elsewhere.standing == Ended(DutyElsewhere(OTHER_SCHOOL))

    with pytest.raises(RuleViolation, match="duty-goes-on"):
        a_registration().has_no_place(at=noon(MONDAY))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"preferences": (SCHOOL, SCHOOL)}, "registration.school-twice"),
        ({"preferences": (OTHER_SCHOOL,)}, "registration.own-school-missing"),
        ({"enrolled_at": OTHER_SCHOOL}, "registration.not-at-a-school"),
        ({"school_id": None, "preferences": ()}, "registration.school-missing"),
    ],
)
def test_what_contradicts_itself_is_refused(given: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        a_registration(**given)
    assert codes(refused) == [code]


@pytest.mark.parametrize(
    ("starts_by", "confirmed", "starts"),
    [
        (ClockStart.RECEIPT, MONDAY + timedelta(days=3), MONDAY),
        (ClockStart.CONFIRMATION, MONDAY + timedelta(days=3), MONDAY + timedelta(days=3)),
        (ClockStart.CONFIRMATION, None, MONDAY),
    ],
)
def test_z3_which_fact_starts_the_clock_is_a_rule_and_silence_never_stops_it(
    starts_by: ClockStart, confirmed: date | None, starts: date
) -> None:
    day = starts_by.day(received_on=MONDAY, confirmed_on=confirmed, birth_date=None)
    assert day == starts


def test_z3_the_receipt_is_confirmed_first_and_once() -> None:
    registration = a_registration()
    assert registration.responsibility is not None
    assert registration.responsibility.holder == AT_SCHOOL
    assert registration.responsibility.next_action == NextAction("confirm-receipt", MONDAY)

    registration.confirm_receipt(at=noon(MONDAY))

    assert taken(registration, RegistrationConfirmed)
    assert registration.confirmed_on == MONDAY
    with pytest.raises(RuleViolation, match="already-confirmed"):
        registration.confirm_receipt(at=noon(MONDAY))


def test_z3_where_the_rule_says_so_the_confirmation_moves_the_clock() -> None:
    registration, tuesday = a_registration(), MONDAY + timedelta(days=1)

    registration.confirm_receipt(terms=terms_from(tuesday), at=noon(tuesday))

    assert due(registration)[RegistrationAction.DECIDE] == DAY_42 + timedelta(days=1)
    assert due(registration)[RegistrationAction.PLACE_TEMPORARILY] == DAY_70 + timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "last_day"),
    [
        (date(2026, 7, 6), date(2026, 8, 17)),  # over the summer holidays: weeks are weeks
        (date(2026, 11, 15), date(2026, 12, 27)),  # ends on a Sunday: it does not move
        (date(2026, 11, 13), date(2026, 12, 25)),  # ends on Christmas Day
        (date(2026, 9, 20), date(2026, 11, 1)),  # over the end of summer time
        (date(2027, 2, 20), date(2027, 4, 3)),  # over the start of summer time
        (date(2024, 1, 25), date(2024, 3, 7)),  # over a leap day
        (date(2026, 12, 1), date(2027, 1, 12)),  # over New Year
    ],
)
def test_z3_weeks_are_ordinary_weeks_whatever_the_calendar(start: date, last_day: date) -> None:
    assert terms_from(start).decision.last_day == last_day


def test_z4_an_extension_recorded_on_day_42_counts_and_nobody_is_late_by_day_70() -> None:
    registration = a_registration()

    registration.extend(DAY_70, reason="Wij wachten op onderzoek.", at=noon(DAY_42))
    registration.admit(DAY_70, at=noon(DAY_70))

    assert breaches(registration) == []


def test_z4_an_extension_recorded_on_day_43_is_kept_without_effect_and_is_a_breach() -> None:
    registration = a_registration()

    registration.extend(DAY_70, reason="Vergeten.", at=noon(DAY_42 + timedelta(days=1)))

    assert due(registration)[RegistrationAction.DECIDE] == DAY_42
    events = registration.take_events()
    extended = [e for e in events if isinstance(e, DecisionExtended)]
    assert [e.extension.has_effect for e in extended] == [False]
    assert [e.term.rule for e in events if isinstance(e, TermBreached)] == ["duty-of-care"]


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        (datetime(2026, 10, 19, 21, 59, tzinfo=UTC), True),  # 23:59 in the Netherlands
        (datetime(2026, 10, 19, 22, 0, tzinfo=UTC), False),  # midnight, summer time
    ],
)
def test_z4_day_42_ends_at_dutch_midnight(at: datetime, counts: bool) -> None:
    registration = a_registration()
    assert date(2026, 10, 19) == DAY_42

    registration.extend(DAY_70, reason="Onderzoek.", at=at)

    extension = considering(registration).clock.extension
    assert extension is not None
    assert extension.has_effect is counts


@pytest.mark.parametrize(
    ("until", "reason", "code"),
    [
        (DAY_70 + timedelta(days=1), "Onderzoek.", "registration.extension-too-long"),
        (DAY_42, "Onderzoek.", "registration.extension-too-short"),
        (DAY_70, " ", "registration.reason-missing"),
    ],
)
def test_z4_an_extension_is_four_weeks_at_most_and_has_a_reason(
    until: date, reason: str, code: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        a_registration().extend(until, reason=reason, at=noon(MONDAY))
    assert codes(refused) == [code]


def test_z4_there_is_one_extension() -> None:
    registration = a_registration()
    registration.extend(DAY_42 + timedelta(days=7), reason="Onderzoek.", at=noon(MONDAY))
    with pytest.raises(RuleViolation, match="already-extended"):
        registration.extend(DAY_70, reason="Nog eens.", at=noon(MONDAY))


def test_z5_on_day_70_without_a_decision_a_temporary_place_is_due_once() -> None:
    registration = a_registration()

    registration.notice_breaches(at=noon(DAY_70 - timedelta(days=1)))
    assert taken(registration, TemporaryPlacementDue) == []
    registration.notice_breaches(at=noon(DAY_70))
    registration.notice_breaches(at=noon(DAY_70))
    assert len(taken(registration, TemporaryPlacementDue)) == 1


def test_z5_the_temporary_place_leaves_the_duty_where_it_was() -> None:
    registration = a_registration()

    registration.place_temporarily(DAY_70, at=noon(DAY_70))

    assert considering(registration).placed_from == DAY_70
    assert RegistrationAction.DECIDE in due(registration)
    assert taken(registration, PlacedTemporarily)
    with pytest.raises(RuleViolation, match="no-temporary-place-needed"):
        registration.place_temporarily(DAY_70, at=noon(DAY_70))


def test_z5_a_place_on_day_71_is_a_breach_and_is_recorded() -> None:
    registration, day = a_registration(), DAY_70 + timedelta(days=1)
    registration.place_temporarily(day, at=noon(day))
    assert breaches(registration) == ["temporary-placement"]


@pytest.mark.parametrize(
    "given",
    [
        {"origin": Origin.SCHOOL, "enrolled_at": OTHER_SCHOOL},
        {"preferences": (OTHER_SCHOOL, SCHOOL)},
    ],
)
def test_z5_no_temporary_place_for_who_has_a_school_or_where_the_duty_is_elsewhere(
    given: dict[str, Any],
) -> None:
    registration = a_registration(**given)
    registration.notice_breaches(at=noon(DAY_70))
    assert taken(registration, TemporaryPlacementDue) == []
    with pytest.raises(RuleViolation, match="no-temporary-place-needed"):
        registration.place_temporarily(DAY_70, at=noon(DAY_70))


def test_z6_it_ends_by_own_admission() -> None:
    registration = a_registration()
    registration.admit(DAY_42, at=noon(DAY_42))
    assert registration.standing == Ended(Admitted(DAY_42))
    assert registration.responsibility is None


def test_z6_it_ends_by_the_written_declaration_of_another_school() -> None:
    registration = a_registration()
    registration.declared_elsewhere(a_declaration(), at=noon(MONDAY))
    assert registration.standing == Ended(DeclaredElsewhere(a_declaration()))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"school_id": SCHOOL}, "registration.not-another-school"),
        ({"kind": PlaceKind.OWN_SCHOOL}, "registration.not-another-school"),
        ({"declared_on": MONDAY + timedelta(days=1)}, "date.in-future"),
        ({"kind": PlaceKind.SPECIAL_SCHOOL}, "registration.tlv-missing"),
    ],
)
def test_z6_what_is_no_declaration_of_another_school_ends_nothing(
    given: dict[str, Any], code: str
) -> None:
    registration = a_registration()
    with pytest.raises(InvalidInput) as refused:
        registration.declared_elsewhere(a_declaration(**given), at=noon(MONDAY))
    assert codes(refused) == [code]
    check_accountable(registration)


def test_z6_a_decision_on_day_43_is_recorded_as_late() -> None:
    registration, day = a_registration(), DAY_42 + timedelta(days=1)
    registration.admit(day, at=noon(day))
    events = registration.take_events()
    assert [type(e) for e in events[-2:]] == [TermBreached, RegistrationEnded]


def test_z6_parents_who_withdraw_leave_the_child_with_the_desk_until_it_has_a_school() -> None:
    registration = a_registration()

    registration.parents_withdraw(desk=DESK, find=FIND, at=noon(MONDAY))

    assert isinstance(registration.standing, AtDesk)
    assert registration.standing.why is WhyAtDesk.PARENTS_WITHDREW
    check_accountable(registration)
    with pytest.raises(RuleViolation, match="no-school"):
        registration.admit(MONDAY, at=noon(MONDAY))
    registration.declared_elsewhere(a_declaration(school_id=SCHOOL), at=noon(MONDAY))
    assert isinstance(registration.standing, Ended)


def test_z7_an_own_pupil_who_turns_out_to_need_support_has_the_same_clock_and_keeps_its_place() -> (
    None
):
    registration = a_registration(
        origin=Origin.SCHOOL, enrolled_at=SCHOOL, preferences=(), expects_support=None
    )

    assert due(registration) == {"confirm-receipt": MONDAY, "decide": DAY_42}
    refusal = Refusal(ground=Ground.FULL_FOR_EVERYBODY, reason="Vol.", document_id=PAPER)
    with pytest.raises(RuleViolation, match="duty-goes-on"):
        registration.refuse(refusal, desk=DESK, find=FIND, at=noon(MONDAY))


def deferred(until: date) -> Registration:
    registration = a_registration(wished_start=WISHED)
    follow_up = term("early-registration-follow-up", MONDAY, (until - MONDAY).days)
    registration.defer(Deferral(follow_up, PAPER), latest=LATEST, at=noon(MONDAY))
    return registration


def test_z8_school_and_parents_may_agree_to_look_again_twelve_weeks_before_the_start() -> None:
    registration = deferred(LATEST)

    assert isinstance(registration.standing, Deferred)
    assert registration.responsibility is not None
    assert registration.responsibility.holder == AT_SCHOOL
    assert due(registration)[RegistrationAction.FOLLOW_UP] == LATEST

    registration.resume(terms_from(LATEST), at=noon(LATEST))
    assert due(registration)[RegistrationAction.DECIDE] == LATEST + timedelta(weeks=6)
    assert breaches(registration) == []


def test_z8_looking_again_a_day_late_is_a_breach() -> None:
    registration, day = deferred(LATEST), LATEST + timedelta(days=1)
    registration.notice_breaches(at=noon(day))
    registration.resume(terms_from(day), at=noon(day))
    assert breaches(registration) == ["early-registration-follow-up"]


@pytest.mark.parametrize(
    ("until", "latest", "code"),
    [
        (LATEST + timedelta(days=1), LATEST, "registration.follow-up-too-late"),
        (MONDAY, LATEST, "date.in-past"),
        (LATEST, None, "registration.start-missing"),
    ],
)
def test_z8_other_agreements_are_refused(until: date, latest: date | None, code: str) -> None:
    registration = a_registration(wished_start=WISHED)
    agreed = Deferral(term("early-registration-follow-up", MONDAY, (until - MONDAY).days), PAPER)
    with pytest.raises(InvalidInput) as refused:
        registration.defer(agreed, latest=latest, at=noon(MONDAY))
    assert codes(refused) == [code]


@pytest.mark.parametrize("kind", [PlaceKind.OTHER_REGULAR_SCHOOL, PlaceKind.SPECIAL_SCHOOL])
def test_z9_the_place_is_in_the_own_school_another_or_a_special_one(kind: PlaceKind) -> None:
    registration = a_registration()
    declaration = a_declaration(kind=kind, tlv_number="PO9901-26-0042")
    registration.declared_elsewhere(declaration, at=noon(MONDAY))
    assert registration.standing == Ended(DeclaredElsewhere(declaration))
    assert Admitted(MONDAY).kind is PlaceKind.OWN_SCHOOL


@pytest.mark.parametrize("ground", [Ground.FULL_FOR_EVERYBODY, Ground.DENOMINATION_NOT_RESPECTED])
def test_z10_a_refusal_on_a_ground_of_the_law_hands_the_child_to_the_desk(ground: Ground) -> None:
    registration = a_registration()
    refusal = Refusal(ground=ground, reason="De groep is vol.", document_id=PAPER)

    registration.refuse(refusal, desk=DESK, find=FIND, at=noon(MONDAY))

    assert isinstance(registration.standing, AtDesk)
    assert registration.responsibility is not None
    assert registration.responsibility.holder == DESK
    assert due(registration) == {"find-school": FIND.last_day}
    assert len(taken(registration, PassedToDesk)) == 1


def test_z10_what_was_not_supplied_may_be_supplied_until_the_last_day() -> None:
    supply = term("supply-information", MONDAY, 14)
    refusal = Refusal(
        ground=Ground.INFORMATION_NOT_SUPPLIED,
        reason="Het verslag kwam niet.",
        document_id=PAPER,
        supply=supply,
    )
    registration = a_registration()
    with pytest.raises(InvalidInput) as refused:
        registration.refuse(refusal, desk=DESK, find=FIND, at=noon(supply.last_day))
    assert codes(refused) == ["registration.may-still-be-supplied"]

    the_day_after = supply.last_day + timedelta(days=1)
    registration.refuse(refusal, desk=DESK, find=FIND, at=noon(the_day_after))
    assert isinstance(registration.standing, AtDesk)


def test_z10_a_refusal_has_a_reason_and_asks_first() -> None:
    refusal = Refusal(ground=Ground.INFORMATION_NOT_SUPPLIED, reason="", document_id=PAPER)
    with pytest.raises(InvalidInput) as refused:
        a_registration().refuse(refusal, desk=DESK, find=FIND, at=noon(MONDAY))
    assert codes(refused) == ["registration.reason-missing", "registration.never-asked"]


def test_z11_a_preschool_child_without_a_school_is_the_desks() -> None:
    registration = Registration.without_school(
        RegistrationId(new_id()),
        filing(school_id=None, preferences=(), origin=Origin.PRESCHOOL),
        alliance_id=ALLIANCE,
        unit_id=None,
        desk=DESK,
        find=FIND,
        by=SAM,
        at=noon(MONDAY),
    )

    assert registration.responsibility is not None
    assert registration.responsibility.holder == DESK
    assert registration.running() == (FIND,)
    registration.went_abroad(PAPER, at=noon(MONDAY))
    assert registration.standing == Ended(GoneAbroad(PAPER))


def test_a_worry_makes_it_something_to_look_at_again() -> None:
    registration, day = a_registration(), MONDAY + timedelta(days=10)
    registration.watch(SignalId(new_id()), look_again_on=day, at=noon(MONDAY))
    assert due(registration)[RegistrationAction.LOOK_AGAIN] == day


def test_nobody_moves_or_strikes_off_what_follows_a_term() -> None:
    registration = a_registration()
    with pytest.raises(RuleViolation, match=r"action\.follows-its-term"):
        registration.plan(NextAction(RegistrationAction.DECIDE, date(2030, 1, 1)), at=noon(MONDAY))
    with pytest.raises(RuleViolation, match=r"action\.follows-its-term"):
        registration.did(RegistrationAction.DECIDE, at=noon(MONDAY))


def test_death_ends_it_at_once_whatever_was_late() -> None:
    registration = a_registration()
    registration.died(at=noon(DAY_70))
    assert registration.standing == Ended(Died())
    assert breaches(registration) == []
    with pytest.raises(RuleViolation, match=r"registration\.closed"):
        registration.plan(NextAction("call", DAY_70), at=noon(DAY_70))
