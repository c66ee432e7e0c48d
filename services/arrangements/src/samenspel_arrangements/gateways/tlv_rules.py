"""The data that a TLV is decided by: professions, amounts and criteria."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from samenspel_arrangements.application.tlvs.ports import TlvRules
from samenspel_arrangements.domain.tlv.criteria import KnownCriterion
from samenspel_arrangements.domain.tlv.kind import Amount, TlvKind
from samenspel_arrangements.domain.tlv.professions import Profession, ProfessionRule

DEFAULTS = Path(__file__).with_name("defaults")


@cache
def tlv_rules() -> TlvRules:
    """Give what a TLV is decided by."""
    return TlvRules(profession_rules(), criteria())


def profession_rules() -> tuple[ProfessionRule, ...]:
    """Read which professions may advise, in all versions."""
    return tuple(
        ProfessionRule(
            version=int(row["version"]),
            first=frozenset(Profession(each) for each in row["first"].split()),
            second=frozenset(Profession(each) for each in row["second"].split()),
            source=row["source"],
            valid_from=date.fromisoformat(row["validFrom"]),
        )
        for row in _rows("tlv-professions.csv")
    )


@cache
def amounts() -> tuple[Amount, ...]:
    """Read what places cost, by kind and day."""
    return tuple(
        Amount(
            kind=TlvKind(row["kind"]),
            valid_from=date.fromisoformat(row["validFrom"]),
            cents=int(row["cents"]),
            source=row["source"],
        )
        for row in _rows("tlv-amounts.csv")
    )


def criteria() -> tuple[KnownCriterion, ...]:
    """Read the criteria that a decision may cite, in all versions."""
    return tuple(
        KnownCriterion(
            code=row["code"],
            version=int(row["version"]),
            valid_from=date.fromisoformat(row["validFrom"]),
            source=row["source"],
        )
        for row in _rows("tlv-criteria.csv")
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DEFAULTS / name).open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)
