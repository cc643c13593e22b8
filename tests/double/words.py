"""Short articles, no two of which have much text in common."""

from random import Random

TABLE = """
places: Ashby Brockton Carlow Denby Elmswell Fenwick Garstang Hexham Ilford Jarrow Kelso Larkwood Morpeth Norbury
things: bridge tower school harbour mill library station market tunnel theatre dam brewery museum quarry
deeds: collapsed burned flooded reopened closed moved sank vanished cracked shook fell stopped started grew
people: police mayor engineers ministry hospital firefighters teachers farmers union council judges sailors
days: Monday Tuesday Wednesday Thursday Friday Saturday Sunday
"""
PAGE = """<html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2024-11-29T18:00:00+00:00"></head>
<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"""
_WORDS = {name: words.split() for name, _, words in (line.partition(":") for line in TABLE.strip().splitlines())}


def write_article(random: Random, name: str) -> tuple[str, str]:
    """A headline, which no other `name` has, and the page of an article of some sixty words."""
    title = f"{_pick(random, 'places')} {_pick(random, 'things')} {_pick(random, 'deeds')} as {name} tells"
    return title, PAGE.format(title=title, text=" ".join(_write_sentence(random) for _ in range(4)))


def write_paste(random: Random, name: str) -> str:
    """The same as text, as somebody pastes it."""
    title, _ = write_article(random, name)
    return f"{title}\n\n{' '.join(_write_sentence(random) for _ in range(6))}"


def _write_sentence(random: Random) -> str:
    who, deed, place, thing, day, others, ends, source = (
        _pick(random, kind) for kind in ("people", "deeds", "places", "things", "days", "people", "deeds", "people")
    )
    return (
        f"{who.capitalize()} {deed} near {place} {thing} on {day} when {random.randrange(2, 900)} {others} {ends},"
        f" {source} said."
    )


def _pick(random: Random, kind: str) -> str:
    return random.choice(_WORDS[kind])
