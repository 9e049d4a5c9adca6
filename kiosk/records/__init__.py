"""What the school keeps. `store` is the only module that opens the database."""
