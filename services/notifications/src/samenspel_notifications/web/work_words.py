"""The work list in words."""

from samenspel_kernel.actor import Actor
from samenspel_notifications.persistence.work_queries import ShownItem
from samenspel_web.texts import Texts


class WorkWords:
    """What the templates call to say an item's codes; an unknown code gets a general word."""

    def __init__(self, texts: Texts, actor: Actor) -> None:
        self._texts, self._actor = texts, actor

    def action(self, shown: ShownItem) -> str:
        """Say what is to be done."""
        return self._known("work.action", shown.item.action)

    def about(self, shown: ShownItem) -> str:
        """Name the child and its school, or give the item's reference while they are not known."""
        names = [name for name in (shown.given_name, shown.school_name) if name]
        return ", ".join(names) or shown.item.reference

    def kind(self, shown: ShownItem) -> str:
        """Say what kind of thing it is."""
        return self._known("work.kind", shown.item.kind)

    def holder(self, shown: ShownItem) -> str:
        """Say who does it."""
        if shown.own and shown.item.holder.id == self._actor.person_id:
            return self._texts.text("work.holder.reader")
        return self._known("work.holder", shown.item.holder.kind)

    def for_role(self, group: str) -> str:
        """Give the sentence of a group of texts that is for the reader's role."""
        return self._known(f"work.{group}", self._actor.role)

    def _known(self, group: str, code: str) -> str:
        key = f"{group}.{code}"
        return self._texts.text(key if key in self._texts else f"{group}.other")
