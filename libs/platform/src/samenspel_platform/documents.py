"""Values that nobody searches by, as JSON documents beside the columns that are searched.

A value that may be one of several kinds says which, by the kind's `status` or its name.
"""

from typing import Any, Generic, TypeVar
from uuid import UUID

from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union
from sqlalchemy.dialects.postgresql import JSONB

ValueT = TypeVar("ValueT")
DOCUMENT = JSONB(none_as_null=True)


class Documents(Generic[ValueT]):
    """Writes and reads values of one type; ValueError (cattrs) for a document that is not one.

    `unions` are the types of which a value may be one of several kinds, the inner ones first;
    the type itself may be such a one.
    """

    def __init__(self, type_: Any, *unions: Any) -> None:
        self._type = type_
        self._converter = make_converter(forbid_extra_keys=True)
        self._converter.register_unstructure_hook(UUID, str)
        self._converter.register_structure_hook(UUID, lambda value, _: UUID(value))
        for union in unions:
            configure_tagged_union(union, self._converter, tag_generator=_kind_of, tag_name="is")

    def dump(self, value: ValueT) -> Any:
        """Write a value as what JSON can hold."""
        return self._converter.unstructure(value, unstructure_as=self._type)

    def load(self, document: Any) -> ValueT:
        """Read it again."""
        loaded: ValueT = self._converter.structure(document, self._type)
        return loaded


def _kind_of(class_: type[Any]) -> str:
    status = getattr(class_, "status", None)
    return status if isinstance(status, str) else class_.__name__
