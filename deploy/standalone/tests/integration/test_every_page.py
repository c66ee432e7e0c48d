"""Every page that links lead to, for each of thirteen people: well made, short of words, and theirs.

What each of them comes to is a table here, so that a page more or less is noticed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.async_api import Browser, Request
from tests.architecture.route_table import ANYBODY, NEEDS

from samenspel_testkit.installation import Installation

from .at_a_browser import Person, somebody

SCHOOL, TEACHER, PARENT, CHILD = "Marieke Vink", "Ilse Jonker", "Eva de Graaf", "Sam de Graaf"
UNIT, EXPERT, COMMITTEE, DIRECTOR = "Fatima Aydin", "Karin Postma", "Willem Dekker", "Anneke Sluis"
YOUTH, ADMINISTRATOR, STRANGER = "Nadia Haddad", "Bert Admiraal", ""
FAMILY_DESK, OFFICER = "Tineke Wind", "Ans Leenstra"
PAGES = sorted(
    {
        path
        for method, path in [route for table in NEEDS.values() for route, _ in table] + [*ANYBODY]
        if method == "GET" and "/v1/" not in path
    },
    key=lambda path: (path.count("{"), path),
)
_PATTERNS = [(re.compile(re.sub(r"{\w+}", "[^/]+", path)), path) for path in PAGES]
ELSEWHERE = {
    "/intake/session": "asked by the script that keeps one logged in",
    "/intake/oauth/keys": "for systems, not for people",
    "/intake/log-in/{issuer_id}": "leads to an organisation's own page",
    "/intake/log-in/{issuer_id}/callback": "leads back from there",
    "/intake/logged-out/{issuer_id}": "leads back from there",
    "/intake/log-in-by-mail/code": "comes after an address; browser/test_passwordless",
    "/intake/log-in-by-mail/link": "comes by mail; browser/test_passwordless",
    "/intake/log-in-by-mail/alliance": "comes after a code; test_log_in_by_mail",
    "/intake/uitnodiging": "comes by mail; browser/test_passwordless",
    "/intake/kind": "comes by a code on a screen; test_browser_journey",
    "/intake/support-requests/{support_request_id}/received": "after a form; test_browser_journey",
    "/intake/prepared-requests/{prepared_request_id}": "after a form; test_asking",
    "/intake/prepared-requests/{prepared_request_id}/edit": "after a form; test_asking",
    "/intake/access/schools/{import_id}": "comes after a file; test_register_pages",
    "/intake/transfers/{handover_id}": "comes with work of another unit; browser/test_desk",
    "/arrangements/funding-checks/{fundingCheckId}": "after a list; test_funding_pages",
    "/arrangements/tlvs/{tlvId}/supplies/new": "after an application; test_tlv_pages",
    "/intake/desk/second-readings/{decision_id}": "drawn by lot; browser/test_desk",
    "/arrangements/fragments/support-requests/{supportRequestId}/timeline": "on no page yet",
    **{
        f"/intake/registrations/{{registration_id}}{part}": "browser/test_registrations"
        for part in ("", "/steps/new", "/completion", "/outcomes/new")
    },
    "/arrangements/transitions/{transitionId}": "after a form; test_transitions",
    "/arrangements/transitions/{transitionId}/first-days/new": "after a form; test_transitions",
    "/arrangements/case-handovers/{handoverId}": "leads to the case; test_handovers",
    "/arrangements/funding-handovers/{handoverId}": "leads to the check; test_funding_handovers",
    "/arrangements/tlv-handovers/{handoverId}": "leads to the TLV; test_tlv_handovers",
    "/arrangements/perspectives/{perspectiveId}": "leads to the case's; test_child_pages",
    "/arrangements/help-groups/{helpGroupId}": "after a form; test_help_groups",
    "/arrangements/meetings/{meetingId}": "after a form; test_meeting_pages",
    "/arrangements/meetings/{meetingId}/child": "after the same; test_meeting_pages",
    "/arrangements/opps/{oppId}": "leads to the case's plan; test_opp_pages",
    "/arrangements/cases/{caseId}/opp/files/{documentId}": "after a file; test_opp_files",
    "/arrangements/cases/{caseId}/opp/evaluation": "of a plan that counts; test_opp_pages",
    "/arrangements/help-questions/{questionId}": "weeks after help began; test_questions",
    "/arrangements/cases/{caseId}/aftercare-checks/new": "of a closed case; test_closing",
    "/arrangements/cases/{caseId}/reopenings/new": "of a closed case; test_closing",
    **{
        f"/arrangements/money/{part}": "where money was given; test_money_pages"
        for part in ("export", "budgets/{budgetId}", "requests/{moneyRequestId}")
    },
    "/arrangements/money/tlv-costs/export": "a file, no page; test_tlv_costs",
    "/intake/out-of-education/{spell_id}/decision": "for whom a desk asked to decide",
    "/intake/corrections/{correction_id}": "after a form; test_families",
    **{
        f"/intake/signaal/{step}": "comes after a form or by mail; browser/test_signals"
        for step in ("ontvangen", "bevestigen", "antwoord")
    },
    "/intake/family-desk/pupils/{pupil_id}": "by a parent's leave; browser/test_signals",
    "/arrangements/cases/{caseId}/letters/{letterId}/content": "a file, no page; test_letters",
    "/arrangements/cases/{caseId}/documents/{documentId}": "after a file; test_document_pages",
    "/arrangements/cases/{caseId}/documents/{documentId}/versions/{number}/content": (
        "a file, no page; test_document_pages"
    ),
    "/notifications/post/{message_id}": "where somebody prefers post; test_post",
}
"""Pages that no link leads to, and who looks at them."""
OUTSIDE = {STRANGER}
AT_WORK = {
    *(SCHOOL, TEACHER, UNIT, EXPERT, COMMITTEE, DIRECTOR, YOUTH, ADMINISTRATOR),
}
OFFICES = {FAMILY_DESK, OFFICER}
GROWN = AT_WORK | {PARENT}
ANYONE = GROWN | {CHILD, STRANGER, FAMILY_DESK, OFFICER}
WITH_CASES = AT_WORK - {YOUTH}
READS_OPP = {SCHOOL, TEACHER, UNIT, EXPERT, COMMITTEE, ADMINISTRATOR}
DESKS = {UNIT, ADMINISTRATOR}
COUNTS = {UNIT, DIRECTOR, ADMINISTRATOR}
READS_READERS = {PARENT, ADMINISTRATOR}
READS_DOCUMENTS = {SCHOOL, UNIT, EXPERT, COMMITTEE, ADMINISTRATOR}
KEEPS_FAMILIES = {SCHOOL, UNIT, ADMINISTRATOR}
SEES_SHARES = KEEPS_FAMILIES | {PARENT, DIRECTOR}
COMES_TO: dict[str, set[str]] = {
    "/intake": ANYONE,
    "/intake/personas": ANYONE,
    "/intake/log-in": OUTSIDE,
    "/intake/log-in-by-mail": OUTSIDE,
    "/intake/me": GROWN | OFFICES,
    "/intake/fields": {SCHOOL},
    "/intake/roles": GROWN | OFFICES,
    "/intake/sessions": GROWN | OFFICES,
    "/intake/accounts": AT_WORK | OFFICES,
    "/intake/passkeys": {PARENT, EXPERT, YOUTH},
    "/intake/search": AT_WORK,
    "/intake/desk": DESKS,
    "/intake/out-of-education": {SCHOOL, UNIT, DIRECTOR, ADMINISTRATOR, OFFICER},
    "/intake/out-of-education/new": {SCHOOL, UNIT, ADMINISTRATOR, OFFICER},
    "/intake/out-of-education/imports": DESKS | {OFFICER},
    "/intake/out-of-education/{spell_id}": {SCHOOL, UNIT, ADMINISTRATOR, OFFICER},
    "/intake/deciders": {ADMINISTRATOR},
    "/intake/desk/stand-ins": DESKS,
    "/intake/desk/leavers": DESKS,
    "/intake/desk/leavers/{person_id}": DESKS,
    "/intake/desk/second-readings": DESKS,
    "/intake/desk/agreement": DESKS | {DIRECTOR},
    "/intake/desk/watchdog": DESKS | {DIRECTOR},
    "/intake/criteria": GROWN | OFFICES,
    "/intake/support-requests/{support_request_id}/decision": DESKS,
    "/intake/support-requests": GROWN,
    "/intake/support-requests/new": {SCHOOL},
    "/intake/registrations": {SCHOOL, PARENT, UNIT, ADMINISTRATOR},
    "/intake/registrations/new": {SCHOOL, PARENT, UNIT, ADMINISTRATOR},
    "/intake/support-requests/{support_request_id}": GROWN,
    "/intake/pupils/{pupil_id}/child": {SCHOOL, TEACHER, PARENT, UNIT, ADMINISTRATOR},
    "/intake/pupils/{pupil_id}/completion": {ADMINISTRATOR},
    "/intake/pupils/{pupil_id}/invitations": {SCHOOL, UNIT, ADMINISTRATOR},
    "/intake/terms": GROWN | OFFICES,
    "/intake/terms/{rule}": GROWN | OFFICES,
    "/arrangements/terms": GROWN | OFFICES,
    "/arrangements/terms/{rule}": GROWN | OFFICES,
    "/intake/school-calendar": GROWN | OFFICES,
    "/intake/rule-imports": {ADMINISTRATOR},
    "/intake/pupils/{pupil_id}/family": KEEPS_FAMILIES | {PARENT},
    "/intake/pupils/{pupil_id}/changes": KEEPS_FAMILIES,
    "/intake/pupils/{pupil_id}/contacts/new": KEEPS_FAMILIES,
    "/intake/pupils/{pupil_id}/contacts/{contact_id}": KEEPS_FAMILIES,
    "/intake/pupils/{pupil_id}/details": KEEPS_FAMILIES,
    "/intake/pupils/{pupil_id}/move": KEEPS_FAMILIES,
    "/intake/pupils/{pupil_id}/corrections/new": {PARENT},
    "/intake/pupils/{pupil_id}/share-grants": SEES_SHARES,
    "/intake/pupils/{pupil_id}/share-grants/new": KEEPS_FAMILIES,
    "/intake/pupils/{pupil_id}/lawful-shares/new": {ADMINISTRATOR},
    "/intake/share-grants/{share_grant_id}": SEES_SHARES,
    "/intake/partners": {ADMINISTRATOR},
    "/intake/matches": KEEPS_FAMILIES,
    "/notifications/post": KEEPS_FAMILIES,
    "/intake/access": {ADMINISTRATOR},
    "/intake/access/people/new": {ADMINISTRATOR},
    "/intake/access/people/{person_id}": {ADMINISTRATOR},
    "/intake/access/rules": {ADMINISTRATOR},
    "/intake/access/systems": {ADMINISTRATOR},
    "/intake/access/schools": {ADMINISTRATOR},
    "/intake/dossiers": {SCHOOL},
    "/intake/fragments/support-requests/{support_request_id}/question": (
        WITH_CASES - {TEACHER, DIRECTOR}
    ),
    "/intake/pupils/{pupil_id}/readers": READS_READERS,
    "/arrangements/fragments/pupils/{pupil_id}/readers": READS_READERS,
    "/notifications/fragments/pupils/{pupil_id}/readers": READS_READERS,
    "/arrangements/cases": AT_WORK,
    "/arrangements/cases/{caseId}": WITH_CASES,
    "/arrangements/cases/{caseId}/arrangements/{arrangementId}": WITH_CASES - {DIRECTOR},
    "/arrangements/cases/{caseId}/arrangements/{arrangementId}/measures/new": DESKS,
    "/arrangements/help-groups": DESKS,
    "/arrangements/recipes": DESKS | {SCHOOL, EXPERT, COMMITTEE},
    "/arrangements/sessions": {SCHOOL, TEACHER, UNIT, EXPERT, YOUTH, ADMINISTRATOR},
    "/arrangements/cases/{caseId}/opp": READS_OPP,
    "/arrangements/cases/{caseId}/opp/draft": {SCHOOL},
    "/arrangements/cases/{caseId}/opp/files/new": {SCHOOL},
    "/arrangements/cases/{caseId}/opp/hearing": {SCHOOL},
    "/arrangements/cases/{caseId}/opp/talk": {SCHOOL},
    "/arrangements/cases/{caseId}/opp/consent": {SCHOOL},
    "/arrangements/cases/{caseId}/perspective": WITH_CASES - {COMMITTEE, DIRECTOR},
    "/arrangements/cases/{caseId}/perspective/edit": {SCHOOL, TEACHER, UNIT, ADMINISTRATOR},
    "/arrangements/cases/{caseId}/voices": {SCHOOL, TEACHER, UNIT, ADMINISTRATOR},
    "/arrangements/voices/{voiceId}": {SCHOOL, TEACHER, UNIT, ADMINISTRATOR},
    "/arrangements/voices/{voiceId}/say": {SCHOOL, TEACHER, UNIT, ADMINISTRATOR, CHILD},
    "/arrangements/voice": {SCHOOL, TEACHER, UNIT, ADMINISTRATOR, CHILD},
    "/arrangements/cases/{caseId}/actions/new": DESKS,
    "/arrangements/cases/{caseId}/arrangements/new": DESKS,
    "/arrangements/cases/{caseId}/refusals/new": DESKS,
    "/arrangements/cases/{caseId}/handovers/new": DESKS,
    "/arrangements/cases/{caseId}/closures/new": DESKS,
    "/arrangements/cases/{caseId}/deaths/new": DESKS,
    "/arrangements/helpers": {UNIT, COMMITTEE, DIRECTOR, ADMINISTRATOR},
    "/arrangements/helpers/own-profile": {UNIT, EXPERT, COMMITTEE, ADMINISTRATOR},
    "/arrangements/own-help": COUNTS | {SCHOOL},
    "/arrangements/own-help/limits": COUNTS | {SCHOOL},
    "/arrangements/money": COUNTS,
    "/arrangements/money/mandates": COUNTS,
    "/arrangements/money/tlv-costs": {DIRECTOR, ADMINISTRATOR},
    "/arrangements/money/arrangements/{arrangementId}": DESKS,
    "/arrangements/cases/{caseId}/meetings": READS_OPP - {COMMITTEE},
    "/arrangements/cases/{caseId}/meetings/new": DESKS,
    "/arrangements/cases/{caseId}/letters": READS_DOCUMENTS - {EXPERT},
    "/arrangements/cases/{caseId}/documents": READS_DOCUMENTS,
    "/arrangements/cases/{caseId}/documents/new": READS_DOCUMENTS - {COMMITTEE},
    "/arrangements/provisions": {SCHOOL, UNIT, COMMITTEE, DIRECTOR, ADMINISTRATOR},
    "/arrangements/provisions/{provisionId}": {SCHOOL, UNIT, COMMITTEE, DIRECTOR, ADMINISTRATOR},
    "/arrangements/provisions/new": DESKS,
    "/arrangements/placements": DESKS,
    "/arrangements/transitions": DESKS | {SCHOOL},
    "/arrangements/cases/{caseId}/transitions/new": DESKS | {SCHOOL},
    "/arrangements/letter-batches": {COMMITTEE, ADMINISTRATOR},
    "/arrangements/letter-office": {ADMINISTRATOR},
    "/arrangements/postcode-areas": {ADMINISTRATOR},
    "/arrangements/placements/{placementId}": DESKS | {SCHOOL, COMMITTEE},
    "/arrangements/cases/{caseId}/placements": DESKS | {SCHOOL, COMMITTEE},
    "/arrangements/tlvs": {SCHOOL, UNIT, EXPERT, COMMITTEE, DIRECTOR, ADMINISTRATOR},
    "/arrangements/tlvs/{tlvId}": {UNIT, COMMITTEE, DIRECTOR, ADMINISTRATOR},
    "/arrangements/tlvs/{tlvId}/decisions/new": {COMMITTEE},
    "/arrangements/cases/{caseId}/tlvs/new": {SCHOOL, ADMINISTRATOR},
    "/arrangements/cases/{caseId}/foreign-tlvs/new": {COMMITTEE, ADMINISTRATOR},
    "/arrangements/funding-checks": {COMMITTEE, DIRECTOR, ADMINISTRATOR},
    "/notifications/work": {
        *(SCHOOL, TEACHER, PARENT, UNIT, EXPERT, COMMITTEE, DIRECTOR, YOUTH, ADMINISTRATOR),
        *OFFICES,
    },
    "/intake/signaal": ANYONE,
    "/intake/signaal/veilig-thuis": ANYONE,
    "/intake/signals/new": {SCHOOL, TEACHER, PARENT, EXPERT, YOUTH, CHILD, OFFICER},
    "/intake/signals/own/{signal_id}": {PARENT, TEACHER},
    "/intake/signals": DESKS,
    "/intake/signals/{signal_id}": DESKS | {FAMILY_DESK},
    "/intake/family-desk": {FAMILY_DESK},
    "/intake/family-desk/bundles": {FAMILY_DESK, DIRECTOR},
    "/intake/pupils/{pupil_id}/family-desk": {PARENT},
    "/notifications": {ADMINISTRATOR},
    "/notifications/messages": {ADMINISTRATOR},
    "/notifications/messages/{message_id}": {ADMINISTRATOR},
    "/notifications/mailbox": {ADMINISTRATOR},
    "/notifications/mailbox/{mail_id}": {ADMINISTRATOR},
    "/reporting": COUNTS,
    "/reporting/definitions": COUNTS,
    "/reporting/units/{unit_id}": COUNTS,
    "/reporting/units/{unit_id}/items": COUNTS,
    "/reporting/units/{unit_id}/results": COUNTS,
    "/reporting/units/{unit_id}/results/items": COUNTS,
}
"""Who comes to a page by links, from where they start."""
OF_FEW = {
    "/arrangements/cases/{caseId}/placements",  # of a child that looks for a place
    "/arrangements/placements/{placementId}",  # of the same
    "/arrangements/cases/{caseId}/transitions/new",  # of a case that somebody holds
    "/arrangements/cases/{caseId}/arrangements/{arrangementId}",  # of a case with help
    "/arrangements/cases/{caseId}/arrangements/{arrangementId}/measures/new",  # of the same
    "/arrangements/cases/{caseId}/opp",  # of the same
    "/arrangements/money/arrangements/{arrangementId}",  # of the same
    "/arrangements/voices/{voiceId}/say",  # of a child that is to be heard now
    "/arrangements/tlvs/{tlvId}/decisions/new",  # of a child with two advices
    "/arrangements/cases/{caseId}/tlvs/new",  # of a case that somebody holds
    "/arrangements/cases/{caseId}/foreign-tlvs/new",  # of the same
    "/arrangements/cases/{caseId}/refusals/new",  # of a case that waits for an answer
    "/intake/share-grants/{share_grant_id}",  # of a child whose parents were asked
}
"""Pages of few things of their kind: a walk, which looks at two of each kind, may pass by."""
_FOR_STRANGERS = {page for page, who in COMES_TO.items() if who == OUTSIDE}
_WALKED = set(PAGES) - ELSEWHERE.keys()
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d{2}-\d{2}|[\w-]{60,}")
MOST_WORDS = 12
_PARTS = """[...new Set([...document.querySelectorAll('main, main *')]
    .map((each) => `${each.tagName} ${each.getAttribute("class")}`.replace(/\\s+/g, ' ')))]"""
_LINKS = """[...document.querySelectorAll('a[href]')].filter((link) => link.host === location.host)
    .map((link) => link.pathname + link.search)"""


class LookedAt:
    """Pages, and parts of pages, that somebody looked at closely; they need no second look.

    They are kept in a file, for people walk in several processes at a time.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def has(self, parts: set[str]) -> bool:
        """Tell whether all of them were looked at."""
        known = self._file.read_text("utf-8").splitlines() if self._file.exists() else []
        return parts <= set(known)

    def add(self, parts: set[str]) -> None:
        """Remember them."""
        with self._file.open("a", encoding="utf-8") as file:
            file.write("".join(f"{part}\n" for part in sorted(parts)))


def page_of(path: str) -> str:
    """Give the page that an address is an example of, or nothing."""
    plain = urlsplit(path).path
    return next((page for pattern, page in _PATTERNS if pattern.fullmatch(plain)), "")


def kind_of(path: str) -> str:
    """Tell alike addresses from others: pages with another query look otherwise."""
    query = [(name, _ID.sub("…", value)) for name, value in parse_qsl(urlsplit(path).query)]
    return f"{page_of(path)}?{sorted(query)}"


def samples_of(path: str) -> int:
    """How many pages of a kind are looked at: the first and the last of a list differ most."""
    return 1 if urlsplit(path).query else 2


def worth_a_visit(paths: Iterable[str]) -> Iterator[str]:
    """Give the first and the last of each kind."""
    kinds: dict[str, list[str]] = {}
    for path in paths:
        kinds.setdefault(kind_of(path), []).append(path)
    for found in kinds.values():
        yield from dict.fromkeys((found[0], found[-1]))


async def walk(person: Person, looked_at: LookedAt, *, named: bool) -> tuple[set[str], list[str]]:
    """Follow all links from where somebody is; give the pages, and all that is wrong with them."""
    asked: list[str] = []
    open_to = _WALKED - (_FOR_STRANGERS if named else set())
    person.page.on("request", lambda request: asked.append(_path(request)))
    seen: Counter[str] = Counter()
    visited: set[str] = set()
    wrong: list[str] = []
    todo = [person.path]
    while todo:
        path = todo.pop(0)
        if path in visited or seen[kind_of(path)] >= samples_of(path):
            continue
        visited.add(path)
        seen[kind_of(path)] += 1
        asked.clear()
        status = await person.open(path)
        visited.add(person.path)
        if status != 200:
            wrong.append(f"a link leads to {path}, which answers {status}")
            continue
        wrong += await too_long(person)
        made_of = {page_of(path), *(await person.page.evaluate(_PARTS))}
        if len(visited) == 1 or not looked_at.has(made_of):
            wrong += await person.wrong()
            looked_at.add(made_of)
        fragments = [each for each in asked if "/fragments/" in each]
        found: list[str] = await person.page.evaluate(_LINKS)
        todo += worth_a_visit(each for each in found + fragments if page_of(each) in open_to)
    return {page_of(path) for path in visited} - {""}, wrong


def _path(request: Request) -> str:
    parts = urlsplit(request.url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


async def too_long(person: Person) -> list[str]:
    """Tell whether the sentences of a page are longer than 12 words on average."""
    found = sentences(await person.main.inner_text())
    words = sum(len(each.split()) for each in found)
    average = words / len(found) if found else 0
    return [f"{person.path}: {average:.1f} words on average"] if average > MOST_WORDS else []


def sentences(text: str) -> list[str]:
    """Give what ends as a sentence does, and is more than a word."""
    parts = re.split(r"(?<=[.!?])\s+|\n+|\t", text)
    return [part for part in parts if part.strip().endswith((".", "!", "?")) and " " in part]


@pytest.mark.parametrize("name", sorted(ANYONE))
async def test_all_that_one_comes_to_is_ones_own_and_well_made(
    browser: Browser, running: Installation, of_all: Path, name: str
) -> None:
    async with somebody(browser, running.address) as person:
        if name:
            await person.sign_in(name)
        else:
            await person.open("/intake/personas")
        pages, wrong = await walk(person, LookedAt(of_all / "looked-at"), named=bool(name))

        assert wrong == []
        assert person.said == []
        own = {page for page, who in COMES_TO.items() if name in who}
        assert sorted(pages | (own & OF_FEW)) == sorted(own)


def test_no_page_is_forgotten() -> None:
    assert sorted(COMES_TO.keys() | ELSEWHERE.keys()) == sorted(PAGES)
