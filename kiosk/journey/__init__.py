"""One pupil's go: small state machines without pygame and without a clock of their own."""
