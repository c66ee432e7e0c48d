"""Page: children without education, who is out longest on top; for a director only numbers."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.clock import dutch_date
from samenspel_platform.paging import PageRequest, page_request, paged

router = APIRouter()
PATH = "/out-of-education"
HERE = f"/intake{PATH}"


@router.get(PATH)
async def list_(
    request: Request,
    edge: IntakeEdge,
    page: Annotated[PageRequest, Depends(page_request)],
    show: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """Show the spells that one may see, and how many there are in each unit."""
    actor, today, ended = edge.actor, dutch_date(edge.clock.now()), show == "ended"
    sees = POLICY.may_somewhere(actor, Deed.SEE_SPELL)
    counts = POLICY.may_somewhere(actor, Deed.COUNT_SPELLS)
    async with edge.transaction() as uow:
        found = await uow.spell_lines.longest(
            actor, limit=page.limit, after=page.after, is_open=not ended
        )
        numbers = await uow.spell_lines.counts(actor, today) if counts else []
    lines, cursor = paged(found, page, lambda line: line.key)
    return pages.render(
        request,
        "spells/list.html",
        lines=lines,
        counts=numbers,
        sees=sees,
        ended=ended,
        day=today,
        may_report=POLICY.may_somewhere(actor, Deed.REPORT_SPELL),
        may_import=POLICY.may_somewhere(actor, Deed.CLASSIFY_SPELL),
        may_set_deciders=POLICY.may_somewhere(actor, Deed.SET_DECIDERS),
        next_href=f"{HERE}?show={'ended' if ended else ''}&cursor={cursor}" if cursor else "",
    )
