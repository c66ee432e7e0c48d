from uuid import UUID, uuid4

import pytest

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import Forbidden
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_notifications.domain.policies import Action, may, reach_of

NORTH = uuid4()


def someone(role: Role, unit_id: UUID | None = None) -> Actor:
    return Actor(
        person_id=PersonId(uuid4()), alliance_id=AllianceId(uuid4()), role=role, unit_id=unit_id
    )


def test_an_administrator_sees_every_message() -> None:
    administrator = someone(Role.ADMINISTRATOR)
    assert may(administrator, Action.READ_MESSAGE, NORTH)
    assert may(administrator, Action.READ_MESSAGE, None)


def test_a_coordinator_sees_the_messages_of_the_unit_only() -> None:
    coordinator = someone(Role.UNIT_COORDINATOR, NORTH)
    assert may(coordinator, Action.READ_MESSAGE, NORTH)
    assert not may(coordinator, Action.READ_MESSAGE, uuid4())
    assert not may(coordinator, Action.READ_MESSAGE, None)


@pytest.mark.parametrize(
    "actor",
    [someone(r) for r in (Role.PARENT, Role.SCHOOL_COORDINATOR, Role.DIRECTOR)]
    + [someone(Role.UNIT_COORDINATOR)],
    ids=lambda actor: actor.role,
)
def test_others_see_no_messages(actor: Actor) -> None:
    assert not may(actor, Action.READ_MESSAGE, NORTH)
    with pytest.raises(Forbidden):
        reach_of(actor)


def test_everyone_who_is_logged_in_sees_the_demonstration_mailbox() -> None:
    assert all(may(someone(role), Action.READ_MAILBOX) for role in Role)
