"""Frame to frame: device, tensors, style statistics, smoothing."""
