"""Who may see what was sent; the one table for API, pages and lists."""

from enum import StrEnum

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Policy, Relation, Relations, granted


class Action(StrEnum):
    """What someone may want to do here."""

    READ_MESSAGE = "read-message"
    READ_MAILBOX = "read-mailbox"
    SEE_READERS = "see-readers"


MEANING = {
    Action.READ_MESSAGE: "See which mail went to whom and whether it arrived; addresses are masked",
    Action.READ_MAILBOX: "Read the mails of the demonstration, which has no mail server",
    Action.SEE_READERS: "See who looked at the mails about the child",
}
_ANYBODY = granted(Relation.ALLIANCE, Action.READ_MAILBOX)

POLICY = Policy(
    dict.fromkeys(Role, _ANYBODY)
    | {
        Role.PARENT: _ANYBODY | granted(Relation.PUPIL, Action.SEE_READERS),
        Role.UNIT_COORDINATOR: _ANYBODY | granted(Relation.UNIT, Action.READ_MESSAGE),
        Role.ADMINISTRATOR: granted(Relation.ALLIANCE, *Action),
    },
    knowing=Action.READ_MESSAGE,
    meaning=MEANING,
)


def may_read_mailbox(actor: Actor) -> bool:
    """Tell whether an actor sees the mails of the demonstration."""
    whole = Relations(alliance_id=actor.alliance_id)
    return POLICY.may(actor, Action.READ_MAILBOX, whole)


def require_messages(actor: Actor) -> None:
    """Refuse with Forbidden who can see no message at all."""
    POLICY.require_somewhere(actor, Action.READ_MESSAGE)
