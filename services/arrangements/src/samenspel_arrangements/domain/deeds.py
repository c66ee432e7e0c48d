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
    SEE_TEAM = "see-team"
    SEE_BUDGET = "see-budget"
    ASK_MONEY = "ask-money"
    DECIDE_MONEY = "decide-money"
    GIVE_BUDGET = "give-budget"
    SET_MANDATE = "set-mandate"
    SEE_TLV_COSTS = "see-tlv-costs"
    FIND_HELPERS = "find-helpers"
    KEEP_PROFILE = "keep-profile"
    SEE_OWN_HELP = "see-own-help"
    REGISTER_OWN_HELP = "register-own-help"
    SET_ARRANGING_LIMIT = "set-arranging-limit"
    SEE_PLACES = "see-places"
    OFFER_PLACES = "offer-places"
    SEE_PLACEMENT = "see-placement"
    FIND_PLACE = "find-place"
    LIST_POSTCODES = "list-postcodes"
    SEE_TLV = "see-tlv"
    READ_TLV = "read-tlv"
    READ_ADVICES = "read-advices"
    APPLY_TLV = "apply-tlv"
    ADVISE_TLV = "advise-tlv"
    HANDLE_TLV = "handle-tlv"
    DECIDE_TLV = "decide-tlv"
    OBJECT_TLV = "object-tlv"
    CHECK_FUNDING = "check-funding"
    SEE_PERSPECTIVE = "see-perspective"
    WRITE_PERSPECTIVE = "write-perspective"
    TAKE_POSITION = "take-position"
    STEER_PERSPECTIVE = "steer-perspective"
    SEE_VOICE = "see-voice"
    SPEAK = "speak"
    SHARE_VOICE = "share-voice"
    WORK_ON_VOICE = "work-on-voice"
    SEE_MEETING = "see-meeting"
    ADD_TO_AGENDA = "add-to-agenda"
    READ_WITH_CHILD = "read-meeting-with-child"
    DECLINE_AS_CHILD = "decline-meeting-as-child"
    WORK_ON_MEETING = "work-on-meeting"
    READ_LETTER = "read-letter"
    RUN_LETTERS = "run-letters"
    KEEP_LETTER_OFFICE = "keep-letter-office"
    READ_DOCUMENT = "read-document"
    ADD_DOCUMENT = "add-document"
    ANSWER_DOCUMENT = "answer-document"
    STEER_DOCUMENT = "steer-document"
    SEE_OPP = "see-opp"
    WRITE_OPP = "write-opp"
    ANSWER_OPP = "answer-opp"
    SET_OPP_GATE = "set-opp-gate"
    GIVE_HELP = "give-help"
    RUN_GROUPS = "run-groups"
    FIND_RECIPES = "find-recipes"
    ANSWER_QUESTION = "answer-question"
    MANAGE_TERMS = "manage-terms"
    SEE_TRANSITION = "see-transition"
    PREPARE_TRANSITION = "prepare-transition"
    ANSWER_TRANSITION = "answer-transition"
    RECEIVE_TRANSITION = "receive-transition"


MEANING = {
    Action.SEE: "See the case: the child, who holds it, what is next, which help from when to when",
    Action.READ_TEXT: "Read how the help is described",
    Action.READ_NOTE: "Read the note for colleagues why a case was not accepted",
    Action.SEE_READERS: "See who looked into the child's file",
    Action.ANSWER: "Accept or refuse an offered case",
    Action.WORK: "Plan what is next, grant help, say who joins the team",
    Action.SEE_TEAM: "See who works together on a case, what each does and until when",
    Action.SEE_BUDGET: "See what is free, committed and spent of a unit's money, for which help",
    Action.ASK_MONEY: "Ask or commit money for help, within the mandate; pay it, make it free, note "
    "what others pay",
    Action.DECIDE_MONEY: "Decide on requests for money",
    Action.GIVE_BUDGET: "Give units money, move it between them, reverse an entry",
    Action.SET_MANDATE: "Say who may commit how much",
    Action.SEE_TLV_COSTS: "See what the TLVs of the alliance will cost, by kind and year",
    Action.FIND_HELPERS: "Find people who can help, and see how much they have at hand",
    Action.KEEP_PROFILE: "Say what oneself can, in which languages, and for how long",
    Action.SEE_OWN_HELP: "See what schools arranged by themselves, below their limit; no child is named",
    Action.REGISTER_OWN_HELP: "Write down, as a school, what it arranged by itself; take that back",
    Action.SET_ARRANGING_LIMIT: "Say up to how much schools arrange help by themselves",
    Action.SEE_PLACES: "See what all units offer, and how many seats are free; no child is named",
    Action.OFFER_PLACES: "Offer places of a unit, and have more or fewer of them",
    Action.SEE_PLACEMENT: "See which place is looked for, why not in regular education, and how far it is",
    Action.FIND_PLACE: "Look for a place, ask a seat, note that a board admits, the start and the "
    "return; see which children have no place",
    Action.LIST_POSTCODES: "Say where postcode areas are, so that distances can be told",
    Action.SEE_TLV: "See a TLV: the child, where it stands, what is next, from when to when it counts",
    Action.READ_TLV: "Read what the school asked and why it was decided so",
    Action.READ_ADVICES: "Read both advices of a TLV; an expert reads its own only",
    Action.APPLY_TLV: "Apply for a TLV, supply what is missing, take it back",
    Action.ADVISE_TLV: "Write the advice that one was asked for",
    Action.HANDLE_TLV: "Check a TLV, ask experts, announce a decision, see to what comes next",
    Action.DECIDE_TLV: "Decide on a TLV and on an objection",
    Action.OBJECT_TLV: "Object to a decision on a TLV, say that it is late",
    Action.CHECK_FUNDING: "Compare TLVs with a list of what is funded, and see to each difference",
    Action.SEE_PERSPECTIVE: "Read what the child wants and needs, and who shares that",
    Action.WRITE_PERSPECTIVE: "Write the shared perspective, and change it",
    Action.TAKE_POSITION: "Say whether one shares the perspective; staff write down what others say",
    Action.STEER_PERSPECTIVE: "Go on in the cycle; note that the child went to another school",
    Action.SEE_VOICE: "See when the child is heard; what it says is for whom the child lets",
    Action.SPEAK: "Say how it is as the child itself; adults sit beside it and fill in what it says",
    Action.SHARE_VOICE: "Decide, as the child, who else may see what it said",
    Action.WORK_ON_VOICE: "Plan to hear the child, say what changed by it, and tell the child",
    Action.SEE_MEETING: "See a meeting about the child: when, its agenda, papers, what is agreed",
    Action.ADD_TO_AGENDA: "Put a point on the agenda of a meeting, also one of the child; say that "
    "one can't come",
    Action.DECLINE_AS_CHILD: "Say, as the child that joins in, that it does not come to a meeting",
    Action.READ_WITH_CHILD: "Read, as the child that joins in or beside it, what a meeting is about "
    "and what was agreed; say what it wants to talk about",
    Action.WORK_ON_MEETING: "Plan, move and cancel a meeting, write down what came of it, follow it up",
    Action.READ_LETTER: "Read the letters to the family",
    Action.RUN_LETTERS: "See how far many letters at once are, and try again what failed",
    Action.KEEP_LETTER_OFFICE: "Say who writes decisions for the alliance, and where one objects",
    Action.READ_DOCUMENT: "See and open the documents of a case, as far as they are shared",
    Action.ADD_DOCUMENT: "Add a document or a version of it, and say that no such number is in it",
    Action.ANSWER_DOCUMENT: "Put one's own view beside a document; decide on medical reports",
    Action.STEER_DOCUMENT: "Keep a document from the parents for a while; take it away for good",
    Action.SEE_OPP: "See the school's plan for the child (OPP)",
    Action.WRITE_OPP: "Write that plan, establish, evaluate and end it",
    Action.ANSWER_OPP: "Consent to its action part or not, as a parent or in its name",
    Action.SET_OPP_GATE: "Say what the schools of a unit tell in such a plan",
    Action.ANSWER_QUESTION: "Answer what one is asked oneself about the help",
    Action.SEE_TRANSITION: "See that a child goes on to its next school, and what travels with it",
    Action.PREPARE_TRANSITION: "Plan that, choose what travels, offer it, note that the child began",
    Action.ANSWER_TRANSITION: "Agree to what travels or not, as a parent or in its name",
    Action.RECEIVE_TRANSITION: "Say as the next school, or for it, that the child is known and may come",
    Action.MANAGE_TERMS: "Give a term of cases another length, from a day on",
    Action.FIND_RECIPES: "Find what helped others, with its results; no child is in it",
    Action.RUN_GROUPS: "Make groups of help, see which children are in them, plan their sessions, look "
    "whether they work; who leads a group reads it and moves its sessions, or calls them off",
    Action.GIVE_HELP: "Plan the sessions that one gives oneself, and say whether they were given; "
    "who works on the case says it of each session",
}
