"""What one may want to do with a pupil or a request, and what each deed means in words."""

from enum import StrEnum


class Deed(StrEnum):
    """What one may want to do with a pupil or a request."""

    SEE = "see"
    READ_TEXT = "read-text"
    SEE_HOUSEHOLD = "see-household"
    SEE_READERS = "see-readers"
    ASK = "ask"
    PREPARE = "prepare"
    READ_PREPARED = "read-prepared"
    ADD_VIEW = "add-view"
    ENTER = "enter"
    COMPLETE = "complete"
    USE_DESK = "use-desk"
    OFFER_HANDOVER = "offer-handover"
    ANSWER_TRANSFER = "answer-transfer"
    DECIDE = "decide"
    ASSIGN = "assign"
    SEE_AGREEMENT = "see-agreement"
    SET_CRITERIA = "set-criteria"
    WITHDRAW = "withdraw"
    MANAGE_ACCESS = "manage-access"
    MANAGE_TERMS = "manage-terms"
    MANAGE_SCHOOLS = "manage-schools"
    SEE_FAMILY = "see-family"
    SEE_ADDRESSES = "see-addresses"
    MOVE = "move"
    MERGE = "merge"
    ASK_CORRECTION = "ask-correction"
    ANSWER_CORRECTION = "answer-correction"
    INVITE = "invite"
    LET_CHILD_IN = "let-child-in"
    REGISTER = "register"
    SEE_REGISTRATION = "see-registration"
    ANSWER_REGISTRATION = "answer-registration"
    COMPLETE_REGISTRATION = "complete-registration"
    TAKE_BACK_REGISTRATION = "take-back-registration"
    FIND_SCHOOL = "find-school"
    SEE_SPELL = "see-spell"
    REPORT_SPELL = "report-spell"
    STATE_ABSENCE = "state-absence"
    CLASSIFY_SPELL = "classify-spell"
    CONFIRM_RETURN = "confirm-return"
    WORK_ON_SPELL = "work-on-spell"
    DECIDE_PLACE = "decide-place"
    SET_DECIDERS = "set-deciders"
    COUNT_SPELLS = "count-spells"
    RAISE_SIGNAL = "raise-signal"
    ANSWER_SIGNAL = "answer-signal"
    ANSWER_FAMILY = "answer-family"
    TELL_BOARD = "tell-board"
    READ_BUNDLES = "read-bundles"
    LET_FAMILY_DESK_LOOK = "let-family-desk-look"
    LOOK_BY_LINK = "look-by-link"
    SEE_SHARES = "see-shares"
    ASK_TO_SHARE = "ask-to-share"
    SHARE_BY_LAW = "share-by-law"
    ANSWER_SHARE = "answer-share"
    DECIDE_ON_SILENCE = "decide-on-silence"
    MANAGE_PARTNERS = "manage-partners"


MEANING = {
    Deed.SEE_SHARES: "See what of the child may be shared with which partner, why and how long",
    Deed.ASK_TO_SHARE: "Ask parents for leave to share, write down what they said on paper, and let "
    "somebody of the partner look along",
    Deed.SHARE_BY_LAW: "Share by another right than the parents' leave",
    Deed.ANSWER_SHARE: "Give or withhold leave to share, and take it back; with authority",
    Deed.DECIDE_ON_SILENCE: "Decide when a parent stays silent, for who was named",
    Deed.MANAGE_PARTNERS: "Say which partners there are, and who decides on silence",
    Deed.SEE: "See the child's name, birth date and school, its requests, who holds them and what "
    "is next",
    Deed.READ_TEXT: "Read what was asked, in the asker's own words",
    Deed.SEE_HOUSEHOLD: "See what is still missing of the child's family, and who asks for it",
    Deed.SEE_READERS: "See who looked into the child's file",
    Deed.ASK: "Ask for support on the form of the own school",
    Deed.PREPARE: "Prepare a request: change it before it is sent, show it to the parents, send it "
    "or drop it",
    Deed.READ_PREPARED: "Read a request before it is sent (a parent from when it is shown), and write "
    "down what a parent thinks of it",
    Deed.ADD_VIEW: "Say what one thinks, as a parent with authority, of a request about the child",
    Deed.ENTER: "Enter a child, or a request for one",
    Deed.COMPLETE: "Fill in what is missing, add a parent",
    Deed.USE_DESK: "See the desk's queue",
    Deed.OFFER_HANDOVER: "Offer a request to those who grant help, or to another unit",
    Deed.ANSWER_TRANSFER: "See a request that another unit offers, and take it or leave it",
    Deed.DECIDE: "Answer a request, and read decisions of others again without knowing them",
    Deed.ASSIGN: "Say who of the desk holds a request, who stands in for whom, and who goes on "
    "with the work of somebody who leaves",
    Deed.SEE_AGREEMENT: "See how often two readers decided alike, and what the watchdog found",
    Deed.SET_CRITERIA: "Publish the criteria of the alliance",
    Deed.WITHDRAW: "Take a request back",
    Deed.INVITE: "Invite a parent, or a professional from outside, to the child's file",
    Deed.LET_CHILD_IN: "Let the child itself look along, by a code on a screen",
    Deed.SEE_FAMILY: "See who the child's parents and guardians are, where it goes to school, what "
    "was asked to be put right; of addresses and changes, a parent sees their own",
    Deed.SEE_ADDRESSES: "See where each parent lives and how each is reached, and who changed what",
    Deed.MOVE: "Write down that a child goes to another school, municipality or unit",
    Deed.MERGE: "Say whether two entries are one child, and undo it",
    Deed.ASK_CORRECTION: "Ask to put right or take away what is kept",
    Deed.ANSWER_CORRECTION: "Answer who asked for that",
    Deed.REGISTER: "Register a child at a school, as a parent with authority; a school does so from "
    "paper",
    Deed.SEE_REGISTRATION: "See a registration, who answers for the child, by when, and what was "
    "asked and answered",
    Deed.ANSWER_REGISTRATION: "Answer a registration as the school: confirm, ask, take more time, "
    "place, admit, refuse",
    Deed.COMPLETE_REGISTRATION: "Say which schools a child is registered at, and what it needs; a "
    "parent with authority",
    Deed.TAKE_BACK_REGISTRATION: "Take a registration back; a parent with authority",
    Deed.FIND_SCHOOL: "Say how the search for a school ended",
    Deed.SEE_SPELL: "See that a child is without education, or may be soon: since when, who "
    "answers for it, what is next",
    Deed.REPORT_SPELL: "Report that a child is without education, or may be soon",
    Deed.STATE_ABSENCE: "Say how many hours a child missed, and that a threat came true",
    Deed.CLASSIFY_SPELL: "Say what the law calls an absence, from when to when",
    Deed.CONFIRM_RETURN: "Confirm that the child is in school again",
    Deed.WORK_ON_SPELL: "Take on a child without education, look at it again, ask the decider, end "
    "it by an admission or a death",
    Deed.DECIDE_PLACE: "Point out a place, if one is the named decider",
    Deed.SET_DECIDERS: "Write down who decides on a place, in turn",
    Deed.COUNT_SPELLS: "See how many children are without education, and for how long",
    Deed.MANAGE_SCHOOLS: "Take over a newer register of schools, and say which closed or merged",
    Deed.RAISE_SIGNAL: "Say that one is worried, and read the answer to what one said oneself",
    Deed.ANSWER_SIGNAL: "Read a worry that came to the desk, and answer it",
    Deed.ANSWER_FAMILY: "Read a worry that came to the family desk, and answer it",
    Deed.TELL_BOARD: "Tell the board how many worries there were, by theme, without anybody in it",
    Deed.READ_BUNDLES: "Read what the family desk tells the board",
    Deed.LET_FAMILY_DESK_LOOK: "Let the family desk look at the file of one's child for some time, "
    "with authority",
    Deed.LOOK_BY_LINK: "Look at the file of a child whose parent lets one, for as long as it does",
    Deed.MANAGE_ACCESS: "Say who has which role, and which role follows from an account",
    Deed.MANAGE_TERMS: "Bring new versions of terms, and the days on which schools are closed",
}
