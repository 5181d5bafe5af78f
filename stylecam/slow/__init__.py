"""One still, painted for minutes: pixels are moved until a network sees the picture in them, and the style."""
