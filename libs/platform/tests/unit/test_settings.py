"""Unit: settings refuse what would be dangerous, and never print what is secret."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from samenspel_platform.settings import (
    DatabaseSettings,
    MissingSetting,
    ServiceSettings,
    is_loopback,
)

SECRET = "postgresql://intake_app:hush@db/intake"


def settings(**changes: Any) -> ServiceSettings:
    database = DatabaseSettings(app_url=SecretStr(SECRET), worker_url=SecretStr(SECRET))
    chosen: dict[str, Any] = {"database": database, "bus": "log", "cookie_key": "k" * 32, **changes}
    return ServiceSettings(**chosen)


@pytest.mark.parametrize(
    ("url", "at_home"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost", True),
        ("http://[::1]:8000", True),
        ("https://samenspel.example", False),
        ("http://10.0.0.5", False),
        ("http://localhost.example", False),
    ],
)
def test_only_this_machine_is_home(url: str, *, at_home: bool) -> None:
    assert is_loopback(url) is at_home


def test_demo_is_refused_on_a_public_address() -> None:
    assert settings(demo=True).demo
    with pytest.raises(ValidationError, match="demo is allowed only"):
        settings(demo=True, public_url="https://samenspel.example")


@pytest.mark.parametrize(
    ("ask", "name"),
    [
        (lambda s: s.database.as_app(), "DATABASE__APP_URL"),
        (lambda s: s.database.as_worker(), "DATABASE__WORKER_URL"),
        (lambda s: s.database.as_owner(), "DATABASE__OWNER_URL"),
        (lambda s: s.broker_url(), "AMQP_URL"),
        (lambda s: s.session_key(), "COOKIE_KEY"),
    ],
)
def test_what_a_process_does_not_need_may_be_left_out(
    ask: Callable[[ServiceSettings], str], name: str
) -> None:
    bare = ServiceSettings()
    with pytest.raises(MissingSetting, match=f"^{name}$"):
        ask(bare)


def test_secrets_may_come_from_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE__APP_URL", "postgresql://intake_app@postgres:5432/intake")
    monkeypatch.setenv("AMQP_URL", "amqp://intake@rabbitmq:5672/samenspel")
    monkeypatch.setitem(ServiceSettings.model_config, "secrets_dir", tmp_path)
    (tmp_path / "DATABASE__APP_PASSWORD").write_text("p@ss/word\n")
    (tmp_path / "AMQP_PASSWORD").write_text("hush")
    (tmp_path / "COOKIE_KEY").write_text("k" * 32)
    read = ServiceSettings()
    assert read.database.as_app() == "postgresql://intake_app:p%40ss%2Fword@postgres:5432/intake"
    assert read.broker_url() == "amqp://intake:hush@rabbitmq:5672/samenspel"
    assert read.session_key() == "k" * 32
    assert "hush" not in repr(read)


def test_the_environment_goes_before_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ServiceSettings.model_config, "secrets_dir", tmp_path)
    monkeypatch.setenv("COOKIE_KEY", "e" * 32)
    (tmp_path / "COOKIE_KEY").write_text("f" * 32)
    assert ServiceSettings().session_key() == "e" * 32


def test_a_short_cookie_key_is_refused() -> None:
    with pytest.raises(ValidationError):
        settings(cookie_key="short")


def test_secrets_are_not_printed_even_in_errors() -> None:
    assert "hush" not in repr(settings())
    with pytest.raises(ValidationError) as refused:
        settings(cookie_key="hush", port="x")
    assert "hush" not in str(refused.value)
