"""The rig: a central and desks in memory, a line with fault knobs, a simulation over seeds."""
