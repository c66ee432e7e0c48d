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
WHOLE = READ | {Deed.SEE_HOUSEHOLD, Deed.SEE_FAMILY}
STAFF = {Deed.ENTER, Deed.COMPLETE, Deed.WITHDRAW, Deed.INVITE, Deed.LET_CHILD_IN}
FAMILIES = {Deed.SEE_ADDRESSES, Deed.MOVE, Deed.MERGE, Deed.ANSWER_CORRECTION}
SHARING = {Deed.SEE_SHARES, Deed.ASK_TO_SHARE}
REGISTERING = {Deed.REGISTER, Deed.SEE_REGISTRATION, Deed.COMPLETE_REGISTRATION}
PREPARING = {Deed.ASK, Deed.PREPARE, Deed.READ_PREPARED}
ABSENCE = {Deed.SEE_SPELL, Deed.REPORT_SPELL, Deed.STATE_ABSENCE}
EVERYWHERE = {Deed.RAISE_SIGNAL}
OFFICER = {Deed.SEE_SPELL, Deed.STATE_ABSENCE, Deed.CLASSIFY_SPELL, Deed.CONFIRM_RETURN}
OFFICER_EVERYWHERE = EVERYWHERE | {Deed.REPORT_SPELL, Deed.DECIDE_PLACE}
AT_BOTH = WHOLE | STAFF | FAMILIES | SHARING | REGISTERING | ABSENCE | {Deed.ANSWER_REGISTRATION}
AT_SCHOOL = AT_BOTH | PREPARING | EVERYWHERE | {Deed.CONFIRM_RETURN}
AT_DESK = (
    AT_BOTH
    | {Deed.USE_DESK, Deed.OFFER_HANDOVER, Deed.ANSWER_TRANSFER}
    | {Deed.DECIDE, Deed.ASSIGN, Deed.SEE_AGREEMENT, Deed.ANSWER_SIGNAL}
    | {Deed.CLASSIFY_SPELL, Deed.WORK_ON_SPELL, Deed.COUNT_SPELLS}
    | {Deed.TAKE_BACK_REGISTRATION, Deed.FIND_SCHOOL}
)
AT_HOME = (
    WHOLE
    | REGISTERING
    | EVERYWHERE
    | {Deed.SEE_READERS, Deed.LET_CHILD_IN, Deed.ASK_CORRECTION, Deed.TAKE_BACK_REGISTRATION}
    | {Deed.SEE_SPELL, Deed.CONFIRM_RETURN, Deed.ADD_VIEW, Deed.READ_PREPARED}
    | {Deed.LET_FAMILY_DESK_LOOK, Deed.SEE_SHARES, Deed.ANSWER_SHARE}
)
AT_FAMILY_DESK = {Deed.ANSWER_FAMILY, Deed.TELL_BOARD, Deed.READ_BUNDLES, Deed.LOOK_BY_LINK}
DIRECTING = {Deed.SEE, Deed.SEE_AGREEMENT, Deed.COUNT_SPELLS, Deed.DECIDE_PLACE, Deed.READ_BUNDLES}
ADMINISTERING = (
    {Deed.SEE_READERS, Deed.MANAGE_ACCESS, Deed.MANAGE_TERMS, Deed.MANAGE_SCHOOLS}
    | {Deed.MANAGE_PARTNERS, Deed.SET_CRITERIA, Deed.SET_DECIDERS, Deed.DECIDE_PLACE}
    | {Deed.SHARE_BY_LAW, Deed.DECIDE_ON_SILENCE}
)
WITHOUT_RELATION = {
    Role.SCHOOL_COORDINATOR: EVERYWHERE,
    Role.TEACHER: EVERYWHERE,
    Role.PARENT: EVERYWHERE,
    Role.PUPIL: EVERYWHERE,
    Role.UNIT_COORDINATOR: set(),
    Role.EXPERT: EVERYWHERE,
    Role.YOUTH_CONSULTANT: EVERYWHERE,
    Role.ATTENDANCE_OFFICER: OFFICER_EVERYWHERE,
}
"""What the roles that are bound to a child, a school or a unit may all over their alliance."""


def an_actor(role: Role, *, related: bool = True, alliance: UUID = ALLIANCE) -> Actor:
    return Actor(
        person_id=PersonId(new_id()),
        alliance_id=AllianceId(alliance),
        role=role,
        unit_id=UNIT if related else new_id(),
        school_id=SCHOOL if related else new_id(),
        pupil_ids=frozenset({PUPIL}) if related else frozenset(),
    )


@pytest.mark.parametrize(
    ("role", "granted"),
    [
        (Role.SCHOOL_COORDINATOR, AT_SCHOOL),
        (Role.TEACHER, {Deed.SEE, Deed.LET_CHILD_IN} | EVERYWHERE),
        (Role.PARENT, AT_HOME),
        (Role.PUPIL, EVERYWHERE),
        (Role.UNIT_COORDINATOR, AT_DESK),
        (Role.EXPERT, READ | EVERYWHERE),
        (Role.COMMITTEE, READ | {Deed.DECIDE_PLACE}),
        (Role.DIRECTOR, DIRECTING | {Deed.SEE_SHARES, Deed.DECIDE_ON_SILENCE}),
        (Role.YOUTH_CONSULTANT, {Deed.SEE} | EVERYWHERE),
        (Role.ATTENDANCE_OFFICER, OFFICER | OFFICER_EVERYWHERE),
        (Role.FAMILY_DESK, AT_FAMILY_DESK),
        (Role.ADMINISTRATOR, AT_DESK | ADMINISTERING),
    ],
)
def test_a_role_that_is_related_may_do_what_it_is_granted(role: Role, granted: set[Deed]) -> None:
    assert {deed for deed in Deed if may(an_actor(role), deed, THING)} == granted


@pytest.mark.parametrize(("role", "granted"), WITHOUT_RELATION.items())
def test_without_a_relation_a_role_may_nothing_with_a_child(role: Role, granted: set[Deed]) -> None:
    unrelated = an_actor(role, related=False)

    assert {deed for deed in Deed if may(unrelated, deed, THING)} == granted


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
