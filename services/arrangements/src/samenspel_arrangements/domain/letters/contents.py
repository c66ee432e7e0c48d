"""What letters say: a type for each kind, so that none goes out with a hole in it.

Texts are for the family, in plain Dutch (B1). Dates are days in Dutch time.
"""

from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar, Final, get_args, get_type_hints

from samenspel_kernel.errors import InvalidInput
from samenspel_kernel.forbidden_identifiers import field_errors


class LetterKind(StrEnum):
    """What a letter is about."""

    HELP_GRANTED = "help-granted"
    CASE_CLOSED = "case-closed"
    MEETING_INVITATION = "meeting-invitation"
    MEETING_DECISION = "meeting-decision"
    TLV_GRANTED = "tlv-granted"
    TLV_REFUSED = "tlv-refused"
    TLV_UNPROCESSED = "tlv-unprocessed"
    TLV_RENEWAL = "tlv-renewal"
    TLV_WAITS = "tlv-waits"
    TLV_RUNS_ON = "tlv-runs-on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is, and how many minutes a child travels there; 0 where nobody knows."""

    name: str
    address: str
    travel_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Until and with which day one may object to a decision, and where (Awb 3:45, 6:7; T16)."""

    last_day: date
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpGranted:
    """Help was granted (`help` is the code of its kind), from when to when, and when it is looked at.

    `where` is its step on the ladder of places, in words; `travels` whether that is further than
    the own school (N27: each decision shows the place and the way there).
    """

    kind: ClassVar[LetterKind] = LetterKind.HELP_GRANTED
    child: str
    help: str
    description: str
    starts_on: date
    ends_on: date
    evaluation_on: date
    place: Place | None = None
    where: str = ""
    travels: bool = False
    at_school: str = ""
    km: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    """The case ended, why (the code of its reason), and when somebody asks how it goes."""

    kind: ClassVar[LetterKind] = LetterKind.CASE_CLOSED
    child: str
    reason: str
    closed_on: date
    aftercare_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingInvitation:
    """Whom the family meets, when and where; `time` reads `14:30`."""

    kind: ClassVar[LetterKind] = LetterKind.MEETING_INVITATION
    child: str
    subject: str
    on: date
    time: str
    with_whom: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDecision:
    """What was decided at a meeting, on which day."""

    kind: ClassVar[LetterKind] = LetterKind.MEETING_DECISION
    child: str
    held_on: date
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TlvGranted:
    """A place in special education is allowed: which, from when to when, and why.

    `education` is a code (`sbo`, `so`); `category` is empty where there are none. `asked_school`
    is the school that was asked whether it has room, empty where none was. `at_school` names where
    the child is `admitted`, or else where a seat is kept; it is empty without either. `km` is from
    home, None where unknown.
    """

    kind: ClassVar[LetterKind] = LetterKind.TLV_GRANTED
    child: str
    number: str
    education: str
    category: str
    starts_on: date
    ends_on: date
    motivation: str
    objection: Objection
    place: Place | None = None
    asked_school: str = ""
    at_school: str = ""
    admitted: bool = False
    km: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TlvRefused:
    """A place in special education is not allowed, and why."""

    kind: ClassVar[LetterKind] = LetterKind.TLV_REFUSED
    child: str
    education: str
    motivation: str
    objection: Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class TlvUnprocessed:
    """Nobody looked into an application: what was asked for did not come (Awb 4:5)."""

    kind: ClassVar[LetterKind] = LetterKind.TLV_UNPROCESSED
    child: str
    education: str
    asked_on: date
    objection: Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class TlvRenewal:
    """A TLV ends; the school asks for a new one before a day (T12: December, before 15 April)."""

    kind: ClassVar[LetterKind] = LetterKind.TLV_RENEWAL
    child: str
    number: str
    ends_on: date
    ask_before: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TlvWaits:
    """An application waits from a day until a day; why (a code, and words); by when it is decided.

    It is told to the applicant, with the term in which the decision comes (Awb 4:15).
    """

    kind: ClassVar[LetterKind] = LetterKind.TLV_WAITS
    child: str
    ground: str
    why: str
    from_day: date
    until: date
    decide_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TlvRunsOn:
    """An application that waited goes on, sooner than was said; by when it is decided."""

    kind: ClassVar[LetterKind] = LetterKind.TLV_RUNS_ON
    child: str
    runs_from: date
    decide_by: date


AboutTlv = TlvGranted | TlvRefused | TlvUnprocessed | TlvRenewal | TlvWaits | TlvRunsOn
LetterContent = HelpGranted | CaseClosed | MeetingInvitation | MeetingDecision | AboutTlv
CONTENTS: Final[Mapping[LetterKind, type[LetterContent]]] = MappingProxyType(
    {each.kind: each for each in get_args(LetterContent)}
)
TEMPLATES: Final = MappingProxyType(
    dict.fromkeys(LetterKind, 1) | {LetterKind.HELP_GRANTED: 3, LetterKind.TLV_GRANTED: 3}
)
"""The version of each kind's template by which letters are ordered from now on."""
DECISIONS: Final = frozenset(
    {LetterKind.TLV_GRANTED, LetterKind.TLV_REFUSED, LetterKind.TLV_UNPROCESSED}
)


def check(content: LetterContent) -> None:
    """Refuse a letter with a number in it that may not be there."""
    texts = {name: str(value) for name, value in asdict(content).items()}
    if wrong := field_errors(**texts):
        raise InvalidInput(*wrong)


def to_values(content: LetterContent) -> dict[str, Any]:
    """Give what a letter says as values of JSON; days in ISO 8601."""
    return {name: _plain(value) for name, value in asdict(content).items()}


def from_values(kind: LetterKind, values: Mapping[str, Any]) -> LetterContent:
    """Give what a letter says back; KeyError or ValueError if these values are of no such letter.

    What a letter of before could not say yet has its default.
    """
    of_kind = CONTENTS[kind]
    made: LetterContent = _made(of_kind, values)
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return value


def _made(of: Any, values: Mapping[str, Any]) -> Any:
    hints = get_type_hints(of)
    said = [each for each in fields(of) if each.name in values or each.default is MISSING]
    return of(**{each.name: _value(hints[each.name], values[each.name]) for each in said})


def _value(hint: Any, value: Any) -> Any:
    if hint is date:
        return date.fromisoformat(value)
    if hint is Objection:
        return _made(Objection, value)
    if hint in (Place, Place | None):
        return _made(Place, value) if value is not None else None
    return value
