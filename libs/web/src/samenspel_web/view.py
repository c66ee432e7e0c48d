"""What every template knows about the page it makes."""

from dataclasses import dataclass, field
from datetime import date

from starlette.requests import Request

from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, SystemClock, dutch_date
from samenspel_kernel.ids import new_id
from samenspel_web.forms import NO_ERRORS, NOTHING_TYPED, FormErrors, TypedForm
from samenspel_web.navigation import NavLink, navigation_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page for one reader: `page` in the templates.

    `idempotency_key` is new for each page, so that a form sent twice counts once. `notice` is the
    sentence left by the page before, or nothing.
    """

    actor: Actor | None
    alliance: str
    csrf_token: str
    idempotency_key: str
    demo: bool
    navigation: tuple[NavLink, ...]
    notice: str
    path: str
    prefix: str
    today: date
    typed: TypedForm
    errors: FormErrors
    labels: dict[str, str] = field(default_factory=dict)

    def labelled(self, name: str, label: str) -> str:
        """Remember a field's label, so that the list of errors can name it; gives it back."""
        self.labels[name] = label
        return label

    def value(self, name: str, otherwise: object) -> object:
        """Give what was typed in a field, or the value it starts with."""
        return self.typed.get(name, "") if len(self.typed) else otherwise

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
        alliance=actor.alliance_name if actor else "",
        csrf_token=getattr(request.state, "csrf_token", ""),
        idempotency_key=str(new_id()),
        demo=bool(getattr(request.app.state, "demo", False)),
        navigation=navigation_of(actor, request.url.path),
        notice=notice,
        path=request.url.path,
        prefix=prefix,
        today=dutch_date(clock.now()),
        typed=typed,
        errors=errors,
    )
