"""What is published here, as a piece that may be pasted into the editor of a WeChat official account (公众号)."""
