"""What a school hands over of a child when it asks the alliance for help: an *aanvraag SWV-dossier*.

Only what a request needs; it has no number of the child but the school's own.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierAddress:
    """An address as it was written; a part that is not known is empty."""

    street: str = ""
    house_number: str = ""
    postcode: str = ""
    place: str = ""
    municipality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierName:
    """A name as the school has it; a part that is not known is empty."""

    given_names: tuple[str, ...] = ()
    called: str = ""
    prefix: str = ""
    family_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierParent:
    """A parent or another who cares for the child.

    `relation` is the code of the national list; `represents` tells whether they may decide for
    the child, None when the school does not say.
    """

    name: DossierName
    email: str | None
    phone: str | None
    address: DossierAddress | None
    relation: str
    represents: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolPeriod:
    """A time in one group of one school; `school_code` is BRIN and location, or empty."""

    school_year: str
    group: str
    from_day: date | None
    until_day: date | None
    school_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentsView:
    """Whether the parents saw the dossier, agree with it, and if not, why; None: not told."""

    saw_it: bool | None
    saw_it_on: date | None
    agree: bool | None
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SwvDossier:
    """The whole; nothing that is missing keeps it out.

    `left_out` are the paths of fields that the dossier had and that were not taken over.
    """

    made_on: date | None
    school_code: str
    name: DossierName
    birth_date: date | None
    number_at_school: str
    address: DossierAddress | None
    in_dutch_education_since: date | None
    parents: tuple[DossierParent, ...]
    periods: tuple[SchoolPeriod, ...]
    parents_view: ParentsView | None
    left_out: tuple[str, ...]
