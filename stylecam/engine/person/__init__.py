"""Where in a frame the person is."""
