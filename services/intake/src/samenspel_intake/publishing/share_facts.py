"""What happens to leave to share, as events."""

from datetime import date

from samenspel_contracts.registry import EventData
from samenspel_contracts.share_grants import (
    ShareGrantClosedV1,
    ShareGrantConsentAskedV1,
    ShareGrantGrantedV1,
    ShareGrantOpenedV1,
    ShareGrantParentsRemindedV1,
)
from samenspel_intake.domain.sharing.asked_share import AskedShare
from samenspel_intake.domain.sharing.events import (
    ConsentAsked,
    ParentsReminded,
    ShareEnded,
    ShareGranted,
    ShareOpened,
)
from samenspel_intake.domain.sharing.standing import Died, Expired, NotShared, Withdrawn
from samenspel_intake.publishing.dispatch import to_contract
from samenspel_platform.references import action_ref, holder_ref, term_ref

OUTCOMES = {
    Withdrawn: "withdrawn",
    Expired: "expired",
    NotShared: "not-shared",
    Died: "died",
}


@to_contract.register
def _(event: ShareOpened) -> EventData:
    grant, held = event.grant, event.standing.responsibility
    running = grant.running()
    return ShareGrantOpenedV1(
        share_grant_id=grant.id,
        pupil_id=grant.pupil_id,
        status=event.standing.status,
        term=term_ref(running[0]) if running else None,
        holder=holder_ref(held.holder),
        next_action=action_ref(held.next_action),
    )


@to_contract.register
def _(event: ConsentAsked) -> EventData:
    grant = event.grant
    return ShareGrantConsentAskedV1(
        share_grant_id=grant.id,
        pupil_id=grant.pupil_id,
        contact_ids=tuple(sorted(event.parents)),
        answer_by=_answer_by(grant),
    )


@to_contract.register
def _(event: ParentsReminded) -> EventData:
    grant = event.grant
    return ShareGrantParentsRemindedV1(
        share_grant_id=grant.id,
        pupil_id=grant.pupil_id,
        contact_ids=tuple(sorted(event.parents)),
        answer_by=_answer_by(grant),
    )


@to_contract.register
def _(event: ShareGranted) -> EventData:
    grant, share = event.grant, event.grant.share
    return ShareGrantGrantedV1(
        share_grant_id=grant.id,
        pupil_id=grant.pupil_id,
        partner_id=share.partner.id,
        purpose=share.purpose.value,
        parts=tuple(sorted(part.value for part in share.parts)),
        first_day=share.first_day,
        last_day=share.last_day,
    )


@to_contract.register
def _(event: ShareEnded) -> EventData:
    return ShareGrantClosedV1(
        share_grant_id=event.grant.id, outcome=OUTCOMES[type(event.standing.how)]
    )


def _answer_by(grant: AskedShare) -> date:
    return grant.terms.decide.last_day if grant.terms is not None else grant.share.last_day
