"""How the picture is painted: a pad on which styles mix, their shares, and everything else of the look."""
