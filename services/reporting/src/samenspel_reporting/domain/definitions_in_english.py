"""The definitions in English, for who reads no Dutch; where they differ, the Dutch one counts."""

from collections.abc import Mapping
from dataclasses import replace

from samenspel_reporting.domain.definition import Definition, Words
from samenspel_reporting.domain.definitions import DEFINITIONS
from samenspel_reporting.domain.results_in_english import RESULTS_IN_ENGLISH

_NO_TARGET = "No target."
_ALLIANCES_OWN = "A norm of the alliance itself."


_ALL: Mapping[str, Words] = {
    "open": Words(
        "Open requests",
        "All requests of schools and parents that the alliance is answering now. A request is open "
        "from the moment it is submitted. It closes when a person accepted to hold the case, or "
        "when it is withdrawn.",
        "No target: every request is welcome.",
    ),
    "open-cases": Words(
        "Open cases",
        "All cases that a person accepted to hold and that are not closed. A case that was handed "
        "over, but whose opening is not known here yet, counts too.",
        _NO_TARGET,
    ),
    "term-used": Words(
        "Days of the term that are used",
        "For each open request: the working days from the day after the response term began up to "
        "and including today, of all working days of that term. Weekends and public holidays do "
        "not count. The term is fixed on the day of submission.",
        "Not more than all working days of the term.",
    ),
    "over-term": Words(
        "Over the term",
        "Open requests for which the last day of the response term has passed. The percentage is "
        "this number, divided by the number of open requests.",
        "0",
    ),
    "without-holder": Words(
        "Without a holder",
        "All that is open and for which no person and no desk is responsible: signals, "
        "registrations, requests, cases, children without education, development plans, "
        "applications for a TLV and places that are sought. A request that was handed over without the case being open is among them.",
        "0",
    ),
    "without-next-action": Words(
        "Without a next step",
        "All that is open without a next step, or with a step without a date: signals, "
        "registrations, requests, cases, children without education, development plans, "
        "applications for a TLV and places that are sought.",
        "0",
    ),
    "overdue": Words(
        "Step is late",
        "All that is open and whose next step should have been ready yesterday or before: signals, "
        "registrations, requests, cases, children without education, development plans, "
        "applications for a TLV and places that are sought. There is no margin: one day late counts.",
        "0",
    ),
    "handover-unanswered": Words(
        "Handover without an answer",
        "Open requests with an offered handover that was not accepted or refused, while the day "
        "for the answer has passed. The sender stays responsible meanwhile.",
        "0",
    ),
    "granted": Words(
        "Requests with granted help",
        "Requests for which help was granted for the first time in the period. The day of granting "
        "counts, not the day on which the help begins.",
        _NO_TARGET,
    ),
    "days-to-grant-median": Words(
        "Time from request to help: half of the requests",
        "Calendar days from the day of submission to the day on which help was granted for the "
        "first time. The median is the middle number of days: half of the requests went faster or "
        "as fast. With an even number of requests it is the average of the two in the middle. n is "
        "the number of requests. Requests that still wait do not count here; they are among the "
        "open requests.",
        _ALLIANCES_OWN,
    ),
    "days-to-grant-p90": Words(
        "Time from request to help: nine out of ten requests",
        "So many calendar days were enough for nine out of ten requests (the 90th percentile). "
        "Between two requests it is reckoned in proportion (continuous percentile).",
        _ALLIANCES_OWN,
    ),
    "asked": Words(
        "Requests in this school year",
        "Requests of schools and parents that were submitted since 1 August. Requests that were "
        "answered or withdrawn count too. So we measure how much help is needed.",
        "No target: each request is welcome.",
    ),
    "money-used": Words(
        "Money used",
        "What was committed or paid for help in this school year. The percentage is that amount, "
        "divided by what the unit received. Money of others does not count, such as youth help of "
        "the municipality. Nobody can commit more than one may: then another decides.",
        "No target. Above what one may commit: 0.",
    ),
    "money-per-request": Words(
        "Money for each request",
        "The money used in this school year, divided by the requests of this school year. Does it "
        "differ much between units? Then perhaps money does not follow need. With few requests "
        "the number says little.",
        "About the same in each unit.",
    ),
    "tlv-decided": Words(
        "Decisions on a TLV",
        "Applications for admission to special education (TLV) that were decided on in the "
        "period: granted, refused or not taken up. Decided anew after an objection, the last "
        "decision counts.",
        _NO_TARGET,
    ),
    "tlv-late": Words(
        "Decision on a TLV too late",
        "Decisions on a TLV that were taken after the last day of the legal term. The term is "
        "eight weeks from receipt. The days on which the school had to supply something do not "
        "count.",
        "0",
    ),
    "tlv-objected": Words(
        "Objection to a decision on a TLV",
        "Decisions on a TLV that somebody objected to in the period. The day on which the "
        "objection came in counts.",
        "No target: to object is a right.",
    ),
    "tlv-objection-upheld": Words(
        "Objection that was upheld",
        "Objections of the period that were upheld. An objection that is not decided on yet does "
        "not count here.",
        "0: then the decisions were right at once.",
    ),
    **RESULTS_IN_ENGLISH,
}


def _in_english(definition: Definition) -> Definition:
    words = _ALL[definition.key]
    return replace(definition, title=words.title, meaning=words.meaning, target=words.target)


IN_ENGLISH: Mapping[str, Definition] = {
    key: _in_english(definition) for key, definition in DEFINITIONS.items()
}
