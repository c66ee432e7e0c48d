"""The CloudEvents 1.0 envelope in the shape of the NL GOV profile, structured JSON."""

from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from samenspel_contracts.registry import REGISTRY, EventData, aggregate_of

CONTENT_TYPE = "application/cloudevents+json"
BATCH_CONTENT_TYPE = "application/cloudevents-batch+json"


class UnknownEvent(Exception):
    """The type is not in the registry of this build."""


class Envelope(BaseModel):
    """One event as it travels. Context attributes hold no personal data: anyone may log them.

    `subject` is the aggregate's id, `aggseq` the event's number within it (from 1, gapless),
    `part` its partition and `pos` its gapless position in the source's log of that partition,
    `time` when it happened, `unit` the support unit that the aggregate belongs to.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    specversion: Literal["1.0"] = "1.0"
    id: UUID
    source: str = Field(min_length=1)
    type: str = Field(min_length=1)
    subject: UUID
    time: AwareDatetime
    datacontenttype: Literal["application/json"] = "application/json"
    alliance: UUID
    unit: UUID | None = None
    aggseq: int = Field(gt=0)
    part: int = Field(ge=0)
    pos: int = Field(gt=0)
    correlationid: UUID
    causationid: UUID | None = None
    traceparent: str | None = None
    dataref: str | None = None
    data: dict[str, Any]

    @property
    def aggregate(self) -> str:
        """The name of the aggregate that it is about."""
        return aggregate_of(self.type)

    def open(self) -> EventData:
        """Read the data as the contract of its type.

        UnknownEvent if this build has none; pydantic's ValidationError if the data is broken.
        """
        try:
            contract = REGISTRY[self.type]
        except KeyError:
            raise UnknownEvent(self.type) from None
        return contract.model_validate(self.data)

    def to_wire(self) -> bytes:
        """Write it as a structured-mode CloudEvent; absent attributes are left out."""
        return self.model_dump_json(exclude_none=True).encode()
