"""How a letter goes out over HTTP, the same for API and pages."""

from typing import Annotated
from uuid import UUID

from fastapi import Path
from starlette.responses import Response

from samenspel_arrangements.domain.deeds import Action
from samenspel_arrangements.domain.policies import require
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.errors import NotFound
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import Edge

LetterIdInPath = Annotated[UUID, Path(alias="letterId", description="The letter's id.")]


async def pdf_of(case_id: UUID, letter_id: UUID, edge: Edge[SqlArrangementsUnitOfWork]) -> Response:
    """Give a letter as a file to keep, and note that the actor saw it; NotFound until it is made."""
    async with edge.transaction() as uow:
        letter = await uow.letters.get(letter_id)
        if letter.case_id != case_id:
            raise NotFound
        require(edge.actor, Action.READ_LETTER, letter)
        pdf = await uow.letters.pdf_of(letter)
        if pdf is None:
            raise NotFound(letter.pupil_id)
        await edge.saw(uow, letter, FilePart.CASE)
    name = f"{letter.content.kind}-{letter.dated.isoformat()}.pdf"
    return Response(
        pdf,
        media_type="application/pdf",
        headers={
            "content-disposition": f'attachment; filename="{name}"',
            "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        },
    )
