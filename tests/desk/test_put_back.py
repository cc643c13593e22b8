"""After a backup was put back, the archive does not know what it said since: it looks before it says it again."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.archive import open_archive
from bot.desk.posts import read_post

GUILD = 11


@pytest.fixture
async def put_back(world, tmp_path: Path):
    """The world with an archive that knows nothing, as from a backup of before; the channel is as it was."""
    async with open_archive(f"sqlite+aiosqlite:///{tmp_path / 'backup.db'}") as archive:
        yield replace(world, archive=archive, saying=set(), reading=set(), waits={})


async def test_a_post_that_was_answered_is_read_again_and_not_answered_again(
    world, put_back, room, site, page_of, post, clock
):
    asked = post(site.has("/aleppo", page_of("Rebels enter Aleppo", "The rebels entered on 2024-11-29.")))
    await read_post(world, asked)
    clock.forward(hours=3)
    await read_post(put_back, asked)
    assert len(room.messages) == 1
    assert [one.report.article.title for one in await put_back.archive.articles(GUILD)] == ["Rebels enter Aleppo"]
    assert await put_back.archive.unsaid() == []


async def test_a_post_that_was_not_answered_is(world, put_back, room, site, page_of, post, clock):
    asked = post(site.has("/aleppo", page_of("Rebels enter Aleppo", "The rebels entered on 2024-11-29.")))
    clock.forward(hours=3)
    await read_post(put_back, asked)
    assert len(room.messages) == 1
