"""New versions of terms: they stand beside the old ones, and never change what began before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from samenspel_kernel.terms import RuleRecord


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
