"""One child of the story is out of school: its school reported it, and the officer knows."""

from datetime import timedelta

from samenspel_demo.story_clock import StoryClock
from samenspel_intake.application.spells.report_spell import ReportSpell, report_spell
from samenspel_intake.application.spells.watch_spell import Classify, classify
from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.spell.absence_class import AbsenceClass, ClassPeriod
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import PupilId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import JobContext

OUT_FOR = timedelta(days=12)
REPORTED_DAYS_AGO = 1


async def miss_school(
    pupil_id: PupilId,
    *,
    school: Person,
    officer: Person,
    intake: JobContext[SqlIntakeUnitOfWork],
    clock: StoryClock,
) -> None:
    """Report the child, unless it was reported before; the officer says what the law calls it."""
    reporter = school.as_actor()
    clock.go_to(REPORTED_DAYS_AGO, 11, 0)
    first_day = clock.today - OUT_FOR
    async with intake.transactions(Scope.begin(reporter.alliance_id)) as uow:
        if await uow.spells.open_of(pupil_id) is not None:
            return
        command = ReportSpell(child=pupil_id, known_on=clock.today, first_day=first_day)
        made = await report_spell(command, actor=reporter, uow=uow, clock=clock)
    async with intake.transactions(Scope.begin(reporter.alliance_id)) as uow:
        period = ClassPeriod(AbsenceClass.AUTHORISED_SICK, first_day)
        named = Classify(spell_id=SpellId(made.spell.id), period=period)
        await classify(named, actor=officer.as_actor(), uow=uow, clock=clock)
