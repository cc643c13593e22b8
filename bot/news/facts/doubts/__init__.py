"""Where an article's own figures cannot all be true: one file a kind; each is silent where another reading fits."""
