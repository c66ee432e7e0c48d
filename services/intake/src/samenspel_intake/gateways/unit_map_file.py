"""Reads a unit map: one YAML file says which units an alliance has, what they cover, its terms."""

import re
from collections import Counter
from datetime import date
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic.alias_generators import to_camel

from samenspel_intake.application.load_unit_map import MappedUnit, UnitMap
from samenspel_intake.domain.alliance import Alliance
from samenspel_intake.domain.term_rules import REQUIRED_RULES
from samenspel_intake.domain.unit import Area
from samenspel_kernel.counting import OF_A_SCHOOL
from samenspel_kernel.terms import RuleRecord, TermUnit

MARKED = re.compile(r"\(at (?P<path>[\w.]+)\)$")


class WrongUnitMap(Exception):
    """The file is no unit map; `errors` are (path in the file, what is wrong there)."""

    def __init__(self, *errors: tuple[str, str]) -> None:
        super().__init__("; ".join(f"{path}: {what}" for path, what in errors))
        self.errors = errors


class _Part(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel, extra="forbid", frozen=True, str_strip_whitespace=True
    )


Name = Annotated[str, Field(min_length=1, max_length=200)]


class _Alliance(_Part):
    number: Annotated[str, Field(pattern=r"^PO[0-9]{4}$")]
    name: Name


class _Term(_Part):
    rule: Name
    version: Annotated[int, Field(ge=1)]
    value: Annotated[int, Field(ge=1, le=1000)]
    unit: TermUnit
    moves_to_working_day: bool
    source: Name
    valid_from: date

    @model_validator(mode="after")
    def _can_be_a_rule(self) -> "_Term":
        if self.unit in OF_A_SCHOOL:
            raise ValueError("counts days of a school, and an alliance has no school days")
        self.record()
        return self

    def record(self) -> RuleRecord:
        return RuleRecord(
            key=self.rule,
            version=self.version,
            value=self.value,
            unit=self.unit,
            moves_to_working_day=self.moves_to_working_day,
            source=self.source,
            valid_from=self.valid_from,
        )


class _Unit(_Part):
    slug: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Name
    municipalities: list[Annotated[str, Field(pattern=r"^[0-9]{4}$")]] = []
    brins: list[Annotated[str, Field(pattern=r"^[0-9]{2}[A-Z]{2}$")]] = []


class _File(_Part):
    alliance: _Alliance
    terms: list[_Term]
    units: Annotated[list[_Unit], Field(min_length=1)]

    @model_validator(mode="after")
    def _no_doubles_and_nothing_missing(self) -> "_File":
        _refuse_doubles("units", [unit.slug for unit in self.units])
        _refuse_doubles("units", [code for u in self.units for code in u.municipalities])
        _refuse_doubles("units", [code for u in self.units for code in u.brins])
        _refuse_doubles("terms", [f"{t.rule} version {t.version}" for t in self.terms])
        for rule in REQUIRED_RULES:
            if rule not in {term.rule for term in self.terms}:
                raise ValueError(f"no term for the rule {rule} (at terms)")
        return self


def read_unit_map(raw: bytes) -> UnitMap:
    """Read a file; WrongUnitMap names every wrong place at once."""
    try:
        content = yaml.safe_load(raw)
    except (yaml.YAMLError, UnicodeDecodeError) as why:
        mark = getattr(why, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else "file"
        raise WrongUnitMap((place, "is not YAML")) from None
    try:
        return _map_of(_File.model_validate(content))
    except ValidationError as why:
        raise WrongUnitMap(*map(_place_and_reason, _plain(why))) from None


def _plain(why: ValidationError) -> list[tuple[str, str]]:
    return [
        (".".join(map(str, error["loc"])), error["msg"].removeprefix("Value error, "))
        for error in why.errors(include_url=False, include_context=False)
    ]


def _place_and_reason(error: tuple[str, str]) -> tuple[str, str]:
    """Take the place from the end of the reason, where a rule over the whole file puts it."""
    path, reason = error
    marked = MARKED.search(reason)
    return (
        (marked["path"], reason[: marked.start()].rstrip()) if marked else (path or "file", reason)
    )


def _refuse_doubles(path: str, values: list[str]) -> None:
    doubles = [value for value, count in Counter(values).items() if count > 1]
    if doubles:
        raise ValueError(f"more than once: {', '.join(doubles)} (at {path})")


def _map_of(file: _File) -> UnitMap:
    return UnitMap(
        alliance=Alliance.numbered(file.alliance.number, file.alliance.name),
        terms=tuple(term.record() for term in file.terms),
        units=tuple(
            MappedUnit(
                slug=unit.slug,
                name=unit.name,
                area=Area(frozenset(unit.municipalities), frozenset(unit.brins)),
            )
            for unit in file.units
        ),
    )
