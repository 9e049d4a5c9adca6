"""What the school teaches: the model of a lesson, its strict loader and its checks. No pygame."""
