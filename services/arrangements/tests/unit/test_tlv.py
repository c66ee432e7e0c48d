"""Unit: the rules of a TLV, each by its number (T1-T19)."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest

from samenspel_arrangements.domain.tlv.advice import Employment, ExpertAdvice
from samenspel_arrangements.domain.tlv.application import ApplicantKind, Basis, Missing
from samenspel_arrangements.domain.tlv.criteria import cited
from samenspel_arrangements.domain.tlv.decision import ForeignGrant, Grant, Motivation
from samenspel_arrangements.domain.tlv.events import TlvDecided, TlvExpired, WaveReached
from samenspel_arrangements.domain.tlv.ids import ObjectionId, TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind, amount_on
from samenspel_arrangements.domain.tlv.number import NUMBERS, NumberRule, foreign_number
from samenspel_arrangements.domain.tlv.objection import ObjectionOutcome
from samenspel_arrangements.domain.tlv.penalty import LateThing
from samenspel_arrangements.domain.tlv.professions import Profession, Slot, professions_on
from samenspel_arrangements.domain.tlv.standing import (
    Decided,
    Deciding,
    Declined,
    Divided,
    Ended,
    Expired,
    Forwarded,
    Granted,
    InAdvice,
    NextStep,
    Received,
    Succeeded,
    Suspended,
    TlvAction,
)
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_arrangements.domain.tlv.validity import Validity
from samenspel_arrangements.gateways.tlv_rules import amounts, criteria, profession_rules
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import HandoverId, new_id
from samenspel_kernel.open_item import TermBreached
from samenspel_kernel.responsibility import Partner
from samenspel_platform.calendar import DutchWorkingDays

from .tlv_world import (
    ANNA,
    BRAM,
    COMMITTEE,
    MONDAY,
    MOTIVATION,
    ONE_TEXT,
    OTHER_SCHOOL,
    OTHER_TEXT,
    PROFESSIONS,
    RULES,
    SCHOOL,
    VALIDITY,
    advise,
    advised,
    an_application,
    an_expert,
    announce,
    begin,
    foreign,
    grant,
    granted,
    heard,
    in_advice,
    noon,
    object_to,
    received,
    refused,
)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def complete(tlv: Tlv, on: date = MONDAY) -> None:
    tlv.complete(advise=begin("tlv-advice", on), at=noon(on))


def supply(tlv: Tlv, on: date) -> None:
    tlv.supply(
        an_application(),
        decide=begin("tlv-decision", on),
        check=begin("tlv-check", on),
        at=noon(on),
    )


def unprocessed(tlv: Tlv, on: date) -> None:
    tlv.leave_unprocessed(
        decide=begin("tlv-decision", MONDAY),
        by=COMMITTEE,
        announce=begin("tlv-announce", on),
        at=noon(on),
    )


def breaches(tlv: Tlv) -> list[str]:
    return [e.term.rule for e in tlv.take_events() if isinstance(e, TermBreached)]


@pytest.mark.parametrize("applicant", ApplicantKind)
@pytest.mark.parametrize("basis", Basis)
def test_t1_every_kind_of_school_applies_for_a_child_that_is_enrolled_or_registered(
    applicant: ApplicantKind, basis: Basis
) -> None:
    tlv = received(an_application(applicant=applicant, basis=basis))

    assert tlv.school_id == SCHOOL
    complete(tlv)


def test_t2_at_a_first_enrolment_the_alliance_of_the_home_address_decides() -> None:
    asked = an_application(first_enrolment=True, lives_here=False, home_alliance="PO 27.03")
    tlv = received(asked)

    with pytest.raises(RuleViolation, match="other-alliance-decides"):
        complete(tlv)
    tlv.forward("po-27-03", at=noon(MONDAY))

    assert isinstance(tlv.standing, Ended)
    assert tlv.standing.how == Forwarded("PO2703")
    with pytest.raises(RuleViolation, match=r"tlv\.closed"):
        tlv.forward("PO2703", at=noon(MONDAY))
    with pytest.raises(RuleViolation, match=r"tlv\.stays-inside"):
        received().offer_handover(
            HandoverId(new_id()),
            Partner(new_id()),
            answer_term=begin("tlv-check", MONDAY),
            at=noon(MONDAY),
        )


def test_t2_else_the_alliance_of_the_school_decides_and_nothing_is_forwarded() -> None:
    tlv = received(an_application(first_enrolment=False, lives_here=False))

    with pytest.raises(RuleViolation, match="ours-to-decide"):
        tlv.forward("PO2703", at=noon(MONDAY))
    complete(tlv)


def test_t3_without_a_signature_the_talks_with_the_parents_must_be_shown() -> None:
    neither = received(an_application(talks=(), signed_on=None))
    signed = received(an_application(talks=(), signed_on=date(2026, 9, 1)))

    assert neither.application
    assert neither.application.missing() == (Missing.PARENTS,)
    with pytest.raises(RuleViolation, match="incomplete"):
        complete(neither)
    complete(signed)


def test_t4_the_receiving_school_is_consulted_before() -> None:
    tlv = received(an_application(receiving=None))

    with pytest.raises(RuleViolation, match="incomplete"):
        complete(tlv)


def test_t4_a_tlv_is_not_a_place_so_somebody_sees_to_it() -> None:
    tlv = granted()
    assert tlv.responsibility
    assert tlv.responsibility.has(TlvAction.CONFIRM_PLACE)

    tlv.notice_breaches(at=noon(day(29)))
    assert "tlv-place" in breaches(tlv)
    tlv.confirm_place(at=noon(day(30)))

    assert tlv.responsibility
    assert not tlv.responsibility.has(TlvAction.CONFIRM_PLACE)


@pytest.mark.parametrize("slot", Slot)
@pytest.mark.parametrize("profession", Profession)
def test_t5_each_advice_is_by_one_of_the_professions_for_it(
    slot: Slot, profession: Profession
) -> None:
    tlv = received()
    complete(tlv)
    first = {Profession.SPECIAL_EDUCATIONALIST, Profession.PSYCHOLOGIST}
    fits = (profession in first) == (slot is Slot.FIRST)

    expert = an_expert(slot, ANNA, profession=profession)
    with nullcontext() if fits else pytest.raises(RuleViolation, match=f"{slot}-profession"):
        tlv.ask_expert(expert, PROFESSIONS, works_at=(), at=noon(MONDAY))


@pytest.mark.parametrize("employment", Employment)
def test_t6_an_expert_is_not_of_the_applicants_school_or_board(employment: Employment) -> None:
    is_theirs = employment.startswith("applicant")
    with pytest.raises(RuleViolation, match="not-independent") if is_theirs else nullcontext():
        an_expert(Slot.FIRST, ANNA, employment=employment)


def test_t6_who_is_known_to_work_at_the_applicants_school_is_no_expert_whatever_is_said() -> None:
    tlv = received()
    complete(tlv)
    expert = an_expert(Slot.FIRST, ANNA)

    with pytest.raises(RuleViolation, match="expert-not-independent"):
        tlv.ask_expert(expert, PROFESSIONS, works_at={SCHOOL}, at=noon(MONDAY))
    tlv.ask_expert(expert, PROFESSIONS, works_at={OTHER_SCHOOL}, at=noon(MONDAY))


def test_t6_two_advices_are_two_persons() -> None:
    tlv = received()
    complete(tlv)
    tlv.ask_expert(an_expert(Slot.FIRST, ANNA), PROFESSIONS, works_at=(), at=noon(MONDAY))

    with pytest.raises(RuleViolation, match="one-expert-twice"):
        tlv.ask_expert(an_expert(Slot.SECOND, ANNA), PROFESSIONS, works_at=(), at=noon(MONDAY))


@pytest.mark.parametrize(
    "copied",
    [
        ONE_TEXT,
        ONE_TEXT.upper() + "  ",
        ONE_TEXT.replace("laag", "heel laag"),
        f"{ONE_TEXT} {OTHER_TEXT}",
    ],
)
def test_t6_two_advices_do_not_say_the_same_words(copied: str) -> None:
    tlv = in_advice()
    advise(tlv, ANNA, TlvKind.SBO, ONE_TEXT)
    before = tlv.standing

    with pytest.raises(RuleViolation, match="advices-alike"):
        advise(tlv, BRAM, TlvKind.SBO, copied)

    assert tlv.standing == before


def test_t6_an_advice_without_a_word_is_none() -> None:
    expert = an_expert(Slot.FIRST, ANNA)
    with pytest.raises(RuleViolation, match=r"tlv\.advice-not-in-writing"):
        ExpertAdvice(expert=expert, verdict=TlvKind.SBO, text=" ", given_on=MONDAY)


def test_t5_without_a_rule_of_the_day_nobody_is_asked() -> None:
    rules = profession_rules()
    before = min(rule.valid_from for rule in rules) - timedelta(days=1)

    with pytest.raises(RuleViolation, match=r"tlv\.no-profession-rule"):
        professions_on(rules, before)


def test_t6_a_collective_advice_is_refused() -> None:
    tlv = in_advice()

    with pytest.raises(InvalidInput) as refused_:
        tlv.give_advice(
            TlvKind.SBO,
            ONE_TEXT,
            PROFESSIONS,
            by=ANNA,
            alone=False,
            meet=begin("tlv-mdo", MONDAY),
            at=noon(MONDAY),
        )

    assert [error.code for error in refused_.value.errors] == ["tlv.collective-advice"]


def test_t6_only_who_was_asked_advises_and_only_once() -> None:
    tlv = in_advice()
    with pytest.raises(RuleViolation, match="not-your-advice"):
        advise(tlv, COMMITTEE, TlvKind.SBO, ONE_TEXT)
    advise(tlv, ANNA, TlvKind.SBO, ONE_TEXT)
    with pytest.raises(RuleViolation, match="advice-is-there"):
        advise(tlv, ANNA, None, OTHER_TEXT)


@pytest.mark.parametrize("text", [ONE_TEXT, f"{OTHER_TEXT} Dus ja."])
def test_t6_a_decision_has_reasons_of_its_own(text: str) -> None:
    tlv = advised()
    copied = Motivation(words=text, criteria=MOTIVATION.criteria)

    with pytest.raises(InvalidInput) as refusal:
        tlv.grant(
            "2026000001",
            TlvKind.SBO,
            VALIDITY,
            copied,
            by=COMMITTEE,
            announce=begin("tlv-announce", MONDAY),
            at=noon(MONDAY),
        )

    assert [error.code for error in refusal.value.errors] == ["tlv.motivation-copied"]


@pytest.mark.parametrize("second", [None, TlvKind.SO_LOW])
def test_t7_experts_that_differ_meet_before_anybody_decides(second: TlvKind | None) -> None:
    tlv = advised(second)
    assert isinstance(tlv.standing, Divided)
    assert tlv.responsibility
    assert tlv.responsibility.has(TlvAction.HOLD_MDO)
    with pytest.raises(RuleViolation, match="not-now"):
        grant(tlv)

    tlv.hold_mdo(MONDAY, at=noon(MONDAY))
    grant(tlv)

    assert isinstance(tlv.standing, Decided)
    assert isinstance(tlv.standing.decision, Grant)
    assert tlv.standing.decision.mdo_on == MONDAY


def test_t8_the_term_is_eight_weeks_from_the_receipt() -> None:
    tlv = received()

    assert isinstance(tlv.standing, Received)
    assert tlv.standing.decide.last_day == day(56)


def test_t8_a_late_decision_is_taken_down_with_its_breach() -> None:
    tlv = advised()
    tlv.take_events()
    grant(tlv, day(57))

    events = tlv.take_events()
    late = [e.term.rule for e in events if isinstance(e, TermBreached)]
    assert late == ["tlv-decision"]
    assert any(isinstance(e, TlvDecided) for e in events)


def test_t9_the_clock_stands_still_while_the_school_supplies() -> None:
    tlv = received(an_application(receiving=None))
    tlv.suspend(
        "Met welke school is gesproken?", supply=begin("tlv-supply", day(2)), at=noon(day(2))
    )
    assert isinstance(tlv.standing, Suspended)
    assert tlv.standing.missing == (Missing.RECEIVING_SCHOOL,)

    tlv.notice_breaches(at=noon(day(10)))
    assert breaches(tlv) == []
    days = sum(each.pause.days for each in tlv.suspensions_on(day(12)))
    supply(tlv, day(12))

    assert days == 9, "the days between the asking and the supply"
    assert isinstance(tlv.standing, Received)
    assert [each.pause.days for each in tlv.suspensions] == [9]


def test_t9_what_is_only_half_supplied_keeps_the_clock_still() -> None:
    tlv = received(an_application(receiving=None, talks=()))
    tlv.suspend("Wat nog?", supply=begin("tlv-supply", MONDAY), at=noon(MONDAY))
    half = an_application(receiving=None)

    tlv.supply(
        half,
        decide=begin("tlv-decision", MONDAY),
        check=begin("tlv-check", MONDAY),
        at=noon(day(3)),
    )

    assert isinstance(tlv.standing, Suspended)


def test_t9_who_supplies_nothing_gets_no_decision_on_the_child_but_not_before_the_term() -> None:
    tlv = received(an_application(receiving=None))
    tlv.suspend("Wat nog?", supply=begin("tlv-supply", MONDAY), at=noon(MONDAY))
    with pytest.raises(RuleViolation, match="supply-term-runs"):
        unprocessed(tlv, day(14))

    unprocessed(tlv, day(20))
    (decided,) = [e for e in tlv.take_events() if isinstance(e, TlvDecided)]
    assert decided.days_suspended == 14, "until the last day to supply, not until the decision"
    announce(tlv, day(20))

    assert isinstance(tlv.standing, Declined)
    assert tlv.standing.decision.outcome == "unprocessed"


def test_t10_amounts_are_data_of_a_day() -> None:
    spring = date(2024, 5, 1)
    found = {kind: amount_on(amounts(), kind, spring) for kind in TlvKind}

    assert {kind: each.cents for kind, each in found.items() if each} == {
        TlvKind.SBO: 6634_52,
        TlvKind.SO_LOW: 12938_34,
        TlvKind.SO_MIDDLE: 21053_23,
        TlvKind.SO_HIGH: 31419_53,
    }
    assert amount_on(amounts(), TlvKind.SBO, date(2023, 12, 31)) is None
    assert [kind.category for kind in TlvKind] == [None, 1, 2, 3]


@pytest.mark.parametrize(
    ("starts", "ends", "code"),
    [
        (date(2026, 8, 1), date(2027, 7, 31), None),
        (date(2026, 11, 1), date(2028, 7, 31), None),
        (date(2026, 11, 1), date(2027, 7, 31), "tlv.a-school-year-at-least"),
        (date(2026, 8, 1), date(2027, 8, 31), "tlv.ends-with-school-year"),
        (date(2026, 8, 1), date(2026, 7, 31), "tlv.a-school-year-at-least"),
        (date(2026, 8, 1), date(2045, 7, 31), "tlv.ends-too-late"),
    ],
)
def test_t11_a_tlv_holds_a_whole_school_year_and_ends_on_31_july(
    starts: date, ends: date, code: str | None
) -> None:
    tlv = advised()
    validity = Validity(starts, ends)
    if code is None:
        grant(tlv, validity=validity)
        return
    with pytest.raises(InvalidInput) as refusal:
        grant(tlv, validity=validity)
    assert [error.code for error in refusal.value.errors] == [code]


def test_t12_the_wave_of_december_asks_what_comes_next_once() -> None:
    tlv = granted()
    assert isinstance(tlv.standing, Granted)
    assert tlv.standing.wave_on == date(2027, 12, 1)
    assert tlv.standing.letter.last_day == date(2027, 12, 31)
    assert tlv.standing.successor.last_day == date(2028, 4, 14), "before 15 April"

    tlv.take_events()
    for _ in range(3):
        tlv.look(take_up_by=date(2027, 12, 2), at=noon(date(2027, 12, 1)))

    assert [type(e) for e in tlv.take_events()].count(WaveReached) == 1
    assert tlv.responsibility
    assert tlv.responsibility.has(TlvAction.SEND_RENEWAL_LETTER)
    tlv.send_letter(at=noon(date(2027, 12, 5)))
    assert tlv.responsibility
    assert not tlv.responsibility.has(TlvAction.SEND_RENEWAL_LETTER)
    with pytest.raises(RuleViolation, match=r"tlv\.letter-sent-before"):
        tlv.send_letter(at=noon(date(2027, 12, 6)))


def test_t12_nothing_ends_in_silence() -> None:
    tlv = granted()
    tlv.take_events()
    tlv.look(take_up_by=date(2028, 4, 16), at=noon(date(2028, 4, 15)))
    assert "tlv-successor" in breaches(tlv), "an alarm long before"

    tlv.look(take_up_by=date(2028, 8, 2), at=noon(date(2028, 8, 1)))

    assert isinstance(tlv.standing, Expired)
    assert any(isinstance(e, TlvExpired) for e in tlv.take_events()), "and an alarm after"
    assert tlv.responsibility
    assert tlv.responsibility.has(TlvAction.CHOOSE_SUCCESSOR)
    tlv.succeed(
        Succeeded(step=NextStep.BACK_TO_REGULAR, from_day=date(2028, 8, 1)),
        at=noon(date(2028, 8, 3)),
    )
    assert isinstance(tlv.standing, Ended)


def test_t12_renewed_says_by_which() -> None:
    tlv = granted()
    with pytest.raises(InvalidInput):
        tlv.succeed(Succeeded(step=NextStep.RENEWED, from_day=MONDAY), at=noon(MONDAY))

    tlv.renewal_applied(TlvId(new_id()), at=noon(day(100)))
    tlv.succeed(
        Succeeded(step=NextStep.RENEWED, from_day=MONDAY, tlv_id=TlvId(new_id())), at=noon(day(101))
    )

    assert isinstance(tlv.standing, Ended)


def test_t13_every_tlv_that_counts_has_a_number_and_nothing_else_has() -> None:
    ours, theirs = granted().standing, foreign().standing

    assert isinstance(ours, Granted)
    assert isinstance(theirs, Granted)
    assert ours.grant.number == "2026000001"
    assert theirs.grant.number == "AB 12/345"
    assert not hasattr(refused().standing, "number")


def test_t14_numbers_follow_the_alliances_own_pattern() -> None:
    own = NumberRule(template="PO2703-{year}-{sequence:05d}", pattern=r"PO2703-\d{4}-\d{5}")

    assert own.make(year=2026, sequence=42) == "PO2703-2026-00042"
    assert NUMBERS.fits(NUMBERS.make(year=2026, sequence=1))
    assert not own.fits("2026000001")
    with pytest.raises(ValueError, match="pattern"):
        own.make(year=2026, sequence=100_000)
    with pytest.raises(ValueError, match="template"):
        NumberRule(template="{sequence}", pattern=r"\d{10}")


def test_t14_another_alliances_tlv_is_brought_in_as_it_is() -> None:
    tlv = foreign()

    assert isinstance(tlv.standing, Granted)
    assert isinstance(tlv.standing.grant, ForeignGrant)
    assert tlv.standing.grant.alliance == "PO3005"
    assert tlv.standing.object_by is None
    with pytest.raises(InvalidInput):
        foreign_number("<script>")
    with pytest.raises(RuleViolation, match=r"objection\.not-ours"):
        object_to(tlv, MONDAY)
    with pytest.raises(RuleViolation, match=r"tlv\.another-alliances"):
        _ = tlv.asked


def test_t15_a_child_in_residence_needs_no_tlv() -> None:
    with pytest.raises(InvalidInput) as refusal:
        received(an_application(in_residence=True))

    assert [error.code for error in refusal.value.errors] == ["tlv.residence-needs-none"]


def test_t16_who_disagrees_has_six_weeks_and_the_lbt_is_asked_within_two() -> None:
    tlv = refused()
    assert tlv.object_by.last_day == day(42)
    id_ = object_to(tlv, day(10))
    assert tlv.responsibility
    assert tlv.responsibility.has(TlvAction.ASK_LBT)
    assert not tlv.objections[0].was_late

    tlv.take_events()
    tlv.notice_breaches(at=noon(day(25)))
    assert breaches(tlv) == ["tlv-ask-lbt"]
    with pytest.raises(InvalidInput):
        tlv.ask_lbt(
            id_,
            has_defence=False,
            decide=begin("objection-decision-committee", day(42)),
            at=noon(day(25)),
        )


def test_t16_only_a_full_yes_goes_without_the_lbt() -> None:
    for outcome in ObjectionOutcome:
        tlv = refused()
        id_ = object_to(tlv, day(10))
        try:
            answer(tlv, id_, outcome, day(20))
        except RuleViolation:
            assert outcome is not ObjectionOutcome.UPHELD
        else:
            assert outcome is ObjectionOutcome.UPHELD
            assert isinstance(tlv.standing, Deciding), "it is decided anew, on the same advices"


def test_t16_a_late_objection_is_taken_in_also_when_all_had_ended() -> None:
    tlv = refused()
    tlv.look(take_up_by=day(44), at=noon(day(43)))
    assert isinstance(tlv.standing, Ended)

    object_to(tlv, day(60))

    assert tlv.objections[0].was_late
    assert isinstance(tlv.standing, Declined)
    assert tlv.responsibility
    assert tlv.responsibility.has(TlvAction.ASK_LBT)


def test_t17_the_term_for_an_objection_counts_from_the_end_of_the_term_to_object() -> None:
    tlv = refused()
    id_ = object_to(tlv, day(10))
    over = tlv.object_by.last_day
    assert tlv.objections[0].running()[-1].last_day == over + timedelta(weeks=6)

    committee = begin("objection-decision-committee", over)
    tlv.ask_lbt(id_, has_defence=True, decide=committee, at=noon(day(12)))
    assert committee.last_day == over + timedelta(weeks=12)
    tlv.lbt_advised(id_, on=day(60), upholds=False, at=noon(day(60)))
    tlv.adjourn_objection(
        id_, decide=begin("objection-adjournment", committee.last_day), at=noon(day(61))
    )
    assert tlv.objections[0].running()[-1].last_day == over + timedelta(weeks=18)
    with pytest.raises(RuleViolation, match="extended-before"):
        tlv.adjourn_objection(id_, decide=begin("objection-adjournment", over), at=noon(day(62)))

    answer(tlv, id_, ObjectionOutcome.REJECTED, day(100))
    assert isinstance(tlv.standing, Ended), "nothing is left to wait for"


def answer(tlv: Tlv, id_: ObjectionId, outcome: ObjectionOutcome, on: date) -> None:
    tlv.answer_objection(
        id_,
        outcome,
        "Wij hebben opnieuw gekeken.",
        by=COMMITTEE,
        decide=begin("tlv-decision", on),
        check=begin("tlv-check", on),
        at=noon(on),
    )


def test_t18_a_notice_of_default_starts_two_weeks_and_then_a_penalty_of_1442_euro_at_most() -> None:
    tlv = advised()
    notice_on = day(60)
    with pytest.raises(RuleViolation, match="not-late"):
        tlv.note_default(
            LateThing.DECISION, day(56), decide=begin("default-notice", day(56)), at=noon(day(56))
        )
    tlv.note_default(
        LateThing.DECISION, notice_on, decide=begin("default-notice", notice_on), at=noon(notice_on)
    )
    with pytest.raises(RuleViolation, match=r"tlv\.default-noted-before"):
        tlv.note_default(
            LateThing.DECISION,
            notice_on,
            decide=begin("default-notice", notice_on),
            at=noon(notice_on),
        )
    notice = tlv.notices[0]
    last = notice.decide.last_day

    assert last == notice_on + timedelta(days=14)
    assert tlv.responsibility
    assert tlv.responsibility.has(TlvAction.ANSWER_DEFAULT)
    assert notice.cents_due(last) == 0
    assert notice.cents_due(last + timedelta(days=1)) == 23_00
    assert notice.cents_due(last + timedelta(days=14)) == 14 * 23_00
    assert notice.cents_due(last + timedelta(days=15)) == 14 * 23_00 + 35_00
    assert notice.cents_due(last + timedelta(days=400)) == 1442_00

    grant(tlv, last + timedelta(days=4))
    assert tlv.notices[0].cents_due(last + timedelta(days=400)) == 3 * 23_00
    assert tlv.responsibility
    assert not tlv.responsibility.has(TlvAction.ANSWER_DEFAULT)


def test_t19_only_terms_of_the_law_move_to_a_working_day() -> None:
    moving = {rule.key for rule in RULES if rule.moves_to_working_day and is_ours(rule.key)}

    assert moving == {
        "tlv-decision",
        "tlv-objection",
        "objection-decision",
        "objection-decision-committee",
        "objection-adjournment",
        "default-notice",
    }
    saturday = date(2026, 9, 5)
    for key in moving:
        assert DutchWorkingDays().is_working_day(begin(key, saturday).last_day)
    assert begin("tlv-supply", saturday).last_day.weekday() == saturday.weekday()


def is_ours(key: str) -> bool:
    return key.startswith(("tlv-", "objection-", "default-"))


def test_nobody_is_refused_before_school_and_parents_were_heard() -> None:
    tlv = advised()
    tlv.intend_refusal(
        "De school kan dit zelf.", hear=begin("tlv-hearing", MONDAY), at=noon(MONDAY)
    )
    with pytest.raises(RuleViolation, match="hear-first"):
        tlv.refuse(
            MOTIVATION, by=COMMITTEE, announce=begin("tlv-announce", MONDAY), at=noon(MONDAY)
        )

    heard(tlv)
    tlv.refuse(MOTIVATION, by=COMMITTEE, announce=begin("tlv-announce", MONDAY), at=noon(MONDAY))

    assert isinstance(tlv.standing, Decided)


def test_an_advice_that_may_not_count_is_set_aside_and_kept() -> None:
    tlv = advised()
    tlv.set_advice_aside(
        Slot.SECOND, "Werkte voor het bestuur.", advise=begin("tlv-advice", MONDAY), at=noon(MONDAY)
    )

    assert isinstance(tlv.standing, InAdvice)
    assert [each.advice.expert.person_id for each in tlv.set_aside] == [BRAM]
    with pytest.raises(RuleViolation):
        grant(tlv)


def test_criteria_are_cited_in_the_version_of_the_day() -> None:
    found = cited(["kind-fits-needs", "kind-fits-needs"], criteria(), MONDAY)

    assert [(each.code, each.version) for each in found] == [("kind-fits-needs", 1)]
    with pytest.raises(InvalidInput):
        cited(["no-such"], criteria(), MONDAY)


def test_k5_the_days_by_stage_add_up_from_receipt_to_now() -> None:
    tlv = received()
    tlv.complete(advise=begin("tlv-advice", MONDAY), at=noon(MONDAY + timedelta(days=3)))
    days = tlv.days_by_stage(MONDAY + timedelta(days=10))
    assert [(each.stage.status, each.days, each.is_now) for each in days] == [
        ("received", 3, False),
        ("in-advice", 7, True),
    ]

    tlv.withdraw(at=noon(MONDAY + timedelta(days=12)))

    over = tlv.days_by_stage(MONDAY + timedelta(days=40))
    assert [(each.stage.status, each.days) for each in over] == [("received", 3), ("in-advice", 9)]
