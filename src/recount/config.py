"""One frozen Config out of `recount.toml` and the environment. The environment wins; a command's options win over both.

    ledger = "recount.db"        # RECOUNT_LEDGER: a file, or postgresql+psycopg://…
    rules = "conservative"       # RECOUNT_RULES: conservative, ucdp, acled, gtd or ibc
    jobs = 4                     # RECOUNT_JOBS: processes that read; default: one for each core
    who = "A. Coder"             # RECOUNT_WHO: the name under which decisions are recorded

    reading = "public"           # RECOUNT_READING: public, or closed to all who have not signed in
    proxy_header = "Remote-User" # RECOUNT_PROXY_HEADER: where a proxy that signs people in names them; default: none
    proxies = "127.0.0.1"        # RECOUNT_PROXIES: the addresses of such a proxy, with commas

    [outlets]                    # names for the sites that articles come from
    "www.example.org" = "The Example"

The file is looked for in the working directory; RECOUNT_CONFIG names another.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_args

from recount.errors import ConfigError
from recount.records import RuleSet

RULES: tuple[RuleSet, ...] = get_args(RuleSet)
READING = ("public", "closed")
MOST_JOBS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What is set for a working directory; `file` is where it was read from."""

    ledger: str = "recount.db"
    rules: RuleSet = "conservative"
    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    who: str | None = None
    reading: str = "public"
    proxy_header: str | None = None
    proxies: str = "127.0.0.1"
    outlets: Mapping[str, str] = field(default_factory=dict)
    file: Path | None = None


SETTINGS = tuple(setting.name for setting in fields(Config) if setting.name != "file")


def load_config(environment: Mapping[str, str], folder: Path = Path()) -> Config:
    """The settings that hold in a folder; ConfigError names the key, the value and where it stands."""
    named = environment.get("RECOUNT_CONFIG")
    file = Path(named) if named else folder / "recount.toml"
    if not named and not file.exists():
        return Config(**_checked(_from_environment(environment), "the environment"))
    held = _checked(_read(file), str(file)) | _checked(_from_environment(environment), "the environment")
    return Config(**held, file=file)


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        what = f"{file} cannot be read ({error.strerror})"
        raise ConfigError(what, advice="Check the path, or unset RECOUNT_CONFIG") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        advice = "Write it as in the documentation: key = value, words in quotes"
        raise ConfigError(f"{file} is no valid TOML ({error})", advice=advice) from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: environment[f"RECOUNT_{name.upper()}"]
        for name in SETTINGS
        if name != "outlets" and f"RECOUNT_{name.upper()}" in environment
    }
    if str(found.get("jobs", "")).strip().isdecimal():
        found["jobs"] = int(found["jobs"])
    return found


def _checked(held: dict[str, Any], where: str) -> dict[str, Any]:
    for key, value in held.items():
        if key not in SETTINGS:
            raise ConfigError(f"{key!r} in {where} is no setting", advice=f"Use one of: {', '.join(SETTINGS)}")
        wanted = _what_is_wanted(key, value)
        if wanted:
            raise ConfigError(f"{key} = {value!r} in {where} cannot be used", advice=f"Give {wanted}")
    return held


def _what_is_wanted(key: str, value: object) -> str | None:
    """What a setting should be, where the value is none of that."""
    match key:
        case "rules":
            return None if value in RULES else f"one of: {', '.join(RULES)}"
        case "reading":
            return None if value in READING else f"one of: {', '.join(READING)}"
        case "jobs":
            fits = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_JOBS
            return None if fits else f"a whole number from 1 to {MOST_JOBS}"
        case "outlets":
            named = isinstance(value, dict) and all(isinstance(name, str) and name for name in value.values())
            return None if named else 'a table of names: "www.example.org" = "The Example"'
        case _:
            return None if isinstance(value, str) and value.strip() else "words in quotes"
