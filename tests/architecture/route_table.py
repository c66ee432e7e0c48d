"""What each route of each service needs: an action of its service's table, and how it is applied.

A route that is in neither table fails a test. Ids of the household stand in braces.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from tests.architecture.household import GIVEN_NAME, PARENTS

from samenspel_arrangements.domain.policies import Action as CaseAction
from samenspel_intake.domain.policies import Deed
from samenspel_kernel.actor import Actor
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.school_calendar import school_year_of
from samenspel_notifications.domain.policies import Action as MessageAction
from samenspel_reporting.domain.policies import Action as FigureAction

Route = tuple[str, str]
TODAY = datetime.now(UTC).date().isoformat()
EARLIER = (datetime.now(UTC).date() - timedelta(days=400)).isoformat()
SOON = (datetime.now(UTC).date() + timedelta(days=10)).isoformat()
LATER = (datetime.now(UTC).date() + timedelta(days=100)).isoformat()
LAST = (datetime.now(UTC).date() + timedelta(days=150)).isoformat()


class Gate(StrEnum):
    """How a route applies the table.

    `thing`: to the thing that the path or body names. `somewhere`: who may do it with anything
    comes in. `list`: everyone comes in and finds what it may. `some-list`: who may do it with
    anything comes in and finds what it may.
    """

    THING = "thing"
    SOMEWHERE = "somewhere"
    LIST = "list"
    SOME_LIST = "some-list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a route needs of who asks.

    `at` names other ids than the parameters of the path usually stand for. `shows` is what a list
    holds for who may. `refused` are the statuses of a refusal. `notes`: its answer belongs in the
    access log. `whole`: it is about the whole of the asker's alliance. `unread`: it asks nothing
    of the thing but its id, so that one of another alliance is like one without anything.
    `file`: its form has a file.
    """

    action: StrEnum
    gate: Gate = Gate.THING
    at: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    body: Mapping[str, object] | None = None
    form: Mapping[str, str] = field(default_factory=dict)
    shows: str = ""
    refused: frozenset[int] = frozenset({403, 404})
    notes: bool = False
    whole: bool = False
    unread: bool = False
    file: bool = False

    def thing(self, household: Relations, actor: Actor) -> Relations:
        """Give what the action is done with."""
        if self.whole:
            return Relations(alliance_id=actor.alliance_id)
        return replace(household, alliance_id=actor.alliance_id) if self.unread else household


PARAMETERS = {
    "pupil_id": "pupil",
    "support_request_id": "request",
    "prepared_request_id": "prepared",
    "case_id": "case",
    "message_id": "message",
    "mail_id": "message",
    "unit_id": "unit",
    "invitation_id": "invitation",
    "registration_id": "registration",
    "person_id": "person",
    "grant_id": "grant",
    "rule_id": "rule",
    "system_id": "system",
    "passkey_id": "passkey",
    "spell_id": "spell",
    "signal_id": "signal",
    "handover_id": "handover",
    "decision_id": "decision",
    "stand_in_id": "stand-in",
    "contact_id": "contact",
    "merge_id": "merge",
    "correction_id": "correction",
    "share_grant_id": "share",
    "import_id": "import",
    "perspective_id": "perspective",
    "voice_id": "voice",
    "tlv_id": "tlv",
    "funding_check_id": "funding-check",
    "objection_id": "objection",
    "arrangement_id": "help",
    "session_id": "session",
    "help_group_id": "help-group",
    "question_id": "question",
    "money_request_id": "money-request",
    "budget_id": "budget",
    "entry_id": "entry",
    "provision_id": "provision",
    "own_help_id": "own-help",
    "document_id": "document",
    "letter_id": "family-letter",
    "number": "first",
    "opp_id": "opp",
    "placement_id": "placement",
    "transition_id": "transition",
    "meeting_id": "meeting",
}
"""What the parameters of paths stand for, in snake case; what the household lacks is nobody's."""
LETTER = {"message_id": "letter"}
WAITING = {"case_id": "waiting"}
PLAIN = {"support_request_id": "plain"}
UNKNOWN_TOO = frozenset({400, 403, 404})
FORBIDDEN = frozenset({403})
FORM_TOO = frozenset({403, 422})
ASKED = {"kind": "arrangement", "question": "Wie denkt er mee?"}
INVITED = {"name": "Else Deskundig", "email": "else@praktijk.example", "role": "expert"}
GRANTED = {"role": "director"}
RULE = {"issuer": "school", "claim": "function", "value": "IB", "role": "director"}
KEYS = {
    "keys": [
        {
            "kty": "EC",
            "crv": "P-256",
            "kid": "RFC 7517, A.1",
            "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
            "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
        }
    ]
}
VERSION = {"value": 5, "unit": "weeks", "source": "Plan", "validFrom": SOON}
SYSTEM = {"name": "Gemeente", "role": "director", "keys": KEYS}
ACCEPT = {"next_action": "plan-meeting", "due_on": SOON}
PLAN = {"kind": "plan-meeting", "due_on": SOON}
REFUSE = {"reason": "basic-support-first"}
GRANT = {
    "kind": "group",
    "description": "Samen spelen.",
    "starts_on": SOON,
    "planned_end_on": LAST,
    "evaluation_on": LATER,
}


def _json(form: Mapping[str, str]) -> dict[str, object]:
    """Write the fields of a form as the API names them."""
    return {_camel(name): value for name, value in form.items()}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


DOSSIER = {
    "overdrachtsoort": "swv-dossier",
    "metadata": {"overstap": "POSWV"},
    "huidigeschool": {
        "brincode": "99AA",
        "vestigingscode": "00",
        "leerling": {"roepnaam": "Nieuw"},
    },
}
A_CONTACT = {
    "name": "Nog Een Ouder",
    "relationship": "parent",
    "language": "nl",
    "has_authority": "true",
}
AUTHORITY = {"has_authority": "true", "from_day": SOON, "source": "court-decision"}
STAY = {"school_id": "{school}", "from_day": SOON}
ONE_ENTRY = {"pupil_id": "{pupil}", "into_id": "{pupil}"}
WISH = {"kind": "correct", "words": "Haar naam is anders."}
FAMILIES: dict[Route, Need] = {
    ("GET", "/intake/v1/pupils/{pupilId}/contacts"): Need(action=Deed.SEE_FAMILY, notes=True),
    ("PUT", "/intake/v1/pupils/{pupilId}/contacts/{contactId}"): Need(
        action=Deed.COMPLETE, body={"name": "Nog Een Ouder"}, notes=True
    ),
    ("POST", "/intake/v1/pupils/{pupilId}/contacts/{contactId}/authority-changes"): Need(
        action=Deed.COMPLETE, body=_json(AUTHORITY) | {"hasAuthority": True}, notes=True
    ),
    ("POST", "/intake/v1/pupils/{pupilId}/moves"): Need(action=Deed.MOVE, body=_json(STAY)),
    ("GET", "/intake/v1/pupils/{pupilId}/merges"): Need(action=Deed.MERGE, notes=True),
    ("POST", "/intake/v1/pupils/{pupilId}/merges"): Need(
        action=Deed.MERGE, body={"otherId": "{pupil}"}
    ),
    ("POST", "/intake/v1/merges/{mergeId}/undoings"): Need(action=Deed.MERGE),
    ("GET", "/intake/v1/pupils/{pupilId}/corrections"): Need(action=Deed.SEE_FAMILY, notes=True),
    ("POST", "/intake/v1/pupils/{pupilId}/corrections"): Need(
        action=Deed.ASK_CORRECTION, body=_json(WISH)
    ),
    ("POST", "/intake/v1/corrections/{correctionId}/answers"): Need(
        action=Deed.ANSWER_CORRECTION, body={"outcome": "granted"}, notes=True
    ),
    ("GET", "/intake/pupils/{pupil_id}/family"): Need(action=Deed.SEE_FAMILY, notes=True),
    ("GET", "/intake/pupils/{pupil_id}/changes"): Need(action=Deed.SEE_ADDRESSES, notes=True),
    ("GET", "/intake/pupils/{pupil_id}/contacts/new"): Need(action=Deed.COMPLETE, notes=True),
    ("POST", "/intake/pupils/{pupil_id}/contacts"): Need(action=Deed.COMPLETE, form=A_CONTACT),
    ("GET", "/intake/pupils/{pupil_id}/contacts/{contact_id}"): Need(
        action=Deed.COMPLETE, notes=True
    ),
    ("POST", "/intake/pupils/{pupil_id}/contacts/{contact_id}"): Need(
        action=Deed.COMPLETE, form=A_CONTACT
    ),
    ("POST", "/intake/pupils/{pupil_id}/contacts/{contact_id}/authority"): Need(
        action=Deed.COMPLETE, form=AUTHORITY
    ),
    ("GET", "/intake/pupils/{pupil_id}/details"): Need(action=Deed.COMPLETE, notes=True),
    ("POST", "/intake/pupils/{pupil_id}/details"): Need(
        action=Deed.COMPLETE, form={"given_name": GIVEN_NAME}
    ),
    ("GET", "/intake/pupils/{pupil_id}/move"): Need(action=Deed.MOVE, notes=True),
    ("POST", "/intake/pupils/{pupil_id}/move"): Need(action=Deed.MOVE, form=STAY),
    ("GET", "/intake/matches"): Need(action=Deed.MERGE, gate=Gate.SOMEWHERE),
    ("POST", "/intake/matches/merges"): Need(action=Deed.MERGE, form=ONE_ENTRY),
    ("POST", "/intake/matches/distinctions"): Need(action=Deed.MERGE, form=ONE_ENTRY),
    ("POST", "/intake/pupils/{pupil_id}/merges/{merge_id}/undoing"): Need(action=Deed.MERGE),
    ("GET", "/intake/pupils/{pupil_id}/corrections/new"): Need(action=Deed.ASK_CORRECTION),
    ("POST", "/intake/pupils/{pupil_id}/corrections"): Need(action=Deed.ASK_CORRECTION, form=WISH),
    ("GET", "/intake/corrections/{correction_id}"): Need(action=Deed.ANSWER_CORRECTION, notes=True),
    ("POST", "/intake/corrections/{correction_id}/answer"): Need(
        action=Deed.ANSWER_CORRECTION, form={"answer_is": "granted"}
    ),
}
WITH_NOBODY = {
    "partner_id": "{nobody}",
    "purpose": "youth-care",
    "parts": "needs",
    "first_day": "2026-08-01",
    "last_day": "2031-07-31",
}
OUT_OF_EDUCATION = "/intake/v1/out-of-education-spells"
OUT_PAGES = "/intake/out-of-education"
ABSENT = {"knownOn": "2026-08-03", "firstDay": "2026-08-03"}
AGREED = {
    "agreedOn": "2026-01-01",
    "agreement": "Afspraak",
    "deciders": [{"personId": "{nobody}", "onBehalfOf": "de wethouder"}],
}
STEP = {"kind": "call-parents", "due_on": SOON}
CLASSED = {"absence_class": "authorised-sick", "first_day": "2026-08-03"}
HOURS = {"week": "2026-08-03", "hours": "3"}
LOST = {"first_day": "2026-08-03"}
BACK = {"from_day": "2026-08-10"}
ADMITTED = {**BACK, "school_id": "{nobody}", "letter": "brief"}
SPELL_CHANGES: dict[str, tuple[Deed, dict[str, str]]] = {
    "takers": (Deed.WORK_ON_SPELL, STEP),
    "reviews": (Deed.WORK_ON_SPELL, STEP),
    "class-periods": (Deed.CLASSIFY_SPELL, CLASSED),
    "missed-hours": (Deed.STATE_ABSENCE, HOURS),
    "losses": (Deed.STATE_ABSENCE, LOST),
    "returns": (Deed.CONFIRM_RETURN, BACK),
    "admissions": (Deed.WORK_ON_SPELL, ADMITTED),
    "escalations": (Deed.WORK_ON_SPELL, {}),
}
SPELLS: dict[Route, Need] = {
    ("POST", OUT_OF_EDUCATION): Need(
        action=Deed.REPORT_SPELL, body={**ABSENT, "pupilId": "{pupil}"}, notes=True
    ),
    ("GET", OUT_OF_EDUCATION): Need(action=Deed.SEE_SPELL, gate=Gate.LIST, shows="{spell}"),
    ("GET", f"{OUT_OF_EDUCATION}/{{spellId}}"): Need(action=Deed.SEE_SPELL, notes=True),
    ("GET", OUT_PAGES): Need(action=Deed.SEE_SPELL, gate=Gate.LIST, shows=GIVEN_NAME),
    ("POST", "/intake/v1/inbound-events"): Need(
        action=Deed.REPORT_SPELL,
        gate=Gate.SOMEWHERE,
        refused=FORBIDDEN,
        notes=True,
        body={
            "specversion": "1.0",
            "id": "1",
            "source": "urn:nld:systeem:leerplicht",
            "type": "nl.passend-onderwijs.absence.reported.v1",
            "data": {**ABSENT, "pupil": {"givenName": "Nieuw"}},
        },
    ),
    **{
        ("POST", f"{OUT_OF_EDUCATION}/{{spellId}}/{what}"): Need(
            action=deed, body=_json(form), notes=True
        )
        for what, (deed, form) in SPELL_CHANGES.items()
    },
    **{
        ("POST", f"{OUT_PAGES}/{{spell_id}}/{what}"): Need(action=deed, form=form)
        for what, (deed, form) in {
            **SPELL_CHANGES,
            "looks": (Deed.WORK_ON_SPELL, {}),
            "deaths": (Deed.WORK_ON_SPELL, {}),
            "parties": (Deed.STATE_ABSENCE, {"party": "school-board"}),
        }.items()
    },
    ("GET", f"{OUT_PAGES}/{{spell_id}}"): Need(action=Deed.SEE_SPELL, notes=True),
    ("GET", f"{OUT_PAGES}/new"): Need(action=Deed.REPORT_SPELL, gate=Gate.SOMEWHERE),
    ("POST", OUT_PAGES): Need(
        action=Deed.REPORT_SPELL,
        form={
            "pupil_id": "{pupil}",
            "what": "out",
            "known_on": "2026-08-03",
            "first_day": "2026-08-03",
        },
    ),
    ("POST", f"{OUT_PAGES}/draft"): Need(action=Deed.REPORT_SPELL, gate=Gate.SOMEWHERE),
    ("POST", f"{OUT_PAGES}/draft/removals"): Need(action=Deed.REPORT_SPELL, gate=Gate.SOMEWHERE),
    ("GET", f"{OUT_PAGES}/imports"): Need(action=Deed.CLASSIFY_SPELL, gate=Gate.SOMEWHERE),
    ("POST", f"{OUT_PAGES}/imports"): Need(action=Deed.CLASSIFY_SPELL, gate=Gate.SOMEWHERE),
    ("GET", "/intake/v1/decider-ladders"): Need(action=Deed.SET_DECIDERS, gate=Gate.SOMEWHERE),
    ("POST", "/intake/v1/decider-ladders"): Need(
        action=Deed.SET_DECIDERS, gate=Gate.SOMEWHERE, body=AGREED
    ),
    ("GET", "/intake/deciders"): Need(action=Deed.SET_DECIDERS, gate=Gate.SOMEWHERE),
    ("POST", "/intake/deciders"): Need(action=Deed.SET_DECIDERS, gate=Gate.SOMEWHERE),
}
SHARES: dict[Route, Need] = {
    ("GET", "/intake/v1/partners"): Need(action=Deed.ASK_TO_SHARE, gate=Gate.SOMEWHERE),
    ("POST", "/intake/v1/partners"): Need(
        action=Deed.MANAGE_PARTNERS,
        gate=Gate.SOMEWHERE,
        body={"name": "Jeugdteam", "kind": "youth-care"},
    ),
    ("GET", "/intake/v1/pupils/{pupilId}/share-grants"): Need(action=Deed.SEE_SHARES, notes=True),
    ("POST", "/intake/v1/pupils/{pupilId}/share-grants"): Need(
        action=Deed.ASK_TO_SHARE, body={**_json(WITH_NOBODY), "parts": ["needs"]}
    ),
    ("POST", "/intake/v1/pupils/{pupilId}/lawful-shares"): Need(
        action=Deed.SHARE_BY_LAW,
        body={**_json(WITH_NOBODY), "parts": ["needs"], "basis": "legal-task"},
    ),
    ("GET", "/intake/pupils/{pupil_id}/lawful-shares/new"): Need(
        action=Deed.SHARE_BY_LAW, notes=True
    ),
    ("POST", "/intake/pupils/{pupil_id}/lawful-shares"): Need(
        action=Deed.SHARE_BY_LAW, form={**WITH_NOBODY, "basis": "legal-task"}
    ),
    ("GET", "/intake/v1/share-grants/{shareGrantId}"): Need(action=Deed.SEE_SHARES, notes=True),
    ("POST", "/intake/v1/share-grants/{shareGrantId}/answers"): Need(
        action=Deed.ANSWER_SHARE, body={"gives": True}
    ),
    ("POST", "/intake/v1/share-grants/{shareGrantId}/silence-decisions"): Need(
        action=Deed.DECIDE_ON_SILENCE, body={"share": True, "reason": "Stil."}
    ),
    ("POST", "/intake/v1/share-grants/{shareGrantId}/endings"): Need(
        action=Deed.ASK_TO_SHARE, body={"reason": "Na gesprek."}
    ),
    ("GET", "/intake/pupils/{pupil_id}/share-grants"): Need(action=Deed.SEE_SHARES, notes=True),
    ("GET", "/intake/pupils/{pupil_id}/share-grants/new"): Need(
        action=Deed.ASK_TO_SHARE, notes=True
    ),
    ("POST", "/intake/pupils/{pupil_id}/share-grants"): Need(
        action=Deed.ASK_TO_SHARE, form=WITH_NOBODY
    ),
    ("GET", "/intake/share-grants/{share_grant_id}"): Need(action=Deed.SEE_SHARES, notes=True),
    ("POST", "/intake/share-grants/{share_grant_id}/answers"): Need(
        action=Deed.ANSWER_SHARE, form={"gives": "true"}
    ),
    ("POST", "/intake/share-grants/{share_grant_id}/silence-decisions"): Need(
        action=Deed.DECIDE_ON_SILENCE, form={"share": "true", "reason": "Stil."}
    ),
    ("POST", "/intake/share-grants/{share_grant_id}/endings"): Need(
        action=Deed.ASK_TO_SHARE, form={"reason": "Na gesprek."}
    ),
    ("POST", "/intake/share-grants/{share_grant_id}/lookers"): Need(
        action=Deed.ASK_TO_SHARE, form={"person_id": "{person}"}
    ),
    ("GET", "/intake/partners"): Need(action=Deed.MANAGE_PARTNERS, gate=Gate.SOMEWHERE),
    ("POST", "/intake/partners"): Need(
        action=Deed.MANAGE_PARTNERS, gate=Gate.SOMEWHERE, form={"name": "Jeugdteam"}
    ),
    ("POST", "/intake/partners/decider"): Need(
        action=Deed.MANAGE_PARTNERS, gate=Gate.SOMEWHERE, form={"person_id": "{nobody}"}
    ),
}
ADVISED = {"answer": "Wij denken mee.", "theme": "other"}
MISSED = {
    "tried_first": "2026-01-05",
    "tried_again": "2026-01-06",
    "reason": "Niemand neemt op.",
    "missed_theme": "other",
}
_SIGNAL = "/intake/signals/{signal_id}"
_LINK = "/intake/pupils/{pupil_id}/family-desk"
SIGNALS: dict[Route, Need] = {
    ("POST", "/intake/v1/signals"): Need(
        action=Deed.RAISE_SIGNAL, gate=Gate.SOMEWHERE, body={"text": "Zij is er nooit."}
    ),
    ("GET", "/intake/v1/signals"): Need(
        action=Deed.ANSWER_SIGNAL, gate=Gate.SOME_LIST, shows="{signal}"
    ),
    ("GET", "/intake/v1/signals/{signalId}"): Need(action=Deed.ANSWER_SIGNAL),
    ("POST", "/intake/v1/signals/{signalId}/answers"): Need(
        action=Deed.ANSWER_SIGNAL, body={**ADVISED}
    ),
    ("PUT", "/intake/v1/signals/{signalId}/child"): Need(
        action=Deed.ANSWER_SIGNAL, body={"pupilId": "{pupil}"}
    ),
    ("GET", "/intake/signals/new"): Need(action=Deed.RAISE_SIGNAL, gate=Gate.SOMEWHERE),
    ("POST", "/intake/signals"): Need(
        action=Deed.RAISE_SIGNAL, gate=Gate.SOMEWHERE, form={"text": "Zij is er nooit."}
    ),
    ("GET", "/intake/signals"): Need(
        action=Deed.ANSWER_SIGNAL, gate=Gate.SOME_LIST, shows="{signal}"
    ),
    ("GET", _SIGNAL): Need(action=Deed.ANSWER_SIGNAL),
    ("POST", f"{_SIGNAL}/answers"): Need(action=Deed.ANSWER_SIGNAL, form=ADVISED),
    ("POST", f"{_SIGNAL}/child-searches"): Need(action=Deed.ANSWER_SIGNAL, form={"q": "Sem"}),
    ("POST", f"{_SIGNAL}/child"): Need(action=Deed.ANSWER_SIGNAL, form={"pupil_id": "{pupil}"}),
    ("POST", f"{_SIGNAL}/partner-handovers"): Need(
        action=Deed.ANSWER_SIGNAL, form={"partner": "{nobody}", "raiser_agrees": "true"}
    ),
    ("POST", f"{_SIGNAL}/partner-answers"): Need(
        action=Deed.ANSWER_SIGNAL, form={"partner_answer": "refuse"}
    ),
    ("POST", f"{_SIGNAL}/misses"): Need(action=Deed.ANSWER_SIGNAL, form=MISSED),
    ("POST", f"{_SIGNAL}/agreement"): Need(action=Deed.ANSWER_SIGNAL),
    ("POST", f"{_SIGNAL}/handovers"): Need(
        action=Deed.ANSWER_SIGNAL, form={"desk": "unit-desk:{unit}"}
    ),
    ("POST", f"{_SIGNAL}/handover-answers"): Need(
        action=Deed.ANSWER_SIGNAL, form={"answer": "refuse"}
    ),
    ("GET", "/intake/family-desk"): Need(action=Deed.ANSWER_FAMILY, gate=Gate.SOMEWHERE),
    ("GET", "/intake/family-desk/pupils/{pupil_id}"): Need(action=Deed.LOOK_BY_LINK, notes=True),
    ("GET", "/intake/family-desk/bundles"): Need(action=Deed.READ_BUNDLES, gate=Gate.SOMEWHERE),
    ("POST", "/intake/family-desk/bundles"): Need(
        action=Deed.TELL_BOARD, gate=Gate.SOMEWHERE, form={"quarter": "2020-01-01"}
    ),
    ("GET", _LINK): Need(action=Deed.LET_FAMILY_DESK_LOOK, notes=True),
    ("POST", _LINK): Need(action=Deed.LET_FAMILY_DESK_LOOK, form={"days": "28"}),
    ("POST", f"{_LINK}/end"): Need(action=Deed.LET_FAMILY_DESK_LOOK),
}
REGISTERED = {"pupilId": "{pupil}", "schoolId": "{school}"}
ASKED_OF_PARENTS = {"kind": "question", "words": "Mogen wij het verslag lezen?"}
ABROAD = {"kind": "departure", "paper": "Map 12"}
ONE_REGISTRATION = "/intake/registrations/{registration_id}"
ONE_OF_API = "/intake/v1/registrations/{registrationId}"
REGISTRATIONS: dict[Route, Need] = {
    ("POST", "/intake/v1/registrations"): Need(
        action=Deed.REGISTER, body=REGISTERED, refused=UNKNOWN_TOO, notes=True
    ),
    ("GET", "/intake/v1/registrations"): Need(
        action=Deed.SEE_REGISTRATION, gate=Gate.LIST, shows="{registration}"
    ),
    ("GET", ONE_OF_API): Need(action=Deed.SEE_REGISTRATION, notes=True),
    ("POST", f"{ONE_OF_API}/steps"): Need(
        action=Deed.ANSWER_REGISTRATION, body=ASKED_OF_PARENTS, notes=True
    ),
    ("POST", f"{ONE_OF_API}/completions"): Need(
        action=Deed.COMPLETE_REGISTRATION,
        body={"preferences": ["{school}"], "expectsSupport": True},
        notes=True,
    ),
    ("POST", f"{ONE_OF_API}/support-requests"): Need(
        action=Deed.ANSWER_REGISTRATION, body={"supportRequestId": "{plain}"}, notes=True
    ),
    ("POST", f"{ONE_OF_API}/withdrawals"): Need(action=Deed.TAKE_BACK_REGISTRATION, notes=True),
    ("POST", f"{ONE_OF_API}/outcomes"): Need(action=Deed.FIND_SCHOOL, body=ABROAD, notes=True),
    ("GET", "/intake/registrations"): Need(
        action=Deed.SEE_REGISTRATION, gate=Gate.LIST, shows=GIVEN_NAME
    ),
    ("GET", "/intake/registrations/new"): Need(action=Deed.REGISTER, gate=Gate.SOMEWHERE),
    ("POST", "/intake/registrations"): Need(
        action=Deed.REGISTER,
        form={"pupil": "existing", "pupil_id": "{pupil}", "school_id": "{school}"},
        refused=FORM_TOO,
    ),
    ("POST", "/intake/registrations/draft"): Need(action=Deed.REGISTER, gate=Gate.SOMEWHERE),
    ("POST", "/intake/registrations/draft/removals"): Need(
        action=Deed.REGISTER, gate=Gate.SOMEWHERE
    ),
    ("GET", ONE_REGISTRATION): Need(action=Deed.SEE_REGISTRATION, notes=True),
    ("GET", f"{ONE_REGISTRATION}/steps/new"): Need(action=Deed.ANSWER_REGISTRATION, notes=True),
    ("POST", f"{ONE_REGISTRATION}/steps"): Need(
        action=Deed.ANSWER_REGISTRATION, form=ASKED_OF_PARENTS
    ),
    ("GET", f"{ONE_REGISTRATION}/completion"): Need(action=Deed.COMPLETE_REGISTRATION, notes=True),
    ("POST", f"{ONE_REGISTRATION}/completion"): Need(
        action=Deed.COMPLETE_REGISTRATION,
        form={"first_choice": "this", "expects_support": "yes"},
    ),
    ("POST", f"{ONE_REGISTRATION}/support-requests"): Need(
        action=Deed.ANSWER_REGISTRATION, form={"support_request_id": "{plain}"}
    ),
    ("POST", f"{ONE_REGISTRATION}/withdrawals"): Need(action=Deed.TAKE_BACK_REGISTRATION),
    ("GET", f"{ONE_REGISTRATION}/outcomes/new"): Need(action=Deed.FIND_SCHOOL, notes=True),
    ("POST", f"{ONE_REGISTRATION}/outcomes"): Need(action=Deed.FIND_SCHOOL, form=ABROAD),
}
FIELDS = ("strengths", "impediments", "tried", "child-wants", "question")
ANSWERS = dict.fromkeys(FIELDS, "Samen spelen.")
SUSPEND = {"why": "school-asked", "note": "Wij wachten."}
ASKING: dict[Route, Need] = {
    ("POST", "/intake/v1/prepared-requests"): Need(
        action=Deed.PREPARE,
        body={"kind": "child", "answers": ANSWERS, "pupilId": "{pupil}"},
        refused=UNKNOWN_TOO,
        notes=True,
    ),
    ("GET", "/intake/v1/prepared-requests/{preparedRequestId}"): Need(
        action=Deed.READ_PREPARED, notes=True
    ),
    ("POST", "/intake/v1/prepared-requests/{preparedRequestId}/views"): Need(
        action=Deed.READ_PREPARED, body={"view": "Goed."}, notes=True
    ),
    **{
        ("POST", f"/intake/v1/prepared-requests/{{preparedRequestId}}/{step}"): Need(
            action=Deed.PREPARE, body=body, notes=True
        )
        for step, body in {
            "answers": {"answers": ANSWERS},
            "showings": None,
            "reasons": {"why": "not-reached", "reason": "Gebeld."},
            "sendings": None,
            "droppings": {"why": "solved"},
        }.items()
    },
    **{
        ("POST", f"/intake/v1/support-requests/{{supportRequestId}}/{step}"): Need(
            action=action, body=body, at=PLAIN, notes=True
        )
        for step, action, body in (
            ("kind-changes", Deed.DECIDE, {"kind": "consultation"}),
            ("needs", Deed.DECIDE, {"needs": []}),
            ("suspensions", Deed.DECIDE, SUSPEND),
            ("resumptions", Deed.DECIDE, None),
            ("views", Deed.ADD_VIEW, {"view": "Goed."}),
        )
    },
    ("GET", "/intake/prepared-requests/{prepared_request_id}"): Need(
        action=Deed.READ_PREPARED, notes=True
    ),
    ("GET", "/intake/prepared-requests/{prepared_request_id}/edit"): Need(
        action=Deed.PREPARE, notes=True
    ),
    ("POST", "/intake/prepared-requests/{prepared_request_id}/views"): Need(
        action=Deed.READ_PREPARED, form={"view": "Goed."}
    ),
    **{
        ("POST", f"/intake/prepared-requests/{{prepared_request_id}}/{step}"): Need(
            action=Deed.PREPARE, form=form
        )
        for step, form in {
            "answers": {"kind": "child", **ANSWERS},
            "showings": {},
            "reasons": {"parents": "not-reached", "reason": "Gebeld."},
            "sending": {},
            "dropping": {"why": "solved"},
        }.items()
    },
    **{
        ("POST", f"/intake/support-requests/{{support_request_id}}/{step}"): Need(
            action=action, form=form, at=PLAIN
        )
        for step, action, form in (
            ("kind", Deed.DECIDE, {"kind": "consultation"}),
            ("needs", Deed.DECIDE, {"need.material": "1"}),
            ("suspension", Deed.DECIDE, SUSPEND),
            ("resumption", Deed.DECIDE, {}),
            ("views", Deed.ADD_VIEW, {"view": "Goed."}),
        )
    },
}
INTAKE: dict[Route, Need] = {
    **SIGNALS,
    **ASKING,
    **FAMILIES,
    **SHARES,
    **SPELLS,
    ("POST", "/intake/v1/swv-dossiers"): Need(
        action=Deed.ENTER, body={"dossier": DOSSIER}, refused=UNKNOWN_TOO
    ),
    **{
        route: Need(action=Deed.ASK, gate=Gate.SOMEWHERE)
        for route in (
            ("GET", "/intake/dossiers"),
            ("POST", "/intake/dossiers"),
            ("POST", "/intake/dossiers/confirmation"),
            ("POST", "/intake/dossiers/removals"),
        )
    },
    **{
        route: Need(action=Deed.MANAGE_SCHOOLS, gate=Gate.SOMEWHERE, refused=FORBIDDEN)
        for route in (
            ("GET", "/intake/access/schools"),
            ("POST", "/intake/access/schools"),
            ("GET", "/intake/access/schools/{import_id}"),
            ("POST", "/intake/access/schools/{import_id}/confirmation"),
        )
    },
    ("POST", "/intake/v1/pupils"): Need(
        action=Deed.ENTER,
        body={"givenName": "Nieuw", "schoolId": "{school}"},
        refused=UNKNOWN_TOO,
        notes=True,
    ),
    ("GET", "/intake/v1/pupils/{pupilId}"): Need(action=Deed.SEE, notes=True),
    ("POST", "/intake/v1/pupils/{pupilId}/contacts"): Need(
        action=Deed.COMPLETE, body={"name": "Nog Een Ouder"}, notes=True
    ),
    ("POST", "/intake/v1/pupils/{pupilId}/completions"): Need(
        action=Deed.COMPLETE, body={"birthDate": "2018-05-01"}, notes=True
    ),
    ("POST", "/intake/v1/support-requests"): Need(
        action=Deed.ENTER,
        body={**ASKED, "pupilId": "{pupil}"},
        refused=UNKNOWN_TOO,
        notes=True,
    ),
    ("GET", "/intake/v1/support-requests"): Need(
        action=Deed.SEE, gate=Gate.LIST, shows="{request}"
    ),
    ("GET", "/intake/v1/support-requests/{supportRequestId}"): Need(action=Deed.SEE, notes=True),
    ("POST", "/intake/v1/support-requests/{supportRequestId}/handovers"): Need(
        action=Deed.OFFER_HANDOVER, at=PLAIN, notes=True
    ),
    ("POST", "/intake/v1/support-requests/{supportRequestId}/withdrawals"): Need(
        action=Deed.WITHDRAW, at=PLAIN, body={"reason": "solved"}, notes=True
    ),
    ("POST", "/intake/v1/support-requests/{supportRequestId}/answers"): Need(
        action=Deed.DECIDE, at=PLAIN, body={"outcome": "advice", "text": "Zo."}, notes=True
    ),
    ("POST", "/intake/v1/support-requests/{supportRequestId}/assignments"): Need(
        action=Deed.ASSIGN, at=PLAIN, body={}, notes=True
    ),
    ("GET", "/intake/support-requests/{support_request_id}/decision"): Need(
        action=Deed.DECIDE, at=PLAIN, notes=True
    ),
    ("POST", "/intake/support-requests/{support_request_id}/decision"): Need(
        action=Deed.DECIDE, at=PLAIN, form={"decision": "advice", "text": "Zo."}
    ),
    ("POST", "/intake/support-requests/{support_request_id}/assignment"): Need(
        action=Deed.ASSIGN, at=PLAIN
    ),
    ("POST", "/intake/support-requests/{support_request_id}/safety"): Need(
        action=Deed.DECIDE, at=PLAIN
    ),
    **{
        route: Need(action=Deed.ASSIGN, gate=Gate.SOMEWHERE, refused=FORBIDDEN)
        for route in (
            ("GET", "/intake/desk/stand-ins"),
            ("POST", "/intake/desk/stand-ins"),
            ("POST", "/intake/desk/stand-ins/{stand_in_id}/end"),
            ("GET", "/intake/desk/leavers"),
            ("GET", "/intake/desk/leavers/{person_id}"),
            ("POST", "/intake/desk/leavers/{person_id}"),
        )
    },
    **{
        route: Need(action=Deed.ANSWER_TRANSFER, gate=Gate.SOMEWHERE, refused=FORBIDDEN, body=body)
        for route, body in (
            (("GET", "/intake/transfers/{handover_id}"), None),
            (("POST", "/intake/transfers/{handover_id}"), None),
            (("POST", "/intake/v1/transfers/{handoverId}/answers"), {"answer": "refused"}),
        )
    },
    **{
        (method, "/intake/desk/second-readings/{decision_id}"): Need(
            action=Deed.DECIDE, gate=Gate.SOMEWHERE, refused=FORBIDDEN
        )
        for method in ("GET", "POST")
    },
    ("GET", "/intake/desk/second-readings"): Need(action=Deed.DECIDE, gate=Gate.SOMEWHERE),
    ("GET", "/intake/desk/agreement"): Need(action=Deed.SEE_AGREEMENT, gate=Gate.SOMEWHERE),
    ("GET", "/intake/desk/watchdog"): Need(action=Deed.SEE_AGREEMENT, gate=Gate.SOMEWHERE),
    ("POST", "/intake/criteria"): Need(action=Deed.SET_CRITERIA, gate=Gate.SOMEWHERE),
    ("GET", "/intake/desk"): Need(action=Deed.USE_DESK, gate=Gate.SOME_LIST, shows=GIVEN_NAME),
    ("GET", "/intake/support-requests/new"): Need(action=Deed.ASK, gate=Gate.SOMEWHERE),
    ("POST", "/intake/support-requests"): Need(
        action=Deed.PREPARE,
        form={**ANSWERS, "parents": "show", "pupil": "existing", "pupil_id": "{pupil}"},
        refused=FORM_TOO,
    ),
    ("POST", "/intake/support-requests/draft"): Need(action=Deed.ASK, gate=Gate.SOMEWHERE),
    ("POST", "/intake/support-requests/draft/removals"): Need(action=Deed.ASK, gate=Gate.SOMEWHERE),
    ("GET", "/intake/support-requests"): Need(action=Deed.SEE, gate=Gate.LIST, shows=GIVEN_NAME),
    ("GET", "/intake/support-requests/{support_request_id}"): Need(action=Deed.SEE, notes=True),
    ("GET", "/intake/support-requests/{support_request_id}/received"): Need(
        action=Deed.SEE, notes=True
    ),
    ("GET", "/intake/fragments/support-requests/{support_request_id}/question"): Need(
        action=Deed.READ_TEXT, notes=True
    ),
    ("POST", "/intake/support-requests/{support_request_id}/handovers"): Need(
        action=Deed.OFFER_HANDOVER, at=PLAIN
    ),
    ("POST", "/intake/support-requests/{support_request_id}/withdrawals"): Need(
        action=Deed.WITHDRAW, at=PLAIN, form={"reason": "solved"}
    ),
    ("GET", "/intake/pupils/{pupil_id}/completion"): Need(action=Deed.COMPLETE, notes=True),
    ("POST", "/intake/pupils/{pupil_id}/completion"): Need(
        action=Deed.COMPLETE, form={"birth_date": "2018-05-01"}
    ),
    ("GET", "/intake/pupils/{pupil_id}/readers"): Need(action=Deed.SEE_READERS),
    ("GET", "/intake/search"): Need(action=Deed.SEE, gate=Gate.SOMEWHERE),
    ("POST", "/intake/search"): Need(
        action=Deed.SEE, gate=Gate.SOME_LIST, form={"q": "{request}"}, shows=GIVEN_NAME
    ),
    ("GET", "/intake/pupils/{pupil_id}/invitations"): Need(action=Deed.INVITE, notes=True),
    ("POST", "/intake/pupils/{pupil_id}/invitations"): Need(action=Deed.INVITE, form=INVITED),
    ("POST", "/intake/pupils/{pupil_id}/invitations/{invitation_id}/renewal"): Need(
        action=Deed.INVITE
    ),
    ("POST", "/intake/pupils/{pupil_id}/invitations/{invitation_id}/withdrawal"): Need(
        action=Deed.INVITE
    ),
    ("GET", "/intake/pupils/{pupil_id}/child"): Need(action=Deed.LET_CHILD_IN, notes=True),
    ("POST", "/intake/pupils/{pupil_id}/child"): Need(action=Deed.LET_CHILD_IN, notes=True),
    **REGISTRATIONS,
    **{
        route: Need(action=Deed.MANAGE_ACCESS, gate=Gate.SOMEWHERE, refused=FORBIDDEN)
        for route in (
            ("GET", "/intake/access"),
            ("GET", "/intake/access/people/new"),
            ("POST", "/intake/access/people"),
            ("GET", "/intake/access/people/{person_id}"),
            ("POST", "/intake/access/people/{person_id}/grants"),
            ("POST", "/intake/access/people/{person_id}/grants/{grant_id}/end"),
            ("POST", "/intake/access/people/{person_id}/accounts"),
            ("POST", "/intake/access/people/{person_id}/accounts/end"),
            ("GET", "/intake/access/rules"),
            ("POST", "/intake/access/rules"),
            ("POST", "/intake/access/rules/{rule_id}/remove"),
            ("GET", "/intake/access/systems"),
            ("POST", "/intake/access/systems"),
            ("POST", "/intake/access/systems/{system_id}/revocation"),
            ("GET", "/intake/v1/people"),
            ("GET", "/intake/v1/systems"),
            ("DELETE", "/intake/v1/systems/{systemId}"),
            ("DELETE", "/intake/v1/people/{personId}/grants/{grantId}"),
            ("GET", "/intake/v1/claim-rules"),
            ("DELETE", "/intake/v1/claim-rules/{ruleId}"),
        )
    },
    **{
        route: Need(action=Deed.MANAGE_ACCESS, gate=Gate.SOMEWHERE, refused=FORBIDDEN, body=body)
        for route, body in (
            (("POST", "/intake/v1/people"), {"name": "A", "account": "b", "grant": GRANTED}),
            (("POST", "/intake/v1/people/{personId}/grants"), GRANTED),
            (("POST", "/intake/v1/claim-rules"), RULE),
            (("POST", "/intake/v1/systems"), SYSTEM),
            (("PUT", "/intake/v1/systems/{systemId}/keys"), {"keys": KEYS}),
        )
    },
    **{
        route: Need(action=Deed.MANAGE_TERMS, gate=Gate.SOMEWHERE, refused=FORBIDDEN, body=body)
        for route, body in (
            (("POST", "/intake/terms/{rule}"), None),
            (("GET", "/intake/rule-imports"), None),
            (("POST", "/intake/rule-imports"), None),
            (("POST", "/intake/v1/terms/{rule}/versions"), VERSION),
            (("POST", "/intake/v1/rule-imports"), {"what": "terms", "content": "rule"}),
        )
    },
}
CHECK = {"how": "going-well", "told_by": "parent"}
REOPEN = {"reason": "Het gaat weer mis.", "next_action": "observe", "due_on": SOON}
CLOSE = {
    "reason": "goal-reached",
    "child_heard_on": EARLIER,
    "child_words": "Ja.",
    "parents_heard_on": EARLIER,
    "parents_words": "Ja.",
}
CASE_CHANGES: dict[str, tuple[CaseAction, dict[str, str]]] = {
    "handovers": (CaseAction.WORK, {"to_kind": "unit-desk", "to_id": "{nobody}"}),
    "handover-acceptances": (CaseAction.ANSWER, ACCEPT),
    "handover-refusals": (CaseAction.ANSWER, {}),
    "pick-ups": (CaseAction.WORK, {}),
    "closures": (CaseAction.WORK, CLOSE),
    "answers": (CaseAction.WORK, {}),
    "aftercare-checks": (CaseAction.WORK, CHECK),
    "reopenings": (CaseAction.WORK, REOPEN),
    "deaths": (CaseAction.WORK, {}),
}
HELP_PAGE = "/arrangements/cases/{caseId}/arrangements/{arrangementId}"
HELP_CHANGES = {
    "starts": {"started_on": EARLIER},
    "evaluations": {"evaluated_on": TODAY, "works": "yes", "words": "Het gaat beter."},
    "extensions": {"extended_until": LAST, "evaluate_again_on": LATER},
    "ends": {"end_reason": "goal-reached", "ended_on": TODAY},
}
JOINS = {"role": "youth", "called": "Jeugdhulp Noord", "does": "Praat met het gezin."}
CASE_PAGES = CASE_CHANGES | {"handovers": (CaseAction.WORK, {"to": "unit-desk:{nobody}"})}
GOAL = {"key": "a1", "whom": "home", "text": "x", "seenBy": "y"}
NO_STRAND = {"notNeededBecause": "x"}
PERSPECTIVE: dict[str, object] = {
    "ownWords": "x",
    "toldBy": "child",
    "now": "y",
    **dict.fromkeys(("education", "care", "home"), NO_STRAND),
    "goals": [GOAL],
}
POSITION: dict[str, object] = {"party": "child", "version": 1, "agrees": True}
HEARING: dict[str, object] = {"channel": "itself", "beside": "parent"}
OF_PERSPECTIVE = "/arrangements/v1/cases/{caseId}/perspective"
OF_VOICE = "/arrangements/v1/voices/{voiceId}"
CHILD_API: dict[Route, Need] = {
    ("GET", OF_PERSPECTIVE): Need(action=CaseAction.SEE_PERSPECTIVE, notes=True),
    ("GET", f"{OF_PERSPECTIVE}/versions"): Need(action=CaseAction.SEE_PERSPECTIVE, notes=True),
    ("GET", f"{OF_PERSPECTIVE}/goals"): Need(action=CaseAction.SEE_PERSPECTIVE, notes=True),
    ("PUT", OF_PERSPECTIVE): Need(action=CaseAction.WRITE_PERSPECTIVE, body=PERSPECTIVE),
    ("POST", f"{OF_PERSPECTIVE}/positions"): Need(action=CaseAction.TAKE_POSITION, body=POSITION),
    ("POST", f"{OF_PERSPECTIVE}/phases"): Need(
        action=CaseAction.STEER_PERSPECTIVE, body={"phase": "plan"}, notes=True
    ),
    ("POST", f"{OF_PERSPECTIVE}/transfers"): Need(
        action=CaseAction.STEER_PERSPECTIVE, body={"on": "2026-08-01"}
    ),
    ("POST", f"{OF_PERSPECTIVE}/transfer-checks"): Need(
        action=CaseAction.STEER_PERSPECTIVE, body={"outcome": "realised"}
    ),
    ("GET", "/arrangements/v1/cases/{caseId}/voices"): Need(
        action=CaseAction.SEE_VOICE, notes=True
    ),
    ("POST", "/arrangements/v1/cases/{caseId}/voices"): Need(
        action=CaseAction.WORK_ON_VOICE, body={"moment": "evaluating"}, notes=True
    ),
    ("GET", OF_VOICE): Need(action=CaseAction.SEE_VOICE, notes=True),
    ("POST", f"{OF_VOICE}/answers"): Need(
        action=CaseAction.SPEAK, body={"statement": 1, "face": 4}, notes=True
    ),
    ("POST", f"{OF_VOICE}/words"): Need(action=CaseAction.SPEAK, body={"words": "x"}, notes=True),
    ("POST", f"{OF_VOICE}/hearings"): Need(action=CaseAction.SPEAK, body=HEARING, notes=True),
    ("POST", f"{OF_VOICE}/audiences"): Need(
        action=CaseAction.SHARE_VOICE, body={"audience": []}, notes=True
    ),
    ("POST", f"{OF_VOICE}/waivers"): Need(
        action=CaseAction.WORK_ON_VOICE,
        body={"reason": "declined", "explanation": "x"},
        notes=True,
    ),
    ("POST", f"{OF_VOICE}/influences"): Need(
        action=CaseAction.WORK_ON_VOICE, body={"changed": True, "what": "x"}
    ),
    ("POST", f"{OF_VOICE}/feedbacks"): Need(
        action=CaseAction.WORK_ON_VOICE, body={"toldOn": "2026-08-01", "words": "x"}
    ),
    ("POST", f"{OF_VOICE}/visits"): Need(
        action=CaseAction.WORK_ON_VOICE, body={"on": "2026-08-01"}
    ),
}
"""The routes by which people share what a child wants, and hear it."""
TLV_ASKED = {"kind": "sbo"}
FOREIGN_TLV = {
    "caseId": "{case}",
    "alliance": "PO3005",
    "number": "AB-12",
    "kind": "so-low",
    "startsOn": "2026-08-01",
    "endsOn": "2028-07-31",
}
FOREIGN_FORM = {
    "alliance": "PO3005",
    "number": "AB-13",
    "kind": "so-low",
    "starts_on": "2026-08-01",
    "ends_on": "2028-07-31",
}
ADVICE = {
    "profession": "psychologist",
    "employment": "alliance",
    "text": "Een kleine groep past.",
    "alone": True,
}
ADVICE_FORM = {
    "profession": "psychologist",
    "employment": "alliance",
    "verdict": "none",
    "text": "Een kleine groep past.",
    "alone": "true",
}
TLVS: dict[Route, Need] = {
    ("GET", "/arrangements/v1/tlvs"): Need(
        action=CaseAction.SEE_TLV, gate=Gate.LIST, shows="{tlv}"
    ),
    ("POST", "/arrangements/v1/tlvs"): Need(
        action=CaseAction.APPLY_TLV, body={"caseId": "{case}", **TLV_ASKED}, notes=True
    ),
    ("POST", "/arrangements/v1/foreign-tlvs"): Need(
        action=CaseAction.HANDLE_TLV, body=FOREIGN_TLV, notes=True
    ),
    ("GET", "/arrangements/v1/tlvs/{tlvId}"): Need(action=CaseAction.SEE_TLV, notes=True),
    ("POST", "/arrangements/v1/tlvs/{tlvId}/supplies"): Need(
        action=CaseAction.APPLY_TLV, body=TLV_ASKED, notes=True
    ),
    ("POST", "/arrangements/v1/tlvs/{tlvId}/withdrawals"): Need(
        action=CaseAction.APPLY_TLV, body={}, notes=True
    ),
    ("POST", "/arrangements/v1/tlvs/{tlvId}/steps"): Need(
        action=CaseAction.HANDLE_TLV, body={"step": "suspend", "words": "Wat nog?"}, notes=True
    ),
    ("POST", "/arrangements/v1/tlvs/{tlvId}/advices"): Need(
        action=CaseAction.ADVISE_TLV, body=ADVICE
    ),
    ("POST", "/arrangements/v1/tlvs/{tlvId}/decisions"): Need(
        action=CaseAction.DECIDE_TLV, body={"decision": "intend-refusal", "grounds": "Nee."}
    ),
    ("POST", "/arrangements/v1/tlvs/{tlvId}/objections"): Need(
        action=CaseAction.OBJECT_TLV, body={"grounds": "Wij zijn het er niet mee eens."}
    ),
    ("POST", "/arrangements/v1/tlvs/{tlvId}/objections/{objectionId}/withdrawals"): Need(
        action=CaseAction.OBJECT_TLV, body={}
    ),
    ("POST", "/arrangements/v1/tlvs/{tlvId}/objections/{objectionId}/answers"): Need(
        action=CaseAction.DECIDE_TLV, body={"outcome": "upheld", "words": "U heeft gelijk."}
    ),
    ("POST", "/arrangements/v1/tlvs/{tlvId}/default-notices"): Need(
        action=CaseAction.OBJECT_TLV, body={"about": "decision"}
    ),
    ("GET", "/arrangements/tlvs"): Need(
        action=CaseAction.SEE_TLV, gate=Gate.LIST, shows=GIVEN_NAME
    ),
    ("GET", "/arrangements/tlvs/{tlvId}"): Need(action=CaseAction.SEE_TLV, notes=True),
    ("GET", "/arrangements/cases/{caseId}/tlvs/new"): Need(action=CaseAction.APPLY_TLV, notes=True),
    ("POST", "/arrangements/cases/{caseId}/tlvs"): Need(
        action=CaseAction.APPLY_TLV, form=TLV_ASKED
    ),
    ("GET", "/arrangements/cases/{caseId}/foreign-tlvs/new"): Need(
        action=CaseAction.HANDLE_TLV, notes=True
    ),
    ("POST", "/arrangements/cases/{caseId}/foreign-tlvs"): Need(
        action=CaseAction.HANDLE_TLV, form=FOREIGN_FORM
    ),
    ("GET", "/arrangements/tlvs/{tlvId}/supplies/new"): Need(
        action=CaseAction.APPLY_TLV, notes=True
    ),
    ("POST", "/arrangements/tlvs/{tlvId}/supplies"): Need(
        action=CaseAction.APPLY_TLV, form=TLV_ASKED
    ),
    ("POST", "/arrangements/tlvs/{tlvId}/withdrawals"): Need(action=CaseAction.APPLY_TLV),
    ("POST", "/arrangements/tlvs/{tlvId}/steps"): Need(
        action=CaseAction.HANDLE_TLV, form={"step": "suspend", "words": "Wat nog?"}
    ),
    ("POST", "/arrangements/tlvs/{tlvId}/advices"): Need(
        action=CaseAction.ADVISE_TLV, form=ADVICE_FORM
    ),
    ("GET", "/arrangements/tlvs/{tlvId}/decisions/new"): Need(
        action=CaseAction.DECIDE_TLV, notes=True
    ),
    ("POST", "/arrangements/tlvs/{tlvId}/decisions"): Need(
        action=CaseAction.DECIDE_TLV, form={"decision": "intend-refusal", "grounds": "Nee."}
    ),
    ("POST", "/arrangements/tlvs/{tlvId}/objections"): Need(
        action=CaseAction.OBJECT_TLV, form={"grounds": "Wij zijn het er niet mee eens."}
    ),
    ("POST", "/arrangements/tlvs/{tlvId}/default-notices"): Need(
        action=CaseAction.OBJECT_TLV, form={"about": "decision"}
    ),
}
FUNDING_API = "/arrangements/v1/funding-checks"
FUNDING_PAGES = "/arrangements/funding-checks"
FUNDED = f"nummer;soort;van;tot;school\nAB-77;sbo;{EARLIER};{LAST};12AB"
SEEN_TO = {"number": "AB-76", "outcome": "corrected-there"}
FUNDING: dict[Route, Need] = {
    ("GET", FUNDING_API): Need(
        action=CaseAction.CHECK_FUNDING, gate=Gate.SOME_LIST, shows="{funding-check}"
    ),
    ("POST", FUNDING_API): Need(
        action=CaseAction.CHECK_FUNDING, gate=Gate.SOMEWHERE, body={"list": FUNDED}
    ),
    ("GET", f"{FUNDING_API}/{{fundingCheckId}}"): Need(action=CaseAction.CHECK_FUNDING),
    ("POST", f"{FUNDING_API}/{{fundingCheckId}}/settlements"): Need(
        action=CaseAction.CHECK_FUNDING, body=SEEN_TO
    ),
    ("POST", f"{FUNDING_API}/{{fundingCheckId}}/withdrawals"): Need(
        action=CaseAction.CHECK_FUNDING, body={}
    ),
    ("POST", f"{FUNDING_API}/{{fundingCheckId}}/steps"): Need(
        action=CaseAction.CHECK_FUNDING, body={"step": "take-over"}
    ),
    ("POST", f"{FUNDING_PAGES}/{{fundingCheckId}}/steps"): Need(
        action=CaseAction.CHECK_FUNDING, form={"step": "take-over"}
    ),
    ("GET", "/arrangements/funding-handovers/{handoverId}"): Need(
        action=CaseAction.CHECK_FUNDING, gate=Gate.SOMEWHERE, refused=FORBIDDEN
    ),
    ("GET", FUNDING_PAGES): Need(
        action=CaseAction.CHECK_FUNDING, gate=Gate.SOME_LIST, shows="{funding-check}"
    ),
    ("POST", FUNDING_PAGES): Need(
        action=CaseAction.CHECK_FUNDING,
        gate=Gate.SOMEWHERE,
        form={"as_of": EARLIER, "list": FUNDED},
    ),
    ("GET", f"{FUNDING_PAGES}/{{fundingCheckId}}"): Need(action=CaseAction.CHECK_FUNDING),
    ("POST", f"{FUNDING_PAGES}/{{fundingCheckId}}/settlements"): Need(
        action=CaseAction.CHECK_FUNDING, form=SEEN_TO
    ),
    ("POST", f"{FUNDING_PAGES}/{{fundingCheckId}}/withdrawals"): Need(
        action=CaseAction.CHECK_FUNDING
    ),
}
"""The routes by which TLVs are put beside what is funded."""
PLACES_API = "/arrangements/v1/provisions"
PROVISION_PAGES = "/arrangements/provisions"
PLACEMENT_PAGE = "/arrangements/placements/{placementId}"
PLACEMENT_API = "/arrangements/v1/placements/{placementId}"
SEATS = {"name": "Plusklas", "kind": "gifted-class", "startsOn": SOON, "capacity": 3}
AREAS_API = "/arrangements/v1/postcode-areas"
AREAS_PAGE = "/arrangements/postcode-areas"
AREAS = "pc4,lat,lon\n1811,52.632,4.749"
PLACES: dict[Route, Need] = {
    ("GET", AREAS_API): Need(action=CaseAction.LIST_POSTCODES, gate=Gate.SOMEWHERE),
    ("PUT", AREAS_API): Need(
        action=CaseAction.LIST_POSTCODES, gate=Gate.SOMEWHERE, body={"list": AREAS}
    ),
    ("GET", AREAS_PAGE): Need(action=CaseAction.LIST_POSTCODES, gate=Gate.SOMEWHERE),
    ("POST", AREAS_PAGE): Need(
        action=CaseAction.LIST_POSTCODES, gate=Gate.SOMEWHERE, form={"list": AREAS}
    ),
    ("GET", f"{PLACEMENT_API}/provisions"): Need(action=CaseAction.FIND_PLACE, notes=True),
    ("GET", PLACES_API): Need(action=CaseAction.SEE_PLACES, gate=Gate.SOMEWHERE),
    ("POST", PLACES_API): Need(
        action=CaseAction.OFFER_PLACES, body={**SEATS, "unitId": "{unit}"}, unread=True
    ),
    ("POST", f"{PLACES_API}/{{provisionId}}/capacities"): Need(
        action=CaseAction.OFFER_PLACES, body={"capacity": 4}
    ),
    ("POST", f"{PLACES_API}/{{provisionId}}/starts"): Need(
        action=CaseAction.OFFER_PLACES, body={"startsOn": "2026-09-02"}
    ),
    ("GET", f"{PLACES_API}/gaps"): Need(action=CaseAction.SEE_PLACES, gate=Gate.SOMEWHERE),
    ("POST", "/arrangements/v1/cases/{caseId}/placements"): Need(
        action=CaseAction.FIND_PLACE, body={"kind": "observation"}, notes=True
    ),
    ("GET", "/arrangements/v1/cases/{caseId}/placements"): Need(
        action=CaseAction.SEE_PLACEMENT, notes=True
    ),
    ("GET", "/arrangements/v1/placements"): Need(
        action=CaseAction.FIND_PLACE, gate=Gate.SOME_LIST, shows="{placement}"
    ),
    ("GET", PLACEMENT_API): Need(action=CaseAction.SEE_PLACEMENT, notes=True),
    ("POST", f"{PLACEMENT_API}/seats"): Need(
        action=CaseAction.FIND_PLACE, body={"provisionId": "{provision}"}, notes=True
    ),
    ("POST", f"{PLACEMENT_API}/releases"): Need(action=CaseAction.FIND_PLACE, notes=True),
    ("POST", f"{PLACEMENT_API}/admissions"): Need(
        action=CaseAction.FIND_PLACE,
        body={"schoolId": "{nobody}", "fromDay": SOON, "decision": "brief"},
        notes=True,
    ),
    ("POST", f"{PLACEMENT_API}/enrolments"): Need(
        action=CaseAction.FIND_PLACE, body={"firstDay": "2026-09-02"}, notes=True
    ),
    ("POST", f"{PLACEMENT_API}/reviews"): Need(action=CaseAction.FIND_PLACE, notes=True),
    ("POST", f"{PLACEMENT_API}/returns"): Need(
        action=CaseAction.FIND_PLACE, body={"schoolId": "{nobody}", "fromDay": SOON}, notes=True
    ),
    ("POST", f"{PLACEMENT_API}/endings"): Need(
        action=CaseAction.FIND_PLACE, body={"reason": "not-needed"}, notes=True
    ),
    ("GET", PROVISION_PAGES): Need(action=CaseAction.SEE_PLACES, gate=Gate.SOMEWHERE),
    ("GET", f"{PROVISION_PAGES}/new"): Need(action=CaseAction.OFFER_PLACES, gate=Gate.SOMEWHERE),
    ("POST", PROVISION_PAGES): Need(action=CaseAction.OFFER_PLACES, gate=Gate.SOMEWHERE),
    ("GET", f"{PROVISION_PAGES}/{{provisionId}}"): Need(
        action=CaseAction.SEE_PLACES, gate=Gate.SOMEWHERE, refused=FORBIDDEN
    ),
    ("POST", f"{PROVISION_PAGES}/{{provisionId}}/capacities"): Need(
        action=CaseAction.OFFER_PLACES, form={"capacity": "4"}
    ),
    ("POST", f"{PROVISION_PAGES}/{{provisionId}}/starts"): Need(
        action=CaseAction.OFFER_PLACES, form={"starts_on": "2026-09-02"}
    ),
    ("GET", "/arrangements/placements"): Need(
        action=CaseAction.FIND_PLACE, gate=Gate.SOME_LIST, shows=GIVEN_NAME
    ),
    ("GET", "/arrangements/cases/{caseId}/placements"): Need(
        action=CaseAction.SEE_PLACEMENT, notes=True
    ),
    ("POST", "/arrangements/cases/{caseId}/placements"): Need(
        action=CaseAction.FIND_PLACE, form={"kind": "observation"}
    ),
    ("GET", PLACEMENT_PAGE): Need(action=CaseAction.SEE_PLACEMENT, notes=True),
    ("POST", f"{PLACEMENT_PAGE}/seats"): Need(
        action=CaseAction.FIND_PLACE, form={"provision_id": "{provision}"}
    ),
    ("POST", f"{PLACEMENT_PAGE}/releases"): Need(action=CaseAction.FIND_PLACE, form={}),
    ("POST", f"{PLACEMENT_PAGE}/admissions"): Need(
        action=CaseAction.FIND_PLACE,
        form={"school_id": "{nobody}", "from_day": SOON, "decision": "brief"},
    ),
    ("POST", f"{PLACEMENT_PAGE}/enrolments"): Need(
        action=CaseAction.FIND_PLACE, form={"first_day": "2026-09-02"}
    ),
    ("POST", f"{PLACEMENT_PAGE}/reviews"): Need(action=CaseAction.FIND_PLACE, form={}),
    ("POST", f"{PLACEMENT_PAGE}/returns"): Need(
        action=CaseAction.FIND_PLACE, form={"school_id": "{nobody}", "from_day": SOON}
    ),
    ("POST", f"{PLACEMENT_PAGE}/endings"): Need(
        action=CaseAction.FIND_PLACE, form={"reason": "not-needed"}
    ),
}
TRANSITION_API = "/arrangements/v1/transitions/{transitionId}"
TRANSITION_PAGE = "/arrangements/transitions/{transitionId}"
TRAVELS = {"toName": "College De Brug", "parts": ["help"], "summary": "Rustig beginnen."}
TYPED = {"to_name": "College De Brug", "parts": "help", "summary": "Rustig beginnen."}
GOING_ON: dict[Route, Need] = {
    ("POST", "/arrangements/v1/cases/{caseId}/transitions"): Need(
        action=CaseAction.PREPARE_TRANSITION,
        body={**TRAVELS, "stage": "to-secondary", "firstDay": SOON},
        notes=True,
    ),
    ("GET", "/arrangements/v1/transitions"): Need(
        action=CaseAction.SEE_TRANSITION, gate=Gate.SOME_LIST, shows="{transition}"
    ),
    ("GET", TRANSITION_API): Need(action=CaseAction.SEE_TRANSITION, notes=True),
    ("POST", f"{TRANSITION_API}/contents"): Need(
        action=CaseAction.PREPARE_TRANSITION, body=TRAVELS, notes=True
    ),
    ("POST", f"{TRANSITION_API}/first-days"): Need(
        action=CaseAction.PREPARE_TRANSITION,
        body={"firstDay": SOON, "reason": "De school begint later."},
        notes=True,
    ),
    ("POST", f"{TRANSITION_API}/answers"): Need(
        action=CaseAction.ANSWER_TRANSITION, body={"revision": 1, "isGiven": True}, notes=True
    ),
    ("POST", f"{TRANSITION_API}/offers"): Need(action=CaseAction.PREPARE_TRANSITION, notes=True),
    ("POST", f"{TRANSITION_API}/acceptances"): Need(
        action=CaseAction.RECEIVE_TRANSITION, body={"words": "Mail van 1 juni"}, notes=True
    ),
    ("POST", f"{TRANSITION_API}/refusals"): Need(
        action=CaseAction.RECEIVE_TRANSITION, body={"reason": "Wij zijn vol."}, notes=True
    ),
    ("POST", f"{TRANSITION_API}/endings"): Need(
        action=CaseAction.PREPARE_TRANSITION, body={"reason": "not-needed"}, notes=True
    ),
    ("GET", "/arrangements/transitions"): Need(
        action=CaseAction.SEE_TRANSITION, gate=Gate.SOME_LIST, shows=GIVEN_NAME
    ),
    ("GET", "/arrangements/cases/{caseId}/transitions/new"): Need(
        action=CaseAction.PREPARE_TRANSITION, notes=True
    ),
    ("POST", "/arrangements/cases/{caseId}/transitions"): Need(
        action=CaseAction.PREPARE_TRANSITION,
        form={**TYPED, "stage": "to-secondary", "first_day": SOON},
    ),
    ("GET", TRANSITION_PAGE): Need(action=CaseAction.SEE_TRANSITION, notes=True),
    ("POST", f"{TRANSITION_PAGE}/contents"): Need(action=CaseAction.PREPARE_TRANSITION, form=TYPED),
    ("GET", f"{TRANSITION_PAGE}/first-days/new"): Need(
        action=CaseAction.PREPARE_TRANSITION, notes=True
    ),
    ("POST", f"{TRANSITION_PAGE}/first-days"): Need(
        action=CaseAction.PREPARE_TRANSITION,
        form={"first_day": SOON, "reason": "De school begint later."},
    ),
    ("POST", f"{TRANSITION_PAGE}/answers"): Need(
        action=CaseAction.ANSWER_TRANSITION, form={"revision": "1", "is_given": "true"}
    ),
    ("POST", f"{TRANSITION_PAGE}/offers"): Need(action=CaseAction.PREPARE_TRANSITION, form={}),
    ("POST", f"{TRANSITION_PAGE}/acceptances"): Need(
        action=CaseAction.RECEIVE_TRANSITION, form={"words": "Mail van 1 juni"}
    ),
    ("POST", f"{TRANSITION_PAGE}/refusals"): Need(
        action=CaseAction.RECEIVE_TRANSITION, form={"reason": "Wij zijn vol."}
    ),
    ("POST", f"{TRANSITION_PAGE}/endings"): Need(
        action=CaseAction.PREPARE_TRANSITION, form={"ending": "not-needed"}
    ),
}
HELPERS_API, HELPERS_PAGES = "/arrangements/v1/helpers", "/arrangements/helpers"
ABLE = {"expertise": ["autism"], "employment": "alliance", "hours": 8}
PEOPLE: dict[Route, Need] = {
    ("GET", HELPERS_API): Need(action=CaseAction.FIND_HELPERS, gate=Gate.SOMEWHERE),
    ("POST", f"{HELPERS_API}/own-profiles"): Need(
        action=CaseAction.KEEP_PROFILE, gate=Gate.SOMEWHERE, body=ABLE
    ),
    ("GET", HELPERS_PAGES): Need(action=CaseAction.FIND_HELPERS, gate=Gate.SOMEWHERE),
    ("GET", f"{HELPERS_PAGES}/own-profile"): Need(
        action=CaseAction.KEEP_PROFILE, gate=Gate.SOMEWHERE
    ),
    ("POST", f"{HELPERS_PAGES}/own-profile"): Need(
        action=CaseAction.KEEP_PROFILE,
        gate=Gate.SOMEWHERE,
        form={"expertise": "autism", "languages": "nl", "employment": "alliance", "hours": "8"},
    ),
}
OWN_HELP_API, OWN_HELP_PAGES = "/arrangements/v1/own-help", "/arrangements/own-help"
LIMITS_API = "/arrangements/v1/arranging-limits"
ARRANGED = {"kind": "group", "description": "Samen lezen.", "startedOn": EARLIER, "children": 4}
OWN_HELP: dict[Route, Need] = {
    ("GET", OWN_HELP_API): Need(
        action=CaseAction.SEE_OWN_HELP,
        gate=Gate.SOME_LIST,
        query="schoolYear=2026",
        shows="{own-help}",
    ),
    ("POST", OWN_HELP_API): Need(
        action=CaseAction.REGISTER_OWN_HELP, gate=Gate.SOMEWHERE, body=ARRANGED
    ),
    ("POST", f"{OWN_HELP_API}/{{ownHelpId}}/withdrawals"): Need(
        action=CaseAction.REGISTER_OWN_HELP
    ),
    ("GET", LIMITS_API): Need(action=CaseAction.SEE_OWN_HELP, gate=Gate.SOMEWHERE),
    ("POST", LIMITS_API): Need(
        action=CaseAction.SET_ARRANGING_LIMIT,
        gate=Gate.SOMEWHERE,
        body={"limitCents": 1, "validFrom": SOON, "source": "Besluit"},
    ),
    ("GET", OWN_HELP_PAGES): Need(action=CaseAction.SEE_OWN_HELP, gate=Gate.SOMEWHERE),
    ("POST", OWN_HELP_PAGES): Need(
        action=CaseAction.REGISTER_OWN_HELP,
        gate=Gate.SOMEWHERE,
        form={
            "kind": "group",
            "description": "Samen lezen.",
            "started_on": EARLIER,
            "children": "4",
        },
    ),
    ("POST", f"{OWN_HELP_PAGES}/{{ownHelpId}}/withdrawals"): Need(
        action=CaseAction.REGISTER_OWN_HELP
    ),
    ("GET", f"{OWN_HELP_PAGES}/limits"): Need(action=CaseAction.SEE_OWN_HELP, gate=Gate.SOMEWHERE),
    ("POST", f"{OWN_HELP_PAGES}/limits"): Need(
        action=CaseAction.SET_ARRANGING_LIMIT,
        gate=Gate.SOMEWHERE,
        form={"of": "all", "limit": "1", "valid_from": SOON, "source": "Besluit"},
    ),
}
YEAR_OF_HELP = school_year_of(date.fromisoformat(SOON))
MONEY_API, MONEY_PAGES = "/arrangements/v1", "/arrangements/money"
CENTS = {"amountCents": 1}
YEAR = {"schoolYear": 2026}
OTHERS_PAY = {"payer": "municipality", "decision": "awaited"}
NO_MONEY = {"reason": "no-money", "note": "Bel het steunpunt."}
MANDATE = {"role": "unit-coordinator", "validFrom": SOON, "source": "Besluit"}
_HELP, _ASKED = "arrangements/{arrangementId}", "{moneyRequestId}"
MONEY: dict[Route, Need] = {
    ("GET", f"{MONEY_API}/budgets"): Need(
        action=CaseAction.SEE_BUDGET,
        gate=Gate.SOME_LIST,
        query=f"schoolYear={YEAR_OF_HELP}",
        shows="{budget}",
    ),
    ("GET", f"{MONEY_API}/budgets/{{budgetId}}/entries"): Need(action=CaseAction.SEE_BUDGET),
    ("GET", f"{MONEY_API}/budgets/{{budgetId}}/other-payers"): Need(action=CaseAction.SEE_BUDGET),
    ("POST", f"{MONEY_API}/budget-allocations"): Need(
        action=CaseAction.GIVE_BUDGET, body={**CENTS, **YEAR, "unitId": "{unit}"}, unread=True
    ),
    ("POST", f"{MONEY_API}/budget-transfers"): Need(
        action=CaseAction.GIVE_BUDGET, body={**CENTS, **YEAR, "toUnitId": "{unit}"}, unread=True
    ),
    ("POST", f"{MONEY_API}/budget-entries/{{entryId}}/reversals"): Need(
        action=CaseAction.GIVE_BUDGET
    ),
    ("GET", f"{MONEY_API}/mandates"): Need(action=CaseAction.SEE_BUDGET, gate=Gate.SOMEWHERE),
    ("POST", f"{MONEY_API}/terms/{{rule}}/versions"): Need(
        action=CaseAction.MANAGE_TERMS, gate=Gate.SOMEWHERE, refused=FORBIDDEN, body=VERSION
    ),
    ("POST", "/arrangements/terms/{rule}"): Need(
        action=CaseAction.MANAGE_TERMS, gate=Gate.SOMEWHERE, refused=FORBIDDEN
    ),
    ("POST", f"{MONEY_API}/mandates"): Need(
        action=CaseAction.SET_MANDATE, gate=Gate.SOMEWHERE, body=MANDATE
    ),
    ("GET", f"{MONEY_API}/{_HELP}/money"): Need(action=CaseAction.SEE_BUDGET, notes=True),
    ("POST", f"{MONEY_API}/{_HELP}/money-requests"): Need(
        action=CaseAction.ASK_MONEY, body=CENTS, notes=True
    ),
    ("POST", f"{MONEY_API}/{_HELP}/payments"): Need(
        action=CaseAction.ASK_MONEY, body=CENTS, notes=True
    ),
    ("POST", f"{MONEY_API}/{_HELP}/releases"): Need(
        action=CaseAction.ASK_MONEY, body=CENTS, notes=True
    ),
    ("POST", f"{MONEY_API}/{_HELP}/other-payers"): Need(
        action=CaseAction.ASK_MONEY, body=OTHERS_PAY
    ),
    ("GET", f"{MONEY_API}/money-requests"): Need(
        action=CaseAction.SEE_BUDGET, gate=Gate.SOME_LIST, shows="{money-request}"
    ),
    ("POST", f"{MONEY_API}/money-requests/{_ASKED}/grants"): Need(action=CaseAction.DECIDE_MONEY),
    ("POST", f"{MONEY_API}/money-requests/{_ASKED}/refusals"): Need(
        action=CaseAction.DECIDE_MONEY, body=NO_MONEY
    ),
    ("POST", f"{MONEY_API}/money-requests/{_ASKED}/withdrawals"): Need(action=CaseAction.ASK_MONEY),
    ("GET", MONEY_PAGES): Need(
        action=CaseAction.SEE_BUDGET, gate=Gate.SOME_LIST, shows="{money-request}"
    ),
    ("GET", f"{MONEY_PAGES}/export"): Need(action=CaseAction.SEE_BUDGET, gate=Gate.SOMEWHERE),
    ("GET", f"{MONEY_API}/tlv-costs"): Need(action=CaseAction.SEE_TLV_COSTS, gate=Gate.SOMEWHERE),
    ("GET", f"{MONEY_PAGES}/tlv-costs"): Need(action=CaseAction.SEE_TLV_COSTS, gate=Gate.SOMEWHERE),
    ("GET", f"{MONEY_PAGES}/tlv-costs/export"): Need(
        action=CaseAction.SEE_TLV_COSTS, gate=Gate.SOMEWHERE
    ),
    ("POST", f"{MONEY_PAGES}/allocations"): Need(
        action=CaseAction.GIVE_BUDGET,
        form={"unit": "{unit}", "school_year": "2026", "amount": "1"},
        unread=True,
    ),
    ("POST", f"{MONEY_PAGES}/transfers"): Need(
        action=CaseAction.GIVE_BUDGET,
        form={"from_unit": "alliance", "to_unit": "{unit}", "school_year": "2026", "moved": "1"},
        unread=True,
    ),
    ("GET", f"{MONEY_PAGES}/budgets/{{budgetId}}"): Need(action=CaseAction.SEE_BUDGET),
    ("POST", f"{MONEY_PAGES}/budgets/{{budgetId}}/entries/{{entryId}}/reversals"): Need(
        action=CaseAction.GIVE_BUDGET
    ),
    ("GET", f"{MONEY_PAGES}/mandates"): Need(action=CaseAction.SEE_BUDGET, gate=Gate.SOMEWHERE),
    ("POST", f"{MONEY_PAGES}/mandates"): Need(
        action=CaseAction.SET_MANDATE,
        gate=Gate.SOMEWHERE,
        form={"role": "unit-coordinator", "valid_from": SOON, "source": "Besluit"},
    ),
    ("GET", f"{MONEY_PAGES}/{_HELP}"): Need(action=CaseAction.SEE_BUDGET, notes=True),
    ("POST", f"{MONEY_PAGES}/{_HELP}/requests"): Need(
        action=CaseAction.ASK_MONEY, form={"asked": "1"}
    ),
    ("POST", f"{MONEY_PAGES}/{_HELP}/payments"): Need(
        action=CaseAction.ASK_MONEY, form={"spent": "1"}
    ),
    ("POST", f"{MONEY_PAGES}/{_HELP}/releases"): Need(
        action=CaseAction.ASK_MONEY, form={"released": "1"}
    ),
    ("POST", f"{MONEY_PAGES}/{_HELP}/other-payers"): Need(
        action=CaseAction.ASK_MONEY, form=OTHERS_PAY
    ),
    ("GET", f"{MONEY_PAGES}/requests/{_ASKED}"): Need(action=CaseAction.SEE_BUDGET, notes=True),
    ("POST", f"{MONEY_PAGES}/requests/{_ASKED}/grants"): Need(action=CaseAction.DECIDE_MONEY),
    ("POST", f"{MONEY_PAGES}/requests/{_ASKED}/refusals"): Need(
        action=CaseAction.DECIDE_MONEY, form=NO_MONEY
    ),
    ("POST", f"{MONEY_PAGES}/requests/{_ASKED}/withdrawals"): Need(action=CaseAction.ASK_MONEY),
}
SAID_OF_OPP: dict[str, object] = {
    "on": "2026-08-01",
    "channel": "itself",
    "said": "x",
    "influence": "y",
}
TALK: dict[str, object] = {"on": "2026-08-01", "parentsCame": True}
CONSENT: dict[str, object] = {"revision": 1, "isGiven": True}
LOOKED_BACK: dict[str, object] = {
    "on": "2026-08-01",
    "talk": TALK,
    "hearing": SAID_OF_OPP,
    "outcome": "go-on",
}
OF_OPP = "/arrangements/v1/cases/{caseId}/opp"
OPP_PAGE = "/arrangements/cases/{caseId}/opp"
SEEN_PARTS = ("confirm_a", "confirm_b", "confirm_c", "confirm_d")
WRITES_OPP, ANSWERS_OPP = CaseAction.WRITE_OPP, CaseAction.ANSWER_OPP
OPP: dict[Route, Need] = {
    ("POST", OF_OPP): Need(action=WRITES_OPP),
    ("GET", OF_OPP): Need(action=CaseAction.SEE_OPP, notes=True),
    ("PUT", f"{OF_OPP}/draft"): Need(action=WRITES_OPP, body={"support": "x"}, notes=True),
    ("POST", f"{OF_OPP}/imports"): Need(action=WRITES_OPP, body={"support": "x"}, notes=True),
    ("POST", f"{OF_OPP}/files"): Need(
        action=WRITES_OPP, form={"title": "Plan"}, file=True, notes=True
    ),
    ("GET", f"{OF_OPP}/files/{{documentId}}"): Need(action=WRITES_OPP, notes=True),
    ("POST", f"{OF_OPP}/hearings"): Need(action=WRITES_OPP, body=SAID_OF_OPP, notes=True),
    ("POST", f"{OF_OPP}/talks"): Need(action=WRITES_OPP, body=TALK, notes=True),
    ("POST", f"{OF_OPP}/consents"): Need(action=ANSWERS_OPP, body=CONSENT),
    ("POST", f"{OF_OPP}/establishments"): Need(action=WRITES_OPP),
    ("POST", f"{OF_OPP}/evaluations"): Need(action=WRITES_OPP, body=LOOKED_BACK),
    ("POST", f"{OF_OPP}/adjustments"): Need(action=WRITES_OPP),
    ("POST", f"{OF_OPP}/endings"): Need(action=WRITES_OPP, body={"reason": "goal-reached"}),
    ("POST", f"{OF_OPP}/records"): Need(action=WRITES_OPP, body={"done": "child-told"}),
    ("POST", f"{OF_OPP}/disputes"): Need(action=ANSWERS_OPP, notes=True),
    ("POST", f"{OF_OPP}/disputes/advice"): Need(
        action=WRITES_OPP, body={"advice": "partly"}, notes=True
    ),
    ("PUT", "/arrangements/v1/units/{unitId}/opp-gate"): Need(
        action=CaseAction.SET_OPP_GATE, body={"asksPartB": False}, unread=True
    ),
    ("GET", "/arrangements/opps/{oppId}"): Need(action=CaseAction.SEE_OPP),
    ("GET", OPP_PAGE): Need(action=CaseAction.SEE_OPP, notes=True),
    ("POST", OPP_PAGE): Need(action=WRITES_OPP, form={}),
    ("POST", f"{OPP_PAGE}/establishments"): Need(action=WRITES_OPP, form={}),
    ("POST", f"{OPP_PAGE}/adjustments"): Need(action=WRITES_OPP, form={}),
    ("POST", f"{OPP_PAGE}/records"): Need(action=WRITES_OPP, form={"done": "child-told"}),
    ("POST", f"{OPP_PAGE}/endings"): Need(action=WRITES_OPP, form={"reason": "goal-reached"}),
    ("POST", f"{OPP_PAGE}/disputes"): Need(action=ANSWERS_OPP, form={}),
    ("GET", f"{OPP_PAGE}/draft"): Need(action=WRITES_OPP, notes=True),
    ("POST", f"{OPP_PAGE}/draft"): Need(action=WRITES_OPP, form={"support": "x"}),
    ("GET", f"{OPP_PAGE}/files/new"): Need(action=WRITES_OPP, notes=True),
    ("POST", f"{OPP_PAGE}/files"): Need(action=WRITES_OPP, file=True),
    ("GET", f"{OPP_PAGE}/files/{{documentId}}"): Need(action=WRITES_OPP, notes=True),
    ("POST", f"{OPP_PAGE}/files/{{documentId}}"): Need(
        action=WRITES_OPP, form={"support": "x", **dict.fromkeys(SEEN_PARTS, "true")}
    ),
    ("GET", f"{OPP_PAGE}/hearing"): Need(action=WRITES_OPP, notes=True),
    ("POST", f"{OPP_PAGE}/hearing"): Need(
        action=WRITES_OPP,
        form={"on": "2026-08-01", "channel": "itself", "said": "x", "influence": "y"},
    ),
    ("GET", f"{OPP_PAGE}/talk"): Need(action=WRITES_OPP, notes=True),
    ("POST", f"{OPP_PAGE}/talk"): Need(
        action=WRITES_OPP, form={"on": "2026-08-01", "parents_came": "true"}
    ),
    ("GET", f"{OPP_PAGE}/consent"): Need(action=ANSWERS_OPP, notes=True),
    ("POST", f"{OPP_PAGE}/consent"): Need(
        action=ANSWERS_OPP, form={"revision": "1", "is_given": "true"}
    ),
    ("GET", f"{OPP_PAGE}/evaluation"): Need(action=WRITES_OPP, notes=True),
    ("POST", f"{OPP_PAGE}/evaluation"): Need(
        action=WRITES_OPP,
        form={
            "on": "2026-08-01",
            "parents_came": "true",
            "note": "x",
            "channel": "itself",
            "said": "x",
            "influence": "y",
            "outcome": "go-on",
        },
    ),
}
"""The routes of a school's plan for a child."""
PERSPECTIVE_FORM = {
    "base_version": "0",
    "own_words": "x",
    "told_by": "child",
    "now": "y",
    **dict.fromkeys(("education_not_needed", "care_not_needed", "home_not_needed"), "z"),
    "goals.a1.whom": "home",
    "goals.a1.text": "x",
    "goals.a1.seen_by": "y",
}
POSITION_FORM = {"party": "child", "version": "1", "view": "agrees"}
SAID_FORM = {"changed": "yes", "what": "x"}
PAGE_OF = "/arrangements/cases/{caseId}/perspective"
VOICE_PAGE = "/arrangements/voices/{voiceId}"
CHILD_PAGES: dict[Route, Need] = {
    ("GET", "/arrangements/perspectives/{perspectiveId}"): Need(action=CaseAction.SEE_PERSPECTIVE),
    ("GET", PAGE_OF): Need(action=CaseAction.SEE_PERSPECTIVE, notes=True),
    ("GET", f"{PAGE_OF}/edit"): Need(action=CaseAction.WRITE_PERSPECTIVE, notes=True),
    ("POST", PAGE_OF): Need(action=CaseAction.WRITE_PERSPECTIVE, form=PERSPECTIVE_FORM),
    ("POST", f"{PAGE_OF}/positions"): Need(action=CaseAction.TAKE_POSITION, form=POSITION_FORM),
    ("POST", f"{PAGE_OF}/phases"): Need(
        action=CaseAction.STEER_PERSPECTIVE, form={"phase": "plan"}
    ),
    ("POST", f"{PAGE_OF}/transfers"): Need(
        action=CaseAction.STEER_PERSPECTIVE, form={"on": "2026-08-01"}
    ),
    ("POST", f"{PAGE_OF}/transfer-checks"): Need(
        action=CaseAction.STEER_PERSPECTIVE, form={"outcome": "realised"}
    ),
    ("GET", "/arrangements/voice"): Need(action=CaseAction.SPEAK, gate=Gate.SOMEWHERE),
    ("GET", "/arrangements/cases/{caseId}/voices"): Need(action=CaseAction.SEE_VOICE, notes=True),
    ("POST", "/arrangements/cases/{caseId}/voices"): Need(
        action=CaseAction.WORK_ON_VOICE, form={"moment": "evaluating"}
    ),
    ("GET", VOICE_PAGE): Need(action=CaseAction.SEE_VOICE, notes=True),
    ("GET", f"{VOICE_PAGE}/say"): Need(action=CaseAction.SPEAK, notes=True),
    ("POST", f"{VOICE_PAGE}/answers"): Need(
        action=CaseAction.SPEAK, form={"statement": "1", "face": "4"}
    ),
    ("POST", f"{VOICE_PAGE}/words"): Need(action=CaseAction.SPEAK, form={"words": "x"}),
    ("POST", f"{VOICE_PAGE}/hearings"): Need(
        action=CaseAction.SPEAK, form={"channel": "itself", "beside": "parent"}
    ),
    ("POST", f"{VOICE_PAGE}/audiences"): Need(action=CaseAction.SHARE_VOICE),
    ("POST", f"{VOICE_PAGE}/waivers"): Need(
        action=CaseAction.WORK_ON_VOICE, form={"reason": "declined", "explanation": "x"}
    ),
    ("POST", f"{VOICE_PAGE}/influences"): Need(action=CaseAction.WORK_ON_VOICE, form=SAID_FORM),
    ("POST", f"{VOICE_PAGE}/feedbacks"): Need(
        action=CaseAction.WORK_ON_VOICE, form={"told_on": "2026-08-01", "feedback": "x"}
    ),
    ("POST", f"{VOICE_PAGE}/visits"): Need(
        action=CaseAction.WORK_ON_VOICE, form={"on": "2026-08-01"}
    ),
}
SESSION_ROW = {"first_on": LATER, "until": LATER}
GIVING = "/arrangements/sessions"
SKIPPED = {"step": "help-measures", "why": "urgent"}
MEASURES_FORM = {"measure_1": "x", "whom_1": "home", "goal_1": "y"}
MEASURES_BODY: dict[str, object] = {"measures": [{"text": "x", "whom": "home", "goal": "y"}]}
GROUP_OF_HELP = {"name": "Rekenen", "goals": ["Durven"], "startsOn": SOON, "endsOn": LATER}
GROUP_FORM = {"name": "Rekenen", "goals": "Durven", "starts_on": SOON, "ends_on": LATER}
GROUPS_API, GROUP_PAGES = "/arrangements/v1/help-groups", "/arrangements/help-groups"
HELP_API = f"/arrangements/v1{HELP_PAGE.removeprefix('/arrangements')}"
RUNS = CaseAction.RUN_GROUPS
HELP_GROUPS: dict[Route, Need] = {
    ("GET", GROUPS_API): Need(action=RUNS, gate=Gate.SOME_LIST, shows="{help-group}"),
    ("POST", GROUPS_API): Need(
        action=RUNS, body={**GROUP_OF_HELP, "unitId": "{unit}"}, unread=True
    ),
    ("GET", f"{GROUPS_API}/{{helpGroupId}}"): Need(action=RUNS),
    ("POST", f"{GROUPS_API}/{{helpGroupId}}/sessions"): Need(action=RUNS, body=_json(SESSION_ROW)),
    ("POST", f"{GROUPS_API}/{{helpGroupId}}/evaluations"): Need(
        action=RUNS, body={"evaluatedOn": TODAY, "works": "yes", "words": "x"}
    ),
    ("POST", f"{GROUPS_API}/{{helpGroupId}}/records"): Need(
        action=CaseAction.GIVE_HELP, gate=Gate.SOMEWHERE, refused=FORBIDDEN, body={"on": TODAY}
    ),
    ("POST", f"{GROUPS_API}/{{helpGroupId}}/changes"): Need(
        action=RUNS, body={"name": "x", "goals": ["y"], "endsOn": LATER, "places": 9}
    ),
    ("POST", f"{GROUPS_API}/{{helpGroupId}}/closures"): Need(
        action=RUNS, body={"closedOn": LATER, "reason": "other"}
    ),
    ("POST", f"{GROUP_PAGES}/{{helpGroupId}}/changes"): Need(
        action=RUNS, form={"name": "x", "goals": "y", "ends_on": LATER, "places": "9"}
    ),
    ("POST", f"{GROUP_PAGES}/{{helpGroupId}}/closures"): Need(
        action=RUNS, form={"closed_on": LATER, "why_closed": "other"}
    ),
    ("POST", f"{GROUPS_API}/{{helpGroupId}}/session-moves"): Need(
        action=RUNS, body={"on": SOON, "to": LATER}
    ),
    ("POST", f"{GROUPS_API}/{{helpGroupId}}/session-cancellations"): Need(
        action=RUNS, body={"on": SOON, "reason": "holiday"}
    ),
    ("POST", f"{GROUP_PAGES}/{{helpGroupId}}/session-moves"): Need(
        action=RUNS, form={"day_to_move": SOON, "to": LATER}
    ),
    ("POST", f"{GROUP_PAGES}/{{helpGroupId}}/session-cancellations"): Need(
        action=RUNS, form={"day_to_call_off": SOON, "why_called_off": "holiday"}
    ),
    ("GET", f"{HELP_API}/groups"): Need(action=CaseAction.SEE, notes=True),
    ("POST", f"{HELP_API}/group-joins"): Need(
        action=CaseAction.WORK, body={"helpGroupId": "{help-group}", "joinedOn": SOON}
    ),
    ("POST", f"{HELP_API}/group-leaves"): Need(action=CaseAction.WORK, body={"leftOn": TODAY}),
    ("GET", GROUP_PAGES): Need(action=RUNS, gate=Gate.SOMEWHERE),
    ("POST", GROUP_PAGES): Need(action=RUNS, gate=Gate.SOMEWHERE, form=GROUP_FORM),
    ("GET", f"{GROUP_PAGES}/{{helpGroupId}}"): Need(action=RUNS),
    ("POST", f"{GROUP_PAGES}/{{helpGroupId}}/sessions"): Need(action=RUNS, form=SESSION_ROW),
    ("POST", f"{GROUP_PAGES}/{{helpGroupId}}/evaluations"): Need(
        action=RUNS, form={"evaluated_on": TODAY, "works": "yes", "words": "x"}
    ),
    ("POST", f"{GROUP_PAGES}/{{helpGroupId}}/records"): Need(
        action=CaseAction.GIVE_HELP,
        gate=Gate.SOMEWHERE,
        refused=FORBIDDEN,
        form={"on": TODAY, "word": "given"},
    ),
    ("POST", f"{HELP_PAGE}/group-joins"): Need(
        action=CaseAction.WORK, form={"group_id": "{help-group}", "joined_on": SOON}
    ),
    ("POST", f"{HELP_PAGE}/group-leaves"): Need(action=CaseAction.WORK, form={"left_on": TODAY}),
}
"""The routes of groups of help."""
RECIPE = {"name": "x", "need": "material", "level": 1, "measures": ["x"], "weeks": 1}
RECIPE_FORM = {"name": "x", "need": "material", "level": "1", "measures": "x", "weeks": "1"}
RECIPES: dict[Route, Need] = {
    ("GET", "/arrangements/v1/recipes"): Need(action=CaseAction.FIND_RECIPES, gate=Gate.SOMEWHERE),
    ("POST", f"{HELP_API}/recipes"): Need(action=CaseAction.WORK, body=RECIPE),
    ("GET", "/arrangements/recipes"): Need(action=CaseAction.FIND_RECIPES, gate=Gate.SOMEWHERE),
    ("POST", f"{HELP_PAGE}/recipes"): Need(action=CaseAction.WORK, form=RECIPE_FORM),
}
"""The routes of what helped others."""
SESSIONS: dict[Route, Need] = {
    ("GET", GIVING): Need(action=CaseAction.GIVE_HELP, gate=Gate.SOMEWHERE),
    ("POST", f"{GIVING}/{{sessionId}}/records"): Need(
        action=CaseAction.GIVE_HELP, form={"word": "given"}
    ),
    ("POST", f"{HELP_PAGE}/sessions"): Need(action=CaseAction.GIVE_HELP, form=SESSION_ROW),
    ("POST", f"{HELP_PAGE}/session-moves"): Need(
        action=CaseAction.GIVE_HELP, form={"session_to_move": "{session}", "to": LATER}
    ),
    ("POST", f"{HELP_PAGE}/session-cancellations"): Need(
        action=CaseAction.GIVE_HELP,
        form={"session_to_call_off": "{session}", "why_called_off": "holiday"},
    ),
    ("POST", f"{HELP_API}/session-moves"): Need(
        action=CaseAction.GIVE_HELP, body={"sessionId": "{session}", "to": LATER}
    ),
    ("POST", f"{HELP_API}/session-cancellations"): Need(
        action=CaseAction.GIVE_HELP, body={"sessionId": "{session}", "reason": "holiday"}
    ),
    ("POST", f"{HELP_PAGE}/skipped-steps"): Need(
        action=CaseAction.WORK, form=SKIPPED | {"skip_words": "x"}
    ),
    ("POST", f"/arrangements/v1{HELP_PAGE.removeprefix('/arrangements')}/skipped-steps"): Need(
        action=CaseAction.WORK, body=SKIPPED | {"words": "x"}, notes=True
    ),
    ("GET", f"{HELP_PAGE}/measures/new"): Need(action=CaseAction.WORK, notes=True),
    ("POST", f"{HELP_PAGE}/measures"): Need(action=CaseAction.WORK, form=MEASURES_FORM),
    ("GET", f"/arrangements/v1{HELP_PAGE.removeprefix('/arrangements')}/measures"): Need(
        action=CaseAction.READ_TEXT, notes=True
    ),
    ("POST", f"/arrangements/v1{HELP_PAGE.removeprefix('/arrangements')}/measures"): Need(
        action=CaseAction.WORK, body=MEASURES_BODY, notes=True
    ),
    ("GET", "/arrangements/help-questions/{questionId}"): Need(
        action=CaseAction.ANSWER_QUESTION, gate=Gate.SOMEWHERE, refused=FORBIDDEN
    ),
    ("POST", "/arrangements/help-questions/{questionId}/answers"): Need(
        action=CaseAction.ANSWER_QUESTION,
        gate=Gate.SOMEWHERE,
        refused=FORBIDDEN,
        form={"helped_in_class": "4"},
    ),
    ("POST", "/arrangements/v1/help-questions/{questionId}/answers"): Need(
        action=CaseAction.ANSWER_QUESTION,
        gate=Gate.SOMEWHERE,
        refused=FORBIDDEN,
        body={"helpedInClass": 4},
    ),
    ("GET", f"/arrangements/v1{HELP_PAGE.removeprefix('/arrangements')}/questions"): Need(
        action=CaseAction.SEE, notes=True
    ),
    ("GET", "/arrangements/v1/sessions"): Need(action=CaseAction.GIVE_HELP, gate=Gate.SOMEWHERE),
    ("POST", "/arrangements/v1/sessions/{sessionId}/records"): Need(
        action=CaseAction.GIVE_HELP, body={"missed": "moved"}, notes=True
    ),
    ("GET", f"/arrangements/v1{HELP_PAGE.removeprefix('/arrangements')}/sessions"): Need(
        action=CaseAction.SEE, notes=True
    ),
    ("POST", f"/arrangements/v1{HELP_PAGE.removeprefix('/arrangements')}/sessions"): Need(
        action=CaseAction.GIVE_HELP, body=_json(SESSION_ROW), notes=True
    ),
}
_SUBJECT = "Een rustige plek in de pauze"
WHEN_WE_MEET: dict[str, object] = {
    "on": "2126-09-21",
    "time": "14:30",
    "placeName": "De Wissel",
    "placeAddress": "Dijk 2",
}
WHEN_FORM = {"on": "2126-09-21", "time": "14:30", "place_name": "x", "place_address": "y"}
OF_MEETING = "/arrangements/v1/meetings/{meetingId}"
MEETING_PAGE = "/arrangements/meetings/{meetingId}"
LEADS, BESIDE = CaseAction.WORK_ON_MEETING, CaseAction.READ_WITH_CHILD
MEETINGS: dict[Route, Need] = {
    ("GET", "/arrangements/v1/cases/{caseId}/meetings"): Need(
        action=CaseAction.SEE_MEETING, notes=True
    ),
    ("POST", "/arrangements/v1/cases/{caseId}/meetings"): Need(
        action=LEADS, body={**WHEN_WE_MEET, "subject": _SUBJECT}, notes=True
    ),
    ("GET", OF_MEETING): Need(action=CaseAction.SEE_MEETING, notes=True),
    ("POST", f"{OF_MEETING}/points"): Need(
        action=CaseAction.ADD_TO_AGENDA, body={"text": "x"}, notes=True
    ),
    ("POST", f"{OF_MEETING}/declines"): Need(action=CaseAction.ADD_TO_AGENDA, body={"place": 1}),
    ("POST", f"{OF_MEETING}/kept-days"): Need(action=LEADS, body={"because": "x"}),
    ("GET", f"{OF_MEETING}/child"): Need(action=BESIDE, notes=True),
    ("POST", f"{OF_MEETING}/child/declines"): Need(
        action=CaseAction.DECLINE_AS_CHILD, body={"wish": "cant-come"}, notes=True
    ),
    ("POST", f"{OF_MEETING}/child/points"): Need(action=BESIDE, body={"text": "x"}, notes=True),
    ("POST", f"{OF_MEETING}/papers"): Need(
        action=LEADS, body={"documentId": "{document}"}, notes=True
    ),
    ("POST", f"{OF_MEETING}/agreements"): Need(
        action=LEADS, body={"what": "x", "doer": "school", "by": "2126-09-21"}, notes=True
    ),
    ("POST", f"{OF_MEETING}/agreements/{{number}}/settlements"): Need(
        action=LEADS, body={"done": True}
    ),
    ("POST", f"{OF_MEETING}/moves"): Need(
        action=LEADS, body={**WHEN_WE_MEET, "because": "x"}, notes=True
    ),
    ("POST", f"{OF_MEETING}/cancellations"): Need(action=LEADS, body={"because": "x"}, notes=True),
    ("POST", f"{OF_MEETING}/notes"): Need(action=LEADS, body={"decision": "x"}, notes=True),
    ("POST", f"{OF_MEETING}/records"): Need(action=LEADS, body={"decision": "x"}),
    ("GET", "/arrangements/cases/{caseId}/meetings"): Need(
        action=CaseAction.SEE_MEETING, notes=True
    ),
    ("GET", "/arrangements/cases/{caseId}/meetings/new"): Need(action=LEADS, notes=True),
    ("POST", "/arrangements/cases/{caseId}/meetings"): Need(
        action=LEADS, form={**WHEN_FORM, "subject": _SUBJECT}
    ),
    ("GET", MEETING_PAGE): Need(action=CaseAction.SEE_MEETING, notes=True),
    ("POST", f"{MEETING_PAGE}/points"): Need(action=CaseAction.ADD_TO_AGENDA, form={"text": "x"}),
    ("POST", f"{MEETING_PAGE}/declines"): Need(
        action=CaseAction.ADD_TO_AGENDA, form={"wish": "go-on", "who_cant": "1"}
    ),
    ("POST", f"{MEETING_PAGE}/kept-days"): Need(action=LEADS, form={"keep_because": "x"}),
    ("GET", f"{MEETING_PAGE}/child"): Need(action=BESIDE, notes=True),
    ("POST", f"{MEETING_PAGE}/child/declines"): Need(
        action=CaseAction.DECLINE_AS_CHILD, form={"wish": "cant-come"}
    ),
    ("POST", f"{MEETING_PAGE}/child/points"): Need(action=BESIDE, form={"text": "x"}),
    ("POST", f"{MEETING_PAGE}/papers"): Need(action=LEADS, form={"document_id": "{document}"}),
    ("POST", f"{MEETING_PAGE}/notes"): Need(action=LEADS, form={"decision": "x"}),
    ("POST", f"{MEETING_PAGE}/records"): Need(action=LEADS, form={"decision": "x"}),
    ("POST", f"{MEETING_PAGE}/settlements"): Need(
        action=LEADS, form={"number": "1", "done": "true"}
    ),
    ("POST", f"{MEETING_PAGE}/moves"): Need(action=LEADS, form={**WHEN_FORM, "because": "x"}),
    ("POST", f"{MEETING_PAGE}/cancellations"): Need(action=LEADS, form={"why_not": "x"}),
}
"""The routes of meetings."""
ARRANGEMENTS: dict[Route, Need] = {
    **MEETINGS,
    **OPP,
    **SESSIONS,
    **HELP_GROUPS,
    **RECIPES,
    **CHILD_API,
    **TLVS,
    **FUNDING,
    **CHILD_PAGES,
    ("GET", "/arrangements/fragments/support-requests/{supportRequestId}/timeline"): Need(
        action=CaseAction.SEE, notes=True
    ),
    ("GET", "/arrangements/v1/cases"): Need(action=CaseAction.SEE, gate=Gate.LIST, shows="{case}"),
    ("GET", "/arrangements/v1/cases/{caseId}"): Need(action=CaseAction.SEE, notes=True),
    ("POST", "/arrangements/v1/cases/{caseId}/acceptances"): Need(
        action=CaseAction.ANSWER, at=WAITING, body=_json(ACCEPT), notes=True
    ),
    ("POST", "/arrangements/v1/cases/{caseId}/refusals"): Need(
        action=CaseAction.ANSWER, at=WAITING, body=_json(REFUSE), notes=True
    ),
    ("POST", "/arrangements/v1/cases/{caseId}/actions"): Need(
        action=CaseAction.WORK, body=_json(PLAN), notes=True
    ),
    ("GET", "/arrangements/v1/cases/{caseId}/team"): Need(action=CaseAction.SEE_TEAM, notes=True),
    ("POST", "/arrangements/v1/cases/{caseId}/team"): Need(
        action=CaseAction.WORK, body=_json(JOINS), notes=True
    ),
    ("POST", "/arrangements/v1/cases/{caseId}/team/departures"): Need(
        action=CaseAction.WORK, body={"number": 1}, notes=True
    ),
    ("POST", "/arrangements/cases/{caseId}/team"): Need(action=CaseAction.WORK, form=JOINS),
    ("POST", "/arrangements/cases/{caseId}/team/departures"): Need(
        action=CaseAction.WORK, form={"number": "1"}
    ),
    ("GET", "/arrangements/v1/cases/{caseId}/arrangements"): Need(
        action=CaseAction.SEE, notes=True
    ),
    ("POST", "/arrangements/v1/cases/{caseId}/arrangements"): Need(
        action=CaseAction.WORK, body=_json(GRANT), notes=True
    ),
    ("GET", "/arrangements/tlv-handovers/{handoverId}"): Need(
        action=CaseAction.HANDLE_TLV, gate=Gate.SOMEWHERE, refused=FORBIDDEN
    ),
    ("GET", "/arrangements/case-handovers/{handoverId}"): Need(
        action=CaseAction.ANSWER, gate=Gate.SOMEWHERE, refused=FORBIDDEN
    ),
    **{
        ("POST", f"/arrangements/v1/cases/{{caseId}}/{what}"): Need(
            action=action, body=_json(form), notes=True
        )
        for what, (action, form) in CASE_CHANGES.items()
    },
    **{
        ("POST", f"/arrangements/cases/{{caseId}}/{what}"): Need(action=action, form=form)
        for what, (action, form) in CASE_PAGES.items()
    },
    ("GET", HELP_PAGE): Need(action=CaseAction.SEE, notes=True),
    **{
        ("POST", f"{HELP_PAGE}/{what}"): Need(action=CaseAction.WORK, form=form)
        for what, form in HELP_CHANGES.items()
    },
    **{
        ("POST", f"/arrangements/v1{HELP_PAGE.removeprefix('/arrangements')}/{what}"): Need(
            action=CaseAction.WORK, body=_json(form), notes=True
        )
        for what, form in HELP_CHANGES.items()
    },
    **{
        ("GET", f"/arrangements/cases/{{caseId}}/{what}/new"): Need(
            action=CaseAction.WORK, notes=True
        )
        for what in ("handovers", "closures", "aftercare-checks", "reopenings", "deaths")
    },
    ("GET", "/arrangements/cases"): Need(action=CaseAction.SEE, gate=Gate.LIST, shows=GIVEN_NAME),
    ("GET", "/arrangements/cases/{caseId}"): Need(action=CaseAction.SEE, notes=True),
    ("POST", "/arrangements/cases/{caseId}/acceptances"): Need(
        action=CaseAction.ANSWER, at=WAITING, form=ACCEPT
    ),
    ("GET", "/arrangements/cases/{caseId}/refusals/new"): Need(
        action=CaseAction.ANSWER, at=WAITING, notes=True
    ),
    ("POST", "/arrangements/cases/{caseId}/refusals"): Need(
        action=CaseAction.ANSWER, at=WAITING, form=REFUSE
    ),
    ("GET", "/arrangements/cases/{caseId}/actions/new"): Need(action=CaseAction.WORK, notes=True),
    ("POST", "/arrangements/cases/{caseId}/actions"): Need(action=CaseAction.WORK, form=PLAN),
    ("GET", "/arrangements/cases/{caseId}/arrangements/new"): Need(
        action=CaseAction.WORK, notes=True
    ),
    ("POST", "/arrangements/cases/{caseId}/arrangements"): Need(action=CaseAction.WORK, form=GRANT),
    ("GET", "/arrangements/fragments/pupils/{pupil_id}/readers"): Need(
        action=CaseAction.SEE_READERS, unread=True
    ),
}
DOCUMENTS = "/arrangements/v1/cases/{caseId}/documents"
DOCUMENT = f"{DOCUMENTS}/{{documentId}}"
SPARE = {"document_id": "spare"}
READS, ADDS_IT = CaseAction.READ_DOCUMENT, CaseAction.ADD_DOCUMENT
ANSWERS_IT, STEERS = CaseAction.ANSWER_DOCUMENT, CaseAction.STEER_DOCUMENT
ADDED = {"kind": "report", "title": "Verslag"}
WITHHELD = {"reason": "Eerst een gesprek.", "until": SOON}
ARRANGEMENTS |= {
    ("GET", DOCUMENTS): Need(action=READS, notes=True),
    ("POST", DOCUMENTS): Need(action=ADDS_IT, form=ADDED, file=True, notes=True),
    ("GET", DOCUMENT): Need(action=READS, notes=True),
    ("POST", f"{DOCUMENT}/versions"): Need(action=ADDS_IT, file=True, notes=True),
    ("GET", f"{DOCUMENT}/versions/{{number}}/content"): Need(action=READS, notes=True),
    ("POST", f"{DOCUMENT}/confirmations"): Need(action=ADDS_IT, body={"number": 1}, notes=True),
    ("POST", f"{DOCUMENT}/decisions"): Need(action=ANSWERS_IT, body={"share": True}, notes=True),
    ("POST", f"{DOCUMENT}/views"): Need(action=ANSWERS_IT, body={"text": "Goed zo."}, notes=True),
    ("POST", f"{DOCUMENT}/withholdings"): Need(action=STEERS, at=SPARE, body=WITHHELD, notes=True),
    ("POST", f"{DOCUMENT}/sharings"): Need(action=STEERS, at=SPARE, notes=True),
    ("POST", f"{DOCUMENT}/removals"): Need(
        action=STEERS, at=SPARE, body={"reason": "wrong"}, notes=True
    ),
}
DOCUMENTS_PAGE = "/arrangements/cases/{caseId}/documents"
DOCUMENT_PAGE = f"{DOCUMENTS_PAGE}/{{documentId}}"
ARRANGEMENTS |= {
    ("GET", DOCUMENTS_PAGE): Need(action=READS, notes=True),
    ("GET", f"{DOCUMENTS_PAGE}/new"): Need(action=ADDS_IT, notes=True),
    ("POST", DOCUMENTS_PAGE): Need(action=ADDS_IT, form=ADDED, file=True),
    ("GET", DOCUMENT_PAGE): Need(action=READS, notes=True),
    ("GET", f"{DOCUMENT_PAGE}/versions/{{number}}/content"): Need(action=READS, notes=True),
    ("POST", f"{DOCUMENT_PAGE}/versions"): Need(action=ADDS_IT, file=True),
    ("POST", f"{DOCUMENT_PAGE}/confirmations"): Need(action=ADDS_IT, form={"number": "1"}),
    ("POST", f"{DOCUMENT_PAGE}/decisions"): Need(action=ANSWERS_IT, form={"share": "yes"}),
    ("POST", f"{DOCUMENT_PAGE}/views"): Need(action=ANSWERS_IT, form={"text": "Goed zo."}),
    ("POST", f"{DOCUMENT_PAGE}/withholdings"): Need(action=STEERS, at=SPARE, form=WITHHELD),
    ("POST", f"{DOCUMENT_PAGE}/sharings"): Need(action=STEERS, at=SPARE),
    ("POST", f"{DOCUMENT_PAGE}/removals"): Need(action=STEERS, at=SPARE, form={"removal": "wrong"}),
}
LETTERS = "/arrangements/v1/cases/{caseId}/letters"
LETTERS_PAGE = "/arrangements/cases/{caseId}/letters"
OPENS = CaseAction.READ_LETTER
RUNS = CaseAction.RUN_LETTERS
SENDS = CaseAction.KEEP_LETTER_OFFICE
SENDER = {"name": "SWV", "address": "Kade 1, Waterdam"}
ARRANGEMENTS |= {
    ("GET", LETTERS): Need(action=OPENS, notes=True),
    ("GET", f"{LETTERS}/{{letterId}}/content"): Need(action=OPENS, notes=True),
    ("GET", LETTERS_PAGE): Need(action=OPENS, notes=True),
    ("GET", "/arrangements/v1/letter-batches"): Need(action=RUNS, gate=Gate.SOMEWHERE),
    ("POST", "/arrangements/v1/letter-restarts"): Need(action=RUNS, gate=Gate.SOMEWHERE),
    ("GET", "/arrangements/letter-batches"): Need(action=RUNS, gate=Gate.SOMEWHERE),
    ("GET", "/arrangements/v1/letter-office"): Need(action=SENDS, gate=Gate.SOMEWHERE),
    ("PUT", "/arrangements/v1/letter-office"): Need(action=SENDS, gate=Gate.SOMEWHERE, body=SENDER),
    ("GET", "/arrangements/letter-office"): Need(action=SENDS, gate=Gate.SOMEWHERE),
    ("POST", "/arrangements/letter-office"): Need(action=SENDS, gate=Gate.SOMEWHERE, form=SENDER),
    ("POST", "/arrangements/letter-restarts"): Need(action=RUNS, gate=Gate.SOMEWHERE),
    ("GET", f"{LETTERS_PAGE}/{{letterId}}/content"): Need(action=OPENS, notes=True),
}
ARRANGEMENTS = dict(
    sorted(ARRANGEMENTS.items(), key=lambda item: item[0][1].endswith(("/closures", "/deaths")))
)
"""What closes the child's case comes last: fewer people see a closed file."""
NOTIFICATIONS: dict[Route, Need] = {
    ("GET", "/notifications/v1/work-items"): Need(
        action=MessageAction.SEE_WORK, gate=Gate.LIST, shows="{waiting}"
    ),
    ("GET", "/notifications/work"): Need(
        action=MessageAction.SEE_WORK, gate=Gate.LIST, shows="{waiting}"
    ),
    ("GET", "/notifications/v1/messages"): Need(
        action=MessageAction.READ_MESSAGE, gate=Gate.SOME_LIST, shows="{message}"
    ),
    ("GET", "/notifications/v1/messages/{messageId}"): Need(
        action=MessageAction.READ_MESSAGE, notes=True
    ),
    ("GET", "/notifications/messages"): Need(
        action=MessageAction.READ_MESSAGE, gate=Gate.SOME_LIST, shows="{message}"
    ),
    ("GET", "/notifications/messages/{message_id}"): Need(
        action=MessageAction.READ_MESSAGE, notes=True
    ),
    ("GET", "/notifications/post"): Need(action=MessageAction.SEND_POST, gate=Gate.SOMEWHERE),
    ("GET", "/notifications/post/{message_id}"): Need(
        action=MessageAction.SEND_POST, at=LETTER, notes=True
    ),
    ("POST", "/notifications/post/{message_id}/sent"): Need(
        action=MessageAction.SEND_POST, at=LETTER
    ),
    ("GET", "/notifications/mailbox"): Need(
        action=MessageAction.READ_MAILBOX, gate=Gate.LIST, shows=PARENTS[0]["email"]
    ),
    ("GET", "/notifications/mailbox/{mail_id}"): Need(action=MessageAction.READ_MAILBOX),
    ("GET", "/notifications/fragments/pupils/{pupil_id}/readers"): Need(
        action=MessageAction.SEE_READERS, unread=True
    ),
}
ALL_OF_IT = {"unit_id": "alliance"}
FIGURES = FigureAction.SEE_FIGURES
LENGTH = "indicator=help-length"
REPORTING: dict[Route, Need] = {
    ("GET", "/reporting/v1/units"): Need(action=FIGURES, gate=Gate.SOMEWHERE),
    ("GET", "/reporting/v1/units/{unitId}/figures"): Need(action=FIGURES),
    ("GET", "/reporting/v1/units/{unitId}/items"): Need(action=FIGURES, query="measure=open"),
    ("GET", "/reporting/v1/units/{unitId}/results"): Need(action=FIGURES),
    ("GET", "/reporting/v1/units/{unitId}/results/items"): Need(action=FIGURES, query=LENGTH),
    ("GET", "/reporting"): Need(action=FIGURES, gate=Gate.SOMEWHERE),
    ("GET", "/reporting/units/{unit_id}"): Need(action=FIGURES),
    ("GET", "/reporting/units/{unit_id}/items"): Need(action=FIGURES, query="measure=open"),
    ("GET", "/reporting/units/{unit_id}/results"): Need(action=FIGURES),
    ("GET", "/reporting/units/{unit_id}/results/items"): Need(action=FIGURES, query=LENGTH),
}
NEEDS: dict[str, list[tuple[Route, Need]]] = {
    "intake": list(INTAKE.items()),
    "arrangements": [
        *ARRANGEMENTS.items(),
        *MONEY.items(),
        *PLACES.items(),
        *GOING_ON.items(),
        *OWN_HELP.items(),
        *PEOPLE.items(),
    ],
    "notifications": list(NOTIFICATIONS.items()),
    "reporting": [
        *REPORTING.items(),
        *(
            (route, Need(action=FIGURES, at=ALL_OF_IT, query=need.query, whole=True))
            for route, need in REPORTING.items()
            if "{" in route[1]
        ),
    ],
}
PUBLIC_FACTS = "names of schools and units, terms, and what numbers mean, are public"
OWN = "it is about who asks alone"
BEFORE = "one is nobody yet"
ANYBODY: dict[Route, str] = {
    ("GET", "/intake"): OWN,
    ("GET", "/intake/me"): OWN,
    ("GET", "/intake/signals/own/{signal_id}"): OWN,
    ("GET", "/intake/session"): OWN,
    ("GET", "/intake/sessions"): OWN,
    ("POST", "/intake/sessions/end"): OWN,
    ("POST", "/intake/sessions/end-all"): OWN,
    ("POST", "/intake/sign-out"): OWN,
    ("GET", "/intake/passkeys"): OWN,
    ("POST", "/intake/passkeys"): OWN,
    ("POST", "/intake/passkeys/options"): OWN,
    ("POST", "/intake/passkeys/{passkey_id}/removal"): OWN,
    ("GET", "/intake/accounts"): OWN,
    ("POST", "/intake/accounts/links"): OWN,
    ("POST", "/intake/accounts/end"): OWN,
    ("GET", "/intake/roles"): OWN,
    ("POST", "/intake/roles"): OWN,
    ("GET", "/intake/v1/schools"): PUBLIC_FACTS,
    ("POST", "/intake/v1/out-of-education-spells/{spellId}/decisions"): OWN,
    ("GET", "/intake/out-of-education/{spell_id}/decision"): OWN,
    ("POST", "/intake/out-of-education/{spell_id}/decision"): OWN,
    ("GET", "/intake/v1/units"): PUBLIC_FACTS,
    ("GET", "/intake/v1/criteria"): PUBLIC_FACTS,
    ("GET", "/intake/criteria"): PUBLIC_FACTS,
    ("GET", "/intake/fields"): PUBLIC_FACTS,
    ("GET", "/intake/v1/terms"): PUBLIC_FACTS,
    ("GET", "/intake/v1/free-days"): PUBLIC_FACTS,
    ("GET", "/intake/terms"): PUBLIC_FACTS,
    ("GET", "/intake/terms/{rule}"): PUBLIC_FACTS,
    ("GET", "/arrangements/v1/terms"): PUBLIC_FACTS,
    ("GET", "/arrangements/terms"): PUBLIC_FACTS,
    ("GET", "/arrangements/terms/{rule}"): PUBLIC_FACTS,
    ("GET", "/intake/school-calendar"): PUBLIC_FACTS,
    ("GET", "/notifications"): "it sends one on",
    ("GET", "/reporting/definitions"): PUBLIC_FACTS,
    ("GET", "/reporting/v1/definitions"): PUBLIC_FACTS,
    **{
        (method, path): BEFORE
        for method, path in (
            ("GET", "/intake/log-in"),
            ("GET", "/intake/log-in/{issuer_id}"),
            ("GET", "/intake/log-in/{issuer_id}/callback"),
            ("POST", "/intake/log-in/{issuer_id}/back-channel-log-out"),
            ("GET", "/intake/logged-out/{issuer_id}"),
            *(
                (method, f"/intake/log-in-by-mail{step}")
                for method in ("GET", "POST")
                for step in ("", "/code", "/link", "/alliance")
            ),
            ("POST", "/intake/log-in-by-mail/again"),
            ("POST", "/intake/log-in-by-passkey"),
            ("POST", "/intake/log-in-by-passkey/options"),
            ("GET", "/intake/uitnodiging"),
            ("POST", "/intake/uitnodiging"),
            ("POST", "/intake/oauth/token"),
            ("GET", "/intake/oauth/keys"),
            ("GET", "/intake/kind"),
            ("POST", "/intake/kind"),
            *(
                (method, f"/intake/signaal{step}")
                for method in ("GET", "POST")
                for step in ("", "/bevestigen", "/antwoord")
            ),
            ("GET", "/intake/signaal/ontvangen"),
            ("GET", "/intake/signaal/veilig-thuis"),
            ("POST", "/intake/signaal/antwoord/opnieuw"),
        )
    },
    ("GET", "/intake/personas"): "the demonstration lets one be anyone",
    ("POST", "/intake/personas/{person_id}"): "the demonstration lets one be anyone",
}
"""Routes that no table rules, and why."""
