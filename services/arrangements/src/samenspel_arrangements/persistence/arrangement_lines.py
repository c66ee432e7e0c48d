"""A granted arrangement as screens and API show it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import SQLColumnExpression

from samenspel_arrangements.persistence.tables import ArrangementRow

ARRANGEMENT_COLUMNS: dict[str, SQLColumnExpression[Any]] = {
    "arrangement_id": ArrangementRow.id,
    "case_id": ArrangementRow.case_id,
    "kind": ArrangementRow.kind,
    "description": ArrangementRow.description,
    "starts_on": ArrangementRow.starts_on,
    "planned_end_on": ArrangementRow.planned_end_on,
    "evaluation_on": ArrangementRow.evaluation_on,
    "granted_at": ArrangementRow.granted_at,
    "status": ArrangementRow.status,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementSummary:
    """One granted arrangement; `description` is None for who may not read it."""

    arrangement_id: UUID
    case_id: UUID
    kind: str
    description: str | None
    starts_on: date
    planned_end_on: date
    evaluation_on: date
    granted_at: datetime
    status: str
