"""For whom, and within which conversation, a transaction runs."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_contracts.envelope import Envelope


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The alliance (row-level security follows it) and the ids that tie events together.

    `causation_id` is the event that led to this, `correlation_id` the conversation's first cause.
    `author` is the person who does it; None for what systems, jobs and events do.
    """

    alliance_id: UUID
    correlation_id: UUID
    causation_id: UUID | None = None
    traceparent: str | None = None
    author: UUID | None = None

    @classmethod
    def begin(
        cls, alliance_id: UUID, traceparent: str | None = None, *, author: UUID | None = None
    ) -> "Scope":
        """Start a new conversation."""
        return cls(
            alliance_id=alliance_id,
            correlation_id=uuid4(),
            traceparent=traceparent,
            author=author,
        )

    @classmethod
    def caused_by(cls, event: Envelope) -> "Scope":
        """Continue the conversation of an event."""
        return cls(
            alliance_id=event.alliance,
            correlation_id=event.correlationid,
            causation_id=event.id,
            traceparent=event.traceparent,
        )


async def enter(session: AsyncSession, scope: Scope) -> None:
    """Let the open transaction see the rows of the scope's alliance, and no others."""
    await session.execute(
        text("SELECT set_config('app.alliance', :alliance, true)"),
        {"alliance": str(scope.alliance_id)},
    )
