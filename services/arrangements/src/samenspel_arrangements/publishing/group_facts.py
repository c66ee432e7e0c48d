"""Groups of help as events: days and codes; no name, for people write that."""

from samenspel_arrangements.domain.help.group import GroupChanged, GroupClosed, GroupMade
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.help_groups import (
    HelpGroupChangedV1,
    HelpGroupClosedV1,
    HelpGroupMadeV1,
)
from samenspel_contracts.registry import EventData


@to_contract.register
def _(event: GroupMade) -> EventData:
    group = event.group
    return HelpGroupMadeV1(
        help_group_id=group.id,
        leader_id=group.leader_id,
        starts_on=group.starts_on,
        ends_on=group.ends_on,
        places=group.places,
    )


@to_contract.register
def _(event: GroupChanged) -> EventData:
    group = event.group
    return HelpGroupChangedV1(
        help_group_id=group.id,
        leader_id=group.leader_id,
        starts_on=group.starts_on,
        ends_on=group.ends_on,
        places=group.places,
    )


@to_contract.register
def _(event: GroupClosed) -> EventData:
    return HelpGroupClosedV1(
        help_group_id=event.group.id,
        closed_on=event.closure.on,
        reason=event.closure.reason.value,
    )
