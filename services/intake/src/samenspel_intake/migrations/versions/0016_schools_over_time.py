"""Schools open, close and go into another; files of the register and of schools are taken in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from samenspel_platform.migrating import tenant_table

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SERVICE = "intake"
MOMENT = sa.DateTime(timezone=True)
SUCCESSION = "school_succession_check"


def upgrade() -> None:
    """Add the days of schools; make the tables. Schools are few: the check takes no time."""
    for name, kind in (
        ("valid_from", sa.Date),
        ("valid_until", sa.Date),
        ("successor_code", sa.Text),
    ):
        op.add_column("school", sa.Column(name, kind))
    op.execute(
        "-- squawk-ignore constraint-missing-not-valid\n"
        f"ALTER TABLE school ADD CONSTRAINT {SUCCESSION}"
        " CHECK (successor_code IS NULL OR valid_until IS NOT NULL)"
    )
    _register_imports()
    _dossiers()


def downgrade() -> None:
    """Drop them; a school that closed is open again."""
    op.drop_table("swv_dossier")
    op.drop_table("register_import")
    op.drop_constraint(SUCCESSION, "school")
    for name in ("successor_code", "valid_until", "valid_from"):
        op.drop_column("school", name)


def _register_imports() -> None:
    op.create_table(
        "register_import",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("brought_by", sa.Uuid, nullable=False),
        sa.Column("brought_at", MOMENT, nullable=False),
        sa.Column("content", JSONB),
        sa.Column("closures", JSONB),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("outcome", JSONB),
        sa.Column("done_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="register_import_pkey"),
        sa.CheckConstraint(
            "(closures IS NULL) = (confirmed_at IS NULL)", name="register_import_confirmed_check"
        ),
        sa.CheckConstraint(
            "(done_at IS NULL) = (outcome IS NULL) AND (done_at IS NULL) = (content IS NOT NULL)"
            " AND (done_at IS NULL OR confirmed_at IS NOT NULL)",
            name="register_import_done_check",
        ),
    )
    op.create_index("register_import_alliance_id_ix", "register_import", ["alliance_id"])
    tenant_table("register_import", service=SERVICE)


def _dossiers() -> None:
    op.create_table(
        "swv_dossier",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("school_id", sa.Uuid, nullable=False),
        sa.Column("pupil_id", sa.Uuid, nullable=False),
        sa.Column("taken_by", sa.Uuid, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="swv_dossier_pkey"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="swv_dossier_school_id_fkey"),
        sa.ForeignKeyConstraint(
            ["pupil_id"],
            ["pupil.id"],
            name="swv_dossier_pupil_id_fkey",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    for column in ("alliance_id", "school_id", "pupil_id"):
        op.create_index(f"swv_dossier_{column}_ix", "swv_dossier", [column])
    tenant_table("swv_dossier", service=SERVICE)
