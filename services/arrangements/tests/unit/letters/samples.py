"""A letter of each kind."""

from datetime import date

from samenspel_arrangements.domain.letters.contents import (
    CaseClosed,
    HelpGranted,
    LetterContent,
    MeetingDecision,
    MeetingInvitation,
    Objection,
    Place,
    TlvGranted,
    TlvRefused,
    TlvRenewal,
    TlvRunsOn,
    TlvUnprocessed,
    TlvWaits,
)

OBJECTION = Objection(
    last_day=date(2026, 10, 20), address="Samenwerkingsverband De Plassen, Kade 1, Waterdam"
)
PLACE = Place(name="De Vuurtoren", address="Dijk 2, Waterdam", travel_minutes=15)


def letters(text: str = "Samen lezen.", child: str = "Noor de Vries") -> list[LetterContent]:
    """Give one of each kind, with this text in it."""
    return [
        HelpGranted(
            child=child,
            help="individual",
            description=text,
            starts_on=date(2026, 9, 14),
            ends_on=date(2027, 3, 12),
            evaluation_on=date(2027, 2, 12),
            place=PLACE,
        ),
        CaseClosed(
            child=child,
            reason=text,
            closed_on=date(2026, 9, 1),
            aftercare_on=date(2026, 12, 1),
        ),
        MeetingInvitation(
            child=child,
            subject=text,
            on=date(2026, 9, 20),
            time="14:30",
            with_whom="de juf en Sam de Wit",
            place=PLACE,
        ),
        MeetingDecision(child=child, held_on=date(2026, 9, 1), decision=text),
        TlvGranted(
            child=child,
            number="123456",
            education="so",
            category="1",
            starts_on=date(2026, 8, 1),
            ends_on=date(2028, 7, 31),
            motivation=text,
            objection=OBJECTION,
        ),
        TlvRefused(child=child, education="sbo", motivation=text, objection=OBJECTION),
        TlvRenewal(
            child=child, number="123456", ends_on=date(2027, 7, 31), ask_before=date(2027, 4, 15)
        ),
        TlvWaits(
            child=child,
            ground="force-majeure",
            why=text,
            from_day=date(2026, 9, 8),
            until=date(2026, 9, 21),
            decide_by=date(2026, 11, 16),
        ),
        TlvRunsOn(child=child, runs_from=date(2026, 9, 14), decide_by=date(2026, 11, 9)),
        TlvUnprocessed(child=child, education="so", asked_on=date(2026, 9, 1), objection=OBJECTION),
    ]
