"""Puts changes to rows off and merges them, so that a batch of events takes few statements.

Two transactions may change the same rows (a request and its case are followed apart). So that
they never wait for each other, a table's rows are locked in the order of their keys, whatever is
written to each, and the tables come in the order of their names.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Executable, Result, Table, bindparam, false, func, select
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase

ALLIANCE = "alliance_id"
Values = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table whose rows are buffered: keyed by the alliance and `key`.

    Of the columns in `earliest` the first moment is kept, whatever comes later.
    """

    table: Table
    key: str = "id"
    earliest: frozenset[str] = frozenset()


def sheet_of(row: type[DeclarativeBase], **how: Any) -> Sheet:
    """Give the sheet of a table by its row."""
    table = row.__table__
    assert isinstance(table, Table)  # noqa: S101 - SQLAlchemy's types say less
    return Sheet(table, **how)


@dataclass(slots=True)
class _Row:
    """What is to happen to a row: `expected` makes it if it is not there, `given` changes it."""

    expected: Values = field(default_factory=dict)
    given: Values = field(default_factory=dict)


class RowBuffer:
    """The changes of one transaction to the rows of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id
        self._rows: defaultdict[Sheet, defaultdict[UUID, _Row]]
        self._forget()

    def put(self, sheet: Sheet, id_: UUID, values: Values) -> None:
        """Make the row, or change only the columns given; `values` is ours from now on."""
        given = self._rows[sheet][id_].given
        _keep_earliest(sheet, given, values)
        given.update(values)

    def expect(self, sheet: Sheet, id_: UUID, values: Values) -> None:
        """Make the row, unless there is one already."""
        row = self._rows[sheet][id_]
        if not row.given and not row.expected:
            row.expected = values

    async def write(self) -> None:
        """Write it all, and begin anew."""
        for sheet in sorted(self._rows, key=lambda sheet: sheet.table.name):
            await self._write(sheet, self._rows[sheet])
        self._forget()

    def _forget(self) -> None:
        self._rows = defaultdict(lambda: defaultdict(_Row))

    async def _write(self, sheet: Sheet, rows: Mapping[UUID, _Row]) -> None:
        groups = _by_columns(rows)
        if len(groups) > 1 or any(row.expected for row in rows.values()):
            made = await self._make_or_lock(sheet, rows)
            groups = _by_columns({id_: row for id_, row in rows.items() if id_ not in made})
        for names, ids in groups.items():
            if names:
                given = {id_: rows[id_].given for id_ in ids}
                await self._execute(_change(sheet, names), sheet, given, names)

    async def _make_or_lock(self, sheet: Sheet, rows: Mapping[UUID, _Row]) -> set[UUID]:
        """Make the rows that are not there yet, and lock the others; gives which were made."""
        names = _names(sheet)
        whole = {id_: _whole(sheet, row) for id_, row in rows.items()}
        return set((await self._execute(_make(sheet), sheet, whole, names)).scalars())

    async def _execute(
        self, statement: Executable, sheet: Sheet, rows: Mapping[UUID, Values], names: Sequence[str]
    ) -> Result[Any]:
        columns = {name: [values.get(name) for values in rows.values()] for name in names}
        return await self._session.execute(
            statement, {"alliance": self._alliance_id, sheet.key: list(rows), **columns}
        )


def _by_columns(rows: Mapping[UUID, _Row]) -> Mapping[tuple[str, ...], list[UUID]]:
    """Put the rows together of which the same columns are given."""
    groups = defaultdict(list)
    for id_, row in rows.items():
        groups[tuple(sorted(row.given))].append(id_)
    return groups


def _whole(sheet: Sheet, row: _Row) -> Values:
    """Give the row as it is when it was not there before."""
    values = dict(row.given)
    _keep_earliest(sheet, row.expected, values)
    return row.expected | values


def _keep_earliest(sheet: Sheet, before: Values, values: Values) -> None:
    """Let no moment be later than it was before."""
    for name in sheet.earliest:
        if name in values and name in before:
            values[name] = min(before[name], values[name])


@cache
def _names(sheet: Sheet) -> tuple[str, ...]:
    return tuple(c.name for c in sheet.table.columns if c.name not in (ALLIANCE, sheet.key))


@cache
def _make(sheet: Sheet) -> Executable:
    """Insert rows; one that is there is locked (that much a refused change does), and not given."""
    row = _rows(sheet, _names(sheet))
    key = sheet.table.c[sheet.key]
    return row.on_conflict_do_update(
        index_elements=[ALLIANCE, sheet.key], set_={sheet.key: key}, where=false()
    ).returning(key)


@cache
def _change(sheet: Sheet, names: tuple[str, ...]) -> Insert:
    """Insert rows, or change these columns of those that are there."""
    row = _rows(sheet, names)
    old, new = sheet.table.c, row.excluded
    given = {
        name: func.least(old[name], new[name]) if name in sheet.earliest else new[name]
        for name in names
    }
    return row.on_conflict_do_update(index_elements=[ALLIANCE, sheet.key], set_=given)


def _rows(sheet: Sheet, names: Sequence[str]) -> Insert:
    """Insert what comes as one array per column, in the order of the keys."""
    columns = [sheet.table.c[name] for name in (sheet.key, *names)]
    arrays = [bindparam(column.name, type_=ARRAY(column.type)) for column in columns]
    new = func.unnest(*arrays).table_valued(*(c.name for c in columns)).render_derived("new")
    alliance = bindparam("alliance", type_=sheet.table.c[ALLIANCE].type)
    query = select(alliance, *new.c).order_by(new.c[sheet.key])
    return insert(sheet.table).from_select([ALLIANCE, *(c.name for c in columns)], query)
