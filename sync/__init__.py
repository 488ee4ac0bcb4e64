"""What the desk and the central system, and the desk alone, need to stay in step."""
