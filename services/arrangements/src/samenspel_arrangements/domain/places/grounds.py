"""Why a place outside regular education is looked for: never without that being said (N3)."""

from dataclasses import dataclass, field

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.places.provision import BY_ADMISSION, ProvisionKind
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_kernel.errors import InvalidInput

MAX_WORDS = 4000


@dataclass(frozen=True, slots=True)
class WhyNotRegular:
    """Why regular education, with help, is not enough now; in the words of who looks for a place."""

    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ByTlv:
    """The decision on a TLV says why, with the advices that it rests on."""

    tlv_id: TlvId


Grounds = WhyNotRegular | ByTlv


def grounds_of(words: str, kind: ProvisionKind) -> WhyNotRegular | None:
    """Read what somebody wrote; InvalidInput where it must be there and is not (N3)."""
    required = kind in BY_ADMISSION
    if wrong := text_error("why_not_regular", words, max_length=MAX_WORDS, required=required):
        raise InvalidInput(wrong)
    return WhyNotRegular(words.strip()) if words.strip() else None
