"""Use cases: an administrator brings a newer register, and confirms it after looking at it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol
from uuid import UUID

from samenspel_intake.application.schools.close_school import CloseSchool
from samenspel_intake.application.schools.compare_register import part_of_alliance
from samenspel_intake.application.schools.ports import SchoolsUnitOfWork
from samenspel_intake.application.schools.register_import import BroughtRegister, RegisterImports
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation


class ImportsUnitOfWork(SchoolsUnitOfWork, Protocol):
    """A transaction that keeps imports too."""

    @property
    def register_imports(self) -> RegisterImports:
        """The imports of the alliance."""
        ...


async def bring_register(
    id_: UUID, brought: BroughtRegister, *, actor: Actor, uow: ImportsUnitOfWork, clock: Clock
) -> None:
    """Keep the alliance's part of it, with what is wrong with lines of that part or of none.

    InvalidInput when nothing of it is the alliance's.
    """
    mine = await part_of_alliance(brought.locations, uow=uow)
    if not mine:
        raise InvalidInput(FieldError("file", "register.no-schools"))
    others = {location.code for location in brought.locations} - {each.code for each in mine}
    problems = tuple(each for each in brought.problems if each.location not in others)
    kept = replace(brought, locations=tuple(mine), problems=problems)
    await uow.register_imports.add(id_, kept, by=actor.person_id, at=clock.now())


async def confirm_register(
    id_: UUID, closures: Sequence[CloseSchool], *, uow: ImportsUnitOfWork, clock: Clock
) -> None:
    """Have it taken over. RuleViolation when that was done before."""
    if not await uow.register_imports.confirm(id_, closures, at=clock.now()):
        raise RuleViolation("register.confirmed-before")
