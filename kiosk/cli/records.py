"""Commands for what goes out of the records: a class's record and its counts."""

import argparse
from pathlib import Path

from kiosk.cli.options import Commands, Trouble, data, store


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """`shared` holds the options that every one of these takes, such as the data folder."""
    export = commands.add_parser(
        "export",
        parents=[shared],
        help="a class's record, or its check-in counts, as a CSV file that opens in a spreadsheet",
    )
    export.add_argument("--class", dest="class_title", required=True, metavar="CLASS", help='such as "4B"')
    export.add_argument(
        "--what",
        choices=("record", "check-in"),
        default="record",
        help="who was shown what (the default), or the class's counts by misconception before and after, no names",
    )
    export.add_argument("--out", type=Path, metavar="DIR", help="where to (default: the data folder's exports)")
    export.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    from kiosk.records.exports import table

    with store(options) as records:
        wanted = options.class_title.casefold().replace(" ", "")
        found = [row for row in records.classes() if row.title.casefold().replace(" ", "") == wanted]
        if not found:
            titles = ", ".join(row.title for row in records.classes()) or "none yet"
            raise Trouble(f'There is no class "{options.class_title}". There are: {titles}.')
        folder = options.out or data(options) / "exports"
        write = table.export_check_in if options.what == "check-in" else table.export_class
        print(write(records, found[0].id, folder, None))
    return 0
