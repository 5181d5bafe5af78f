"""Where a stream is served: what a user writes, who is let in there, and what a browser is told to open."""

from __future__ import annotations

import hmac
import ipaddress
import socket
from dataclasses import dataclass
from email.message import Message
from urllib.parse import parse_qs, quote

from stylecam.errors import SinkError

LOOPBACK = "127.0.0.1"
_LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


def parse_address(text: str) -> tuple[str, int]:
    """Host and port of "8090" (this machine only), "0.0.0.0:8090" or "[::]:8090".

    Raises:
        SinkError: it is none of these.
    """
    host, colon, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]") if colon else LOOPBACK
    if not host or not (port.isascii() and port.isdigit()):
        raise SinkError(f"stream: {text!r} is no port; give one such as 8090, or an address such as 0.0.0.0:8090")
    return host, checked_port(int(port))


def checked_port(port: int) -> int:
    """The port itself.

    Raises:
        SinkError: there is none of that number.
    """
    if not 0 <= port <= 65535:
        raise SinkError(f"stream: there is no port {port}; choose one from 1024 to 65535, or 0 for a free one")
    return port


def is_local(host: str) -> bool:
    """Whether only this machine can reach it; a name other than "localhost" counts as one that others can."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def address_of(host: str, port: int, token: str) -> str:
    """What to open in a browser: http://127.0.0.1:8090/, with the token where there is one."""
    return f"http://{_in_url(_reachable(host))}:{port}/" + (f"?token={quote(token, safe='')}" if token else "")


@dataclass(frozen=True)
class Door:
    """Who may look: whoever knows the token; without a token, whoever names this machine itself.

    The second keeps web sites out that have their own name resolve to this machine (DNS rebinding): a browser
    sends the name along, and a page of another name could read what is served here.
    """

    host: str
    port: int
    token: str

    def refusal(self, headers: Message, query: str) -> str:
        """Why a request is not answered, in one line; "" where it is."""
        if self.token:
            if any(hmac.compare_digest(given.encode(), self.token.encode()) for given in _tokens(headers, query)):
                return ""
            return "this picture is shown to those who know its token: open the whole address that stylecam printed"
        if headers.get("Host", "").lower() in self._names():
            return ""
        return f"this picture is shown on this machine only: open {address_of(self.host, self.port, '')}"

    def _names(self) -> set[str]:
        names = {*_LOCAL_NAMES, _in_url(self.host)}
        # A browser leaves out the port that is HTTP's own.
        return {f"{name}:{self.port}" for name in names} | (names if self.port == 80 else set())


def _tokens(headers: Message, query: str) -> list[str]:
    """Those that a request bears, in its address or as `Authorization: Bearer`."""
    scheme, _, credentials = headers.get("Authorization", "").partition(" ")
    return parse_qs(query).get("token", []) + ([credentials.strip()] if scheme.lower() == "bearer" else [])


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _reachable(host: str) -> str:
    """The address by which others reach this machine, where the host stands for all its addresses."""
    everywhere = {"0.0.0.0": (socket.AF_INET, "192.0.2.1"), "::": (socket.AF_INET6, "2001:db8::1")}
    if host not in everywhere:
        return host
    family, elsewhere = everywhere[host]
    try:
        # Connecting a datagram socket sends nothing: it only chooses the way, and with it the address.
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((elsewhere, 9))
            return str(probe.getsockname()[0])
    except OSError:
        return socket.gethostname()
