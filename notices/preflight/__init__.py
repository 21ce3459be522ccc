"""What is asked of notices alone before people pass them."""
