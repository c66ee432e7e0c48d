"""What a letter on paper needs: where it goes, and what it stands for."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samenspel_notifications.domain.mailing import Audience, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLetter:
    """One letter to print; `organisation` stands above the name on the envelope."""

    id: UUID
    alliance_id: UUID
    unit_id: UUID | None
    school_id: UUID | None
    pupil_id: UUID | None
    template: Template
    audience: Audience
    link_id: UUID
    answer_by: date | None
    created_at: datetime
    language: str
    name: str
    organisation: str | None
    street: str | None
    postcode: str | None
    place: str | None
