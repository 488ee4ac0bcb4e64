"""The demonstration: the main job with an embedded central; every person in it is fictitious."""
