"""What a TLV has to do with a place: it lets a board admit the child, and is no place itself (T4)."""

from datetime import date

from samenspel_arrangements.domain.places.provision import ProvisionKind
from samenspel_arrangements.domain.tlv.decision import ForeignGrant, Grant
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.standing import Ended, Granted
from samenspel_arrangements.domain.tlv.tlv import Tlv


def place_of(kind: TlvKind) -> ProvisionKind:
    """Give the kind of place that a TLV is for; its category is a matter of money only."""
    return ProvisionKind.SBO if kind is TlvKind.SBO else ProvisionKind.SO


def counts_for(tlv: Tlv, kind: ProvisionKind, day: date) -> bool:
    """Tell whether a board may admit to a place of this kind from a day, by this TLV.

    A decision counts once it was made known; one that ended counts to its last day.
    """
    match tlv.standing:
        case Granted(grant=grant) | Ended(decision=Grant() | ForeignGrant() as grant):
            return place_of(grant.kind) is kind and grant.validity.holds(day)
        case _:
            return False
