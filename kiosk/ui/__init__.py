"""The drawing kit: stage, pointer, text, pictures and widgets. It knows nothing of lessons."""
