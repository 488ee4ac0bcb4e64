"""Use cases of the counter: receive, number, attach, print, collect, correct."""
