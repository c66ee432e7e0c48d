"""Ids of provisions and placements."""

from typing import NewType
from uuid import UUID, uuid5

from samenspel_arrangements.domain.tlv.ids import TlvId

ProvisionId = NewType("ProvisionId", UUID)
PlacementId = NewType("PlacementId", UUID)

_NAMESPACE = UUID("5f3c3f0f-2c3a-5d07-9d39-0d1c6b0a7e66")


def placement_id_of(tlv_id: TlvId) -> PlacementId:
    """Give the one search for a place that a TLV begins, however often it is told."""
    return PlacementId(uuid5(_NAMESPACE, tlv_id.hex))
