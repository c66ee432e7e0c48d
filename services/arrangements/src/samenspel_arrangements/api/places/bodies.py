"""What the API is asked about ways to a place."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from samenspel_arrangements.domain.places.grounds import MAX_WORDS
from samenspel_arrangements.domain.places.placement import LONGEST_DECISION
from samenspel_arrangements.domain.places.provision import ProvisionKind
from samenspel_arrangements.domain.places.standing import EndReason
from samenspel_platform.bodies import Body, IsoDate


class SeekBody(Body):
    """What kind of place; for `sbo` and `so`, why regular education is not enough."""

    kind: ProvisionKind
    why_not_regular: Annotated[str, Field(max_length=MAX_WORDS)] = ""


class SeatBody(Body):
    """Where a seat is asked."""

    provision_id: UUID


class AdmissionBody(Body):
    """Whose board admits, from which day, and by what writing one finds that."""

    school_id: UUID
    from_day: IsoDate
    decision: Annotated[str, Field(min_length=1, max_length=LONGEST_DECISION)]


class EnrolmentBody(Body):
    """The day on which the child began."""

    first_day: IsoDate


class ReturnBody(Body):
    """To which regular school the child goes back, from which day."""

    school_id: UUID
    from_day: IsoDate


class EndBody(Body):
    """Why nobody has to look on."""

    reason: Literal[
        EndReason.STAYS,
        EndReason.BACK_FOR_GOOD,
        EndReason.OTHER_PLACE,
        EndReason.NOT_NEEDED,
        EndReason.MOVED_AWAY,
    ]
