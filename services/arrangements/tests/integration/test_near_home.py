"""Integration: how far a place is from home, in the pages, the API and the letter (K11, N27)."""

from typing import Any
from uuid import UUID, uuid4

import pytest_asyncio

from samenspel_contracts.intake import ContactRecordedV1, SchoolRecordedV1
from samenspel_kernel.actor import Actor, Role

from .test_pages import press, words_of
from .test_placements import Places
from .test_tlv_api import Story, story

__all__ = ["story"]
V1, PAGE = "/arrangements/v1", "/arrangements/postcode-areas"
LIST = (
    "PC4;Lat;Lon;Gemeente\n1811;52,632;4,749;Alkmaar\n1851;52,602;4,700;Heiloo\n5211;51.690;5.303;x"
)


@pytest_asyncio.fixture
async def places(story: Story) -> Places:
    """Give the child of a case, and two schools: the own unit's far away, another's near home."""
    found = Places(story)
    await school_at(found, found.sbo, "5211")
    return found


async def school_at(places: Places, id_: UUID, postcode4: str | None) -> None:
    school = SchoolRecordedV1(
        school_id=id_,
        location_code="99XY00",
        name=f"SBO in {postcode4}",
        municipality_code="0796",
        postcode4=postcode4,
    )
    await places.world.tell(school, subject=id_)


async def parent_at(places: Places, postcode: str | None, **of: Any) -> UUID:
    contact_id = uuid4()
    contact = ContactRecordedV1(
        contact_id=contact_id,
        kind="parent",
        pupil_id=places.story.pupil_id,
        name=f"Ouder {contact_id}",
        language="nl",
        postcode=postcode,
        **of,
    )
    await places.world.tell(contact, subject=contact_id)
    return contact_id


def administrator(places: Places) -> Actor:
    found: Actor = places.world.somebody(Role.ADMINISTRATOR)
    return found


async def listed(places: Places, text: str = LIST) -> Any:
    async with places.story.client_of(administrator(places)) as client:
        return await client.put(f"{V1}/postcode-areas", json={"list": text})


async def offers_at(places: Places, unit_id: UUID, school_id: UUID | None, name: str) -> str:
    body = {
        "unitId": str(unit_id),
        "schoolId": str(school_id) if school_id else None,
        "name": name,
        "kind": "observation",
        "startsOn": "2026-09-14",
        "capacity": 1,
    }
    who = administrator(places)
    made = await places.post("/provisions", body, who=who)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def test_n27_what_is_near_home_comes_first_after_the_own_unit(places: Places) -> None:
    near, nowhere, other = uuid4(), uuid4(), uuid4()
    await school_at(places, near, "1851")
    await school_at(places, nowhere, None)
    for unit, school, name in (
        (other, nowhere, "Nergens"),
        (other, places.sbo, "Ver"),
        (other, near, "Dichtbij"),
        (places.world.unit_id, places.sbo, "Eigen"),
    ):
        provision = await offers_at(places, unit, school, name)
    placement = await places.seeks("observation")
    here = f"/placements/{placement}"

    unknown = (await places.get(f"{here}/provisions")).json()["items"]
    assert {one["distanceUnknown"] for one in unknown} == {"home"}
    await parent_at(places, "1811 AB")
    assert (await places.get(f"{here}/provisions")).json()["items"][0]["distanceKm"] is None
    assert (await listed(places)).json()["count"] == 3
    found = (await places.get(f"{here}/provisions")).json()["items"]
    told = [(one["name"], one["distanceKm"], one["distanceUnknown"]) for one in found]
    assert told == [
        ("Eigen", 111, None),
        ("Dichtbij", 5, None),
        ("Ver", 111, None),
        ("Nergens", None, "place"),
    ]
    async with places.story.client_of(places.desk) as desk:
        page = words_of(await desk.get(f"/arrangements{here}"))
    assert page.index("Dichtbij") < page.index("Ver (")
    assert "1 vrij, 0 in de rij, ongeveer 5 km van huis" in page
    assert "0 in de rij, afstand onbekend" in page
    assert (await places.get(f"{here}/provisions", who=places.story.parent)).status_code == 403

    asked = await places.done(f"{here}/seats", {"provisionId": provision})
    assert (asked["distanceKm"], asked["distanceUnknown"]) == (111, None)


async def test_parents_learn_no_distance_from_which_follows_where_another_lives(
    places: Places,
) -> None:
    await listed(places)
    provision = await offers_at(places, places.world.unit_id, places.sbo, "Eigen")
    placement = await places.seeks("observation")
    here = f"/placements/{placement}"
    await places.done(f"{here}/seats", {"provisionId": provision})

    async def known(who: Actor) -> tuple[Any, Any]:
        view = (await places.get(here, who=who)).json()
        return view["distanceKm"], view["distanceUnknown"]

    await parent_at(places, "1811 AB")
    await parent_at(places, "5211 XX", organisation="Jeugdbescherming")
    assert await known(places.story.parent) == (111, None)
    await parent_at(places, None)
    assert await known(places.story.parent) == (None, "homes-differ")
    assert await known(places.desk) == (111, None)
    async with places.story.client_of(places.story.parent) as parent:
        assert "afstand onbekend" in words_of(await parent.get(f"/arrangements{here}"))
    await parent_at(places, "5211 XX")
    assert await known(places.desk) == (1, None)


async def test_an_administrator_lists_areas_on_the_page_and_wrong_lines_are_named(
    places: Places,
) -> None:
    async with places.story.client_of(administrator(places)) as client:
        page = await client.get(PAGE)
        assert "Er is nog geen lijst" in words_of(page)
        assert PAGE in (await client.get("/arrangements/provisions")).text
        wrong = LIST + "\n0123;52.0;5.0;x\n1811;52.0;5.0;x\n1812;x;99;x\n1813;10;5\n\n1814;52.1;5.1"
        refused = await press(client, page, PAGE, list=wrong)
        assert refused.status_code == 422
        said = words_of(refused)
        for line, column in ((5, "postcode4"), (6, "postcode4"), (7, "latitude"), (8, "latitude")):
            assert f"{line} {column}" in said
        assert "1812;x;99" in refused.text
        assert "Er is nog geen lijst" in said
        for text, words in (
            ("", "Kies een bestand"),
            ("pc4;lat\n1811;52", "Er ontbreekt een kolom"),
            ("pc4;postcode;lat;lon\n1;1;1;1", "staat er twee keer in"),
            ("pc4;lat;lon\n" + "1811;52.1;5.1\n" * 5001, "te groot"),
            ("pc4;lat;lon\n", "Kies een bestand"),
        ):
            assert words in words_of(await press(client, page, PAGE, list=text))
        done = await press(client, page, PAGE, list=LIST)
        assert done.status_code == 303
        assert "Postcodes in de lijst 3" in words_of(await client.get(PAGE))
        shorter = await client.put(
            f"{V1}/postcode-areas", json={"list": "pc4,lat,lng\n9911,53.3,6.7"}
        )
        assert shorter.json() == {"count": 1, "listedOn": "2026-09-07"}
        bad = await client.put(f"{V1}/postcode-areas", json={"list": wrong})
        codes = {(error["field"], error["code"]) for error in bad.json()["errors"]}
        assert ("list.5.postcode4", "place.postcode4") in codes
        assert ("list.6.postcode4", "postcode-list.twice") in codes
        assert ("list.7.latitude", "postcode-list.number") in codes
    async with places.story.client_of(places.desk) as desk:
        assert (await desk.get(PAGE)).status_code == 403
        assert (await desk.put(f"{V1}/postcode-areas", json={"list": LIST})).status_code == 403
        assert PAGE not in (await desk.get("/arrangements/provisions")).text
