"""What an operator sets is taken as it is meant, or refused in one sentence that names the variable."""

from pathlib import Path

import pytest

from bot.errors import WrongSetting
from bot.settings import load_settings, secrets_of

WRONG = [
    ("DATELINE_ZONE", "Mars/Base", "'Mars/Base' is no time zone; use a name like Europe/London or America/New_York."),
    ("DATELINE_WORKERS", "0", "'0' is no whole number from 1 to 64."),
    ("DATELINE_WORKERS", "many", "'many' is no whole number from 1 to 64."),
    ("DATELINE_PAGE", "8080", "'8080' is not host:port, such as 127.0.0.1:8080."),
    ("DATELINE_ALLOW_HOSTS", "intranet", "'intranet' is not host:port, such as 127.0.0.1:8080."),
    ("DATELINE_LOG", "loud", "'loud' is no log level; use DEBUG, INFO, WARNING or ERROR."),
    ("DATELINE_LOG_FORM", "xml", "'xml' is no form of a log; use text or json."),
    ("DATELINE_BACKUPS_KEPT", "0", "'0' is no whole number from 1 to 1000."),
    ("DATELINE_RETENTION", "0", "'0' is no whole number from 1 to 36500."),
]


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable and no .env of the machine that runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in [*{name for name, _, _ in WRONG}, "DATELINE_CONTACT", "DISCORD_TOKEN"]:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("name", "value", "says"), WRONG)
def test_a_setting_that_cannot_be_meant_is_named(
    name: str, value: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as fault:
        load_settings()
    assert str(fault.value) == f"{name} cannot be used: {says}"


def test_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATELINE_WORKERS=2\nDATELINE_RETENTION=30\nDATELINE_ALLOW_HOSTS=a:80, [::1]:81\n")
    monkeypatch.setenv("DATELINE_WORKERS", "3")
    settings = load_settings()
    assert (settings.workers, settings.retention) == (3, 30)
    assert settings.allow_hosts == (("a", 80), ("::1", 81))


def test_an_empty_variable_is_as_if_it_were_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compose files and unit files pass variables through that nobody filled in."""
    monkeypatch.setenv("DATELINE_RETENTION", "")
    monkeypatch.setenv("DISCORD_TOKEN", "")
    settings = load_settings()
    assert (settings.retention, settings.discord_token) == (None, None)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DATELINE_CONTACT=\xff\xfe")
    with pytest.raises(WrongSetting, match=r"The settings in '\.env' cannot be read: it is not a text in UTF-8\."):
        load_settings()


def test_secrets_are_the_token_and_the_databases_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "t0ken")
    settings = load_settings(database_url="postgresql+psycopg://desk:open%20sesame@db/news")
    assert secrets_of(settings) == ("t0ken", "open%20sesame", "open sesame")
    monkeypatch.delenv("DISCORD_TOKEN")
    assert secrets_of(load_settings()) == ()
