"""How fast stylecam is, and against whom. Run from a checkout: `python -m benchmarks.forward`."""
