"""What others pay for the same help: their decision, their money; it is never in our ledger."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import ArrangementId

LONGEST_REFERENCE = 60


class Payer(StrEnum):
    """Who else pays: youth help is the municipality's (Jeugdwet), care an insurer's or office's."""

    MUNICIPALITY = "municipality"
    HEALTH_INSURER = "health-insurer"
    CARE_OFFICE = "care-office"


class Purpose(StrEnum):
    """What the payer's decision is for; a code, for its words would tell of the child's health."""

    GUIDANCE = "guidance"
    TREATMENT = "treatment"
    DAY_TREATMENT = "day-treatment"
    PERSONAL_CARE = "personal-care"
    DYSLEXIA_CARE = "dyslexia-care"
    HELP_AT_HOME = "help-at-home"
    TRANSPORT = "transport"
    OTHER = "other"


class PayersDecision(StrEnum):
    """What the payer said; only it decides."""

    AWAITED = "awaited"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPayerLine:
    """One line of an arrangement that another pays; `amount` is None where it does not say.

    `starts_on` and `ends_on` are the days that the decision is for, None where they are not known.
    `reference` is by what the payer finds its decision again; it names no person.
    """

    id: UUID
    arrangement_id: ArrangementId
    payer: Payer
    decision: PayersDecision
    decided_on: date | None
    amount: Cents | None
    reference: str
    purpose: Purpose = Purpose.OTHER
    starts_on: date | None = None
    ends_on: date | None = None

    @classmethod
    def noted(
        cls,
        id_: UUID,
        arrangement_id: ArrangementId,
        *,
        payer: Payer,
        decision: PayersDecision,
        decided_on: date | None,
        amount: Cents | None,
        reference: str,
        today: date,
        purpose: Purpose = Purpose.OTHER,
        starts_on: date | None = None,
        ends_on: date | None = None,
    ) -> "OtherPayerLine":
        """Note it; InvalidInput where its days do not go together."""
        wrong = []
        if (decision is PayersDecision.AWAITED) != (decided_on is None):
            wrong.append(FieldError("decided_on", "money.decided-on"))
        elif decided_on is not None and decided_on > today:
            wrong.append(FieldError("decided_on", "date.in-future"))
        if starts_on is not None and ends_on is not None and ends_on < starts_on:
            wrong.append(FieldError("ends_on", "money.ends-before-start"))
        if text := text_error("reference", reference, max_length=LONGEST_REFERENCE, required=False):
            wrong.append(text)
        if wrong:
            raise InvalidInput(*wrong)
        return cls(
            id=id_,
            arrangement_id=arrangement_id,
            payer=payer,
            decision=decision,
            decided_on=decided_on,
            amount=amount,
            reference=reference.strip(),
            purpose=purpose,
            starts_on=starts_on,
            ends_on=ends_on,
        )
