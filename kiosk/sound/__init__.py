"""Words made into speech, and a few small sounds, all of it outside the frame loop.

`kiosk.sound.speaker` is the way in: `open_speaker` for a kiosk, `Silent` where time is turned by hand.
"""
