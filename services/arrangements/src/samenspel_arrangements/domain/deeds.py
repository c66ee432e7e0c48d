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
    SEE_BUDGET = "see-budget"
    ASK_MONEY = "ask-money"
    DECIDE_MONEY = "decide-money"
    GIVE_BUDGET = "give-budget"
    SET_MANDATE = "set-mandate"


MEANING = {
    Action.SEE: "See the case: the child, who holds it, what is next, which help from when to when",
    Action.READ_TEXT: "Read how the help is described",
    Action.READ_NOTE: "Read the note for colleagues why a case was not accepted",
    Action.SEE_READERS: "See who looked into the child's file",
    Action.ANSWER: "Accept or refuse an offered case",
    Action.WORK: "Plan what is next, grant help",
    Action.SEE_BUDGET: "See what is free, committed and spent of a unit's money, for which help",
    Action.ASK_MONEY: "Ask or commit money for help, within the mandate; pay it, make it free, note "
    "what others pay",
    Action.DECIDE_MONEY: "Decide on requests for money",
    Action.GIVE_BUDGET: "Give units money, move it between them, reverse an entry",
    Action.SET_MANDATE: "Say who may commit how much",
}
