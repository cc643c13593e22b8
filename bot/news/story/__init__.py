"""What makes two articles the same: the canonical address, or the same text."""
