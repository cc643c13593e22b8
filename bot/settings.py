"""One frozen Settings, built once from the environment and a file, and passed down."""

from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import UnknownZone, WrongSetting


def known_zone(name: str) -> ZoneInfo:
    """The zone of that name; raises UnknownZone."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as fault:  # an unknown name is a KeyError, odd ones are others
        raise UnknownZone(name) from fault


class Settings(BaseSettings):
    """What an operator can set; names of the environment in the descriptions of `python -m bot run --help`."""

    model_config = SettingsConfigDict(
        frozen=True,
        env_prefix="DATELINE_",
        env_file=".env",
        extra="ignore",
        env_ignore_empty=True,
        populate_by_name=True,
    )

    discord_token: SecretStr | None = Field(None, validation_alias=AliasChoices("DISCORD_TOKEN", "discord_token"))
    database_url: str = "sqlite+aiosqlite:///dateline.db"
    pipeline: str | None = None
    zone: str = "UTC"
    workers: int = 1
    page: str = "127.0.0.1:8080"
    allow_hosts: Annotated[tuple[tuple[str, int], ...], NoDecode] = ()
    contact: str = ""
    log: str = "INFO"
    log_form: Literal["text", "json"] = "text"
    quiet: int = 30
    """Seconds that a long paste waits for its next message; 0 for never."""
    retention: int | None = None
    """Days that articles are kept; all, unless set."""
    backups: Path | None = None
    """The folder for a backup each day; none is made unless set."""
    backups_kept: int = 7

    @field_validator("zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            known_zone(value)
        except UnknownZone as fault:
            raise ValueError(str(fault)) from fault
        return value

    @field_validator("workers", mode="before")
    @classmethod
    def _workers(cls, value: object) -> int:
        return whole(value, most=64)

    @field_validator("quiet", mode="before")
    @classmethod
    def _quiet(cls, value: object) -> int:
        return 0 if str(value).strip() == "0" else whole(value, most=600)

    @field_validator("retention", mode="before")
    @classmethod
    def _retention(cls, value: object) -> int | None:
        return None if value is None else whole(value, most=36_500)

    @field_validator("backups_kept", mode="before")
    @classmethod
    def _backups_kept(cls, value: object) -> int:
        return whole(value, most=1000)

    @field_validator("allow_hosts", mode="before")
    @classmethod
    def _hosts(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(split_host(part.strip()) for part in value.split(",") if part.strip())

    @field_validator("page")
    @classmethod
    def _page(cls, value: str) -> str:
        split_host(value)
        return value

    @field_validator("log_form", mode="before")
    @classmethod
    def _log_form(cls, value: object) -> object:
        if str(value).lower() not in {"text", "json"}:
            raise ValueError(f"'{value}' is no form of a log; use text or json")
        return str(value).lower()

    @field_validator("log")
    @classmethod
    def _log(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError(f"'{value}' is no log level; use DEBUG, INFO, WARNING or ERROR")
        return value.upper()


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """What must not be written anywhere: the token, and a password in the database's address."""
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    password = urlsplit(settings.database_url).password or ""
    return tuple(secret for secret in (token, password, unquote(password)) if secret)


def whole(value: object, *, most: int) -> int:
    """The number from 1 to `most` that was written; raises ValueError."""
    text = str(value).strip()
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= most:
        raise ValueError(f"'{text}' is no whole number from 1 to {most}")
    return int(text)


def split_host(text: str) -> tuple[str, int]:
    """('localhost', 8080) of 'localhost:8080'; an IPv6 address stands in brackets. Raises ValueError."""
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isdecimal() or not 0 <= int(port) <= 65535:
        raise ValueError(f"'{text}' is not host:port, such as 127.0.0.1:8080")
    return host.strip("[]"), int(port)


def load_settings(file: Path | None = None, **given: Any) -> Settings:  # noqa: ANN401 - any setting, checked by pydantic
    """The settings of environment and file, with `given` before both; raises WrongSetting in one sentence."""
    try:
        return Settings(_env_file=file or ".env", **given)
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is not a text in UTF-8"
        raise WrongSetting(f"The settings in '{file or '.env'}' cannot be read: {reason}.") from fault
    except ValidationError as fault:
        first = fault.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "SETTINGS"
        variable = name if name.startswith("DISCORD_") else f"DATELINE_{name}"
        said = str(first["msg"]).removeprefix("Value error, ").rstrip(".")
        raise WrongSetting(f"{variable} cannot be used: {said}.") from fault
