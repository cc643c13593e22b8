"""Pasted news is told from talk."""

import pytest

from bot.news.message import canonical, count_words, find_copy, find_links, join_copy

FERRY = """Ferry with 80 aboard runs aground off Norway

A ferry carrying 80 people ran aground in thick fog near Bergen on Tuesday, the coastguard said. Nobody was hurt.

“I heard a loud bang and we all fell over,” said Kari Lund, 41, who was on her way to work. “You don’t expect that.”

The operator, Vestlinjen, said the ship would be towed to port on Wednesday. An investigation has begun."""
BRIEF = (
    "The central bank of Atlantia left its key rate at 4.25% on Thursday, as most economists had expected. "
    "Governor Ana Pires told reporters in Porto Novo that inflation was slowing, but that it was too early to "
    "say when rates would fall."
)
ARABIC = (
    "أعلنت وزارة الصحة يوم الجمعة أن عدد المصابين في حادث القطار ارتفع إلى اثنين وأربعين شخصا. وقال الوزير إن "
    "فرق الإنقاذ ما زالت تعمل في موقع الحادث قرب العاصمة، وإن التحقيق بدأ صباح اليوم. ولم تعرف أسباب الحادث "
    "حتى الآن، لكن السكك الحديدية قالت إن الإشارة كانت حمراء عندما مر القطار."
)
CHAT = (
    "hey can you guys look at this ferry thing, i think we should run it before noon because the others have "
    "it already and i don't want us to be last again lol. also who is on the desk tonight? i can stay until "
    "ten if you need me, just ping me"
)
TALKED = (
    "I think we should lead with the ferry. We had the first pictures and I spoke to two people who were on "
    "board. If you want my notes, they are in the folder. Can you call the coastguard again and ask them about"
    " the fog? Thanks, I owe you."
)
PING = (
    "<@81384788765712384> the coastguard has sent a statement. It says that the ferry ran aground at noon. The"
    " harbour master confirmed this. The ship will be towed on Wednesday. The investigation has begun and the "
    "operator has apologised to all."
)
ASKED = (
    "Who was on board? Where did it sail from? Is the captain known? Was there fog? What did the operator say?"
    " When will the ship be towed? Does the coastguard expect oil? Are there pictures? Which port is it? Has "
    "the minister said anything yet?"
)
LIST = " ".join(f"item{n}" for n in range(60))
HEADLINE = "Ferry with 80 aboard runs aground off Norway"
REMARK = "heard it's 9 dead. can anyone check with the coastguard? thanks"
NEWS = [FERRY, BRIEF, ARABIC, f"\n\n{FERRY}\n", FERRY.replace("Ferry", "Fer\u200bry")]
TALK = ["", HEADLINE, REMARK, CHAT, TALKED, PING, LIST, ASKED]


@pytest.mark.parametrize("paste", NEWS)
def test_news_is_copy(paste):
    assert find_copy(paste) == paste.strip()


@pytest.mark.parametrize("remark", TALK)
def test_talk_is_no_copy(remark):
    assert find_copy(remark) is None


def test_a_remark_beside_a_link_is_no_copy():
    assert find_copy("heard it's 9 dead https://paper.example/a") is None


def test_lines_that_are_only_a_link_are_left_out():
    paste = f"https://paper.example/a\n{FERRY}\nSource: https://paper.example/a"
    assert find_copy(paste) == FERRY


@pytest.mark.parametrize("wrap", ["```\n{}\n```", ">>> {}"])
def test_copy_comes_out_of_its_wrapping(wrap):
    assert find_copy(wrap.format(FERRY)) == FERRY


def test_copy_comes_out_of_block_quotes():
    quoted = "\n".join(f"> {line}" for line in FERRY.split("\n"))
    assert find_copy(quoted) == FERRY


def test_copy_set_in_lines_of_one_width_is_copy():
    words, lines = FERRY.replace("\n\n", " ").split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 60:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    assert find_copy("\n".join(lines)) is not None


def test_a_long_paste_stands_behind_the_copy():
    assert join_copy("Head", "Body") == "Head\n\nBody"
    assert join_copy(None, "Body") == "Body"


@pytest.mark.parametrize(("text", "words"), [("", 0), ("One", 1), ("don't stop-gap 4.2 U.S.", 4), ("大使館は閉鎖", 3)])
def test_words_are_counted_in_every_script(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize("run", [
    "a", "é", "\n", " ", "Aa", "`", "``", "<@", "<@ ", "<:a", "</a", "“", '"a', "«a", "'", "!", "?!", "a.", "a. ",
    "\n \n", "\n\t", "(", "[](", "](https://a.b(", "https://a.b/", "@", "。", "_", "1", "1.", "> ", "\u200b", "-",
])  # fmt: skip
def test_a_million_signs_of_one_kind_are_read_at_once(run):
    """What looks twice at what it has passed would take hours here, in the process that answers everybody."""
    text = f"{FERRY}\n\n{run * (500_000 // len(run))}1"
    found = find_copy(text)
    assert found is None or found.startswith("Ferry")
    assert find_links(f"https://paper.example/a {run * (4000 // len(run))}")
    assert canonical(f"https://paper.example/{run * (4000 // len(run))}1")
