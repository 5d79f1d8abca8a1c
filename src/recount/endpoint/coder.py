"""Which endpoint is asked, and how much may be spent on it."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from recount.errors import CoderError

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """An endpoint with its model, and the limits of one run. The key is kept out of everything printed or stored.

    `url` ends before `/chat/completions`. `answers` is the folder in which answers are kept; none are kept without one.
    `requests` and `tokens` are what one run may spend, `seconds` how long one request may take, `tries` how often one
    article is asked about.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    answers: Path | None = None
    requests: int = 1000
    tokens: int = 5_000_000
    seconds: float = 120.0
    tries: int = 4

    @property
    def host(self) -> str:
        """The name of the machine that is asked."""
        return urlsplit(self.url).hostname or ""

    @property
    def address(self) -> str:
        """Where questions go."""
        return self.url.rstrip("/").removesuffix("/chat/completions") + "/chat/completions"


def checked(coder: Coder) -> Coder:
    """The coder as it is; CoderError where its address cannot be asked or would show the key to others."""
    parts = urlsplit(coder.url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        advice = "Give the address up to /v1, such as http://localhost:11434/v1"
        raise CoderError(f"{coder.url!r} is no http or https address", advice=advice)
    if parts.username or parts.password:
        what = f"The address of the second coder at {parts.hostname} holds a password"
        raise CoderError(what, advice="Put the key into the environment variable RECOUNT_CODER_KEY")
    if coder.key and parts.scheme == "http" and parts.hostname not in LOCAL:
        what = f"The key would go to {parts.hostname} unencrypted"
        raise CoderError(what, advice="Use an https address, or unset RECOUNT_CODER_KEY")
    return coder
