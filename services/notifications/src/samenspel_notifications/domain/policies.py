"""Who may see what was sent and what is to be done; the one table for API, pages and lists."""

from enum import StrEnum

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Policy, Relation, Relations, granted


class Action(StrEnum):
    """What someone may want to do here."""

    READ_MESSAGE = "read-message"
    READ_MAILBOX = "read-mailbox"
    SEE_READERS = "see-readers"
    SEE_WORK = "see-work"
    SEND_POST = "send-post"


MEANING = {
    Action.READ_MESSAGE: "See which mail went to whom and whether it arrived; addresses are masked",
    Action.READ_MAILBOX: "Read the mails of the demonstration, which has no mail server",
    Action.SEE_READERS: "See who looked at the mails about the child",
    Action.SEE_WORK: "See on one's list what is next for the child and whose turn it is; what one "
    "holds in person or for one's desk is on it anyhow",
    Action.SEND_POST: "See which letters must go by post, print them and say that they went",
}
_ANYBODY = granted(Relation.ALLIANCE, Action.READ_MAILBOX)

POLICY = Policy(
    dict.fromkeys(Role, _ANYBODY)
    | {
        Role.SCHOOL_COORDINATOR: _ANYBODY
        | granted(Relation.SCHOOL, Action.SEE_WORK, Action.SEND_POST),
        Role.TEACHER: _ANYBODY | granted(Relation.PUPIL, Action.SEE_WORK),
        Role.PARENT: _ANYBODY | granted(Relation.PUPIL, Action.SEE_READERS, Action.SEE_WORK),
        Role.UNIT_COORDINATOR: _ANYBODY
        | granted(Relation.UNIT, Action.READ_MESSAGE, Action.SEE_WORK, Action.SEND_POST),
        Role.EXPERT: _ANYBODY | granted(Relation.PUPIL, Action.SEE_WORK),
        Role.YOUTH_CONSULTANT: _ANYBODY | granted(Relation.PUPIL, Action.SEE_WORK),
        Role.ADMINISTRATOR: _ANYBODY
        | granted(Relation.ALLIANCE, Action.READ_MESSAGE, Action.SEE_READERS, Action.SEND_POST),
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
