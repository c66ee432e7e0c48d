"""Pages without an account: somebody is worried, and says so."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.signals.raise_signal import (
    Said,
    VisitorSignal,
    raise_as_visitor,
)
from samenspel_intake.domain.alliance import Alliance
from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.limits import SIGNALS_FROM_A_NETWORK, SIGNALS_OVERALL, Limit
from samenspel_intake.domain.log_in import LogInKeyKind
from samenspel_intake.domain.signal.worry import RaiserRole
from samenspel_intake.web import choices
from samenspel_intake.web.pages import pages
from samenspel_intake.web.signals.words import moods
from samenspel_intake.web.visitor import clock_of, network_of, transactions_of
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import NO_ALLIANCE, SchoolId, new_id
from samenspel_messaging.scope import Scope
from samenspel_platform.forbidden_texts import refuse_forbidden
from samenspel_platform.forms import Form, read_form
from samenspel_platform.idempotency import fingerprint
from samenspel_web.forms import REFUSALS, Refusal, filled
from samenspel_web.language import wanted

router = APIRouter(prefix="/signaal")
PATH = "/intake/signaal"
TEMPLATE = "signals/public.html"
SIGNALS = UUID("0d7a3d3e-6c36-5a0c-8f3e-6a9f0b8f1f52")
MOST_SCHOOLS = 1000
TRAP = "website"
"""A field that people neither see nor fill in; whoever fills it in is a machine."""
NOWHERE = Scope.begin(NO_ALLIANCE)
TOO_MANY = RuleViolation("signal.too-many")
DOCTOR_ALONE = "doctor-alone"
"""A doctor without the parents' leave: a third party."""
WHO = (
    *(role.value for role in (RaiserRole.PARENT, RaiserRole.CHILD, RaiserRole.SCHOOL)),
    *(role.value for role in (RaiserRole.PRESCHOOL, RaiserRole.DOCTOR)),
    DOCTOR_ALONE,
    *(role.value for role in (RaiserRole.ATTENDANCE_OFFICER, RaiserRole.OTHER)),
)


class SignalForm(BaseModel):
    """What the form holds; of a third party the form has no field for words."""

    text: str = ""
    school_id: UUID | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
    suspects_abuse: bool = False
    reader: str = "family-desk"

    def said(self) -> Said:
        """Give what was said."""
        return Said(
            text=self.text,
            school_id=SchoolId(self.school_id) if self.school_id else None,
            suspects_abuse=self.suspects_abuse,
            to_family_desk=self.reader == "family-desk",
        )


@router.get("")
async def form(request: Request, bij: str = "", wie: str = "") -> Response:
    """Ask who one is, and then what worries one."""
    alliances = await _alliances(request)
    alliance = _chosen(alliances, bij)
    if alliance is None or wie not in WHO:
        return pages.render(
            request, "signals/who.html", alliances=alliances, alliance=alliance, who=WHO
        )
    return pages.render(request, TEMPLATE, **await _context(request, alliance, wie))


@router.post("")
async def send(request: Request) -> Response:
    """Take it in; what was typed survives each refusal."""
    typed = await read_form(request)
    alliance = _chosen(await _alliances(request), typed.get("bij", ""))
    who = typed.get("wie", "")
    if alliance is None or who not in WHO:
        return pages.redirect(request, PATH)
    try:
        refuse_forbidden(typed)
        if await _is_too_much(request):
            return await _refused(request, alliance, who, typed, TOO_MANY, 429)
        told = SignalForm.model_validate(filled(typed))
        if not typed.get(TRAP, ""):
            await _take_in(request, alliance, who, typed, told)
    except REFUSALS as refusal:
        return await _refused(request, alliance, who, typed, refusal)
    if told.suspects_abuse:
        return pages.redirect(request, f"{PATH}/veilig-thuis?ontvangen=1")
    way = "mail" if told.email else "telefoon" if told.phone else "niet"
    return pages.redirect(request, f"{PATH}/ontvangen?langs={way}")


@router.get("/ontvangen")
async def received(request: Request, langs: str = "") -> Response:
    """Say what happens next."""
    way = langs if langs in ("mail", "telefoon") else "niet"
    return pages.render(request, "signals/received.html", way=way)


@router.get("/veilig-thuis")
async def veilig_thuis(request: Request, ontvangen: str = "") -> Response:
    """Say where to report abuse: we never look into it ourselves."""
    return pages.render(request, "signals/veilig_thuis.html", was_sent=bool(ontvangen))


async def _take_in(
    request: Request, alliance: Alliance, who: str, typed: Form, told: SignalForm
) -> None:
    command = VisitorSignal(
        id=_id_of(alliance, typed),
        said=told.said(),
        role=RaiserRole.DOCTOR if who == DOCTOR_ALONE else RaiserRole(who),
        parents_permit=who == RaiserRole.DOCTOR.value,
        name=told.name,
        email=told.email,
        phone=told.phone,
        language=wanted(request),
        address=await _address(request, told.email),
    )
    async with transactions_of(request)(Scope.begin(alliance.id)) as uow:
        await raise_as_visitor(command, alliance_id=alliance.id, uow=uow, clock=clock_of(request))
    await _count(request, SIGNALS_FROM_A_NETWORK, network_of(request))
    await _count(request, SIGNALS_OVERALL, b"all")


async def _refused(
    request: Request,
    alliance: Alliance,
    who: str,
    typed: Form,
    refusal: Refusal,
    status: int = 422,
) -> Response:
    context = await _context(request, alliance, who)
    response = pages.refuse(request, TEMPLATE, refusal, typed=typed, **context)
    response.status_code = status
    return response


async def _context(request: Request, alliance: Alliance, who: str) -> dict[str, Any]:
    async with transactions_of(request)(Scope.begin(alliance.id)) as uow:
        schools = await uow.register.schools(limit=MOST_SCHOOLS)
    return {
        "alliance": alliance,
        "who": who,
        "third_party": who in (DOCTOR_ALONE, RaiserRole.OTHER.value),
        "family": who in (RaiserRole.PARENT.value, RaiserRole.CHILD.value),
        "schools": choices.schools(schools),
        "moods": moods,
        "trap": TRAP,
    }


async def _alliances(request: Request) -> list[Alliance]:
    async with transactions_of(request)(NOWHERE) as uow:
        return sorted(await uow.alliances.all(), key=lambda alliance: alliance.name)


def _chosen(alliances: list[Alliance], number: str) -> Alliance | None:
    if len(alliances) == 1:
        return alliances[0]
    return next((alliance for alliance in alliances if alliance.number == number), None)


def _id_of(alliance: Alliance, typed: Mapping[str, str]) -> SignalId:
    """Give the same id to the same form sent twice; a changed one is another signal."""
    key = typed.get("idempotency_key", "") or str(new_id())
    said = sorted((name, value) for name, value in typed.items() if name != "csrf")
    digest = fingerprint(alliance.id.bytes, key.encode(), repr(said).encode())
    return SignalId(uuid5(SIGNALS, digest.hex()))


async def _address(request: Request, email: str) -> bytes:
    async with transactions_of(request)(NOWHERE) as uow:
        return uow.log_in_keys.digest(LogInKeyKind.EMAIL, email).encode() if email else b""


async def _is_too_much(request: Request) -> bool:
    at = clock_of(request).now()
    counted = ((SIGNALS_FROM_A_NETWORK, network_of(request)), (SIGNALS_OVERALL, b"all"))
    async with transactions_of(request)(NOWHERE) as uow:
        times = [
            await uow.tries.so_far(limit.what, who, at=at, window=limit.window) >= limit.most
            for limit, who in counted
        ]
    return any(times)


async def _count(request: Request, limit: Limit, who: bytes) -> None:
    async with transactions_of(request)(NOWHERE) as uow:
        at = clock_of(request).now()
        await uow.tries.count(limit.what, who, at=at, window=limit.window)
