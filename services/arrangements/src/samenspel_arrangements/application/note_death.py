"""Use case: a child died. Everything about it closes at once, whatever it waited for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.help.ports import HelpUnitOfWork
from samenspel_arrangements.application.places import follow
from samenspel_arrangements.application.places.ports import SeatsUnitOfWork
from samenspel_arrangements.application.transitions.follow import end_at_death
from samenspel_arrangements.application.transitions.ports import FollowingUnitOfWork
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.help.course import EndReason
from samenspel_arrangements.domain.letters.letter import Letter
from samenspel_arrangements.domain.money.request import MoneyRequest
from samenspel_arrangements.domain.opp.opp import Opp
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.ids import PupilId


class Opps(Protocol):
    """The plans of one alliance."""

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Opp]:
        """Load all of a child, for change."""
        ...

    def save(self, aggregate: Opp) -> None:
        """Have it written at the end of the unit of work."""
        ...


class Tlvs(Protocol):
    """The TLVs of one alliance."""

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Tlv]:
        """Load all about a child, for change."""
        ...

    def save(self, aggregate: Tlv) -> None:
        """Have it written at the end of the unit of work."""
        ...


class MoneyRequests(Protocol):
    """The requests for money of one alliance."""

    async def waiting_for(self, pupil_id: UUID) -> Sequence[MoneyRequest]:
        """Load those for a child that wait, for change."""
        ...

    def save(self, aggregate: MoneyRequest) -> None:
        """Have it written at the end of the unit of work."""
        ...


class Letters(Protocol):
    """The letters of one alliance."""

    async def waiting_about(self, pupil_id: UUID) -> Sequence[Letter]:
        """Load those about a child that are not made yet, for change."""
        ...

    def save(self, aggregate: Letter) -> None:
        """Have it written at the end of the unit of work."""
        ...


class DeathUnitOfWork(HelpUnitOfWork, SeatsUnitOfWork, FollowingUnitOfWork, Protocol):
    """One transaction with everything that there can be about a child."""

    @property
    def opps(self) -> Opps:
        """The plans."""
        ...

    @property
    def tlvs(self) -> Tlvs:
        """The TLVs."""
        ...

    @property
    def money_requests(self) -> MoneyRequests:
        """The requests for money."""
        ...

    @property
    def letters(self) -> Letters:
        """The letters."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDeath:
    """Who died, and when it was told."""

    pupil_id: PupilId
    at: datetime


async def note_death_of(command: NoteDeath, *, uow: DeathUnitOfWork) -> Sequence[Case]:
    """Close all about the child at once; nothing is asked or sent any more. Gives its cases.

    The second time changes nothing. What the child said, and its perspective, end with their case.
    """
    cases = await uow.cases.of_pupil(command.pupil_id)
    for case in cases:
        case.died(at=command.at)
        uow.cases.save(case)
        for granted in await uow.arrangements.of_case(case.id):
            granted.end_with_case(EndReason.DIED, at=command.at)
            uow.arrangements.save(granted)
    await _end_the_rest(command, uow=uow)
    return cases


async def _end_the_rest(command: NoteDeath, *, uow: DeathUnitOfWork) -> None:
    for opp in await uow.opps.of_pupil(command.pupil_id):
        if opp.responsibility is not None:
            opp.abandon(at=command.at)
            uow.opps.save(opp)
    for tlv in await uow.tlvs.of_pupil(command.pupil_id):
        if tlv.responsibility is not None:
            tlv.died(at=command.at)
            uow.tlvs.save(tlv)
    await follow.note_death(command.pupil_id, at=command.at, uow=uow)
    await end_at_death(command.pupil_id, at=command.at, uow=uow)
    for request in await uow.money_requests.waiting_for(command.pupil_id):
        request.child_died(at=command.at)
        uow.money_requests.save(request)
    for letter in await uow.letters.waiting_about(command.pupil_id):
        letter.withdraw(command.at)
        uow.letters.save(letter)
