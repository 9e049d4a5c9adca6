"""Commands about what is heard: making speech ahead of time, and what a teacher may record."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import config
from kiosk.cli.options import Commands, Trouble, command, data, meant, with_lessons

if TYPE_CHECKING:
    from kiosk.sound.narrator import Narrator
    from kiosk.walk import Line


NARRATE = """\
Makes speech of all that lessons, stories, rules, the agreement and the program say, and keeps it. What is kept already
is not made again: stop it at any time, and the same command carries on.
"""
NARRATE_EXAMPLES = """\
  kiosk narrate
  kiosk narrate --lesson ks1-rule-2-know-what-it-does --rate 0.8
  kiosk narrate --all-languages
"""
RECORD_LIST = """\
Lists the words to read and the file that each recording is to be. Any recorder will do; WAV, OGG, FLAC and MP3 are
understood. Put the files into the folder recordings of the data folder: the kiosk plays them in place of the
computer's voice.
"""
RECORD_LIST_EXAMPLES = """\
  kiosk record-list --lesson ks1-rule-2-know-what-it-does
  kiosk record-list words.csv
"""


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
    narrate = command(
        commands, "narrate", _narrate, "make everything that is said into speech now",
        NARRATE, NARRATE_EXAMPLES, shared,
    )  # fmt: skip
    narrate.add_argument("--rate", type=_rate, default=1.0, metavar="FACTOR", help="for pupils who like it slower: 0.8")
    record = command(
        commands, "record-list", _record_list, "what a teacher may record, and what to call each file",
        RECORD_LIST, RECORD_LIST_EXAMPLES, shared,
    )  # fmt: skip
    record.add_argument(
        "file", type=Path, nargs="?", metavar="FILE.csv", help="write a spreadsheet (default: print it)"
    )
    for each in (narrate, record):
        each.add_argument("--lesson", metavar="ID", help="of this lesson, scenario or check-in, or agreement, alone")
        each.add_argument(
            "--all-languages", action="store_true", help="in every language that there is, not English alone"
        )
        with_lessons(each)


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not 0.5 <= rate <= 2:
        raise argparse.ArgumentTypeError(f'the rate is from 0.5 to 2, and 1 is the usual; not "{text}"')
    return rate


# ---------------------------------------------------------------- ahead of time


def _narrate(options: argparse.Namespace) -> int:
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    from kiosk import start
    from kiosk.sound.cache import LIMIT
    from kiosk.sound.voice import VoiceError

    narrator = start.narrator(data(options))
    lines = _spoken_here(narrator, _lines(options))
    missed: list[str] = []
    size = 0
    with _Bar(len(lines)) as bar:
        for line in lines:
            try:
                size += len(narrator.rendering(line.utterance, options.rate).samples)
            except VoiceError as fault:
                missed.append(f"{line.of}: “{line.utterance.text}”: {fault}")
            bar.step(line.of)
    for miss in missed:
        print(miss, file=sys.stderr)
    print(f"{len(lines) - len(missed)} of {len(lines)} are ready: {size / 1e6:.0f} MB of speech.")
    if size > LIMIT:
        print(f"The kiosk keeps {LIMIT / 1e6:.0f} MB of it. What is used least is made again when it is needed.")
    return 1 if missed else 0


def _spoken_here(narrator: "Narrator", lines: "Sequence[Line]") -> "list[Line]":
    """The lines in languages that a voice here speaks; says which voices, and what has none."""
    from kiosk.sound.voice import VoiceError

    languages = list(dict.fromkeys(line.utterance.language for line in lines))
    spoken = set()
    for language in languages:
        try:
            print(f"{language}: {narrator.voice(language)}")
            spoken.add(language)
        except VoiceError as fault:
            print(f"{language}: shown as captions only, because there is no voice ({fault})")
    if not spoken:
        raise Trouble("There is no voice on this computer. The kiosk shows captions.")
    return [line for line in lines if line.utterance.language in spoken]


class _Bar:
    """How far it is: a bar on a terminal, and a line for every tenth anywhere else."""

    WIDE = 32

    def __init__(self, total: int) -> None:
        self._total = total
        self._out = sys.stderr
        self._done = 0
        self._began = time.monotonic()

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *fault: object) -> None:
        if self._out.isatty():
            print(file=self._out)

    def step(self, what: str) -> None:
        self._done += 1
        if self._out.isatty():
            filled = self.WIDE * self._done // self._total
            bar = "#" * filled + "." * (self.WIDE - filled)
            print(
                f"\r[{bar}] {self._done}/{self._total}{self._left()}  {what[:40]:40}",
                end="",
                file=self._out,
                flush=True,
            )
        elif self._done * 10 // self._total > (self._done - 1) * 10 // self._total:
            print(f"{100 * self._done // self._total} %", file=self._out)

    def _left(self) -> str:
        seconds = (time.monotonic() - self._began) / self._done * (self._total - self._done)
        return f", {seconds // 60:.0f}:{seconds % 60:02.0f} to go"


# ---------------------------------------------------------------- recordings


def _record_list(options: argparse.Namespace) -> int:
    import csv

    from kiosk import start
    from kiosk.sound.readings import said
    from kiosk.sound.recordings import ENDINGS, name_for

    folder = data(options)
    narrator = start.narrator(folder)
    seen: set[str] = set()
    rows: list[tuple[str, ...]] = []
    for line in _lines(options):
        told = line.utterance
        name = name_for(told.text, told.language)
        if name not in seen:
            seen.add(name)
            recording = narrator.recording(told)
            file = recording.name if recording else f"{name}.wav"
            rows.append((file, said(told).text, told.language, line.of, "yes" if recording else ""))
    if options.file is None:
        for row in rows:
            print("\t".join(row))
    else:
        # With a mark at the front, so that a spreadsheet takes its letters for what they are.
        with options.file.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("file", "read this", "language", "first said in", "recorded"))
            writer.writerows(rows)
    recorded = sum(bool(row[-1]) for row in rows)
    kinds = ", ".join(ENDINGS)
    print(
        f"{recorded} of {len(rows)} are recorded. The files go into {folder.resolve() / config.RECORDINGS} ({kinds}).",
        file=sys.stderr,
    )
    return 0


# ---------------------------------------------------------------- what is said


def _lines(options: argparse.Namespace) -> "list[Line]":
    from kiosk import start, walk

    folder = data(options)
    book = start.book(options.lessons, config.load_settings(folder))
    languages = tuple(book.languages) if options.all_languages else ()
    known = (*book.playable, "agreement", "pupils")
    if options.lesson is not None and options.lesson not in known:
        raise Trouble(f'There is no lesson or scenario "{options.lesson}".{meant(options.lesson, known)}')
    return list(walk.said(book, _lead(folder), languages, of=options.lesson))


def _lead(folder: Path) -> str:
    """The safeguarding lead's name, which "Tell an adult" says; none before the school has been set up."""
    from kiosk.records.faults import StoreFault
    from kiosk.records.store import Store

    if not (folder / config.DATABASE).exists():
        return ""
    try:
        with Store.open(folder / config.DATABASE) as store:
            return store.school().safeguarding_lead
    except StoreFault as fault:
        print(f"The safeguarding lead's name is left out: {fault}", file=sys.stderr)
        return ""
