"""The program on a screen, typed at by another program, as a person and a scanner do."""
