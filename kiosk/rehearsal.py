"""One lesson for its author: played at once on a throw-away school, and opened again whenever its file is saved."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pygame

from kiosk import app, config, start
from kiosk.config import Settings
from kiosk.content.load import ContentError
from kiosk.content.model import CheckIn
from kiosk.content.tree import parse
from kiosk.records.rows import Mode
from kiosk.sound.speaker import Speaker
from kiosk.ui.window import open_window

LOOK_SECONDS = 0.5
FILES = {
    "rules": "rules",
    "agreement": "the agreement",
    "consent-form": "the parents' form",
    "phrases": "what the program says",
    "misconceptions": "misconceptions",
    "cycle": "what is taught when",
    "translation": "translations",
}
"""What is in the files that have no pages of their own."""


class NothingToPlay(Exception):
    """The text is a sentence for the author."""


def play(file: Path, *, size: tuple[int, int] | None, sound: bool) -> None:
    """Until the window's owner stops it with Ctrl+C. Raises ContentError when the file cannot be played at first, and
    NothingToPlay for one that is not a lesson, a scenario or a check-in.
    """
    look_into(file)
    settings = Settings(sound=sound)
    with TemporaryDirectory(prefix="kiosk-play-") as folder:
        own = Path(folder) / "own"
        _copied(file, own)
        start.book(own)
        window = open_window(size or (1280, 720))
        speaker = start.speaker(settings)
        while True:
            program = rehearsed(Path(folder), own, window, speaker, settings, file)
            saved = _saved(file)
            looked = program.clock.now()
            while _saved(file) == saved:
                program.step()
                if program.clock.now() - looked < LOOK_SECONDS:
                    continue
                looked = program.clock.now()
            program.flow.store.close()
            speaker.hush()
            _take_in(file, own)


def rehearsed(
    folder: Path, own: Path, window: pygame.Surface, speaker: Speaker, settings: Settings, file: Path
) -> app.App:
    """The program with that lesson open for a class: "Touch to start" plays it. A check-in is one pupil's, any name."""
    shutil.rmtree(folder / "data", ignore_errors=True)
    program = start.assemble(
        folder / "data", window, speaker, app.RealClock(), demo=True, lessons=own, settings=settings
    )
    flow = program.flow
    lesson = flow.book.playable[look_into(own / file.name)]
    group = next(row for row in flow.store.classes() if row.key_stage == lesson.key_stage)
    mode: Mode = "individual" if isinstance(lesson, CheckIn) else "whole-class"
    flow.store.launch(group.id, [flow.book.stamp(lesson)], False, mode, flow.store.staff()[0])
    return program


def look_into(file: Path) -> str:
    """The id of what a file plays, as far as can be told: a lesson with other faults is for the loader to look at."""
    root, _ = parse(file.read_bytes())
    kind, id_ = (root.child(name) if root else None for name in ("kind", "id"))
    inside = FILES.get(str(kind.content)) if kind else None
    if inside:
        raise NothingToPlay(f"There is {inside} in {file.name}, and no pages. `kiosk check` looks it over.")
    return str(id_.content) if id_ else file.stem


def _take_in(file: Path, own: Path) -> None:
    """The saved file, if it can be played; otherwise what is wrong with it, and the one before stays."""
    before = own.with_name("before")
    shutil.rmtree(before, ignore_errors=True)
    shutil.copytree(own, before)
    _copied(file, own)
    try:
        start.book(own)
        print(f"{file.name}: opened again.")
    except ContentError as error:
        print("\n".join(str(problem) for problem in error.problems))
        shutil.rmtree(own)
        shutil.copytree(before, own)


def _copied(file: Path, own: Path) -> None:
    own.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, own / file.name)


def _saved(file: Path) -> float:
    """When it was last saved. An editor may take the file away for a moment while it saves."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def template(lesson_id: str) -> str:
    """A lesson to begin with: the worked example of `lessons/README.md`, under another id."""
    guide = (config.shipped("lessons") / "README.md").read_text(encoding="utf-8")
    example = guide.split("```yaml\n", 1)[1].split("```", 1)[0]
    lines = [f"id: {lesson_id}" if line.startswith("id: ") else line for line in example.splitlines()]
    return "\n".join(lines) + "\n"
