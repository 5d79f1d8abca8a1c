"""Fetches the libraries that pages use from the npm registry, and checks that what is committed is what it serves.

usage: python building/web_assets.py [--check]

Needs npm. What is taken from which package, with its hash and licence, stands in `web_assets.toml`. Without `--check`
the files are written to `src/recount/web/static/vendor`; a file whose hash is not the one in the list is refused.
"""

import argparse
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIST = Path(__file__).with_suffix(".toml")
VENDOR = ROOT / "src" / "recount" / "web" / "static" / "vendor"


def fetched(package: str, version: str, folder: Path) -> tarfile.TarFile:
    """A package as the registry serves it."""
    subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True, stdout=subprocess.PIPE)
    archive = folder / f"{package.lstrip('@').replace('/', '-')}-{version}.tgz"
    return tarfile.open(fileobj=io.BytesIO(archive.read_bytes()))


def served(folder: Path) -> Iterator[tuple[str, bytes, str]]:
    """Each file of the list: name here, content as served, hash in the list."""
    for package in tomllib.loads(LIST.read_text(encoding="utf-8"))["package"]:
        archive = fetched(package["name"], package["version"], folder)
        for file in package["files"]:
            member = archive.extractfile(f"package/{file['path']}")
            assert member is not None, file["path"]
            yield file["to"], member.read(), file["sha256"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with what is committed, and write nothing")
    check = parser.parse_args().check
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for name, content, wanted in served(Path(folder)):
            found = hashlib.sha256(content).hexdigest()
            here = VENDOR / name
            if found != wanted:
                wrong.append(f"{name}: the registry serves {found}, the list says {wanted}")
            elif check and (not here.exists() or here.read_bytes() != content):
                wrong.append(f"{name}: what is committed is not what the registry serves")
            elif not check:
                here.parent.mkdir(parents=True, exist_ok=True)
                here.write_bytes(content)
    print("\n".join(wrong) or "all files are as the registry serves them")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
