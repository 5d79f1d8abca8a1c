"""Fetches an address: bounded in time and size, through few redirects, from the own network only where it was named."""

import socket
import ssl
import zlib
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from time import monotonic

import httpcore
import httpx

from recount.errors import IngestError, NotText, TooLarge, Unreachable
from recount.ingest.options import IngestOptions

SAVE = "Save the page from your browser as .html and add that file"
CHECK = "Check the address and the connection, or save the page as .html and add that file"
LATER = "Try again later, or save the page as .html and add that file"
_AGENT = "Mozilla/5.0 (compatible; recount; reads single news reports on request)"
_TRANSLATED = IPv6Network("64:ff9b::/96")
_NEVER_TEXT = ("image/", "video/", "audio/", "font/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The body that an address answered with. `url` is where the redirects ended."""

    url: str
    data: bytes
    media_type: str
    charset: str | None


class Answered(Unreachable):
    """The server answered, with a refusal: `status` tells which."""

    def __init__(self, what: str, *, advice: str, status: int) -> None:
        super().__init__(what, advice=advice)
        self.status = status


def robots_text(url: str, options: IngestOptions) -> bytes | None:
    """What a robots.txt says; None where the site has none. Raises IngestError where that cannot be told."""
    try:
        return fetch(url, options).data
    except Answered as refused:
        if refused.status < 500:
            return None
        raise


def fetch(url: str, options: IngestOptions) -> Fetched:
    """The body at an address. Raises Unreachable, TooLarge or NotText, each with what to do."""
    deadline = monotonic() + options.limits.fetch_seconds
    transport = _Transport(_Guarded(deadline, private=options.private_addresses, trusted=options.trusted_hosts))
    headers = {"User-Agent": _AGENT, "Accept-Encoding": "gzip", "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    try:
        with (
            httpx.Client(
                transport=transport,
                headers=headers,
                timeout=options.limits.fetch_seconds,
                follow_redirects=True,
                max_redirects=options.limits.redirects,
            ) as client,
            client.stream("GET", url) as response,
        ):
            return _fetched(response, options.limits.fetched_bytes)
    except IngestError:
        raise
    except httpx.TooManyRedirects as error:
        raise Unreachable(f"it redirects more than {options.limits.redirects} times", advice=CHECK) from error
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise Unreachable(f"it did not answer within {options.limits.fetch_seconds:g} seconds", advice=LATER) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol, UnicodeError) as error:
        raise Unreachable("it, or what it redirects to, is no http or https address", advice=CHECK) from error
    except (httpcore.ProtocolError, httpx.ProtocolError, httpx.DecodingError) as error:
        raise Unreachable("its server broke off or answered with what is no HTTP", advice=LATER) from error
    except ssl.SSLError as error:
        raise Unreachable("its certificate cannot be trusted", advice=CHECK) from error
    except (httpx.HTTPError, httpcore.NetworkError, OSError) as error:
        raise Unreachable("no connection to it could be made", advice=CHECK) from error


def _fetched(response: httpx.Response, limit: int) -> Fetched:
    if response.status_code >= 400:
        refused = response.status_code in {401, 402, 403, 407, 451}
        gone = response.status_code in {404, 410}
        advice = SAVE if refused else CHECK if gone else LATER
        what = f"it answers {response.status_code} ({response.reason_phrase or 'no reason given'})"
        raise Answered(what, advice=advice, status=response.status_code)
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type.startswith(_NEVER_TEXT):
        raise NotText(
            f"it answers with {media_type[:60]}, no text", advice="Give the address of an article, feed or PDF"
        )
    data = _body(response, limit)
    return Fetched(url=str(response.url), data=data, media_type=media_type, charset=response.charset_encoding)


def _body(response: httpx.Response, limit: int) -> bytes:
    """The body, unpacked by hand: a library that unpacks for us would do so without a limit."""
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in {"", "identity", "gzip", "x-gzip"}:
        raise NotText(f"it answers in the compression {packed[:20]!r}, which was not asked for", advice=SAVE)
    data = _bounded(response.iter_raw(), limit)
    if packed not in {"gzip", "x-gzip"}:
        return data
    try:
        unpacked = zlib.decompressobj(31).decompress(data, limit + 1)
    except zlib.error as error:
        raise NotText("its body is damaged (broken gzip)", advice=LATER) from error
    return _bounded((unpacked,), limit)


def _bounded(chunks: Iterable[bytes], limit: int) -> bytes:
    collected = bytearray()
    for chunk in chunks:
        collected += chunk
        if len(collected) > limit:
            raise TooLarge(
                f"it is larger than {limit / 1e6:g} MB", advice="Download it and add the articles as JSON Lines"
            )
    return bytes(collected)


def is_public(address: str) -> bool:
    """Whether an IP address is on the open internet, also where it is wrapped in one of version 6."""
    ip = ip_address(address.partition("%")[0])
    return all(each.is_global and not each.is_multicast for each in (ip, *_wrapped(ip)))


def _wrapped(ip: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    if isinstance(ip, IPv6Address):
        if ip in _TRANSLATED:
            yield IPv4Address(int(ip) & 0xFFFFFFFF)
        yield from (inner for inner in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())) if inner is not None)


def _addresses(host: str, port: int, deadline: float) -> tuple[str, ...]:
    """The IP addresses of a host. The system looks them up without a time limit, so that is done aside."""
    found: list[str] = []

    def look_up() -> None:
        try:
            found.extend(str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            found.clear()

    thread = Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - monotonic()))
    if thread.is_alive():
        raise httpcore.ConnectTimeout
    if not found:
        raise Unreachable(f"its host {host!r} is not known", advice=CHECK)
    return tuple(dict.fromkeys(found))


class _Guarded(httpcore.NetworkBackend):
    """Connects to public and trusted machines only, by the very address that was checked, until the deadline."""

    def __init__(self, deadline: float, *, private: bool, trusted: Set[str]) -> None:
        self._deadline = deadline
        self._private = private
        self._trusted = trusted
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = _addresses(host, port, self._deadline)
        able = self._private or host.lower() in self._trusted
        allowed = [address for address in addresses if able or is_public(address)]
        if not allowed:
            raise Unreachable(
                f"its host {host!r} is a machine of a private network ({addresses[0]})",
                advice="Links do not lead there; if you trust it, add this address by its own name",
            )
        for number, address in enumerate(allowed, 1):
            left = _left(self._deadline, timeout)
            try:
                stream = self._sockets.connect_tcp(address, port, left, local_address, socket_options)
                return _Timed(stream, self._deadline)
            except httpcore.ConnectError:
                if number == len(allowed):
                    raise
        raise httpcore.ConnectError


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left if timeout is None else min(left, timeout)


class _Timed(httpcore.NetworkStream):
    """A connection that ends at the deadline, however often a byte drips in."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=_left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=_left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(self._deadline, timeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


@cache
def _trust() -> ssl.SSLContext:
    return httpx.create_ssl_context()


class _Transport(httpx.BaseTransport):
    """httpx over the guarded connections: every redirect passes the same guard."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=_trust(), network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body as it arrives."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
