"""Microphones: which there are, and what one hears."""
