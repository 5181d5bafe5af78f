"""What works on this machine and what mends the rest. The package itself imports nothing: see `libraries`."""
