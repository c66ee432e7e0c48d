"""Integration: what worked is shared without the child, found with its results, and used again."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from samenspel_kernel.actor import Role
from samenspel_messaging.scope import Scope

from .test_help_groups import a_child

CASES = "/arrangements/v1/cases"
PAGES = "/arrangements/cases"
RECIPES = "/arrangements/v1/recipes"
RECIPE_PAGES = "/arrangements/recipes"
RECIPE = {
    "name": "Samen rekenen",
    "need": "attention-time",
    "level": 2,
    "measures": ["Elke dag tien minuten samen rekenen"],
    "weeks": 10,
}
LOOKED = {"evaluatedOn": "2026-09-07", "works": "yes", "words": "Zij durft meer."}
ENDED = {"endReason": "goal-reached", "endedOn": "2026-09-07"}
FURTHER = {
    "kind": "group",
    "description": "Weer zo.",
    "startsOn": "2026-09-07",
    "plannedEndOn": "2027-03-12",
    "evaluationOn": "2027-02-12",
}


async def ended(world: Any, client: Any, at: str) -> None:
    for what, body in (
        ("starts", {"startedOn": "2026-09-07"}),
        ("evaluations", LOOKED),
        ("ends", ENDED),
    ):
        answer = await client.post(f"{CASES}/{at}/{what}", json=body)
        assert answer.status_code == 201, answer.text


async def test_n13_what_worked_is_shared_found_and_used_again(
    world: Any, client_of: Any, app: Any
) -> None:
    holder = world.coordinator()
    _, at = await a_child(world, client_of, holder, "Noortje")
    async with client_of(holder) as client:
        too_early = await client.post(f"{CASES}/{at}/recipes", json=RECIPE)
        await ended(world, client, at)
        named = await client.post(f"{CASES}/{at}/recipes", json=RECIPE | {"name": "Voor noortje"})
        made = await client.post(f"{CASES}/{at}/recipes", json=RECIPE)
        twice = await client.post(f"{CASES}/{at}/recipes", json=RECIPE)
        assert made.status_code == 201, made.text
        recipe_id = made.json()["id"]
        (few,) = (await client.get(RECIPES)).json()["items"]
        case = f"{CASES}/{at.partition('/')[0]}/arrangements"
        unknown = await client.post(case, json=FURTHER | {"recipeId": str(uuid4())})
        for _ in range(4):
            used = await client.post(case, json=FURTHER | {"recipeId": recipe_id})
            assert used.status_code == 201, used.text
            await ended(world, client, f"{at.partition('/')[0]}/arrangements/{used.json()['id']}")
        (enough,) = (await client.get(RECIPES, params={"need": "attention-time"})).json()["items"]
        others = [
            (await client.get(RECIPES, params=asked)).json()["items"]
            for asked in ({"need": "material"}, {"level": 1}, {"kind": "individual"})
        ]
        wrong = await client.get(RECIPES, params={"level": 9})
        page = await client.get(f"{RECIPE_PAGES}?case={at.partition('/')[0]}&kind=group&level=2")
        filled = await client.get(
            f"{PAGES}/{at.partition('/')[0]}/arrangements/new?recipe={recipe_id}"
        )
        odd = await client.get(f"{RECIPE_PAGES}?case=x&need=y&level=z&kind=q")
        blank = await client.get(f"{PAGES}/{at.partition('/')[0]}/arrangements/new?recipe=x")
    assert too_early.json()["code"] == "recipe.not-ended"
    assert "recipe.names-the-child" in named.text
    assert (twice.status_code, twice.json()["code"]) == (409, "recipe.made-before")
    assert few["results"] == dict.fromkeys(("n", "yes", "partly", "no", "helpedInClass"))
    assert unknown.status_code == 404
    assert (enough["results"]["n"], enough["results"]["yes"]) == (5, 5)
    assert others == [[], [], []]
    assert wrong.status_code == 400
    assert "5 keer gegeven" in page.text
    assert f"/arrangements/new?recipe={recipe_id}" in page.text
    assert "Elke dag tien minuten samen rekenen" in filled.text
    assert f'value="{recipe_id}"' in filled.text
    assert (odd.status_code, blank.status_code) == (200, 200)
    assert "/arrangements/new" not in odd.text

    answered = text(
        "INSERT INTO help_question (id, alliance_id, part, row_version, event_seq, arrangement_id,"
        " case_id, support_request_id, pupil_id, moment, party, person_id, answer_by, status,"
        " standing) SELECT gen_random_uuid(), alliance_id, 0, 1, 0, arrangement_id,"
        " gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'end', 'teacher',"
        " gen_random_uuid(), '{}', 'answered', CAST(:said AS jsonb) FROM help_recipe_use"
    )
    async with app(Scope.begin(world.alliance_id)) as uow:
        said = '{"status": "answered", "scores": {"helped-in-class": 4}}'
        await uow.session.execute(answered, {"said": said})
    async with client_of(holder) as client:
        (told,) = (await client.get(RECIPES)).json()["items"]
    assert told["results"]["helpedInClass"] == 4.0


async def test_who_finds_recipes_and_who_shares_them(world: Any, client_of: Any) -> None:
    holder = world.coordinator()
    pupil_id, at = await a_child(world, client_of, holder, "Daan")
    async with client_of(holder) as client:
        await ended(world, client, at)
        page = await client.get(f"{PAGES}/{at}")
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        form = {
            "csrf": csrf,
            "name": "Samen rekenen",
            "need": "material",
            "level": "1",
            "measures": "Blokjes\nEen rekenrek",
            "weeks": "6",
        }
        half = await client.post(f"{PAGES}/{at}/recipes", data=form | {"measures": ""})
        shared = await client.post(f"{PAGES}/{at}/recipes", data=form)
        after = await client.get(f"{PAGES}/{at}")
    assert "Deel wat werkte" in page.text
    assert (half.status_code, shared.status_code) == (422, 303)
    assert "Deel wat werkte" not in after.text

    mine: frozenset[UUID] = frozenset({pupil_id})
    for role, finds in ((Role.EXPERT, 200), (Role.PARENT, 403), (Role.TEACHER, 403)):
        async with client_of(world.somebody(role, pupil_ids=mine)) as client:
            assert (await client.get(RECIPES)).status_code == finds
            found = await client.get(RECIPE_PAGES)
            assert found.status_code == finds
            assert ("Een rekenrek" in found.text) is (finds == 200)
            assert ("te weinig" in found.text) is (finds == 200)
            refused = await client.post(f"{CASES}/{at}/recipes", json=RECIPE)
            assert refused.status_code == 403
