"""The second coder as a reader: a document in, a reading out, however the endpoint behaves."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

from recount.endpoint.answer import answer_of
from recount.endpoint.asking import Asking
from recount.endpoint.coder import Coder, checked
from recount.endpoint.evidence import Evidence
from recount.endpoint.grounding import Grounding
from recount.endpoint.kept import keep, kept_answer
from recount.endpoint.question import Question, question_of
from recount.read.languages import why_foreign
from recount.read.published import reason_published
from recount.read.sentences import split_sentences
from recount.read.words import find_words
from recount.records import Document, Reading

CONNECT_SECONDS = 10.0


class EndpointReader:
    """Reads by asking; one object is one run with one budget."""

    def __init__(self, coder: Coder, sleep: Callable[[float], None] = time.sleep) -> None:
        self._coder = checked(coder)
        timeout = httpx.Timeout(coder.seconds, connect=min(CONNECT_SECONDS, coder.seconds))
        client = httpx.Client(timeout=timeout, follow_redirects=False)
        self._asking = Asking(self._coder, client, sleep)

    def read(self, document: Document) -> Reading:
        """What the second coder finds; CoderError where it cannot be asked or gives nothing that can be used."""
        sentences = split_sentences(document.text, document.furniture)
        published = reason_published(document, sentences)
        foreign = why_foreign(document.language, find_words(document.text, sentences).forms)
        if foreign or not sentences:
            set_aside = (foreign,) if foreign else ()
            return Reading(document=document.id, published=published, sentences=sentences, set_aside=set_aside)
        question = question_of(document, sentences, published)
        answer = answer_of(self._answer(question))
        notes = (f"the last {question.left_out} sentences: too long for the second coder",) if question.left_out else ()
        evidence = Evidence.of(document, sentences[: len(sentences) - question.left_out], published)
        return Grounding(document, sentences, evidence).reading(answer, notes)

    def _answer(self, question: Question) -> dict[str, Any]:
        kept = kept_answer(self._coder, question)
        if kept is not None:
            return kept
        answer = self._asking.ask(question)
        keep(self._coder, question, answer)
        return answer


@dataclass(frozen=True, slots=True)
class MakeReader:
    """Makes the reader of a coder; equal coders make one reader, so that a run has one budget."""

    coder: Coder

    def __call__(self) -> EndpointReader:
        """The reader."""
        return EndpointReader(self.coder)
