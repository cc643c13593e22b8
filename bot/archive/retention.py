"""What is old is deleted: articles that nobody brought again, what was said about them, posts that leave nothing."""

from datetime import datetime

from sqlalchemy import delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from bot.archive.posts import CLAIMED
from bot.archive.rows import changed
from bot.archive.tables import ArticleRow, CopyRow, LineRow, PostRow, StoryArticleRow, StoryRow

_MOST = 200
"""Articles of one transaction: SQLite's one writer is not held for long."""
_HOUR = 3_600_000 << 22
"""In ids of posts, which are milliseconds with room for a count, as Discord's are."""


async def drop_old(session: AsyncSession, before: datetime) -> int:
    """How many articles were deleted; some may be left for the next call."""
    dropped = await _drop_articles(session, before)
    in_story = exists().where(col(StoryArticleRow.story) == col(StoryRow.id))
    await session.execute(delete(StoryRow).where(~in_story, col(StoryRow.made) < before))
    settled = or_(col(LineRow.due).is_(None), col(LineRow.gave_up).is_not(None))
    await session.execute(delete(LineRow).where(settled, col(LineRow.made) < before))
    await _drop_posts(session, before)
    return dropped


async def _drop_articles(session: AsyncSession, before: datetime) -> int:
    """Entries, figures, copies and corrections go with their article, whichever guilds they are of."""
    brought_since = exists().where(col(CopyRow.article) == col(ArticleRow.id), col(CopyRow.brought) >= before)
    old = select(col(ArticleRow.id)).where(col(ArticleRow.read_at) < before, ~brought_since)
    numbers = (await session.scalars(old.order_by(col(ArticleRow.id)).limit(_MOST).with_for_update())).all()
    # Asked again once the rows are locked: a post may have brought one of them while we waited for it.
    dropping = delete(ArticleRow).where(col(ArticleRow.id).in_(numbers), ~brought_since)
    return changed(await session.execute(dropping, execution_options={"synchronize_session": False}))


async def _drop_posts(session: AsyncSession, before: datetime) -> None:
    """A channel's newest posts stay: catching up looks a little behind the last, and must not claim them anew."""
    brought = exists().where(col(CopyRow.post) == col(PostRow.id))
    answered = exists().where(col(LineRow.post) == col(PostRow.id))
    other = aliased(PostRow)
    newest = select(func.max(col(other.id))).where(col(other.channel) == col(PostRow.channel)).scalar_subquery()
    old = delete(PostRow).where(
        col(PostRow.state) != CLAIMED,
        col(PostRow.finished) < before,
        col(PostRow.id) < newest - _HOUR,
        ~brought,
        ~answered,
    )
    await session.execute(old, execution_options={"synchronize_session": False})
