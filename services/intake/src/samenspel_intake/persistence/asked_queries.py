"""What was asked, in the asker's words, and what was found needed; for the page of a request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import RequestKind
from samenspel_intake.domain.asking.needs import Needs
from samenspel_intake.domain.asking.parents_voice import ParentsVoice, Shown
from samenspel_intake.domain.suspension import Suspended
from samenspel_intake.persistence.prepared_requests import SqlPreparedRequests
from samenspel_intake.persistence.support_requests import SqlSupportRequests

ELSEWHERE = frozenset({Field.QUESTION, Field.TRIED})
"""Shown as the question itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedText:
    """The words of a request; shown only to those who may read them."""

    kind: RequestKind
    texts: Sequence[tuple[Field, str]]
    parents: ParentsVoice | None
    names: Mapping[UUID, str]
    needs: Needs | None
    suspended: Suspended | None


async def asked_text(
    id_: UUID, *, requests: SqlSupportRequests, prepared: SqlPreparedRequests
) -> AskedText:
    """Give the words of one; the caller has asked whether the actor may read them."""
    request = await requests.get(id_)
    asked = request.asked
    parents = asked.parents if asked else None
    heard = [view.parent for view in parents.views] if isinstance(parents, Shown) else []
    return AskedText(
        kind=request.kind,
        texts=[(f, t) for f, t in asked.answers.texts if f not in ELSEWHERE] if asked else [],
        parents=parents,
        names=await prepared.names(heard),
        needs=request.needs,
        suspended=request.suspended,
    )
