"""Which server the tests run against: what was asked for, else the first that can be had."""

import os
from collections.abc import Callable, Mapping
from typing import TypeVar

from samenspel_testkit.missing import MissingServer

VARIABLE = "TEST_SERVERS"
CONTAINERS, LOCAL = "containers", "local"

ServerT = TypeVar("ServerT")


def choose(
    server: str,
    *,
    variable: str,
    given: Callable[[str], ServerT],
    ways: Mapping[str, Callable[[], ServerT]],
) -> ServerT:
    """Take the server that `variable` names, else try the ways, or the one of TEST_SERVERS.

    MissingServer if none works.
    """
    if url := os.environ.get(variable):
        return given(url)
    tried = [f"{variable} is not set"]
    wanted = os.environ.get(VARIABLE)
    if wanted and wanted not in ways:
        tried.append(f"{VARIABLE} is {wanted!r}, not one of {', '.join(ways)}")
    for name, way in ways.items():
        if wanted in (None, "", name):
            try:
                return way()
            except Exception as why:
                tried.append(f"{name}: {type(why).__name__}: {why}")
    raise MissingServer(server, tried)
