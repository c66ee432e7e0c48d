"""Tables of letters; what they say is personal."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, LargeBinary, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.persistence.tables import Base
from samenspel_messaging.unit_of_work import AggregateRow


class LetterRow(AggregateRow, Base):
    """One letter; `content` are the values of its template."""

    __tablename__ = "letter"
    __table_args__ = (
        Index(
            "letter_to_make_ix",
            "alliance_id",
            "failures",
            "ordered_at",
            postgresql_where=text("made_at IS NULL"),
        ),
    )
    case_id: Mapped[UUID] = mapped_column(index=True)
    pupil_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    tlv_id: Mapped[UUID | None] = mapped_column(index=True)
    kind: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    template: Mapped[int]
    sender: Mapped[str]
    dated: Mapped[date]
    ordered_at: Mapped[datetime]
    batch_id: Mapped[UUID | None] = mapped_column(index=True)
    made_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    failures: Mapped[int]


class LetterPdfRow(Base):
    """A letter as it was made; there is one for each that was."""

    __tablename__ = "letter_pdf"
    letter_id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID]
    pdf: Mapped[bytes] = mapped_column(LargeBinary)


class LetterOfficeRow(Base):
    """Who writes decisions in the name of an alliance, and where one objects to them by letter."""

    __tablename__ = "letter_office"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str]
