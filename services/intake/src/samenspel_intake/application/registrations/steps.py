"""What a school can do with a registration, each with what it says of it."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.domain.registration.ending import Ground, PlaceKind
from samenspel_kernel.ids import SchoolId


@dataclass(frozen=True, slots=True)
class Confirm:
    """Confirm the receipt to the parents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Ask the parents for what is missing, until a day; by default that of the alliance's rule."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend:
    """Take more time to decide; the parents read the reason."""

    until: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Defer:
    """Look again on a day, as agreed with the parents; `paper` is where the agreement lies."""

    follow_up: date
    paper: str


@dataclass(frozen=True, slots=True)
class Resume:
    """Look again now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Give the child a place for the time being."""

    from_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Admit:
    """Take the child."""

    from_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Declare:
    """Record that another school declared in writing that it takes the child."""

    school_id: SchoolId
    place: PlaceKind
    declared_on: date
    paper: str
    tlv_number: str = ""


@dataclass(frozen=True, slots=True)
class HaveNoPlace:
    """Say no where another school has the duty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse:
    """Say no on a ground of the law; the parents read the reason, `paper` is where its proof lies."""

    ground: Ground
    reason: str
    paper: str


Step = Confirm | Ask | Extend | Defer | Resume | Place | Admit | Declare | HaveNoPlace | Refuse
