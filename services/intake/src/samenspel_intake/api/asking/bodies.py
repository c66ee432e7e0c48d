"""What callers send, and how a request in the making looks to them."""

from uuid import UUID

from samenspel_intake.api.pupils import PupilBody, Text
from samenspel_intake.api.views import HolderView, NextActionView
from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import RequestKind
from samenspel_intake.domain.asking.needs import NeedField
from samenspel_intake.domain.asking.parents_voice import WhyNotShown
from samenspel_intake.domain.asking.prepared_request import PreparedRequest, WhyDropped
from samenspel_intake.domain.suspension import WhySuspended
from samenspel_platform.bodies import Body, View


class AnswersBody(Body):
    """What is typed, by field; what is not named stays as it was."""

    answers: dict[Field, Text]
    kind: RequestKind | None = None
    pupil_id: UUID | None = None


class PreparedRequestBody(Body):
    """A request that is begun: of which kind, for which pupil, and what is typed so far."""

    kind: RequestKind
    answers: dict[Field, Text] = {}
    pupil_id: UUID | None = None
    pupil: PupilBody | None = None


class ParentViewBody(Body):
    """What a parent thinks; a school says which parent."""

    view: Text = ""
    contact_id: UUID | None = None


class ReasonBody(Body):
    """Why no parent can read it first."""

    why: WhyNotShown
    reason: Text


class DroppingBody(Body):
    """Why it is not sent."""

    why: WhyDropped


class KindBody(Body):
    """As what it is answered."""

    kind: RequestKind
    pupil_id: UUID | None = None


class NeedBody(Body):
    """How much is needed in one field, from 0 to 3, and in words."""

    field: NeedField
    level: int
    text: Text = ""


class NeedsBody(Body):
    """What the unit found."""

    needs: list[NeedBody]


class SuspensionBody(Body):
    """What is waited for, and what is asked."""

    why: WhySuspended
    note: Text


class PreparedRequestView(View):
    """A request in the making; its words stay on intake's pages."""

    id: UUID
    kind: str
    status: str
    school_id: UUID
    pupil_id: UUID | None
    shown: bool
    heard: bool
    holder: HolderView | None
    next_action: NextActionView | None

    @classmethod
    def of(cls, made: PreparedRequest) -> "PreparedRequestView":
        """Show it."""
        held = made.responsibility
        action = held.next_action if held else None
        return cls(
            id=made.id,
            kind=made.kind.value,
            status=made.standing.status,
            school_id=made.school_id,
            pupil_id=made.pupil_id,
            shown=made.shown,
            heard=made.parents is not None,
            holder=HolderView(kind=held.holder.kind.value, id=held.holder.id) if held else None,
            next_action=NextActionView(kind=action.kind, due_on=action.due_on) if action else None,
        )
