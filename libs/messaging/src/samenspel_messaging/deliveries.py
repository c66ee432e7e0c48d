"""An event as it comes in, by whichever bus."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import NAMESPACE_OID, UUID, uuid5

from pydantic import ValidationError

from samenspel_contracts.envelope import Envelope


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event to deal with; `envelope` is None if its bytes can't be read.

    `attempt` counts the tries so far, `held` says that it comes from among the held events.
    """

    event_id: UUID
    envelope: Envelope | None
    raw: bytes | None = None
    attempt: int = 0
    held: bool = False

    @classmethod
    def of(cls, envelope: Envelope) -> "Delivery":
        """Take an entry of a log."""
        return cls(envelope.id, envelope)

    @classmethod
    def read(cls, body: bytes, *, attempt: int = 0, held_as: UUID | None = None) -> "Delivery":
        """Read the bytes of a message; what can't be read gets an id made of its bytes."""
        held = held_as is not None
        try:
            envelope = Envelope.model_validate_json(body)
        except ValidationError:
            event_id = held_as or uuid5(NAMESPACE_OID, sha256(body).hexdigest())
            return cls(event_id, None, body, attempt, held)
        return cls(envelope.id, envelope, body, attempt, held)

    @property
    def body(self) -> bytes:
        """The event in its wire form, or what came instead."""
        if self.raw is not None:
            return self.raw
        return self.envelope.to_wire() if self.envelope else b""
