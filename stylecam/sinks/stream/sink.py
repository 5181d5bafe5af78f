"""The sink that shows what is painted to browsers."""

from __future__ import annotations

import errno
import secrets
from functools import partial

from stylecam.cards import draw_card
from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.sinks.stream.address import LOOPBACK, address_of, checked_port, is_local
from stylecam.sinks.stream.audience import Audience, Picture, jpeg
from stylecam.sinks.stream.handler import Pace
from stylecam.sinks.stream.server import Server

MOST_VIEWERS = 32
CARD_SIZE = (640, 360)


class StreamSink:
    """Serves the newest frame over HTTP: a page for OBS or a browser, MJPEG, and stills.

    Writing waits for nobody: a frame is encoded by the first viewer who takes it, once, and not at all while nobody
    looks. A viewer that is slow gets fewer frames.

    Args:
        port: 0 takes a free one.
        host: the address to serve at; by default one that only this machine can reach.
        token: what a viewer must know. Where others can reach the address and none is given, one is made up.
        fps: pictures per second that a viewer gets at most.
        quality: of the JPEG, 1..100.
        patience: seconds that a viewer may take for one picture before it is dropped.

    Raises:
        SinkError: there is no such port.
    """

    name = "stream"

    def __init__(
        self,
        port: int,
        host: str = LOOPBACK,
        token: str = "",
        *,
        fps: float = 60.0,
        quality: int = 85,
        patience: float = 5.0,
    ) -> None:
        self._port, self._host = checked_port(port), host
        self._token = token or ("" if is_local(host) else secrets.token_urlsafe())
        self._pace = Pace(fps, patience)
        self._encode = partial(jpeg, quality=quality)
        self._server: Server | None = None
        self._address = ""

    @property
    def address(self) -> str:
        """What to open in a browser, the token included; "" while it is not open. Any thread may ask."""
        return self._address

    @property
    def viewers(self) -> int:
        """How many look at the stream now. Any thread may ask."""
        server = self._server
        return len(server.audience) if server is not None else 0

    def open(self) -> None:
        card = draw_card(CARD_SIZE, "waiting for the picture")
        audience = Audience(Picture(card, self._encode), MOST_VIEWERS)
        try:
            self._server = Server(self._host, self._port, self._token, audience, self._pace)
        except UnicodeError:  # it cannot even be asked for: "a..b"
            raise SinkError(f"stream: {self._no_address('no name')}") from None
        except OSError as error:
            raise SinkError(f"stream: {self._trouble(error)}") from error
        self._server.start()
        self._address = address_of(self._host, self._server.door.port, self._token)

    def write(self, frame: Frame) -> None:
        if self._server is None:
            raise SinkError(f"{self.name}: is not open")
        self._server.audience.show(Picture(frame.pixels, self._encode))

    def close(self) -> None:
        server, self._server = self._server, None
        self._address = ""
        if server is not None:
            server.end()

    def _trouble(self, error: OSError) -> str:
        if error.errno == errno.EADDRINUSE:
            return f"port {self._port} is taken by another program; choose another, or 0 for a free one"
        if error.errno in (errno.EACCES, errno.EPERM):
            return f"port {self._port} is not allowed; choose one above 1023, or 0 for a free one"
        return self._no_address(error.strerror or "unknown")

    def _no_address(self, why: str) -> str:
        return f"{self._host} is no address of this machine ({why}); give a port alone, or 0.0.0.0 and a port"
