"""Trains the model that cuts raw text into words and sentences; see ../README.md."""
