"""Why a log-in ended; reasons are stable and tell nothing of a person."""

from enum import StrEnum


class Reason(StrEnum):
    """What was wrong; for the log, and for the page that says what to do."""

    ATTEMPT_UNKNOWN = "attempt-unknown"
    CANCELLED = "cancelled"
    PROVIDER_REFUSED = "provider-refused"
    PROVIDER_UNUSABLE = "provider-unusable"
    CODE_REFUSED = "code-refused"
    ANSWER_INVALID = "answer-invalid"
    ANSWER_EXPIRED = "answer-expired"
    NONCE_WRONG = "nonce-wrong"
    ASSURANCE_TOO_LOW = "assurance-too-low"
    USERINFO_OF_ANOTHER = "userinfo-of-another"
    NOBODY_KNOWN = "nobody-known"
    TWO_FACTORS_NEEDED = "two-factors-needed"
    ACCOUNT_TAKEN = "account-taken"


class LogInRefused(Exception):
    """The provider, or what came from it, gives no ground to let anybody in."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class ProviderAway(Exception):
    """The provider has no answer now; the text is the kind of error."""
