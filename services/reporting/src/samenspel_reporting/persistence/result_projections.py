"""Writes the read models of results, in the transaction's buffer of rows."""

from typing import Unpack
from uuid import UUID, uuid5

from samenspel_reporting.application.result_ports import (
    CaseMark,
    HelpAnswerChange,
    HelpChange,
    HelpEvaluation,
    HelpStretch,
    MeetingChange,
    PerspectiveChange,
    StayChange,
    VoiceChange,
)
from samenspel_reporting.persistence.result_tables import (
    CaseMarkRow,
    HelpAnswerRow,
    HelpEvaluationRow,
    HelpRow,
    HelpStretchRow,
    MeetingRow,
    PerspectiveRow,
    StayRow,
    VoiceRow,
)
from samenspel_reporting.persistence.row_buffer import RowBuffer, sheet_of

HELP = sheet_of(HelpRow)
STRETCH = sheet_of(HelpStretchRow)
EVALUATION = sheet_of(HelpEvaluationRow)
CASE_MARK = sheet_of(CaseMarkRow)
PERSPECTIVE = sheet_of(PerspectiveRow)
VOICE = sheet_of(VoiceRow)
MEETING = sheet_of(MeetingRow)
HELP_ANSWER = sheet_of(HelpAnswerRow)
STAY = sheet_of(StayRow)


class SqlResultProjections:
    """The read models of one alliance; whoever owns the buffer writes it."""

    def __init__(self, rows: RowBuffer) -> None:
        self._rows = rows

    async def change_help(self, id_: UUID, **change: Unpack[HelpChange]) -> None:
        """Make or change the line of granted help."""
        self._rows.put(HELP, id_, {**change})

    async def note_stretch(self, **stretch: Unpack[HelpStretch]) -> None:
        """Keep for how long it was granted, or extended; an evaluation extends once."""
        id_ = uuid5(stretch["help_id"], f"{stretch['evaluation_id']}")
        self._rows.put(STRETCH, id_, {**stretch})

    async def note_evaluation(self, id_: UUID, **found: Unpack[HelpEvaluation]) -> None:
        """Keep that it was looked at."""
        self._rows.put(EVALUATION, id_, {**found})

    async def mark_case(self, id_: UUID, **mark: Unpack[CaseMark]) -> None:
        """Keep what happened to a case, by the event that told it."""
        self._rows.put(CASE_MARK, id_, {**mark})

    async def change_perspective(self, id_: UUID, **change: Unpack[PerspectiveChange]) -> None:
        """Make or change the line of a perspective."""
        self._rows.put(PERSPECTIVE, id_, {**change})

    async def change_voice(self, id_: UUID, **change: Unpack[VoiceChange]) -> None:
        """Make or change the line of a moment of the child."""
        self._rows.put(VOICE, id_, {**change})

    async def change_meeting(self, id_: UUID, **change: Unpack[MeetingChange]) -> None:
        """Make or change the line of a meeting."""
        self._rows.put(MEETING, id_, {**change})

    async def change_answer(self, id_: UUID, **change: Unpack[HelpAnswerChange]) -> None:
        """Make or change the line of a question about help."""
        self._rows.put(HELP_ANSWER, id_, {**change})

    async def change_stay(self, id_: UUID, **change: Unpack[StayChange]) -> None:
        """Make or change the line of a child in special education."""
        self._rows.put(STAY, id_, {**change})
