"""Networks and their weights, in pure torch."""
