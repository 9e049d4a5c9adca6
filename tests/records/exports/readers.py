"""Programs that other people read exports with. Where one is missing, its tests are skipped and say so."""

import shutil
import subprocess
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None or shutil.which("pdftoppm") is None, reason="poppler-utils is not installed"
)


def office(path: Path, ending: str, out: Path) -> Path:
    """The file as LibreOffice reads it and writes it again, with a profile of its own: another one may be running."""
    profile = out / "profile"
    # A table is read as the dialogue proposes it: comma, quotation marks, UTF-8, numbers and formulas looked for.
    reader = ["--infilter=CSV:44,34,76,1,,0,false,true"] if path.suffix == ".csv" else []
    done = subprocess.run(
        [
            "soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", *reader, "--convert-to", ending,
            "--outdir", str(out), str(path),
        ],
        capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    written = out / f"{path.stem}.{ending.split(':')[0]}"
    assert written.exists(), done.stderr
    return written


def text(path: Path, password: str | None = None, *, as_drawn: bool = False) -> str:
    """Its words in the order of the lines of the page, or in that in which they were drawn."""
    how = ["-raw" if as_drawn else "-layout", *(["-upw", password] if password else [])]
    done = subprocess.run(["pdftotext", *how, str(path), "-"], capture_output=True, text=True, timeout=60)
    if done.returncode:
        raise PermissionError(done.stderr)
    return done.stdout


def pages(path: Path, out: Path, dpi: int = 40) -> list[Path]:
    """Each page as a picture."""
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(path), str(out / "page")], check=True, timeout=120)
    return sorted(out.glob("page-*.png"))
