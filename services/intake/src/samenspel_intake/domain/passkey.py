"""A passkey: a key pair of a person's own device, of which we have the public half."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

from samenspel_kernel.ids import AllianceId, PersonId

PasskeyId = NewType("PasskeyId", UUID)
LONGEST_LABEL = 60
MOST = 10
"""How many a person may have."""


@dataclass(slots=True, kw_only=True)
class Passkey:
    """`credential_id` is what the device calls it, `sign_count` its uses as the device counts them.

    Web Authentication Level 3, 4 "Terminology" and 6.1.1 "Signature Counter Considerations".
    """

    id: PasskeyId
    alliance_id: AllianceId
    person_id: PersonId
    credential_id: bytes
    public_key: bytes
    sign_count: int
    label: str
    added_at: datetime
    used_at: datetime | None = None
