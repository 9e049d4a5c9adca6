"""The screens, one to a file. A scene never saves and never names the next scene."""
