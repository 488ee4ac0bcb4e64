"""Officers' accounts at this desk: who they are, what they may do, how they sign in."""
