"""A token opens on every API what a cookie opens, and nothing on any page."""

from tests.architecture.asking import Asking, needs

from samenspel_kernel.actor import Role

SYSTEMS = (Role.YOUTH_CONSULTANT, Role.UNIT_COORDINATOR, Role.SCHOOL_COORDINATOR, Role.DIRECTOR)


async def test_a_system_reads_with_its_token_what_a_person_reads_with_a_cookie(
    asking: Asking,
) -> None:
    wrong, asked = [], 0
    people = [asking.caller(role, ties) for role in SYSTEMS for ties in ("all", "none", "foreign")]
    pairs = [(person, asking.system(person)) for person in people]
    for _, route, need in needs():
        if route[0] != "GET" or "/v1/" not in route[1]:
            continue
        for person, system in pairs:
            by_cookie = await asking.ask(route, need, person)
            by_token = await asking.ask(route, need, system)
            asked += 1
            if (by_token.status_code, by_token.text) != (by_cookie.status_code, by_cookie.text):
                wrong.append(f"{route[1]} as {person.actor.role}: {by_token.status_code}")

    assert wrong == []
    assert asked > 100


async def test_a_token_opens_no_page_and_no_fragment(asking: Asking) -> None:
    system, asked = asking.system(asking.caller(Role.ADMINISTRATOR, "all")), 0
    for _, route, need in needs():
        if "/v1/" in route[1]:
            continue
        answer = await asking.ask(route, need, system)
        asked += 1
        assert (answer.status_code, answer.headers.get("location")) == (303, "/intake"), route

    assert asked > 40
