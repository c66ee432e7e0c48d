"""Unit: who may see which figures."""

from uuid import uuid4

import pytest

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import Forbidden, NotFound
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_reporting.domain.area import ALLIANCE, ALLIANCE_DESK, Area, unit
from samenspel_reporting.domain.items import ItemKind
from samenspel_reporting.domain.policies import check, may, may_open, visible_unit

OWN, OTHER = uuid4(), uuid4()


def an_actor(role: Role) -> Actor:
    return Actor(
        person_id=PersonId(uuid4()), alliance_id=AllianceId(uuid4()), role=role, unit_id=OWN
    )


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.DIRECTOR, Role.ADMINISTRATOR])
@pytest.mark.parametrize("area", [ALLIANCE, ALLIANCE_DESK, unit(OTHER)])
def test_the_alliance_sees_everything(role: Role, area: Area) -> None:
    assert may(an_actor(role), area)
    assert visible_unit(an_actor(role)) is None


def test_a_coordinator_sees_the_own_unit_only() -> None:
    coordinator = an_actor(Role.UNIT_COORDINATOR)

    assert may(coordinator, unit(OWN))
    assert visible_unit(coordinator) == OWN
    assert not any(may(coordinator, area) for area in (ALLIANCE, ALLIANCE_DESK, unit(OTHER)))


def test_a_coordinator_without_a_unit_sees_nothing_not_even_the_desk() -> None:
    nobody = Actor(
        person_id=PersonId(uuid4()), alliance_id=AllianceId(uuid4()), role=Role.UNIT_COORDINATOR
    )

    assert not any(may(nobody, area) for area in (ALLIANCE, ALLIANCE_DESK, unit(OWN)))
    with pytest.raises(Forbidden):
        visible_unit(nobody)


@pytest.mark.parametrize("role", [Role.SCHOOL_COORDINATOR, Role.PARENT])
def test_others_see_no_figures(role: Role) -> None:
    with pytest.raises(Forbidden):
        check(an_actor(role), unit(OWN))
    with pytest.raises(Forbidden):
        visible_unit(an_actor(role))


@pytest.mark.parametrize("area", [ALLIANCE, ALLIANCE_DESK, unit(OWN)])
def test_an_area_is_found_by_its_key(area: Area) -> None:
    assert Area.parse(area.key) == area


@pytest.mark.parametrize("key", ["", "noord", "Alliance", "00000000-0000"])
def test_another_key_is_no_area(key: str) -> None:
    with pytest.raises(NotFound):
        Area.parse(key)


def test_a_line_of_a_list_leads_only_to_what_its_reader_may_open() -> None:
    def opens(role: Role) -> set[ItemKind]:
        return {kind for kind in ItemKind if may_open(an_actor(role), kind)}

    assert opens(Role.COMMITTEE) == {ItemKind.SUPPORT_REQUEST, ItemKind.CASE, ItemKind.TLV}
    assert opens(Role.DIRECTOR) - opens(Role.COMMITTEE) == {ItemKind.SHARE_GRANT}
    assert opens(Role.UNIT_COORDINATOR) == set(ItemKind) - {ItemKind.PREPARED_REQUEST}
