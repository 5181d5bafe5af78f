"""`stylecam train`: a network learns to paint, from a folder of contents and a folder of styles."""

from __future__ import annotations

import argparse
import math
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from rich.console import Console

from stylecam.cli.options import Parser
from stylecam.clock import MonotonicClock
from stylecam.engine.device import cpu_has_fast_bfloat16
from stylecam.training.config import Config, load_config
from stylecam.training.distributed import Processes, joined, local_rank
from stylecam.training.machine import Machine, choose_machine
from stylecam.training.progress import BoardTeller, LogTeller, Silent, Teller, Tellers, TerminalTeller, duration
from stylecam.training.schedule import Budget
from stylecam.training.trainer import Plan, Trainer


def configure(parser: Parser) -> None:
    data = parser.add_argument_group("data")
    data.add_argument("--content", type=Path, required=True, metavar="FOLDER", help="pictures to paint")
    data.add_argument("--style", type=Path, required=True, metavar="FOLDER|FILE", help="pictures to paint like")
    data.add_argument("--perceptual", type=Path, required=True, metavar="FILE", help="weights of a VGG-19, for losses")
    data.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="for weights, checkpoint, log, samples; a training that was stopped goes on from here",
    )
    how = parser.add_argument_group("training")
    how.add_argument(
        "--config",
        default="compact",
        metavar="NAME|FILE",
        help="the network, compact, adaconv, cin or johnson, or a recipe of your own (compact)",
    )
    how.add_argument("--init", type=Path, metavar="WEIGHTS", help="start from these instead of from scratch")
    length = how.add_mutually_exclusive_group(required=True)
    length.add_argument("--minutes", type=_above_zero(float), metavar="M", help="how long, in all")
    length.add_argument("--steps", type=_above_zero(int), metavar="N", help="how many steps, in all")
    how.add_argument("--batch", type=_above_zero(int), metavar="N", help="pairs in a step, over all processes")
    how.add_argument("--seed", type=int, default=0, metavar="N", help="of weights and batches (0)")
    machine = parser.add_argument_group("machine")
    machine.add_argument("--device", default="auto", metavar="auto|cpu|cuda|mps", help="where to compute (auto)")
    machine.add_argument(
        "--compile", action=argparse.BooleanOptionalAction, default=True, help="compile the objective where that works"
    )
    machine.add_argument("--threads", type=_above_zero(int), metavar="N", help="that make batches (1; more for a GPU)")
    told = parser.add_argument_group("told")
    told.add_argument(
        "--sample-minutes", type=_above_zero(float), default=10.0, metavar="N", help="between samples (10)"
    )
    told.add_argument("--log-steps", type=_above_zero(int), default=50, metavar="N", help="between lines (50)")
    told.add_argument("--tensorboard", action="store_true", help="write curves for TensorBoard as well")


def run(arguments: argparse.Namespace) -> int:
    config = load_config(arguments.config, arguments.batch)
    rank, fast = local_rank(os.environ), cpu_has_fast_bfloat16(os.environ)
    machine = choose_machine(arguments.device, rank, fast, arguments.compile)
    plan = _plan(arguments, config, machine)
    with joined(machine.device, os.environ) as processes, _stop_signals() as stop:
        trainer = Trainer(plan, machine, processes, MonotonicClock())
        with _teller(plan, processes, trainer.step, arguments.tensorboard) as teller:
            _introduce(trainer, machine, arguments.compile, teller)
            ending = trainer.run(teller, stop)
            state = "trained" if ending.complete else "stopped; the same command goes on"
            teller.note(f"{state}: {ending.step} steps in {duration(ending.seconds)}, {ending.weights}")
    return 0


def _plan(arguments: argparse.Namespace, config: Config, machine: Machine) -> Plan:
    seconds = None if arguments.minutes is None else 60 * arguments.minutes
    spare = max(1, (os.cpu_count() or 1) - 1)
    return Plan(
        config=config,
        content=arguments.content,
        style=arguments.style,
        perceptual=arguments.perceptual,
        out=arguments.out,
        budget=Budget(arguments.steps, seconds),
        init=arguments.init,
        seed=arguments.seed,
        sample_seconds=60 * arguments.sample_minutes,
        log_steps=arguments.log_steps,
        # On a CPU the network wants the cores itself.
        threads=arguments.threads or (min(8, spare) if machine.device.type == "cuda" else 1),
    )


def _introduce(trainer: Trainer, machine: Machine, compile_asked: bool, teller: Teller) -> None:
    compiled = "compiled" if machine.compiled else "not compiled"
    teller.note(f"{trainer.about}; {machine.label}, {compiled}")
    if compile_asked and not machine.compiled:
        teller.note("torch finds no compiler that works here, and each step takes longer; install g++ or clang++")
    if trainer.step:
        teller.note(f"going on after step {trainer.step}, {duration(trainer.seconds)} trained")


@contextmanager
def _teller(plan: Plan, processes: Processes, step: int, board: bool) -> Iterator[Teller]:
    teller: Teller = Silent()
    if processes.leads:
        boards = [BoardTeller(plan.out)] if board else []
        teller = Tellers(LogTeller(plan.out, step), *boards, TerminalTeller(Console()))
    try:
        yield teller
    finally:
        teller.close()


@contextmanager
def _stop_signals() -> Iterator[threading.Event]:
    """Set by the first SIGINT or SIGTERM; the second does what it always does."""
    stop = threading.Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def heard(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        restore()

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    for number in before:
        signal.signal(number, heard)
    try:
        yield stop
    finally:
        restore()


def _above_zero(kind: type[int] | type[float]) -> Callable[[str], int | float]:
    def convert(text: str) -> int | float:
        try:
            value = kind(text)
        except ValueError:
            value = kind(0)
        if not 0 < value < math.inf:
            raise argparse.ArgumentTypeError(f"'{text}' is not a {'whole ' if kind is int else ''}number above 0")
        return value

    return convert
