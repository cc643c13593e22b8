"""What a message asks to be read, and what is said of the rest."""

from datetime import UTC, datetime

import pytest

from bot.news.message import Attachment, Post, read_message

PASTE = """Two killed as storm brings down crane

BREST, Nov 29 (AFP) - Two workers were killed on Friday when a storm brought down a crane in the port of Brest, the
prefecture said. A third man was in a serious condition.

The prefect, Marie Le Gall, said the site had been told to stop work on Thursday evening (https://prefecture.example/storm)."""


def post(text="", *files):
    return Post(1, 2, 3, 4, text, datetime(2024, 11, 29, 18, tzinfo=UTC), files)


def file(name, size=1000, content_type=None):
    return Attachment(name, f"https://cdn.example/{name}", size, content_type)


def test_three_links_a_remark_and_a_moving_picture():
    """Scene 3: the links in their order, nothing of the remark, no word about the picture."""
    intake = read_message(post("https://a.example/1 heard it's 9 dead https://tenor.com/view/x\n<https://b.example/2>"))
    assert intake.links == ("https://a.example/1", "https://b.example/2")
    assert (intake.copy, intake.files, intake.notes) == (None, (), ())


def test_a_message_of_chat_asks_nothing():
    assert read_message(post("morning all, who has the ferry?")) == read_message(post(""))


def test_ten_links_are_read_and_the_others_counted():
    intake = read_message(post(" ".join(f"https://a.example/{n}" for n in range(150))))
    assert intake.links == tuple(f"https://a.example/{n}" for n in range(10))
    assert intake.notes == ("Only the first 10 links are read; 140 more were left out.",)


def test_a_link_inside_the_copy_belongs_to_it():
    intake = read_message(post(f"{PASTE}\n\nhttps://wire.example/crane"))
    assert intake.copy == PASTE
    assert intake.links == ("https://wire.example/crane",)


@pytest.mark.parametrize("name", ["message.txt", "REPORT.TXT", "page.html", "page.htm"])
def test_files_are_known_by_their_extension(name):
    assert read_message(post("", file(name))).files == (file(name),)


@pytest.mark.parametrize("name", ["report.doc", "data.zip", "noextension", "evil.txt.exe"])
def test_a_file_of_another_kind_is_named(name):
    intake = read_message(post("", file(name, content_type="text/plain")))
    assert intake.files == ()
    assert [note.split()[0] for note in intake.notes] == [name]


def test_a_file_over_the_limit_is_named_before_it_is_fetched():
    intake = read_message(post("", file("message.txt", 1_000_001), file("short.txt", 1_000_000)))
    assert intake.files == (file("short.txt", 1_000_000),)
    assert intake.notes == ("message.txt was not read: it is 1.0 MB and at most 1 MB is read.",)


def test_a_picture_is_passed_over():
    assert read_message(post("", file("photo.PNG", 9_000_000))) == read_message(post(""))


def test_links_to_messages_are_found_each_once():
    link = "https://discord.com/channels/123456789012345678/223456789012345678/323456789012345678"
    (found,) = read_message(post(f"see {link} and <{link.replace('discord.com', 'canary.discord.com')}>")).messages
    assert (found.guild, found.channel, found.id) == (123456789012345678, 223456789012345678, 323456789012345678)
    assert read_message(post("https://discord.com/channels/@me/1/2 https://discord.gg/abc")).messages == ()
