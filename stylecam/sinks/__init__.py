"""Where painted frames go: files and the devices of other programs."""
