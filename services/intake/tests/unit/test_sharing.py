"""Unit: nothing leaves the file without a right to it, and no silence stops a child's help."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.ids import ShareGrantId
from samenspel_intake.domain.sharing.consent import SilenceDecision
from samenspel_intake.domain.sharing.events import (
    ConsentAsked,
    ConsentWithheld,
    ParentsReminded,
    ShareEnded,
    ShareGranted,
)
from samenspel_intake.domain.sharing.purpose import LegalBasis, Purpose, SharedPart
from samenspel_intake.domain.sharing.share import ConsentTerms, Share
from samenspel_intake.domain.sharing.share_grant import ShareGrant
from samenspel_intake.domain.sharing.standing import (
    Active,
    Asking,
    Died,
    Ended,
    Expired,
    NotShared,
    ShareAction,
    Withdrawn,
    Withheld,
)
from samenspel_intake.domain.sharing.starting_help import NEEDS_CONSENT, Help, can_start
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import HandoverId, new_id
from samenspel_kernel.open_item import hand_on
from samenspel_kernel.responsibility import Partner

from .open_items import (
    ALLIANCE,
    DESK,
    MONDAY,
    NOOR,
    PUPIL,
    SAM,
    UNIT,
    check_accountable,
    noon,
    person,
    taken,
    term,
)

MOTHER, FATHER, GUARDIAN = (ContactId(new_id()) for _ in range(3))
BOTH = frozenset({MOTHER, FATHER})
TERMS = ConsentTerms(
    remind=term("consent-reminder", MONDAY, 7),
    decide=term("consent-decider", MONDAY, 14),
    talk=term("consent-talk", MONDAY, 21),
    review=term("share-review", MONDAY, 200),
    decider=NOOR,
)
AFTER = TERMS.decide.last_day + timedelta(days=1)
SHARE = Share(
    partner=Partner(new_id()),
    purpose=Purpose.YOUTH_CARE,
    parts=frozenset({SharedPart.QUESTION, SharedPart.NEEDS}),
    first_day=MONDAY,
    last_day=date(2027, 7, 31),
)
SILENCE = SilenceDecision(NOOR, noon(AFTER), "Vader antwoordt nooit. Hulp is nodig.")


def asked(parents: frozenset[ContactId] = BOTH, share: Share = SHARE) -> ShareGrant:
    return ShareGrant.ask(
        ShareGrantId(new_id()),
        share,
        alliance_id=ALLIANCE,
        unit_id=UNIT,
        pupil_id=PUPIL,
        parents=parents,
        text_version=1,
        holder=DESK,
        terms=TERMS,
        at=noon(MONDAY),
    )


def on_other_basis(basis: LegalBasis, **share: Any) -> ShareGrant:
    return ShareGrant.on_other_basis(
        ShareGrantId(new_id()),
        replace(SHARE, **share),
        alliance_id=ALLIANCE,
        unit_id=UNIT,
        pupil_id=PUPIL,
        basis=basis,
        text_version=1,
        holder=DESK,
        review=TERMS.review,
        at=noon(MONDAY),
    )


def active() -> ShareGrant:
    grant = asked()
    for parent in (MOTHER, FATHER):
        grant.answer(parent, gives=True, at=noon(MONDAY))
    assert isinstance(grant.standing, Active)
    return grant


def shared(grant: ShareGrant, on: date = MONDAY) -> bool:
    return grant.allows(Purpose.YOUTH_CARE, SharedPart.QUESTION, on=on)


def codes(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [error.code for error in refused.value.errors]


def test_it_is_shared_when_every_parent_with_authority_said_yes_and_not_before() -> None:
    grant = asked()
    assert taken(grant, ConsentAsked)[0].parents == BOTH
    grant.answer(MOTHER, gives=True, at=noon(MONDAY))
    assert not shared(grant)

    grant.answer(FATHER, gives=True, at=noon(MONDAY))

    assert shared(grant)
    assert len(taken(grant, ShareGranted)) == 1


def test_only_what_was_asked_is_shared_for_what_and_while_it_was_asked() -> None:
    grant = active()
    assert [shared(grant, SHARE.last_day), shared(grant, MONDAY - timedelta(days=1))] == [
        True,
        False,
    ]
    assert not shared(grant, SHARE.last_day + timedelta(days=1))
    assert not grant.allows(Purpose.HEALTH_ADVICE, SharedPart.QUESTION, on=MONDAY)
    assert not grant.allows(Purpose.YOUTH_CARE, SharedPart.MEDICAL_REPORT, on=MONDAY)


def test_who_has_no_authority_cannot_answer_or_withdraw() -> None:
    grant = active()
    with pytest.raises(RuleViolation, match="not-a-parent-with-authority"):
        grant.answer(GUARDIAN, gives=True, at=noon(MONDAY))
    with pytest.raises(RuleViolation, match="not-a-parent-with-authority"):
        grant.withdraw(GUARDIAN, at=noon(MONDAY))


@pytest.mark.parametrize("parent", [MOTHER, FATHER])
def test_any_parent_takes_it_back_and_from_that_moment_nothing_is_shared(
    parent: ContactId,
) -> None:
    grant = active()
    grant.withdraw(parent, at=noon(MONDAY))

    assert not shared(grant)
    assert grant.standing == Ended(Withdrawn(parent, MONDAY))
    assert len(taken(grant, ShareEnded)) == 1


def test_a_no_to_what_is_shared_already_takes_it_back() -> None:
    grant = active()
    grant.answer(FATHER, gives=False, at=noon(MONDAY))
    assert grant.standing == Ended(Withdrawn(FATHER, MONDAY))


def test_a_no_is_no_error_somebody_talks_with_the_parents_and_they_may_come_round() -> None:
    grant = asked()
    grant.answer(MOTHER, gives=True, at=noon(MONDAY))
    grant.answer(FATHER, gives=False, at=noon(MONDAY))

    assert isinstance(grant.standing, Withheld)
    assert grant.standing.responsibility.next_action.kind == ShareAction.TALK
    assert [event.parent for event in taken(grant, ConsentWithheld)] == [FATHER]
    check_accountable(grant)

    grant.answer(FATHER, gives=True, at=noon(MONDAY))
    assert shared(grant)


def test_after_talking_it_may_stay_unshared_with_a_reason() -> None:
    grant = asked()
    with pytest.raises(RuleViolation, match="nobody-withholds"):
        grant.leave_unshared("Geen idee.", at=noon(MONDAY))
    grant.answer(FATHER, gives=False, at=noon(MONDAY))
    grant.leave_unshared("Ouders willen het niet.", at=noon(MONDAY))
    assert isinstance(grant.standing, Ended)
    assert isinstance(grant.standing.how, NotShared)


def with_one_silent() -> ShareGrant:
    grant = asked()
    grant.answer(MOTHER, gives=True, at=noon(MONDAY))
    return grant


def test_a_silent_parent_is_reminded_once() -> None:
    grant = with_one_silent()
    grant.remind(at=noon(TERMS.remind.last_day))
    assert [event.parents for event in taken(grant, ParentsReminded)] == [{FATHER}]
    with pytest.raises(RuleViolation, match="already-reminded"):
        grant.remind(at=noon(TERMS.remind.last_day))


@pytest.mark.parametrize(("reminded", "day"), [(True, TERMS.decide.last_day), (False, AFTER)])
def test_until_the_last_day_and_without_a_reminder_nobody_decides_for_the_silent(
    reminded: bool, day: date
) -> None:
    grant = with_one_silent()
    if reminded:
        grant.remind(at=noon(TERMS.remind.last_day))
    with pytest.raises(RuleViolation, match="parents-have-time"):
        grant.decide_on_silence(SILENCE, share=True, at=noon(day))


def reminded(grant: ShareGrant) -> ShareGrant:
    grant.remind(at=noon(TERMS.remind.last_day))
    return grant


@pytest.mark.parametrize("share", [True, False])
def test_after_ten_school_days_of_silence_the_named_decider_decides(share: bool) -> None:
    grant = reminded(with_one_silent())

    grant.decide_on_silence(SILENCE, share=share, at=noon(AFTER))

    assert shared(grant) is share
    if isinstance(grant.standing, Active):
        assert grant.standing.silence == SILENCE


def test_nobody_else_decides() -> None:
    with pytest.raises(RuleViolation, match="not-the-decider"):
        reminded(with_one_silent()).decide_on_silence(
            replace(SILENCE, by=SAM), share=True, at=noon(AFTER)
        )


def test_a_decision_has_a_reason() -> None:
    with pytest.raises(InvalidInput) as refused:
        reminded(with_one_silent()).decide_on_silence(
            replace(SILENCE, reason=" "), share=True, at=noon(AFTER)
        )
    assert codes(refused) == ["share.reason-missing"]


def test_where_all_are_silent_nobody_shares_and_where_one_says_no_nobody_decides() -> None:
    silent = reminded(asked())
    with pytest.raises(RuleViolation, match="nobody-consents"):
        silent.decide_on_silence(SILENCE, share=True, at=noon(AFTER))

    refused = with_one_silent()
    refused.answer(FATHER, gives=False, at=noon(MONDAY))
    with pytest.raises(RuleViolation, match="nobody-is-asked"):
        refused.decide_on_silence(SILENCE, share=True, at=noon(AFTER))


def test_who_was_silent_may_still_take_it_back() -> None:
    grant = reminded(with_one_silent())
    grant.decide_on_silence(SILENCE, share=True, at=noon(AFTER))
    grant.answer(FATHER, gives=False, at=noon(AFTER))
    assert not shared(grant, AFTER)


def test_a_guardian_who_gets_authority_is_asked_and_meanwhile_nothing_is_shared() -> None:
    grant = active()
    grant.authority_changed(frozenset({MOTHER, GUARDIAN}), TERMS, at=noon(MONDAY))

    assert isinstance(grant.standing, Asking)
    assert not shared(grant)
    assert taken(grant, ConsentAsked)[-1].parents == {GUARDIAN}
    grant.answer(GUARDIAN, gives=True, at=noon(MONDAY))
    assert shared(grant)


def test_a_parent_who_loses_authority_leaves_the_consent_of_the_other() -> None:
    grant = active()
    grant.authority_changed(frozenset({MOTHER}), TERMS, at=noon(MONDAY))
    assert shared(grant)
    with pytest.raises(InvalidInput):
        grant.authority_changed(frozenset(), TERMS, at=noon(MONDAY))


def test_it_ends_with_its_period_and_was_looked_at_long_before() -> None:
    grant = active()
    assert grant.responsibility is not None
    assert grant.responsibility.next_action.due_on == TERMS.review.last_day

    grant.expire(at=noon(SHARE.last_day))
    assert shared(grant, SHARE.last_day)
    after = SHARE.last_day + timedelta(days=1)
    grant.expire(at=noon(after))
    assert grant.standing == Ended(Expired(after))


def test_another_right_than_consent_needs_no_parent_but_never_opens_a_medical_report() -> None:
    grant = on_other_basis(LegalBasis.COVENANT)
    assert shared(grant)
    with pytest.raises(RuleViolation, match="not-by-consent"):
        grant.withdraw(MOTHER, at=noon(MONDAY))

    with pytest.raises(InvalidInput) as refused:
        on_other_basis(LegalBasis.CONSENT, parts=frozenset({SharedPart.MEDICAL_REPORT}))
    assert codes(refused) == ["share.consent-is-asked", "share.parents-decide"]


def test_what_cannot_be_granted_is_refused() -> None:
    nothing = replace(SHARE, parts=frozenset(), last_day=MONDAY - timedelta(days=1))
    with pytest.raises(InvalidInput) as refused:
        asked(frozenset(), nothing)
    assert codes(refused) == ["share.nothing", "share.ends-early", "share.nobody-to-ask"]


def test_an_open_offer_outlives_the_parents_answer_and_who_leaves_hands_it_on() -> None:
    grant, handover = asked(), HandoverId(new_id())
    answer_by = term("handover-answer", MONDAY, 7)
    grant.offer_handover(handover, person(SAM), answer_term=answer_by, at=noon(MONDAY))

    for parent in (MOTHER, FATHER):
        grant.answer(parent, gives=True, at=noon(MONDAY))

    held = grant.responsibility
    assert held is not None
    assert held.offer is not None
    assert held.offer.id == handover
    assert hand_on([grant], DESK, person(SAM), at=noon(MONDAY)) == 1


def test_help_that_needs_no_consent_starts_while_consent_is_asked() -> None:
    assert can_start(Help, []) == frozenset(Help) - NEEDS_CONSENT
    wanted = [Help.CONSULTATION, Help.ACTION_PART, Help.EXAMINATION]
    assert can_start(wanted, [Help.ACTION_PART]) == {Help.CONSULTATION, Help.ACTION_PART}
    assert can_start([Help.GROUP_HELP], Help) == {Help.GROUP_HELP}


def test_death_ends_it_at_once() -> None:
    grant = active()
    grant.died(at=noon(MONDAY))
    assert grant.standing == Ended(Died())
    with pytest.raises(RuleViolation, match=r"share\.closed"):
        grant.answer(MOTHER, gives=True, at=noon(MONDAY))
