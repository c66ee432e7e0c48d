"""Log-in without a password: invitations, codes by mail, passkeys, tickets for children."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from samenspel_platform.migrating import public_table, tenant_table

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SERVICE = "intake"
MOMENT = sa.DateTime(timezone=True)
FIRST_CHECK, CONTACT_CHECK = "contact_contact_of_whom_check_check", "contact_of_whom_check"
OF_PUPIL_OR_SCHOOL = (
    "kind = 'parent' AND pupil_id IS NOT NULL AND school_id IS NULL"
    " OR kind = 'school' AND school_id IS NOT NULL AND pupil_id IS NULL"
)
OF_WHOM = f"{OF_PUPIL_OR_SCHOOL} OR kind = 'person' AND num_nonnulls(pupil_id, school_id) = 0"


def upgrade() -> None:
    """Make the tables.

    Before somebody is known there is no alliance: codes, challenges and counts have none, and hold
    nothing but hashes.
    """
    _check_contacts(FIRST_CHECK, CONTACT_CHECK, OF_WHOM)
    _invitations()
    _codes()
    _passkeys()
    _child_tickets()


def downgrade() -> None:
    """Drop them, with the contacts of those who came by them."""
    for table in ("child_ticket", "passkey_challenge", "passkey"):
        op.drop_table(table)
    for table in ("try_count", "log_in_code", "invitation"):
        op.drop_table(table)
    op.execute("DELETE FROM contact WHERE kind = 'person'")
    _check_contacts(CONTACT_CHECK, FIRST_CHECK, OF_PUPIL_OR_SCHOOL)


def _check_contacts(old: str, new: str, check: str) -> None:
    """Replace the check; what is there satisfied the old one, so nothing need be looked at."""
    drop = f"ALTER TABLE contact DROP CONSTRAINT {old}"
    op.execute(f"-- squawk-ignore ban-drop-constraint\n{drop}")  # the next one allows more
    op.execute(f"ALTER TABLE contact ADD CONSTRAINT {new} CHECK ({check}) NOT VALID")


def _invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("event_seq", sa.Integer, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("pupil_ids", ARRAY(sa.Uuid()), nullable=False),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("invited_by", sa.Uuid, nullable=False),
        sa.Column("inviter_name", sa.Text, nullable=False),
        sa.Column("secret_hash", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("person_id", sa.Uuid),
        sa.Column("answered_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="invitation_pkey"),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name="invitation_contact_id_fkey",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.CheckConstraint(
            "status IN ('waiting', 'accepted', 'withdrawn')", name=op.f("invitation_status_check")
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (status = 'waiting')"
            " AND (person_id IS NOT NULL) = (status = 'accepted')",
            name=op.f("invitation_answer_check"),
        ),
    )
    for column in ("alliance_id", "unit_id", "contact_id", "person_id"):
        op.create_index(f"invitation_{column}_ix", "invitation", [column])
    tenant_table("invitation", service=SERVICE)


def _codes() -> None:
    op.create_table(
        "log_in_code",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("browser", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("tries", sa.SmallInteger, nullable=False),
        sa.Column("proven", sa.Boolean, nullable=False),
        sa.Column("used", sa.Boolean, nullable=False),
        sa.Column("sent", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="log_in_code_pkey"),
    )
    op.create_index("log_in_code_expires_at_ix", "log_in_code", ["expires_at"])
    op.create_index("log_in_code_browser_ix", "log_in_code", ["browser", "expires_at"])
    op.create_index("log_in_code_unsent_ix", "log_in_code", ["sent", "expires_at"])
    public_table("log_in_code", service=SERVICE)
    op.create_table(
        "try_count",
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("who", sa.LargeBinary, nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("what", "who", name="try_count_pkey"),
    )
    op.create_index("try_count_began_at_ix", "try_count", ["began_at"])
    public_table("try_count", service=SERVICE)


def _passkeys() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("credential_id", sa.LargeBinary, nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("sign_count", sa.BigInteger, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="passkey_pkey"),
        sa.UniqueConstraint("credential_id", name="passkey_credential_id_key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="passkey_person_id_fkey"),
    )
    for column in ("alliance_id", "person_id"):
        op.create_index(f"passkey_{column}_ix", "passkey", [column])
    tenant_table("passkey", service=SERVICE, app="SELECT, INSERT, UPDATE, DELETE")
    op.create_table(
        "passkey_challenge",
        sa.Column("browser", sa.LargeBinary, nullable=False),
        sa.Column("challenge", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("browser", name="passkey_challenge_pkey"),
    )
    op.create_index("passkey_challenge_expires_at_ix", "passkey_challenge", ["expires_at"])
    public_table("passkey_challenge", service=SERVICE, app="SELECT, INSERT, UPDATE, DELETE")


def _child_tickets() -> None:
    op.create_table(
        "child_ticket",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("shown_by", sa.Uuid, nullable=False),
        sa.Column("secret_hash", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="child_ticket_pkey"),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name="child_ticket_pupil_id_fkey"),
    )
    for column in ("alliance_id", "pupil_id"):
        op.create_index(f"child_ticket_{column}_ix", "child_ticket", [column])
    tenant_table("child_ticket", service=SERVICE)
