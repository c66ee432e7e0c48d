"""Stored drafts of forms."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.form_draft import DraftForm, FormDraft
from samenspel_intake.persistence.tables import FormDraftRow
from samenspel_kernel.ids import PersonId


class SqlFormDrafts:
    """The drafts of one alliance.

    A form that was sent leaves its key without fields: a save that a browser sent just before may
    arrive after it, and must not bring the draft back.
    """

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def find(self, form: DraftForm, *, person_id: PersonId) -> FormDraft | None:
        """Give what the person typed in a form and did not send."""
        row = await self._session.get(FormDraftRow, (self._alliance_id, person_id, form.value))
        if row is None or row.fields is None:
            return None
        return FormDraft(form=form, fields=row.fields, kept_at=row.kept_at)

    async def keep(self, draft: FormDraft, *, person_id: PersonId, key: str) -> bool:
        """Write a draft over an earlier one; False if the form under this key is done with."""
        state = {"key": key, "fields": dict(draft.fields), "kept_at": draft.kept_at}
        open_ = (FormDraftRow.key != key) | FormDraftRow.fields.is_not(None)
        return await self._put(draft.form, person_id, state, where=open_)

    async def finish(self, form: DraftForm, *, person_id: PersonId, key: str, at: datetime) -> None:
        """Forget what was typed; what still comes in from the form under this key is too late."""
        await self._put(form, person_id, {"key": key, "fields": None, "kept_at": at})

    async def _put(
        self,
        form: DraftForm,
        person_id: PersonId,
        state: dict[str, Any],
        where: ColumnElement[bool] | None = None,
    ) -> bool:
        mine = {"alliance_id": self._alliance_id, "person_id": person_id, "form": form.value}
        statement = (
            insert(FormDraftRow)
            .values(**mine, **state)
            .on_conflict_do_update(index_elements=list(mine), set_=state, where=where)
            .returning(FormDraftRow.form)
        )
        return await self._session.scalar(statement) is not None


async def forget_old(session: AsyncSession, before: datetime) -> int:
    """Delete drafts that were kept before a moment, of all alliances; gives how many."""
    return int(await session.scalar(select(func.forget_form_drafts(before))) or 0)
