"""What people do through the API, one function a step."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx2

from samenspel_testkit.probes import eventually

QUESTION = {
    "kind": "arrangement",
    "question": "Sam raakt vaak overprikkeld. Hoe helpen wij hem om mee te doen?",
    "alreadyTried": "Een rustige werkplek. Dat helpt een beetje.",
    "parentsInformed": True,
    "pupil": {
        "givenName": "Sam",
        "familyName": "de Graaf",
        "birthDate": "2019-03-14",
        "parents": [
            {"name": "Eva de Graaf", "email": "eva@ouders.example"},
            {"name": "Jan de Graaf", "email": "jan@ouders.example"},
        ],
    },
}


async def submit(
    http: httpx2.AsyncClient, key: str | None = None, **changes: Any
) -> dict[str, Any]:
    """Ask for support; gives the request."""
    headers = {"idempotency-key": key or str(uuid4())}
    body = {**QUESTION, **changes}
    answer = await http.post("/intake/v1/support-requests", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def offer(http: httpx2.AsyncClient, request_id: str) -> None:
    """Offer the handover of a request."""
    answer = await http.post(f"/intake/v1/support-requests/{request_id}/handovers")
    assert answer.status_code == 201, answer.text


async def offered_case(http: httpx2.AsyncClient, request_id: str) -> dict[str, Any]:
    """Wait until the case of a request stands ready to be accepted."""

    async def find() -> dict[str, Any] | None:
        answer = await http.get("/arrangements/v1/cases", params={"state": "offered"})
        found = answer.json()["items"]
        return next((case for case in found if case["supportRequestId"] == request_id), None)

    found: dict[str, Any] = await eventually(find, because="the offer arrives")
    return found


async def accept(http: httpx2.AsyncClient, case_id: str) -> dict[str, Any]:
    """Accept a case."""
    due_on = (datetime.now(UTC).date() + timedelta(days=10)).isoformat()
    body = {"nextAction": "plan-meeting", "dueOn": due_on}
    answer = await http.post(f"/arrangements/v1/cases/{case_id}/acceptances", json=body)
    assert answer.status_code == 201, answer.text
    case: dict[str, Any] = answer.json()
    return case


async def grant(http: httpx2.AsyncClient, case_id: str) -> None:
    """Grant help in a case."""
    start = datetime.now(UTC).date() + timedelta(days=7)
    body = {
        "kind": "individual",
        "description": "Een specialist komt elke week een dagdeel in de klas.",
        "startsOn": start.isoformat(),
        "plannedEndOn": (start + timedelta(weeks=20)).isoformat(),
        "evaluationOn": (start + timedelta(weeks=14)).isoformat(),
    }
    answer = await http.post(f"/arrangements/v1/cases/{case_id}/arrangements", json=body)
    assert answer.status_code == 201, answer.text


async def status_of(http: httpx2.AsyncClient, request_id: str) -> str:
    """Tell where a request stands."""
    answer = await http.get(f"/intake/v1/support-requests/{request_id}")
    return str(answer.json()["status"])


async def figures(http: httpx2.AsyncClient, unit_id: object) -> dict[str, Any]:
    """Give the figures of a unit."""
    answer = await http.get(f"/reporting/v1/units/{unit_id}/figures")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["unit"]["figures"]
    return found
