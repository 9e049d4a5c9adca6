"""A check-in among the lessons: one pupil at a time, and why it is left out of a whole class."""

from staff_rows import LESSONS, OAK, TEACHER, labelled, said, tap, tappable

from kiosk import start
from kiosk.scenes.launch import LEFT_OUT, Launch, Start
from kiosk.ui.scene import Leave
from kiosk.ui.widgets import Widget

CHECK_IN = start.book().check_ins["ks1-check-in"]


def chosen(*titles: str) -> Launch:
    scene = Launch(TEACHER, (OAK,), (*LESSONS, CHECK_IN, start.book().check_ins["ks2-check-in"]))
    tap(scene, "Change")
    for title in titles:
        tap(scene, title)
    tap(scene, next(label for label in tappable(scene) if label.startswith("Use ")))
    return scene


def row(scene: Launch) -> Widget:
    return labelled(scene, CHECK_IN.title)


def test_it_is_listed_once_for_the_key_stage_and_says_how_it_goes() -> None:
    scene = chosen()
    tap(scene, "Change")
    assert tappable(scene).count(CHECK_IN.title) == 1
    assert getattr(row(scene), "note") == "5 minutes, one pupil at a time"  # noqa: B009


def test_one_at_a_time_it_is_started_with_the_lesson() -> None:
    scene = chosen(CHECK_IN.title)
    assert tap(scene, "Start with 2 Oak") == Leave(Start("oak", ("lost", CHECK_IN.id), False, "individual"))
    assert LEFT_OUT not in said(scene)


def test_a_whole_class_leaves_it_out_and_says_why() -> None:
    scene = chosen(CHECK_IN.title)
    tap(scene, "Whole class")
    assert LEFT_OUT in said(scene)
    assert "1 lesson" in said(scene).splitlines()
    assert tap(scene, "Start with 2 Oak") == Leave(Start("oak", ("lost",), False, "whole-class"))


def test_alone_it_cannot_be_started_for_a_whole_class() -> None:
    scene = chosen("Lost? Ask!", CHECK_IN.title)
    assert CHECK_IN.aim in said(scene)
    tap(scene, "Whole class")
    assert LEFT_OUT in said(scene)
    assert labelled(scene, "A check-in is one at a time").on_tap is None
    tap(scene, "One at a time")
    assert tap(scene, "Start with 2 Oak") == Leave(Start("oak", (CHECK_IN.id,), False, "individual"))
