"""What the toy service that writes does in these measurements: a case counts on, as real facts."""

from typing import ClassVar, TypeVar
from uuid import UUID

from sqlalchemy import text
from tests.bench.payload import ALLIANCE, DAY, units

from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.intake import SupportRequestHandoverOfferedV1
from samenspel_contracts.registry import EventData
from samenspel_kernel.aggregate import DomainEvent
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import ToContract, Transactions
from samenspel_testkit.toy_services import Toy, ToyUnitOfWork

ToysT = TypeVar("ToysT", bound=ToyUnitOfWork)
NOTHING = UUID(int=0)
WRITTEN = text("INSERT INTO written (subject, seq) VALUES (:subject, :seq)")


def as_offered(event: DomainEvent) -> EventData:
    """Say it in a contract of the usual size."""
    return SupportRequestHandoverOfferedV1(
        support_request_id=NOTHING,
        handover_id=NOTHING,
        pupil_id=NOTHING,
        school_id=NOTHING,
        kind="arrangement",
        age_band="8-9",
        answer_by=DAY,
        holder=HolderRef(kind="unit-desk", id=NOTHING),
        next_action=NextActionRef(kind="await-answer", due_on=DAY),
    )


def in_silence(_: DomainEvent) -> None:
    """Tell nobody."""


class TellingUnitOfWork(ToyUnitOfWork):
    """What counts becomes an event."""

    to_contract: ClassVar[ToContract] = staticmethod(as_offered)


class SilentUnitOfWork(ToyUnitOfWork):
    """The same rows, and no event."""

    to_contract: ClassVar[ToContract] = staticmethod(in_silence)


async def make(transactions: Transactions[ToysT], number: int) -> Toy:
    """Make the n-th toy; they are spread over the units."""
    every = units()
    async with transactions(Scope.begin(ALLIANCE)) as uow:
        unit = every[number % len(every)]
        toy = Toy(id=UUID(int=number, version=4), alliance_id=ALLIANCE, unit_id=unit)
        toy.count()
        uow.toys.save(toy)
    return toy


async def count_on(transactions: Transactions[ToysT], toy_id: UUID, *, noted: bool = False) -> None:
    """The use case: load, change, save; `noted` also writes down which event it is."""
    async with transactions(Scope.begin(ALLIANCE)) as uow:
        toy = await uow.toys.get(toy_id)
        toy.count()
        if noted:
            await uow.session.execute(WRITTEN, {"subject": toy.id, "seq": toy.number})
        uow.toys.save(toy)
