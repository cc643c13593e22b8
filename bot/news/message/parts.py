"""An article that was pasted in several messages, since one holds 2,000 characters: which go on, and how they join."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.news.message.copy import count_words, find_copy, is_talk
from bot.news.message.link import find_links
from bot.news.message.post import Post

PASTED = "Pasted text"
LONG = 1_000
"""Characters from which a paste may go on in the next message: half of what one holds, as people part at paragraphs."""
_LEAST_WORDS = 8
"""Words of a message that goes on with a paste; with fewer it is a remark under it."""
_ENDED = re.compile(r"[.!?…。؟।][\"'”’»)\]*_]*\s*$")


def name_paste(messages: int) -> str:
    """What the desk calls a paste: 'Pasted text', or 'Pasted text, 2 messages'."""
    return PASTED if messages == 1 else f"{PASTED}, {messages} messages"


def may_go_on(post: Post) -> bool:
    """Whether a post is pasted copy that the next message may go on with: it is long, or ends inside a sentence."""
    if post.attachments:
        return False
    copy = find_copy(post.text)
    return copy is not None and (len(copy) >= LONG or not _ENDED.search(copy))


def goes_on(former: Post, post: Post, *, within: float) -> bool:
    """Whether `post` goes on with the paste that ended with `former`: the same author, soon after, and no remark."""
    alike = former.author == post.author and former.channel == post.channel and not post.attachments
    late = (post.posted - former.posted).total_seconds() > within
    if not alike or late or post.id <= former.id or find_links(post.text):
        return False
    return count_words(post.text) >= _LEAST_WORDS and not is_talk(post.text)


def join_posts(posts: Sequence[Post]) -> Post:
    """The first post with the text of all; a sentence that was parted is whole again."""
    text = posts[0].text.rstrip()
    for post in posts[1:]:
        text += ("\n\n" if _ENDED.search(text) else " ") + post.text.strip()
    return replace(posts[0], text=text, parts=tuple(post.id for post in posts[1:]))
