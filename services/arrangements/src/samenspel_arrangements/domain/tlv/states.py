"""The one table of a TLV: which command leads from which state to which."""

from samenspel_arrangements.domain.tlv.standing import (
    Decided,
    Deciding,
    Declined,
    Divided,
    Ended,
    Examining,
    Expired,
    Granted,
    InAdvice,
    Received,
    RefusalIntended,
    Suspended,
)
from samenspel_kernel.state_table import StateTable

_ENDS = {"died": (Ended,)}
_BEFORE_DECISION = {"withdraw": (Ended,), "goes-elsewhere": (Ended,), **_ENDS}


def _waits(state: type[Examining]) -> dict[str, tuple[type[Examining]]]:
    return {"stand-still": (state,), "run-on": (state,)}


TLVS = StateTable(
    thing="tlv",
    first={"receive": Received, "bring-in": Granted},
    moves={
        Received: {
            "supply": (Received,),
            "suspend": (Suspended,),
            "complete": (InAdvice,),
            "forward": (Ended,),
            **_BEFORE_DECISION,
        },
        Suspended: {
            "supply": (Suspended, Received),
            "leave-unprocessed": (Decided,),
            **_BEFORE_DECISION,
        },
        InAdvice: {
            "ask-expert": (InAdvice,),
            "give-advice": (InAdvice, Divided, Deciding),
            "set-advice-aside": (InAdvice,),
            **_waits(InAdvice),
            **_BEFORE_DECISION,
        },
        Divided: {
            "hold-mdo": (Deciding,),
            "set-advice-aside": (InAdvice,),
            **_waits(Divided),
            **_BEFORE_DECISION,
        },
        Deciding: {
            "grant": (Decided,),
            "intend-refusal": (RefusalIntended,),
            "set-advice-aside": (InAdvice,),
            **_waits(Deciding),
            **_BEFORE_DECISION,
        },
        RefusalIntended: {
            "hear": (RefusalIntended,),
            "grant": (Decided,),
            "refuse": (Decided,),
            **_waits(RefusalIntended),
            **_BEFORE_DECISION,
        },
        Decided: {"announce": (Granted, Declined), **_ENDS},
        Granted: {
            "confirm-place": (Granted,),
            "open-wave": (Granted,),
            "send-letter": (Granted,),
            "renewal-applied": (Granted,),
            "object": (Granted,),
            "answer-objection": (Granted, Deciding),
            "succeed": (Ended,),
            "expire": (Expired,),
            **_ENDS,
        },
        Declined: {
            "object": (Declined,),
            "answer-objection": (Declined, Deciding, Received),
            "conclude": (Ended,),
            **_ENDS,
        },
        Expired: {
            "renewal-applied": (Expired,),
            "answer-objection": (Expired, Deciding),
            "succeed": (Ended,),
            **_ENDS,
        },
        Ended: {"object": (Declined,)},
    },
)
