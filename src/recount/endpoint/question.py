"""The question put to the second coder: instructions of ours, and the article as data that cannot leave its place."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from recount.endpoint.answer import answer_schema
from recount.endpoint.coder import Coder
from recount.records import Document, Published, Sentence, content_id

MOST_LETTERS = 60_000
"""Of a longer article the beginning is sent: about 15,000 tokens, room enough for the answer in any model."""

LETTERS_A_TOKEN = 3
"""A cautious guess, for endpoints that do not say what a question cost."""

MOST_ANSWER_TOKENS = 12_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One article as it is sent: `left_out` is the number of sentences at its end that were not."""

    instructions: str
    article: str
    left_out: int

    @property
    def key(self) -> str:
        """A hash of all that was asked."""
        return content_id("question", self.instructions, json.dumps(_form(), sort_keys=True), self.article)

    @property
    def tokens(self) -> int:
        """About how many tokens it takes, with the form of the answer."""
        letters = len(self.instructions) + len(self.article) + len(json.dumps(_form()))
        return letters // LETTERS_A_TOKEN


def question_of(document: Document, sentences: Sequence[Sentence], published: Published) -> Question:
    """The article as one line of JSON between two marks that hold its own hash.

    A quotation mark, a line break or a closing mark in the article is a letter of a JSON string: it ends nothing.
    """
    sent, letters = [], 0
    for sentence in sentences:
        letters += sentence.end - sentence.start
        if letters > MOST_LETTERS:
            break
        sent.append({"s": sentence.number, "text": _printable(document.text[sentence.start : sentence.end])})
    written = {
        "published": [_iso(published.first), _iso(published.last)],
        "outlet": _printable(document.outlet or "")[:200] or None,
        "sentences": sent,
    }
    data = json.dumps(written, ensure_ascii=False)
    mark = content_id("article", data)
    article = f'<article id="{mark}">\n{data}\n</article id="{mark}">'
    return Question(instructions=instructions(), article=article, left_out=len(sentences) - len(sent))


def body_of(question: Question, coder: Coder) -> dict[str, Any]:
    """The request that an OpenAI-compatible endpoint takes."""
    return {
        "model": coder.model,
        "temperature": 0,
        "max_tokens": MOST_ANSWER_TOKENS,
        "messages": [
            {"role": "system", "content": question.instructions},
            {"role": "user", "content": question.article},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "reading", "strict": True, "schema": _form()},
        },
    }


@cache
def instructions() -> str:
    """What the coder is told to do, the same for every article."""
    return files("recount.endpoint").joinpath("instructions.md").read_text(encoding="utf-8")


@cache
def _form() -> dict[str, Any]:
    return answer_schema()


def _iso(day: object) -> str | None:
    return str(day) if day is not None else None


def _printable(text: str) -> str:
    """The text without halves of letters, which no request can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
