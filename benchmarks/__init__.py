"""How fast stylecam is, and against whom. Run from a checkout: `python -m benchmarks.forward`."""

# Settles how threads wait before torch is loaded, as for the program itself.
import stylecam as stylecam
