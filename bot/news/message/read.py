"""What a message asks to be read."""

from hashlib import blake2b

from bot.news.message.copy import find_copy, is_link_line
from bot.news.message.link import find_links
from bot.news.message.post import Attachment, Intake, Post
from bot.news.message.quoted import find_message_links
from bot.news.message.table import read_table

MOST_LINKS = 10
"""Discord shows at most ten embeds under one message."""
LARGEST_FILE = 1_000_000
"""Bytes of a text: an article of 100,000 words has some 600,000."""
LARGEST_BINARY = 5_000_000
"""Bytes of a file that holds pictures beside its text; as much as is read of a page."""
READ = {
    "txt": LARGEST_FILE, "html": LARGEST_FILE, "htm": LARGEST_FILE,
    "pdf": LARGEST_BINARY, "docx": LARGEST_BINARY, "eml": LARGEST_BINARY,
}  # fmt: skip
LONG_PASTE = "message.txt"
"""What Discord's client makes of more than 2,000 characters: a paste, not a file somebody chose."""


def read_message(post: Post) -> Intake:
    """The links, the pasted copy and the attachments of `post` that are read, with a note for each that is not.

    A link inside a sentence of pasted copy belongs to the copy; beside copy only those on lines of their own are read.
    `message.txt` stands among the files: once its text is there, `join_copy` puts it behind the copy.
    """
    copy = find_copy(post.text)
    links = find_links(_link_lines(post.text) if copy else post.text)
    notes = []
    if len(links) > MOST_LINKS:
        notes.append(f"Only the first {MOST_LINKS} links are read; {len(links) - MOST_LINKS} more were left out.")
    files = []
    for attachment in post.attachments:
        note = _why_not(attachment)
        if note is None:
            files.append(attachment)
        elif note:
            notes.append(note)
    messages = find_message_links(post.text)[:MOST_LINKS]
    return Intake(links[:MOST_LINKS], copy, tuple(files), messages, tuple(notes))


def asks(post: Post) -> str:
    """A hash of what `post` asks to be read: other words around the same links, a link that unfurls, change nothing.

    A file's address is left out: Discord signs it anew each time.
    """
    intake = read_message(post)
    files = [(file.name, file.size) for file in intake.files]
    messages = ([message.id for message in intake.messages],) if intake.messages else ()
    asked = repr((intake.links, intake.copy, files, intake.notes, *messages))
    return blake2b(asked.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def is_long_paste(attachment: Attachment) -> bool:
    """Whether a file is Discord's own wrapping of a long paste."""
    return attachment.name.lower() == LONG_PASTE


def largest(attachment: Attachment) -> int:
    """Bytes that are read of such a file at most."""
    return READ.get(_extension(attachment), LARGEST_FILE)


def _link_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if is_link_line(line))


def _why_not(attachment: Attachment) -> str | None:
    """Why a file is not read: None when it is, '' when nobody expects it to be (pictures, sound, film)."""
    extension = _extension(attachment)
    if extension not in READ:
        if any(extension == name for (name,) in read_table(__package__, "media.txt")):
            return ""
        return (
            f"{attachment.name} was not read: only .txt, .html, .pdf, .docx and .eml files are. Paste the text instead."
        )
    if attachment.size > READ[extension]:
        size, most = f"{attachment.size / 1e6:.1f} MB", f"{READ[extension] // 1_000_000} MB"
        return f"{attachment.name} was not read: it is {size} and at most {most} is read."
    return None


def _extension(attachment: Attachment) -> str:
    return attachment.name.lower().rpartition(".")[2] if "." in attachment.name else ""
