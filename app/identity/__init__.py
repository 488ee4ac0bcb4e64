"""Who stands at the counter: reading what an identity card says."""
