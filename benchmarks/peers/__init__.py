"""Published networks that stylecam is measured against in speed alone, written anew in plain torch.

Those that it is compared with in pictures too are in `stylecam.training.evaluation.peers`.
"""
