"""Use cases: parents answer, silence is decided on, and leave to share ends with what hangs on it."""

from dataclasses import dataclass
from uuid import UUID

from samenspel_intake.application.families.deciding import require_say
from samenspel_intake.application.sharing.ask_to_share import consent_terms, with_authority
from samenspel_intake.application.sharing.ports import SharingUnitOfWork
from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.ids import ShareGrantId
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.sharing.consent import SilenceDecision
from samenspel_intake.domain.sharing.share_grant import ShareGrant
from samenspel_intake.domain.sharing.standing import Active
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.errors import NotFound, RuleViolation
from samenspel_kernel.ids import GrantId, PersonId, new_id

ROLES_OF_PARTNERS = (Role.YOUTH_CONSULTANT, Role.EXPERT)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerShare:
    """What a parent says; staff writes down for whom, when a parent said it on paper."""

    share_grant_id: ShareGrantId
    gives: bool
    on_paper_by: ContactId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideOnSilence:
    """What the named decider decides because a parent stayed silent."""

    share_grant_id: ShareGrantId
    share: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveUnshared:
    """Don't share, after talking with the parents."""

    share_grant_id: ShareGrantId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetLookAlong:
    """Somebody of the partner sees the child's file while the share lasts."""

    share_grant_id: ShareGrantId
    person_id: PersonId


async def answer_share(
    command: AnswerShare, *, actor: Actor, uow: SharingUnitOfWork, clock: Clock
) -> ShareGrant:
    """Write it down; a no to what is shared already takes effect at once, in every service."""
    grant, pupil = await _load(command.share_grant_id, uow)
    if command.on_paper_by is not None:
        require(actor, Deed.ASK_TO_SHARE, Subject.of(pupil))
        parent = command.on_paper_by
    else:
        await require_say(actor, Deed.ANSWER_SHARE, Subject.of(pupil), uow.parents)
        own = (await uow.parents.at_hand(actor.person_id, pupil.id)).own
        if own is None:
            raise RuleViolation("share.not-a-parent-with-authority")
        parent = own.id
    grant.answer(parent, gives=command.gives, at=clock.now())
    return await _saved(grant, uow, clock)


async def decide_on_silence(
    command: DecideOnSilence, *, actor: Actor, uow: SharingUnitOfWork, clock: Clock
) -> ShareGrant:
    """Share, or don't, although a parent stayed silent; a no is never decided away."""
    grant, pupil = await _load(command.share_grant_id, uow)
    require(actor, Deed.DECIDE_ON_SILENCE, Subject.of(pupil))
    decision = SilenceDecision(actor.person_id, clock.now(), command.reason)
    grant.decide_on_silence(decision, share=command.share, at=clock.now())
    return await _saved(grant, uow, clock)


async def leave_unshared(
    command: LeaveUnshared, *, actor: Actor, uow: SharingUnitOfWork, clock: Clock
) -> ShareGrant:
    """End it, for a parent says no."""
    grant, pupil = await _load(command.share_grant_id, uow)
    require(actor, Deed.ASK_TO_SHARE, Subject.of(pupil))
    grant.leave_unshared(command.reason, at=clock.now())
    return await _saved(grant, uow, clock)


async def let_look_along(
    command: LetLookAlong, *, actor: Actor, uow: SharingUnitOfWork, clock: Clock
) -> ShareGrant:
    """Give a professional of a partner a role for the child that ends when the share ends."""
    grant, pupil = await _load(command.share_grant_id, uow)
    require(actor, Deed.ASK_TO_SHARE, Subject.of(pupil))
    today = dutch_date(clock.now())
    share = grant.share
    if not isinstance(grant.standing, Active) or not share.first_day <= today <= share.last_day:
        raise RuleViolation("share.not-active")
    person = await uow.people.get(command.person_id)
    known = [each.role for each in person.grants if each.role in ROLES_OF_PARTNERS]
    if not known:
        raise RuleViolation("share.not-of-a-partner")
    person.give(
        Grant(
            id=GrantId(new_id()),
            role=known[0],
            pupil_ids=frozenset({pupil.id}),
            since=today,
            until=share.last_day + ONE_DAY,
            share_id=grant.id,
        ),
        at=clock.now(),
    )
    uow.people.save(person)
    return grant


async def follow_authority_in_shares(pupil: Pupil, *, uow: SharingUnitOfWork, clock: Clock) -> None:
    """Ask whoever decides about the child now; until they answered nothing is shared."""
    today = dutch_date(clock.now())
    for grant in await uow.share_grants.open_of(pupil.id):
        if grant.consent is None or grant.terms is None:
            continue
        parents = await with_authority(pupil.id, uow)
        if not parents or parents == grant.consent.parents:
            continue
        terms = await consent_terms(pupil, grant.terms.review, today, uow)
        grant.authority_changed(parents, terms, at=clock.now())
        await _saved(grant, uow, clock)


async def _load(id_: ShareGrantId, uow: SharingUnitOfWork) -> tuple[ShareGrant, Pupil]:
    grant = await uow.share_grants.get(id_)
    pupil = await uow.pupils.find(grant.pupil_id)
    if pupil is None:
        raise NotFound
    return grant, pupil


async def _saved(grant: ShareGrant, uow: SharingUnitOfWork, clock: Clock) -> ShareGrant:
    uow.share_grants.save(grant)
    if not isinstance(grant.standing, Active):
        await _nobody_looks_along(grant.id, uow, clock)
    return grant


async def _nobody_looks_along(share_id: ShareGrantId, uow: SharingUnitOfWork, clock: Clock) -> None:
    people: list[UUID] = await uow.shares.people_by(share_id)
    today = dutch_date(clock.now())
    for person_id in people:
        person = await uow.people.get(person_id)
        hanging = [g for g in person.grants if g.share_id == share_id and not g.is_over(today)]
        for each in hanging:
            person.take_away(each.id, at=clock.now())
        uow.people.save(person)
