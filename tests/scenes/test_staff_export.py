"""The Export tab: what is asked for comes out as it was chosen, names are locked, and what is made is told whole."""

from datetime import date
from pathlib import Path

import pytest
from staff_rows import LEAD, LESSONS, NURSERY, TWELVE, keys, labelled, press, said, tap, tappable, write

from kiosk.records.exports import FORMS, NAMED
from kiosk.records.exports.wanted import USES
from kiosk.records.rows import ClassRow, Only
from kiosk.scenes.export import TOLD, Chosen, Export, Folder, Kind, Make, MakeNamed, shortened
from kiosk.scenes.export_done import ExportDone, Finish, Made
from kiosk.scenes.export_working import ExportWorking, Stop, Work
from kiosk.ui.scene import Keep, Leave

TODAY = date(2026, 11, 22)
EXPORTS, OFFICE = Folder("The exports folder", Path("/srv/exports")), Folder("Office", Path("/srv/office"))
OFFERED = "otter-violin-harvest-4827"
SHORT = "The password has too few characters."
KINDS = tuple(Kind(what, FORMS[what], what in NAMED, USES[what]) for what in FORMS if what != "subject-access")


def page(chosen: Chosen | None = None, **more: object) -> Export:
    told: dict[str, object] = {
        "classes": TWELVE, "lessons": (), "folders": (EXPORTS, OFFICE), "offered": OFFERED,
        "languages": (("pl", "polski"),), "fault": lambda password: SHORT if len(password) < 12 else "", **more,
    }  # fmt: skip
    classes, lessons, folders = (told.pop(name) for name in ("classes", "lessons", "folders"))
    return Export(LEAD, KINDS, chosen or Chosen(), classes, lessons, folders, TODAY, **told)  # type: ignore[arg-type]


def made(scene: Export) -> Make:
    outcome = tap(scene, "Make the file")
    assert isinstance(outcome, Leave)
    assert isinstance(outcome.result, Make)
    return outcome.result


# ---------------------------------------------------------------- what


def test_every_kind_of_export_is_offered_and_explained() -> None:
    assert TOLD.keys() == FORMS.keys() - {"subject-access"}, "one pupil's is handed over from their own record"
    scene = page()
    assert {told.title for told in TOLD.values()} <= set(tappable(scene))


@pytest.mark.parametrize("what", TOLD)
def test_what_holds_names_is_locked_unless_it_is_said_otherwise(what: str) -> None:
    result = made(page(Chosen(what)))
    assert (result.what, result.form) == (what, FORMS[what][0])  # type: ignore[index]
    if what in NAMED:
        assert isinstance(result, MakeNamed)
        assert (result.password, result.offered) == (OFFERED, True)
    else:
        assert not isinstance(result, MakeNamed)
        assert result.password is None


@pytest.mark.parametrize("what", TOLD)
def test_nothing_is_asked_of_a_kind_that_it_cannot_use(what: str) -> None:
    chosen = Chosen(
        what, group="class:Oak", half_terms=("Autumn 1",), lesson_ids=("lost",), since=TODAY, until=TODAY,
        statuses=("away",), modes=("individual",), stage="ks1",
    )  # fmt: skip
    only = made(page(chosen)).only
    assert {name for name in Only.__dataclass_fields__ if getattr(only, name)} <= set(USES[what])  # type: ignore[index]


def test_a_form_that_the_next_kind_cannot_have_is_changed() -> None:
    scene = page(Chosen("record", "csv"))
    tap(scene, "Something else")
    tap(scene, "Governors’ page")
    assert made(scene).form == "pdf"


# ---------------------------------------------------------------- which


def test_a_class_a_year_group_or_everybody() -> None:
    scene = page(Chosen("record"))
    assert "12 classes, 336 pupils" in said(scene)
    tap(scene, "The whole school")
    tap(scene, "Year 2")
    assert made(scene).only == Only(year_groups=("Y2",))
    assert "Year 2, in 2 classes" in said(scene)
    tap(scene, "Year 2")
    tap(scene, "More of them")
    tap(scene, "6 Willow")
    assert made(scene).only == Only(class_ids=("Willow",))
    assert "6 Willow, 28 pupils" in said(scene)
    assert made(scene).about == "6 Willow, 28 pupils, XLSX"


def test_a_class_that_is_no_longer_there_is_not_exported() -> None:
    assert made(page(Chosen("record", group="class:gone"))).only == Only()


def test_half_terms_and_whole_terms() -> None:
    scene = page(Chosen("coverage"))
    tap(scene, "The whole year")
    tap(scene, "Spring term")
    assert made(scene).only.half_terms == ("Spring 1", "Spring 2")
    tap(scene, "Spring term")
    tap(scene, "Summer 2")
    assert made(scene).only.half_terms == ("Summer 2",)
    tap(scene, "Summer 2")
    tap(scene, "The whole year")
    assert made(scene).only.half_terms == ()


def test_days_from_the_calendar() -> None:
    scene = page(Chosen("record"))
    tap(scene, "Any day")
    tap(scene, "Month before")
    tap(scene, "5")
    tap(scene, "Month after")
    assert "day-23" not in keys(scene), "a day that has not come yet"
    tap(scene, "20")
    tap(scene, "Use these days")
    only = made(scene).only
    assert (only.since, only.until) == (date(2026, 10, 5), date(2026, 11, 20))
    assert "5 Oct to 20 Nov" in tappable(scene)
    tap(scene, "5 Oct to 20 Nov")
    tap(scene, "Any day")
    tap(scene, "Use any day")
    assert made(scene).only == Only()


def test_a_last_day_before_the_first_begins_anew() -> None:
    scene = page(Chosen("record"))
    tap(scene, "Any day")
    tap(scene, "12")
    tap(scene, "9")
    tap(scene, "10")
    tap(scene, "Use these days")
    only = made(scene).only
    assert (only.since, only.until) == (date(2026, 11, 9), date(2026, 11, 10))


def test_lessons_are_ticked_and_all_means_none_ticked() -> None:
    scene = page(Chosen("record"), lessons=LESSONS)
    tap(scene, "All lessons")
    tap(scene, "Lost? Ask!")
    tap(scene, "The lucky box")
    tap(scene, "Use these 2 lessons")
    assert made(scene).only.lesson_ids == ("lost", "box")
    tap(scene, "2 lessons")
    tap(scene, "Lost? Ask!")
    tap(scene, "The lucky box")
    tap(scene, "Use all lessons")
    assert made(scene).only == Only()


def test_what_the_matrix_was_narrowed_to_can_be_taken_off() -> None:
    scene = page(Chosen("matrix", group="class:Oak", statuses=("not yet", "away")))
    assert made(scene).only == Only(class_ids=("Oak",), statuses=("not yet", "away"))
    tap(scene, "not yet, away")
    assert made(scene).only == Only(class_ids=("Oak",))


def test_posters_of_a_key_stage_on_large_paper() -> None:
    scene = page(Chosen("posters"))
    tap(scene, "Both key stages")
    tap(scene, "Key Stage 2")
    tap(scene, "A4")
    tap(scene, "A3")
    result = made(scene)
    assert (result.only.year_groups, result.paper) == (("Y3", "Y4", "Y5", "Y6"), "A3")


def test_slips_in_another_language_are_paper_not_a_list() -> None:
    scene = page(Chosen("slips"))
    tap(scene, "English")
    tap(scene, "English and polski")
    assert made(scene).languages == ("en-GB", "pl")
    tap(scene, "CSV")
    assert "English and polski" not in tappable(scene)
    assert made(scene).languages == ("en-GB",)


def test_nothing_can_be_made_before_there_are_classes_but_posters() -> None:
    assert "make" not in keys(page(Chosen("record"), classes=()))
    assert "make" in keys(page(Chosen("posters"), classes=()))


# ---------------------------------------------------------------- kept safe


def test_a_password_of_ones_own_is_typed_twice() -> None:
    scene = page(Chosen("record"))
    tap(scene, "A password of mine")
    assert scene.takes_text
    write(scene, "short")
    assert SHORT in said(scene)
    write(scene, " but longer now")
    press(scene, "tab")
    write(scene, "short but other")
    assert "The two are not the same." in said(scene)
    assert "keep" not in keys(scene)
    for _ in "other":
        press(scene, "backspace")
    write(scene, "longer now")
    press(scene, "return")
    result = made(scene)
    assert (result.password, result.offered) == ("short but longer now", False)
    assert "short but longer now" not in repr(result)
    assert "short but longer now" not in "\n".join(widget.label for widget in scene.view(0))


def test_a_password_that_is_not_finished_changes_nothing() -> None:
    scene = page(Chosen("record"))
    tap(scene, "A password of mine")
    write(scene, "long enough by far")
    press(scene, "escape")
    assert made(scene).password == OFFERED


def test_names_go_out_open_only_when_that_is_said_twice() -> None:
    scene = page(Chosen("record"))
    tap(scene, "No password")
    assert keys(scene) == {"no", "yes"}
    tap(scene, "No, lock it")
    assert made(scene).password == OFFERED
    tap(scene, "No password")
    tap(scene, "Yes, leave it open")
    result = made(scene)
    assert isinstance(result, MakeNamed)
    assert result.password is None


# ---------------------------------------------------------------- where to


def test_a_folder_is_chosen_where_there_are_several() -> None:
    scene = page(Chosen("coverage"))
    tap(scene, "The exports folder")
    tap(scene, "Office")
    assert made(scene).folder == OFFICE.path
    alone = page(Chosen("coverage"), folders=(EXPORTS,))
    assert labelled(alone, "The exports folder").on_tap is None


def test_a_folder_that_is_refused_says_why_and_makes_nothing() -> None:
    scene = page(Chosen("coverage"), folders=(EXPORTS._replace(refused="Not on a stick."),))
    assert tap(scene, "Make the file") is None
    assert "Not on a stick." in said(scene)
    tap(scene, "OK")
    assert "Not on a stick." not in said(scene)


def test_memory_sticks_are_only_spoken_of_where_they_are_not_allowed() -> None:
    assert "Memory sticks: off" in said(page(Chosen("coverage")))
    assert "Memory sticks" not in said(page(Chosen("coverage"), sticks=True))


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/srv/exports", "/srv/exports"),
        ("/home/office/OneDrive/Computing/Exports", "…/Computing/Exports"),
        ("/home/a-folder-whose-name-is-very-long-indeed", "…ame-is-very-long-indeed"),
    ],
)
def test_a_path_is_shortened_from_its_beginning(path: str, shown: str) -> None:
    assert shortened(Path(path), 24) == shown


def test_what_was_chosen_is_there_when_one_comes_back() -> None:
    chosen = Chosen()
    first = page(chosen)
    tap(first, "Matrix")
    tap(first, "PDF")
    tap(first, "The whole school")
    tap(first, "1 Acorn")
    again = page(chosen, classes=(NURSERY, *TWELVE))
    assert (made(again).what, made(again).form, made(again).only) == ("matrix", "pdf", Only(class_ids=("Acorn",)))


def test_a_class_of_mixed_years_counts_in_each_of_them() -> None:
    mixed = ClassRow("mixed", "Year 3 and 4", ("Y3", "Y4"), "ks2", 2027, True, 31)
    scene = page(Chosen("record", group="year:Y4"), classes=(*TWELVE, mixed))
    assert "Year 4, in 3 classes" in said(scene)


# ---------------------------------------------------------------- making, and made


def working() -> ExportWorking:
    return ExportWorking(LEAD, "Class record", "2 Oak, XLSX", ("Read", "Write", "Keep"))


def test_it_asks_for_work_in_every_pictures_time_once_it_has_begun() -> None:
    scene = working()
    assert scene.tick(1.0) is None
    scene.work()
    assert scene.tick(1.0) == Keep(Work())
    assert scene.due(1.0) == 1.0


def test_the_bar_never_goes_back() -> None:
    scene = working()
    scene.told(1, 0.6)
    scene.told(0, 0.2)
    assert labelled(scene, "60%").key == "bar"
    assert scene.at == 1


def test_it_can_be_stopped_once_and_nothing_else_is_there_to_touch() -> None:
    scene = working()
    assert keys(scene) == {"stop"}
    assert tap(scene, "Stop") == Leave(Stop())
    assert keys(scene) == set()
    assert "Stopping. No file is left." in said(scene)


PATH = Path("/home/office/Hazel Lane Primary School/Computing/exports/2_Oak_record_2026-11-22.xlsx")


def test_what_is_made_is_told_whole() -> None:
    scene = ExportDone(LEAD, Made("Class record", PATH, "7F3A-91C2", True, OFFERED, "It asks.", "Not this."))
    for text in (PATH.name, str(PATH.parent), OFFERED, "7F3A-91C2"):
        assert labelled(scene, text)
    assert "It asks.\nNot this." in said(scene)
    assert OFFERED not in repr(scene.made)
    assert tap(scene, "I have written it down") == Leave(Finish())


def test_ones_own_password_is_not_shown() -> None:
    scene = ExportDone(LEAD, Made("Class record", PATH, "7F3A-91C2", True))
    assert labelled(scene, "The one that you typed")
    assert tap(scene, "Finish") == Leave(Finish())
    plain = ExportDone(LEAD, Made("Posters", PATH, "7F3A-91C2", False))
    assert "Password" not in [widget.label for widget in plain.view(0)]
