"""Intake's schema. Rows are not aggregates: repositories translate."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
    Uuid,
    false,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from samenspel_messaging.unit_of_work import AggregateRow
from samenspel_platform.database import named_metadata
from samenspel_platform.rule_records import RuleRecordColumns


def of_pupil() -> ForeignKey:
    """Refer to a pupil that may be written later in the same transaction."""
    return ForeignKey("pupil.id", deferrable=True, initially="DEFERRED")


class Base(DeclarativeBase):
    """All of intake's tables."""

    metadata = named_metadata()
    type_annotation_map = {
        str: Text(),
        datetime: DateTime(timezone=True),
        list[str]: ARRAY(Text()),
        list[UUID]: ARRAY(Uuid()),
    }


class AllianceRow(Base):
    """One alliance; public."""

    __tablename__ = "alliance"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class RuleRecordRow(RuleRecordColumns, Base):
    """One version of one term of one alliance of the register."""

    __tablename__ = "rule_record"
    alliance_id: Mapped[UUID] = mapped_column(ForeignKey("alliance.id"), primary_key=True)


class UnitRow(AggregateRow, Base):
    """One support unit and its area; public."""

    __tablename__ = "unit"
    slug: Mapped[str]
    name: Mapped[str]
    alliance_name: Mapped[str]
    municipalities: Mapped[list[str]]
    brins: Mapped[list[str]]
    __table_args__ = (Index("unit_alliance_id_slug_key", "alliance_id", "slug", unique=True),)


class SchoolLocationRow(Base):
    """One location of the national register; public. House numbers are kept as they came."""

    __tablename__ = "school_location"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    board_number: Mapped[str]
    street: Mapped[str]
    house_number: Mapped[str]
    house_number_damaged: Mapped[bool]
    postcode: Mapped[str]
    place: Mapped[str]
    correspondence_street: Mapped[str]
    correspondence_house_number: Mapped[str]
    correspondence_house_number_damaged: Mapped[bool]
    correspondence_postcode: Mapped[str]
    correspondence_place: Mapped[str]
    municipality_code: Mapped[str] = mapped_column(index=True)
    municipality_name: Mapped[str]
    denomination: Mapped[str]
    phone: Mapped[str]
    website: Mapped[str]


class SchoolRow(AggregateRow, Base):
    """One school of an alliance; public."""

    __tablename__ = "school"
    location_code: Mapped[str] = mapped_column(ForeignKey("school_location.code"), unique=True)
    name: Mapped[str]
    municipality_code: Mapped[str]
    place: Mapped[str]
    postcode4: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    successor_code: Mapped[str | None]
    __table_args__ = (
        CheckConstraint("successor_code IS NULL OR valid_until IS NOT NULL", name="succession"),
    )


class PupilRow(AggregateRow, Base):
    """One child; somebody completes what is missing, exactly while anything is."""

    __tablename__ = "pupil"
    given_name: Mapped[str]
    family_name: Mapped[str]
    birth_date: Mapped[date | None]
    school_id: Mapped[UUID | None] = mapped_column(ForeignKey("school.id"), index=True)
    municipality_code: Mapped[str | None]
    has_reachable_parent: Mapped[bool]
    missing: Mapped[list[str]]
    completion_holder_kind: Mapped[str | None]
    completion_holder_id: Mapped[UUID | None]
    completion_due_on: Mapped[date | None]
    merged_into: Mapped[UUID | None] = mapped_column(ForeignKey("pupil.id"), index=True)
    __table_args__ = (
        CheckConstraint("merged_into <> id", name="merged"),
        CheckConstraint("merged_into IS NULL OR cardinality(missing) = 0", name="not_used"),
        Index("pupil_birth_date_ix", "alliance_id", "birth_date"),
        Index("pupil_given_name_ix", "alliance_id", text("lower(given_name)")),
        CheckConstraint(
            "num_nonnulls(completion_holder_kind, completion_holder_id, completion_due_on)"
            " = CASE WHEN cardinality(missing) > 0 THEN 3 ELSE 0 END",
            name="accountable",
        ),
    )


class ContactRow(AggregateRow, Base):
    """How one parent, or one school's contact person, is reached."""

    __tablename__ = "contact"
    kind: Mapped[str]
    name: Mapped[str]
    email: Mapped[str | None]
    language: Mapped[str]
    has_authority: Mapped[bool]
    pupil_id: Mapped[UUID | None] = mapped_column(of_pupil(), index=True)
    school_id: Mapped[UUID | None] = mapped_column(ForeignKey("school.id"), index=True)
    relationship_: Mapped[str] = mapped_column("relationship", server_default="parent")
    organisation: Mapped[str] = mapped_column(server_default="")
    prefers: Mapped[str] = mapped_column(server_default="email")
    street: Mapped[str | None]
    postcode: Mapped[str | None]
    place: Mapped[str | None]
    child_lives_here: Mapped[bool] = mapped_column(server_default=true())
    needs_interpreter: Mapped[bool] = mapped_column(server_default=false())
    authority: Mapped[list["AuthorityRow"]] = relationship(
        lazy="selectin", order_by="AuthorityRow.number"
    )
    __table_args__ = (
        CheckConstraint("num_nonnulls(street, postcode, place) IN (0, 3)", name="address"),
        CheckConstraint("prefers = 'email' OR street IS NOT NULL", name="post"),
        CheckConstraint("relationship <> 'caregiver' OR NOT has_authority", name="caregiver"),
        CheckConstraint("organisation = '' OR relationship = 'guardian'", name="organisation"),
        CheckConstraint(
            "kind = 'parent' AND pupil_id IS NOT NULL AND school_id IS NULL"
            " OR kind = 'school' AND school_id IS NOT NULL AND pupil_id IS NULL"
            " OR kind = 'person' AND num_nonnulls(pupil_id, school_id) = 0",
            name="of_whom",
        ),
    )


class AuthorityRow(Base):
    """That a contact has authority or not, from a day on; never changed."""

    __tablename__ = "authority_change"
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"), primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    has_authority: Mapped[bool]
    from_day: Mapped[date]
    source: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID]


class PersonRow(AggregateRow, Base):
    """One person who may log in."""

    __tablename__ = "person"
    name: Mapped[str]
    email: Mapped[str | None]
    grants: Mapped[list["GrantRow"]] = relationship(lazy="selectin", order_by="GrantRow.number")


class GrantRow(Base):
    """One role of a person; kept when it is over."""

    __tablename__ = "role_grant"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    role: Mapped[str]
    unit_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None] = mapped_column(ForeignKey("school.id"), index=True)
    pupil_ids: Mapped[list[UUID]]
    since: Mapped[date]
    until: Mapped[date | None]
    brought_by: Mapped[str | None]
    account_key: Mapped[str | None]
    share_id: Mapped[UUID | None]
    __table_args__ = (
        Index("role_grant_share_ix", "share_id", postgresql_where=text("share_id IS NOT NULL")),
        CheckConstraint("until >= since", name="ends_after_it_begins"),
        UniqueConstraint("person_id", "number"),
    )


class LogInRow(Base):
    """One session, known by the hash of its secret."""

    __tablename__ = "log_in"
    session_hash: Mapped[str] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    grant_id: Mapped[UUID] = mapped_column(ForeignKey("role_grant.id"), index=True)
    method: Mapped[str]
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    issuer: Mapped[str | None]
    account_key: Mapped[str | None]
    provider_session: Mapped[str | None]
    is_strong: Mapped[bool] = mapped_column(server_default=false())
    __table_args__ = (Index("log_in_person_ix", "alliance_id", "person_id", "began_at"),)


class LogInKeyRow(Base):
    """By what a person is found before the alliance is known; keyed hashes, so nothing is told."""

    __tablename__ = "log_in_key"
    kind: Mapped[str] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    issuer: Mapped[str | None]
    added_at: Mapped[datetime | None]
    __table_args__ = (
        Index("log_in_key_one_person_ix", "kind", "key_hash", "alliance_id", unique=True),
    )


class FormDraftRow(Base):
    """What a person typed in a form; without fields once the form under this key is done with."""

    __tablename__ = "form_draft"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str]
    fields: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    kept_at: Mapped[datetime] = mapped_column(index=True)
