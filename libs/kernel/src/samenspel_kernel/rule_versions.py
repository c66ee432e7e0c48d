"""New versions of terms: they stand beside the old ones, and never change what began before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from samenspel_kernel.counting import TermUnit
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_kernel.terms import RuleRecord

LONGEST = 1000
MOST_SOURCE = 200
_FIELDS = {"term.in-the-past": "valid_from", "term.before-another": "valid_from"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddVersion:
    """What a rule says from `valid_from` on; what it starts at stays as it is."""

    rule: str
    value: int
    unit: TermUnit
    moves_to_working_day: bool
    source: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class WrongVersion:
    """A record that can't be taken, and the code of why."""

    record: RuleRecord
    code: str


@dataclass(frozen=True, slots=True)
class NewVersions:
    """What brought records come to: what is new, what was there already, what is wrong."""

    new: tuple[RuleRecord, ...]
    known: tuple[RuleRecord, ...]
    wrong: tuple[WrongVersion, ...]


def compare(
    stored: Iterable[RuleRecord], brought: Sequence[RuleRecord], *, today: date
) -> NewVersions:
    """Tell what of some records is new, was known, or is wrong beside what is stored."""
    by_rule: dict[str, list[RuleRecord]] = {}
    for record in stored:
        by_rule.setdefault(record.key, []).append(record)
    new: list[RuleRecord] = []
    known: list[RuleRecord] = []
    wrong: list[WrongVersion] = []
    for record in sorted(brought, key=lambda r: (r.key, r.version)):
        mine = by_rule.get(record.key, [])
        if record in mine:
            known.append(record)
        elif code := next(_wrong(record, mine, today), ""):
            wrong.append(WrongVersion(record, code))
        else:
            new.append(record)
            mine.append(record)
    return NewVersions(tuple(new), tuple(known), tuple(wrong))


def next_version(command: AddVersion, known: Sequence[RuleRecord], *, today: date) -> RuleRecord:
    """Give the version that comes after those that are known.

    NotFound for a rule that nobody knows; InvalidInput names what is wrong with the new one.
    """
    record = _after([each for each in known if each.key == command.rule], command)
    if wrong := compare(known, [record], today=today).wrong:
        code = wrong[0].code
        raise InvalidInput(FieldError(_FIELDS[code], code))
    return record


def _after(before: Sequence[RuleRecord], command: AddVersion) -> RuleRecord:
    if not before:
        raise NotFound
    newest = max(before, key=lambda record: record.version)
    wrong = []
    if not 1 <= command.value <= LONGEST:
        wrong.append(FieldError("value", "term.value"))
    if not command.source or len(command.source) > MOST_SOURCE:
        wrong.append(FieldError("source", "term.source"))
    if wrong:
        raise InvalidInput(*wrong)
    try:
        return RuleRecord(
            key=command.rule,
            version=newest.version + 1,
            value=command.value,
            unit=command.unit,
            moves_to_working_day=command.moves_to_working_day,
            source=command.source,
            valid_from=command.valid_from,
            starts_at=newest.starts_at,
            counts_back=newest.counts_back,
        )
    except ValueError:
        raise InvalidInput(FieldError("moves_to_working_day", "term.moves")) from None


def _wrong(record: RuleRecord, mine: Sequence[RuleRecord], today: date) -> Iterator[str]:
    if not mine:
        yield "term.rule-unknown"
        return
    newest = max(mine, key=lambda r: r.version)
    if record.version <= newest.version:
        yield "term.version-known"
    elif record.version > newest.version + 1:
        yield "term.version-skipped"
    if record.valid_from < today:
        yield "term.in-the-past"
    elif record.valid_from <= newest.valid_from:
        yield "term.before-another"
    says_so = newest.starts_at in ("", record.starts_at)
    if not says_so or record.counts_back != newest.counts_back:
        yield "term.other-start"
