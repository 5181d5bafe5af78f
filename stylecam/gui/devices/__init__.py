"""Where the picture comes from, how large it is painted, and on what."""
