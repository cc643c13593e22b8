"""The first shape: posts, articles and what they tell, stories, corrections, settings, digests, the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
UNSAID = sa.text("message IS NULL AND gave_up IS NULL")
TABLES = (
    "outbox", "runs", "digests", "opt_outs", "watches", "settings", "corrections", "story_articles", "stories",
    "figures", "entries", "copies", "articles", "posts",
)  # fmt: skip


def upgrade() -> None:
    _create_posts()
    _create_articles()
    _create_told()
    _create_stories()
    _create_guilds()
    _create_digests()
    _create_outbox()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _create_posts() -> None:
    op.create_table(
        "posts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=True),
        sa.Column("claimed", MOMENT, nullable=False),
        sa.Column("finished", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="posts_primary"),
    )
    op.create_index("posts_channel_index", "posts", ["channel", "id"])
    op.create_index("posts_state_index", "posts", ["state"])


def _create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", KEY, nullable=False),
        sa.Column("short", sa.String(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("read_at", MOMENT, nullable=False),
        sa.Column("shingles", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="articles_primary"),
        sa.UniqueConstraint("key", name="articles_key_unique"),
        sa.UniqueConstraint("short", name="articles_short_unique"),
        sqlite_autoincrement=True,
    )
    op.create_index("articles_text_hash_index", "articles", ["text_hash"])
    op.create_table(
        "copies",
        sa.Column("id", KEY, nullable=False),
        sa.Column("post", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("brought", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="copies_article_foreign", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["post"], ["posts.id"], name="copies_post_foreign", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="copies_primary"),
        sa.UniqueConstraint("post", "article", name="copies_post_article_unique"),
        sqlite_autoincrement=True,
    )
    op.create_index("copies_article_index", "copies", ["article", "guild"])
    op.create_index("copies_channel_index", "copies", ["guild", "channel", "brought"])


def _create_told() -> None:
    op.create_table(
        "entries",
        sa.Column("id", KEY, nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("end", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("timex", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("importance", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="entries_article_foreign", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="entries_primary"),
        sqlite_autoincrement=True,
    )
    op.create_index("entries_article_index", "entries", ["article"])
    op.create_index("entries_days_index", "entries", ["first", "last"])
    op.create_table(
        "figures",
        sa.Column("id", KEY, nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("upper", sa.Float(), nullable=True),
        sa.Column("approx", sa.String(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("noun", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="figures_article_foreign", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="figures_primary"),
        sqlite_autoincrement=True,
    )
    op.create_index("figures_article_index", "figures", ["article"])


def _create_stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", KEY, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("made", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="stories_primary"),
        sa.UniqueConstraint("guild", "text_hash", name="stories_guild_text_hash_unique"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "story_articles",
        sa.Column("guild", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("story", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name="story_articles_article_foreign", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="story_articles_story_foreign", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guild", "article", name="story_articles_primary"),
    )
    op.create_index("story_articles_story_index", "story_articles", ["story"])
    op.create_table(
        "corrections",
        sa.Column("id", KEY, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.BigInteger(), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("was", sa.JSON(), nullable=True),
        sa.Column("now", sa.JSON(), nullable=True),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="corrections_article_foreign", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["undoes"], ["corrections.id"], name="corrections_undoes_foreign"),
        sa.PrimaryKeyConstraint("id", name="corrections_primary"),
        sqlite_autoincrement=True,
    )
    op.create_index("corrections_article_index", "corrections", ["guild", "article"])


def _create_guilds() -> None:
    op.create_table(
        "settings",
        sa.Column("guild", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("guild", "key", name="settings_primary"),
    )
    op.create_table(
        "watches",
        sa.Column("channel", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("paused", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("channel", name="watches_primary"),
    )
    op.create_index("watches_guild_index", "watches", ["guild"])
    op.create_table(
        "opt_outs",
        sa.Column("guild", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("guild", "person", name="opt_outs_primary"),
    )


def _create_digests() -> None:
    op.create_table(
        "digests",
        sa.Column("id", KEY, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("weekdays", sa.String(), nullable=False),
        sa.Column("quiet", sa.String(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="digests_primary"),
        sa.UniqueConstraint("channel", name="digests_channel_unique"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "runs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("digest", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["digests.id"], name="runs_digest_foreign", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="runs_primary"),
        sa.UniqueConstraint("digest", "day", name="runs_digest_day_unique"),
        sqlite_autoincrement=True,
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", KEY, nullable=False),
        sa.Column("nonce", sa.String(25), nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("post", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_at", MOMENT, nullable=True),
        sa.Column("message", sa.BigInteger(), nullable=True),
        sa.Column("said_at", MOMENT, nullable=True),
        sa.Column("gave_up", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["post"], ["posts.id"], name="outbox_post_foreign", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="outbox_primary"),
        sa.UniqueConstraint("nonce", name="outbox_nonce_unique"),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_channel_index", "outbox", ["guild", "channel", "id"])
    op.create_index("outbox_post_index", "outbox", ["post"])
    op.create_index("outbox_unsaid_index", "outbox", ["made"], sqlite_where=UNSAID, postgresql_where=UNSAID)
