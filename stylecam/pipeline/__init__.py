"""Threads, slots and contracts that carry frames from a source through an engine to sinks. No torch, cv2 or Qt."""
