"""Cases whose perspective and voice have begun, as their consumers begin them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from samenspel_arrangements.domain.perspective.ids import perspective_id_of
from samenspel_arrangements.domain.voice.hearing import Moment
from samenspel_arrangements.domain.voice.ids import voice_id_of
from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.arrangements import CaseActionPlannedV1, CaseOpenedV1
from samenspel_contracts.intake import ContactRecordedV1, PupilRecordedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import CaseId

ACCEPTANCE = {"nextAction": "contact-family", "dueOn": "2026-09-21"}
PERSPECTIVE = {
    "ownWords": "Ik wil meedoen met rekenen.",
    "toldBy": "child",
    "now": "Een rustige plek.",
    "nextSchool": "Naar de school van mijn zus.",
    "adult": "Iets met dieren.",
    "education": {"lines": ["Elke dag voorlezen"]},
    "care": {"notNeededBecause": "De huisarts is gevraagd."},
    "home": {"lines": ["Thuis een vast moment"]},
    "goals": [
        {"key": "aaaa1111", "whom": "child", "text": "Ik durf iets te vragen.", "seenBy": "Vinger"},
        {"key": "bbbb2222", "whom": "teacher", "text": "De leraar geeft tijd.", "seenBy": "Rust"},
    ],
    "noGoalForSurroundings": "",
    "team": ["Jeugdteam: denkt mee over thuis"],
}


@dataclass(frozen=True, slots=True)
class Child:
    """A child with an open case, and the people around it."""

    world: Any
    case_id: UUID
    pupil_id: UUID
    holder: Actor
    mother_id: UUID

    @property
    def perspective_id(self) -> UUID:
        return perspective_id_of(CaseId(self.case_id))

    @property
    def voice_id(self) -> UUID:
        return voice_id_of(CaseId(self.case_id), Moment.DRAFTING)

    def itself(self) -> Actor:
        return self.follower(Role.PUPIL)

    def follower(self, role: Role) -> Actor:
        found: Actor = self.world.somebody(role, pupil_ids=frozenset({self.pupil_id}))
        return found

    @property
    def perspective(self) -> str:
        return f"/arrangements/v1/cases/{self.case_id}/perspective"

    @property
    def voice(self) -> str:
        return f"/arrangements/v1/voices/{self.voice_id}"


async def a_child(world: Any, client_of: Any, *, kind: str = "arrangement") -> Child:
    """Have a coordinator accept the case of Noor, whose mother decides about her."""
    pupil_id, mother_id = uuid4(), uuid4()
    pupil = PupilRecordedV1(pupil_id=pupil_id, given_name="Noor", family_name="Bakker")
    await world.tell(pupil, subject=pupil_id)
    for name, contact_id, decides in (("Sam de Wit", mother_id, True), ("Oma", uuid4(), False)):
        contact = ContactRecordedV1(
            contact_id=contact_id,
            kind="parent",
            pupil_id=pupil_id,
            name=name,
            language="nl",
            has_authority=decides,
        )
        await world.tell(contact, subject=contact_id)
    case_id = await world.offer(pupil_id=pupil_id, kind=kind)
    holder = world.coordinator()
    async with client_of(holder) as client:
        path = f"/arrangements/v1/cases/{case_id}/acceptances"
        accepted = await client.post(path, json=ACCEPTANCE)
    assert accepted.status_code == 201, accepted.text
    told = accepted.json()
    opened = CaseOpenedV1(
        case_id=case_id,
        handover_id=told["handoverId"],
        support_request_id=told["supportRequestId"],
        pupil_id=pupil_id,
        school_id=world.school_id,
        holder=HolderRef(kind="person", id=holder.person_id),
        next_action=NextActionRef(kind="contact-family", due_on=told["nextAction"]["dueOn"]),
    )
    await world.tell(opened, subject=case_id, seq=2)
    await world.tell_again()
    return Child(world, case_id, pupil_id, holder, mother_id)


async def goes_to(child: Child, holder: Actor) -> None:
    """Tell that another holds the case from now on."""
    planned = CaseActionPlannedV1(
        case_id=child.case_id,
        support_request_id=uuid4(),
        holder=HolderRef(kind="person", id=holder.person_id),
        next_action=NextActionRef(kind="observe", due_on="2026-09-21"),
    )
    await child.world.tell(planned, subject=child.case_id, seq=3)
