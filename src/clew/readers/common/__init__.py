"""What several readers need: clean text, safe markup, dates as people write them."""
