"""Published networks that stylecam is measured against, written anew in plain torch. No weights are kept here."""
