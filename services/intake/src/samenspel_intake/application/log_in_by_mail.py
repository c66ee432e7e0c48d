"""Use cases: someone asks a code by mail, the code is sent, and it lets in who has it.

Asking does the same work whether the address is known or not: one row. Who it is for is looked up
by a job, so that no answer, and no time that one takes, tells whether somebody is known here.
"""

from dataclasses import dataclass

from samenspel_intake.application.passwordless_ports import PasswordlessUnitOfWork
from samenspel_intake.application.start_session import start_session
from samenspel_intake.domain.limits import CODES_TO_AN_ADDRESS
from samenspel_intake.domain.log_in import LogInMethod
from samenspel_intake.domain.log_in_code import LIFETIME, LogInCode, LogInCodeId
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import PersonId, new_id
from samenspel_kernel.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCode:
    """For which address (its key hash), and from which browser (the hash of what it keeps)."""

    address: str
    browser: bytes


async def ask_code(command: AskCode, *, uow: PasswordlessUnitOfWork, clock: Clock) -> LogInCode:
    """Note that a code is wanted; a job sends it to who is known."""
    code = LogInCode(
        id=LogInCodeId(new_id()),
        address=command.address,
        browser=command.browser,
        expires_at=clock.now() + LIFETIME,
    )
    await uow.log_in_codes.add(code)
    return code


async def send_code(
    code: LogInCode, person_id: PersonId, *, uow: PasswordlessUnitOfWork, clock: Clock
) -> bool:
    """Have the letter written; False if this person does not log in so.

    Somebody who had too many of late gets none, and is not told so either.
    """
    contact = await uow.invitations.contact_of(person_id)
    if contact is None:
        return False
    if not await uow.log_in_codes.claim(code.id):
        return True
    limit, who = CODES_TO_AN_ADDRESS, code.address.encode()
    if await uow.tries.count(limit.what, who, at=clock.now(), window=limit.window) <= limit.most:
        contact.ask_code(code.id, expires_at=code.expires_at, at=clock.now())
        uow.contacts.save(contact)
    return True


async def prove(
    code: LogInCode, is_right: bool, browser: bytes, *, uow: PasswordlessUnitOfWork, clock: Clock
) -> bool:
    """Count a try, and let the browser choose as whom to go in; tells whether it was right.

    RuleViolation if the code is of no use any more.
    """
    if code.try_it(is_right, at=clock.now()):
        code.browser = browser
    await uow.log_in_codes.note(code)
    return is_right


async def enter_with_code(
    code: LogInCode, person_id: PersonId, *, uow: PasswordlessUnitOfWork, clock: Clock
) -> Session:
    """Start the session of a person whom the proven code is for, once; RuleViolation otherwise."""
    code.use(at=clock.now())
    await uow.log_in_codes.note(code)
    person = await uow.people.get(person_id)
    return await start_session(person, method=LogInMethod.CODE, uow=uow, clock=clock)
