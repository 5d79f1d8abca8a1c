"""Run the steps of steps.toml, each only where its command, code or inputs have changed since it last succeeded.

python training/run.py --shared ../shared --base path/to/model          # everything up to a score on dev
python training/run.py --shared ../shared --base path/to/model export   # up to the shipped files
"""

import argparse
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from glob import glob
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def fingerprint(command: str, files: Iterable[Path]) -> str:
    """A hash of a command and of the contents of its files, whatever their order or folder."""
    parts = sorted(f"{path.name} {sha256(path.read_bytes()).hexdigest()}" for path in files if path.is_file())
    return sha256("\n".join([command, *parts]).encode()).hexdigest()


def files_of(step: Mapping[str, Any], places: Mapping[str, str]) -> list[Path]:
    """The files that a step depends on: its inputs, and its code beside this file."""
    inputs = [found for pattern in step["inputs"] for found in sorted(glob(pattern.format(**places)))]
    code = [found for pattern in step["code"] for found in sorted(glob(str(HERE / pattern)))]
    return [Path(found) for found in (*inputs, *code)]


def is_done(step: Mapping[str, Any], places: Mapping[str, str], known: str | None) -> bool:
    """Whether the step's outputs are there and were made from just these files."""
    there = all(Path(output.format(**places)).exists() for output in step["outputs"])
    return there and known == fingerprint(step["command"], files_of(step, places))


def run(steps: Mapping[str, Mapping[str, Any]], places: Mapping[str, str], last: str | None) -> list[str]:
    """The names of the steps that had to run, in order."""
    ledger = Path(places["work"]) / "steps.json"
    done: dict[str, str] = json.loads(ledger.read_text()) if ledger.exists() else {}
    ran = []
    for name, step in steps.items():
        if not is_done(step, places, done.get(name)):
            command = [sys.executable, *(word.format(**places) for word in step["command"].split())]
            command[1] = str(HERE / command[1])
            subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(HERE.parent / "src")})
            done[name] = fingerprint(step["command"], files_of(step, places))
            ledger.write_text(json.dumps(done, indent=1))
            ran.append(name)
        if name == last:
            break
    return ran


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--base", required=True)
    parser.add_argument("--work", default=str(HERE / "made"))
    parser.add_argument("last", nargs="?", help="the last step to run; all without it")
    options = parser.parse_args()
    Path(options.work).mkdir(parents=True, exist_ok=True)
    places = {"shared": options.shared, "base": options.base, "work": options.work}
    steps = tomllib.loads((HERE / "steps.toml").read_text(encoding="utf-8"))
    ran = run(steps, places, options.last)
    print(f"ran {', '.join(ran)}" if ran else "everything is up to date")


if __name__ == "__main__":
    main()
