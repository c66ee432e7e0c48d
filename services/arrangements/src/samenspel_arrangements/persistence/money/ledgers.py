"""Stored ledgers; whoever changes one waits for who changed it first."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.entries import (
    Account,
    Balances,
    Entry,
    EntryId,
    EntryKind,
)
from samenspel_arrangements.domain.money.ledger import (
    BudgetId,
    Commitment,
    Ledger,
    budget_id_of,
)
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.persistence.money_tables import CommitmentRow, EntryRow, LedgerRow
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import ArrangementId, PersonId, UnitId
from samenspel_messaging.partitions import part_of
from samenspel_messaging.unit_of_work import SqlRepository, SqlUnitOfWork


class SqlLedgers(SqlRepository[Ledger, LedgerRow]):
    """The ledgers of one alliance."""

    row_type = LedgerRow

    def __init__(self, uow: SqlUnitOfWork) -> None:
        super().__init__(uow)
        self._locked: dict[UUID, Ledger] = {}
        self._commitment_rows: dict[tuple[UUID, UUID], CommitmentRow] = {}

    async def locked(
        self, unit_id: UnitId | None, year: SchoolYear, *arrangement_ids: ArrangementId
    ) -> Ledger:
        """Load one for change, with what is committed for these arrangements; it may be empty.

        Nobody else changes it until this transaction ends.
        """
        alliance_id = self._uow.scope.alliance_id
        await self._make_sure(unit_id, year)
        ledger = await self._lock(budget_id_of(alliance_id, unit_id, year))
        wanted = [id_ for id_ in arrangement_ids if id_ not in ledger.commitments]
        await self._read_commitments(ledger, wanted)
        return ledger

    async def locked_pair(
        self, one: tuple[UnitId | None, SchoolYear], other: tuple[UnitId | None, SchoolYear]
    ) -> tuple[Ledger, Ledger]:
        """Load two for change, locked in the order of their ids, so that none waits in a circle."""
        alliance_id = self._uow.scope.alliance_id
        for key in sorted({one, other}, key=lambda key: budget_id_of(alliance_id, *key)):
            await self.locked(*key)
        return await self.locked(*one), await self.locked(*other)

    async def entry(self, id_: UUID) -> tuple[Entry, Ledger]:
        """Load an entry with its ledger, for change; NotFound if there is none."""
        row = EntryRow
        mine = row.alliance_id == self._uow.scope.alliance_id
        found = await self._uow.session.scalar(select(row).where(row.id == id_, mine))
        if found is None:
            raise NotFound
        ledger = await self._lock(BudgetId(found.ledger_id))
        if found.arrangement_id:
            await self._read_commitments(ledger, [ArrangementId(found.arrangement_id)])
        reversal = select(row.id).where(row.reverses == id_, mine)
        if await self._uow.session.scalar(reversal):
            ledger.reversed.add(EntryId(found.id))
        return entry_of(found), ledger

    def to_domain(self, row: LedgerRow) -> Ledger:
        """Build one, without its commitments."""
        return Ledger(
            id=BudgetId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            year=SchoolYear(row.school_year),
            balances=Balances(
                budget=row.budget_cents,
                free=row.free_cents,
                committed=row.committed_cents,
                spent=row.spent_cents,
                other_units=row.other_units_cents,
            ),
            entries=row.entries,
        )

    def fill(self, row: LedgerRow, aggregate: Ledger) -> None:
        """Write its balances, and add what was booked."""
        balances = aggregate.balances
        row.school_year, row.entries = aggregate.year.first_year, aggregate.entries
        row.budget_cents, row.free_cents = balances.budget, balances.free
        row.committed_cents, row.spent_cents = balances.committed, balances.spent
        row.other_units_cents = balances.other_units
        entries, aggregate.booked = aggregate.booked, []
        self._uow.session.add_all(_entry_row(aggregate, entry) for entry in entries)
        for arrangement_id in {entry.arrangement_id for entry in entries}:
            if arrangement_id is not None:
                self._write_commitment(aggregate, arrangement_id)

    async def _make_sure(self, unit_id: UnitId | None, year: SchoolYear) -> None:
        alliance_id = self._uow.scope.alliance_id
        row = LedgerRow
        empty = {
            row.id: budget_id_of(alliance_id, unit_id, year),
            row.alliance_id: alliance_id,
            row.unit_id: unit_id,
            row.part: part_of(unit_id or alliance_id),
            row.row_version: 1,
            row.event_seq: 0,
            row.school_year: year.first_year,
            row.entries: 0,
            row.budget_cents: 0,
            row.free_cents: 0,
            row.committed_cents: 0,
            row.spent_cents: 0,
            row.other_units_cents: 0,
        }
        values = {column.key: value for column, value in empty.items()}
        await self._uow.session.execute(insert(row).values(values).on_conflict_do_nothing())

    async def _lock(self, id_: BudgetId) -> Ledger:
        if id_ in self._locked:
            return self._locked[id_]
        row = LedgerRow
        mine = row.alliance_id == self._uow.scope.alliance_id
        query = select(row).where(row.id == id_, mine).with_for_update()
        fresh = query.execution_options(populate_existing=True)
        found = (await self._uow.session.scalars(fresh)).one()
        ledger = self.to_domain(found)
        ledger.row_version = found.row_version
        self._rows[id_], self._locked[id_] = found, ledger
        return ledger

    async def _read_commitments(self, ledger: Ledger, wanted: Sequence[ArrangementId]) -> None:
        if not wanted:
            return
        row = CommitmentRow
        query = select(row).where(row.ledger_id == ledger.id, row.arrangement_id.in_(wanted))
        mine = query.where(row.alliance_id == self._uow.scope.alliance_id)
        for found in await self._uow.session.scalars(mine):
            id_ = ArrangementId(found.arrangement_id)
            self._commitment_rows[ledger.id, id_] = found
            ledger.commitments[id_] = Commitment(id_, found.open_cents, found.spent_cents)

    def _write_commitment(self, ledger: Ledger, arrangement_id: ArrangementId) -> None:
        key = ledger.id, arrangement_id
        if (row := self._commitment_rows.get(key)) is None:
            row = CommitmentRow()
            row.ledger_id, row.arrangement_id = key
            row.alliance_id = ledger.alliance_id
            self._commitment_rows[key] = row
            self._uow.session.add(row)
        commitment = ledger.commitments[arrangement_id]
        row.open_cents, row.spent_cents = commitment.open, commitment.spent


def entry_of(row: EntryRow) -> Entry:
    """Build an entry of its row."""
    return Entry(
        id=EntryId(row.id),
        number=row.number,
        kind=EntryKind(row.kind),
        amount=Cents(row.amount_cents),
        taken_from=Account(row.taken_from),
        given_to=Account(row.given_to),
        arrangement_id=ArrangementId(row.arrangement_id) if row.arrangement_id else None,
        reverses=EntryId(row.reverses) if row.reverses else None,
        pair_id=EntryId(row.pair_id) if row.pair_id else None,
        mandate_version=row.mandate_version,
        by=PersonId(row.booked_by),
        at=row.booked_at,
    )


def _entry_row(ledger: Ledger, entry: Entry) -> EntryRow:
    return EntryRow(
        id=entry.id,
        alliance_id=ledger.alliance_id,
        ledger_id=ledger.id,
        number=entry.number,
        kind=entry.kind.value,
        amount_cents=entry.amount,
        taken_from=entry.taken_from.value,
        given_to=entry.given_to.value,
        arrangement_id=entry.arrangement_id,
        reverses=entry.reverses,
        pair_id=entry.pair_id,
        mandate_version=entry.mandate_version,
        booked_by=entry.by,
        booked_at=entry.at,
    )
