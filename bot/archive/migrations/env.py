"""Alembic runs this file: it migrates the connection that it was given, in the transaction that is already open."""

from alembic import context

from bot.archive.tables import PostRow

context.configure(connection=context.config.attributes["connection"], target_metadata=PostRow.metadata)
context.run_migrations()
