"""The table of who may do what, as a condition of a query: lists follow the rule of one thing."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, false, true

from samenspel_kernel.actor import Actor
from samenspel_kernel.authorisation import Policy, Relation

ActionT = TypeVar("ActionT", bound=StrEnum)
Column = SQLColumnExpression[Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationColumns:
    """Where a row says what it is related to; nobody is related by a column that it has not."""

    alliance_id: SQLColumnExpression[Any]
    unit_id: Column = None
    school_id: Column = None
    pupil_id: Column = None


def permitted(
    policy: Policy[ActionT], actor: Actor, action: ActionT, row: RelationColumns
) -> ColumnElement[bool]:
    """Give the condition on rows that says what `policy.may` says of one thing."""
    relation = policy.relation(actor.role, action)
    if relation is None:
        return false()
    return and_(row.alliance_id == actor.alliance_id, _related(actor, relation, row))


def _related(actor: Actor, relation: Relation, row: RelationColumns) -> ColumnElement[bool]:
    match relation:
        case Relation.PUPIL if row.pupil_id is not None:
            return row.pupil_id.in_(actor.pupil_ids)
        case Relation.SCHOOL if row.school_id is not None and actor.school_id is not None:
            return row.school_id == actor.school_id
        case Relation.UNIT if row.unit_id is not None and actor.unit_id is not None:
            return row.unit_id == actor.unit_id
        case Relation.ALLIANCE:
            return true()
        case _:
            return false()
