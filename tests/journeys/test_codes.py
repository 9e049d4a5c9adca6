"""Codes that were handed out, and a passphrase that was lost: at the screen, to the next sign-in."""

from kiosk import demo
from kiosk.pilot import Pilot, Staff
from kiosk.records.codes import plain_recovery_code
from kiosk.scenes.recovery import Recovery

from .school import SLOW, TEACHER, Clock, School, store_of

LEAD = demo.LEAD


def renewed(pilot: Pilot) -> str:
    """A sealed code, as it lies in the safe."""
    store = store_of(pilot)
    return store.renew_recovery(next(person for person in store.staff() if person.role == "lead"))


def seal(pilot: Pilot) -> str:
    page = pilot.app.scene
    assert isinstance(page, Recovery)
    code = "-".join(page.groups)
    pilot.tap_key("group")
    pilot.type(page.groups[page.asked])
    pilot.tap("Sealed: carry on")
    return code


def test_a_code_that_was_handed_out_is_changed_by_its_owner(school: School) -> None:
    pilot = school.start(clock=Clock(SLOW))
    store = store_of(pilot)
    lead, teacher = (next(p for p in store.staff() if p.name == name) for name in (LEAD[0], TEACHER[0]))
    handed = store.reset_code(teacher.id, lead)
    Staff(pilot, teacher.name, handed).sign_in()
    pilot.shows("NewCode")
    for field in ("new", "again"):
        pilot.tap_key(field)
        pilot.type("seven grey otters")
    pilot.tap("Keep it")
    assert pilot.sees("Your code is kept")
    pilot.tap("OK")
    pilot.shows("Launch")
    pilot.tap(teacher.name)
    Staff(pilot, teacher.name, "seven grey otters").sign_in()
    pilot.shows("Launch")


def test_a_lost_passphrase_is_replaced_with_the_sealed_code_and_says_so_at_the_next_sign_in(school: School) -> None:
    pilot = school.start(clock=Clock(SLOW))
    sealed = renewed(pilot)
    pilot.hold_corner()
    pilot.tap(LEAD[0])
    pilot.tap("Passphrase lost")
    pilot.shows("NewCode")
    for field, text in (("sealed", "wrong"), ("new", "umbrella marble fox"), ("again", "umbrella marble fox")):
        pilot.tap_key(field)
        pilot.type(text)
    pilot.tap("Keep it")
    assert pilot.sees("That is not the sealed code.")
    for field, text in (("sealed", sealed), ("new", "umbrella marble fox"), ("again", "umbrella marble fox")):
        pilot.tap_key(field)
        pilot.type(text)
    pilot.tap("Keep it")
    pilot.shows("Recovery")
    another = seal(pilot)
    assert plain_recovery_code(another) != plain_recovery_code(sealed)
    pilot.shows("SignIn")
    pilot.tap(LEAD[0])
    pilot.type("umbrella marble fox")
    pilot.tap("Sign in")
    assert pilot.sees("Since you last signed in")
    pilot.tap("OK")
    pilot.tap(LEAD[0])
    Staff(pilot, LEAD[0], "umbrella marble fox").sign_in()
    assert not pilot.sees("Since you last signed in"), "it was read"
