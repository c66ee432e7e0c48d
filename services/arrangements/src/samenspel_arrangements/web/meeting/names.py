"""What who is invited to a meeting is called on its pages."""

from uuid import UUID

from samenspel_arrangements.domain.meeting.people import Invitee, InviteeKind
from samenspel_arrangements.web.pages import pages


def invitee_name(invitee: Invitee, names: dict[UUID, str]) -> str:
    """Name who is invited; parents by name only for who may know which they are."""
    if invitee.kind is InviteeKind.PARENT and invitee.contact_id in names:
        return names[invitee.contact_id]
    return invitee.called or pages.texts.text(f"meeting.invitee.{invitee.kind.value}")
