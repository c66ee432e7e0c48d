"""Stored spells."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.spell.absence_class import Classes
from samenspel_intake.domain.spell.missed_hours import MissedHours
from samenspel_intake.domain.spell.report import Party, Report
from samenspel_intake.domain.spell.school_age import SchoolAge
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.domain.spell.standing import End, Ended, Out, Standing
from samenspel_intake.persistence.spell_tables import SpellRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import AllianceId, PupilId, SchoolId, UnitId
from samenspel_kernel.responsibility import Partner
from samenspel_kernel.term import Term
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of

STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, End, Standing)
REPORTS: Documents[Report] = Documents(Report)
TERMS: Documents[Term] = Documents(Term)
AGES: Documents[SchoolAge] = Documents(SchoolAge)
CLASSES: Documents[Classes] = Documents(Classes)
HOURS: Documents[MissedHours] = Documents(MissedHours)


@dataclass(frozen=True, slots=True)
class OpenSpell:
    """The open spell of a child; `first_day` is None while it only threatens."""

    id: SpellId
    pupil_id: PupilId
    first_day: date | None

    def days(self, today: date) -> int:
        """Count the days without education up to and with a day."""
        return 0 if self.first_day is None else max(0, (today - self.first_day).days + 1)


class SqlSpells(SqlOpenItems[OutOfEducationSpell, SpellRow]):
    """Time without education in one alliance."""

    row_type = SpellRow

    async def open_of(self, *pupil_ids: PupilId) -> OutOfEducationSpell | None:
        """Load the open spell of a child, under whichever of its ids; None if it has none."""
        row = SpellRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.pupil_id.in_(pupil_ids),
            row.status != Ended.status,
        )
        found = await self._uow.session.scalar(query.order_by(row.opened_at, row.id).limit(1))
        return await self.get(found) if found else None

    async def open_spells_of(self, pupil_ids: Collection[UUID]) -> dict[UUID, OpenSpell]:
        """Give the open spells of children, by the child; for lists."""
        row = SpellRow
        query = select(row.id, row.pupil_id, row.first_day).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.pupil_id.in_(pupil_ids),
            row.status != Ended.status,
        )
        return {
            pupil_id: OpenSpell(SpellId(id_), PupilId(pupil_id), first_day)
            for id_, pupil_id, first_day in await self._uow.session.execute(query)
        }

    def to_domain(self, row: SpellRow) -> OutOfEducationSpell:
        """Build one."""
        return OutOfEducationSpell(
            id=SpellId(row.id),
            alliance_id=AllianceId(row.alliance_id),
            unit_id=UnitId(row.unit_id) if row.unit_id else None,
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            school_age=AGES.load(row.school_age) if row.school_age else None,
            opened_at=row.opened_at,
            report=REPORTS.load(row.report),
            told=frozenset(Party(party) for party in row.told),
            first_action=TERMS.load(row.first_action) if row.first_action else None,
            classes=CLASSES.load(row.classes),
            missed=HOURS.load(row.missed),
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: SpellRow, aggregate: OutOfEducationSpell) -> None:
        """Write its state."""
        spell, standing = aggregate, aggregate.standing
        row.pupil_id, row.school_id = spell.pupil_id, spell.school_id
        row.opened_at, row.report = spell.opened_at, REPORTS.dump(spell.report)
        row.told = sorted(party.value for party in spell.told)
        row.first_action = TERMS.dump(spell.first_action) if spell.first_action else None
        row.school_age = AGES.dump(spell.school_age) if spell.school_age else None
        row.classes, row.missed = CLASSES.dump(spell.classes), HOURS.dump(spell.missed)
        row.first_day = standing.first_day if isinstance(standing, Out | Ended) else None
        row.last_day = standing.last_day if isinstance(standing, Ended) else None
        row.absence = (
            spell.classes.periods[-1].absence_class.value if spell.classes.periods else None
        )
        self.fill_open(row, spell, status=standing.status, standing=STANDINGS.dump(standing))
