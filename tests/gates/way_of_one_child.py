"""The way of one child from its school's question to granted help and a plan: which forms it takes.

The one list of it, with a reason for each form. What a form asks is read from its page.
"""

from dataclasses import replace
from enum import StrEnum

from tests.gates.forms_on_pages import TODAY
from tests.gates.steps_of_way import StandsFor, Step, Who

from samenspel_arrangements.domain.arrangement import Period
from samenspel_arrangements.domain.opp.content import Content, Outflow
from samenspel_arrangements.domain.perspective.content import GoalFor, StrandKind, ToldBy
from samenspel_arrangements.domain.voice.hearing import Channel, WaiverReason
from samenspel_arrangements.web.help.ladder_form import ladder_choices
from samenspel_arrangements.web.pages import pages
from samenspel_arrangements.web.words import Words
from samenspel_intake.domain.asking.fields import Demander, Field
from samenspel_intake.domain.asking.gates import GATES, RequestKind
from samenspel_intake.domain.completion import Missing
from samenspel_intake.web import choices

GATE = GATES[RequestKind.CHILD]
CASE = "/arrangements/cases/{caseId}"
PREPARED = "/intake/prepared-requests/{prepared_request_id}"
PREPARED_REQUEST = {
    "id": "{prepared_request_id}",
    "responsibility": {"next_action": {"due_on": TODAY}},
}
OPP = {"address": f"{CASE}/opp"}
OF_THE_SCHOOL = "pupil."
"""How fields begin that a school's own pupil system knows; a dossier of the school fills them."""


def _answers() -> dict[str, tuple[Demander, str]]:
    return {asked.field.value: (asked.demander, asked.source) for asked in GATE.fields}


def _codes(codes: type[StrEnum]) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


PLAN = "Wpo, art. 40a: what a plan says, and that it is talked about"
CONSENT = "Wpo, art. 40a: parents consent to what the school will do"
HEARD = "Wpo, art. 40a: the pupil is heard"
OWN_CHILD = "Own standard: as little of the child as tells which child it is"
OWN_READ = "Own standard: parents read a request before it is sent, and can add their view"
OWN_STEP = "Own standard: a case always has a holder and a dated next step"
OWN_HELP = "Own standard: help has an end and an evaluation, and is as near as it can be"
OWN_AGREED = "Own standard: what was agreed beside the plan can be kept with it"
OWN_SHARED = "Own standard: a perspective for every child, shared with parents and teachers"
PART_B = "The unit: part B is asked where it wants it"

KNOWN_TO_FORM = {
    "gate": GATE,
    "every_field": list(Field),
    "languages": choices.languages,
    "parents_choices": choices.parents_first,
}
ASK = Step(
    name="ask",
    because="the school asks, for a child of its list, and lets the parents read it first",
    part="A, B",
    who=Who.SCHOOL,
    service="intake",
    template="new_request.html",
    action="/intake/support-requests",
    known={**KNOWN_TO_FORM, "existing": True, "pupils": lambda: [("one", "a child")]},
    demander=Demander.ALLIANCE,
    source=OWN_CHILD,
    others=_answers() | dict.fromkeys(("parents", "reason"), (Demander.ALLIANCE, OWN_READ)),
)
ASK_FOR_NEW = replace(
    ASK,
    because="the school asks for a child that nobody entered, and types what tells which it is",
    known=KNOWN_TO_FORM,
    needed=frozenset({"pupil.parents.0.name", "pupil.parents.0.email"}),
)
WAY = (
    ASK,
    Step(
        name="view",
        because="a parent says that it read it, with or without a view of its own",
        part="A",
        who=Who.PARENTS,
        service="intake",
        template="prepared_request.html",
        action=f"{PREPARED}/views",
        known={"prepared": PREPARED_REQUEST, "gate": GATE, "is_open": True, "may_say": True},
        demander=Demander.ALLIANCE,
        source=OWN_READ,
        stands_for=frozenset({StandsFor.SIGNATURE}),
    ),
    Step(
        name="send",
        because="the school sends it to its unit",
        part="A",
        who=Who.SCHOOL,
        service="intake",
        template="prepared_request.html",
        action=f"{PREPARED}/sending",
        known={
            "prepared": PREPARED_REQUEST,
            "gate": GATE,
            "is_open": True,
            "may_prepare": True,
            "pupil": {"id": ""},
        },
        demander=Demander.ALLIANCE,
        source=OWN_READ,
        stands_for=frozenset({StandsFor.SIGNATURE}),
    ),
    Step(
        name="offer",
        because="the unit's desk offers the case to who will hold it",
        part="none",
        who=Who.UNIT,
        service="intake",
        template="request.html",
        action="/intake/support-requests/{support_request_id}/handovers",
        known={
            "line": {"id": "{support_request_id}", "next_action_due_on": TODAY},
            "may_offer": True,
        },
        demander=Demander.ALLIANCE,
        source=OWN_STEP,
    ),
    Step(
        name="accept",
        because="nobody holds a case who did not take it on",
        part="none",
        who=Who.UNIT,
        service="arrangements",
        template="case_answer.html",
        action=f"{CASE}/acceptances",
        known={"address": CASE, "words": Words(pages.texts), "first_step_by": TODAY},
        demander=Demander.ALLIANCE,
        source=OWN_STEP,
        stands_for=frozenset({StandsFor.HANDOVER}),
    ),
    Step(
        name="grant",
        because="the holder grants help; the plan of the school begins with it by itself",
        part="D",
        who=Who.UNIT,
        service="arrangements",
        template="grant.html",
        action=f"{CASE}/arrangements",
        known={
            "address": CASE,
            "words": Words(pages.texts),
            "period": Period.suggested(today=TODAY),
            **ladder_choices(pages.texts),
        },
        demander=Demander.ALLIANCE,
        source=OWN_HELP,
        stands_for=frozenset({StandsFor.SIGNATURE}),
    ),
    Step(
        name="plan",
        because="extra support takes a plan; the unit of this way asks part B of it as well",
        part="A, B, C",
        who=Who.SCHOOL,
        service="arrangements",
        template="opp/write.html",
        action=f"{CASE}/opp/draft",
        known={
            **OPP,
            "draft": {"content": Content()},
            "opp": {"asks_part_b": True},
            "may_read": True,
            "outflows": _codes(Outflow),
        },
        demander=Demander.LAW,
        source=PLAN,
        same={"promoting": "strengths", "impeding": "impediments", "tried": "tried"},
        others={
            "tried": (Demander.UNIT, PART_B),
            "agreements": (Demander.ALLIANCE, OWN_AGREED),
        },
    ),
    Step(
        name="hear",
        because="the child is heard about its plan, and what it changed is written down",
        part="C",
        who=Who.SCHOOL,
        service="arrangements",
        template="opp/hearing.html",
        action=f"{CASE}/opp/hearing",
        known={
            **OPP,
            "channels": _codes(Channel),
            "why_not": _codes(WaiverReason),
            "voice_waits": {"id": "of the child"},
        },
        demander=Demander.LAW,
        source=HEARD,
    ),
    Step(
        name="talk",
        because="school and parents talk about the plan, to agree about it",
        part="C",
        who=Who.SCHOOL,
        service="arrangements",
        template="opp/talk.html",
        action=f"{CASE}/opp/talk",
        known=OPP,
        demander=Demander.LAW,
        source=PLAN,
    ),
    Step(
        name="consent",
        because="a parent consents to what the school will do, on its own screen",
        part="C",
        who=Who.PARENTS,
        service="arrangements",
        template="opp/consent.html",
        action=f"{CASE}/opp/consent",
        known={**OPP, "draft": {"content": Content(), "consent": {"revision": 1}}},
        demander=Demander.LAW,
        source=CONSENT,
        stands_for=frozenset({StandsFor.SIGNATURE}),
    ),
    Step(
        name="establish",
        because="the school lets the plan count",
        part="C",
        who=Who.SCHOOL,
        service="arrangements",
        template="opp/steps.html",
        action=f"{CASE}/opp/establishments",
        known={**OPP, "may": {"establish": True}},
        demander=Demander.LAW,
        source=PLAN,
        stands_for=frozenset({StandsFor.SIGNATURE}),
    ),
)
"""In the order in which they come. No form of it is sent twice."""

WAY_OF_NEW = (ASK_FOR_NEW, *WAY[1:])
"""The same for a child of whom nothing is known yet."""

DIFFERENT = {
    "on": "the child is heard on another day than the one on which parents come",
    "reason": "why parents can't read it, why a child is not heard, why a parent says no",
}
"""Names of fields that more forms have, where each asks something else."""

BESIDE = (
    Step(
        name="complete",
        because="what nobody told of the child is asked later; it holds nothing up",
        part="A",
        who=Who.SCHOOL,
        service="intake",
        template="completion.html",
        action="/intake/pupils/{pupil_id}/completion",
        known={
            "pupil": {"id": "{pupil_id}"},
            "Missing": Missing,
            "missing": list(Missing),
            "languages": choices.languages,
        },
        demander=Demander.ALLIANCE,
        source=OWN_CHILD,
    ),
    Step(
        name="perspective",
        because="a child, parents and teachers share where they go; help can be granted before it",
        part="none",
        who=Who.UNIT,
        service="arrangements",
        template="perspective/edit.html",
        action=f"{CASE}/perspective",
        known={
            "address": f"{CASE}/perspective",
            "draft": {},
            "keys": ["first"],
            "told_by": _codes(ToldBy),
            "whom": _codes(GoalFor),
            "asks_strands": True,
            "strand_kinds": list(StrandKind),
            "base_version": 0,
            "may_read": True,
        },
        demander=Demander.ALLIANCE,
        source=OWN_SHARED,
        same={"own_words": "child-wants"},
    ),
)
"""Forms beside the way: no help waits for them, but they are asked."""
