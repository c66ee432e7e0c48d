"""What callers get of how long a TLV stood where, and when its term stood still."""

from datetime import date
from typing import Self

from samenspel_arrangements.domain.tlv.stages import StageDays
from samenspel_arrangements.domain.tlv.stand_still import StandStill
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


class StandStillView(View):
    """A time in which the term stood still, both days included; `ground` is a code.

    While the school supplied what was missing, `ground` lists what that was.
    """

    ground: str
    from_day: date
    until: date
    agreed_on: date | None

    @classmethod
    def of(cls, stand_still: StandStill) -> Self:
        """Show one."""
        return cls(
            ground=stand_still.reason,
            from_day=stand_still.from_day,
            until=stand_still.until,
            agreed_on=stand_still.agreed_on,
        )
