"""An attempt to log in leads back to us, and tells nobody its secrets."""

from datetime import UTC, datetime, timedelta

import pytest

from samenspel_intake.domain.log_in_attempt import LogInAttempt, digest_of, is_own_path

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("path", ["/intake", "/arrangements/cases/7?tab=1#x", "/", "/a//b"])
def test_a_path_of_our_own_is_followed(path: str) -> None:
    assert is_own_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "intake",
        "https://elders.example",
        "//elders.example",
        "///elders.example",
        "/\\elders.example",
        "\\/elders.example",
        "/\t/elders.example",
        "/\n/elders.example",
        "/intake\r\nSet-Cookie: a=b",
        " //elders.example",
        "/ /elders.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/é",
        "/" + "a" * 500,
    ],
)
def test_an_address_elsewhere_is_not(path: str) -> None:
    assert not is_own_path(path)
    attempt = LogInAttempt.begin("entree", return_to=path, at=NOW)
    assert attempt.return_to == "/intake"


def test_what_the_provider_gets_follows_from_the_secret_and_the_state() -> None:
    attempt = LogInAttempt.begin("entree", return_to="/intake", at=NOW)
    other = LogInAttempt.begin("entree", return_to="/intake", at=NOW)

    told = [attempt.state, attempt.secret, attempt.nonce, attempt.verifier, attempt.challenge]
    assert len({*told, other.nonce, other.verifier}) == 7
    assert all(len(each) == 43 for each in told)
    assert attempt.secret.encode() not in digest_of(attempt.secret)
    assert attempt.expires_at == NOW + timedelta(minutes=10)
