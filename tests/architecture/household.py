"""One family's file in all four services, told by their own events; and anyone who looks at it.

It is told once and then copied, database by database: each test has a file of its own to change.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2
from pydantic import SecretStr
from sqlalchemy import text
from tests.e2e import steps

from samenspel_arrangements.domain.opp.ids import opp_id_of
from samenspel_arrangements.domain.perspective.ids import perspective_id_of
from samenspel_arrangements.domain.voice.hearing import Moment
from samenspel_arrangements.domain.voice.ids import voice_id_of
from samenspel_demo.telling import DemoStory
from samenspel_intake.domain.alliance import school_id_of, unit_id_of
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.clock import SystemClock
from samenspel_kernel.ids import AllianceId, CaseId, PersonId
from samenspel_kernel.school_calendar import school_year_of
from samenspel_messaging.scope import Scope
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.access_tokens import TokenSigner
from samenspel_platform.cookies import COOKIE, CookieSeal
from samenspel_platform.process import ServiceProcess
from samenspel_platform.provisioning import ServiceUrls
from samenspel_standalone.front import Front
from samenspel_testkit.access import KnownActors
from samenspel_testkit.probes import eventually
from samenspel_testkit.services import SERVICES, build

KEY = "the-key-of-the-authorisation-matrix-tests"
BASE = "http://127.0.0.1:8000"
SIGNER = TokenSigner(KEY, other=None, public_url=BASE)
GIVEN_NAME, FAMILY_NAME = "Xandora", "Quistwater"
PARENTS = [
    {"name": "Wilmoed Quistwater", "email": "wilmoed@eerste-huis.example"},
    {"name": "Ysbrecht Vlierboom", "email": "ysbrecht@tweede-huis.example"},
]
QUESTION = "Zij verschuilt zich achter het klimrek."
HELP = "Een specialist komt elke week een dagdeel in de klas."
COLLEAGUE = "Ottelien Berkenrode"
SECRETS = (
    *(COLLEAGUE, GIVEN_NAME, FAMILY_NAME, QUESTION, HELP),
    *(value for parent in PARENTS for value in parent.values()),
)
"""What no answer to a stranger may hold."""
PAPER = {
    "name": "Quirijn Papierman",
    "prefers": "post",
    "address": {"street": "Brievenpad 1", "postcode": "1234 AB", "place": "Waterdorp"},
}
"""A parent who gets letters on paper."""
SHARING = {
    "purpose": "youth-care",
    "parts": ["needs"],
    "firstDay": "2026-08-01",
    "lastDay": "2031-07-31",
    "basis": "legal-task",
}
"""Leave to share that needs no parent."""
TLV_ASKED = {
    "kind": "sbo",
    "reason": HELP,
    "talks": [{"heldOn": "2026-08-03", "words": QUESTION}],
    "receiving": {"heldOn": "2026-08-03", "school": "SBO De Wissel"},
}
JOINS = {"role": "youth", "called": HELP, "does": QUESTION}
"""Who joins the team of a case, and what it does."""
MEETING = {
    "subject": "Een rustige plek in de pauze",
    "on": "2126-09-21",
    "time": "14:30",
    "placeName": "De Wissel",
    "placeAddress": "Dijk 2, Waterdorp",
    "withChild": True,
}
FUNDED = "nummer;soort;van;tot;school\nAB-76;sbo;2026-08-01;2028-07-31;12AB"
"""A list with a place that nobody here decided on."""
FAMILY_LETTER = "SELECT id FROM letter WHERE made_at IS NOT NULL LIMIT 1"
LETTER = "SELECT id FROM message WHERE state = 'to-print' ORDER BY created_at, id LIMIT 1"
CONTACT = "SELECT id FROM contact WHERE kind = 'parent' ORDER BY id LIMIT 1"
MESSAGE = "SELECT id FROM message ORDER BY created_at, id LIMIT 1"
INVITATION = "SELECT id FROM invitation LIMIT 1"
UNTOLD = "SELECT count(*) FROM message WHERE state NOT IN ('sent', 'to-print')"
LOOKS = "SELECT count(*) FROM access_log"
TO_DO = "SELECT count(*) FROM work_item WHERE kind IN ('handover', 'arrangement')"
BEGUN = """SELECT (SELECT count(*) FROM shared_perspective)
    + (SELECT count(*) FROM voice_moment) + (SELECT count(*) FROM opp)"""
HAPPENED = "SELECT count(*) FROM timeline_entry WHERE kind = 'help-granted'"


GOES_ON = {
    "stage": "to-primary",
    "firstDay": "2027-08-30",
    "parts": ["help"],
    "summary": HELP,
}
PLUS_CLASS = {
    "name": "De Uilenklas",
    "kind": "gifted-class",
    "startsOn": "2026-09-01",
    "capacity": 3,
}
"""Places that a unit offers."""
HELP_GROUP = {
    "name": "Rekenen op dinsdag",
    "goals": ["Iedereen durft iets te vragen."],
    "startsOn": "2026-09-01",
    "endsOn": "2027-07-31",
}
"""A group of help."""
ARRANGED = {"kind": "child", "description": "Een maatje.", "startedOn": "2026-09-01", "children": 1}
"""What the school arranged by itself."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Someone who is logged in, with the token that the forms of its session carry."""

    actor: Actor
    client: httpx2.AsyncClient
    csrf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """The services, and the ids of what they hold of one child, and of a colleague.

    `accepted`, `offered` and `plain` are requests; `opened` and `waiting` the cases of the first two.
    """

    processes: Mapping[str, ServiceProcess]
    alliance_id: UUID
    unit_id: UUID
    school_id: UUID
    pupil_id: UUID
    accepted: UUID
    offered: UUID
    plain: UUID
    opened: UUID
    waiting: UUID
    prepared_id: UUID
    registration_id: UUID
    message_id: UUID
    letter_id: UUID
    contact_id: UUID
    merge_id: UUID
    correction_id: UUID
    share_id: UUID
    help_id: UUID
    session_id: UUID
    help_group_id: UUID
    money_request_id: UUID
    budget_id: UUID
    entry_id: UUID
    provision_id: UUID
    own_help_id: UUID
    placement_id: UUID
    transition_id: UUID
    invitation_id: UUID
    person_id: UUID
    grant_id: UUID
    signal_id: UUID
    spell_id: UUID
    tlv_id: UUID
    funding_check_id: UUID
    document_id: UUID
    spare_id: UUID
    family_letter_id: UUID
    meeting_id: UUID

    @property
    def relations(self) -> Relations:
        """What everything of the child is related to."""
        return Relations(
            alliance_id=self.alliance_id,
            unit_id=self.unit_id,
            school_id=self.school_id,
            pupil_id=self.pupil_id,
        )

    @property
    def ids(self) -> dict[str, str]:
        """The ids by the names that paths and bodies give them."""
        return {
            "unit": str(self.unit_id),
            "school": str(self.school_id),
            "pupil": str(self.pupil_id),
            "request": str(self.accepted),
            "offered": str(self.offered),
            "plain": str(self.plain),
            "case": str(self.opened),
            "waiting": str(self.waiting),
            "prepared": str(self.prepared_id),
            "registration": str(self.registration_id),
            "message": str(self.message_id),
            "letter": str(self.letter_id),
            "contact": str(self.contact_id),
            "merge": str(self.merge_id),
            "correction": str(self.correction_id),
            "share": str(self.share_id),
            "help": str(self.help_id),
            "session": str(self.session_id),
            "help-group": str(self.help_group_id),
            "money-request": str(self.money_request_id),
            "budget": str(self.budget_id),
            "entry": str(self.entry_id),
            "provision": str(self.provision_id),
            "own-help": str(self.own_help_id),
            "placement": str(self.placement_id),
            "transition": str(self.transition_id),
            "invitation": str(self.invitation_id),
            "person": str(self.person_id),
            "grant": str(self.grant_id),
            "signal": str(self.signal_id),
            "spell": str(self.spell_id),
            "perspective": str(perspective_id_of(CaseId(self.opened))),
            "voice": str(voice_id_of(CaseId(self.opened), Moment.DRAFTING)),
            "tlv": str(self.tlv_id),
            "funding-check": str(self.funding_check_id),
            "document": str(self.document_id),
            "spare": str(self.spare_id),
            "family-letter": str(self.family_letter_id),
            "meeting": str(self.meeting_id),
            "first": "1",
            "opp": str(opp_id_of(CaseId(self.opened))),
            "nobody": str(UUID(int=7)),
        }

    async def looks(self, service: str) -> int:
        """Count what the access log of a service holds of the alliance."""
        return int(await ask(self.processes[service], LOOKS, self.alliance_id))


def log_in(processes: Mapping[str, ServiceProcess], actor: Actor, actors: KnownActors) -> Caller:
    """Log someone in."""
    cookie = actors.log_in(actor)
    seal = CookieSeal(KEY, clock=SystemClock(), secure=False)
    opened = seal.open(cookie)
    assert opened is not None
    client = visit(processes)
    client.cookies.set(COOKIE, cookie)
    return Caller(actor, client, seal.csrf_token(opened.session))


def bear(
    processes: Mapping[str, ServiceProcess], actor: Actor, actors: KnownActors
) -> httpx2.AsyncClient:
    """Let a system in as someone; gives a client that sends its token."""
    session = actors.session(actor)
    token = SIGNER.sign(replace(session, ends_at=session.began_at + timedelta(minutes=10)))
    client = visit(processes)
    client.headers["authorization"] = f"Bearer {token}"
    return client


def visit(processes: Mapping[str, ServiceProcess]) -> httpx2.AsyncClient:
    """Open a browser that nobody is logged in with."""
    front = Front({name: p.asgi for name, p in processes.items()}, default="intake")
    # as a server does, a failure is answered (500), so that a test can count it
    transport = httpx2.ASGITransport(front, raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url=BASE)


async def _share(administrator: httpx2.AsyncClient, child: str) -> UUID:
    partner = {"name": "Jeugdteam", "kind": "youth-care"}
    partner_id = await _make(administrator, "/intake/v1/partners", partner)
    body = {**SHARING, "partnerId": str(partner_id)}
    return await _make(administrator, f"{child}/lawful-shares", body)


async def _invite(caller: Caller, pupil_id: str) -> None:
    form = {"name": "Else Deskundig", "email": "else@praktijk.example", "role": "expert"}
    answer = await caller.client.post(
        f"/intake/pupils/{pupil_id}/invitations", data={**form, "csrf": caller.csrf}
    )
    assert answer.status_code == 303, answer.text


async def _make(client: httpx2.AsyncClient, path: str, body: dict[str, Any]) -> UUID:
    answer = await client.post(path, json=body)
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["id"])


async def _raise_signal(caller: Caller) -> UUID:
    answer = await caller.client.post("/intake/v1/signals", json={"text": QUESTION})
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["id"])


async def _let_family_desk_look(caller: Caller, pupil_id: str) -> None:
    form = {"days": "28", "csrf": caller.csrf}
    answer = await caller.client.post(f"/intake/pupils/{pupil_id}/family-desk", data=form)
    assert answer.status_code == 303, answer.text


async def _register(client: httpx2.AsyncClient, pupil_id: str, school_id: UUID | None) -> UUID:
    body = {"pupilId": pupil_id, "schoolId": str(school_id)}
    answer = await client.post("/intake/v1/registrations", json=body)
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["id"])


async def _enter_colleague(caller: Caller) -> dict[str, Any]:
    body = {"name": COLLEAGUE, "account": "school:ottelien", "grant": {"role": "director"}}
    answer = await caller.client.post("/intake/v1/people", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def ask(process: ServiceProcess, query: str, alliance_id: UUID) -> Any:
    """Ask one value of a service's database, as requests do."""
    async with process.transactions(Scope.begin(alliance_id)) as uow:
        return await uow.session.scalar(text(query))


def somebody(role: Role, ties: Relations) -> Actor:
    """Make an actor with these ties."""
    return Actor(
        person_id=PersonId(uuid4()),
        alliance_id=AllianceId(ties.alliance_id),
        role=role,
        name="Iemand Anders",
        unit_id=ties.unit_id,
        school_id=ties.school_id,
        pupil_ids=frozenset({ties.pupil_id} if ties.pupil_id else ()),
    )


@asynccontextmanager
async def running(
    urls: Mapping[str, ServiceUrls], actors: KnownActors
) -> AsyncIterator[Mapping[str, ServiceProcess]]:
    """Run the services on their databases, without workers."""
    wakeups = {name: Wakeup() for name in SERVICES}
    async with AsyncExitStack() as stack:
        processes = {}
        for name in SERVICES:
            feeds = {n: SecretStr(u.feed_url) for n, u in urls.items() if n != name}
            service, settings = build(
                name,
                urls[name],
                cookie_key=KEY,
                token_key=KEY,
                jwks=json.dumps(SIGNER.public_keys.as_dict()),
                feeds=feeds,
                public_url=BASE,
                demo=True,
            )
            process = ServiceProcess(service, settings, wakeups=wakeups, access=actors)
            processes[name] = await stack.enter_async_context(process)
        yield processes


async def come_into_being(
    processes: Mapping[str, ServiceProcess], actors: KnownActors
) -> Household:
    """Have the file come into being, by workers that stop when all services know it."""
    async with working(processes):
        return await _tell(processes, actors)


@asynccontextmanager
async def working(processes: Mapping[str, ServiceProcess]) -> AsyncIterator[None]:
    """Run the workers of the services meanwhile."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for process in processes.values():
            group.create_task(process.run_worker(stop))
        try:
            yield
        finally:
            stop.set()


async def _tell(processes: Mapping[str, ServiceProcess], actors: KnownActors) -> Household:
    story = DemoStory(processes["intake"].job_context, processes["arrangements"].job_context)
    await story.enter_alliance()
    ties = Relations(
        alliance_id=story.alliance.id,
        unit_id=unit_id_of(story.alliance.number, "noord"),
        school_id=school_id_of("99AA00"),
    )
    coordinator = log_in(processes, somebody(Role.SCHOOL_COORDINATOR, ties), actors)
    school = coordinator.client
    desk = log_in(processes, somebody(Role.UNIT_COORDINATOR, ties), actors).client
    pupil = {"givenName": GIVEN_NAME, "familyName": FAMILY_NAME, "parents": PARENTS}
    accepted = await steps.submit(school, question=QUESTION, pupil=pupil)
    again = {"question": QUESTION, "pupilId": accepted["pupilId"], "pupil": None}
    offered = await steps.submit(school, **again)
    plain = await steps.submit(school, **again)
    child = f"/intake/v1/pupils/{accepted['pupilId']}"
    await _make(school, f"{child}/contacts", PAPER)
    twin = await _make(school, "/intake/v1/pupils", {"givenName": GIVEN_NAME})
    merge_id = await _make(school, f"{child}/merges", {"otherId": str(twin)})
    own = replace(ties, pupil_id=UUID(accepted["pupilId"]))
    parent = log_in(processes, somebody(Role.PARENT, own), actors)
    wish = {"kind": "correct", "words": "Haar naam is anders."}
    correction_id = await _make(parent.client, f"{child}/corrections", wish)
    prepared_id = await _prepare(school, accepted["pupilId"])
    registration = await _register(school, accepted["pupilId"], ties.school_id)
    await _invite(coordinator, accepted["pupilId"])
    signal_id = await _raise_signal(coordinator)
    absence = {"pupilId": accepted["pupilId"], "knownOn": "2026-08-03", "firstDay": "2026-08-03"}
    spell_id = await _make(school, "/intake/v1/out-of-education-spells", absence)
    family = replace(ties, pupil_id=UUID(accepted["pupilId"]))
    parent = log_in(processes, somebody(Role.PARENT, family), actors)
    await _let_family_desk_look(parent, accepted["pupilId"])
    administrator = log_in(processes, somebody(Role.ADMINISTRATOR, ties), actors)
    colleague = await _enter_colleague(administrator)
    share_id = await _share(administrator.client, child)
    cases = []
    for request in (accepted, offered):
        await steps.offer(desk, request["id"])
        cases.append(await steps.offered_case(desk, request["id"]))
    await steps.accept(desk, cases[0]["id"])
    await steps.grant(desk, cases[0]["id"])
    joined = await desk.post(f"/arrangements/v1/cases/{cases[0]['id']}/team", json=JOINS)
    assert joined.status_code == 201, joined.text
    asked = {"caseId": cases[0]["id"], **TLV_ASKED}
    tlv_id = await _make(school, "/arrangements/v1/tlvs", asked)
    funded = {"list": FUNDED}
    checks = "/arrangements/v1/funding-checks"
    funding_check_id = await _make(administrator.client, checks, funded)
    provision = {**PLUS_CLASS, "unitId": str(ties.unit_id)}
    provision_id = await _make(desk, "/arrangements/v1/provisions", provision)
    group = {**HELP_GROUP, "unitId": str(ties.unit_id)}
    help_group_id = await _make(desk, "/arrangements/v1/help-groups", group)
    own_help_id = await _make(school, "/arrangements/v1/own-help", ARRANGED)
    seeks = f"/arrangements/v1/cases/{cases[0]['id']}/placements"
    placement_id = await _make(desk, seeks, {"kind": PLUS_CLASS["kind"], "whyNotRegular": HELP})
    goes_on = f"/arrangements/v1/cases/{cases[0]['id']}/transitions"
    transition_id = await _make(desk, goes_on, {**GOES_ON, "toSchoolId": str(ties.school_id)})
    money = await _ask_money(desk, administrator.client, cases[0]["id"], ties.unit_id)
    meetings = f"/arrangements/v1/cases/{cases[0]['id']}/meetings"
    meeting_id = await _make(desk, meetings, MEETING)
    document_id, spare_id = [await _bring(desk, cases[0]["id"]) for _ in range(2)]

    async def all_told() -> UUID | None:
        notifications, alliance_id = processes["notifications"], ties.alliance_id
        untold = await ask(notifications, UNTOLD, alliance_id)
        seen = await steps.figures(desk, ties.unit_id)
        to_do = await ask(notifications, TO_DO, alliance_id)
        happened = await ask(processes["arrangements"], HAPPENED, alliance_id)
        begun = await ask(processes["arrangements"], BEGUN, alliance_id)
        known = (seen["openCases"], seen["granted"], to_do, happened, begun)
        on_paper = await ask(notifications, LETTER, alliance_id)
        waits = untold or on_paper is None or known != (1, 1, 2, 1, 3)
        found = None if waits else await ask(notifications, MESSAGE, alliance_id)
        return UUID(str(found)) if found else None

    async def letter_made() -> Any:
        return await ask(processes["arrangements"], FAMILY_LETTER, ties.alliance_id)

    family_letter = await eventually(letter_made, because="the letter is made")
    message_id = await eventually(all_told, because="all services know the file")
    return Household(
        processes=processes,
        alliance_id=ties.alliance_id,
        unit_id=unit_id_of(story.alliance.number, "noord"),
        school_id=school_id_of("99AA00"),
        pupil_id=UUID(accepted["pupilId"]),
        accepted=UUID(accepted["id"]),
        offered=UUID(offered["id"]),
        plain=UUID(plain["id"]),
        opened=UUID(cases[0]["id"]),
        waiting=UUID(cases[1]["id"]),
        prepared_id=prepared_id,
        registration_id=registration,
        message_id=message_id,
        letter_id=UUID(str(await ask(processes["notifications"], LETTER, ties.alliance_id))),
        contact_id=UUID(str(await ask(processes["intake"], CONTACT, ties.alliance_id))),
        merge_id=merge_id,
        correction_id=correction_id,
        share_id=share_id,
        **money,
        provision_id=provision_id,
        own_help_id=own_help_id,
        help_group_id=help_group_id,
        placement_id=placement_id,
        transition_id=transition_id,
        invitation_id=UUID(str(await ask(processes["intake"], INVITATION, ties.alliance_id))),
        person_id=UUID(colleague["id"]),
        grant_id=UUID(colleague["grants"][0]["id"]),
        signal_id=signal_id,
        spell_id=spell_id,
        tlv_id=tlv_id,
        funding_check_id=funding_check_id,
        document_id=document_id,
        spare_id=spare_id,
        family_letter_id=UUID(str(family_letter)),
        meeting_id=meeting_id,
    )


async def _ask_money(
    desk: httpx2.AsyncClient, administrator: httpx2.AsyncClient, case_id: str, unit_id: UUID | None
) -> dict[str, Any]:
    """Have a request for money wait, beside a ledger in which something is booked."""
    answer = await desk.get(f"/arrangements/v1/cases/{case_id}/arrangements")
    (help_,) = answer.json()["items"]
    planned = await desk.post(
        f"/arrangements/v1/cases/{case_id}/arrangements/{help_['id']}/sessions",
        json={"firstOn": help_["startsOn"], "until": help_["startsOn"]},
    )
    assert planned.status_code == 201, planned.text
    asked = await desk.post(
        f"/arrangements/v1/arrangements/{help_['id']}/money-requests", json={"amountCents": 10_000}
    )
    assert asked.status_code == 201, asked.text
    first_day = date.fromisoformat(help_["startsOn"])
    given = {"unitId": str(unit_id), "amountCents": 100, "schoolYear": school_year_of(first_day)}
    budget_id = await _make(administrator, "/arrangements/v1/budget-allocations", given)
    booked = await administrator.get(f"/arrangements/v1/budgets/{budget_id}/entries")
    return {
        "help_id": UUID(help_["id"]),
        "session_id": UUID(planned.json()["items"][0]["id"]),
        "money_request_id": UUID(asked.json()["waiting"]["id"]),
        "budget_id": budget_id,
        "entry_id": UUID(booked.json()["items"][0]["id"]),
    }


async def _bring(client: httpx2.AsyncClient, case_id: str) -> UUID:
    answer = await client.post(
        f"/arrangements/v1/cases/{case_id}/documents",
        data={"kind": "report", "title": "Verslag"},
        files={"file": ("verslag.txt", b"Hallo")},
    )
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["id"])


async def _prepare(school: httpx2.AsyncClient, pupil_id: str) -> UUID:
    answers = dict.fromkeys(("strengths", "impediments", "tried", "child-wants", "question"), "x")
    body = {"kind": "child", "pupilId": pupil_id, "answers": answers}
    made = await _make(school, "/intake/v1/prepared-requests", body)
    await _make(school, f"/intake/v1/prepared-requests/{made}/showings", {})
    return made
