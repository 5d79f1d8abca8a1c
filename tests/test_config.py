"""Settings from the file and the environment."""

from pathlib import Path

import pytest

from recount.config import Config, load_config
from recount.errors import ConfigError


def test_without_anything_set_the_defaults_hold(tmp_path: Path) -> None:
    config = load_config({}, tmp_path)
    assert (config.ledger, config.rules, config.who, config.file) == ("recount.db", "conservative", None, None)
    assert config.jobs >= 1


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "recount.toml").write_text('ledger = "a.db"\nrules = "ucdp"\njobs = 3\n[outlets]\n"x.org" = "The X"\n')
    config = load_config({"RECOUNT_LEDGER": "b.db", "RECOUNT_JOBS": "2"}, tmp_path)
    assert config == Config(
        ledger="b.db", rules="ucdp", jobs=2, outlets={"x.org": "The X"}, file=tmp_path / "recount.toml"
    )


def test_another_file_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('who = "A. Coder"')
    assert load_config({"RECOUNT_CONFIG": str(tmp_path / "mine.toml")}).who == "A. Coder"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('rules = "strict"', r"rules = 'strict' in .*recount\.toml cannot be used\. Give one of: conservative"),
        ("jobs = 0", r"jobs = 0 .* whole number from 1"),
        ("jobs = true", r"jobs = True .* whole number"),
        ('ledger = ""', "ledger = '' .* words in quotes"),
        ("who = 7", "who = 7 .* words in quotes"),
        ("outlets = 'x'", "outlets = 'x' .* a table of names"),
        ("[outlets]\na = 1", "outlets = {'a': 1} .* a table of names"),
        ("rule = 'ucdp'", "'rule' in .* is no setting. Use one of: ledger, rules"),
        ("rules = ", "no valid TOML"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_its_value(tmp_path: Path, written: str, words: str) -> None:
    (tmp_path / "recount.toml").write_text(written)
    with pytest.raises(ConfigError, match=words):
        load_config({}, tmp_path)


@pytest.mark.parametrize(
    ("name", "value"), [("RECOUNT_JOBS", "many"), ("RECOUNT_RULES", ""), ("RECOUNT_CONFIG", "no.toml")]
)
def test_the_environment_is_checked_as_well(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError):
        load_config({name: value}, tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "recount.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="no valid TOML"):
        load_config({}, tmp_path)
