"""What callers send and get about terms, the same in every service that has any."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from samenspel_kernel.counting import TermUnit
from samenspel_kernel.rule_versions import LONGEST, MOST_SOURCE, AddVersion
from samenspel_kernel.terms import KnownVersion
from samenspel_platform.bodies import Body, IsoDate, UtcDateTime, View


class TermView(View):
    """One version of one term; without `recordedAt` it came with the alliance."""

    rule: str
    version: int
    value: int
    unit: TermUnit
    starts_at: str
    counts_back: bool
    moves_to_working_day: bool
    source: str
    valid_from: date
    recorded_at: UtcDateTime | None

    @classmethod
    def of(cls, known: KnownVersion) -> "TermView":
        """Show a version."""
        record = known.record
        return cls(
            rule=record.key,
            version=record.version,
            value=record.value,
            unit=record.unit,
            starts_at=record.starts_at,
            counts_back=record.counts_back,
            moves_to_working_day=record.moves_to_working_day,
            source=record.source,
            valid_from=record.valid_from,
            recorded_at=known.recorded_at,
        )


class TermsView(View):
    """All versions of all terms; there are few."""

    items: list[TermView]


class VersionBody(Body):
    """What a rule says from a day on, today or later."""

    value: Annotated[int, Field(ge=1, le=LONGEST)]
    unit: TermUnit
    moves_to_working_day: bool = False
    source: Annotated[str, Field(min_length=1, max_length=MOST_SOURCE)]
    valid_from: IsoDate

    def command(self, rule: str) -> AddVersion:
        """Give the command."""
        return AddVersion(rule=rule, **self.model_dump())


class VersionForm(BaseModel):
    """A new version as it is typed on a page."""

    value: int
    unit: TermUnit
    moves_to_working_day: bool = False
    source: str = ""
    valid_from: IsoDate

    def command(self, rule: str) -> AddVersion:
        """Give the command."""
        return AddVersion(rule=rule, **self.model_dump())
