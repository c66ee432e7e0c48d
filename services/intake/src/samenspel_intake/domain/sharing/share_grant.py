"""Leave to share parts of a child's file with one partner, for one purpose, in one period."""

from dataclasses import dataclass
from datetime import date, datetime

from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.ids import ShareGrantId
from samenspel_intake.domain.sharing.asked_share import AskedShare, asking, to_ask, to_review
from samenspel_intake.domain.sharing.consent import Consent
from samenspel_intake.domain.sharing.events import ConsentAsked, ShareGranted, ShareOpened
from samenspel_intake.domain.sharing.purpose import (
    NEVER_WITHOUT_PARENTS,
    LegalBasis,
    Purpose,
    SharedPart,
)
from samenspel_intake.domain.sharing.share import ConsentTerms, Share
from samenspel_intake.domain.sharing.standing import Active, Died, Ended, Expired
from samenspel_kernel.accountability import Holder
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import AllianceId, PupilId, UnitId
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term


@dataclass(eq=False, kw_only=True)
class ShareGrant(AskedShare):
    """Guards that nothing is shared without a basis, and no longer than was said."""

    @classmethod
    def ask(
        cls,
        id_: ShareGrantId,
        share: Share,
        *,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        pupil_id: PupilId,
        parents: frozenset[ContactId],
        text_version: int,
        holder: Holder,
        terms: ConsentTerms,
        at: datetime,
    ) -> "ShareGrant":
        """Ask each parent with authority; nothing is shared until they answered."""
        wrong = share.wrong()
        if not parents:
            wrong.append(FieldError("parents", "share.nobody-to-ask"))
        if wrong:
            raise InvalidInput(*wrong)
        standing = asking(Responsibility.of(holder, *to_ask(terms)), terms)
        grant = cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            pupil_id=pupil_id,
            share=share,
            basis=LegalBasis.CONSENT,
            text_version=text_version,
            consent=Consent(parents),
            terms=terms,
            standing=standing,
        )
        grant._record(ShareOpened(occurred_at=at, grant=grant, standing=standing))
        grant._record(ConsentAsked(occurred_at=at, grant=grant, parents=parents))
        return grant

    @classmethod
    def on_other_basis(
        cls,
        id_: ShareGrantId,
        share: Share,
        *,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        pupil_id: PupilId,
        basis: LegalBasis,
        text_version: int,
        holder: Holder,
        review: Term,
        at: datetime,
    ) -> "ShareGrant":
        """Grant it by another right than consent; the covenant or article is in the version."""
        wrong = share.wrong()
        if basis is LegalBasis.CONSENT:
            wrong.append(FieldError("basis", "share.consent-is-asked"))
        if share.parts & NEVER_WITHOUT_PARENTS:
            wrong.append(FieldError("parts", "share.parents-decide"))
        if wrong:
            raise InvalidInput(*wrong)
        standing = Active(Responsibility.of(holder, to_review(review)), review)
        grant = cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            pupil_id=pupil_id,
            share=share,
            basis=basis,
            text_version=text_version,
            standing=standing,
        )
        grant._record(ShareOpened(occurred_at=at, grant=grant, standing=standing))
        grant._record(ShareGranted(occurred_at=at, grant=grant))
        return grant

    def allows(self, purpose: Purpose, part: SharedPart, *, on: date) -> bool:
        """Tell whether a part may be shared for a purpose on a day."""
        share = self.share
        return (
            isinstance(self.standing, Active)
            and purpose is share.purpose
            and part in share.parts
            and share.first_day <= on <= share.last_day
        )

    def expire(self, *, at: datetime) -> None:
        """End it when its last day has passed; else do nothing."""
        today = dutch_date(at)
        if self.responsibility is not None and today > self.share.last_day:
            self._end(Ended(Expired(today)), at)

    def died(self, *, at: datetime) -> None:
        """End it at once."""
        self._held()
        self._end(Ended(Died()), at)

    def look(self, *, take_up_by: date, at: datetime) -> None:
        """Do what time does: leave ends with its last day too."""
        super().look(take_up_by=take_up_by, at=at)
        self.expire(at=at)

    def _marks(self) -> list[date]:
        last = [] if self.responsibility is None else [self.share.last_day + ONE_DAY]
        return super()._marks() + last
