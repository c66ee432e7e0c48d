"""Use case: a unit says whether its schools tell in a plan what was done so far (part B)."""

from dataclasses import dataclass

from samenspel_arrangements.application.opp.ports import OppUnitOfWork
from samenspel_arrangements.domain.policies import Action, require
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import AllianceId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class OppGate:
    """What one unit asks; plans that were begun stay as they are."""

    alliance_id: AllianceId
    unit_id: UnitId
    asks_part_b: bool
    school_id: None = None
    pupil_id: None = None


async def set_gate(gate: OppGate, *, actor: Actor, uow: OppUnitOfWork) -> OppGate:
    """Write it; NotFound for a unit that is not the actor's."""
    require(actor, Action.SET_OPP_GATE, gate)
    await uow.opp_units.put(gate.unit_id, asks_part_b=gate.asks_part_b)
    return gate
