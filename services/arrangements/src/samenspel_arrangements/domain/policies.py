"""Who may do what with a case; the one table for API, pages and lists."""

from enum import StrEnum

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Policy, Related, Relation, granted


class Action(StrEnum):
    """What one may want to do with a case."""

    SEE = "see"
    READ_TEXT = "read-text"
    READ_NOTE = "read-note"
    SEE_READERS = "see-readers"
    ANSWER = "answer"
    WORK = "work"


MEANING = {
    Action.SEE: "See the case: the child, who holds it, what is next, which help from when to when",
    Action.READ_TEXT: "Read how the help is described",
    Action.READ_NOTE: "Read the note for colleagues why a case was not accepted",
    Action.SEE_READERS: "See who looked into the child's file",
    Action.ANSWER: "Accept or refuse an offered case",
    Action.WORK: "Plan what is next, grant help",
}
_COLLEAGUE = (Action.SEE, Action.READ_TEXT, Action.READ_NOTE, Action.ANSWER, Action.WORK)

POLICY = Policy(
    {
        Role.SCHOOL_COORDINATOR: granted(Relation.SCHOOL, Action.SEE, Action.READ_TEXT),
        Role.TEACHER: granted(Relation.PUPIL, Action.SEE),
        Role.PARENT: granted(Relation.PUPIL, Action.SEE, Action.READ_TEXT, Action.SEE_READERS),
        Role.UNIT_COORDINATOR: granted(Relation.UNIT, *_COLLEAGUE),
        Role.EXPERT: granted(Relation.PUPIL, Action.SEE, Action.READ_TEXT),
        Role.COMMITTEE: granted(Relation.ALLIANCE, Action.SEE, Action.READ_TEXT),
        Role.DIRECTOR: granted(Relation.ALLIANCE, Action.SEE),
        Role.YOUTH_CONSULTANT: granted(Relation.PUPIL, Action.SEE),
        Role.ADMINISTRATOR: granted(Relation.ALLIANCE, *_COLLEAGUE, Action.SEE_READERS),
    },
    knowing=Action.SEE,
    meaning=MEANING,
)


def may(actor: Actor, action: Action, case: Related) -> bool:
    """Tell whether the actor may: its role grants it, and it is related to the case."""
    return POLICY.may(actor, action, case)


def require(actor: Actor, action: Action, case: Related) -> None:
    """Refuse what the actor may not do: NotFound if it may not even know of it, else Forbidden."""
    POLICY.require(actor, action, case)
