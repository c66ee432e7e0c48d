"""Answers of the API: documents, without the names that files had."""

from datetime import date
from typing import Self
from uuid import UUID

from samenspel_arrangements.domain.documents.document import Document, DocumentKind
from samenspel_arrangements.domain.documents.reading import may_open
from samenspel_arrangements.domain.documents.standing import StandingState, Withheld
from samenspel_arrangements.domain.documents.version import CheckState, Refused, Version
from samenspel_kernel.actor import Actor
from samenspel_platform.bodies import UtcDateTime, View


class PlaceView(View):
    """Where a number stands that may not be here: page (from 1), kind, and how it ends."""

    page: int
    code: str
    last_two: str


class VersionView(View):
    """One version; `openable` says whether the caller may read its bytes."""

    number: int
    media_type: str
    size: int
    state: CheckState
    refused_why: str | None
    places: list[PlaceView]
    openable: bool
    added_at: UtcDateTime

    @classmethod
    def of(cls, version: Version, document: Document, actor: Actor, today: date) -> Self:
        """Show a version."""
        check = version.check
        refused = check if isinstance(check, Refused) else None
        return cls(
            number=version.number,
            media_type=version.media_type.value,
            size=version.size,
            state=check.state,
            refused_why=refused.why.value if refused and refused.why else None,
            places=[
                PlaceView(page=each.page, code=each.code, last_two=each.last_two)
                for each in (refused.places if refused else ())
            ],
            openable=may_open(actor, document, version, today=today),
            added_at=version.added_at,
        )


class ParentViewView(View):
    """What a parent says of a document."""

    by: UUID
    text: str
    at: UtcDateTime


class DocumentView(View):
    """A document; `withheldUntil` is the last day on which parents do not see it."""

    id: UUID
    case_id: UUID
    kind: DocumentKind
    title: str
    state: StandingState
    withheld_reason: str | None
    withheld_until: date | None
    added_at: UtcDateTime
    versions: list[VersionView]
    views: list[ParentViewView]

    @classmethod
    def of(cls, document: Document, actor: Actor, today: date) -> Self:
        """Show a document."""
        withheld = document.standing if isinstance(document.standing, Withheld) else None
        return cls(
            id=document.id,
            case_id=document.case_id,
            kind=document.kind,
            title=document.title,
            state=document.standing.state,
            withheld_reason=withheld.reason if withheld else None,
            withheld_until=withheld.until if withheld else None,
            added_at=document.added_at,
            versions=[VersionView.of(each, document, actor, today) for each in document.versions],
            views=[
                ParentViewView(by=each.by, text=each.text, at=each.at) for each in document.views
            ],
        )


class DocumentsView(View):
    """The documents of one case that the caller may see, the last added first."""

    items: list[DocumentView]
