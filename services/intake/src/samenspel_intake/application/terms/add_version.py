"""Use case: an administrator gives a term another length, from a day on."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.application.terms.ports import RulesUnitOfWork
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.terms.versions import compare
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.counting import TermUnit
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_kernel.terms import RuleRecord

LONGEST = 1000
MOST_SOURCE = 200
FIELDS = {"term.in-the-past": "valid_from", "term.before-another": "valid_from"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddVersion:
    """What a rule says from `valid_from` on; what it starts at stays as it is."""

    rule: str
    value: int
    unit: TermUnit
    moves_to_working_day: bool
    source: str
    valid_from: date


async def add_version(
    command: AddVersion, *, actor: Actor, uow: RulesUnitOfWork, clock: Clock
) -> RuleRecord:
    """Add it beside the old ones, which stay as they are; NotFound for no known rule.

    Terms that run keep the version that they began by.
    """
    POLICY.require_somewhere(actor, Deed.MANAGE_TERMS)
    known = [version.record for version in await uow.terms.all()]
    record = _record(command, [r for r in known if r.key == command.rule])
    today = dutch_date(clock.now())
    if wrong := compare(known, [record], today=today).wrong:
        code = wrong[0].code
        raise InvalidInput(FieldError(FIELDS[code], code))
    await uow.terms.add([record], by=actor.person_id, at=clock.now())
    return record


def _record(command: AddVersion, before: list[RuleRecord]) -> RuleRecord:
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
