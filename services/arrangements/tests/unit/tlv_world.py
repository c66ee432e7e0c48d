"""What the tests of TLVs share: terms by the real rules, a full application, and steps in order."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from samenspel_arrangements.domain.tlv.advice import Employment, Expert
from samenspel_arrangements.domain.tlv.application import (
    ApplicantKind,
    Application,
    Basis,
    Consultation,
    Talk,
)
from samenspel_arrangements.domain.tlv.decided import Ahead
from samenspel_arrangements.domain.tlv.decision import (
    Criterion,
    HeardParty,
    Hearing,
    Motivation,
)
from samenspel_arrangements.domain.tlv.ids import ObjectionId, TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.objection import Objector
from samenspel_arrangements.domain.tlv.professions import Profession, Slot, professions_on
from samenspel_arrangements.domain.tlv.stand_still import (
    StandStill,
    StandStillGround,
    StandStills,
    during,
)
from samenspel_arrangements.domain.tlv.suspended import Clocks
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_arrangements.domain.tlv.validity import Validity
from samenspel_arrangements.gateways.tlv_rules import profession_rules
from samenspel_arrangements.persistence.default_rules import default_terms
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.ids import AllianceId, CaseId, PersonId, PupilId, SchoolId, UnitId, new_id
from samenspel_kernel.running_terms import RunningTerm
from samenspel_kernel.term import Term
from samenspel_kernel.terms import rule_in_force
from samenspel_platform.calendar import DutchWorkingDays

ALLIANCE, UNIT, CASE = AllianceId(new_id()), UnitId(new_id()), CaseId(new_id())
PUPIL, SCHOOL, OTHER_SCHOOL = PupilId(new_id()), SchoolId(new_id()), SchoolId(new_id())
ANNA, BRAM, COMMITTEE, MOTHER = (PersonId(new_id()) for _ in range(4))
DESK = Holder(HolderKind.ALLIANCE_DESK, ALLIANCE)
MONDAY = date(2026, 9, 7)
RULES = default_terms()
PROFESSIONS = professions_on(profession_rules(), MONDAY)
ONE_TEXT = "Noor leert in een kleine groep het best. De onderzoeken laten een laag tempo zien."
OTHER_TEXT = "In de klas raakt het meisje snel overprikkeld; dagelijkse therapie helpt haar wel."
WHY = "De school gaf twee jaar lang extra hulp. Dat was niet genoeg; sbo past bij wat zij vraagt."
VALIDITY = Validity(date(2026, 11, 1), date(2028, 7, 31))
MOTIVATION = Motivation(words=WHY, criteria=(Criterion("kind-fits-needs", 1),))
GROUNDS = "Wij zijn het niet eens met dit besluit."


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


def begin(rule: str, on: date) -> Term:
    """Compute a term by the rules that arrangements begins with."""
    return Term.by(rule_in_force(RULES, rule, on), on, DutchWorkingDays())


def again(term: Term, stand_stills: StandStills) -> Term:
    """Compute a term anew that stood still."""
    record = rule_in_force(RULES, term.rule, term.starts_on)
    running = RunningTerm(
        rule=record, starts_on=term.starts_on, suspensions=during(stand_stills, term)
    )
    return replace(term, last_day=running.last_day(DutchWorkingDays()))


def _anew(tlv: Tlv, stand_stills: StandStills) -> Clocks:
    clocks = tlv.clocks
    step = again(clocks.step, stand_stills) if clocks.step else None
    return Clocks(again(clocks.decide, stand_stills), step)


def stand_still(
    tlv: Tlv,
    from_day: date,
    until: date,
    on: date,
    ground: StandStillGround = StandStillGround.FORCE_MAJEURE,
    agreed_on: date | None = None,
) -> None:
    new = StandStill.planned(
        ground, from_day=from_day, until=until, why="Ziek.", agreed_on=agreed_on, today=on
    )
    tlv.stand_still(new, _anew(tlv, tlv.stand_stills_with(new, on=on)), at=noon(on))


def run_on(tlv: Tlv, on: date) -> None:
    tlv.run_on(_anew(tlv, tlv.stand_stills_without(on=on)), at=noon(on))


def an_application(**changes: Any) -> Application:
    whole: dict[str, Any] = {
        "applicant": ApplicantKind.REGULAR,
        "basis": Basis.ENROLLED,
        "kind": TlvKind.SBO,
        "reason": "Extra hulp in de klas was niet genoeg.",
        "talks": (Talk(date(2026, 9, 1), "Ouders zijn het ermee eens."),),
        "receiving": Consultation(date(2026, 9, 2), "SBO De Wissel"),
    }
    return Application(**whole | changes)


def received(application: Application | None = None, on: date = MONDAY) -> Tlv:
    return Tlv.receive(
        TlvId(new_id()),
        application or an_application(),
        received_on=on,
        holder=DESK,
        decide=begin("tlv-decision", on),
        check=begin("tlv-check", on),
        at=noon(on),
        alliance_id=ALLIANCE,
        unit_id=UNIT,
        pupil_id=PUPIL,
        school_id=SCHOOL,
        case_id=CASE,
    )


def an_expert(slot: Slot, person: PersonId, **changes: Any) -> Expert:
    profession = (
        Profession.SPECIAL_EDUCATIONALIST if slot is Slot.FIRST else Profession.CHILD_PSYCHOLOGIST
    )
    whole: dict[str, Any] = {
        "slot": slot,
        "person_id": person,
        "name": "Een deskundige",
        "profession": profession,
        "employment": Employment.SELF_EMPLOYED,
        "asked_on": MONDAY,
    }
    return Expert(**whole | changes)


def in_advice(on: date = MONDAY) -> Tlv:
    tlv = received(on=on)
    tlv.complete(advise=begin("tlv-advice", on), at=noon(on))
    for slot, person in ((Slot.FIRST, ANNA), (Slot.SECOND, BRAM)):
        tlv.ask_expert(an_expert(slot, person), PROFESSIONS, works_at=(), at=noon(on))
    return tlv


def advise(
    tlv: Tlv, person: PersonId, verdict: TlvKind | None, text: str, on: date = MONDAY
) -> None:
    tlv.give_advice(
        verdict,
        text,
        PROFESSIONS,
        by=person,
        alone=True,
        meet=begin("tlv-mdo", on),
        at=noon(on),
    )


def advised(second: TlvKind | None = TlvKind.SBO, on: date = MONDAY) -> Tlv:
    tlv = in_advice(on)
    advise(tlv, ANNA, TlvKind.SBO, ONE_TEXT, on)
    advise(tlv, BRAM, second, OTHER_TEXT, on)
    return tlv


def grant(tlv: Tlv, on: date = MONDAY, validity: Validity = VALIDITY) -> None:
    tlv.grant(
        "2026000001",
        TlvKind.SBO,
        validity,
        MOTIVATION,
        by=COMMITTEE,
        announce=begin("tlv-announce", on),
        at=noon(on),
    )


def ahead(validity: Validity = VALIDITY, *, on: date | None = MONDAY) -> Ahead:
    return Ahead(
        place=begin("tlv-place", on) if on else None,
        wave_on=begin("tlv-wave", validity.ends_on).last_day + ONE_DAY,
        letter=begin("tlv-letter", validity.ends_on),
        successor=begin("tlv-successor", validity.ends_on),
    )


def announce(tlv: Tlv, on: date = MONDAY, validity: Validity = VALIDITY) -> None:
    tlv.announce(object_by=begin("tlv-objection", on), ahead=ahead(validity, on=on), at=noon(on))


def granted(on: date = MONDAY, validity: Validity = VALIDITY) -> Tlv:
    tlv = advised(on=on)
    grant(tlv, on, validity)
    announce(tlv, on, validity)
    return tlv


def heard(tlv: Tlv, on: date = MONDAY) -> None:
    for party in HeardParty:
        tlv.hear(Hearing(party, on, "Wij zien dat anders."), at=noon(on))


def refused(on: date = MONDAY) -> Tlv:
    tlv = advised(on=on)
    tlv.intend_refusal("De school kan dit zelf.", hear=begin("tlv-hearing", on), at=noon(on))
    heard(tlv, on)
    tlv.refuse(MOTIVATION, by=COMMITTEE, announce=begin("tlv-announce", on), at=noon(on))
    announce(tlv, on)
    return tlv


def object_to(tlv: Tlv, on: date, id_: ObjectionId | None = None) -> ObjectionId:
    objection_id = id_ or ObjectionId(new_id())
    period_end = max(tlv.object_by.last_day, on)
    tlv.object(
        objection_id,
        Objector.PARENTS,
        GROUNDS,
        person_id=MOTHER,
        received_on=on,
        ask=begin("tlv-ask-lbt", on),
        decide=begin("objection-decision", period_end),
        holder=DESK,
        at=noon(on),
    )
    return objection_id


def foreign(validity: Validity = VALIDITY, on: date = MONDAY) -> Tlv:
    return Tlv.bring_in(
        TlvId(new_id()),
        alliance="PO-30-05",
        number="AB 12/345",
        kind=TlvKind.SO_LOW,
        validity=validity,
        holder=DESK,
        ahead=ahead(validity, on=None),
        at=noon(on),
        alliance_id=ALLIANCE,
        unit_id=UNIT,
        pupil_id=PUPIL,
        school_id=SCHOOL,
        case_id=None,
    )
