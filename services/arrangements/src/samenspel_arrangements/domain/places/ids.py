"""Ids of provisions and placements."""

from typing import NewType
from uuid import UUID

ProvisionId = NewType("ProvisionId", UUID)
PlacementId = NewType("PlacementId", UUID)
