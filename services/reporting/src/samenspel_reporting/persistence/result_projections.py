"""Writes the read models of results, in the transaction's buffer of rows."""

from typing import Unpack
from uuid import UUID, uuid5

from samenspel_reporting.application.result_ports import HelpChange, HelpEvaluation, HelpStretch
from samenspel_reporting.persistence.result_tables import (
    HelpEvaluationRow,
    HelpRow,
    HelpStretchRow,
)
from samenspel_reporting.persistence.row_buffer import RowBuffer, sheet_of

HELP = sheet_of(HelpRow)
STRETCH = sheet_of(HelpStretchRow)
EVALUATION = sheet_of(HelpEvaluationRow)


class SqlResultProjections:
    """The read models of one alliance; whoever owns the buffer writes it."""

    def __init__(self, rows: RowBuffer) -> None:
        self._rows = rows

    async def change_help(self, id_: UUID, **change: Unpack[HelpChange]) -> None:
        """Make or change the line of granted help."""
        self._rows.put(HELP, id_, {**change})

    async def note_stretch(self, **stretch: Unpack[HelpStretch]) -> None:
        """Keep for how long it was granted, or extended."""
        id_ = uuid5(stretch["help_id"], f"{stretch['evaluation_id']} {stretch['evaluation_on']}")
        self._rows.put(STRETCH, id_, {**stretch})

    async def note_evaluation(self, id_: UUID, **found: Unpack[HelpEvaluation]) -> None:
        """Keep that it was looked at."""
        self._rows.put(EVALUATION, id_, {**found})
