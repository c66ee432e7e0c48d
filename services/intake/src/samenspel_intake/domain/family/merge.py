"""Two entries turn out to be one child; nothing is thrown away, and all of it can be undone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NewType
from uuid import UUID

from samenspel_intake.domain.completion import Missing
from samenspel_intake.domain.contact import Contact, ContactId
from samenspel_intake.domain.pupil import Pupil
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import GrantId, PersonId, PupilId
from samenspel_kernel.term import Term

MergeId = NewType("MergeId", UUID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Widened:
    """A person's role that came to be about both entries; `grant_id` is the one before."""

    person_id: PersonId
    grant_id: GrantId
    made_id: GrantId


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What a merge did, so that it can be undone.

    `lent` is what the other entry took over, `due_on` and `into_due_on` until when the entries
    were to be completed, `contact_ids` whose contacts moved, `widened` whose roles changed.
    """

    id: MergeId
    pupil_id: PupilId
    into_id: PupilId
    merged_at: datetime
    merged_by: PersonId
    lent: frozenset[Missing]
    due_on: date
    into_due_on: date
    contact_ids: tuple[ContactId, ...]
    widened: tuple[Widened, ...] = field(default=())
    undone_at: datetime | None = None
    undone_by: PersonId | None = None


def merge(
    pupil: Pupil,
    into: Pupil,
    contacts: Sequence[Contact],
    *,
    id_: MergeId,
    by: PersonId,
    term: Term,
    at: datetime,
) -> Merge:
    """Use one entry for both; `contacts` are those of the entry that is used no more.

    What the used entry lacks it takes from the other; what both have stays as each has it.
    """
    if into.merged_into is not None:
        raise RuleViolation("pupil.merged")
    lacks = {
        Missing.FAMILY_NAME: bool(pupil.family_name and not into.family_name),
        Missing.BIRTH_DATE: bool(pupil.birth_date and not into.birth_date),
    }
    done = Merge(
        id=id_,
        pupil_id=pupil.id,
        into_id=into.id,
        merged_at=at,
        merged_by=by,
        lent=frozenset(piece for piece, is_lent in lacks.items() if is_lent),
        due_on=_due_on(pupil, term),
        into_due_on=_due_on(into, term),
        contact_ids=tuple(contact.id for contact in contacts),
    )
    pupil.merge_into(into.id, at=at)
    into.lend(pupil.family_name, pupil.birth_date, at=at)
    for contact in contacts:
        contact.belong_to(into.id, at=at)
    if any(contact.details.way for contact in contacts):
        into.parent_is_reachable(at)
    return done


def undo_merge(
    done: Merge,
    pupil: Pupil,
    into: Pupil,
    contacts: Iterable[Contact],
    *,
    by: PersonId,
    at: datetime,
) -> Merge:
    """Make them two children again; `contacts` are all that the used entry has now.

    Contacts that came with the merge go back; what was put right since then stays.
    """
    if done.undone_at is not None:
        raise RuleViolation("pupil.not-merged")
    pupil.undo_merge(due_on=done.due_on, at=at)
    stay = False
    for contact in contacts:
        if contact.id in done.contact_ids:
            contact.belong_to(pupil.id, at=at)
        else:
            stay = stay or contact.details.way is not None
    unchanged = {
        Missing.FAMILY_NAME: into.family_name == pupil.family_name,
        Missing.BIRTH_DATE: into.birth_date == pupil.birth_date,
    }
    back = frozenset(piece for piece in done.lent if unchanged[piece])
    into.has_reachable_parent = stay
    into.take_back(back, due_on=done.into_due_on, at=at)
    return replace(done, undone_at=at, undone_by=by)


def _due_on(pupil: Pupil, term: Term) -> date:
    return pupil.completion.next_action.due_on if pupil.completion else term.last_day
