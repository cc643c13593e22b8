"""A database of an older version is brought to the newest shape with what it holds."""

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection

from bot.archive.migrate import migrate

MOMENT = "2026-11-01 06:00:00"


def upgrade_to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", "bot.archive:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def test_copies_and_sketches_of_older_articles_are_filled_in(sqlite_url: str) -> None:
    """Articles of one text were one story: the first of them is the others' source; shingles give the sketch."""
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        upgrade_to(connection, "0002")
        connection.execute(text(f"INSERT INTO stories (id, guild, text_hash, made) VALUES (1, 7, 'a', '{MOMENT}')"))  # noqa: S608
        for number in (1, 2):
            connection.execute(
                text(
                    "INSERT INTO articles (id, key, text_hash, title, report, reader, read_at, shingles)"
                    " VALUES (:id, :key, 'a', 'Title', '{}', '0', :moment, '[3, 5, 9]')"
                ),
                {"id": number, "key": f"key {number}", "moment": MOMENT},
            )
            connection.execute(
                text("INSERT INTO story_articles (guild, article, story) VALUES (7, :id, 1)"), {"id": number}
            )
        migrate(connection)
        sources = connection.execute(text("SELECT article, source, adds FROM story_articles ORDER BY article")).all()
        sketches = connection.execute(text("SELECT article, hash FROM sketches ORDER BY article, hash")).all()
    engine.dispose()
    assert [tuple(row) for row in sources] == [(1, None, None), (2, 1, 0)]
    assert [tuple(row) for row in sketches] == [(n, hash_) for n in (1, 2) for hash_ in (3, 5, 9)]
