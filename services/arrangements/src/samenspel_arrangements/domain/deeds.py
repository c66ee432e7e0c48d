"""What one may want to do in arrangements, and what that means in words."""

from enum import StrEnum


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
