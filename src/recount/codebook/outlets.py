"""Outlets and news agencies: who publishes, who owns it, which state stands behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from recount.codebook.countries import load_countries
from recount.codebook.folding import fold
from recount.codebook.load import known_keys, load_toml, one_of, text_of, texts_of
from recount.errors import CodebookError

_FILE = "outlets.toml"
_KEYS = ("domains", "country", "owner", "agency", "state", "aliases")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A paper, broadcaster, site or agency: `country` is where it sits, `state` whose government stands behind it."""

    name: str
    domains: tuple[str, ...]
    owner: str
    agency: bool = False
    country: str | None = None
    state: str | None = None
    aliases: tuple[str, ...] = ()


class Outlets:
    """All outlets, found by name or by address."""

    def __init__(self, outlets: Mapping[str, Outlet]) -> None:
        self.by_name = outlets
        self._names = {fold(name): one for one in outlets.values() for name in (one.name, *one.aliases)}
        self._domains = {domain: one for one in outlets.values() for domain in one.domains}

    def find(self, name: str | None = None, url: str | None = None) -> Outlet | None:
        """The outlet of that name, or else of that address; an address may stand in the place of the name."""
        if name and (known := self._names.get(fold(name))):
            return known
        return self._at(url) or self._at(name)

    def _at(self, address: str | None) -> Outlet | None:
        host = _host(address or "")
        while "." in host:
            if host in self._domains:
                return self._domains[host]
            host = host.partition(".")[2]
        return None


def _host(address: str) -> str:
    """The host of an address with or without a scheme; empty where it has none."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:  # "http://[": no address at all
        return ""
    return host.removeprefix("www.")


@cache
def load_outlets() -> Outlets:
    """The outlets of the codebook."""
    return Outlets({name: _outlet(name, row) for name, row in load_toml("outlets").items()})


def _outlet(name: str, row: Any) -> Outlet:
    known_keys(row, _FILE, name, _KEYS)
    countries = tuple(load_countries())
    if not isinstance(row.get("agency", False), bool):
        raise CodebookError(f"{_FILE}, entry {name!r}: agency is {row['agency']!r}", advice="It must be true or false.")
    return Outlet(
        name=name,
        domains=texts_of(row, "domains", _FILE, name),
        owner=text_of(row, "owner", _FILE, name),
        agency=row.get("agency", False),
        country=one_of(row, "country", _FILE, name, countries) if "country" in row else None,
        state=one_of(row, "state", _FILE, name, countries) if "state" in row else None,
        aliases=texts_of(row, "aliases", _FILE, name, default=()),
    )
