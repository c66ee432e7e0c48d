"""Use cases: what is typed in a form is kept until it is sent, thrown away or too old."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from samenspel_intake.domain.form_draft import DraftForm, FormDraft
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import PersonId


class FormDrafts(Protocol):
    """The drafts of the alliance that the transaction is for; one a person and form."""

    async def keep(self, draft: FormDraft, *, person_id: PersonId, key: str) -> bool:
        """Write a draft over an earlier one; False if the form under this key is done with."""
        ...

    async def finish(self, form: DraftForm, *, person_id: PersonId, key: str, at: datetime) -> None:
        """Forget what was typed; what still comes in from the form under this key is too late."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepDraft:
    """What was typed in which form; `key` is the idempotency key of the page it was typed on."""

    form: DraftForm
    typed: Mapping[str, str]
    key: str


async def keep_draft(
    command: KeepDraft, *, person_id: PersonId, drafts: FormDrafts, clock: Clock
) -> bool:
    """Keep it; False if the form was sent meanwhile. InvalidInput for a forbidden number."""
    draft = FormDraft.of(command.form, command.typed, at=clock.now())
    return await drafts.keep(draft, person_id=person_id, key=command.key)
