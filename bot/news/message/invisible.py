"""Characters that take no room on the screen but part words, links and patterns from each other."""

import re

# Soft hyphen, Arabic letter mark, Mongolian vowel separator, zero-width space, joiners, direction marks, word joiner,
# invisible operators, isolates and deprecated format characters, byte order mark: what copy has of Unicode's Cf.
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
# The joiners spell words in Persian and Indic scripts: between two such letters they belong to the address.
_IN_LINK = re.compile(
    rf"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])|(?![\u200c\u200d]){INVISIBLE.pattern}"
)


def visible(text: str) -> str:
    """`text` without invisible characters."""
    return INVISIBLE.sub("", text)


def visible_link(link: str) -> str:
    """`link` without invisible characters, but with the joiners inside words that need them."""
    while (cleaned := _IN_LINK.sub("", link)) != link:
        link = cleaned
    return link
