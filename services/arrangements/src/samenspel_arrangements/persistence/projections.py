"""What others told us of requests, pupils, schools and units: the state after the last event.

Each row keeps the number of the event that it shows, so that a repeated or late one is harmless.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.persistence.tables import (
    Base,
    PupilRow,
    RequestSummaryRow,
    SchoolCalendarRow,
    SchoolRow,
    UnitRow,
)


class SqlProjections:
    """Writes the projections of one alliance; `seq` is the event's number within its aggregate."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def record_request(
        self, id_: UUID, *, kind: str, submitted_on: date, response_last_day: date, seq: int
    ) -> None:
        """Know when a request was submitted, and the last day of its response term."""
        await self._put(
            RequestSummaryRow,
            {
                "support_request_id": id_,
                "alliance_id": self._alliance_id,
                "kind": kind,
                "submitted_on": submitted_on,
                "response_last_day": response_last_day,
                "seq": seq,
            },
        )

    async def record_pupil(
        self,
        id_: UUID,
        *,
        given_name: str,
        family_name: str,
        birth_date: date | None,
        school_id: UUID | None,
        seq: int,
    ) -> None:
        """Know who a pupil is."""
        await self._put(
            PupilRow,
            {
                "pupil_id": id_,
                "alliance_id": self._alliance_id,
                "given_name": given_name,
                "family_name": family_name,
                "birth_date": birth_date,
                "school_id": school_id,
                "seq": seq,
            },
        )

    async def goes_to_another_school(self, id_: UUID, school_id: UUID | None, *, seq: int) -> bool:
        """Tell whether a pupil that is known was at another school until this event."""
        query = select(PupilRow.school_id).where(
            PupilRow.pupil_id == id_,
            PupilRow.alliance_id == self._alliance_id,
            PupilRow.seq < seq,
        )
        known = (await self._session.execute(query)).one_or_none()
        return known is not None and known.school_id != school_id

    async def record_school(
        self,
        id_: UUID,
        *,
        name: str,
        unit_id: UUID | None,
        location_code: str,
        municipality_code: str,
        postcode4: str | None,
        seq: int,
    ) -> None:
        """Know a school by its name, of which unit it is, and by which codes its holidays go.

        The digits of its postcode say how far it is from somewhere.
        """
        values = {
            "school_id": id_,
            "name": name,
            "unit_id": unit_id,
            "location_code": location_code,
            "municipality_code": municipality_code,
            "postcode4": postcode4,
            "seq": seq,
        }
        await self._put(SchoolRow, values)

    async def record_calendar(
        self, id_: UUID, *, free_days: Sequence[Any], regions: Mapping[str, str], seq: int
    ) -> None:
        """Know the free days of the alliance, and in which region its schools are."""
        values = {
            "calendar_id": id_,
            "alliance_id": self._alliance_id,
            "free_days": list(free_days),
            "regions": dict(regions),
            "seq": seq,
        }
        await self._put(SchoolCalendarRow, values)

    async def record_unit(self, id_: UUID, *, name: str, seq: int) -> None:
        """Know a unit by its name."""
        await self._put(UnitRow, {"unit_id": id_, "name": name, "seq": seq})

    async def _put(self, row_type: type[Base], values: dict[str, Any]) -> None:
        """Keep the newest; the same told again fills in what was not kept when it was told first."""
        row = insert(row_type).values(values)
        columns = row_type.__table__.c
        (key,) = row_type.__table__.primary_key
        told = {name: row.excluded[name] for name in values if name != key.name}
        newer = row.excluded.seq >= columns.seq
        await self._session.execute(
            row.on_conflict_do_update(index_elements=[key.name], set_=told, where=newer)
        )
