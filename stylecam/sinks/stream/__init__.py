"""The painted picture over HTTP, for OBS's browser source and for any browser."""
