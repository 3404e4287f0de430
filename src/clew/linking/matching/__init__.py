"""Same thing or not: candidates by blocking, weights without labels, a gate before joining."""
