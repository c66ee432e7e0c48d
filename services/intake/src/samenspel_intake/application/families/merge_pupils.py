"""Use cases: two entries are one child, or are not, or not after all."""

from dataclasses import dataclass, replace
from datetime import datetime

from samenspel_intake.application.families.ports import FamilyUnitOfWork
from samenspel_intake.domain.family.merge import Merge, MergeId, Widened, merge, undo_merge
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.term_rules import DATA_COMPLETION
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import GrantId, PupilId, new_id

SAME, DIFFERENT = "merged", "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePupils:
    """Which entry is used from now on for which other one."""

    pupil_id: PupilId
    into_id: PupilId


async def merge_pupils(
    command: MergePupils, *, actor: Actor, uow: FamilyUnitOfWork, clock: Clock
) -> Merge:
    """Use one entry for both; who had a role for one has it for both, as it is one child."""
    pupil, into = await _load(command.pupil_id, command.into_id, actor, uow)
    now = clock.now()
    contacts = await uow.contacts.of_pupils(pupil.id)
    done = merge(
        pupil,
        into,
        contacts,
        id_=MergeId(new_id()),
        by=actor.person_id,
        term=await uow.terms.begin(DATA_COMPLETION, dutch_date(now)),
        at=now,
    )
    for contact in contacts:
        uow.contacts.save(contact)
    uow.pupils.save(pupil)
    uow.pupils.save(into)
    done = replace(done, widened=await _widen(pupil.id, into.id, uow=uow, at=now))
    await uow.merges.put(done)
    await uow.matches.decide(pupil.id, into.id, SAME, by=actor.person_id, at=now)
    return done


async def undo_merge_of_pupils(
    merge_id: MergeId, *, actor: Actor, uow: FamilyUnitOfWork, clock: Clock
) -> Merge:
    """Make them two children again, each with what was its own."""
    known = await uow.merges.get(merge_id)
    pupil, into = await _load(known.pupil_id, known.into_id, actor, uow)
    now = clock.now()
    contacts = await uow.contacts.of_pupils(into.id)
    done = undo_merge(known, pupil, into, contacts, by=actor.person_id, at=now)
    for contact in contacts:
        uow.contacts.save(contact)
    uow.pupils.save(pupil)
    uow.pupils.save(into)
    await _narrow(known, uow=uow, at=now)
    await uow.merges.put(done)
    await uow.matches.decide(pupil.id, into.id, DIFFERENT, by=actor.person_id, at=now)
    return done


async def tell_apart(
    command: MergePupils, *, actor: Actor, uow: FamilyUnitOfWork, clock: Clock
) -> None:
    """Say that two entries are two children; they are not put before anybody again."""
    pupil, into = await _load(command.pupil_id, command.into_id, actor, uow)
    now = clock.now()
    await uow.matches.decide(pupil.id, into.id, DIFFERENT, by=actor.person_id, at=now)


async def _load(
    pupil_id: PupilId, into_id: PupilId, actor: Actor, uow: FamilyUnitOfWork
) -> tuple[Pupil, Pupil]:
    pupil, into = await uow.pupils.get(pupil_id), await uow.pupils.get(into_id)
    for entry in (pupil, into):
        require(actor, Deed.MERGE, Subject.of(entry))
    if pupil_id == into_id:
        raise RuleViolation("pupil.same-entry")
    return pupil, into


async def _widen(
    pupil_id: PupilId, into_id: PupilId, *, uow: FamilyUnitOfWork, at: datetime
) -> tuple[Widened, ...]:
    both, today = {pupil_id, into_id}, dutch_date(at)
    widened = []
    for person in await uow.people.about_pupils(*both):
        for grant in person.grants_on(today):
            if not grant.pupil_ids & both or both <= grant.pupil_ids:
                continue
            ids = grant.pupil_ids | both
            made = replace(grant, id=GrantId(new_id()), since=today, pupil_ids=ids)
            person.exchange(grant, made, at=at)
            widened.append(Widened(person_id=person.id, grant_id=grant.id, made_id=made.id))
        uow.people.save(person)
    return tuple(widened)


async def _narrow(done: Merge, *, uow: FamilyUnitOfWork, at: datetime) -> None:
    today = dutch_date(at)
    for each in done.widened:
        person = await uow.people.get(each.person_id)
        known = {grant.id: grant for grant in person.grants}
        made = known[each.made_id]
        if made.is_over(today):
            continue
        before = known[each.grant_id]
        again = replace(made, id=GrantId(new_id()), since=today, pupil_ids=before.pupil_ids)
        person.exchange(made, again, at=at)
        uow.people.save(person)
