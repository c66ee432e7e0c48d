"""Unit: who may see what was sent."""

from uuid import uuid4

import pytest

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.errors import Forbidden
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_notifications.domain.policies import (
    POLICY,
    Action,
    may_read_mailbox,
    require_messages,
)

ALLIANCE, NORTH, PUPIL = uuid4(), uuid4(), uuid4()
MESSAGE = Relations(alliance_id=ALLIANCE, unit_id=NORTH, pupil_id=PUPIL)


def someone(role: Role) -> Actor:
    return Actor(
        person_id=PersonId(uuid4()),
        alliance_id=AllianceId(ALLIANCE),
        role=role,
        unit_id=NORTH,
        pupil_ids=frozenset({PUPIL}),
    )


def test_only_the_administrator_and_the_units_coordinator_see_messages() -> None:
    may = {role for role in Role if POLICY.may(someone(role), Action.READ_MESSAGE, MESSAGE)}

    assert may == {Role.ADMINISTRATOR, Role.UNIT_COORDINATOR}


def test_a_coordinator_sees_no_message_of_another_unit_or_of_none() -> None:
    coordinator = someone(Role.UNIT_COORDINATOR)
    for unit_id in (uuid4(), None):
        message = Relations(alliance_id=ALLIANCE, unit_id=unit_id, pupil_id=PUPIL)
        assert not POLICY.may(coordinator, Action.READ_MESSAGE, message)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.UNIT_COORDINATOR}))
def test_others_are_told_that_they_see_none(role: Role) -> None:
    with pytest.raises(Forbidden):
        require_messages(someone(role))


def test_everyone_who_is_logged_in_sees_the_demonstration_mailbox() -> None:
    assert all(may_read_mailbox(someone(role)) for role in Role)
