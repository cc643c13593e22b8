"""Who, what, when, where, why, how: short spans of the text, best first; one file a question."""
