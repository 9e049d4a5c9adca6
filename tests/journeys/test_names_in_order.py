"""A class's names stand in one order on all of the lead's screens, so that a name is found where it was before."""

from kiosk import demo
from kiosk.pilot import Pilot, Staff

from .school import SLOW, Clock, School

CLASS = "6 Willow"


def shown(pilot: Pilot) -> list[str]:
    """The names on the page, row by row."""
    cards = [widget for widget in pilot.app.widgets if widget.key.startswith("pupil-")]
    return [card.label for card in sorted(cards, key=lambda card: (card.rect.y, card.rect.x))]


def test_names_stand_in_one_order_on_every_screen(school: School) -> None:
    pilot = school.start(clock=Clock(SLOW))
    Staff(pilot, *demo.LEAD).sign_in()
    pilot.tap("Pupils")
    pilot.tap(CLASS)
    names = shown(pilot)
    assert len(names) > 30 and names == sorted(names)
    pilot.tap("Agreement")
    pilot.tap(CLASS)
    assert shown(pilot) == names
    pilot.tap("Parents’ slips")
    assert shown(pilot) == names
