"""Unit: a table of who may what; what is not in it is not allowed."""

from dataclasses import replace
from enum import StrEnum
from uuid import UUID, uuid4

import pytest

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Policy, Relation, Relations, granted
from samenspel_kernel.errors import Forbidden, NotFound
from samenspel_kernel.ids import AllianceId, PersonId

ALLIANCE, UNIT, SCHOOL, PUPIL = (uuid4() for _ in range(4))
THING = Relations(alliance_id=ALLIANCE, unit_id=UNIT, school_id=SCHOOL, pupil_id=PUPIL)
BARE = Relations(alliance_id=ALLIANCE)


class Act(StrEnum):
    SEE = "see"
    CHANGE = "change"


POLICY = Policy(
    {
        Role.PARENT: granted(Relation.PUPIL, Act.SEE),
        Role.SCHOOL_COORDINATOR: granted(Relation.SCHOOL, Act.SEE),
        Role.UNIT_COORDINATOR: granted(Relation.UNIT, Act.SEE, Act.CHANGE),
        Role.DIRECTOR: granted(Relation.ALLIANCE, Act.SEE),
    },
    knowing=Act.SEE,
    meaning={},
)
GRANTED = list(POLICY.table)


def an_actor(role: Role, *, related: bool = True, alliance_id: UUID = ALLIANCE) -> Actor:
    return Actor(
        person_id=PersonId(uuid4()),
        alliance_id=AllianceId(alliance_id),
        role=role,
        unit_id=UNIT if related else uuid4(),
        school_id=SCHOOL if related else uuid4(),
        pupil_ids=frozenset({PUPIL if related else uuid4()}),
    )


def bare(role: Role) -> Actor:
    return Actor(person_id=PersonId(uuid4()), alliance_id=AllianceId(ALLIANCE), role=role)


@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_the_table_grants_on_what_it_is_related_to(role: Role) -> None:
    may = {act for act in Act if POLICY.may(an_actor(role), act, THING)}

    assert may == set(POLICY.table.get(role, {}))


@pytest.mark.parametrize("role", [role for role in GRANTED if role is not Role.DIRECTOR])
def test_without_the_relation_nothing_may(role: Role) -> None:
    assert not POLICY.may(an_actor(role, related=False), Act.SEE, THING)


@pytest.mark.parametrize("role", GRANTED)
def test_nothing_of_another_alliance_may(role: Role) -> None:
    assert not POLICY.may(an_actor(role, alliance_id=uuid4()), Act.SEE, THING)


@pytest.mark.parametrize("role", [role for role in GRANTED if role is not Role.DIRECTOR])
def test_to_have_nothing_is_no_relation_to_what_has_nothing(role: Role) -> None:
    assert not POLICY.may(bare(role), Act.SEE, BARE)


def test_who_may_know_of_it_is_told_no_and_who_may_not_is_told_nothing() -> None:
    with pytest.raises(Forbidden):
        POLICY.require(an_actor(Role.DIRECTOR), Act.CHANGE, THING)
    with pytest.raises(NotFound):
        POLICY.require(an_actor(Role.PARENT, related=False), Act.SEE, THING)


def test_a_refusal_says_whose_file_was_wanted_but_not_of_another_alliance() -> None:
    with pytest.raises(NotFound) as refusal:
        POLICY.require(an_actor(Role.PARENT, related=False), Act.SEE, THING)
    with pytest.raises(NotFound) as elsewhere:
        POLICY.require(an_actor(Role.PARENT), Act.SEE, replace(THING, alliance_id=uuid4()))

    assert (refusal.value.pupil_id, elsewhere.value.pupil_id) == (PUPIL, None)
    assert str(refusal.value) == ""


@pytest.mark.parametrize("role", Role)
def test_somewhere_needs_a_grant_and_something_to_be_related_to(role: Role) -> None:
    assert POLICY.may_somewhere(an_actor(role), Act.SEE) == (role in GRANTED)
    assert POLICY.may_somewhere(bare(role), Act.SEE) == (role is Role.DIRECTOR)


def test_who_may_do_it_nowhere_is_refused() -> None:
    with pytest.raises(Forbidden):
        POLICY.require_somewhere(an_actor(Role.PARENT), Act.CHANGE)
    POLICY.require_somewhere(an_actor(Role.UNIT_COORDINATOR), Act.CHANGE)
