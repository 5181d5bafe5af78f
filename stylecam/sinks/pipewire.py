"""A camera in the PipeWire session, which needs no kernel module: GStreamer makes it of what is written to it.

Browsers open such cameras through the desktop portal; programs that know devices only do not see it.
"""

from __future__ import annotations

import os
import select
import shutil
import tempfile
import threading
from collections.abc import Sequence
from fractions import Fraction

import cv2
import numpy as np

from stylecam.clock import Clock, MonotonicClock
from stylecam.errors import SinkError
from stylecam.frame import Pixels
from stylecam.look import Size
from stylecam.pipeline.slots import Latest, SlotClosed
from stylecam.sinks.child import fed

PIPEWIRE = "pipewire"
"""Asks for such a camera where a device could be named."""
NODE = "stylecam"
"""The camera's name for other programs."""
LAUNCHER = "gst-launch-1.0"

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 8.0
"""Seconds from the end of one GStreamer to the next; each pause is twice the last."""
STEADY_AFTER = 10.0
"""Seconds after which one that ends is no longer counted together with those before it."""
MOST_ENDS = 6
"""So many in a row, and it is given up."""

POLL = 0.1
"""Seconds after which a stop is looked at while the pipe is full."""
STUCK_AFTER = 10.0
"""Seconds with a full pipe after which the child is ended: a program that watches may keep the buffers that all share,
and GStreamer waits for them for ever. Its start, when it reads nothing yet, is shorter."""


def gstreamer(size: Size, fps: float) -> list[str]:
    """The program that makes a camera out of BGRA pictures on its standard input.

    RGB, because the matrix of YUV pictures gets lost on the way: older PipeWire plugins (0.3.65, say) do not tell it,
    and then browsers take every picture for BT.601 and GStreamer larger ones for BT.709, by up to thirty of 255 off.
    Of RGB's kinds browsers take those with alpha, since autumn 2024. `drop-allocation` keeps it from crashing when a
    browser connects, `--no-fault` from spinning for ever if it does.
    """
    width, height = size
    rate = Fraction(fps).limit_denominator(1001)
    form = f"video/x-raw,format=BGRA,width={width},height={height},framerate={rate.numerator}/{rate.denominator}"
    shape = "interlace-mode=progressive,pixel-aspect-ratio=1/1"
    node = f"props,media.class=Video/Source,media.role=Camera,node.name={NODE},node.description={NODE}"
    source = f"fdsrc fd=0 blocksize={width * height * 4} ! {form},{shape} ! rawvideoparse use-sink-caps=true"
    sink = f"pipewiresink mode=provide stream-properties={node}"
    return [LAUNCHER, "--no-fault", "-q", *f"{source} ! identity drop-allocation=true ! {sink}".split()]


def bgra(pixels: Pixels) -> Pixels:
    """RGB as BGRA, height x width x 4, nothing of it transparent."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2BGRA), np.uint8)


class PipeWireCamera:
    """A camera that a child process shows.

    The child is fed by a thread, which owns it; a picture that comes while it does not read is dropped. When it ends,
    or reads no more, it is started again.

    Args:
        size: width, height, both even.
        fps: frames per second.
        command: what is started; None for `gstreamer`.
        clock: what is waited on before it is started again.

    Raises:
        SinkError: there is no such program.
    """

    name = f"PipeWire camera {NODE}"

    def __init__(
        self, size: Size, fps: float, command: Sequence[str] | None = None, clock: Clock | None = None
    ) -> None:
        self._command = list(command or gstreamer(size, fps))
        if shutil.which(self._command[0]) is None:
            raise SinkError(f"{self._command[0]} is not here, and without it no PipeWire camera; run 'stylecam doctor'")
        self._clock = clock or MonotonicClock()
        self._pictures: Latest[Pixels] = Latest()
        self._stop = threading.Event()
        self._trouble: SinkError | None = None
        self._feeder = threading.Thread(target=self._run, name="stylecam-pipewire", daemon=True)
        self._feeder.start()

    def send(self, pixels: Pixels) -> None:
        if self._trouble is not None:
            raise self._trouble
        self._pictures.put(pixels)

    def close(self) -> None:
        self._stop.set()
        self._pictures.close()
        self._feeder.join()

    def _run(self) -> None:
        ends, pause = 0, FIRST_PAUSE
        while not self._stop.is_set():
            began = self._clock.now()
            why = self._show()
            if self._clock.now() - began >= STEADY_AFTER:
                ends, pause = 0, FIRST_PAUSE
            ends += 1
            if ends == MOST_ENDS and not self._stop.is_set():
                self._trouble = SinkError(f"{self.name}: {LAUNCHER} ends again and again: {why}; run 'stylecam doctor'")
                return
            self._clock.wait(self._stop, pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _show(self) -> str:
        """Start the child and feed it until it ends or there is a stop; the first line it said, or why not."""
        why = "it does not say why"
        try:
            with tempfile.TemporaryFile() as said:
                try:
                    with fed(self._command, said) as pipe:
                        self._feed(pipe)
                except OSError as error:
                    why = str(error)
                said.seek(0)
                return said.readline().decode(errors="replace").strip() or why
        except OSError as error:  # no place for a file
            return str(error)

    def _feed(self, pipe: int) -> None:
        """Raises OSError when it reads no more."""
        while not self._stop.is_set():
            try:
                pixels = self._pictures.get(POLL)
            except SlotClosed:
                return
            if pixels is not None:
                self._write(pipe, bgra(pixels).data.cast("B"))

    def _write(self, pipe: int, rest: memoryview) -> None:
        since = self._clock.now()
        while rest and not self._stop.is_set():
            _, ready, _ = select.select([], [pipe], [], POLL)
            if ready:
                rest, since = rest[os.write(pipe, rest) :], self._clock.now()
            elif self._clock.now() - since >= STUCK_AFTER:
                raise TimeoutError("it takes no pictures")
