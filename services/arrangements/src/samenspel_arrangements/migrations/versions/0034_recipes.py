"""Recipes: help that can be given again, and which help was given by them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from samenspel_platform.migrating import tenant_table

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

RECIPE, USE = "help_recipe", "help_recipe_use"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        RECIPE,
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("unit_id", sa.Uuid),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("event_seq", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("need", sa.Text, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("measures", ARRAY(sa.Text), nullable=False),
        sa.Column("weeks", sa.Integer, nullable=False),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("help_recipe_pkey")),
    )
    op.create_table(
        USE,
        sa.Column("recipe_id", sa.Uuid, nullable=False),
        sa.Column("arrangement_id", sa.Uuid, nullable=False),
        sa.Column("alliance_id", sa.Uuid, nullable=False),
        sa.Column("made", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("recipe_id", "arrangement_id", name=op.f("help_recipe_use_pkey")),
    )
    for column in ("alliance_id", "unit_id"):
        op.create_index(op.f(f"help_recipe_{column}_ix"), RECIPE, [column])
    op.create_index(op.f("help_recipe_use_alliance_id_ix"), USE, ["alliance_id"])
    op.create_index(
        "help_recipe_use_made_key",
        USE,
        ["arrangement_id"],
        unique=True,
        postgresql_where=sa.text("made"),
    )
    for table in (RECIPE, USE):
        tenant_table(table, service="arrangements")


def downgrade() -> None:
    """Drop them."""
    op.drop_table(USE)
    op.drop_table(RECIPE)
