"""Unit: settings refuse what would be dangerous, and never print what is secret."""

from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from samenspel_platform.settings import DatabaseSettings, ServiceSettings, is_loopback

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


def test_the_broker_needs_an_address() -> None:
    with pytest.raises(ValidationError, match="needs amqp_url"):
        settings(bus="amqp")


def test_a_short_cookie_key_is_refused() -> None:
    with pytest.raises(ValidationError):
        settings(cookie_key="short")


def test_secrets_are_not_printed_even_in_errors() -> None:
    assert "hush" not in repr(settings())
    with pytest.raises(ValidationError) as refused:
        settings(cookie_key="hush", port="x")
    assert "hush" not in str(refused.value)
