"""Stored documents, with their versions."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm.attributes import flag_modified

from samenspel_arrangements.domain.documents.content import MediaType, Unfit
from samenspel_arrangements.domain.documents.document import Document, DocumentKind, ParentView
from samenspel_arrangements.domain.documents.standing import (
    AwaitingParents,
    KeptByParents,
    RemovalReason,
    Removed,
    Shared,
    Standing,
    StandingState,
    Withheld,
)
from samenspel_arrangements.domain.documents.version import (
    Check,
    Checking,
    CheckState,
    Fit,
    Refused,
    Unread,
    Version,
)
from samenspel_arrangements.persistence.documents.tables import DocumentRow, DocumentVersionRow
from samenspel_kernel.forbidden_identifiers import Place
from samenspel_kernel.ids import CaseId, DocumentId, PersonId, PupilId, SchoolId
from samenspel_messaging.unit_of_work import SqlRepository, SqlUnitOfWork


class SqlDocuments(SqlRepository[Document, DocumentRow]):
    """The documents of one alliance."""

    row_type = DocumentRow

    def __init__(self, uow: SqlUnitOfWork) -> None:
        super().__init__(uow)
        self._versions: dict[UUID, DocumentVersionRow] = {}

    async def find(self, id_: UUID) -> Document | None:
        """Load one for change, or None."""
        document = await super().find(id_)
        if document is not None:
            query = (
                select(DocumentVersionRow)
                .where(
                    DocumentVersionRow.document_id == id_,
                    DocumentVersionRow.alliance_id == self._uow.scope.alliance_id,
                )
                .order_by(DocumentVersionRow.number)
            )
            rows = (await self._uow.session.scalars(query)).all()
            self._versions |= {row.id: row for row in rows}
            document.versions = [_version(row) for row in rows]
        return document

    async def of_case(self, case_id: UUID) -> Sequence[Document]:
        """Load all of a case, the last added first."""
        query = (
            select(DocumentRow.id)
            .where(
                DocumentRow.case_id == case_id,
                DocumentRow.alliance_id == self._uow.scope.alliance_id,
            )
            .order_by(DocumentRow.added_at.desc(), DocumentRow.id)
        )
        return [await self.get(id_) for id_ in (await self._uow.session.scalars(query)).all()]

    async def to_check(self, *, limit: int) -> Sequence[tuple[UUID, int]]:
        """Give the document and number of versions that a machine is still to look at."""
        query = (
            select(DocumentVersionRow.document_id, DocumentVersionRow.number)
            .where(
                DocumentVersionRow.alliance_id == self._uow.scope.alliance_id,
                DocumentVersionRow.state == CheckState.CHECKING.value,
                DocumentVersionRow.key.is_not(None),
            )
            .order_by(DocumentVersionRow.added_at)
            .limit(limit)
        )
        return [(row[0], row[1]) for row in await self._uow.session.execute(query)]

    async def named(self, ids: Sequence[UUID]) -> set[UUID]:
        """Give those of these files whose bytes a version names, and can read."""
        query = select(DocumentVersionRow.id).where(
            DocumentVersionRow.alliance_id == self._uow.scope.alliance_id,
            DocumentVersionRow.id.in_(ids),
            DocumentVersionRow.key.is_not(None),
        )
        return set((await self._uow.session.scalars(query)).all())

    async def keys_after(self, id_: UUID, *, limit: int) -> Sequence[tuple[UUID, bytes]]:
        """Give versions whose id comes after one, with their sealed keys, in order."""
        query = (
            select(DocumentVersionRow.id, DocumentVersionRow.key)
            .where(
                DocumentVersionRow.alliance_id == self._uow.scope.alliance_id,
                DocumentVersionRow.key.is_not(None),
                DocumentVersionRow.id > id_,
            )
            .order_by(DocumentVersionRow.id)
            .limit(limit)
        )
        return [(found, key) for found, key in await self._uow.session.execute(query) if key]

    async def replace_key(self, id_: UUID, before: bytes, after: bytes) -> bool:
        """Keep a version's key sealed anew; False if it is gone or another by now."""
        query = (
            update(DocumentVersionRow)
            .where(
                DocumentVersionRow.alliance_id == self._uow.scope.alliance_id,
                DocumentVersionRow.id == id_,
                DocumentVersionRow.key == before,
            )
            .values(key=after)
            .returning(DocumentVersionRow.id)
        )
        return (await self._uow.session.execute(query)).one_or_none() is not None

    def to_domain(self, row: DocumentRow) -> Document:
        """Build the aggregate of a row, without its versions."""
        return Document(
            id=DocumentId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            case_id=CaseId(row.case_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            kind=DocumentKind(row.kind),
            title=row.title,
            added_by=PersonId(row.added_by),
            added_at=row.added_at,
            standing=_standing(row),
            views=[_view(view) for view in row.views],
        )

    def fill(self, row: DocumentRow, aggregate: Document) -> None:
        """Write the aggregate's state into its rows."""
        row.case_id, row.pupil_id = aggregate.case_id, aggregate.pupil_id
        row.school_id = aggregate.school_id
        row.kind, row.title = aggregate.kind.value, aggregate.title
        row.added_by, row.added_at = aggregate.added_by, aggregate.added_at
        standing = aggregate.standing
        row.standing = standing.state.value
        withheld = standing if isinstance(standing, Withheld) else None
        row.withheld_reason = withheld.reason if withheld else None
        row.withheld_until = withheld.until if withheld else None
        row.removal_reason = standing.reason.value if isinstance(standing, Removed) else None
        decided = standing if isinstance(standing, KeptByParents | Withheld | Removed) else None
        row.standing_by = decided.by if decided else None
        row.standing_at = decided.at if decided else None
        row.views = [
            {"by": str(view.by), "name": view.name, "text": view.text, "at": view.at.isoformat()}
            for view in aggregate.views
        ]
        flag_modified(row, "views")  # a change of a version alone is a change of the document too
        for version in aggregate.versions:
            self._fill_version(aggregate, version)

    def _fill_version(self, document: Document, version: Version) -> None:
        row = self._versions.get(version.id)
        if row is None:
            row = self._versions[version.id] = DocumentVersionRow()
            row.id, row.alliance_id = version.id, document.alliance_id
            row.document_id, row.number = document.id, version.number
            row.added_by, row.added_at = version.added_by, version.added_at
            self._uow.session.add(row)
        row.file_name, row.media_type = version.file_name, version.media_type.value
        row.size, row.unread, row.key = version.size, sorted(version.unread), version.key
        row.text = version.text
        check = version.check
        row.state = check.state.value
        refused = check if isinstance(check, Refused) else None
        row.refused_why = refused.why.value if refused and refused.why else None
        row.places = [[p.page, p.code, p.last_two] for p in refused.places] if refused else []
        row.confirmed_by = check.confirmed_by if isinstance(check, Fit) else None
        row.confirmed_at = check.confirmed_at if isinstance(check, Fit) else None


def _standing(row: DocumentRow) -> Standing:
    state = StandingState(row.standing)
    if state is StandingState.SHARED:
        return Shared()
    if state is StandingState.AWAITING_PARENTS:
        return AwaitingParents()
    if row.standing_by is None or row.standing_at is None:
        raise AssertionError("somebody decided: CHECK of its table")
    by, at = PersonId(row.standing_by), row.standing_at
    if state is StandingState.KEPT_BY_PARENTS:
        return KeptByParents(by=by, at=at)
    if state is StandingState.REMOVED:
        return Removed(reason=RemovalReason(row.removal_reason or ""), by=by, at=at)
    if row.withheld_until is None:
        raise AssertionError("withheld until a day: CHECK of its table")
    return Withheld(reason=row.withheld_reason or "", until=row.withheld_until, by=by, at=at)


def _view(stored: dict[str, str]) -> ParentView:
    return ParentView(
        by=PersonId(UUID(stored["by"])),
        name=stored["name"],
        text=stored["text"],
        at=datetime.fromisoformat(stored["at"]),
    )


def _version(row: DocumentVersionRow) -> Version:
    return Version(
        id=row.id,
        number=row.number,
        file_name=row.file_name,
        media_type=MediaType(row.media_type),
        size=row.size,
        unread=frozenset(row.unread),
        key=row.key,
        check=_check(row),
        added_by=PersonId(row.added_by),
        added_at=row.added_at,
        text=row.text,
    )


def _check(row: DocumentVersionRow) -> Check:
    match CheckState(row.state):
        case CheckState.CHECKING:
            return Checking()
        case CheckState.UNREAD:
            return Unread()
        case CheckState.REFUSED:
            why = Unfit(row.refused_why) if row.refused_why else None
            return Refused(why=why, places=tuple(Place(*place) for place in row.places))
        case CheckState.FIT:
            by = PersonId(row.confirmed_by) if row.confirmed_by else None
            return Fit(confirmed_by=by, confirmed_at=row.confirmed_at)
