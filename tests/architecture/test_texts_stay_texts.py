"""A text that someone sends is never more than a text: every field, of every form and API."""

import html

import httpx2
from tests.architecture.asking import Asking
from tests.architecture.household import working
from tests.architecture.page_forms import MARKER, Page
from tests.architecture.ways_in import Slot, form_slots, json_slots, pages_of, query_slots, untried
from tests.e2e import steps

from samenspel_kernel.actor import Role
from samenspel_testkit.probes import eventually

SUM = "zq{{7*7}}${7*7}"
DONE = ("zq49", "$49", "}49")
SCRIPT = f"javascript:{SUM}'\"></textarea></title><{MARKER} {MARKER}=1><script>zq</script>"
ZERO_BYTE, HALF_A_CHARACTER, MUCH = "a\0b", "a\ud800b", "a" * 60_000
WITHOUT_FIELDS = {
    "/intake/log-in-by-passkey/options",
    "/intake/passkeys/options",
    "/intake/passkeys/{passkey_id}/removal",
    "/intake/personas/{person_id}",
    "/intake/sessions/end-all",
    "/intake/access/rules/{rule_id}/remove",
    "/intake/access/systems/{system_id}/revocation",
    "/intake/support-requests/{support_request_id}/handovers",
    "/intake/support-requests/draft/removals",
    "/intake/dossiers/removals",
    "/intake/desk/stand-ins/{stand_in_id}/end",
    "/intake/out-of-education/draft/removals",
    "/arrangements/cases/{caseId}/answers",
    "/arrangements/cases/{caseId}/documents/{documentId}/sharings",
    "/arrangements/cases/{caseId}/handover-refusals",
    "/arrangements/cases/{caseId}/opp",
    "/arrangements/cases/{caseId}/opp/adjustments",
    "/arrangements/cases/{caseId}/pick-ups",
    "/arrangements/funding-checks/{fundingCheckId}/withdrawals",
    "/arrangements/letter-restarts",
    "/arrangements/sessions/{sessionId}/records",
    "/arrangements/own-help/{ownHelpId}/withdrawals",
    "/arrangements/placements/{placementId}/releases",
    "/arrangements/transitions/{transitionId}/offers",
    "/arrangements/placements/{placementId}/reviews",
    "/arrangements/voices/{voiceId}/audiences",
    "/intake/out-of-education/{spell_id}/looks",
    "/intake/prepared-requests/{prepared_request_id}/showings",
    "/intake/registrations/draft/removals",
    "/intake/signals/{signal_id}/agreement",
    "/intake/support-requests/{support_request_id}/resumption",
    "/intake/access/schools/{import_id}/confirmation",
}


def texts_for(slot: Slot) -> list[str]:
    """Give what is tried in one place; in an address there is no room for much."""
    texts = [SCRIPT, ZERO_BYTE]
    return texts if slot.method == "GET" else [*texts, HALF_A_CHARACTER, MUCH]


def dangers_of(answer: httpx2.Response) -> list[str]:
    """Say what an answer lets run, or whether it failed; nothing if all is well."""
    if answer.status_code >= 500 or answer.status_code == 401:
        return [str(answer.status_code)]
    kind = answer.headers.get("content-type", "")
    if not kind.startswith("text/html"):
        return ["a script as a page"] if MARKER in answer.text and "json" not in kind else []
    return [*Page(answer.text).dangers, *(done for done in DONE if done in answer.text)]


async def a_request_of_nothing_else(asking: Asking) -> None:
    """Have a request, its child and its parent be called so, in every service that shows them."""
    school = asking.caller(Role.SCHOOL_COORDINATOR, "all").client
    desk = asking.caller(Role.UNIT_COORDINATOR, "all").client
    pupil = {"givenName": SCRIPT, "familyName": SCRIPT, "parents": [{"name": SCRIPT}]}
    async with working(asking.household.processes):
        made = await steps.submit(school, question=SCRIPT, alreadyTried=SCRIPT, pupil=pupil)
        await steps.offer(desk, made["id"])
        await steps.offered_case(desk, made["id"])

        async def is_known() -> bool:
            return MARKER in (await desk.get("/notifications/work")).text

        await eventually(is_known, because="the name travels to the list of work")


async def test_what_is_sent_anywhere_is_shown_as_it_was_typed(asking: Asking) -> None:
    await a_request_of_nothing_else(asking)
    pages = await pages_of(asking)
    slots = [*await json_slots(asking), *form_slots(asking, pages), *query_slots(asking)]
    wrong = []
    for slot in slots:
        for text in texts_for(slot):
            dangers = dangers_of(await slot.send(text))
            wrong += [f"{slot}: {text[:10]!r}: {danger}" for danger in dangers]
    shown = set()
    for caller, url, answer in await pages_of(asking):
        wrong += [f"{url} as {caller.actor.role}: {danger}" for danger in dangers_of(answer)]
        if html.escape(f"<{MARKER}") in answer.text:
            shown.add(url.split("/")[1])

    assert wrong == []
    assert shown == {"intake", "arrangements", "notifications"}, "texts are shown nowhere"
    assert untried(slots, pages) <= WITHOUT_FIELDS
