"""The timeline in words: a title and a sentence for each entry."""

from dataclasses import dataclass
from datetime import datetime

from samenspel_arrangements.domain.timeline import Entry, EntryKind
from samenspel_arrangements.persistence.timeline import ShownTimeline
from samenspel_web.filters import FILTERS
from samenspel_web.texts import Texts

GROUP_OF = {
    EntryKind.REQUEST_SUBMITTED: "request-kind",
    EntryKind.REQUEST_PLANNED: "action",
    EntryKind.KIND_CHANGED: "asked-for",
    EntryKind.RESPONSE_SUSPENDED: "suspension",
    EntryKind.HANDOVER_RETURNED: "action",
    EntryKind.HANDOVER_EXPIRED: "action",
    EntryKind.TRANSFER_ANSWERED: "handover-answer",
    EntryKind.REQUEST_ANSWERED: "answer",
    EntryKind.CASE_OPENED: "action",
    EntryKind.CASE_PLANNED: "action",
    EntryKind.HELP_COMPOSED: "ladder.place",
    EntryKind.HELP_STEP_SKIPPED: "help.day",
    EntryKind.HELP_EVALUATED: "help.works",
    EntryKind.HELP_ENDED: "help.end-reason",
    EntryKind.HELP_OVERDUE: "help.day",
    EntryKind.PLACE_SOUGHT: "provision-kind",
    EntryKind.PLACE_ESCALATED: "provision-kind",
    EntryKind.PLACE_ADMITTED: "provision-kind",
    EntryKind.PLACE_ENROLLED: "provision-kind",
    EntryKind.PLACE_ENDED: "placement-end",
    EntryKind.TRANSITION_PLANNED: "transition-stage",
    EntryKind.TRANSITION_ENDED: "transition-end",
    EntryKind.CASE_CLOSED: "closing.outcome",
    EntryKind.AFTERCARE_CHECKED: "aftercare.how-it-goes",
    EntryKind.CASE_REOPENED: "action",
    EntryKind.REQUEST_WITHDRAWN: "withdrawal",
    EntryKind.CASE_DECLINED: "reason",
    EntryKind.HELP_GRANTED: "arrangement-kind",
    EntryKind.POSITION_TAKEN: "party",
    EntryKind.CHILD_HEARD: "moment",
    EntryKind.CHILD_TOLD: "moment",
    EntryKind.TEAM_JOINED: "team.role",
    EntryKind.TEAM_LEFT: "team.role",
}
"""In which group of texts the code of an entry stands."""


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """An entry as its reader sees it; `href` is the page where more of it stands, or nothing."""

    at: datetime
    title: str
    text: str
    href: str


class TimelineWords:
    """What templates call to say the entries, in the language of the page that is being made."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def tell(self, timeline: ShownTimeline) -> list[ToldEntry]:
        """Say every entry."""
        return [self._tell(entry) for entry in timeline.entries]

    def _tell(self, entry: Entry) -> ToldEntry:
        key, day = f"timeline.{entry.kind}", FILTERS["day"]
        asked = entry.kind is EntryKind.REQUEST_SUBMITTED
        return ToldEntry(
            at=entry.at,
            title=self._texts.text(f"{key}.title"),
            text=self._texts.text(
                f"{key}.text", word=self._word(entry), due=day(entry.due_on), end=day(entry.ends_on)
            ),
            href=f"/intake/support-requests/{entry.support_request_id}" if asked else "",
        )

    def _word(self, entry: Entry) -> str:
        group = GROUP_OF.get(entry.kind)
        if group is None:
            return ""
        key = f"{group}.{entry.word}"
        return self._texts.text(key if key in self._texts else f"{group}.other")
