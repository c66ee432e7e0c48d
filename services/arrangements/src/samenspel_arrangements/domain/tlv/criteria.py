"""The criteria by which a TLV is decided on: public, dated, the same for all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.domain.tlv.decision import Criterion
from samenspel_kernel.errors import FieldError, InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCriterion:
    """One version of one criterion; what it says is in the texts of the pages."""

    code: str
    version: int
    valid_from: date
    source: str


def criteria_on(known: Iterable[KnownCriterion], day: date) -> dict[str, KnownCriterion]:
    """Give the versions that count on a day, by code."""
    valid = sorted((k for k in known if k.valid_from <= day), key=lambda k: k.valid_from)
    return {each.code: each for each in valid}


def cited(
    codes: Sequence[str], known: Iterable[KnownCriterion], day: date
) -> tuple[Criterion, ...]:
    """Cite criteria in the versions of a day; InvalidInput for one that is not there then."""
    valid = criteria_on(known, day)
    if unknown := [code for code in codes if code not in valid]:
        raise InvalidInput(*(FieldError("criteria", "tlv.unknown-criterion") for _ in unknown[:1]))
    return tuple(Criterion(code, valid[code].version) for code in dict.fromkeys(codes))
