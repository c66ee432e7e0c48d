"""Writes docs/authorisation.md from the tables of the services, so that it says what the code does."""

from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from samenspel_kernel.actor import Role
from samenspel_kernel.authorisation import Policy, Relation
from samenspel_testkit.services import SERVICES

PAGE = Path(__file__).parents[2] / "docs" / "authorisation.md"
HEAD = """\
# Who may do what

Made from the code by `python -m tests.gates.authorisation_page`; a test fails when it is old.

Each service has one table: a role may do an action with what it is related to in one way. API,
pages and lists follow it, and a field that a reader may not see is left out where it is read.
**What is not in the table is not allowed**, and nothing of another alliance ever is.

| relation | the actor and the thing |
|---|---|
| pupil | it is about one of the actor's own pupils: a parent's child, a teacher's pupil, an expert's |
| school | it is of the actor's own school |
| unit | it is of the actor's own support unit |
| alliance | it is of the actor's own alliance |

Who may not know of a thing is told that it is not found; who may, but not do this, is refused.
`tests/architecture/test_authorisation_matrix.py` asks every route of every service, as every role.
Reads of a pupil's file are kept in the access log (ADR 0039).
"""


def policy_of(service: str) -> Policy[StrEnum]:
    """Give the table of a service."""
    policy: Policy[StrEnum] = import_module(f"samenspel_{service}.domain.policies").POLICY
    return policy


def page() -> str:
    """Write the whole page."""
    parts = (line for service in SERVICES for line in _table(service))
    return "\n".join([HEAD, *parts])


def _table(service: str) -> Iterator[str]:
    policy = policy_of(service)
    roles = [role for role in Role if policy.table.get(role)]
    yield f"## {service.capitalize()}\n"
    yield f"| action | {' | '.join(roles)} |"
    yield f"|---|{'---|' * len(roles)}"
    for action, meaning in policy.meaning.items():
        cells = [_cell(policy.relation(role, action)) for role in roles]
        yield f"| `{action}`: {meaning} | {' | '.join(cells)} |"
    absent = [role for role in Role if role not in roles]
    if absent:
        yield f"\nNothing at all: {', '.join(absent)}."
    yield ""


def _cell(relation: Relation | None) -> str:
    return relation.value if relation else "-"


if __name__ == "__main__":
    PAGE.write_text(page())
