"""Addresses on the web, as they may be shown and stored."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

SCHEMES = ("http://", "https://")
_UNSAFE = re.compile(r"[\s<>\"'\\\x00-\x1f\x7f]")


def is_web_address(words: str) -> bool:
    """Whether it can be shown as a link: http or https with a host, and nothing that a browser would run."""
    try:
        parts = urlsplit(words)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and _UNSAFE.search(words) is None


def web_address(words: str | None) -> str | None:
    """The address without a name and password in it; None for what is no address of a page."""
    if not words or not is_web_address(words := words.strip()):
        return None
    parts = urlsplit(words)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))


def hosts_in(sources: Iterable[str]) -> frozenset[str]:
    """The hosts of the web addresses among the sources that a person named."""
    return frozenset(urlsplit(one).hostname or "" for one in sources if is_web_address(one))


def host_of(url: str | None) -> str | None:
    """The host that published it, without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
