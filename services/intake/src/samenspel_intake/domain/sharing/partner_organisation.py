"""A partner: an organisation outside the alliance with which something of a child may be shared."""

from dataclasses import dataclass
from enum import StrEnum

from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import AllianceId
from samenspel_kernel.responsibility import Partner

LONGEST_NAME = 100


class PartnerKind(StrEnum):
    """What it does for children."""

    YOUTH_CARE = "youth-care"
    YOUTH_HEALTH = "youth-health"
    MUNICIPALITY = "municipality"
    EDUCATION_ELSEWHERE = "education-elsewhere"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerOrganisation:
    """One that the alliance works with; InvalidInput without a name to show parents."""

    partner: Partner
    alliance_id: AllianceId
    name: str
    kind: PartnerKind

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > LONGEST_NAME:
            raise InvalidInput(FieldError("name", "partner.name"))
