"""A page as a browser without JavaScript has it."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """The words of a page, the values of its fields, and where its links and forms lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.fields: dict[str, str] = {}
        self.links: list[str] = []
        self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field, and where an element leads."""
        given = {name: value or "" for name, value in attrs}
        if tag == "input":
            self.fields[given["name"]] = given.get("value", "")
        if tag == "textarea":
            self._area = given["name"]
        self.links.append(given.get("href") or given.get("action") or "")

    def handle_endtag(self, tag: str) -> None:
        """Note where a text field ends."""
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        """Note words, and what stands in a text field."""
        if self._area:
            self.fields[self._area] = data.strip()
        self.words += " ".join(data.split()) + " "
