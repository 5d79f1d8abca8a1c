"""Locks every dependency by version and SHA-256, for all Pythons that are supported, with uv.

usage: lock.py [--upgrade]

Writes requirements/run.txt (what a team installs), spark.txt (the same with a cluster) and dev.txt (what tests and
checks need, and what builds the package); they agree with one another. Versions that still fit stay as they are unless
`--upgrade` is given. Needs uv and the package index.
"""

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = "requirements"
INDEX = "https://pypi.org/simple"
OLDEST = "3.11"
RUN = ("custody", "postgres", "coder", "pdf", "web", "parquet")
# The widest first: the others take its versions.
FILES = {
    "dev.txt": (*RUN, "dev"),
    "run.txt": RUN,
    "spark.txt": (*RUN, "spark"),
}


def compile_lock(name: str, extras: tuple[str, ...], *, upgrade: bool) -> int:
    """Has uv write one file."""
    sources = ["pyproject.toml", f"{FOLDER}/build.in"] if name == "dev.txt" else ["pyproject.toml"]
    constraints = [] if name == "dev.txt" else ["--constraints", f"{FOLDER}/dev.txt"]
    command = ["uv", "pip", "compile", *sources, *constraints, "--output-file", f"{FOLDER}/{name}"]
    command += [word for extra in extras for word in ("--extra", extra)]
    command += ["--universal", "--python-version", OLDEST, "--generate-hashes", "--quiet", "--no-config"]
    command += ["--default-index", INDEX, "--custom-compile-command", "python building/lock.py"]
    return subprocess.run([*command, *(["--upgrade"] if upgrade else [])], cwd=ROOT, check=False).returncode


def main() -> int:
    """Writes the files, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    asked = parser.parse_args()
    return max(compile_lock(name, extras, upgrade=asked.upgrade) for name, extras in FILES.items())


if __name__ == "__main__":
    sys.exit(main())
