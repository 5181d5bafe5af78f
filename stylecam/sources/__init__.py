"""Where frames come from: cameras, videos, pictures and the demo scene."""
