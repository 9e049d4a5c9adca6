"""The record written out for other programs: each writer takes the same report rows."""
