"""Unit: what is somebody's own work, what somebody follows, and since when work is new."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_notifications.domain.work_items import ItemKind, Today, WorkItem
from samenspel_notifications.domain.work_reach import work_reach_of
from samenspel_platform.calendar import DutchWorkingDays

ALLIANCE, PERSON, UNIT, SCHOOL, PUPIL = (UUID(int=number) for number in range(1, 6))
ME = Holder(HolderKind.PERSON, PERSON)
UNIT_DESK = Holder(HolderKind.UNIT_DESK, UNIT)
ALLIANCE_DESK = Holder(HolderKind.ALLIANCE_DESK, ALLIANCE)
AT_SCHOOL = Holder(HolderKind.SCHOOL, SCHOOL)
STAFF = sorted(Role)


def somebody(role: Role) -> Actor:
    return Actor(
        person_id=PersonId(PERSON),
        alliance_id=AllianceId(ALLIANCE),
        role=role,
        unit_id=UNIT,
        school_id=SCHOOL,
        pupil_ids=frozenset({PUPIL}),
    )


def an_item(
    holder: Holder, *, school_id: UUID | None = None, pupil_id: UUID | None = None
) -> WorkItem:
    return WorkItem(
        id=uuid4(),
        kind=ItemKind.CASE,
        unit_id=UNIT,
        school_id=school_id,
        pupil_id=pupil_id,
        holder=holder,
        action="evaluate",
        due_on=date(2026, 9, 7),
        arrived_at=datetime(2026, 9, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize("role", STAFF)
def test_what_somebody_holds_in_person_is_their_own(role: Role) -> None:
    assert work_reach_of(somebody(role)).owns(an_item(ME))


@pytest.mark.parametrize(
    ("holder", "role"),
    [
        (UNIT_DESK, Role.UNIT_COORDINATOR),
        (ALLIANCE_DESK, Role.ADMINISTRATOR),
        (AT_SCHOOL, Role.SCHOOL_COORDINATOR),
    ],
)
def test_the_work_of_a_desk_is_that_of_one_role_alone(holder: Holder, role: Role) -> None:
    assert [r for r in STAFF if work_reach_of(somebody(r)).owns(an_item(holder))] == [role]


@pytest.mark.parametrize("role", STAFF)
@pytest.mark.parametrize(
    "kind",
    [
        *(ItemKind.TLV, ItemKind.TLV_HANDOVER),
        *(ItemKind.FUNDING_CHECK, ItemKind.FUNDING_HANDOVER),
    ],
)
def test_a_tlv_that_waits_is_the_committees_and_nothing_else_of_the_desk(
    role: Role, kind: ItemKind
) -> None:
    reach = work_reach_of(somebody(role))

    owns = reach.owns(replace(an_item(ALLIANCE_DESK), kind=kind))
    assert owns == (role in (Role.COMMITTEE, Role.ADMINISTRATOR))
    if role is Role.COMMITTEE:
        assert not reach.owns(an_item(ALLIANCE_DESK))


@pytest.mark.parametrize("role", STAFF)
def test_money_that_waits_is_the_directors_to_decide_and_nothing_else_of_the_desk(
    role: Role,
) -> None:
    waiting = replace(an_item(ALLIANCE_DESK), kind=ItemKind.MONEY_REQUEST)
    at_a_unit = replace(an_item(UNIT_DESK), kind=ItemKind.MONEY_REQUEST)
    reach = work_reach_of(somebody(role))

    assert reach.owns(waiting) == (role in (Role.DIRECTOR, Role.ADMINISTRATOR))
    assert reach.owns(at_a_unit) == (role is Role.UNIT_COORDINATOR)
    if role is Role.DIRECTOR:
        assert not reach.owns(an_item(ALLIANCE_DESK))


@pytest.mark.parametrize("kind", [HolderKind.UNIT_DESK, HolderKind.SCHOOL, HolderKind.PERSON])
@pytest.mark.parametrize("role", STAFF)
def test_the_work_of_another_is_nobodys_own(role: Role, kind: HolderKind) -> None:
    reach = work_reach_of(somebody(role))

    assert not reach.owns(an_item(Holder(kind, uuid4())))
    assert not reach.covers(an_item(Holder(kind, uuid4()), school_id=uuid4(), pupil_id=uuid4()))


def test_who_stands_by_a_pupil_follows_it() -> None:
    item = an_item(UNIT_DESK, pupil_id=PUPIL)
    follows = {role for role in STAFF if work_reach_of(somebody(role)).covers(item)}

    by_pupil = {Role.PARENT, Role.TEACHER, Role.EXPERT, Role.YOUTH_CONSULTANT}
    assert follows == by_pupil | {Role.UNIT_COORDINATOR}  # who does it, sees it


def test_a_school_follows_its_pupils() -> None:
    item = an_item(Holder(HolderKind.PERSON, uuid4()), school_id=SCHOOL)
    follows = {role for role in STAFF if work_reach_of(somebody(role)).covers(item)}

    assert follows == {Role.SCHOOL_COORDINATOR}


def test_a_worry_is_followed_by_nobody() -> None:
    worry = replace(an_item(UNIT_DESK, school_id=SCHOOL, pupil_id=PUPIL), kind=ItemKind.SIGNAL)
    sees = {role for role in STAFF if work_reach_of(somebody(role)).covers(worry)}

    assert sees == {Role.UNIT_COORDINATOR}  # who answers it


@pytest.mark.parametrize(
    "kind",
    [
        ItemKind.REGISTRATION,
        ItemKind.SPELL,
        ItemKind.SHARE_GRANT,
        ItemKind.CORRECTION,
    ],
)
def test_what_is_between_parents_school_and_desk_is_followed_by_no_other(kind: ItemKind) -> None:
    item = replace(an_item(UNIT_DESK, school_id=SCHOOL, pupil_id=PUPIL), kind=kind)
    sees = {role for role in STAFF if work_reach_of(somebody(role)).covers(item)}

    assert sees == {Role.PARENT, Role.SCHOOL_COORDINATOR, Role.UNIT_COORDINATOR}


@pytest.mark.parametrize("role", [Role.PARENT, Role.SCHOOL_COORDINATOR, Role.TEACHER])
def test_a_request_for_money_is_followed_by_neither_parents_nor_school(role: Role) -> None:
    about = an_item(ALLIANCE_DESK, school_id=SCHOOL, pupil_id=PUPIL)

    assert not work_reach_of(somebody(role)).covers(replace(about, kind=ItemKind.MONEY_REQUEST))


def test_what_a_school_prepares_is_followed_by_the_school_alone() -> None:
    about = an_item(UNIT_DESK, school_id=SCHOOL, pupil_id=PUPIL)
    item = replace(about, kind=ItemKind.PREPARED_REQUEST)
    sees = {role for role in STAFF if work_reach_of(somebody(role)).covers(item)}

    assert sees == {Role.SCHOOL_COORDINATOR, Role.UNIT_COORDINATOR}  # who holds it, sees it


def test_of_a_child_nothing_is_asked() -> None:
    assert not work_reach_of(somebody(Role.PUPIL)).covers(an_item(UNIT_DESK, pupil_id=PUPIL))


@pytest.mark.parametrize(
    ("now", "since"),
    [
        (datetime(2026, 9, 9, 9, 0, tzinfo=UTC), datetime(2026, 9, 6, 22, 0, tzinfo=UTC)),
        (datetime(2026, 9, 7, 9, 0, tzinfo=UTC), datetime(2026, 9, 2, 22, 0, tzinfo=UTC)),
        (datetime(2026, 12, 28, 9, 0, tzinfo=UTC), datetime(2026, 12, 22, 23, 0, tzinfo=UTC)),
    ],
    ids=["a Wednesday: since Monday", "a Monday: since Thursday", "after Christmas"],
)
def test_new_is_what_came_in_the_last_two_working_days(now: datetime, since: datetime) -> None:
    assert Today.at(now, DutchWorkingDays()).new_since == since
