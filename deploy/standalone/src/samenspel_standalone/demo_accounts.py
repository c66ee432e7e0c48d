"""In the demo: a provider of made-up accounts, one for each of its people who is staff."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import SecretStr

from samenspel_demo.people import PERSONAS, Persona
from samenspel_intake.domain.log_in import LogInKeyKind
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.settings import IssuerSettings, TwoFactors
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import AllianceId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import JobContext

ISSUER = "demo"
STAFF = tuple(persona for persona in PERSONAS if persona.role is not Role.PARENT)


@contextmanager
def demo_accounts() -> Iterator[IssuerSettings]:
    """Serve the accounts on a free port of this machine, for as long as the block lasts."""
    # A library of it is to be replaced by another some day, and insists on saying so.
    with warnings.catch_warnings(record=True):
        from oidc_provider_mock import User, run_server_in_thread
    users = [User(sub=persona.name, claims={"name": persona.name}) for persona in STAFF]
    with run_server_in_thread(user_claims=users) as server:
        yield IssuerSettings(
            id=ISSUER,
            label="Inloggen met een verzonnen werkaccount",
            url=f"http://localhost:{server.server_port}",
            client_id="samenspel",
            client_secret=SecretStr("nobody checks it"),
            two_factors=TwoFactors(always=True),
        )


async def tie_accounts(intake: JobContext[SqlIntakeUnitOfWork], alliance_id: AllianceId) -> None:
    """Let each account lead to its person; once is enough."""
    today = dutch_date(intake.clock.now())
    async with intake.transactions(Scope.begin(alliance_id)) as uow:
        people = {
            (p.person.name, p.grant.role): p.person for p in await uow.register.people(on=today)
        }
        for persona in STAFF:
            if person := people.get((persona.name, persona.role)):
                account, now = account_of(persona), intake.clock.now()
                await uow.log_in_keys.put(
                    LogInKeyKind.OIDC, account, person.id, issuer=ISSUER, at=now
                )


def account_of(persona: Persona) -> str:
    """Give the code of a persona's account."""
    return f"{ISSUER}:{persona.name}"
