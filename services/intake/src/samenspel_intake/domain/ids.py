"""By what intake knows its own items."""

from typing import NewType
from uuid import UUID

SignalId = NewType("SignalId", UUID)
RegistrationId = NewType("RegistrationId", UUID)
SpellId = NewType("SpellId", UUID)
ShareGrantId = NewType("ShareGrantId", UUID)
DocumentId = NewType("DocumentId", UUID)
