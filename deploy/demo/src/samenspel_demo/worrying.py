"""Two people of the story are worried: a parent tells the family desk, a teacher the unit's desk."""

from dataclasses import dataclass

from samenspel_demo.story_clock import StoryClock
from samenspel_intake.application.signals.raise_signal import RaiseSignal, Said, raise_signal
from samenspel_intake.domain.person import Person
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import PupilId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import JobContext


@dataclass(frozen=True, slots=True)
class Worry:
    """Who says what, how many days before the telling."""

    name: str
    text: str
    days_ago: int


WORRIES = (
    Worry(
        "Eva de Graaf",
        "Sam slaapt slecht sinds de vakantie. Ik weet niet met wie ik daarover kan praten.",
        2,
    ),
    Worry(
        "Ilse Jonker",
        "Een jongen in mijn groep komt vaak te laat en zegt bijna niets meer.",
        1,
    ),
)


async def worry(
    people: dict[str, Person], intake: JobContext[SqlIntakeUnitOfWork], clock: StoryClock
) -> None:
    """Raise each signal, unless its raiser has raised one before."""
    for each in WORRIES:
        actor = people[each.name].as_actor()
        clock.go_to(each.days_ago, 9, 0)
        async with intake.transactions(Scope.begin(actor.alliance_id)) as uow:
            if await uow.signal_lines.raised_by(actor.person_id):
                continue
            about = PupilId(min(actor.pupil_ids)) if len(actor.pupil_ids) == 1 else None
            command = RaiseSignal(said=Said(text=each.text, to_family_desk=True), pupil_id=about)
            await raise_signal(command, actor=actor, uow=uow, clock=clock)
