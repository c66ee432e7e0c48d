"""What callers send to give what an office handles to a colleague; `step` says what."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from samenspel_arrangements.application.hand_over_item import HandOver, Hands
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_platform.bodies import Body


class HandOverBody(Body):
    """Offer it to a colleague who may do the same, or to the alliance's desk."""

    step: Literal["hand-over"]
    to_kind: Literal["person", "alliance-desk"]
    to_id: UUID

    def value(self) -> HandOver | Hands:
        """Say it as the use case wants it."""
        return HandOver(Holder(HolderKind(self.to_kind), self.to_id))


class HandsBody(Body):
    """Answer an offer, take it back, hold what the desk holds, or take up what came back."""

    step: Literal["take-over", "leave", "take-back", "take-from-desk", "take-up"]

    def value(self) -> HandOver | Hands:
        """Say it as the use case wants it."""
        return Hands(self.step)


HandingBody = Annotated[HandOverBody | HandsBody, Field(discriminator="step")]
