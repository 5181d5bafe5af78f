"""The errors a user can meet. Each message is one line: what is wrong, where, and the mend."""


class StylecamError(Exception):
    """Something went wrong that a user can understand. The command line prints it and exits with `exit_code`."""

    exit_code = 1


class UsageError(StylecamError):
    """The arguments or the environment are wrong; nothing was started."""

    exit_code = 2


class StyleError(StylecamError):
    """A style is unknown or its picture cannot be read."""

    exit_code = 2


class WeightsError(StylecamError):
    """A weights file is missing, damaged, or does not fit its model."""

    exit_code = 2


class SourceError(StylecamError):
    """A source cannot be opened or read, and trying again would not help."""


class SourceLost(SourceError):
    """A live source went away and may come back: the reader closes it and tries again."""


class EngineError(StylecamError):
    """A frame could not be stylized."""


class SinkError(StylecamError):
    """A sink cannot be opened or written; the other sinks go on."""


class PipelineStuck(StylecamError):
    """A worker did not end before the deadline of an ordered stop."""
