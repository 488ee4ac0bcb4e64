"""The file system: writes that survive a power cut, its faults in our terms."""
