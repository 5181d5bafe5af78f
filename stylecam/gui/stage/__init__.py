"""Where the picture is shown, and what lies on it: the split, the style's picture, measures and notices."""
