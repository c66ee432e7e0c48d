"""What to say when there is no server to test against."""


class MissingServer(Exception):
    """No server can be had; the text names each way that was tried and why it failed."""

    def __init__(self, server: str, tried: list[str]) -> None:
        ways = "\n".join(f"  - {way}" for way in tried)
        super().__init__(f"These tests need a real {server}, and none can be had:\n{ways}")
