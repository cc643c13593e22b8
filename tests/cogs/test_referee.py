"""The referee objects to what Discord refuses; a referee that never objects proves nothing."""

import pytest

from tests.cogs import referee

SEND = ("POST", "/channels/1/messages")
QUIET = {"allowed_mentions": {"parse": []}}
BUTTON = {"type": 2, "style": 1, "label": "x", "custom_id": "same"}


def test_a_plain_message_is_taken():
    assert referee.judge(*SEND, {"content": "hello", **QUIET}) == []


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2001},
        {"content": "😀" * 1001},
        {"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]},
        {"embeds": [{"title": "x" * 257}]},
        {"embeds": [{"title": ""}]},
        {"embeds": [{"title": "x"}] * 11},
        {"embeds": [{"title": "x", "fields": [{"name": " ", "value": "x"}]}]},
        {"embeds": [{"title": "x", "fields": [{"name": "x", "value": "x" * 1025}]}]},
        {"embeds": [{"title": "x", "footer": {"text": ""}}]},
        {"content": "x", "components": [{"type": 1, "components": [BUTTON, BUTTON]}]},
        {"content": "x", "components": [{"type": 1, "components": [{**BUTTON, "custom_id": "x" * 101}]}]},
        {"content": "x", "flags": 1 << 15, "components": [{"type": 10, "content": "y"}]},
        {"content": "x", "nonce": "x" * 26},
        {"content": "x", "allowed_mentions": {"parse": ["everyone"]}},
        {"content": "x", "allowed_mentions": {"parse": [], "replied_user": True}},
    ],
)
def test_what_discord_refuses_is_refused(body):
    assert referee.judge(*SEND, QUIET | body)


def test_pings_that_are_not_switched_off_are_refused():
    assert referee.judge(*SEND, {"content": "x"})


@pytest.mark.parametrize(
    "command",
    [
        {"name": "Upper", "description": "x"},
        {"name": "two words", "description": "x"},
        {"name": "x", "description": ""},
        {"name": "x", "description": "x" * 101},
        {
            "name": "x",
            "description": "x",
            "options": [
                {"type": 3, "name": "a", "description": "x"},
                {"type": 3, "name": "b", "description": "x", "required": True},
            ],
        },
    ],
)
def test_commands_that_discord_refuses_are_refused(command):
    assert referee.judge("PUT", "/applications/1/commands", [command])


@pytest.mark.skipif(not referee.WHERE.exists(), reason=referee.ABSENT)
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        (*SEND, {"content": 5, **QUIET}),
        ("POST", "/interactions/1/token/callback", {"type": 99}),
        ("POST", "/channels/1/nonsense", {}),
        ("PUT", "/applications/1/commands", [{"description": "nameless"}]),
    ],
)
def test_the_document_is_asked(method, path, body):
    assert referee.judge(method, path, body)
