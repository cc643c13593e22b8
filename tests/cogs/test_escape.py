"""Text of others in Discord: it reads as it stands, formats nothing, and fits."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cogs.escape import bare, escape, link, shown, size


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("*Times* _are_ ~hard~", r"\*Times\* \_are\_ \~hard\~"),
        ("||spoiler|| `code`", r"\|\|spoiler\|\| \`code\`"),
        ("[click](http://evil.example)", r"\[click\](http\://evil.example)"),
        ("<@123> <#123> <t:1> </x:1>", r"\<@123> \<#123> \<t:1> \</x:1>"),
        ("@everyone and @here", "@\u200beveryone and @\u200bhere"),
        ("# Headline", r"\# Headline"),
        ("> quoted", r"\> quoted"),
        ("-# small", r"\-# small"),
        ("1. first", r"1\. first"),
        ("2024 was long", "2024 was long"),
        ("C:\\temp", "C:\\\\temp"),
        ("a # b - c", "a # b - c"),
    ],
)
def test_markdown_and_mentions_are_shown_as_they_stand(text, safe):
    assert escape(text) == safe


@pytest.mark.parametrize(
    "mark", ["\u202e", "\u2066", "\u200b", "\u200f", "\ufeff", "\x00", "\u2028", "\ud800", "\U000e0041"]
)
def test_marks_that_cannot_be_seen_are_gone(mark):
    assert mark not in shown(f"safe{mark}text", 100)
    assert mark not in bare(f"safe{mark}text", 100)


def test_right_to_left_text_is_isolated():
    assert shown("مرحبا", 100) == "\u2068مرحبا\u2069"
    assert shown("hello", 100) == "hello"


def test_what_is_cut_says_so_and_ends_at_a_word():
    assert shown("The ministry of transport said on Saturday", 20) == "The ministry of…"


@given(st.text(max_size=400), st.integers(40, 300))
def test_it_fits_after_escaping_in_either_count(text, limit):
    for made in (shown(text, limit), bare(text, limit)):
        assert size(made) <= limit
        assert len(made.encode("utf-16-le")) // 2 == size(made)
        assert "\n" not in made


@given(st.text(alphabet="\\*_~`|[]<>#@-1. ab", max_size=60), st.integers(8, 40))
def test_a_cut_leaves_no_mark_unescaped(text, limit):
    made = shown(text, limit)
    plain = made.replace("\\\\", "")
    for place, char in enumerate(plain):
        if char in "*_~`|[]<":
            assert plain[place - 1] == "\\"
    assert not plain.endswith("\\")


@given(st.text(max_size=200))
def test_isolates_are_closed(text):
    made = shown(text, 60)
    assert made.count("\u2068") == made.count("\u2069")
    assert not [
        char for char in made if unicodedata.category(char) == "Cf" and char not in "\u2068\u2069\u200b\u200c\u200d"
    ]


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/ü x", "https://example.org/%C3%BC%20x"),
        ("javascript:alert(1)", None),
        ("ftp://example.org/x", None),
        ("http://localhost/x", None),
        ("http://[broken", None),
        ("https://example.org/" + "x" * 2048, None),
        ("", None),
        (None, None),
    ],
)
def test_only_links_that_discord_takes_are_linked(url, safe):
    assert link(url) == safe
