"""What pupils' screens share."""

import pytest

from kiosk import start
from kiosk.scenes.carry_on import CarryOnPage
from kiosk.scenes.is_this_you import IsThisYou
from kiosk.scenes.page import PupilPage, sentences, split_question
from kiosk.scenes.promise import Promise
from kiosk.scenes.sign_pad import SignPad
from kiosk.ui.speech import SpeechEnded, WordSpoken
from kiosk.walk import NOW, for_pupils


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Yusuf is lost. What could he do?", ["Yusuf is lost.", "What could he do?"]),
        ("“My turn next!” calls Zara. She waits.", ["“My turn next!” calls Zara.", "She waits."]),
        ("“Stop!” Mia runs. “Why?” asks Leo, and sits.", ["“Stop!”", "Mia runs.", "“Why?” asks Leo, and sits."]),
        ("Hop!", ["Hop!"]),
        ("He waits… Then he asks.", ["He waits… Then he asks."]),
    ],
)
def test_sentences_end_where_they_do(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_only_a_question_at_the_end_is_split_off() -> None:
    assert split_question("It is late. Who could help?") == ("It is late.", "Who could help?")
    assert split_question("Who could help? Nan could.") == ("Who could help? Nan could.", "")
    assert split_question("“Can I play?” asks Mia.") == ("“Can I play?” asks Mia.", "")


@pytest.mark.parametrize(("kind", "read"), [(IsThisYou, 2), (CarryOnPage, 2), (Promise, 2), (SignPad, 2)])
def test_a_button_is_lit_while_it_is_read(kind: type[PupilPage], read: int) -> None:
    page = next(stop.scene for stop in for_pupils(start.book()) if isinstance(stop.scene, kind))
    page.hear_again()
    lit = 0
    while (now := page.saying) is not None:
        page.heard(WordSpoken(now, 0, 1))
        widgets = {widget.key: widget for widget in page.view(NOW)}
        for key in [key.removeprefix("lit-") for key in widgets if key.startswith("lit-")]:
            assert widgets[key].label == now.text
            lit += 1
        page.heard(SpeechEnded(now))
    assert lit == read


def test_large_letters_take_the_room_of_the_dots() -> None:
    page = next(stop.scene for stop in for_pupils(start.book()) if isinstance(stop.scene, Promise))
    usual = {widget.key: widget.rect for widget in page.bar()}
    page.letters = 1.5
    large = {widget.key: widget.rect for widget in page.bar()}
    assert usual.keys() - large.keys() == {"dots"}
    assert all(large[key].w > usual[key].w for key in large)
    assert large["hear"].x - large["who"].right == large["tell"].x - large["hear"].right == 24
