"""Pages: a request that is being written is kept, by a script while one types or by a button."""

from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from samenspel_intake.application.keep_draft import KeepDraft, keep_draft
from samenspel_intake.domain.form_draft import DraftForm
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.web.new_request import NEW, refused
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.clock import AMSTERDAM
from samenspel_kernel.errors import InvalidInput
from samenspel_platform.forms import read_form
from samenspel_web.forms import FormErrors, filled
from samenspel_web.language import speaking, wanted

router = APIRouter(prefix="/support-requests/draft")
FORM = DraftForm.NEW_REQUEST


@router.post("")
async def keep(request: Request, edge: IntakeEdge) -> Response:
    """Keep what was typed: a script gets a sentence, a browser without one the form again."""
    POLICY.require_somewhere(edge.actor, Deed.ASK)
    typed = await read_form(request)
    by_script = request.headers.get("hx-request") == "true"
    fields = filled(typed)
    fields |= {"kind": fields.pop("kind_to")} if "kind_to" in fields else {}
    command = KeepDraft(form=FORM, typed=fields, key=typed.get("idempotency_key", ""))
    try:
        async with edge.transaction() as uow:
            await keep_draft(
                command, person_id=edge.actor.person_id, drafts=uow.form_drafts, clock=edge.clock
            )
    except InvalidInput as refusal:
        if by_script:
            return why_not(request, refusal)
        return await refused(request, edge, typed, refusal)
    if by_script:
        return kept_at(request, edge.clock.now().astimezone(AMSTERDAM))
    asked_otherwise = "draft.other-kind" if "kind_to" in typed else "draft.kept"
    return pages.redirect(request, NEW, notice=asked_otherwise)


@router.post("/removals")
async def remove(request: Request, edge: IntakeEdge) -> Response:
    """Throw the draft away and show the empty form."""
    POLICY.require_somewhere(edge.actor, Deed.ASK)
    key = (await read_form(request)).get("idempotency_key", "")
    async with edge.transaction() as uow:
        await uow.form_drafts.finish(
            FORM, person_id=edge.actor.person_id, key=key, at=edge.clock.now()
        )
    return pages.redirect(request, NEW, notice="draft.removed")


def kept_at(request: Request, at: datetime) -> Response:
    """Say when a draft was kept, to a script."""
    with speaking(wanted(request)):
        return PlainTextResponse(pages.texts.text("draft.kept-at", time=f"{at:%H:%M}"))


def why_not(request: Request, refusal: InvalidInput) -> Response:
    """Say why a draft was not kept, to a script."""
    with speaking(wanted(request)):
        sentences = dict.fromkeys(FormErrors.of(refusal, pages.texts).fields.values())
        words = [pages.texts.text("draft.refused"), *sentences]
    return PlainTextResponse(" ".join(words), 422)
