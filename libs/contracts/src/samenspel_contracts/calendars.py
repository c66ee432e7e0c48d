"""The days on which there is no school, as an alliance brought them; public facts."""

from datetime import date
from typing import Annotated
from uuid import UUID

from samenspel_contracts.registry import ContractModel, EventData, Privacy, event


class FreeDaysRef(ContractModel):
    """Free days, first and last included: `school-holiday`, `school-day-off` or `equated-day`.

    `region` is that of a holiday (`north`, `central`, `south`; none: of all), `school` the code
    (BRIN and location) of the school that has days off.
    """

    kind: str
    name: str
    first_day: date
    last_day: date
    region: str | None = None
    school: str | None = None


class HolidayRegionRef(ContractModel):
    """In which region a school, or the schools of a municipality, have their holidays, by code."""

    code: str
    region: str


@event("nl.passend-onderwijs.school-calendar.recorded.v1", owner="intake")
class SchoolCalendarRecordedV1(EventData):
    """The free days of an alliance, or the regions of its schools, changed; the whole of both now."""

    calendar_id: Annotated[UUID, Privacy.NONE]
    free_days: Annotated[list[FreeDaysRef], Privacy.NONE]
    regions: Annotated[list[HolidayRegionRef], Privacy.NONE]
