"""By what intake knows its own items."""

from typing import NewType
from uuid import UUID, uuid5

from samenspel_kernel.ids import SupportRequestId

NAMESPACE = UUID("6f0d2c0a-6a55-5b5f-9a0e-3f0f6f6d2a41")

SignalId = NewType("SignalId", UUID)
RegistrationId = NewType("RegistrationId", UUID)
SpellId = NewType("SpellId", UUID)
ShareGrantId = NewType("ShareGrantId", UUID)
DocumentId = NewType("DocumentId", UUID)
PreparedRequestId = NewType("PreparedRequestId", UUID)


def support_request_id_of(prepared: PreparedRequestId) -> SupportRequestId:
    """Give the one request that a prepared one becomes."""
    return SupportRequestId(uuid5(NAMESPACE, str(prepared)))
