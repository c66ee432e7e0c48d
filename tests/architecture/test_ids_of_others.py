"""An id of somebody else opens nothing, and says no more than an id that nobody has."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx2
from sqlalchemy import text
from tests.architecture.asking import Asking, needs, routes
from tests.architecture.household import SECRETS, Caller
from tests.architecture.route_table import ANYBODY, PARAMETERS, RULE, SYSTEM, Gate, Need, Route
from tests.gates.authorisation_page import policy_of

from samenspel_intake.domain.policies import Deed
from samenspel_kernel.actor import Role
from samenspel_messaging.scope import Scope
from samenspel_testkit.services import SERVICES

MALFORMED = ("0", "none", "%00", "..%2f..%2fpupils", "'--", "{}", "a" * 3_000, "%F0%9F%98%80", "-1")
BY_NAME = {"language", "issuer_id", "rule"}
"""Parameters that name one of a few, and no thing of anybody."""
LISTS = {
    "/arrangements/money/allocations",
    "/arrangements/money/transfers",
    "/intake/matches/distinctions",
    "/intake/matches/merges",
    "/intake/out-of-education",
    "/intake/partners/decider",
    "/intake/registrations",
}
"""Their refusal shows the page again: a list of what an administrator may see, whatever was sent."""
AN_ID = re.compile(r"{\w+}")
VARIES = re.compile(r'[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|value="[0-9a-f]{64}"|\d+')
"""Ids, tokens of forms, and how long the session still goes on."""


def with_an_id() -> Iterator[tuple[str, Route, Need]]:
    """Give every route with an id in its path, its query or what it is sent."""
    for service, (method, path), need in needs():
        sent = [path, need.query, *map(str, (need.body or {}).values()), *need.form.values()]
        named = any(AN_ID.search(each) for each in sent)
        if named and not need.whole and need.gate is not Gate.SOME_LIST:
            yield service, (method, path), need


def strangers(asking: Asking, service: str, need: Need) -> Iterator[Caller]:
    """Give those who could do this with their own, but may not know of the household's.

    What a role may somewhere it may with all of its alliance, and with nothing of another.
    """
    policy, thing = policy_of(service), asking.household.relations
    for role in Role:
        relation = policy.relation(role, need.action)
        if relation is None:
            continue
        apart = () if need.gate is Gate.SOMEWHERE else ("none", f"all but {relation}")
        for ties in ("foreign", *apart):
            caller = asking.caller(role, ties)
            asked = need.thing(thing, caller.actor)
            knows = policy.may(caller.actor, policy.knowing, thing)
            if not (knows or policy.may(caller.actor, need.action, asked)):
                yield caller


def said(answer: httpx2.Response) -> tuple[int, str]:
    """Give what an answer tells, without ids and what is new on each page."""
    return answer.status_code, VARIES.sub("", answer.text)


async def state_of(asking: Asking) -> dict[str, Any]:
    """Give a digest of everything that the services hold of the alliance, but for the log of looks."""
    found = {}
    for name in SERVICES:
        process, scope = asking.household.processes[name], Scope.begin(asking.household.alliance_id)
        async with process.transactions(scope) as uow:
            for table in await uow.session.scalars(text(TABLES)):
                query = text(
                    f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{table}" t'
                )
                found[f"{name}.{table}"] = await uow.session.scalar(query)
    return found


TABLES = """
    SELECT c.relname FROM pg_class AS c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
      AND c.relname NOT IN ('access_log') AND has_table_privilege(c.oid, 'SELECT')
    ORDER BY 1
"""


async def test_an_id_of_another_is_like_one_that_nobody_has(asking: Asking) -> None:
    before, wrong, tried = await state_of(asking), [], 0
    ids = asking.household.ids
    public = {name: ids[name] for name in ("school", "unit", "first")}  # all may know them
    nobody = asking.instead({name: str(uuid4()) for name in ids} | public)
    for service, route, need in with_an_id():
        for caller in strangers(asking, service, need):
            answer = await asking.ask(route, need, caller)
            unknown = await nobody.ask(route, need, caller)
            tried += 1
            who = f"{' '.join(route)} as {caller.actor.role}"
            wrong += [f"{who}: {secret}" for secret in SECRETS if secret in answer.text]
            if said(answer) != said(unknown):
                wrong.append(f"{who}: {answer.status_code}, of nobody's {unknown.status_code}")

    assert "\n".join(wrong) == ""
    assert await state_of(asking) == before
    assert tried > 100


async def with_ways_in(asking: Asking) -> dict[str, str]:
    """Have a rule, a system and a colleague's passkey in the household's alliance; give their ids."""
    administrator = asking.caller(Role.ADMINISTRATOR, "all").client
    rule = await administrator.post("/intake/v1/claim-rules", json=RULE)
    system = await administrator.post("/intake/v1/systems", json=SYSTEM)
    household, passkey = asking.household, str(uuid4())
    values = {"id": passkey, "alliance": household.alliance_id, "person": household.person_id}
    process = household.processes["intake"]
    async with process.transactions(Scope.begin(household.alliance_id)) as uow:
        await uow.session.execute(text(A_PASSKEY), values)
    return {"rule": rule.json()["id"], "system": system.json()["id"], "passkey": passkey}


A_PASSKEY = """
    INSERT INTO passkey (id, alliance_id, person_id, credential_id, public_key, sign_count, label,
                         added_at)
    VALUES (:id, :alliance, :person, 'credential', 'key', 0, 'telefoon', now())
"""


async def test_who_manages_access_elsewhere_or_has_a_passkey_changes_nothing_of_others(
    asking: Asking,
) -> None:
    ids = asking.household.ids | await with_ways_in(asking)
    before, wrong, tried = await state_of(asking), [], 0
    theirs = asking.instead(ids)
    nobody = asking.instead({name: str(uuid4()) for name in ids})
    parent = asking.caller(Role.PARENT, "all")
    elsewhere = asking.caller(Role.ADMINISTRATOR, "foreign")
    managing = [
        (route, need, elsewhere)
        for _, route, need in needs()
        if need.action is Deed.MANAGE_ACCESS and AN_ID.search(route[1])
    ]
    removing = (("POST", "/intake/passkeys/{passkey_id}/removal"), Need(action=Deed.SEE), parent)
    for route, need, caller in (*managing, removing):
        answer = await theirs.ask(route, need, caller)
        unknown = await nobody.ask(route, need, caller)
        tried += 1
        if said(answer) != said(unknown) or answer.status_code == 500:
            wrong.append(f"{' '.join(route)}: {answer.status_code}, not {unknown.status_code}")

    assert "\n".join(wrong) == ""
    assert await state_of(asking) == before
    assert tried > 10


async def test_what_is_no_id_is_refused(asking: Asking) -> None:
    wrong = []
    for _, route, need in with_an_id():
        caller = asking.caller(Role.ADMINISTRATOR, "all")
        for malformed in MALFORMED:
            odd = asking.instead(dict.fromkeys(asking.household.ids, malformed))
            answer = await odd.ask(route, need, caller)
            if answer.status_code not in (303, 400, 403, 404, 405, 422):
                wrong.append(f"{' '.join(route)}: {malformed[:20]}: {answer.status_code}")
            if route[1] not in LISTS:
                wrong += [f"{' '.join(route)}: {each}" for each in SECRETS if each in answer.text]

    assert "\n".join(wrong) == ""


def test_every_id_in_a_path_is_one_that_is_tried() -> None:
    named = {
        re.sub(r"([A-Z])", r"_\1", name).lower()
        for _, path in {*routes(), *ANYBODY}
        for name in re.findall(r"{(\w+)}", path)
    }

    assert named - BY_NAME == set(PARAMETERS)
