"""The pipeline: capture, inference and sinks, each in its own thread, joined by slots that never block a producer.

    source -> reader --[Latest]--> inference --[Latest]--> preview (the window pulls)
                ^ watched by                 --[Latest]--> virtual camera, measuring
             capture supervisor              --[BoundedFifo]--> recorder

Commands go in as values, status comes out as a frozen snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from stylecam.clock import Clock, MonotonicClock
from stylecam.errors import PipelineStuck
from stylecam.frame import Frame
from stylecam.pipeline.capture import Capture, MakeSource, Patience
from stylecam.pipeline.commands import PlaybackCommand, Request
from stylecam.pipeline.delivery import Attachment, SinkWorker
from stylecam.pipeline.helm import RemakeEngine
from stylecam.pipeline.inference import InferenceWorker
from stylecam.pipeline.ports import Engine, Sink
from stylecam.pipeline.slots import Latest, Slot
from stylecam.pipeline.status import PipelineStatus
from stylecam.pipeline.trace import Tracer, Untraced
from stylecam.pipeline.worker import Worker


class Pipeline:
    """Made by one thread, which also starts and stops it, attaches and detaches sinks; `send`,
    `switch_source`, `play` and `status` may be called by any.

    Args:
        make_source: turns what a user wrote into a source; called in the thread that will own it.
        source: the first source to open, as a user writes it.
        make_engine: makes the engine; called in the inference thread, which owns it.
        clock: time, for tests.
        patience: how long a source may give nothing.
        remake_engine: makes the engine of a `SwitchEngine`, in the inference thread; without it there is no other.
        tracer: is told of every step of every frame, in the threads that take them.

    Attributes:
        preview: where the newest painted frame lies for whoever shows it.
    """

    def __init__(
        self,
        make_source: MakeSource,
        source: str,
        make_engine: Callable[[], Engine],
        clock: Clock | None = None,
        patience: Patience | None = None,
        remake_engine: RemakeEngine | None = None,
        tracer: Tracer | None = None,
    ) -> None:
        self._clock = clock or MonotonicClock()
        self._tracer = tracer or Untraced()
        self._camera_slot = self._tracer.slot(Latest(), "in the slot of the engine")
        self.preview: Latest[Frame] = Latest()
        self._capture = Capture(
            make_source, source, self._camera_slot, self._clock, patience or Patience(), self._tracer
        )
        self._inference = InferenceWorker(make_engine, self._camera_slot, self._clock, remake_engine, self._tracer)
        self._sinks: tuple[SinkWorker, ...] = ()
        self._route()

    def attach(self, sink: Sink, slot: Slot[Frame]) -> Attachment:
        """Hand every painted frame from now on to this sink, in a thread of its own, through this slot."""
        worker = SinkWorker(sink, slot, self._clock, self._tracer)
        worker.start()
        self._sinks = (*self._present(), worker)
        self._route()
        return Attachment(worker)

    def detach(self, attachment: Attachment) -> None:
        """Hand it no more frames. It finishes what lies in its slot in its own thread, and nobody waits for that."""
        worker = attachment.worker
        worker.detached = True
        self._route()
        # What the inference thread is just putting may still come before this, and nothing after it.
        worker.slot.close()

    def start(self) -> None:
        """Start painting. Once only: after a stop there is no second start."""
        self._inference.start()
        try:
            self._capture.start()
        except RuntimeError:  # the system refuses another thread: the engine would wait for ever
            self.stop()
            raise

    def send(self, request: Request) -> None:
        """Change how frames are painted, from the next one on."""
        self._inference.send(request)

    def switch_source(self, source: str) -> None:
        """Go on with another source."""
        self._capture.switch(source)

    def play(self, command: PlaybackCommand) -> None:
        """Pause the source, or go to a moment of it; one that is no recording does not listen."""
        self._capture.play(command)

    def status(self) -> PipelineStatus:
        """How everything is now."""
        inference = self._inference
        # What is downstream is looked at first, so that no count is ahead of the one it comes from.
        return PipelineStatus(
            sinks=tuple(sink.sink_status for sink in self._present()),
            engine=inference.worker_status,
            source=self._capture.worker_status,
            frames_out=inference.stylize_time.count,
            dropped=self._camera_slot.dropped,
            frames_in=self._capture.frames,
            fps=inference.rate.per_second(self._clock.now()),
            average_fps=inference.rate.average(),
            latency_ms=inference.latency.percentiles(),
            stylize_ms=inference.stylize_time.percentiles(),
            busy_ms=inference.busy_time.percentiles(),
            input_size=inference.input_size,
            output_size=inference.output_size,
            working_size=inference.working_size,
            playback=self._capture.playback,
            look=inference.look,
            refusal=inference.refusal,
            person=inference.person,
        )

    def stop(self, deadline: float = 10.0) -> None:
        """Stop in order, each stage finishing what the one before it handed over: source, engine, sinks.

        Args:
            deadline: seconds that each stage may take.

        Raises:
            PipelineStuck: a thread has not ended in that time; the message names it. The stages after it were stopped
                all the same.
        """
        self._capture.stop()
        stuck = self._end((self._capture,), deadline)
        self._camera_slot.close()
        stuck += self._end((self._inference,), deadline)
        self._inference.close_outputs()
        stuck += self._end(self._sinks, deadline)
        stuck += self._end(self._capture.left_behind, deadline)
        if stuck:
            raise PipelineStuck(f"still blocked after {deadline:g} s: {', '.join(stuck)}; it ends with the program")

    def _end(self, workers: Iterable[Worker], deadline: float) -> list[str]:
        """Wait for workers; those that are stuck are told to leave the rest of their work, and named."""
        until = self._clock.now() + deadline
        stuck = [worker for worker in workers if not worker.join(until - self._clock.now())]
        for worker in stuck:
            worker.stop()
        return [f"{worker.thread_name} ({worker.worker_status.name})" for worker in stuck]

    def _present(self) -> tuple[SinkWorker, ...]:
        """The sinks without those that were detached and have ended."""
        return tuple(sink for sink in self._sinks if not (sink.detached and sink.join(0.0)))

    def _route(self) -> None:
        self._inference.set_outputs((self.preview, *(sink.slot for sink in self._sinks if not sink.detached)))
