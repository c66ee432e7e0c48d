"""Use case: somebody writes the perspective, or changes it; two at the same time lose nothing."""

from dataclasses import dataclass

from samenspel_arrangements.application.perspective.ports import PerspectiveUnitOfWork
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.gates.gates import gate_of
from samenspel_arrangements.domain.perspective.draft import Draft, content_of, draft_of
from samenspel_arrangements.domain.perspective.merge import Merged, merge
from samenspel_arrangements.domain.perspective.perspective import SharedPerspective
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.term_rules import PERSPECTIVE_AGREE
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import CaseId


class ChangedMeanwhile(Exception):
    """Somebody else made a version since this one was read; nothing was saved, nothing is lost.

    `merged` puts both changes together; `version` is the newest one, to save upon.
    """

    def __init__(self, merged: Merged, version: int) -> None:
        super().__init__()
        self.merged, self.version = merged, version


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePerspective:
    """What it says, and which version the writer read before.

    `base_version` is None when it was made sure otherwise that the newest was read.
    """

    case_id: CaseId
    draft: Draft
    base_version: int | None


async def perspective_for(
    case_id: CaseId, action: Action, *, actor: Actor, uow: PerspectiveUnitOfWork
) -> tuple[Case, SharedPerspective]:
    """Load a case and its perspective to do something with; refuses who may not."""
    case = await uow.cases.get(case_id)
    require(actor, action, case)
    perspective = await uow.perspectives.of_case(case_id)
    if perspective is None:
        raise NotFound(case.pupil_id)
    return case, perspective


async def write_perspective(
    command: WritePerspective, *, actor: Actor, uow: PerspectiveUnitOfWork, clock: Clock
) -> SharedPerspective:
    """Make a version; ChangedMeanwhile when the one that was read is not the newest."""
    case, perspective = await perspective_for(
        command.case_id, Action.WRITE_PERSPECTIVE, actor=actor, uow=uow
    )
    read = perspective.version if command.base_version is None else command.base_version
    base = perspective.version_at(read)
    if read != perspective.version:
        newest = perspective.version_at(perspective.version)
        merged = merge(
            base=draft_of(base) if base else {},
            theirs=draft_of(newest) if newest else {},
            mine=command.draft,
        )
        raise ChangedMeanwhile(merged, perspective.version)
    now = clock.now()
    perspective.write(
        content_of(command.draft, gate_of(case.kind)),
        by=actor,
        agree=await uow.terms.begin(PERSPECTIVE_AGREE, dutch_date(now)),
        at=now,
    )
    uow.perspectives.save(perspective)
    return perspective
