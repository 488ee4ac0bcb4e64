"""Tests of citizens' declarations."""
