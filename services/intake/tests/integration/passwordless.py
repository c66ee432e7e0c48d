"""People without a password, in tests: how they are invited, and what their letters say."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx2
from sqlalchemy import text

from samenspel_intake.domain.alliance import school_id_of
from samenspel_intake.domain.pupil import Place, Pupil
from samenspel_intake.jobs.send_codes import send_codes
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import PupilId, SchoolId, UnitId, new_id
from samenspel_platform.letter_secrets import LetterSecrets, Purpose, Ticket
from samenspel_testkit.pages import Page

BY_MAIL = "/intake/log-in-by-mail"
INVITATION = "/intake/uitnodiging"
ANNA = "anna@voorbeeld.example"


@dataclass
class Letters:
    """What notifications would send: made of what the outbox tells, and the key."""

    intake: Any
    secrets: LetterSecrets
    alliance_id: UUID = field(init=False)

    def __post_init__(self) -> None:
        self.alliance_id = self.intake.scope.alliance_id

    async def told(self, event: str) -> list[dict[str, Any]]:
        """Give the data of all events of a type, the oldest first."""
        async with self.intake.process.job_context.transactions(self.intake.scope) as uow:
            rows = await uow.session.scalars(
                text("SELECT data FROM bus.outbox WHERE type LIKE :type ORDER BY id"),
                {"type": f"%.{event}.v1"},
            )
            return list(rows)

    async def invitation(self) -> Ticket:
        """Give the newest invitation's link."""
        id_ = UUID((await self.told("contact.invited"))[-1]["invitationId"])
        return Ticket(self.alliance_id, id_, self.secrets.secret(Purpose.INVITATION, id_))

    async def code(self) -> tuple[str, Ticket]:
        """Run the job, and give the newest code with its link."""
        await send_codes(self.intake.process.job_context)
        id_ = UUID((await self.told("contact.log-in-code-asked"))[-1]["logInCodeId"])
        secret = self.secrets.secret(Purpose.LOG_IN_CODE, id_)
        return self.secrets.code(id_), Ticket(self.alliance_id, id_, secret)


async def a_pupil(intake: Any, name: str = "Sem", school: str = "99BB00") -> UUID:
    """Enter a pupil at a school."""
    async with intake.process.job_context.transactions(intake.scope) as uow:
        at_school = await uow.schools.get(school_id_of(school))
        term = await uow.terms.begin("data-completion", intake.clock.now().date())
        pupil = Pupil.register(
            PupilId(new_id()),
            alliance_id=at_school.alliance_id,
            given_name=name,
            family_name="Jansen",
            place=Place(school_id=SchoolId(at_school.id), unit_id=UnitId(at_school.unit_id)),
            has_reachable_parent=False,
            term=term,
            at=intake.clock.now(),
        )
        uow.pupils.save(pupil)
    return UUID(str(pupil.id))


async def send(
    client: httpx2.AsyncClient, form: str, to: str = "", **fields: str
) -> httpx2.Response:
    """Open the page of a form, fill it in, and send it."""
    page = await client.get(form)
    assert page.status_code == 200, (form, page.status_code)
    known = {k: v for k, v in Page(page.text).fields.items() if k in ("csrf", "idempotency_key")}
    return await client.post(to or form.partition("?")[0], data={**known, **fields})


async def invite(intake: Any, by: Actor, pupil: UUID, **fields: str) -> httpx2.Response:
    """Invite a parent, Anna unless told otherwise."""
    asked = {"role": "parent", "name": "Anna Jansen", "email": ANNA, "language": "nl", **fields}
    async with intake.client(by) as client:
        return await send(client, f"/intake/pupils/{pupil}/invitations", **asked)


async def accept(client: httpx2.AsyncClient, ticket: Ticket) -> httpx2.Response:
    """Press the button of an invitation."""
    return await send(client, f"{INVITATION}?ticket={ticket}", ticket=str(ticket))


async def ask_code(client: httpx2.AsyncClient, email: str = ANNA) -> httpx2.Response:
    """Ask a code for an address."""
    return await send(client, BY_MAIL, email=email)


async def is_in(client: httpx2.AsyncClient) -> bool:
    """Tell whether somebody is logged in."""
    return (await client.get("/intake/sessions")).status_code == 200
