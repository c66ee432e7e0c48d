"""Writes the read models: partial rows, so that it does not matter which aggregate comes first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Unpack
from uuid import UUID, uuid5

from samenspel_reporting.application.ports import (
    Breach,
    BudgetChange,
    HandoverChange,
    ItemChange,
    Milestone,
    SpellChange,
    SpellClass,
    TlvChange,
)
from samenspel_reporting.domain.items import ItemKind, ItemState
from samenspel_reporting.persistence.row_buffer import RowBuffer, sheet_of
from samenspel_reporting.persistence.tables import (
    BreachRow,
    BudgetRow,
    HandoverRow,
    ItemRow,
    JourneyRow,
    SchoolRow,
    SpellClassRow,
    SpellRow,
    TlvRow,
    UnitRow,
)

COLUMN_OF: Mapping[Milestone, str] = {
    Milestone.SUBMITTED: "submitted_at",
    Milestone.CASE_OPENED: "case_opened_at",
    Milestone.GRANTED: "granted_at",
}


ITEM = sheet_of(ItemRow, earliest=frozenset({"opened_at"}))
JOURNEY = sheet_of(JourneyRow, key="support_request_id", earliest=frozenset(COLUMN_OF.values()))
HANDOVER = sheet_of(HandoverRow)
BREACH = sheet_of(BreachRow)
BUDGET = sheet_of(BudgetRow)
SPELL = sheet_of(SpellRow)
SPELL_CLASS = sheet_of(SpellClassRow)
TLV = sheet_of(TlvRow)
UNIT = sheet_of(UnitRow)
SCHOOL = sheet_of(SchoolRow)


class SqlProjections:
    """The read models of one alliance; whoever owns the buffer writes it."""

    def __init__(self, rows: RowBuffer) -> None:
        self._rows = rows

    async def change_item(
        self,
        id_: UUID,
        kind: ItemKind,
        state: ItemState,
        *,
        at: datetime,
        **change: Unpack[ItemChange],
    ) -> None:
        """Make or change the line of a request or case."""
        self._rows.put(ITEM, id_, {"kind": kind, "state": state, "opened_at": at, **change})

    async def expect_item(
        self, id_: UUID, kind: ItemKind, *, at: datetime, unit_id: UUID | None
    ) -> None:
        """Make an open line without a holder, unless there is one already."""
        row = {"kind": kind, "state": ItemState.OPEN, "unit_id": unit_id, "opened_at": at}
        self._rows.expect(ITEM, id_, row)

    async def reach(self, support_request_id: UUID, milestone: Milestone, at: datetime) -> None:
        """Note when a request first reached a milestone."""
        self._rows.put(JOURNEY, support_request_id, {COLUMN_OF[milestone]: at})

    async def change_handover(self, id_: UUID, **change: Unpack[HandoverChange]) -> None:
        """Make or change a handover."""
        self._rows.put(HANDOVER, id_, {**change})

    async def note_breach(self, **breach: Unpack[Breach]) -> None:
        """Keep that a term was broken; told again, it is the same line."""
        id_ = uuid5(breach["item_id"], f"{breach['rule']} {breach['last_day']}")
        self._rows.put(BREACH, id_, {**breach})

    async def change_budget(self, id_: UUID, **change: Unpack[BudgetChange]) -> None:
        """Make or change the line of a ledger."""
        self._rows.put(BUDGET, id_, {**change})

    async def change_spell(self, id_: UUID, **change: Unpack[SpellChange]) -> None:
        """Make or change the line of a child without education."""
        self._rows.put(SPELL, id_, {**change})

    async def classify_spell(self, **period: Unpack[SpellClass]) -> None:
        """Keep a name in law from a day on; told again, it is the same line."""
        id_ = uuid5(period["spell_id"], f"{period['first_day']}")
        self._rows.put(SPELL_CLASS, id_, {**period})

    async def change_tlv(self, id_: UUID, **change: Unpack[TlvChange]) -> None:
        """Make or change the line of a TLV."""
        self._rows.put(TLV, id_, {**change})

    async def change_unit(self, id_: UUID, *, name: str, alliance_name: str) -> None:
        """Know a unit by its name."""
        self._rows.put(UNIT, id_, {"name": name, "alliance_name": alliance_name})

    async def change_school(self, id_: UUID, *, name: str, unit_id: UUID | None) -> None:
        """Know a school by its name."""
        self._rows.put(SCHOOL, id_, {"name": name, "unit_id": unit_id})
