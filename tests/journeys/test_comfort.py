"""A pupil's own way of seeing, hearing and working the screen: chosen at any time, and there again the next time."""

from kiosk.records.rows import Comfort
from kiosk.ui.theme import themes
from kiosk.ui.widgets import Bubble

from .school import SLOW, Clock, School, begin, book_of, open_class, pick, play, pupils, store_of

CHOICES = ("Largest letters", "Colours", "Dark", "Moving", "Keep still", "Sound", "Only the voice", "Voice", "Slow")
CLASS, LESSON = "1 Acorn", "ks1-rule-4-lost-so-ask"


def test_what_a_pupil_likes_is_seen_at_once_kept_and_theirs_alone(school: School) -> None:
    pilot = school.start(clock=Clock(SLOW))
    open_class(pilot, CLASS, book_of(pilot).playable[LESSON])
    amara, other = pupils(pilot, CLASS)[:2]
    pick(pilot, amara.shown_name)
    pilot.tap("How I like it")
    assert pilot.screen == "HowILikeIt"
    usual = pilot.app.stage.theme.name
    for choice in CHOICES:
        pilot.tap(choice)
    assert pilot.app.stage.theme.name == themes()["contrast"].name != usual
    assert pilot.app.stage.text_scale == 1.5
    pilot.tap("Done")
    assert pilot.screen == "IsThisYou"
    mine = Comfort(text_scale=1.5, colours="contrast", still=True, sound="soft", pace=0.8)
    assert store_of(pilot).comfort(amara.id) == mine
    pilot.tap("Yes, this is me")
    assert pilot.app.scene.still
    assert pilot.app.stage.text_scale == 1.5

    pilot = school.start(clock=Clock(SLOW))
    pilot.tap("Touch to start")
    assert pilot.screen == "Names"
    assert (pilot.app.stage.theme.name, pilot.app.stage.text_scale) == (usual, 1.0), "nobody's yet"
    pick(pilot, other.shown_name)
    assert pilot.app.stage.text_scale == 1.0
    pilot.tap("No, go back")
    pick(pilot, amara.shown_name)
    assert (pilot.app.stage.theme.name, pilot.app.stage.text_scale) == ("high contrast", 1.5)


def test_a_language_can_be_taken_in_the_middle_of_a_page(school: School) -> None:
    pilot = school.start(clock=Clock(SLOW))
    open_class(pilot, CLASS, book_of(pilot).playable[LESSON])
    pupil = pupils(pilot, CLASS)[0]
    pick(pilot, pupil.shown_name)
    pilot.tap("Yes, this is me")
    page = pilot.screen
    pilot.tap(pupil.shown_name)
    pilot.tap("How I like it")
    pilot.tap("Language")
    pilot.tap("Polski")
    pilot.tap("Gotowe") if pilot.sees("Gotowe") else pilot.tap("Done")
    assert pilot.screen == "IsThisYou"
    assert not pilot.sees("Is this you?"), "it is asked in Polish"
    pilot.tap("Tak, to ja")
    assert pilot.screen == page
    assert pilot.sees("English"), "the other language is one tap away"


def test_where_nothing_is_to_move_the_thought_fills_in_five_still_steps(school: School) -> None:
    pilot = school.start(clock=Clock(SLOW))
    open_class(pilot, CLASS, book_of(pilot).playable[LESSON])
    pupil = pupils(pilot, CLASS)[0]
    store_of(pilot).set_comfort(pupil.id, Comfort(still=True))
    begin(pilot, pupil.shown_name)
    levels: list[float] = []
    waves: set[float] = set()

    def look() -> None:
        for widget in pilot.app.widgets:
            if isinstance(widget, Bubble) and widget.kind == "think":
                waves.add(widget.wave)
                if not levels or levels[-1] != widget.fill:
                    levels.append(widget.fill)

    pilot.watching.append(look)
    play(pilot, pages=3)
    assert waves == {0.0}
    assert set(levels) <= {0.0, 0.2, 0.4, 0.6, 0.8, 1.0}
    assert {0.2, 0.4, 0.6, 0.8} <= set(levels)
