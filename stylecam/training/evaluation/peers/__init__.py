"""Published networks that stylecam's are compared with, written anew in plain torch. No weights are kept here."""
