"""How a school's own plan comes in as a file and is read, the same for API and pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from starlette.exceptions import HTTPException

from samenspel_arrangements.application.documents.add_document import AddDocument
from samenspel_arrangements.application.documents.load import DocumentAt, load
from samenspel_arrangements.application.opp.begin_opp import opp_for
from samenspel_arrangements.document_edge import ArrangementsAt, take
from samenspel_arrangements.domain.deeds import Action
from samenspel_arrangements.domain.documents.document import DocumentKind
from samenspel_arrangements.domain.documents.reading import may_open
from samenspel_arrangements.domain.documents.version import Checking, Version
from samenspel_arrangements.domain.opp.content import Content, OppField
from samenspel_arrangements.domain.opp.school_plan import SchoolPlan, plan_of
from samenspel_arrangements.domain.opp.standing import OPP_STATES
from samenspel_arrangements.gateways.documents.files import FilesLost
from samenspel_arrangements.gateways.documents.sealing import Unreadable
from samenspel_arrangements.gateways.documents.shelf import Shelf
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import InvalidInput
from samenspel_kernel.ids import CaseId
from samenspel_platform.forms import Upload

WRITE = Action.WRITE_OPP
NOTHING = SchoolPlan(Content())


class ReadState(StrEnum):
    """How reading a file went."""

    WAITS = "waits"
    REFUSED = "refused"
    READ = "read"
    UNKNOWN = "unknown"
    PICTURE = "picture"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPlan:
    """What came of reading a file: `pictures` are its pages that no machine can read.

    `version` counts from 1; `has_pages` is False where the file does not say where a page ends.
    """

    version: int
    plan: SchoolPlan = NOTHING
    is_waiting: bool = False
    is_refused: bool = False
    pictures: tuple[int, ...] = ()
    has_pages: bool = False

    @property
    def state(self) -> ReadState:
        """Say in a word how it went."""
        if self.is_waiting:
            return ReadState.WAITS
        if self.is_refused:
            return ReadState.REFUSED
        if self.plan.fields:
            return ReadState.READ
        if self.plan.left:
            return ReadState.UNKNOWN
        return ReadState.PICTURE if self.pictures else ReadState.EMPTY

    @property
    def pages(self) -> Mapping[OppField, int]:
        """Give on which page of the file a field begins, where the file has pages."""
        return self.plan.found_on if self.has_pages else {}


async def take_plan(
    case_id: UUID, title: str, file: Upload | None, *, edge: ArrangementsAt, shelf: Shelf
) -> AddDocument:
    """Put a plan's file away for who writes the plan, while it is written; give how to add it."""
    async with edge.transaction() as uow:
        _, opp = await opp_for(CaseId(case_id), WRITE, actor=edge.actor, uow=uow)
        OPP_STATES.require(opp.standing, "write")
    return AddDocument(
        case_id=CaseId(case_id),
        kind=DocumentKind.PLAN,
        title=title,
        file_name=file.name if file else "",
        taken=await take(shelf, edge, file),
    )


async def read_plan(where: DocumentAt, *, edge: ArrangementsAt, shelf: Shelf) -> ReadPlan:
    """Read the newest version, outside of any transaction: that is slow.

    What shows it notes the look at the child's file.
    """
    async with edge.transaction() as uow:
        _, opp = await opp_for(CaseId(where.case_id), WRITE, actor=edge.actor, uow=uow)
        OPP_STATES.require(opp.standing, "write")
        needed = Action.READ_DOCUMENT
        document = await load(where, needed, actor=edge.actor, uow=uow, clock=edge.clock)
        version: Version = document.versions[-1]
        number = version.number
        if isinstance(version.check, Checking):
            return ReadPlan(version=number, is_waiting=True)
        if not may_open(edge.actor, document, version, today=dutch_date(edge.clock.now())):
            return ReadPlan(version=number, is_refused=True)
    try:
        text = await shelf.read(edge.actor.alliance_id, version)
    except (FilesLost, Unreadable):
        raise HTTPException(503) from None
    except InvalidInput:
        return ReadPlan(version=number, is_refused=True)
    return ReadPlan(
        version=number,
        plan=plan_of(text.pages),
        pictures=tuple(sorted(text.unread)),
        has_pages=len(text.pages) > 1,
    )
