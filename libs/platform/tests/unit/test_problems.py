"""Unit: a database that is away for a moment is told apart from a mistake of ours."""

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from samenspel_platform.problems import outcome_of


class ServerError(Exception):
    def __init__(self, sqlstate: str | None) -> None:
        self.sqlstate = sqlstate


def failed(sqlstate: str | None, *, lost: bool = False) -> DBAPIError:
    return DBAPIError("SELECT 1", {}, ServerError(sqlstate), connection_invalidated=lost)


@pytest.mark.parametrize(
    "why",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        PoolTimeout(),
        failed("57P03"),  # starting up
        failed("57P01"),  # shutting down
        failed("53300"),  # too many connections
        failed("08006"),
        failed(None, lost=True),
    ],
)
def test_a_database_that_is_away_is_for_now(why: Exception) -> None:
    assert outcome_of(why) == (503, "service-unavailable", ())


@pytest.mark.parametrize(
    "why",
    [
        failed("42P01"),  # no such table
        failed(None),
        IntegrityError("INSERT", {}, ServerError("23505")),
        KeyError("x"),
    ],
)
def test_a_mistake_of_ours_is_not(why: Exception) -> None:
    assert outcome_of(why) == (500, "internal-error", ())
