"""Dateline's reading of time as a component of anybody's spaCy pipeline."""
