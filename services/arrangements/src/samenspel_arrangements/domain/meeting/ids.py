"""Ids of meetings."""

from typing import NewType
from uuid import UUID

MeetingId = NewType("MeetingId", UUID)
