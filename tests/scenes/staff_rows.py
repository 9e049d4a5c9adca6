"""Invented staff, classes, pupils and signatures for the tests of staff's screens, and a hand to tap with."""

from datetime import UTC, datetime

from kiosk.content.model import Lesson
from kiosk.records.rows import (
    ClassRow,
    LaunchRow,
    PupilRow,
    SignatureRow,
    StaffRow,
    TurnRow,
    TurnStatus,
)
from kiosk.ui.scene import Outcome, Scene, TypedKey
from kiosk.ui.widgets import Widget, Words

LEAD = StaffRow("lead", "Mrs Whitmore", "lead")
TEACHER = StaffRow("okafor", "Ms Okafor", "teacher")
LONG = StaffRow("long", "Mrs Featherstonehaugh-Williams", "teacher")
STAFF = (TEACHER, StaffRow("pryce", "Mr Pryce", "teacher"), LONG, LEAD)

NAMES = (
    "Aisha", "Amara K", "Arjun", "Ben", "Chloé", "Daniel", "Ella", "Finn", "Grace", "Hamza", "Isla", "Jack", "Kofi",
    "Lily", "Łukasz", "Muhammad Y", "Nia", "Oluwaseun-Alexander O", "Poppy", "Priya", "Rosie", "Sam", "Saoirse", "Theo",
    "Uma", "Victor", "Willow", "Xander", "Yusuf", "Zara M", "Zuzanna", "Christopher W", "Anastasia-Maria O", "Ọlá",
    "Maximilian-Sebastian",
)  # fmt: skip
AVATARS = ("badger", "bee", "fox", "owl", "panda")
OAK = ClassRow("oak", "2 Oak", ("Y2",), "ks1", 2027, True, 30)
WILLOW = ClassRow("willow", "6 Willow", ("Y6",), "ks2", 2027, True, 35)
NURSERY = ClassRow("nursery", "Hedgehogs Nursery and Reception", ("N", "R"), "ks1", 2027, False, 1)
TREES = "Acorn Beech Oak Holly Elm Maple Ash Rowan Birch Cedar Pine Willow".split()
TWELVE = tuple(
    ClassRow(tree, f"{1 + place // 2} {tree}", (f"Y{1 + place // 2}",), "ks1" if place < 4 else "ks2", 2027, True, 28)
    for place, tree in enumerate(TREES)
)


def lesson(id_: str, title: str, key_stage: str = "ks1", **more: object) -> Lesson:
    picture = {"background": "classroom", "cast": ("omar happy",)}
    return Lesson.model_validate(
        {
            "format": 1,
            "id": id_,
            "kind": "lesson",
            "key-stage": key_stage,
            "title": title,
            "minutes": 4,
            "rules": ("ks1-2",),
            "aim": "I can stop and ask.",
            "steps": ({"step": "tell", "id": "one", "picture": picture, "say": "This is Omar."},),
            **more,
        }
    )


LESSONS = (
    lesson("lost", "Lost? Ask!"),
    lesson("worried", "Worried? Tell."),
    lesson("box", "The lucky box"),
    lesson("joke", "The joke that grew until nobody knew who had begun it", "ks2", years=(5, 6), minutes=8),
    lesson("login", "Only as me", "ks2", years=(3, 4), minutes=1),
)


def pupil(place: int, *, has_password: bool = True) -> PupilRow:
    name = NAMES[place % len(NAMES)] + (f" {place}" if place >= len(NAMES) else "")
    return PupilRow(f"p{place}", name, "Example", name, AVATARS[place % len(AVATARS)], has_password)


def turns(*statuses: TurnStatus) -> tuple[TurnRow, ...]:
    return tuple(TurnRow(pupil(place), status) for place, status in enumerate(statuses))


def launched(**more: object) -> LaunchRow:
    row: dict[str, object] = {
        "id": "launch",
        "class_id": "willow",
        "class_title": "6 Willow",
        "key_stage": "ks2",
        "lesson_ids": ("login",),
        "lesson_titles": ("Only as me",),
        "agreement": False,
        "mode": "individual",
        "state": "running",
        "started_at": datetime(2026, 11, 22, 10, 5, tzinfo=UTC),
        "by": TEACHER,
    }
    return LaunchRow(**(row | more))  # type: ignore[arg-type]


def signatures(count: int) -> tuple[SignatureRow, ...]:
    """One in four is a picture, one in four was made by a helping hand."""
    drawn = (((100, 400), (300, 200), (500, 600)), ((600, 300), (900, 700)))
    dot = (((500, 500), (510, 502)),)
    kinds = (("signature", "", drawn), ("picture", "star", ()), ("adult-hand", "adult", drawn), ("mark", "", dot))
    rows = []
    for place in range(count):
        kind, name, strokes = kinds[place % 4]
        when = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
        rows.append(
            SignatureRow(
                id=f"s{place}",
                attempt_id=f"a{place}",
                pupil=pupil(place),
                strokes=strokes,
                mark_kind=kind,  # type: ignore[arg-type]
                mark_name=name,
                signed_at=when,
                witnessed_by=None,
                wording_version="2026-09",
            )
        )
    return tuple(rows)


# ---------------------------------------------------------------- a hand


def labelled(scene: Scene, label: str, now: float = 0.0) -> Widget:
    """The uppermost thing with this name."""
    found = [widget for widget in scene.view(now) if widget.label == label]
    assert found, f"no {label!r} on {type(scene).__name__}: {[widget.label for widget in scene.view(now)]}"
    return found[-1]


def tap(scene: Scene, label: str, now: float = 0.0) -> Outcome | None:
    widget = next((w for w in reversed(scene.view(now)) if w.label == label and w.on_tap is not None), None)
    assert widget is not None, f"no {label!r} to tap: {tappable(scene)}"
    assert widget.on_tap is not None
    return widget.on_tap()


def tappable(scene: Scene) -> list[str]:
    return [widget.label for widget in scene.view(0.0) if widget.on_tap is not None]


def keys(scene: Scene) -> set[str]:
    return {widget.key for widget in scene.view(0.0) if widget.on_tap is not None}


def said(scene: Scene, now: float = 0.0) -> str:
    """All that is written on the page in lines of its own."""
    return "\n".join(widget.text for widget in scene.view(now) if isinstance(widget, Words))


def write(scene: Scene, text: str) -> Outcome | None:
    """Type on a real keyboard."""
    outcome = None
    for character in text:
        outcome = scene.typed(TypedKey(character.lower(), character))
    return outcome


def press(scene: Scene, name: str) -> Outcome | None:
    return scene.typed(TypedKey(name))
