"""How the networks are trained: losses, data, and the loop. Nothing that runs a camera imports it."""
