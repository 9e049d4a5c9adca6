"""Pupils' screens around their turns: resting, the names, the password, thanks, and what may go amiss."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kiosk.content.model import Book
from kiosk.flow.pages import languages
from kiosk.records.rows import Comfort, PupilRow, TurnRow, TurnStatus
from kiosk.scenes.ask_teacher import AskTeacher
from kiosk.scenes.carry_on import CarryOnPage
from kiosk.scenes.class_done import ClassDone
from kiosk.scenes.comfort import HowILikeIt
from kiosk.scenes.is_this_you import IsThisYou
from kiosk.scenes.names import Names
from kiosk.scenes.not_saved import NotSaved
from kiosk.scenes.page import Progress, Says, Who
from kiosk.scenes.password import AskTeacherForHelp, Password
from kiosk.scenes.resting import Resting
from kiosk.scenes.still_there import StillThere
from kiosk.scenes.tell_adult import TellAdult
from kiosk.scenes.thanks import Thanks
from kiosk.ui.scene import Scene
from kiosk.walk import turns
from kiosk.walk.stop import LONG, WHO, Stop, awake, tap

CLASS = Who("Year 3 and 4: Miss Abernathy", together=True)
NAMES = (
    "Aisha", "Amara K", "Arjun", "Ben", "Chloé", "Daniel", "Ella", "Finn", "Grace", "Hamza", "Isla", "Jack", "Kofi",
    "Lily", "Łukasz", "Muhammad Y", "Nia", "Oluwaseun-Alexander O", "Poppy", "Priya", "Rosie", "Sam", "Saoirse", "Theo",
    "Uma", "Victor", "Willow", "Xander", "Yusuf", "Zara M", "Zuzanna", "Christopher W", "Anastasia-Maria O", "Ọlá",
    "Maximilian-Sebastian", "Bethan", "Callum", "Dev", "Ffion", "Omar",
)  # fmt: skip
AVATARS = (
    "badger bear bee butterfly cat crab crocodile deer dinosaur dolphin dragon duck fish fox frog giraffe hedgehog "
    "koala ladybird lion llama octopus otter owl panda parrot penguin polar-bear puffin rabbit raccoon red-panda robin "
    "seal sheep squirrel starfish tiger toucan unicorn zebra"
).split()


def others(book: Book, lead: str = "Mrs Featherstonehaugh-Williams") -> Iterator[Stop]:
    """Every other screen of pupils. `lead` is the safeguarding lead, to whom pupils are sent."""
    # As the flow shows them: the rules of the two key stages.
    posters = [rule for rule in book.rules.values() if rule.id.startswith(turns.KEY_STAGES)]
    for rule in posters:
        yield _stop(f"resting, {rule.id}", Resting(Says(book, "ks1"), (rule,)))
    yield _stop("resting, with a note", Resting(Says(book, "ks1"), posters, note=NOTE))
    for key_stage in turns.KEY_STAGES:
        says = Says(book, key_stage)
        for page, scene in _around(says, lead):
            yield _stop(f"{key_stage} {page}", scene)
        yield Stop("pupils", f"{key_stage} how I like it", HowILikeIt(says, WHO, "p1", Comfort(), languages(book)))
        for matter in ("colours", "moving", "sound", "voice", "language", "switch"):
            panel = HowILikeIt(says, WHO, "p1", Comfort(), languages(book))
            yield _stop(f"{key_stage} how I like it, {matter}", tap(panel, f"matter-{matter}"))
        yield from turns.together(book, key_stage, CLASS)


NOTE = "Demo school. Ms Okafor: 24681012   Mr Pryce: 13579113   Mrs Whitmore: purple kettle seven"


def _stop(page: str, scene: Scene) -> Stop:
    return Stop("pupils", page, awake(scene))


def _around(says: Says, lead: str) -> Iterator[tuple[str, Scene]]:
    for count in (18, 20, 30, 35, 40):
        yield f"names, {count}", Names(says, pupils(count))
    after = awake(Names(says, pupils(40)))
    yield "names, the last of 40", tap(after, "more")
    called = pupils(30)
    yield "names, one is called", Names(says, (replace(called[0], next_up=True), *called[1:]))
    yield "names, one with a long name is called", Names(says, (*called[:17], replace(called[17], next_up=True)))
    yield "names, all done", Names(says, pupils(28, ("done", "done", "away")))
    yield "is this you", IsThisYou(says, WHO, started=False)
    yield "is this you, under way", IsThisYou(says, LONG, started=True)
    yield "a password to choose", Password(says, WHO, "choose")
    yield "a password chosen once", _picked(Password(says, WHO, "choose"), "kite", "boat", "tree")
    yield "a password not the same", _picked(Password(says, WHO, "choose"), *"kite boat tree kite boat drum".split())
    yield "a password to enter", _picked(Password(says, WHO, "enter"), "kite", "boat")
    yield "a password missed", Password(says, LONG, "enter", misses=1)
    yield "no password any more", AskTeacherForHelp(says, WHO)
    yield "carry on", CarryOnPage(says, WHO, Progress(2, 7))
    yield "carry on, far", CarryOnPage(says, LONG, Progress(15, 17))
    yield "thanks", Thanks(says, WHO, signed=False)
    yield "thanks, signed", Thanks(says, LONG, signed=True)
    yield "not saved", NotSaved(says, LONG)
    yield "still there, at the names", StillThere(awake(Names(says, pupils(30))), says)
    yield "ask the teacher", AskTeacher(says)
    yield "paused", AskTeacher(says, paused=True)
    yield "tell an adult", TellAdult(says, lead, childline=True)
    yield "tell an adult, without a number", TellAdult(says, lead, childline=False)
    yield "the class has finished", ClassDone(says, CLASS, then_sign=False)
    yield "the class signs now", ClassDone(says, CLASS, then_sign=True)


def pupils(count: int, statuses: Sequence[TurnStatus] = ("to-come", "done", "part-way", "away")) -> tuple[TurnRow, ...]:
    """A class of made-up children."""
    return tuple(
        TurnRow(
            PupilRow(f"p{place}", NAMES[place], "Example", NAMES[place], AVATARS[place % len(AVATARS)], True),
            statuses[place % len(statuses)],
        )
        for place in range(count)
    )


def _picked(scene: Password, *pictures: str) -> Password:
    for picture in pictures:
        tap(scene, f"picture-{picture}")
    return scene
