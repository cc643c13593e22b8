"""What Discord sends, as small as discord.py takes it."""

from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]
GUILD_ID, CHANNEL_ID, EVERYTHING = "900000000000000001", "900000000000000002", str(2**50 - 1)


def _user(number: int, name: str, *, bot: bool = False) -> Json:
    return {"id": str(number), "username": name, "discriminator": "0", "global_name": name, "avatar": None, "bot": bot}


BOT = _user(900000000000000010, "Dateline", bot=True)
PERSON = _user(900000000000000011, "rae")
APPLICATION = {
    "id": BOT["id"], "name": "Dateline", "icon": None, "description": "", "bot_public": False, "flags": 1 << 19,
    "bot_require_code_grant": False, "summary": "", "verify_key": "", "team": None, "owner": PERSON,
}  # fmt: skip
MEMBER: Json = {
    "user": BOT,
    "roles": [],
    "joined_at": "2024-01-01T00:00:00+00:00",
    "deaf": False,
    "mute": False,
    "flags": 0,
}
ROLE = {
    "id": GUILD_ID, "name": "@everyone", "color": 0, "colors": {"primary_color": 0}, "hoist": False, "position": 0,
    "permissions": EVERYTHING, "managed": False, "mentionable": False, "flags": 0,
}  # fmt: skip
CHANNEL = {
    "id": CHANNEL_ID, "type": 0, "name": "desk", "position": 0, "permission_overwrites": [], "nsfw": False,
    "parent_id": None, "topic": None,
}  # fmt: skip
GUILD = {
    "id": GUILD_ID, "name": "Newsroom", "icon": None, "splash": None, "owner_id": PERSON["id"], "afk_timeout": 60,
    "afk_channel_id": None, "verification_level": 0, "default_message_notifications": 1, "explicit_content_filter": 0,
    "roles": [ROLE], "emojis": [], "features": [], "mfa_level": 0, "system_channel_id": None, "system_channel_flags": 0,
    "premium_tier": 0, "preferred_locale": "en-US", "channels": [CHANNEL], "threads": [], "members": [MEMBER],
    "member_count": 2, "large": False, "unavailable": False, "voice_states": [], "presences": [], "stage_instances": [],
    "guild_scheduled_events": [], "joined_at": "2024-01-01T00:00:00+00:00", "nsfw_level": 0, "stickers": [],
}  # fmt: skip


def ready(url: str) -> Json:
    return {
        "v": 10, "user": BOT, "guilds": [{"id": GUILD_ID, "unavailable": True}], "session_id": "session",
        "resume_gateway_url": f"{url.replace('http', 'ws', 1)}/gateway/",
        "application": {"id": BOT["id"], "flags": APPLICATION["flags"]},
    }  # fmt: skip


def message(number: int, author: Json, text: str, **extra: Any) -> Json:
    return {
        "id": str(number), "channel_id": CHANNEL_ID, "guild_id": GUILD_ID, "author": author, "content": text,
        "timestamp": datetime.now(UTC).isoformat(), "edited_timestamp": None, "tts": False, "mention_everyone": False,
        "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": False, "type": 0, "flags": 0,
        "components": [], **extra,
    }  # fmt: skip


def command(number: int, sent: Json) -> Json:
    return {
        "description": "",
        **sent,
        "id": str(number),
        "application_id": BOT["id"],
        "version": str(number),
        "type": sent.get("type", 1),
    }


def interaction(number: int, data: Json) -> Json:
    member = {**MEMBER, "user": PERSON, "permissions": EVERYTHING}
    return {
        "id": str(number), "application_id": BOT["id"], "type": 2, "data": data, "guild_id": GUILD_ID, "member": member,
        "channel_id": CHANNEL_ID, "channel": {**CHANNEL, "permissions": EVERYTHING}, "token": f"token-{number}",
        "version": 1, "app_permissions": EVERYTHING, "locale": "en-US", "entitlements": [], "context": 0,
        "attachment_size_limit": 10 * 1024**2,
        "authorizing_integration_owners": {"0": GUILD_ID},
    }  # fmt: skip
