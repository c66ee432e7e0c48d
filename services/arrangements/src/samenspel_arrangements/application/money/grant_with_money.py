"""Use case: grant help, and commit or ask the money for it in the same transaction."""

from dataclasses import replace
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.grant_arrangement import (
    GrantArrangement,
    grant_arrangement,
)
from samenspel_arrangements.application.help.recipes import Recipes
from samenspel_arrangements.application.money.ask_money import commit_or_ask
from samenspel_arrangements.application.money.ports import (
    Ledgers,
    Mandates,
    MoneyRequests,
    OtherPayers,
    Terms,
)
from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain import term_rules as rules
from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.help.forms import Setting
from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.policies import Action, require
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock


class KeptHelp(Protocol):
    """The arrangements of one alliance."""

    async def get(self, id_: UUID) -> Arrangement:
        """Load one; NotFound if there is none."""
        ...

    def save(self, aggregate: Arrangement) -> None:
        """Have it written at the end of the unit of work."""
        ...


class GrantingUnitOfWork(Protocol):
    """One transaction in which help is granted and paid for."""

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def arrangements(self) -> KeptHelp:
        """The arrangements."""
        ...

    @property
    def ledgers(self) -> Ledgers:
        """The ledgers."""
        ...

    @property
    def mandates(self) -> Mandates:
        """The mandates."""
        ...

    @property
    def money_requests(self) -> MoneyRequests:
        """The requests for money."""
        ...

    @property
    def other_payers(self) -> OtherPayers:
        """What others pay."""
        ...

    @property
    def recipes(self) -> Recipes:
        """What helped others."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...


async def grant_with_money(
    command: GrantArrangement,
    amount: Cents | None,
    *,
    actor: Actor,
    uow: GrantingUnitOfWork,
    clock: Clock,
) -> tuple[Case, Arrangement]:
    """Grant it; an amount is committed, or waits for a decider while the help can begin.

    Help by a recipe counts among its results; NotFound where there is no such recipe.
    """
    if isinstance(command.form, Setting):
        look = await uow.terms.begin(rules.HELP_RETURN, command.form.return_on)
        command = replace(command, form=command.form.prepared(look.last_day, command.period))
    case, arrangement = await grant_arrangement(command, actor=actor, uow=uow, clock=clock)
    if command.recipe_id is not None:
        recipe = await uow.recipes.get(command.recipe_id)
        await uow.recipes.count(recipe.id, arrangement.id, made=False)
    if amount is not None:
        require(actor, Action.ASK_MONEY, case)
        await commit_or_ask(arrangement, amount, actor=actor, uow=uow, clock=clock)
    return case, arrangement
