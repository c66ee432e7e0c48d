"""The base of every event's data, its registry, and the rule that each field is classified."""

from collections.abc import Callable
from enum import StrEnum
from typing import ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Privacy(StrEnum):
    """How much a field says about a person, in rising order."""

    NONE = "none"
    PSEUDONYMOUS = "pseudonymous"
    PERSONAL = "personal"
    SPECIAL = "special"


class ContractModel(BaseModel):
    """A part of an event. Readers ignore what they don't know; writers can't mutate it."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", alias_generator=to_camel, validate_by_name=True
    )


class EventData(ContractModel):
    """Data of one event version; camelCase on the wire."""

    type: ClassVar[str]
    owner: ClassVar[str]

    @classmethod
    def privacy(cls) -> Privacy:
        """Give the highest class among the fields."""
        order = list(Privacy)
        found = [m for f in cls.model_fields.values() for m in f.metadata if isinstance(m, Privacy)]
        return max(found, key=order.index, default=Privacy.NONE)

    @classmethod
    def aggregate(cls) -> str:
        """Give the aggregate's name, the part of the type before the event's name."""
        return aggregate_of(cls.type)


PREFIX = "nl.passend-onderwijs."
REGISTRY: dict[str, type[EventData]] = {}
DataT = TypeVar("DataT", bound=EventData)


def aggregate_of(type_: str) -> str:
    """Give the aggregate of `nl.passend-onderwijs.<aggregate>.<past-tense>.v<N>`."""
    return type_.removeprefix(PREFIX).split(".")[0]


def event(type_: str, *, owner: str) -> Callable[[type[DataT]], type[DataT]]:
    """Register an event version under its CloudEvents type and the service that owns it.

    TypeError if a field has no privacy class, or the type is malformed or taken.
    """

    def register(cls: type[DataT]) -> type[DataT]:
        bare = [
            name
            for name, field in cls.model_fields.items()
            if not any(isinstance(m, Privacy) for m in field.metadata)
        ]
        if bare:
            raise TypeError(f"{cls.__name__}: no privacy class on {', '.join(bare)}")
        name, _, version = type_.removeprefix(PREFIX).rpartition(".v")
        if not type_.startswith(PREFIX) or name.count(".") != 1 or not version.isdigit():
            raise TypeError(f"{type_} is not {PREFIX}<aggregate>.<past-tense>.v<N>")
        if type_ in REGISTRY:
            raise TypeError(f"{type_} is registered twice")
        cls.type, cls.owner = type_, owner
        REGISTRY[type_] = cls
        return cls

    return register
