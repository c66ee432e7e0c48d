"""The alliance of schools, and the ids that follow from public numbers."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from samenspel_kernel.ids import AllianceId, SchoolId, UnitId

REGISTER_NAMESPACE = UUID("2d6e6b53-8c1b-5b3e-9a57-6c8a7f0d4b21")


@dataclass(frozen=True, slots=True)
class Alliance:
    """A tenant; `number` is the public one, such as PO9901."""

    id: AllianceId
    number: str
    name: str

    @classmethod
    def numbered(cls, number: str, name: str) -> "Alliance":
        """Make the alliance with a public number."""
        return cls(alliance_id_of(number), number, name)


def alliance_id_of(number: str) -> AllianceId:
    """Give the id of the alliance with a public number; the same wherever it is loaded."""
    return AllianceId(uuid5(REGISTER_NAMESPACE, number))


def unit_id_of(alliance_number: str, slug: str) -> UnitId:
    """Give the id of an alliance's unit."""
    return UnitId(uuid5(REGISTER_NAMESPACE, f"{alliance_number}/{slug}"))


def school_id_of(location_code: str) -> SchoolId:
    """Give the id of the school at a location (BRIN and location number)."""
    return SchoolId(uuid5(REGISTER_NAMESPACE, location_code))
