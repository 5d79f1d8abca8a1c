"""Where documents come from: files, folders, addresses, standard input."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import PurePath
from typing import BinaryIO

from recount.errors import EmptyDocument, IngestError, NotText, TooLarge, Unreachable
from recount.ingest.addresses import SCHEMES, web_address
from recount.ingest.documents import failure
from recount.ingest.formats import Intake, documents_in, fetch_original
from recount.ingest.kinds import ENDINGS, HEAD, READ, kind_of
from recount.ingest.options import IngestOptions
from recount.ingest.originals import original_of
from recount.ingest.workshop import Workshop
from recount.records import Document, Failure

STDIN = "-"
NAMED = 3
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
_LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


def ingest(
    *sources: str,
    options: IngestOptions | None = None,
    stdin: BinaryIO | None = None,
    workshop: Workshop | None = None,
) -> Iterator[Document | Failure]:
    """The documents of files, folders, addresses, feeds and "-" (the stream given as `stdin`), one after another.

    What cannot be read is a Failure in its place, and the rest goes on: bad input raises nothing. The same text found
    twice is given twice; its id tells. A `workshop` given stays open for the next time.
    """
    with nullcontext(workshop) if workshop is not None else Workshop() as opened:
        intake = Intake(options or IngestOptions(), opened)
        for source in sources:
            if source == STDIN:
                yield from _guarded("standard input", _from_stream(stdin, "standard input", "stdin", intake))
            elif _SCHEME.match(source):
                yield from _guarded(web_address(source) or source, _from_address(source, intake))
            elif os.path.isdir(source):
                yield from _from_folder(source, intake)
            else:
                yield from _guarded(source, _from_file(source, intake))


def ingest_stream(stream: BinaryIO, *, name: str, options: IngestOptions | None = None) -> Iterator[Document | Failure]:
    """The documents of bytes that came some other way (an upload), under the name of a file."""
    with Workshop() as workshop:
        intake = Intake(options or IngestOptions(), workshop)
        yield from _guarded(name, _from_stream(stream, name, name, intake))


def _guarded(label: str, items: Iterator[Document | Failure]) -> Iterator[Document | Failure]:
    """The items of one source, with whatever breaks it as a failure, so that the other sources go on."""
    try:
        yield from items
    except Exception as error:  # noqa: BLE001 - a fault of ours in one source never hides the others
        yield failure(label, _explained(error, label))


def _from_stream(stream: BinaryIO | None, label: str, name: str, intake: Intake) -> Iterator[Document | Failure]:
    if stream is None:
        raise Unreachable("nothing is connected to it", advice="Pipe the article in, or name a file")
    yield from documents_in(original_of(stream, label=label, path=name, limits=intake.limits), intake)


def _from_address(url: str, intake: Intake) -> Iterator[Document | Failure]:
    if not url.lower().startswith(SCHEMES):
        scheme = url.partition("://")[0]
        raise Unreachable(f"{scheme} addresses are not fetched", advice="Give an http or https address, or a file")
    yield from documents_in(fetch_original(url, intake.options), intake)


def _from_file(path: str, intake: Intake) -> Iterator[Document | Failure]:
    _refuse_special(path)
    with open(path, "rb") as stream:
        yield from _from_stream(stream, path, os.path.basename(path), intake)


def _refuse_special(path: str) -> None:
    """Opening a pipe or a device can wait for ever."""
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise NotText("it is a pipe or a device, no file", advice="Send its content to standard input and add -")
    if status.st_size == 0:
        raise EmptyDocument("it is empty", advice="Add a file that holds a report")


def _explained(error: Exception, path: str) -> IngestError:
    """What went wrong, with what to do."""
    if isinstance(error, IngestError):
        return error
    if isinstance(error, PermissionError):
        return Unreachable("it may not be read", advice="Change its permissions (chmod u+r) and add it again")
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        return Unreachable("it is a link to nothing", advice="Remove the link or mend it")
    if isinstance(error, FileNotFoundError):
        return Unreachable("there is no such file or folder", advice="Check its spelling and the folder you are in")
    if isinstance(error, MemoryError):
        return TooLarge("memory ran out while it was read", advice="Close other programs, and add it again")
    why = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    return Unreachable(f"it could not be read ({why})", advice="Check its name and the disk, or save its text as .txt")


def _from_folder(folder: str, intake: Intake) -> Iterator[Document | Failure]:
    """The files of a folder and those below it, by name. Hidden ones are passed over, other kinds told at the end."""
    read = left_out = 0
    names: list[str] = []
    for path in _walk(folder):
        if isinstance(path, Failure):
            yield path
        elif _is_wanted(path):
            read += 1
            yield from _guarded(path, _from_file(path, intake))
        else:
            left_out += 1
            names += [os.path.relpath(path, folder)] if left_out <= NAMED else []
    if not read:
        yield failure(folder, EmptyDocument("it holds no articles", advice=f"Recount reads {READ}"))
    elif left_out:
        shown = ", ".join(names) + (", …" if left_out > NAMED else "")
        what = f"left out {left_out:,} of its files, of kinds that Recount does not read ({shown})"
        yield failure(folder, NotText(what, advice="Add one by its own name to have it tried all the same"))


def _walk(folder: str) -> Iterator[str | Failure]:
    """The paths of all files under a folder, sorted; folders that cannot be entered as failures."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if not os.path.isdir(path):
            yield path
        elif path != folder and os.path.islink(path):
            what = "it is a link to a folder, which is not followed (such links can run in circles)"
            yield failure(path, Unreachable(what, advice="Add that folder by its own name"))
        else:
            try:
                names = sorted(os.listdir(path), reverse=True)
            except OSError as error:
                yield failure(path, _explained(error, path))
                continue
            waiting += [os.path.join(path, name) for name in names if not _is_litter(name)]


def _is_litter(name: str) -> bool:
    return name.startswith(".") or name.lower() in _LITTER


def _is_wanted(path: str) -> bool:
    """Whether a file in a folder is one of ours: by its ending, or by its content where that is beyond doubt."""
    name = PurePath(path)
    ending = name.with_suffix("").suffix if name.suffix.lower() == ".gz" else name.suffix
    if ending.lower() in ENDINGS:
        return True
    try:
        _refuse_special(path)
        with open(path, "rb") as stream:
            return kind_of(stream.read(HEAD), ending.lower()) != "text"
    except (IngestError, OSError, ValueError):
        return False
