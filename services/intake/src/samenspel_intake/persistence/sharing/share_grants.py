"""Stored leave to share."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.ids import ShareGrantId
from samenspel_intake.domain.sharing import standing as standings
from samenspel_intake.domain.sharing.consent import Consent
from samenspel_intake.domain.sharing.purpose import LegalBasis, Purpose, SharedPart
from samenspel_intake.domain.sharing.share import ConsentTerms, Share
from samenspel_intake.domain.sharing.share_grant import ShareGrant
from samenspel_intake.domain.sharing.standing import Active, Ended, Standing
from samenspel_intake.persistence.share_tables import ShareGrantRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import AllianceId, PupilId, UnitId
from samenspel_kernel.responsibility import Partner
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of

HOW = standings.Withdrawn | standings.Expired | standings.NotShared | standings.Died
STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, HOW, Standing)
CONSENTS: Documents[Consent] = Documents(Consent)
TERMS: Documents[ConsentTerms] = Documents(ConsentTerms)


class SqlShareGrants(SqlOpenItems[ShareGrant, ShareGrantRow]):
    """Leave to share of one alliance."""

    row_type = ShareGrantRow

    async def open_about(self, *pupil_ids: PupilId) -> Sequence[ShareGrant]:
        """Load what is shared or asked of a child, under whichever of its ids, for change."""
        return await self.open_where(ShareGrantRow.pupil_id.in_(pupil_ids))

    def to_domain(self, row: ShareGrantRow) -> ShareGrant:
        """Build one."""
        return ShareGrant(
            id=ShareGrantId(row.id),
            alliance_id=AllianceId(row.alliance_id),
            unit_id=UnitId(row.unit_id) if row.unit_id else None,
            pupil_id=PupilId(row.pupil_id),
            share=Share(
                partner=Partner(row.partner_id),
                purpose=Purpose(row.purpose),
                parts=frozenset(SharedPart(part) for part in row.parts),
                first_day=row.first_day,
                last_day=row.last_day,
            ),
            basis=LegalBasis(row.basis),
            text_version=row.text_version,
            consent=CONSENTS.load(row.consent) if row.consent is not None else None,
            terms=TERMS.load(row.terms) if row.terms is not None else None,
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: ShareGrantRow, aggregate: ShareGrant) -> None:
        """Write its state."""
        share, consent, terms = aggregate.share, aggregate.consent, aggregate.terms
        row.pupil_id, row.partner_id = aggregate.pupil_id, share.partner.id
        row.purpose, row.parts = share.purpose.value, sorted(part.value for part in share.parts)
        row.first_day, row.last_day = share.first_day, share.last_day
        row.basis, row.text_version = aggregate.basis.value, aggregate.text_version
        row.consent = CONSENTS.dump(consent) if consent is not None else None
        row.terms = TERMS.dump(terms) if terms is not None else None
        standing = STANDINGS.dump(aggregate.standing)
        self.fill_open(row, aggregate, status=aggregate.standing.status, standing=standing)

    async def may_share(self, pupil_id: PupilId, partner_id: UUID, *, on: date) -> bool:
        """Tell whether anything of a child may go to a partner on a day."""
        row = ShareGrantRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.pupil_id == pupil_id,
            row.partner_id == partner_id,
            row.status == Active.status,
            row.first_day <= on,
            row.last_day >= on,
        )
        return (await self._uow.session.scalars(query.limit(1))).first() is not None

    async def open_of(self, pupil_id: PupilId) -> Sequence[ShareGrant]:
        """Load what is open for a child, for change."""
        row = ShareGrantRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.pupil_id == pupil_id,
            row.status != Ended.status,
        )
        ids = list(await self._uow.session.scalars(query.order_by(row.id)))
        return [await self.get(id_) for id_ in ids]


def answered_by(grant: ShareGrant, parent: ContactId) -> bool | None:
    """Tell what a parent said: True to yes, False to no, None while it is silent."""
    answers = grant.consent.answers if grant.consent is not None else ()
    return next((a.is_given for a in answers if a.parent == parent), None)
