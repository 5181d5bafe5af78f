"""Where the picture goes: recordings, the virtual camera, the stream."""
