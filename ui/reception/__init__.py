"""Reception: from an empty form to a printed receipt, by keyboard."""
