"""Identifiers of this topic."""

from typing import NewType
from uuid import UUID

TlvId = NewType("TlvId", UUID)
ObjectionId = NewType("ObjectionId", UUID)
