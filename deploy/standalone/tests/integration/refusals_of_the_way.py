"""Each refusal that the service of the way can give: met on it, or shown elsewhere with the reason.

`refusals_not_met.csv` has a row for each that is not met on the whole way of one child: why no form
of it gives that, and the test that shows it. Some are met in the browser too, on the way of a child
to whom people say no.
"""

import csv
from pathlib import Path

from .what_was_refused import SENTENCES

THINGS_OF_THE_WAY = {
    *("action", "aftercare", "arrangement", "case", "closing", "date", "gate", "handover", "text"),
    *("budget", "mandate", "money", "money-request", "school-year"),
    *("perspective", "voice", "opp", "document", "tlv", "objection"),
}
"""What codes of refusals on the way begin with: cases, their money, plans, documents and TLVs."""
THINGS_BESIDE = {
    "input": "how values are written, of all services; its sentences are met on the way",
    "funding-check": "the list of an institution is compared; test_funding",
    "funding-list": "the list of an institution is compared; test_funding",
    "goal-course": "how far each goal came; test_goals_over_time",
    "group": "help in a group; test_help_groups",
    "help": "how help goes on; test_course_of_help",
    "ladder": "why help is so far from the class; test_made_of",
    "letter": "letters by post; letters/test_letters",
    "measures": "what help is made of; test_made_of",
    "meeting": "people meet about a child; test_meeting_pages",
    "origin": "a form of another site; test_requests_from_elsewhere",
    "own-help": "what a school arranges itself; test_own_help",
    "place": "where a school is; test_places",
    "placement": "a place is sought; test_placements",
    "postcode-list": "where postcode areas are; test_near_home",
    "profile": "who can help with what; test_people",
    "provision": "what there is; test_places",
    "question": "how help goes, asked weeks later; test_questions",
    "recipe": "what helped before; test_recipes",
    "session": "days of help; test_sessions",
    "setting": "a place elsewhere for some weeks; test_forms_of_help",
    "step": "a step is skipped; test_skipping",
    "team": "who works together; test_team",
    "term": "terms are set; test_changed_terms",
    "transition": "on to a next school; test_transitions",
    "alliance": "terms are set; test_changed_terms",
}
"""Which codes are of another way than that of one child, and who tests their refusals."""
OF_THE_WAY = {code for code in SENTENCES if code.partition(".")[0] in THINGS_OF_THE_WAY}
ON_THE_OTHER_WAY = "met on the way of a child to whom people say no"
"""The reason of those that `test_refused_way` meets."""


def not_met() -> dict[str, tuple[str, str]]:
    """Read why a code is not met on the way, and which test shows it."""
    with (Path(__file__).parent / "refusals_not_met.csv").open(newline="") as file:
        return {row["code"]: (row["why"], row["shown_by"]) for row in csv.DictReader(file)}
