"""The command line's edge: what is asked for, how it is read one after the other, and what is drawn."""
