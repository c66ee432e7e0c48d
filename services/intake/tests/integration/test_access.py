"""Integration: an administrator says who has which role; nobody else does."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from samenspel_intake.domain.alliance import alliance_id_of, school_id_of, unit_id_of
from samenspel_intake.settings import ClaimNames, IssuerSettings
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId

ALLIANCE = alliance_id_of("PO9901")
ZUID = str(unit_id_of("PO9901", "zuid"))
API = "/intake/v1"
JOOST = {"name": "Joost de Wit", "account": "eigen:joost", "grant": {"role": "director"}}
RULE = {"issuer": "eigen", "claim": "groups", "value": "cie", "role": "committee"}


def an_actor(role: Role, alliance_id: AllianceId = ALLIANCE) -> Actor:
    return Actor(
        person_id=PersonId(uuid4()),
        alliance_id=alliance_id,
        role=role,
        school_id=school_id_of("99BB00"),
        unit_id=UUID(ZUID),
    )


@pytest.fixture
def issuers() -> tuple[IssuerSettings, ...]:
    """One that tells of groups; nothing is asked of it here."""
    return (
        IssuerSettings.model_validate(
            {
                "id": "eigen",
                "label": "Eigen accounts",
                "url": "https://inloggen.example",
                "client_id": "samenspel",
                "client_secret": "geheim",
                "claims": ClaimNames(),
                "rule_claims": ["groups"],
            }
        ),
    )


@pytest.fixture
def administrator() -> Actor:
    return an_actor(Role.ADMINISTRATOR)


async def test_roles_are_given_and_taken(intake: Any, administrator: Actor) -> None:
    async with intake.client(administrator) as client:
        made = await client.post(f"{API}/people", json=JOOST)
        assert made.status_code == 201, made.text
        person = made.json()
        assert [grant["role"] for grant in person["grants"]] == ["director"]

        grants = f"{API}/people/{person['id']}/grants"
        given = await client.post(grants, json={"role": "unit-coordinator", "unitId": ZUID})
        assert given.status_code == 201, given.text
        director = person["grants"][0]["id"]
        assert (await client.delete(f"{grants}/{director}")).status_code == 204
        assert (await client.delete(f"{grants}/{director}")).status_code == 404

        found = (await client.get(f"{API}/people", params={"name": "joost"})).json()
        roles = {g["role"]: g["until"] for g in found["items"][0]["grants"]}
        assert roles == {"director": "2026-09-07", "unit-coordinator": None}
        assert (await client.post(f"{API}/people", json=JOOST)).status_code == 409


@pytest.mark.parametrize(
    ("grant", "code"),
    [
        ({"role": "school-coordinator"}, "person.relation-missing"),
        ({"role": "school-coordinator", "schoolId": str(uuid4())}, "school.unknown"),
        ({"role": "unit-coordinator", "unitId": str(uuid4())}, "unit.unknown"),
        ({"role": "parent"}, "grant.role"),
        ({"role": "pupil"}, "grant.role"),
    ],
)
async def test_a_role_without_what_it_is_for_is_refused(
    intake: Any, administrator: Actor, grant: dict[str, str], code: str
) -> None:
    async with intake.client(administrator) as client:
        answer = await client.post(f"{API}/people", json=JOOST | {"grant": grant})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == code


@pytest.mark.parametrize("account", ["joost", ":joost", "eigen:", "eigen:" + "x" * 299])
async def test_a_code_of_no_account_is_refused(
    intake: Any, administrator: Actor, account: str
) -> None:
    async with intake.client(administrator) as client:
        answer = await client.post(f"{API}/people", json=JOOST | {"account": account})

    assert answer.status_code == 400


async def test_rules_are_added_and_removed(intake: Any, administrator: Actor) -> None:
    async with intake.client(administrator) as client:
        made = await client.post(f"{API}/claim-rules", json=RULE)
        assert made.status_code == 201, made.text
        listed = (await client.get(f"{API}/claim-rules")).json()["items"]
        assert listed == [{**RULE, "id": made.json()["id"], "unitId": None}]
        one = f"{API}/claim-rules/{listed[0]['id']}"
        assert (await client.delete(one)).status_code == 204
        assert (await client.delete(one)).status_code == 404


@pytest.mark.parametrize(
    "changed",
    [
        {"role": "administrator"},
        {"role": "school-coordinator"},
        {"role": "parent"},
        {"role": "unit-coordinator"},
        {"unitId": ZUID},
        {"role": "unit-coordinator", "unitId": str(uuid4())},
        {"value": ""},
        {"claim": ""},
    ],
)
async def test_a_rule_can_not_give_everything(
    intake: Any, administrator: Actor, changed: dict[str, str]
) -> None:
    async with intake.client(administrator) as client:
        answer = await client.post(f"{API}/claim-rules", json=RULE | changed)

    assert answer.status_code == 400


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
async def test_nobody_else_manages_access(intake: Any, role: Role) -> None:
    grants = f"{API}/people/{uuid4()}/grants"
    async with intake.client(an_actor(role)) as client:
        answers = [
            await client.get(f"{API}/people"),
            await client.post(f"{API}/people", json=JOOST),
            await client.post(grants, json={"role": "director"}),
            await client.delete(f"{grants}/{uuid4()}"),
            await client.get(f"{API}/claim-rules"),
            await client.post(f"{API}/claim-rules", json=RULE),
            await client.delete(f"{API}/claim-rules/{uuid4()}"),
            await client.get("/intake/access"),
            await client.get("/intake/access/people/new"),
            await client.get("/intake/access/rules"),
        ]

    assert {answer.status_code for answer in answers} == {403}


async def test_another_alliances_administrator_sees_and_changes_nothing(
    intake: Any, administrator: Actor
) -> None:
    async with intake.client(administrator) as client:
        person = (await client.post(f"{API}/people", json=JOOST)).json()
        rule = (await client.post(f"{API}/claim-rules", json=RULE)).json()
    stranger = an_actor(Role.ADMINISTRATOR, alliance_id_of("PO9902"))
    grants = f"{API}/people/{person['id']}/grants"
    async with intake.client(stranger) as client:
        assert (await client.get(f"{API}/people")).json()["items"] == []
        assert (await client.get(f"{API}/claim-rules")).json()["items"] == []
        answers = [
            await client.post(grants, json={"role": "director"}),
            await client.delete(f"{grants}/{person['grants'][0]['id']}"),
            await client.delete(f"{API}/claim-rules/{rule['id']}"),
            await client.get(f"/intake/access/people/{person['id']}"),
        ]

    assert {answer.status_code for answer in answers} == {404}


async def test_the_pages_do_the_same(intake: Any, administrator: Actor) -> None:
    async with intake.client(administrator) as client:
        csrf = _field(await client.get("/intake/access/people/new"), "csrf")
        wrong = await client.post(
            "/intake/access/people", data={"csrf": csrf, "role": "director", "account": "x"}
        )
        assert wrong.status_code == 422
        assert "Dit is geen accountcode" in wrong.text
        made = await client.post(
            "/intake/access/people",
            data={
                "csrf": csrf,
                "name": "Joost <b>de Wit",
                "account": "eigen:joost",
                "role": "unit-coordinator",
                "unit_id": ZUID,
            },
        )
        assert made.status_code == 303, made.text
        person = made.headers["location"]
        shown = await client.get(person)
        assert "Joost &lt;b&gt;de Wit" in shown.text
        assert "Steunpunt Zuid" in shown.text
        end = shown.text.split(f'action="{person}/grants/')[1].split('"')[0]
        ended = await client.post(f"{person}/grants/{end}", data={"csrf": csrf})
        assert ended.headers["location"] == person
        assert "Deze persoon kan nu niet inloggen" in (await client.get(person)).text
        assert "Joost" in (await client.get("/intake/access?name=joost")).text


async def test_rules_are_kept_on_a_page(intake: Any, administrator: Actor) -> None:
    page = "/intake/access/rules"
    async with intake.client(administrator) as client:
        empty = await client.get(page)
        assert "Er zijn nog geen regels" in empty.text
        csrf = _field(empty, "csrf")
        form = {"csrf": csrf, "source": "eigen groups", "value": "cie", "role": "committee"}
        assert (await client.post(page, data=form | {"value": ""})).status_code == 422
        assert (await client.post(page, data=form)).status_code == 303
        listed = await client.get(page)
        assert "Eigen accounts" in listed.text
        remove = listed.text.split(f'action="{page}/')[1].split('"')[0]
        assert (await client.post(f"{page}/{remove}", data={"csrf": csrf})).status_code == 303
        assert "Er zijn nog geen regels" in (await client.get(page)).text


async def test_an_administrator_can_not_lock_everybody_out(intake: Any) -> None:
    async with intake.client(an_actor(Role.ADMINISTRATOR)) as client:
        grant = {"role": "administrator"}
        person = (await client.post(f"{API}/people", json=JOOST | {"grant": grant})).json()
    itself = Actor(
        person_id=PersonId(UUID(person["id"])), alliance_id=ALLIANCE, role=Role.ADMINISTRATOR
    )
    own = f"{API}/people/{person['id']}/grants/{person['grants'][0]['id']}"
    async with intake.client(itself) as client:
        answer = await client.delete(own)

    assert (answer.status_code, answer.json()["code"]) == (409, "grant.own-administrator")


def _field(page: Any, name: str) -> str:
    assert page.status_code == 200, page.text
    text: str = page.text.split(f'name="{name}" value="')[1]
    return text.split('"')[0]
