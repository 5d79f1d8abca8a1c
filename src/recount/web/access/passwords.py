"""Passwords: hashed with argon2id, never kept, never printed."""

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from recount.errors import AccessError

SHORTEST, LONGEST = 10, 1000
# Each hash takes 64 MiB while it is made: so many at once, the others wait.
_AT_ONCE = BoundedSemaphore(2)


@cache
def hasher() -> PasswordHasher:
    """The hasher with the parameters of RFC 9106 for little memory."""
    return PasswordHasher()


def hash_password(password: str) -> str:
    """The hash to keep; AccessError where the password is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        what = f"The password has {len(password)} letters"
        raise AccessError(what, advice=f"Take {SHORTEST} or more: a sentence is easier to remember than signs")
    with _AT_ONCE:
        return hasher().hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was hashed. Without a hash it takes as long and is not."""
    if len(password) > LONGEST:
        return False
    with _AT_ONCE:
        try:
            return hasher().verify(kept or nobodys(), password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


@cache
def nobodys() -> str:
    """A hash to compare with where there is no user, so that the answer takes as long."""
    return hasher().hash("nobody has this password")
