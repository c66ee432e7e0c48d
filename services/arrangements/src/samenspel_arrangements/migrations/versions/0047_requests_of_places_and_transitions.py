"""Of which request a placement and a transition come, so that its timeline tells of them."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

REQUESTS = {
    "placement": "UPDATE placement AS p SET support_request_id = c.support_request_id"
    " FROM support_case AS c WHERE c.id = p.case_id AND c.alliance_id = p.alliance_id",
    "transition": "UPDATE transition AS t SET support_request_id = c.support_request_id"
    " FROM support_case AS c WHERE c.id = t.case_id AND c.alliance_id = t.alliance_id",
}


def upgrade() -> None:
    """Add it, and take it from the case; processes of the release before write none."""
    for table, take in REQUESTS.items():
        op.add_column(table, sa.Column("support_request_id", sa.Uuid))
        op.execute(take)


def downgrade() -> None:
    """Drop it."""
    for table in REQUESTS:
        op.drop_column(table, "support_request_id")
