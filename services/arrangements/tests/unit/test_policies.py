"""Unit: who may do what."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest

from samenspel_arrangements.domain.policies import Action, may, require
from samenspel_arrangements.domain.rights.cases import CASES
from samenspel_arrangements.domain.rights.perspectives import PERSPECTIVES
from samenspel_arrangements.domain.rights.team import TEAM
from samenspel_arrangements.domain.rights.voices import VOICES
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import Forbidden, NotFound
from samenspel_kernel.ids import AllianceId, PersonId

ALLIANCE, UNIT, SCHOOL, PUPIL = (uuid4() for _ in range(4))
READ = {Action.SEE, Action.READ_TEXT, Action.SEE_TEAM}
OF_CASES = {
    action
    for topic in (CASES, PERSPECTIVES, TEAM, VOICES)
    for actions in topic.values()
    for action in actions
}
PARTY = {Action.SEE_PERSPECTIVE, Action.TAKE_POSITION}
BESIDE = {*PARTY, Action.WRITE_PERSPECTIVE, Action.SEE_VOICE, Action.SPEAK}
CHILD = {*PARTY, Action.SEE_VOICE, Action.SPEAK, Action.SHARE_VOICE}
COLLEAGUE = {
    *(*READ, Action.READ_NOTE, Action.ANSWER, Action.WORK),
    *(*BESIDE, Action.STEER_PERSPECTIVE, Action.WORK_ON_VOICE),
}


@dataclass(frozen=True)
class SomeCase:
    alliance_id: UUID = ALLIANCE
    unit_id: UUID | None = UNIT
    school_id: UUID | None = SCHOOL
    pupil_id: UUID = field(default=PUPIL)


def somebody(
    role: Role,
    *,
    unit_id: UUID | None = None,
    school_id: UUID | None = None,
    pupil_ids: frozenset[UUID] = frozenset(),
) -> Actor:
    return Actor(
        person_id=PersonId(uuid4()),
        alliance_id=AllianceId(ALLIANCE),
        role=role,
        unit_id=unit_id,
        school_id=school_id,
        pupil_ids=pupil_ids,
    )


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        (somebody(Role.ADMINISTRATOR), OF_CASES - {Action.SHARE_VOICE}),
        (somebody(Role.UNIT_COORDINATOR, unit_id=UNIT), COLLEAGUE),
        (somebody(Role.UNIT_COORDINATOR, unit_id=uuid4()), set()),
        (somebody(Role.UNIT_COORDINATOR), set()),
        (somebody(Role.DIRECTOR), {Action.SEE}),
        (somebody(Role.SCHOOL_COORDINATOR, school_id=SCHOOL), {*READ, *BESIDE}),
        (somebody(Role.SCHOOL_COORDINATOR, school_id=uuid4()), set()),
        (somebody(Role.PARENT, pupil_ids=frozenset({PUPIL})), {*READ, Action.SEE_READERS, *BESIDE}),
        (somebody(Role.PARENT, pupil_ids=frozenset({uuid4()})), set()),
        (somebody(Role.PARENT), set()),
        (
            somebody(Role.TEACHER, pupil_ids=frozenset({PUPIL})),
            {Action.SEE, Action.SEE_TEAM, *BESIDE},
        ),
        (somebody(Role.TEACHER, school_id=SCHOOL), set()),
        (somebody(Role.EXPERT, pupil_ids=frozenset({PUPIL})), {*READ, Action.SEE_PERSPECTIVE}),
        (
            somebody(Role.YOUTH_CONSULTANT, pupil_ids=frozenset({PUPIL})),
            {Action.SEE, Action.SEE_TEAM, Action.SEE_PERSPECTIVE},
        ),
        (somebody(Role.COMMITTEE), READ),
        (somebody(Role.PUPIL, pupil_ids=frozenset({PUPIL})), CHILD),
        (somebody(Role.PUPIL, pupil_ids=frozenset({uuid4()})), set()),
    ],
)
def test_each_role_may_what_its_relation_gives(actor: Actor, allowed: set[Action]) -> None:
    assert {action for action in OF_CASES if may(actor, action, SomeCase())} == allowed


@pytest.mark.parametrize("role", [Role.UNIT_COORDINATOR, Role.SCHOOL_COORDINATOR])
def test_having_no_unit_or_school_is_no_relation_to_what_has_none(role: Role) -> None:
    assert not may(somebody(role), Action.SEE, SomeCase(unit_id=None, school_id=None))


def test_who_may_see_is_forbidden_and_who_may_not_know_finds_nothing() -> None:
    with pytest.raises(Forbidden):
        require(somebody(Role.DIRECTOR), Action.WORK, SomeCase())
    with pytest.raises(NotFound):
        require(somebody(Role.PARENT), Action.WORK, SomeCase())
