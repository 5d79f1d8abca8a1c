"""Answers that came, one file each in a folder beside the ledger: a run that stopped goes on without asking twice."""

import json
from pathlib import Path
from typing import Any

from recount.endpoint.coder import Coder
from recount.endpoint.question import Question
from recount.errors import CoderError
from recount.records import content_id


def kept_answer(coder: Coder, question: Question) -> dict[str, Any] | None:
    """The answer that this model gave to this very question before; a damaged file counts as none."""
    file = _file(coder, question)
    if file is None or not file.is_file():
        return None
    try:
        held = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    answer = held.get("answer") if isinstance(held, dict) else None
    return answer if isinstance(answer, dict) else None


def keep(coder: Coder, question: Question, answer: dict[str, Any]) -> None:
    """Keeps an answer; it is there whole or not at all."""
    file = _file(coder, question)
    if file is None:
        return
    written = json.dumps({"model": coder.model, "url": coder.address, "answer": answer})
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(written, encoding="utf-8")
        part.replace(file)
    except OSError as error:
        what = f"The answer could not be kept in {file.parent} ({error.strerror})"
        raise CoderError(what, advice="Make room there, or move the ledger to a folder that can be written") from error


def _file(coder: Coder, question: Question) -> Path | None:
    if coder.answers is None:
        return None
    return coder.answers / f"{content_id(coder.address, coder.model, question.key)}.json"
