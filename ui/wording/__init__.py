"""Days, times, states and money in people's words; texts of citizens made fit to be shown."""
