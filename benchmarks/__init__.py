"""Measured comparisons: each module is one command of the Makefile and prints one table."""
