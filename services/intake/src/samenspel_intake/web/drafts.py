"""Pages: what is typed in a form is kept, by a script while one types or by a button."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
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
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import FormErrors, Refusal, filled
from samenspel_web.language import speaking, wanted

router = APIRouter(prefix="/support-requests/draft")


@dataclass(frozen=True)
class KeptForm:
    """A form of which drafts are kept, on `page`; `refused` shows it with what is wrong."""

    form: DraftForm
    page: str
    refused: Callable[[Request, IntakeEdge, Form, Refusal], Awaitable[Response]]

    async def keep(
        self,
        request: Request,
        edge: IntakeEdge,
        typed: Form,
        *,
        fields: dict[str, str] | None = None,
        notice: str = "draft.kept",
    ) -> Response:
        """Keep what was typed: a script gets a sentence, a browser without one the form again.

        `fields` are kept instead of all that is typed, where these differ.
        """
        by_script = request.headers.get("hx-request") == "true"
        fields = filled(typed) if fields is None else fields
        command = KeepDraft(form=self.form, typed=fields, key=typed.get("idempotency_key", ""))
        person_id, clock = edge.actor.person_id, edge.clock
        try:
            async with edge.transaction() as uow:
                await keep_draft(command, person_id=person_id, drafts=uow.form_drafts, clock=clock)
        except InvalidInput as refusal:
            if by_script:
                return _why_not(request, refusal)
            return await self.refused(request, edge, typed, refusal)
        if by_script:
            return _kept_at(request, clock.now().astimezone(AMSTERDAM))
        return pages.redirect(request, self.page, notice=notice)

    async def remove(self, request: Request, edge: IntakeEdge) -> Response:
        """Throw the draft away and show the empty form."""
        key = (await read_form(request)).get("idempotency_key", "")
        person_id, now = edge.actor.person_id, edge.clock.now()
        async with edge.transaction() as uow:
            await uow.form_drafts.finish(self.form, person_id=person_id, key=key, at=now)
        return pages.redirect(request, self.page, notice="draft.removed")


KEPT = KeptForm(DraftForm.NEW_REQUEST, NEW, refused)


@router.post("")
async def keep(request: Request, edge: IntakeEdge) -> Response:
    """Keep a request that is being written; another kind of question is a button of its form."""
    POLICY.require_somewhere(edge.actor, Deed.ASK)
    typed = await read_form(request)
    fields = filled(typed)
    fields |= {"kind": fields.pop("kind_to")} if "kind_to" in fields else {}
    notice = "draft.other-kind" if "kind_to" in typed else "draft.kept"
    return await KEPT.keep(request, edge, typed, fields=fields, notice=notice)


@router.post("/removals")
async def remove(request: Request, edge: IntakeEdge) -> Response:
    """Throw the draft away and show the empty form."""
    POLICY.require_somewhere(edge.actor, Deed.ASK)
    return await KEPT.remove(request, edge)


def _kept_at(request: Request, at: datetime) -> Response:
    """Say when a draft was kept, to a script."""
    with speaking(wanted(request)):
        return PlainTextResponse(pages.texts.text("draft.kept-at", time=f"{at:%H:%M}"))


def _why_not(request: Request, refusal: InvalidInput) -> Response:
    """Say why a draft was not kept, to a script."""
    with speaking(wanted(request)):
        sentences = dict.fromkeys(FormErrors.of(refusal, pages.texts).fields.values())
        words = [pages.texts.text("draft.refused"), *sentences]
    return PlainTextResponse(" ".join(words), 422)
