"""Speech made even, whoever speaks it: begun at once, as loud as other speech, and with the same breath after it."""

from array import array
from dataclasses import replace

from kiosk.sound.voice import Rendering

LEAD, BREATH = 0.03, 0.3
"""Seconds of quiet before the first sound and after the last. A soft beginning falls into the lead, a soft end into the
breath, so neither is cut off."""


def evened(rendering: Rendering) -> Rendering:
    """Silence is cut off or added at both ends; what is much softer or louder than speech usually is, is brought near.

    Of what is all silence nothing is changed.
    """
    samples, rate = array("h", rendering.samples), rendering.rate
    block = rate // 100
    # By blocks, and every fourth sample of them: it takes a millisecond or two, and the screen is drawn meanwhile.
    parts = (samples[place : place + block : 4] for place in range(0, len(samples), block))
    peaks = [max(max(part), -min(part)) for part in parts]
    loudest = max(peaks, default=0)
    heard = [place for place, peak in enumerate(peaks) if peak > _SILENCE * loudest]
    if not heard:
        return rendering
    begin, end = heard[0] * block, min((heard[-1] + 1) * block, len(samples))
    lead, breath = round(LEAD * rate), round(BREATH * rate)
    first, last = max(0, begin - lead), min(len(samples), end + breath)
    spoken = samples[first:last]
    gain = _USUAL * len(heard) / sum(peaks[place] for place in heard)
    if not 1 / _FAR < gain < _FAR:
        gain = min(gain, _LOUDEST / loudest)
        spoken = array("h", (max(-32768, min(32767, round(sample * gain))) for sample in spoken))
    before, after = bytes(2 * (lead - (begin - first))), bytes(2 * (breath - (last - end)))
    return replace(
        rendering,
        samples=before + spoken.tobytes() + after,
        # A word is lit the lead before it is heard: the first at once.
        words=tuple(word._replace(at=max(0.0, word.at - begin / rate)) for word in rendering.words),
    )


_SILENCE = 0.02
"""What part of the loudest counts as silence."""
_USUAL, _FAR, _LOUDEST = 8000, 1.5, 30000
"""How loud speech is between its silences, as the mean peak of a hundredth of a second (eSpeak NG has 6,300 to 10,400);
from which factor on that is put right; and the highest peak that it may come to then."""
