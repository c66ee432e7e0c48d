"""What the page of a meeting shows of who can't come, and who may say so on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_arrangements.domain.meeting.readers import (
    KNOWN_BY_NAME,
    days_read,
    own_places,
    wish_read,
    writes_for_all,
)
from samenspel_arrangements.domain.meeting.regrets import GoOn, OtherDays, Regret
from samenspel_arrangements.domain.meeting.standing import Planned
from samenspel_arrangements.domain.perspective.parents import Parent
from samenspel_arrangements.web.meeting.names import invitee_name
from samenspel_arrangements.web.pages import pages
from samenspel_kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRegret:
    """Who can't come, as one reader sees it; `days` only for itself and who leads."""

    who: str
    wish: str
    days: tuple[date, ...]


def regrets_shown(
    meeting: Meeting,
    actor: Actor,
    parents: Sequence[Parent],
    names: dict[UUID, str],
    today: date,
) -> dict[str, Any]:
    """Give what the page needs of it."""
    is_ahead = isinstance(meeting.standing, Planned) and today <= meeting.when.on
    own = own_places(actor, meeting.invited, parents)
    regrets = meeting.regrets
    named = [(place, invitee_name(meeting.invited[place - 1], names)) for place in own]
    return {
        "regrets": [_shown(each, meeting, actor, own, names) for each in regrets.said],
        "kept_because": regrets.kept_because,
        "act_by": regrets.act_by,
        "may_keep": writes_for_all(actor) and is_ahead and bool(regrets.open),
        "may_decline": is_ahead and bool(own),
        "not_recognised": is_ahead and actor.role in KNOWN_BY_NAME and not own,
        "who_can_decline": named,
        "wishes": [
            (each.status, pages.texts.text(f"meeting.wish-to.{each.status}"))
            for each in (OtherDays, GoOn)
        ],
    }


def _shown(
    regret: Regret,
    meeting: Meeting,
    actor: Actor,
    own: tuple[int, ...],
    names: dict[UUID, str],
) -> ShownRegret:
    return ShownRegret(
        who=invitee_name(meeting.invited[regret.place - 1], names),
        wish=wish_read(regret, actor),
        days=days_read(regret, own),
    )
