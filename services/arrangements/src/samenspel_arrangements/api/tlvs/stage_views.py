"""What callers get of how long a TLV stood where."""

from datetime import date
from typing import Self

from samenspel_arrangements.domain.tlv.stages import StageDays
from samenspel_platform.bodies import View


class StageView(View):
    """Where it stood, since when, and for how many calendar days; `isNow` while it counts on."""

    status: str
    since: date
    days: int
    is_now: bool

    @classmethod
    def of(cls, stage: StageDays) -> Self:
        """Show one."""
        return cls(
            status=stage.stage.status,
            since=stage.stage.since,
            days=stage.days,
            is_now=stage.is_now,
        )
