"""Unit: who may do what; the default is no."""

from uuid import UUID

import pytest

from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import Forbidden, NotFound
from samenspel_kernel.ids import AllianceId, PersonId, new_id

ALLIANCE, UNIT, SCHOOL, PUPIL = (UUID(int=n) for n in range(1, 5))
THING = Subject(alliance_id=ALLIANCE, unit_id=UNIT, school_id=SCHOOL, pupil_id=PUPIL)
READ = frozenset({Deed.SEE, Deed.READ_TEXT})
WHOLE = READ | {Deed.SEE_HOUSEHOLD}
STAFF = {Deed.ENTER, Deed.COMPLETE, Deed.WITHDRAW, Deed.INVITE, Deed.LET_CHILD_IN}
REGISTERING = {Deed.REGISTER, Deed.SEE_REGISTRATION, Deed.COMPLETE_REGISTRATION}
AT_SCHOOL = WHOLE | STAFF | REGISTERING | {Deed.ASK, Deed.ANSWER_REGISTRATION}
AT_DESK = (
    WHOLE
    | STAFF
    | {Deed.USE_DESK, Deed.OFFER_HANDOVER, Deed.ANSWER_TRANSFER}
    | {Deed.DECIDE, Deed.ASSIGN, Deed.SEE_AGREEMENT}
    | REGISTERING
    | {Deed.ANSWER_REGISTRATION, Deed.TAKE_BACK_REGISTRATION, Deed.FIND_SCHOOL}
)


def an_actor(role: Role, *, related: bool = True, alliance: UUID = ALLIANCE) -> Actor:
    return Actor(
        person_id=PersonId(new_id()),
        alliance_id=AllianceId(alliance),
        role=role,
        unit_id=UNIT if related else new_id(),
        school_id=SCHOOL if related else new_id(),
        pupil_ids=frozenset({PUPIL}) if related else frozenset(),
    )


BOUND = sorted(set(Role) - {Role.COMMITTEE, Role.DIRECTOR, Role.ADMINISTRATOR})


@pytest.mark.parametrize(
    ("role", "granted"),
    [
        (Role.SCHOOL_COORDINATOR, AT_SCHOOL),
        (Role.TEACHER, {Deed.SEE, Deed.LET_CHILD_IN}),
        (
            Role.PARENT,
            WHOLE
            | REGISTERING
            | {Deed.SEE_READERS, Deed.LET_CHILD_IN, Deed.TAKE_BACK_REGISTRATION},
        ),
        (Role.PUPIL, frozenset()),
        (Role.UNIT_COORDINATOR, AT_DESK),
        (Role.EXPERT, READ),
        (Role.COMMITTEE, READ),
        (Role.DIRECTOR, {Deed.SEE, Deed.SEE_AGREEMENT}),
        (Role.YOUTH_CONSULTANT, {Deed.SEE}),
        (
            Role.ADMINISTRATOR,
            AT_DESK | {Deed.SEE_READERS, Deed.MANAGE_ACCESS, Deed.MANAGE_TERMS, Deed.SET_CRITERIA},
        ),
    ],
)
def test_a_role_that_is_related_may_do_what_it_is_granted(role: Role, granted: set[Deed]) -> None:
    assert {deed for deed in Deed if may(an_actor(role), deed, THING)} == granted


@pytest.mark.parametrize("role", BOUND)
def test_without_a_relation_nothing_may(role: Role) -> None:
    assert not any(may(an_actor(role, related=False), deed, THING) for deed in Deed)


@pytest.mark.parametrize("role", list(Role))
def test_another_alliance_may_nothing(role: Role) -> None:
    elsewhere = an_actor(role, alliance=new_id())
    assert not any(may(elsewhere, deed, THING) for deed in Deed)


@pytest.mark.parametrize("role", [Role.SCHOOL_COORDINATOR, Role.UNIT_COORDINATOR])
def test_nobody_is_related_to_what_has_no_school_and_no_unit(role: Role) -> None:
    nowhere = Actor(person_id=PersonId(new_id()), alliance_id=AllianceId(ALLIANCE), role=role)
    assert not may(nowhere, Deed.SEE, Subject(alliance_id=ALLIANCE))


def test_who_may_see_it_is_told_no_and_who_may_not_is_told_nothing() -> None:
    with pytest.raises(Forbidden):
        require(an_actor(Role.DIRECTOR), Deed.READ_TEXT, THING)
    with pytest.raises(NotFound):
        require(an_actor(Role.PARENT, related=False), Deed.READ_TEXT, THING)
