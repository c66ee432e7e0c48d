"""Every route of every service, asked as every role, with and without relation, from near and far."""

from dataclasses import dataclass
from uuid import uuid4

import pytest
from tests.architecture.asking import Asking, needs, routes
from tests.architecture.household import PARENTS, SECRETS, Caller, Household
from tests.architecture.route_table import ANYBODY, Gate, Need, Route
from tests.gates.authorisation_page import policy_of

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Policy, Relation
from samenspel_messaging import unit_of_work
from samenspel_messaging.scope import Scope, enter
from samenspel_testkit.services import SERVICES

MAILBOX = "/notifications/mailbox"


@dataclass(frozen=True, slots=True)
class Case:
    """One route, as one role asks it, tied to the household in one way."""

    service: str
    route: Route
    need: Need
    role: Role
    ties: str

    def __str__(self) -> str:
        return f"{' '.join(self.route)} as {self.role}, {self.ties}"


def cases() -> list[Case]:
    """Give every case: all ties, none, all but the one that counts, and all from elsewhere."""
    return [
        Case(service, route, need, role, ties)
        for service, route, need in needs()
        for role in Role
        for ties in ("all", "none", _without_the_one(service, role, need), "foreign")
    ]


def _without_the_one(service: str, role: Role, need: Need) -> str:
    relation = policy_of(service).relation(role, need.action)
    return f"all but {relation or Relation.PUPIL}"


def may(case: Case, household: Household, actor: Actor) -> bool:
    """Say what the table says."""
    thing = case.need.thing(household.relations, actor)
    return policy_of(case.service).may(actor, case.need.action, thing)


def comes_in(case: Case, household: Household, actor: Actor) -> bool:
    """Tell whether the table lets the actor in, whatever it then finds."""
    match case.need.gate:
        case Gate.LIST:
            return True
        case Gate.THING:
            return may(case, household, actor)
        case _:
            return policy_of(case.service).may_somewhere(actor, case.need.action)


async def what_is_wrong(case: Case, asking: Asking) -> str:
    """Ask, and say what is otherwise than the table says; nothing if all is well."""
    caller, household = asking.caller(case.role, case.ties), asking.household
    answer = await asking.ask(case.route, case.need, caller)
    expected = comes_in(case, household, caller.actor)
    status, body = answer.status_code, answer.text
    if status >= 500 or status == 401:
        return f"{case}: {status}"
    if (status not in case.need.refused) is not expected:
        return f"{case}: {status}, {'allowed' if expected else 'not allowed'} by the table"
    if case.need.shows and expected:
        listed, allowed = asking.shown(case.need) in body, may(case, household, caller.actor)
        if listed is not allowed:
            return f"{case}: {'listed' if listed else 'not listed'}"
    return _leaked(case, caller, body)


def _leaked(case: Case, caller: Caller, body: str) -> str:
    hidden: tuple[str, ...] = ()
    if case.ties == "foreign":
        hidden = SECRETS
    elif case.role in (Role.PARENT, Role.TEACHER, Role.PUPIL) and MAILBOX not in case.route[1]:
        hidden = tuple(value for parent in PARENTS for value in parent.values())
    leaked = [secret for secret in hidden if secret in body]
    return f"{case}: shows {', '.join(leaked)}" if leaked else ""


def test_every_route_says_what_it_needs() -> None:
    ruled = {route for _, route, _ in needs()}

    assert (ruled | set(ANYBODY)) - routes() == set(), "these routes are gone"
    assert routes() - (ruled | set(ANYBODY)) == set(), "add these to route_table.py"
    assert ruled & set(ANYBODY) == set()


def test_every_action_of_a_table_rules_some_route() -> None:
    used = {(service, need.action) for service, _, need in needs()}
    known = {(service, action) for service in SERVICES for action in policy_of(service).meaning}

    assert known - used <= INSIDE


INSIDE = {
    ("intake", "see-household"),
    ("intake", "count-spells"),
    ("intake", "decide-place"),
    ("arrangements", "read-text"),
    ("arrangements", "read-note"),
    ("arrangements", "read-tlv"),
    ("arrangements", "read-advices"),
}
"""Actions that cut fields out of an answer, or are one person's; they have tests of their own."""


async def test_every_role_may_on_every_route_what_the_table_says(asking: Asking) -> None:
    asked = cases()
    wrong = [said for case in asked if (said := await what_is_wrong(case, asking))]

    assert wrong == []
    assert len(asked) >= 1000


async def test_without_the_table_another_alliance_still_finds_nothing(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Policy, "may", lambda *_: True)
    monkeypatch.setattr(Policy, "may_somewhere", lambda *_: True)
    monkeypatch.setattr(Policy, "relation", lambda *_: Relation.ALLIANCE)
    stranger = asking.caller(Role.ADMINISTRATOR, "foreign")
    neighbour = asking.caller(Role.PUPIL, "none")

    leaked, neighbours = [], 0
    for _, route, need in needs():
        answer = await asking.ask(route, need, stranger)
        leaked += [(route, secret) for secret in SECRETS if secret in answer.text]
        seen = await asking.ask(route, need, neighbour)
        neighbours += any(secret in seen.text for secret in SECRETS)

    assert leaked == []
    assert neighbours > 10, "the table was not switched off"


async def test_without_table_and_tenant_in_queries_the_database_still_gives_nothing(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator = asking.caller(Role.ADMINISTRATOR, "all")
    elsewhere = Scope.begin(uuid4())
    monkeypatch.setattr(unit_of_work, "enter", lambda session, _: enter(session, elsewhere))

    leaked = []
    for _, route, need in needs():
        answer = await asking.ask(route, need, administrator)
        leaked += [(route, secret) for secret in SECRETS if secret in answer.text]

    assert leaked == []


async def test_each_answer_with_a_file_is_noted_once_and_a_list_is_not(asking: Asking) -> None:
    wrong = []
    for service, route, need in needs():
        callers = (asking.caller(role, "all") for role in Role)
        thing = asking.household.relations
        policy = policy_of(service)
        one = next(c for c in callers if policy.may(c.actor, need.action, thing))
        before = await looks(asking, service)
        answer = await asking.ask(route, need, one)
        noted = await looks(asking, service) - before
        again = answer.status_code == 422  # a page with what was typed may show the file
        shown = need.notes and answer.status_code in (200, 201, 202)
        if noted != int(shown) and not (again and noted <= 1):
            wrong.append(f"{' '.join(route)}: {answer.status_code}, noted {noted} times")

    assert wrong == []


async def test_a_refused_read_of_a_file_is_noted_in_its_own_alliance_only(asking: Asking) -> None:
    wrong = []
    for service, route, need in needs():
        of_a_file = need.notes or need.action == "see-readers"
        if not of_a_file or route[0] != "GET":
            continue
        before = await looks(asking, service)
        await asking.ask(route, need, asking.caller(Role.SCHOOL_COORDINATOR, "foreign"))
        await asking.ask(route, need, asking.caller(Role.SCHOOL_COORDINATOR, "none"))
        noted = await looks(asking, service) - before
        if noted != 1:
            wrong.append(f"{' '.join(route)}: noted {noted} times")

    assert wrong == []


async def looks(asking: Asking, service: str) -> int:
    """Count the access log of a service; one without files has none."""
    return 0 if service == "reporting" else await asking.household.looks(service)
