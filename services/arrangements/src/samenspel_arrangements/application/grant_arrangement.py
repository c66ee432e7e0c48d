"""Use case: grant help in an open case."""

from dataclasses import dataclass, field

from samenspel_arrangements.application.ports import ArrangementsUnitOfWork
from samenspel_arrangements.domain.arrangement import Arrangement, ArrangementKind, Period
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.help.forms import HelpForm
from samenspel_arrangements.domain.help.ids import RecipeId
from samenspel_arrangements.domain.help.ladder import Ladder
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.term_rules import HELP_EVALUATION
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import ArrangementId, CaseId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantArrangement:
    """In which case, what help, from when, until when, evaluated when, how near, by which recipe."""

    case_id: CaseId
    kind: ArrangementKind
    description: str
    period: Period
    ladder: Ladder = field(default_factory=Ladder)
    form: HelpForm | None = None
    recipe_id: RecipeId | None = None


async def grant_arrangement(
    command: GrantArrangement, *, actor: Actor, uow: ArrangementsUnitOfWork, clock: Clock
) -> tuple[Case, Arrangement]:
    """Grant it, and plan its evaluation as what is next in the case."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.WORK, case)
    look = await uow.terms.begin(HELP_EVALUATION, command.period.planned_end_on)
    arrangement = Arrangement.grant(
        case,
        id_=ArrangementId(new_id()),
        kind=command.kind,
        description=command.description,
        period=command.period,
        look_by=look.last_day,
        ladder=command.ladder,
        form=command.form,
        by=actor.person_id,
        at=clock.now(),
    )
    uow.arrangements.save(arrangement)
    uow.cases.save(case)
    return case, arrangement
