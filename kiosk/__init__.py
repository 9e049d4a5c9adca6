"""Think then Click: a classroom kiosk for a primary school's online-safety rules."""
