"""Perspectives to test with: what is typed, and one that is open."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from samenspel_arrangements.domain.gates.gates import gate_of
from samenspel_arrangements.domain.perspective.content import Content
from samenspel_arrangements.domain.perspective.draft import content_of
from samenspel_arrangements.domain.perspective.perspective import SharedPerspective
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, CaseId, PersonId, PupilId, SupportRequestId
from samenspel_kernel.term import Term

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
TODAY = date(2026, 9, 7)
HOLDER = Holder(HolderKind.PERSON, UUID(int=5))
CHILDS_GATE, LIGHT_GATE = gate_of("child"), gate_of("consultation")
DRAFT = {
    "own_words": "Ik wil meedoen met rekenen.",
    "told_by": "child",
    "now": "Een rustige plek in de klas.",
    "next_school": "Naar dezelfde school als mijn zus.",
    "adult": "Iets met dieren.",
    "education": "Elke dag een kwartier voorlezen\nEen vaste plek vooraan",
    "care_not_needed": "Er is geen zorg nodig; de huisarts is gevraagd.",
    "home": "Thuis een vast moment voor lezen",
    "goals.aaaa1111.whom": "child",
    "goals.aaaa1111.text": "Ik durf iets te vragen.",
    "goals.aaaa1111.seen_by": "Ik steek mijn vinger op.",
    "goals.bbbb2222.whom": "teacher",
    "goals.bbbb2222.text": "De leraar geeft mij tijd.",
    "goals.bbbb2222.seen_by": "Ik mag later antwoorden.",
    "team": "Jeugdteam: praat mee over thuis",
}


def term(rule: str, days: int, *, start: date = TODAY) -> Term:
    return Term(rule, 1, start, start + timedelta(days=days))


def somebody() -> Actor:
    return Actor(
        person_id=PersonId(uuid4()),
        alliance_id=AllianceId(UUID(int=1)),
        role=Role.UNIT_COORDINATOR,
        name="Sam de Wit",
        unit_id=UUID(int=2),
    )


def content(**changes: str) -> Content:
    return content_of({k: v for k, v in (DRAFT | changes).items() if v}, CHILDS_GATE)


def a_perspective() -> SharedPerspective:
    return SharedPerspective.open(
        CaseId(UUID(int=3)),
        alliance_id=UUID(int=1),
        unit_id=UUID(int=2),
        support_request_id=SupportRequestId(UUID(int=4)),
        pupil_id=PupilId(UUID(int=6)),
        school_id=None,
        holder=HOLDER,
        write=term("perspective-write", 42),
        at=NOW,
    )


def a_written_one() -> SharedPerspective:
    perspective = a_perspective()
    perspective.write(content(), by=somebody(), agree=term("perspective-agree", 14), at=NOW)
    perspective.take_events()
    return perspective
