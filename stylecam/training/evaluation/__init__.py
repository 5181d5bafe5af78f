"""How good a network's pictures are: its losses, its steadiness in time and its speed, beside a peer's."""
