"""Stored signals."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.signal.answering import AnswerLink, Confirmation
from samenspel_intake.domain.signal.signal import Signal
from samenspel_intake.domain.signal.standing import (
    Answered,
    BecameRequest,
    BecameSpell,
    BecameWatch,
    Heard,
    Outcome,
    Standing,
)
from samenspel_intake.domain.signal.theme import Theme
from samenspel_intake.domain.signal.worry import About, Worry
from samenspel_intake.persistence.signal_tables import SignalRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import AllianceId, UnitId
from samenspel_kernel.responsibility import Partner
from samenspel_kernel.term import Term
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of

STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, Outcome, Heard | Answered)
WORRIES: Documents[Worry] = Documents(Worry, About)
CONFIRMATIONS: Documents[Confirmation] = Documents(Confirmation)
LINKS: Documents[AnswerLink] = Documents(AnswerLink)


class SqlSignals(SqlOpenItems[Signal, SignalRow]):
    """The signals of one alliance."""

    row_type = SignalRow

    async def find_by_link(self, link_id: UUID) -> Signal | None:
        """Load the one to whose answer a mail leads."""
        row = SignalRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id, row.answer_link_id == link_id
        )
        found = await self._uow.session.scalar(query)
        return None if found is None else await self.find(found)

    async def to_forget(self, today: date, *, limit: int) -> Sequence[SignalId]:
        """Give those that nobody confirmed in time and whose raiser can't be called."""
        row = SignalRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id, row.forget_after < today
        )
        found = await self._uow.session.scalars(query.order_by(row.id).limit(limit))
        return [SignalId(id_) for id_ in found]

    async def of_family_desk(self, first_day: date, last_day: date) -> Sequence[Signal]:
        """Load what the family desk heard in a period, both Dutch days included."""
        row = SignalRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.is_confidential,
            row.term_starts_on >= first_day,
            row.term_starts_on <= last_day,
        )
        ids = list(await self._uow.session.scalars(query.order_by(row.id)))
        return [await self.get(id_) for id_ in ids]

    def to_domain(self, row: SignalRow) -> Signal:
        """Build one."""
        confirmation = row.confirmation and CONFIRMATIONS.load(row.confirmation)
        return Signal(
            id=SignalId(row.id),
            alliance_id=AllianceId(row.alliance_id),
            unit_id=UnitId(row.unit_id) if row.unit_id else None,
            worry=WORRIES.load(row.worry),
            raised_at=row.raised_at,
            answer_term=Term(
                row.term_rule, row.term_rule_version, row.term_starts_on, row.term_last_day
            ),
            is_confidential=row.is_confidential,
            family_agreed=row.family_agreed,
            theme=Theme(row.theme) if row.theme else None,
            confirmation=confirmation or None,
            answer=row.answer,
            link=LINKS.load(row.link) if row.link else None,
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: SignalRow, aggregate: Signal) -> None:
        """Write its state."""
        raiser, term = aggregate.worry.raiser, aggregate.answer_term
        row.pupil_id, row.school_id = aggregate.pupil_id, aggregate.school_id
        row.raised_by, row.contact_id = raiser.person_id, raiser.contact_id
        row.raiser_role, row.raised_at = raiser.role.value, aggregate.raised_at
        row.is_confidential = aggregate.is_confidential
        row.family_agreed = aggregate.family_agreed
        row.theme = aggregate.theme.value if aggregate.theme else None
        row.forget_after = None if raiser.phone else aggregate.is_to_forget_after
        row.worry, row.answer = WORRIES.dump(aggregate.worry), aggregate.answer
        confirmation, link = aggregate.confirmation, aggregate.link
        row.confirmation = CONFIRMATIONS.dump(confirmation) if confirmation else None
        row.link, row.answer_link_id = (LINKS.dump(link), link.id) if link else (None, None)
        row.term_rule, row.term_rule_version = term.rule, term.rule_version
        row.term_starts_on, row.term_last_day = term.starts_on, term.last_day
        row.offered_to, row.became_id = _receiver(aggregate), _became(aggregate)
        standing = STANDINGS.dump(aggregate.standing)
        self.fill_open(row, aggregate, status=aggregate.standing.status, standing=standing)


def _receiver(signal: Signal) -> UUID | None:
    held = signal.responsibility
    return held.offer.to.id if held is not None and held.offer is not None else None


def _became(signal: Signal) -> UUID | None:
    """Give the id of what came of it, where something did."""
    match signal.standing:
        case Answered(outcome=BecameRequest(support_request_id=id_)):
            return id_
        case Answered(outcome=BecameSpell(spell_id=id_)):
            return id_
        case Answered(outcome=BecameWatch(registration_id=id_)):
            return id_
        case _:
            return None
