"""A school's location as the national register has it, and what may be wrong with a row of it."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from stdnum.exceptions import ValidationError
from stdnum.nl import brin, postcode

from samenspel_kernel.errors import FieldError, InvalidInput

_NAMES = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
MONTHS = {name: n for n, name in enumerate(_NAMES, 1)} | {"mar": 3, "may": 5, "oct": 10}
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2})-(?P<month>[a-z]{3})", re.IGNORECASE)
_MONTH_DAY = re.compile(r"(?P<month>[a-z]{3})-(?P<day>\d{1,2})", re.IGNORECASE)
_WITHOUT_ZERO = re.compile(r"\d[A-Za-z]{2}(\d{2})?")
_WHOLE_DATE = re.compile(r"\d{1,2}-\d{1,2}-(19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Address:
    """An address; a house number that a spreadsheet made a date is kept as it came."""

    street: str
    house_number: str
    postcode: str
    place: str

    @property
    def postcode4(self) -> str | None:
        """The digits of the postcode; None where there is no postcode."""
        return self.postcode[:4] if _is_postcode(self.postcode) else None

    @property
    def is_damaged(self) -> bool:
        """Whether the house number reads as a day of a month (`2-apr`, once 2-4)."""
        return repaired_house_number(self.house_number) is not None

    @property
    def is_doubtful(self) -> bool:
        """Whether the house number may have become a date (`1-3-2005`)."""
        return _WHOLE_DATE.fullmatch(self.house_number) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLocation:
    """One location; `code` is the BRIN and the number of the location within it (03XY00)."""

    code: str
    name: str
    board_number: str
    visiting: Address
    correspondence: Address
    municipality_code: str
    municipality_name: str
    denomination: str
    phone: str
    website: str

    @property
    def brin(self) -> str:
        """The number of the institution that the location belongs to."""
        return self.code[:4]

    def keeping(self, known: "SchoolLocation", untold: Set[str]) -> "SchoolLocation":
        """Take over from what was known the fields that the source of this one does not tell."""
        own = {name: getattr(known, name) for name in untold & _OWN_FIELDS}
        visiting, correspondence = (
            replace(
                new,
                **{n: getattr(old, n) for n in _ADDRESS_FIELDS if f"{prefix}{n}" in untold},
            )
            for prefix, new, old in (
                ("", self.visiting, known.visiting),
                ("correspondence_", self.correspondence, known.correspondence),
            )
        )
        return replace(self, **own, visiting=visiting, correspondence=correspondence)


_OWN_FIELDS = {"board_number", "municipality_name", "denomination", "phone", "website"}
_ADDRESS_FIELDS = ("street", "house_number", "postcode", "place")


def repaired_house_number(text: str) -> str | None:
    """Give what a damaged house number probably was; None if it is not damaged.

    `2-apr` was 2-4, and `dec-14` was 12-14: a guess for a person to check, never stored.
    """
    if (found := _DAY_MONTH.fullmatch(text)) and (month := MONTHS.get(found["month"].lower())):
        return f"{int(found['day'])}-{month}"
    if (found := _MONTH_DAY.fullmatch(text)) and (month := MONTHS.get(found["month"].lower())):
        return f"{month}-{int(found['day'])}"
    return None


def read_location(row: Mapping[str, str]) -> SchoolLocation:
    """Make a location of a row's values (by our names); InvalidInput names each wrong one.

    Zeros that a spreadsheet took from the front come back: municipality 796 is 0796.
    """
    code, wrong_code = _location_code(row["brin"], row["code"])
    visiting = _address(row, "")
    wrong = [
        *wrong_code,
        *([] if row["name"] else [FieldError("name", "school.name-missing")]),
        *([] if _is_postcode(visiting.postcode) else [FieldError("postcode", "postcode.invalid")]),
        *_wrong_municipality(row["municipality_code"]),
    ]
    if wrong:
        raise InvalidInput(*wrong)
    return SchoolLocation(
        code=code,
        name=row["name"],
        board_number=_with_zeros(row["board_number"], 5),
        visiting=visiting,
        correspondence=_address(row, "correspondence_"),
        municipality_code=row["municipality_code"].zfill(4),
        municipality_name=row["municipality_name"],
        denomination=row["denomination"],
        phone=_with_zeros(row["phone"], 10),
        website=row["website"],
    )


def _location_code(institution: str, location: str) -> tuple[str, list[FieldError]]:
    """Read the location's code, which may come whole (03XY00) or as its last two digits."""
    institution = _with_its_zero(institution)
    whole = _with_its_zero(location) if len(location) > 2 else institution + location.zfill(2)
    try:
        code = brin.validate(whole)
    except ValidationError:
        return whole, [FieldError("code", "brin.invalid")]
    if len(code) != 6 or not code.startswith(brin.compact(institution)):
        return code, [FieldError("code", "brin.invalid")]
    return code, []


def _with_its_zero(code: str) -> str:
    """Give a BRIN, or the code of a location, with the zero in front that a spreadsheet took."""
    return f"0{code}" if _WITHOUT_ZERO.fullmatch(code) else code


def _address(row: Mapping[str, str], prefix: str) -> Address:
    given = row[f"{prefix}postcode"]
    return Address(
        street=row[f"{prefix}street"],
        house_number=row[f"{prefix}house_number"],
        postcode=postcode.validate(given) if _is_postcode(given) else given,
        place=row[f"{prefix}place"],
    )


def _is_postcode(text: str) -> bool:
    return postcode.is_valid(text)


def _wrong_municipality(code: str) -> list[FieldError]:
    good = code.isascii() and code.isdigit() and len(code) <= 4 and int(code) > 0
    return [] if good else [FieldError("municipality_code", "municipality.invalid")]


def _with_zeros(number: str, length: int) -> str:
    return number.zfill(length) if number.isdigit() else number
