"""Signatures of releases: ed25519 in the form of minisign, so that anybody can check one without Recount.

Form: https://jedisct1.github.io/minisign/ (prehashed with BLAKE2b; the secret key without a password, as minisign -W
writes it). The trusted comment is signed too; it says what the release is.
"""

import base64
import os
from binascii import Error as NotBase64
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ed25519
except ImportError:  # the extra `custody`
    ed25519 = None  # type: ignore[assignment]
    InvalidSignature = ValueError  # type: ignore[assignment,misc]

from recount.errors import ConfigError, LedgerError

ENDING = ".minisig"
_CHUNK = 1 << 20
_NO_PASSWORD = b"\0\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretKey:
    """What signs: 8 bytes by which the key is told, and the 32 of the key."""

    id: bytes
    seed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """What checks; to be published where people will look for it."""

    id: bytes
    key: bytes


def make_keys(secret: Path, randomness: bytes) -> Path:
    """Writes a new secret key, which nobody else may read, and beside it the public one; gives where that is.

    `randomness` is 40 bytes from the system.
    """
    made = SecretKey(id=randomness[:8], seed=randomness[8:40])
    public = _private(made).public_key().public_bytes_raw()
    told = secret.with_name(f"{secret.name}.pub")
    both = made.seed + public
    checksum = blake2b(b"Ed" + made.id + both, digest_size=32).digest()
    held = b"Ed" + _NO_PASSWORD + b"B2" + bytes(48) + made.id + both + checksum
    _write_new(secret, f"untrusted comment: Recount secret key, keep it to yourself\n{_packed(held)}\n", 0o600)
    name = made.id[::-1].hex().upper()
    _write_new(told, f"untrusted comment: minisign public key {name}\n{_packed(b'Ed' + made.id + public)}\n", 0o644)
    return told


def read_secret_key(file: Path) -> SecretKey:
    """The secret key in a file; one with a password belongs to minisign itself."""
    held = _unpacked(_lines(file, "key")[1], file)
    if len(held) != 158 or held[:2] != b"Ed":
        raise ConfigError(f"{file} holds no secret key", advice="Make one with: recount release --new-key FILE")
    if held[2:4] != _NO_PASSWORD:
        advice = "Sign with minisign -S, or make a key without a password: recount release --new-key FILE"
        raise ConfigError(f"{file} is protected with a password", advice=advice)
    return SecretKey(id=held[54:62], seed=held[62:94])


def read_public_key(words: str) -> PublicKey:
    """The public key in a file, or the key itself (RW…)."""
    file = Path(words)
    held = _unpacked(_lines(file, "key")[1] if file.exists() else words, file)
    if len(held) != 42 or held[:2] != b"Ed":
        raise ConfigError(
            f"{words} is no public key", advice="Give the file that ends in .pub, or the key itself (RW…)"
        )
    return PublicKey(id=held[2:10], key=held[10:])


def sign(file: Path, secret: SecretKey, comment: str) -> Path:
    """Signs a file, with a comment that is signed too; gives the file of the signature."""
    private = _private(secret)
    signature = private.sign(_hash(file))
    told = private.sign(signature + comment.encode())
    written = (
        "untrusted comment: signature of a Recount release\n"
        f"{_packed(b'ED' + secret.id + signature)}\ntrusted comment: {comment}\n{_packed(told)}\n"
    )
    target = file.with_name(file.name + ENDING)
    _write_new(target, written, 0o644)
    return target


def check(file: Path, public: PublicKey) -> str:
    """The trusted comment of a file's signature; LedgerError where file, signature and key do not belong together."""
    beside = file.with_name(file.name + ENDING)
    _, packed, comment, told = _lines(beside, "signature", 4)
    held, sealed = _unpacked(packed, beside), _unpacked(told, beside)
    words = comment.removeprefix("trusted comment: ")
    if held[:2] != b"ED" or len(held) != 74:
        raise LedgerError(f"{beside} is no signature that Recount can check", advice="Check it with minisign -V")
    if held[2:10] != public.id:
        raise LedgerError(f"{beside} was made with another key", advice="Get the public key of who released it")
    _library()
    verifier = ed25519.Ed25519PublicKey.from_public_bytes(public.key)
    try:
        verifier.verify(held[10:], _hash(file))
        verifier.verify(sealed, held[10:] + words.encode())
    except InvalidSignature as error:
        what = f"{file} is not what was signed, or {beside.name} was changed"
        raise LedgerError(
            what, advice="Get both again from where they were released; do not rely on this copy"
        ) from error
    return words


def _private(secret: SecretKey) -> "ed25519.Ed25519PrivateKey":
    _library()
    return ed25519.Ed25519PrivateKey.from_private_bytes(secret.seed)


def _library() -> None:
    if ed25519 is None:
        raise ConfigError(
            "Signing needs a library more", advice="Install it with: pip install 'recount-ledger[custody]'"
        )


def _hash(file: Path) -> bytes:
    found = blake2b()
    with file.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            found.update(piece)
    return found.digest()


def _packed(held: bytes) -> str:
    return base64.b64encode(held).decode("ascii")


def _unpacked(words: str, file: Path) -> bytes:
    try:
        return base64.b64decode(words, validate=True)
    except (NotBase64, ValueError) as error:
        raise ConfigError(f"{file} holds no key or signature", advice="Get it again from where it came") from error


def _lines(file: Path, what: str, number: int = 2) -> list[str]:
    try:
        with file.open(encoding="utf-8", errors="replace") as stream:
            lines = stream.read(10_000).splitlines()
    except OSError as error:
        raise ConfigError(f"The {what} {file} cannot be read ({error.strerror})", advice="Check the path") from error
    if len(lines) < number:
        raise ConfigError(f"{file} holds no {what}", advice="Get it again from where it came")
    return lines[:number]


def _write_new(file: Path, words: str, mode: int) -> None:
    """Writes a file that is not there yet: a key or a signature is never overwritten."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as stream:
            stream.write(words)
    except FileExistsError as error:
        raise ConfigError(f"{file} is there already", advice="Give another name, or move it away") from error
    except OSError as error:
        raise ConfigError(f"{file} cannot be written ({error.strerror})", advice="Give another folder") from error
