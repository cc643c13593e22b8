"""Short articles, no two of which have much text in common."""

from random import Random

PLACES = [
    "Ashby",
    "Brockton",
    "Carlow",
    "Denby",
    "Elmswell",
    "Fenwick",
    "Garstang",
    "Hexham",
    "Ilford",
    "Jarrow",
    "Kelso",
    "Larkwood",
    "Morpeth",
    "Norbury",
]
THINGS = [
    "bridge",
    "tower",
    "school",
    "harbour",
    "mill",
    "library",
    "station",
    "market",
    "tunnel",
    "theatre",
    "dam",
    "brewery",
    "museum",
    "quarry",
]
DEEDS = [
    "collapsed",
    "burned",
    "flooded",
    "reopened",
    "closed",
    "moved",
    "sank",
    "vanished",
    "cracked",
    "shook",
    "fell",
    "stopped",
    "started",
    "grew",
]
PEOPLE = [
    "police",
    "mayor",
    "engineers",
    "ministry",
    "hospital",
    "firefighters",
    "teachers",
    "farmers",
    "union",
    "council",
    "judges",
    "sailors",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
PAGE = """<html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2024-11-29T18:00:00+00:00"></head>
<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"""


def write_article(random: Random, name: str) -> tuple[str, str]:
    """A headline, which no other `name` has, and the page of an article of some forty words."""
    title = f"{random.choice(PLACES)} {random.choice(THINGS)} {random.choice(DEEDS)} as {name} tells"
    return title, PAGE.format(title=title, text=" ".join(_write_sentence(random) for _ in range(4)))


def _write_sentence(random: Random) -> str:
    pick = random.choice
    return (
        f"{pick(PEOPLE).capitalize()} {pick(DEEDS)} near {pick(PLACES)} {pick(THINGS)} on {pick(DAYS)} when"
        f" {random.randrange(2, 900)} {pick(PEOPLE)} {pick(DEEDS)}, {pick(PEOPLE)} said."
    )
