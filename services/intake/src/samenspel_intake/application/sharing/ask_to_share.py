"""Use cases: somebody wants to share something of a child with a partner."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samenspel_intake.application.sharing.ports import SharingUnitOfWork
from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.ids import ShareGrantId
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.sharing.purpose import LegalBasis, Purpose, SharedPart
from samenspel_intake.domain.sharing.share import ConsentTerms, Share
from samenspel_intake.domain.sharing.share_grant import ShareGrant
from samenspel_intake.domain.term_rules import (
    CONSENT_DECIDER,
    CONSENT_REMINDER,
    CONSENT_TALK,
    SHARE_REVIEW,
)
from samenspel_kernel.accountability import Holder, HolderKind, desk
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import PupilId, new_id
from samenspel_kernel.term import Term

TEXT_VERSION = 1
"""Of the words by which parents are asked (web/texts, `share.asked`); they consent to these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskToShare:
    """What, with which partner, for what and how long; on another basis no parent is asked."""

    pupil_id: PupilId
    partner_id: UUID
    purpose: Purpose
    parts: frozenset[SharedPart]
    first_day: date
    last_day: date
    basis: LegalBasis = LegalBasis.CONSENT


async def ask_to_share(
    command: AskToShare, *, actor: Actor, uow: SharingUnitOfWork, clock: Clock
) -> ShareGrant:
    """Ask each parent with authority, or share by another right; the asker's side sees to it."""
    pupil = await uow.pupils.used(command.pupil_id)
    deed = Deed.ASK_TO_SHARE if command.basis is LegalBasis.CONSENT else Deed.SHARE_BY_LAW
    require(actor, deed, Subject.of(pupil))
    share = await _share(command, uow)
    now, today = clock.now(), dutch_date(clock.now())
    if command.last_day < today:
        raise InvalidInput(FieldError("last_day", "date.in-past"))
    review = await _review(share, today, uow)
    if command.basis is not LegalBasis.CONSENT:
        grant = ShareGrant.on_other_basis(
            ShareGrantId(new_id()),
            share,
            alliance_id=pupil.alliance_id,
            unit_id=pupil.unit_id,
            pupil_id=pupil.id,
            basis=command.basis,
            text_version=TEXT_VERSION,
            holder=_holder(actor, pupil),
            review=review,
            at=now,
        )
    else:
        grant = ShareGrant.ask(
            ShareGrantId(new_id()),
            share,
            alliance_id=pupil.alliance_id,
            unit_id=pupil.unit_id,
            pupil_id=pupil.id,
            parents=await with_authority(pupil.id, uow),
            text_version=TEXT_VERSION,
            holder=_holder(actor, pupil),
            terms=await consent_terms(pupil, review, today, uow),
            at=now,
        )
    uow.share_grants.save(grant)
    return grant


async def consent_terms(
    pupil: Pupil, review: Term, today: date, uow: SharingUnitOfWork
) -> ConsentTerms:
    """Compute until when parents answer; RuleViolation while nobody decides on silence."""
    decider = await uow.partners.decider()
    if decider is None:
        raise RuleViolation("share.no-decider")
    return ConsentTerms(
        remind=await uow.terms.begin(CONSENT_REMINDER, today, school_id=pupil.school_id),
        decide=await uow.terms.begin(CONSENT_DECIDER, today, school_id=pupil.school_id),
        talk=await uow.terms.begin(CONSENT_TALK, today, school_id=pupil.school_id),
        review=review,
        decider=decider,
    )


async def with_authority(pupil_id: PupilId, uow: SharingUnitOfWork) -> frozenset[ContactId]:
    """Give the parents and guardians who decide about a child."""
    family = await uow.contacts.of_pupils(pupil_id)
    return frozenset(contact.id for contact in family if contact.details.has_authority)


async def _share(command: AskToShare, uow: SharingUnitOfWork) -> Share:
    partner = await uow.partners.find(command.partner_id)
    if partner is None:
        raise InvalidInput(FieldError("partner_id", "partner.unknown"))
    return Share(
        partner=partner.partner,
        purpose=command.purpose,
        parts=command.parts,
        first_day=command.first_day,
        last_day=command.last_day,
    )


async def _review(share: Share, today: date, uow: SharingUnitOfWork) -> Term:
    """Give when to look again before it ends; of a share that is short, the day on which it ends."""
    term = await uow.terms.begin(SHARE_REVIEW, share.last_day)
    if term.last_day > today:
        return term
    return Term(term.rule, term.rule_version, term.starts_on, share.last_day)


def _holder(actor: Actor, pupil: Pupil) -> Holder:
    if actor.school_id is not None:
        return Holder(HolderKind.SCHOOL, actor.school_id)
    return desk(unit_id=pupil.unit_id, alliance_id=pupil.alliance_id)
