"""Where documents come from: files, folders, addresses, standard input."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from recount.errors import EmptyDocument, IngestError, NotText, Unreachable
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
    *sources: str, options: IngestOptions | None = None, stdin: BinaryIO | None = None
) -> Iterator[Document | Failure]:
    """The documents of files, folders, addresses, feeds and "-" (the stream given as `stdin`), one after another.

    What cannot be read is a Failure in its place, and the rest goes on: bad input raises nothing. The same text found
    twice is given twice; its id tells.
    """
    with Workshop() as workshop:
        intake = Intake(options or IngestOptions(), workshop)
        for source in sources:
            if source == STDIN:
                yield from _from_stdin(stdin, intake)
            elif _SCHEME.match(source):
                yield from _from_address(source, intake)
            elif os.path.isdir(source):
                yield from _from_folder(source, intake)
            else:
                yield from _from_file(source, intake)


def _from_stdin(stdin: BinaryIO | None, intake: Intake) -> Iterator[Document | Failure]:
    label = "standard input"
    try:
        if stdin is None:
            raise Unreachable("nothing is connected to it", advice="Pipe the article in, or name a file")
        yield from documents_in(original_of(stdin, label=label, path="stdin", limits=intake.limits), intake)
    except (IngestError, OSError) as error:
        yield failure(label, _as_ingest_error(error, label))


def _from_address(url: str, intake: Intake) -> Iterator[Document | Failure]:
    try:
        if not url.lower().startswith(SCHEMES):
            scheme = url.partition("://")[0]
            raise Unreachable(f"{scheme} addresses are not fetched", advice="Give an http or https address, or a file")
        yield from documents_in(fetch_original(url, intake.options), intake)
    except IngestError as error:
        yield failure(web_address(url) or url, error)


def _from_file(path: str, intake: Intake) -> Iterator[Document | Failure]:
    try:
        _refuse_special(path)
        with open(path, "rb") as stream:
            original = original_of(stream, label=path, path=os.path.basename(path), limits=intake.limits)
            yield from documents_in(original, intake)
    except (IngestError, OSError, ValueError) as error:
        yield failure(path, _as_ingest_error(error, path))


def _refuse_special(path: str) -> None:
    """Opening a pipe or a device can wait for ever."""
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise NotText("it is a pipe or a device, no file", advice="Send its content to standard input and add -")
    if status.st_size == 0:
        raise EmptyDocument("it is empty", advice="Add a file that holds a report")


def _as_ingest_error(error: IngestError | OSError | ValueError, path: str) -> IngestError:
    """What the operating system says, with what to do."""
    if isinstance(error, IngestError):
        return error
    if isinstance(error, PermissionError):
        return Unreachable("it may not be read", advice="Change its permissions (chmod u+r) and add it again")
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        return Unreachable("it is a link to nothing", advice="Remove the link or mend it")
    if isinstance(error, FileNotFoundError):
        return Unreachable("there is no such file or folder", advice="Check its spelling and the folder you are in")
    why = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    return Unreachable(f"it could not be read ({why})", advice="Check the disk and the name, or add a copy of it")


def _from_folder(folder: str, intake: Intake) -> Iterator[Document | Failure]:
    """The files of a folder and those below it, by name. Hidden ones are passed over, other kinds told at the end."""
    read = 0
    left_out: list[str] = []
    for path in _walk(folder):
        if isinstance(path, Failure):
            yield path
        elif _is_wanted(path):
            read += 1
            yield from _from_file(path, intake)
        else:
            left_out.append(os.path.relpath(path, folder))
    if not read:
        yield failure(folder, EmptyDocument("it holds no articles", advice=f"Recount reads {READ}"))
    elif left_out:
        names = ", ".join(left_out[:NAMED]) + (", …" if len(left_out) > NAMED else "")
        what = f"left out {len(left_out):,} of its files, of kinds that Recount does not read ({names})"
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
                yield failure(path, _as_ingest_error(error, path))
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
