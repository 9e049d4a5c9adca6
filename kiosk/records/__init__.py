"""What the school keeps. Everybody gets a `Store`; `database` is the only module that opens the file."""
