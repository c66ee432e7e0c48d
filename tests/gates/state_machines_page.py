"""Writes docs/state-machines.md from the state tables in the services' domains."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from samenspel_kernel.state_table import StateTable
from samenspel_testkit.services import SERVICES

PAGE = Path(__file__).parents[2] / "docs" / "state-machines.md"
HEAD = """\
# What leads from which state to which

Made from the code by `python -m tests.gates.state_machines_page`; a test fails when it is old.

Each table below is a `StateTable` in the domain of a service. The aggregate moves through its table
alone: a command that is not in the row of a state is refused there (`<thing>.not-now`, or a code that
says more). `[*]` is the beginning, and the end where nothing more leads on.
"""


def tables() -> Iterator[tuple[str, StateTable]]:
    """Give each table that a domain module of a service has, once, with its service."""
    for service in SERVICES:
        domain = import_module(f"samenspel_{service}.domain")
        seen: list[StateTable] = []
        for found in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
            for value in vars(import_module(found.name)).values():
                if isinstance(value, StateTable) and not any(value is each for each in seen):
                    seen.append(value)
                    yield service, value


def page() -> str:
    """Write the whole page."""
    parts = (line for service, table in tables() for line in _section(service, table))
    return "\n".join([HEAD, *parts])


def _section(service: str, table: StateTable) -> Iterator[str]:
    yield f"## {table.thing} ({service})\n"
    yield "```mermaid"
    yield "stateDiagram-v2"
    for command, first in table.first.items():
        yield f"    [*] --> {_name(first)}: {command}"
    for state, command, target in table.all():
        if command in _everywhere(table):
            continue
        yield f"    {_name(state)} --> {_name(target)}: {command}"
    for state in table.states:
        if not any(target is not state for tos in table.moves[state].values() for target in tos):
            yield f"    {_name(state)} --> [*]"
    yield "```\n"
    yield "| state | what it is | commands |"
    yield "|---|---|---|"
    for state in table.states:
        commands = ", ".join(f"`{command}`" for command in table.moves[state]) or "-"
        yield f"| `{status_of(state)}` | {_meaning(state)} | {commands} |"
    if common := _everywhere(table):
        yield f"\nNot drawn, for they are there in nearly every state: {', '.join(common)}."
    yield ""


def _everywhere(table: StateTable) -> list[str]:
    open_states = [state for state in table.states if table.moves[state]]
    commands = dict.fromkeys(command for _, command, _ in table.all())
    many = len(open_states) - 2
    return [
        c for c in commands if many > 2 and sum(c in table.moves[s] for s in open_states) > many
    ]


def _name(state: type[Any]) -> str:
    return status_of(state).replace("-", "_")


def status_of(state: type[Any]) -> str:
    """Give the code that a state has, or else its name written as one."""
    named = re.sub(r"(?<!^)(?=[A-Z])", "-", state.__name__).lower()
    return str(getattr(state, "status", named))


def _meaning(state: type[Any]) -> str:
    return " ".join((state.__doc__ or "").split("\n\n")[0].split())


if __name__ == "__main__":
    PAGE.write_text(page())
