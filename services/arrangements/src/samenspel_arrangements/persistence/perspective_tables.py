"""Tables of the shared perspective, and of the parents who are asked whether they share it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.persistence.tables import Base
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.open_items import OpenItemRow, accountable


class PerspectiveRow(OpenItemRow, Base):
    """The perspective of a case, all its versions and what was said of each; personal.

    `version` is the number of the newest one, 0 while nothing is written.
    """

    __tablename__ = "shared_perspective"
    case_id: Mapped[UUID] = mapped_column(unique=True)
    support_request_id: Mapped[UUID]
    pupil_id: Mapped[UUID] = mapped_column(index=True)
    school_id: Mapped[UUID | None]
    opened_at: Mapped[datetime]
    phase: Mapped[str]
    version: Mapped[int]
    versions: Mapped[Any] = mapped_column(DOCUMENT)
    positions: Mapped[Any] = mapped_column(DOCUMENT)
    __table_args__ = (
        accountable("ended"),
        CheckConstraint("version = jsonb_array_length(versions)", name="versions"),
        CheckConstraint(
            "(status IN ('asking', 'heard', 'following')) <= (version > 0)", name="written"
        ),
    )


class ParentRow(Base):
    """A parent of a pupil, and whether it has parental authority; personal.

    Of its address there are the digits of the postcode alone. An organisation has one too, but no
    child lives there.
    """

    __tablename__ = "parent_directory"
    contact_id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID]
    pupil_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    has_authority: Mapped[bool]
    postcode4: Mapped[str | None]
    houses_child: Mapped[bool] = mapped_column(server_default=true())
    seq: Mapped[int] = mapped_column(BigInteger)
