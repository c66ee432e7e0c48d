"""Pages: what is known of a child and its family, and who changed what."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.domain.family.correction import Asked
from samenspel_intake.domain.family.view import Shown, shown_to_parent, shown_to_staff
from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.ids import PupilId
from samenspel_platform.access_log import FilePart

router = APIRouter()


@router.get("/pupils/{pupil_id}/family")
async def show(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Show the family, as far as the reader may see it."""
    async with edge.transaction() as uow:
        pupil = await uow.pupils.used(PupilId(pupil_id))
        require(edge.actor, Deed.SEE_FAMILY, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        context = await _family(edge, uow, pupil)
    return pages.render(request, "family.html", pupil=pupil, **context)


@router.get("/pupils/{pupil_id}/changes")
async def changes(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Show who changed what, the newest first."""
    async with edge.transaction() as uow:
        pupil = await uow.pupils.used(PupilId(pupil_id))
        require(edge.actor, Deed.SEE_ADDRESSES, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        found = await uow.versions.changes(await uow.pupils.merged_with(pupil.id))
        schools = [_uuid(v) for c in found for v in (c.before, c.after) if c.field == "school_id"]
        names = await uow.families.place_names(schools, [])
    return pages.render(
        request,
        "family_changes.html",
        pupil=pupil,
        changes=found,
        names={str(id_): name for id_, name in names.items()},
    )


async def shown_contacts(edge: IntakeEdge, uow: SqlIntakeUnitOfWork, pupil: Pupil) -> list[Shown]:
    """Give the contacts of a child as the reader may see them."""
    if may(edge.actor, Deed.SEE_ADDRESSES, Subject.of(pupil)):
        return shown_to_staff(await uow.contacts.of_pupils(pupil.id))
    return shown_to_parent(await uow.parents.at_hand(edge.actor.person_id, pupil.id))


async def _family(edge: IntakeEdge, uow: SqlIntakeUnitOfWork, pupil: Pupil) -> dict[str, Any]:
    ids = await uow.pupils.merged_with(pupil.id)
    moves, merges = await uow.moves.of(*ids), await uow.merges.into(*ids)
    corrections = await uow.corrections.of_pupils(*ids)
    places = [pupil.place, *(place for move in moves for place in (move.before, move.after))]
    names = await uow.families.place_names(
        [place.school_id for place in places], [place.unit_id for place in places]
    )
    asked_here = may(edge.actor, Deed.ANSWER_CORRECTION, Subject.of(pupil))
    return {
        "contacts": await shown_contacts(edge, uow, pupil),
        "moves": moves,
        "merges": merges if may(edge.actor, Deed.MERGE, Subject.of(pupil)) else [],
        "alike": await uow.families.pairs(edge.actor, pupil.id),
        "names": names,
        "corrections": [
            (each, isinstance(each.standing, Asked))
            for each in corrections
            if asked_here or each.asked_by == edge.actor.person_id
        ],
        **{
            f"may_{deed.replace('-', '_')}": may(edge.actor, deed, Subject.of(pupil))
            for deed in (
                Deed.COMPLETE,
                Deed.MOVE,
                Deed.MERGE,
                Deed.SEE_ADDRESSES,
                Deed.ASK_CORRECTION,
            )
        },
    }


def _uuid(value: str | None) -> UUID | None:
    return UUID(value) if value else None
