"""A granted arrangement as screens and API show it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import SQLColumnExpression

from samenspel_arrangements.domain.help.forms import HelpForm
from samenspel_arrangements.persistence.arrangements import FORMS
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
    "form_kept": ArrangementRow.form,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementSummary:
    """One granted arrangement; `description` and `form` are None for who may not read them."""

    arrangement_id: UUID
    case_id: UUID
    kind: str
    description: str | None
    starts_on: date
    planned_end_on: date
    evaluation_on: date
    granted_at: datetime
    status: str
    form_kept: Any = None

    @property
    def form(self) -> HelpForm | None:
        """Give what its kind needs."""
        return None if self.form_kept is None else FORMS.load(self.form_kept)
