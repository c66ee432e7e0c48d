"""Reads rule records from a file: one row a version of a term."""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from samenspel_kernel.counting import TermUnit
from samenspel_kernel.terms import RuleRecord, wrong_versions
from samenspel_platform.bodies import Body, IsoDate
from samenspel_platform.table_files import TableError, WrongTable, read_table

Name = Annotated[str, Field(min_length=1, max_length=200)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]


class TermRow(Body):
    """One version of one term; `RuleRecord` says what each field means."""

    rule: Code
    version: Annotated[int, Field(ge=1)]
    value: Annotated[int, Field(ge=1, le=1000)]
    unit: TermUnit
    starts_at: Code
    counts_back: bool = False
    moves_to_working_day: bool
    source: Name
    valid_from: IsoDate

    @model_validator(mode="after")
    def _can_be_a_rule(self) -> Self:
        try:
            self.record()
        except ValueError as why:
            raise PydanticCustomError("term-moves", str(why)) from None
        return self

    def record(self) -> RuleRecord:
        """Give the rule record."""
        return RuleRecord(
            key=self.rule,
            version=self.version,
            value=self.value,
            unit=self.unit,
            moves_to_working_day=self.moves_to_working_day,
            source=self.source,
            valid_from=self.valid_from,
            starts_at=self.starts_at,
            counts_back=self.counts_back,
        )


def read_terms(raw: bytes) -> tuple[RuleRecord, ...]:
    """Read all records of a file; WrongTable names every wrong place.

    A rule has each version once, one version a day, and later versions count from later days.
    """
    placed = [(place, row.record()) for place, row in read_table(raw, TermRow)]
    wrong = wrong_versions(record for _, record in placed)
    if wrong:
        place_of = {id(record): place for place, record in placed}
        raise WrongTable(
            *(
                TableError(place_of[id(record)], what, code=f"term-{what.split()[0]}")
                for record, what in wrong
            )
        )
    return tuple(record for _, record in placed)
