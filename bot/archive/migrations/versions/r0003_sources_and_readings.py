"""Near copies of a text found by a sketch of it, what a correction makes of an article, and parts of a paste."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Until now a story held the articles of one text: its first article is where the others' text comes from.
FIRST_OF_STORY = """
UPDATE story_articles SET source = (
    SELECT nullif(min(other.article), story_articles.article) FROM story_articles AS other
    WHERE other.guild = story_articles.guild AND other.story = story_articles.story
)
"""

SKETCH = 16
"""How many of an article's shingles, which are kept sorted, are its sketch."""
ARTICLES = sa.table("articles", sa.column("id", sa.BigInteger()), sa.column("shingles", sa.JSON()))
SKETCHES = sa.table("sketches", sa.column("hash", sa.BigInteger()), sa.column("article", sa.BigInteger()))


def upgrade() -> None:
    op.create_table(
        "sketches",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="sketches_article_foreign", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash", "article", name="sketches_primary"),
    )
    op.create_index("sketches_article_index", "sketches", ["article"])
    op.create_table(
        "readings",
        sa.Column("guild", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="readings_article_foreign", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guild", "article", name="readings_primary"),
    )
    op.create_index("readings_article_index", "readings", ["article"])
    op.add_column("story_articles", sa.Column("source", sa.BigInteger(), nullable=True))
    op.add_column("story_articles", sa.Column("adds", sa.Boolean(), nullable=True))
    op.add_column("entries", sa.Column("guild", sa.BigInteger(), nullable=True))
    op.add_column("figures", sa.Column("guild", sa.BigInteger(), nullable=True))
    op.add_column("posts", sa.Column("part_of", sa.BigInteger(), nullable=True))
    op.create_index("posts_part_of_index", "posts", ["part_of"])
    op.execute(FIRST_OF_STORY)
    op.execute("UPDATE story_articles SET adds = false WHERE source IS NOT NULL")
    _sketch_articles()


def downgrade() -> None:
    op.drop_index("posts_part_of_index", "posts")
    for table, column in (
        ("posts", "part_of"),
        ("figures", "guild"),
        ("entries", "guild"),
        ("story_articles", "adds"),
        ("story_articles", "source"),
    ):
        op.drop_column(table, column)
    op.drop_table("readings")
    op.drop_table("sketches")


def _sketch_articles() -> None:
    connection = op.get_bind()
    for number in connection.scalars(sa.select(ARTICLES.c.id)).all():
        shingles = connection.scalars(sa.select(ARTICLES.c.shingles).where(ARTICLES.c.id == number)).one()
        if rows := [{"hash": shingle, "article": number} for shingle in sorted(set(shingles))[:SKETCH]]:
            op.bulk_insert(SKETCHES, rows)
