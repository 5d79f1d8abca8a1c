"""What pages use of others is what the registry served, with its licence."""

import hashlib
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "src" / "recount" / "web" / "static" / "vendor"
PACKAGES = tomllib.loads((ROOT / "building" / "web_assets.toml").read_text(encoding="utf-8"))["package"]


def test_every_file_is_the_one_in_the_list_and_none_is_more() -> None:
    wanted = {file["to"]: file["sha256"] for package in PACKAGES for file in package["files"]}
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.iterdir()}
    assert found == wanted


def test_every_package_brings_its_licence() -> None:
    for package in PACKAGES:
        assert package["licence"]
        assert any(file["to"].endswith(".LICENSE") for file in package["files"])
