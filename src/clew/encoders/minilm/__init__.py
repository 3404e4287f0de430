"""The default encoder: all-MiniLM-L6-v2 with eight-bit weights."""
