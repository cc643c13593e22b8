"""/status: what works, what waits, what runs and since when."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.desk import ask, digests
from bot.desk.about import About
from bot.desk.backups import back_up
from bot.desk.posts import read_post

GUILD, CHANNEL = 11, 22


async def rows(world, guild: int = GUILD) -> dict[str, str]:
    sheet = await ask.status(world, guild=guild)
    return {row.lead: f"{row.text} {row.note or ''}".strip() for section in sheet.sections for row in section.rows}


async def test_a_desk_that_did_nothing_yet(world):
    told = await rows(world)
    assert told["Last read"] == "nothing yet"
    assert told["Last one"] == "none yet"
    assert told["Last backup"] == "none that this database knows of"
    assert "Running" not in told


async def test_what_was_last_read_and_posted_with_its_moment(world, clock, site, page_of, post):
    await digests.set_digest(
        world, guild=GUILD, channel=CHANNEL, at="19:00", zone="Europe/London", weekdays=None, quiet="line"
    )
    await read_post(world, post(site.has("/a", page_of("Rebels enter Aleppo", "It fell on 2024-11-28."))))
    clock.forward(minutes=31)
    await digests.tick(world)
    told = await rows(world)
    assert told["Last read"] == "Fri 29 Nov 2024 18:30 Europe/London"
    assert told["Last one"] == "Fri 29 Nov 2024 19:01 Europe/London"
    elsewhere = await rows(world, guild=GUILD + 1)
    assert (elsewhere["Last read"], elsewhere["Last one"]) == ("nothing yet", "none yet")


async def test_what_runs_since_when_and_how_old_its_backup_is(world, clock, tmp_path: Path):
    running = replace(world, about=About("9.9", "made-up 1.0", clock.now()))
    await back_up(running, folder=tmp_path, keep=2)
    clock.forward(hours=49)
    told = await rows(running)
    assert (told["Version"], told["Model"]) == ("9.9", "made-up 1.0")
    assert told["Running"] == "for 2 days since Fri 29 Nov 2024 18:30 Europe/London"
    assert told["Last backup"] == "2 days ago"
    clock.moment -= timedelta(hours=48)
    assert (await rows(running))["Last backup"] == "1 hour ago"
    assert (await rows(running, guild=0))["Version"] == "9.9"
