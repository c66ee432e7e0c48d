"""Use cases: the family desk looks at a file by a parent's link, and tells the board."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from samenspel_intake.application.families.deciding import require_say
from samenspel_intake.application.signals.ports import SignalUnitOfWork
from samenspel_intake.domain.policies import POLICY, Deed, Subject, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.signal.family_desk import Bundle, bundle
from samenspel_intake.domain.signal.file_link import FileLink, LookFor
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_kernel.ids import PupilId, new_id

QUARTER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LetLook:
    """At whose file, and for how long."""

    pupil_id: PupilId
    period: LookFor


async def let_look(
    command: LetLook, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> FileLink:
    """Let the family desk look at the file of one's child; an earlier link ends."""
    pupil = await _own_pupil(command.pupil_id, actor, uow)
    now = clock.now()
    await _end_all(pupil.id, at=now, uow=uow)
    link = FileLink.give(
        new_id(),
        command.period,
        alliance_id=pupil.alliance_id,
        pupil_id=pupil.id,
        by=actor.person_id,
        at=now,
    )
    await uow.file_links.add(link)
    return link


async def stop_looking(
    pupil_id: PupilId, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> None:
    """Take back that the family desk may look; any parent of the child may."""
    pupil = await _own_pupil(pupil_id, actor, uow)
    await _end_all(pupil.id, at=clock.now(), uow=uow)


async def look_by_link(
    pupil_id: PupilId, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> tuple[Pupil, FileLink]:
    """Give the child whose parent lets the family desk look; NotFound without that."""
    pupil = await uow.pupils.get(pupil_id)
    require(actor, Deed.LOOK_BY_LINK, Subject.of(pupil))
    links = await uow.file_links.of_pupil(pupil_id)
    link = next((each for each in links if each.is_open(clock.now())), None)
    if link is None:
        raise NotFound(pupil_id)
    return pupil, link


async def tell_board(
    first_day: date, *, actor: Actor, uow: SignalUnitOfWork, clock: Clock
) -> Bundle:
    """Bundle what came in a quarter that is over, once; the same quarter again gives the same."""
    POLICY.require_somewhere(actor, Deed.TELL_BOARD)
    now = clock.now()
    last_day = end_of_quarter(first_day)
    if first_day not in quarters_before(now):
        raise InvalidInput(FieldError("quarter", "bundle.no-quarter"))
    if (made := await uow.board_bundles.find(first_day)) is not None:
        return made
    told = bundle(await uow.signals.of_family_desk(first_day, last_day), first_day, last_day)
    await uow.board_bundles.add(told, by=actor.person_id, at=now)
    return told


def quarters_before(moment: datetime) -> list[date]:
    """Give the first days of the four quarters that are over, the newest first."""
    today = dutch_date(moment)
    first = date(today.year, (today.month - 1) // QUARTER * QUARTER + 1, 1)
    found: list[date] = []
    for _ in range(4):
        before = first - timedelta(days=1)
        first = date(before.year, (before.month - 1) // QUARTER * QUARTER + 1, 1)
        found.append(first)
    return found


def end_of_quarter(first_day: date) -> date:
    """Give the last day of the quarter that begins on a day."""
    month = first_day.month + QUARTER
    year = first_day.year + (month > 12)
    return date(year, month - 12 if month > 12 else month, 1) - timedelta(days=1)


async def _own_pupil(pupil_id: PupilId, actor: Actor, uow: SignalUnitOfWork) -> Pupil:
    pupil = await uow.pupils.get(pupil_id)
    await require_say(actor, Deed.LET_FAMILY_DESK_LOOK, Subject.of(pupil), uow.parents)
    return pupil


async def _end_all(pupil_id: PupilId, *, at: datetime, uow: SignalUnitOfWork) -> None:
    for link in await uow.file_links.of_pupil(pupil_id):
        if link.is_open(at):
            link.end(at=at)
            await uow.file_links.note_end(link)
