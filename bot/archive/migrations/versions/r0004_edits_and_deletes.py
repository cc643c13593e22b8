"""Posts that are edited or deleted: what is due for a line, how often a post was begun, where to catch up."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UNSAID = sa.text("message IS NULL AND gave_up IS NULL")
WAITING = sa.text("due IS NOT NULL AND gave_up IS NULL")


def upgrade() -> None:
    op.add_column("posts", sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("posts", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("posts", sa.Column("asked", sa.String(), nullable=True))
    op.add_column("watches", sa.Column("mark", sa.BigInteger(), nullable=True))
    op.execute("UPDATE watches SET mark = (SELECT max(id) FROM posts WHERE posts.channel = watches.channel)")
    op.add_column("outbox", sa.Column("due", sa.String(), nullable=True))
    op.add_column("outbox", sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("outbox", sa.Column("denied", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE outbox SET due = 'say' WHERE message IS NULL")
    op.drop_index("outbox_unsaid_index", "outbox")
    op.create_index("outbox_waiting_index", "outbox", ["made"], sqlite_where=WAITING, postgresql_where=WAITING)


def downgrade() -> None:
    op.drop_index("outbox_waiting_index", "outbox")
    op.create_index("outbox_unsaid_index", "outbox", ["made"], sqlite_where=UNSAID, postgresql_where=UNSAID)
    for table, names in (
        ("outbox", ("due", "version", "denied")),
        ("watches", ("mark",)),
        ("posts", ("revision", "tries", "asked")),
    ):
        for name in names:
            op.drop_column(table, name)
