"""Tables of the help itself: its sessions, its groups, and what people are asked."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Index, SmallInteger, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.persistence.tables import Base
from samenspel_messaging.unit_of_work import AggregateRow
from samenspel_platform.documents import DOCUMENT


class SessionRow(AggregateRow, Base):
    """One session; `standing` is the whole of where it stands, of which `status` is the name."""

    __tablename__ = "help_session"
    __table_args__ = (
        CheckConstraint(
            "status IN ('planned', 'given', 'not-given', 'called-off', 'dropped')", name="status"
        ),
        Index("help_session_giver_ix", "alliance_id", "giver_id", "on_day"),
        Index("help_session_group_ix", "group_id", "on_day"),
    )
    arrangement_id: Mapped[UUID] = mapped_column(index=True)
    case_id: Mapped[UUID]
    support_request_id: Mapped[UUID]
    pupil_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    giver_id: Mapped[UUID]
    on_day: Mapped[date]
    record: Mapped[Any] = mapped_column(DOCUMENT)
    status: Mapped[str]
    standing: Mapped[Any] = mapped_column(DOCUMENT)
    is_told: Mapped[bool]
    next_look_on: Mapped[date | None]
    group_id: Mapped[UUID | None]
    moves: Mapped[Any] = mapped_column(DOCUMENT, server_default=text("'[]'::jsonb"))


class HelpGroupRow(AggregateRow, Base):
    """One group; `evaluations` are those of the group as a whole, no child is in them."""

    __tablename__ = "help_group"
    name: Mapped[str]
    goals: Mapped[list[str]] = mapped_column(ARRAY(Text))
    leader_id: Mapped[UUID]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    evaluations: Mapped[Any] = mapped_column(DOCUMENT)
    places: Mapped[int] = mapped_column(SmallInteger, server_default=text("30"))
    closed_on: Mapped[date | None]
    closure: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)


class MembershipRow(AggregateRow, Base):
    """That the help of one child is given in a group, from a day on; it points, and copies nothing."""

    __tablename__ = "help_group_member"
    __table_args__ = (
        CheckConstraint("left_on >= joined_on", name="days"),
        Index(
            "help_group_member_current_key",
            "arrangement_id",
            unique=True,
            postgresql_where=text("left_on IS NULL"),
        ),
    )
    group_id: Mapped[UUID] = mapped_column(index=True)
    arrangement_id: Mapped[UUID]
    case_id: Mapped[UUID]
    pupil_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    joined_on: Mapped[date]
    left_on: Mapped[date | None]


class QuestionRow(AggregateRow, Base):
    """What one person was asked about help; `standing` holds the scores, and no words."""

    __tablename__ = "help_question"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'unanswered', 'answered', 'withdrawn')", name="status"),
    )
    arrangement_id: Mapped[UUID] = mapped_column(index=True)
    case_id: Mapped[UUID]
    support_request_id: Mapped[UUID]
    pupil_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    moment: Mapped[str]
    party: Mapped[str]
    person_id: Mapped[UUID]
    answer_by: Mapped[Any] = mapped_column(DOCUMENT)
    status: Mapped[str]
    standing: Mapped[Any] = mapped_column(DOCUMENT)
    next_look_on: Mapped[date | None]


class RecipeRow(AggregateRow, Base):
    """Help that can be given again; nothing of a child is in it."""

    __tablename__ = "help_recipe"
    name: Mapped[str]
    need: Mapped[str]
    level: Mapped[int]
    kind: Mapped[str]
    measures: Mapped[list[str]] = mapped_column(ARRAY(Text))
    weeks: Mapped[int]
    made_on: Mapped[date]


class RecipeUseRow(Base):
    """Which help counts among the results of a recipe; `made`: the recipe was made of it."""

    __tablename__ = "help_recipe_use"
    __table_args__ = (
        Index(
            "help_recipe_use_made_key",
            "arrangement_id",
            unique=True,
            postgresql_where=text("made"),
        ),
    )
    recipe_id: Mapped[UUID] = mapped_column(primary_key=True)
    arrangement_id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    made: Mapped[bool]
