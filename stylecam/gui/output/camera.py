"""The rows of the page that are about the virtual camera."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from stylecam.gui.devices.choices import RATES, rate_text, size_text
from stylecam.gui.devices.combo import Entry, Picker
from stylecam.gui.devices.form import Form
from stylecam.gui.output.card import CardPicker
from stylecam.gui.output.line import StateLine
from stylecam.gui.output.switch import Switch
from stylecam.gui.output.words import camera_line
from stylecam.gui.outputs import Outputs
from stylecam.gui.services import Choice
from stylecam.look import Size
from stylecam.outputs import CameraChoice

SIZES: tuple[Size, ...] = ((640, 360), (640, 480), (960, 540), (1280, 720), (1920, 1080))
"""What programs that take calls know how to show."""


class CameraRows(QObject):
    """Switches the virtual camera, and says what it gives.

    Args:
        form: where the rows come.
        outputs: what is asked.
    """

    def __init__(self, form: Form, outputs: Outputs) -> None:
        super().__init__()
        self._form, self._outputs = form, outputs
        self._devices: tuple[Choice, ...] = ()
        about = self.tr("Show the painting to video calls and other programs as a camera (V)")
        self.switch = Switch(self.tr("Virtual camera"), self.tr("Start"), self.tr("Stop"), about)
        self.line = StateLine()
        self.device = Picker(self.tr("Camera device"), self.tr("Which device other programs find the painting at"))
        self.size = Picker(self.tr("Camera size"), self.tr("How large a picture other programs get"))
        self.rate = Picker(self.tr("Camera rate"), self.tr("How many pictures a second other programs get"))
        self.fit = Picker(self.tr("Fit"), self.tr("What becomes of a picture of another shape than the camera's"))
        self.card = CardPicker()
        form.add_heading(self.tr("Virtual camera"))
        form.add_nameless(self.switch)
        form.add_nameless(self.line)
        form.add(self.tr("Device"), self.device)
        form.add(self.tr("Size"), self.size)
        form.add(self.tr("Frame rate"), self.rate)
        form.add(self.tr("Fit"), self.fit)
        form.add(self.tr("No picture"), self.card)
        self._connect()
        self.show_choice(outputs.choices.camera)
        self.show_status(None)

    def show_choice(self, choice: CameraChoice) -> None:
        """What the camera gives."""
        self.size.offer([Entry(size_text(size), size) for size in sorted({*SIZES, choice.size})], choice.size)
        rates = [Entry(self.tr("%1 fps").replace("%1", rate_text(fps)), fps) for fps in sorted({*RATES, choice.fps})]
        self.rate.offer(rates, choice.fps)
        self.fit.offer(
            [Entry(self.tr("Whole, between bars"), "letterbox"), Entry(self.tr("Filled, edges cut off"), "crop")],
            choice.fit,
        )
        self.card.show_card(choice.card)
        listed = {device.id: device.label for device in self._devices}
        # One that is not there now stays chosen until another is.
        labels = {choice.device: choice.device} | listed if choice.device else listed
        entries = [Entry(label, device) for device, label in labels.items()]
        self.device.offer([Entry(self.tr("Automatic"), ""), *entries], choice.device)
        self._form.set_shown(self.device, bool(entries))

    def show_devices(self, devices: tuple[Choice, ...]) -> None:
        """Those that there are, where there is a choice."""
        self._devices = devices
        self.show_choice(self._choice)

    def show_status(self, camera: str | None) -> None:
        """The device at work, "" while it is opened; None for none."""
        self.switch.show_on(camera is not None)
        self.line.show_state("" if camera is None else "good" if camera else "waiting", camera_line(camera))

    def _connect(self) -> None:
        self.switch.asked.connect(self._outputs.camera.set_on)
        choose = self._outputs.choose_camera
        self.device.picked.connect(lambda value: choose(replace(self._choice, device=value)))
        self.size.picked.connect(lambda value: choose(replace(self._choice, size=value)))
        self.rate.picked.connect(lambda value: choose(replace(self._choice, fps=value)))
        self.fit.picked.connect(lambda value: choose(replace(self._choice, fit=value)))
        self.card.chosen.connect(lambda value: choose(replace(self._choice, card=value)))

    @property
    def _choice(self) -> CameraChoice:
        return self._outputs.choices.camera
