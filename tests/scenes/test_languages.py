"""A pupil who has another language: told in it line by line, and English one tap away on every page."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

import pytest

from kiosk import start
from kiosk.content.model import ENGLISH, Book, Tongue
from kiosk.flow.pages import languages
from kiosk.scenes.hear_rule import HearRule
from kiosk.scenes.page import BAR_H, Narration, Progress, PupilPage, Says, Told, Who
from kiosk.scenes.tell_adult import TellAdult
from kiosk.ui.scene import Scene
from kiosk.ui.speech import SpeechEnded, Utterance
from kiosk.ui.widgets import Button
from kiosk.walk import NOW, Stop, for_pupils, told_in

BOOK = start.book()
WHO = Who("Zuzanna", "fox")
LEAD = "Mrs Whitmore"


def only(book: Book, *ids: str) -> Book:
    """The same book when nothing has been translated but what has these ids."""
    lines = {original: text for original, text in book.languages["pl"].lines.items() if original.id in ids}
    return replace(book, languages={"pl": Tongue("pl", lines)})


def spoken(scene: Scene) -> list[tuple[str, str]]:
    """Everything that a page says, as language and text."""
    assert isinstance(scene, PupilPage)
    return [(line.language, str(line.text)) for line in scene.narration.lines]


def button(scene: Scene, key: str) -> Button:
    return next(widget for widget in scene.view(NOW) if widget.key == key and isinstance(widget, Button))


# ---------------------------------------------------------------- what is said


def test_a_phrase_is_told_in_the_pupils_language_and_spoken_by_its_voice() -> None:
    says = Says(BOOK, "ks1", "pl")
    assert says("tap-your-picture") == "Dotknij swojego obrazka."
    assert says.aloud(says("tap-your-picture")).language == "pl"
    assert says("hello-name", name="Zuzanna") == "Cześć, Zuzanna"


def test_what_is_not_translated_is_told_in_english_by_an_english_voice() -> None:
    says = Says(only(BOOK, "next"), "ks1", "pl")
    assert (says("next"), says.aloud(says("next")).language) == ("Dalej", "pl")
    assert (says("done"), says.aloud(says("done")).language) == ("Done", ENGLISH)
    assert says.aloud("Omar is painting.").language == ENGLISH


@pytest.mark.parametrize("language", ["en", ENGLISH, "xx", ""])
def test_a_language_that_is_not_there_is_english(language: str) -> None:
    says = Says(BOOK, "ks2", language)
    assert says("next") == "Next"
    assert says.other is None
    assert says.language == ENGLISH


def test_the_exact_wording_keeps_its_readings_in_english_and_has_none_in_polish() -> None:
    says, rule = Says(BOOK, "ks1", "pl"), BOOK.rules["ks1-7"]
    assert says.aloud(says.of(rule, rule.wording)).readings == ()
    says.turn()
    assert says.aloud(says.of(rule, rule.wording)).readings == (("teacher/adult", "teacher or adult"),)


def test_a_language_goes_by_its_own_name_or_by_its_code_until_somebody_has_translated_that() -> None:
    assert languages(BOOK) == (("pl", "Polski"),)
    assert languages(only(BOOK, "tap-your-picture")) == (("pl", "pl"),)


def test_a_line_is_turned_to_the_other_language_and_back() -> None:
    says = Says(BOOK, "ks2", "pl")
    line = says.line("never-too-late")
    says.turn()
    english = says.again(line)
    assert english == BOOK.lines["never-too-late"].ks2
    says.turn()
    assert says.again(english) == line
    assert says.again("Omar is painting.") == "Omar is painting."


def test_what_is_put_together_is_read_as_english() -> None:
    says = Says(BOOK, "ks1", "pl")
    assert says.aloud(f"{says('next')} {says('done')}").language == ENGLISH
    assert says.in_english("let-me-show-you") == "Let me show you."


def test_a_narration_that_is_turned_begins_afresh() -> None:
    says = Says(BOOK, "ks1", "pl")
    mixed = [says.aloud(says("next")), Utterance("Omar is painting.")]
    narration = Narration(mixed)
    narration.heard(SpeechEnded(mixed[0]))
    says.turn()
    again = narration.afresh(says=says)
    assert again.at == 0
    assert [(line.language, line.text) for line in again.lines] == [(ENGLISH, "Next"), (ENGLISH, "Omar is painting.")]
    assert all(line not in mixed for line in again.lines)


# ---------------------------------------------------------------- one tap away


def hear_rule(book: Book = BOOK, language: str = "pl") -> HearRule:
    from kiosk.journey.agreement import HearRule as Page

    rule = book.agreement.rules[0]
    return HearRule(Says(book, "ks1", language), WHO, Progress(0, 14), Page(rule, rule.words.ks1, again=False))


def test_a_rule_is_heard_in_polish_with_the_schools_own_english_beside_it() -> None:
    scene = hear_rule()
    assert {language for language, _ in spoken(scene)} == {"pl"}
    seen = " ".join(str(widget.label) for widget in scene.view(NOW) if getattr(widget, "label", ""))
    rule = BOOK.agreement.rules[0]
    assert rule.wording in seen
    assert scene.says.of(rule, rule.wording) in seen


def test_the_button_says_where_it_leads_and_leads_back() -> None:
    scene = hear_rule()
    before = spoken(scene)
    assert button(scene, "language").label == "English"
    assert button(scene, "language").on_tap is not None
    button(scene, "language").on_tap()  # type: ignore[misc]
    assert {language for language, _ in spoken(scene)} == {ENGLISH}
    assert button(scene, "language").label == "Polski"
    assert button(scene, "hear").label == "Hear it again"
    button(scene, "language").on_tap()  # type: ignore[misc]
    assert spoken(scene) == before


def test_it_stays_turned_for_the_pages_that_follow() -> None:
    says = Says(BOOK, "ks1", "pl")
    first, second = TellAdult(says, LEAD, childline=False), TellAdult(says, LEAD, childline=False)
    first.turn_language()
    assert second.says("next") == "Next"
    assert spoken(TellAdult(says, LEAD, childline=False))[0][0] == ENGLISH


def test_who_has_english_alone_has_no_such_button() -> None:
    assert all(widget.key != "language" for widget in hear_rule(language="en").view(NOW))


def test_a_number_is_read_in_the_language_that_is_spoken() -> None:
    scene = TellAdult(Says(BOOK, "ks2", "pl"), LEAD, childline=True)

    def number() -> str:
        return next(dict(line.readings)["0800 1111"] for line in scene.narration.lines if "0800" in line.text)

    assert number() == "zero osiem zero zero, jeden jeden jeden jeden"
    scene.turn_language()
    assert number() == "oh eight hundred, one one one one"


# ---------------------------------------------------------------- every page


BAR = {"who", "dots", "language", "hear", "tell", "back"}


def pages(book: Book) -> Iterator[Stop]:
    return (stop for stop in for_pupils(book) if isinstance(stop.scene, PupilPage))


def test_turned_to_english_every_page_is_as_english_pupils_have_it() -> None:
    walked = 0
    for english, told in zip(pages(BOOK), pages(told_in(BOOK, "pl")), strict=True):
        assert isinstance(told.scene, PupilPage)
        assert isinstance(english.scene, PupilPage)
        told.scene.turn_language()
        english.scene.narration = english.scene.narration.afresh()  # as it is when it is turned
        assert spoken(told.scene) == spoken(english.scene), told.page
        assert texts(told.scene, but=BAR) == texts(english.scene, but=BAR), told.page
        told.scene.turn_language()  # the pages that follow say the same
        walked += 1
    assert walked > 1000


def texts(scene: Scene, but: Collection[str] = ()) -> list[str]:
    seen = [widget for widget in scene.view(NOW) if widget.key.removeprefix("under-") not in but]
    return [str(text) for widget in seen if (text := getattr(widget, "text", "") or getattr(widget, "label", ""))]


def test_what_english_pupils_read_of_what_they_hear_others_read_too() -> None:
    read = 0
    for english, told in zip(pages(BOOK), pages(told_in(BOOK, "pl")), strict=True):
        seen, seen_in_english = " ".join(texts(told.scene)), " ".join(texts(english.scene))
        for (language, text), (_, words) in zip(spoken(told.scene), spoken(english.scene), strict=True):
            if language == "pl" and words in seen_in_english:
                assert text in seen, (told.page, text)
                read += 1
    assert read > 500


def test_every_page_on_which_polish_is_spoken_has_english_one_tap_away() -> None:
    without = ("names", "ask the teacher", "paused", "still there", "the class", "a class", "how I like it")
    for stop in pages(told_in(BOOK, "pl")):
        if not re.sub(r"^ks\d ", "", stop.page).startswith(without):
            buttons = [widget for widget in stop.scene.view(NOW) if widget.key == "language"]
            assert [widget.rect.h >= BAR_H for widget in buttons] == [True], stop.page


def test_the_walk_is_not_english_all_the_same() -> None:
    heard = {language for stop in islice(pages(told_in(BOOK, "pl")), 400) for language, _ in spoken(stop.scene)}
    assert heard == {ENGLISH, "pl"}
    assert isinstance(Says(BOOK, "ks1", "pl")("next"), Told)
