"""What every template knows about the page it makes."""

from dataclasses import dataclass, field
from datetime import date

from starlette.requests import Request

from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, SystemClock, dutch_date
from samenspel_kernel.ids import new_id
from samenspel_web.forms import NO_ERRORS, NOTHING_TYPED, FormErrors, TypedForm
from samenspel_web.language import spoken, wanted
from samenspel_web.navigation import READERS_MENU, NavLink, navigation_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page for one reader: `page` in the templates.

    `address` is where a reader finds it again. `idempotency_key` is new for each page, so that a
    form sent twice counts once. `notice` is the sentence left by the page before, or nothing.
    `session_seconds` is how long the reader stays logged in without doing anything; 0 for one who
    is not. `wanted_language` differs from `language` where the pages are in Dutch only.
    """

    actor: Actor | None
    address: str
    alliance: str
    csrf_token: str
    idempotency_key: str
    demo: bool
    language: str
    wanted_language: str
    navigation: tuple[NavLink, ...]
    readers_menu: tuple[NavLink, ...]
    notice: str
    path: str
    prefix: str
    session_seconds: int
    today: date
    typed: TypedForm
    errors: FormErrors
    labels: dict[str, str] = field(default_factory=dict)

    def labelled(self, name: str, label: str) -> str:
        """Remember a field's label, so that the list of errors can name it; gives it back."""
        self.labels[name] = label
        return label

    def value(self, name: str, otherwise: object) -> object:
        """Give what was typed in a field, or the value it starts with.

        A field that was not sent is of another form of the page, and starts as ever.
        """
        return self.typed.get(name, "") if name in set(self.typed) else otherwise

    def ticked(self, name: str, value: object, *, otherwise: bool) -> bool:
        """Tell whether a box was ticked, or starts so; a box that is not ticked is not sent."""
        return self.typed.get(name, "") == value if len(self.typed) else otherwise

    def changed(self, name: str, otherwise: object) -> bool:
        """Tell whether something else was typed in a field than it starts with."""
        said = self.typed.get(name, "") if name in set(self.typed) else str(otherwise or "")
        return said.replace("\r\n", "\n").strip() != str(otherwise or "").strip()

    def values(self, name: str, otherwise: list[str]) -> list[str]:
        """Give what was chosen in a field with several answers, or those it starts with."""
        return self.typed.getlist(name) if len(self.typed) else otherwise


def page_view(
    request: Request,
    prefix: str,
    *,
    notice: str = "",
    typed: TypedForm = NOTHING_TYPED,
    errors: FormErrors = NO_ERRORS,
) -> PageView:
    """Look up who reads, where, and when."""
    actor: Actor | None = getattr(request.state, "actor", None)
    clock: Clock = getattr(request.app.state, "clock", None) or SystemClock()
    return PageView(
        actor=actor,
        address=_address_of(request),
        alliance=actor.alliance_name if actor else "",
        csrf_token=getattr(request.state, "csrf_token", ""),
        idempotency_key=str(new_id()),
        demo=bool(getattr(request.app.state, "demo", False)),
        language=spoken(),
        wanted_language=wanted(request),
        navigation=navigation_of(actor, request.url.path),
        readers_menu=navigation_of(actor, request.url.path, READERS_MENU),
        notice=notice,
        path=request.url.path,
        prefix=prefix,
        session_seconds=getattr(request.state, "session_seconds", 0) if actor else 0,
        today=dutch_date(clock.now()),
        typed=typed,
        errors=errors,
    )


def _address_of(request: Request) -> str:
    query = request.url.query if request.method == "GET" else ""
    return f"{request.url.path}?{query}" if query else request.url.path
