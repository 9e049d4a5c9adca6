"""A throw-away school: invented pupils with names as they are in British schools."""

import csv
import itertools
from pathlib import Path

from kiosk.records import roster
from kiosk.records.rows import SetUp, StaffRow
from kiosk.records.store import Store

LEAD = ("Mrs Whitmore", "purple kettle seven")
TEACHERS = (("Ms Okafor", "24681012"), ("Mr Pryce", "13579113"))
CODES = f"Demo school. {TEACHERS[0][0]}: {TEACHERS[0][1]}   {TEACHERS[1][0]}: {TEACHERS[1][1]}   {LEAD[0]}: {LEAD[1]}"
CLASSES = (("1 Acorn", "1", 28), ("2 Oak", "2", 30), ("4 Elm", "4", 31), ("6 Willow", "6", 35))

GIVEN = """
Aaliyah Ada Adam Aisha Alfie Alice Amara Amelia Anaya Arjun Arlo Arthur Ava Ayaan Beatrix Ben Bethan Callum Carys
Charlie Chidi Chloé Daisy Daniel Dara Dylan Ebony Edie Eira Eleni Elif Ella Elsie Emeka Emil Eva Evie Farah Ffion Finley
Finn Florence Freddie Freya Funmi George Grace Gwen Hamza Hannah Harper Harry Hassan Hugo Ibrahim Imogen Isla Ismail
Ivy Jack Jakub Jasmine Jaya Joshua Josie Kai Kaya Kieran Kofi Kwame Layla Leo Lewis Lily Logan Lola Lowri Luca
Łukasz Maisie Maja Malik Maryam Matilda Max Maya Megan Mei Mia Mila Mohammed Morgan Muhammad Nadia Nancy Niamh Nia Noah
Nora Ọlá Olive Oliver Oluwaseun Omar Orla Oscar Owen Phoebe Pip Poppy Priya Rafael Rania Reuben Rhys Riya Robin Rosie
Rowan Ruby Rufus Saanvi Samir Sana Saoirse Seren Siân Sofia Sorcha Stanley Taliesin Teddy Thea Theo Tomasz Tommy Uma
Victor Violet Willow Xander Yasmin Yusuf Zahra Zainab Zane Zara Zoë Zuzanna
""".split()
FAMILY = """
Abbott Adeyemi Ahmed Akhtar Ali Bailey Begum Bevan Bianchi Boateng Brooks Byrne Carter Chen Clarke Cohen Cooper
Dąbrowski Davies Dhillon Doyle Edwards Evans Farouk Ferreira Fletcher Gallagher Ghosh Green Griffiths Hall Harris
Hughes Hussain Ibrahim Iqbal Jackson James Jones Kamara Kaur Kelly Khan Kowalski Lewis Li Lloyd Mahmood Malik
McKenzie Mensah Miller Mistry Morris Murphy Ncube Nguyễn Nowak O’Brien O’Connor Okonkwo Osei Owen Parry Patel Pereira
Phillips Popescu Price Rahman Rao Reid Roberts Rossi Sadiq Sharma Shaw Silva Singh Smith Taylor Thomas Turner Walsh
Ward Watson Williams Wilson Wójcik Wright Yilmaz Young
""".split()


def make_school(store: Store, folder: Path, avatars: tuple[str, ...]) -> StaffRow:
    """Set the demo school up the way a real one is: from answers and a class list. Returns the computing lead."""
    store.set_up(SetUp("Hazel Lane Primary (demo)", "Mrs Daniels", *LEAD, TEACHERS))
    lead = next(person for person in store.staff() if person.role == "lead")
    path = write_roster(folder / "demo-class-list.csv")
    roster.apply(store, roster.plan(store, roster.read_roster(path), avatars=avatars), lead)
    return lead


def write_roster(path: Path) -> Path:
    """The demo's class list, as an office's system writes one."""
    # 7 shares no factor with the number of names, so that a class is not a run of the alphabet.
    given = itertools.cycle(GIVEN[step * 7 % len(GIVEN)] for step in range(len(GIVEN)))
    family = itertools.cycle(FAMILY[step * 11 % len(FAMILY)] for step in range(len(FAMILY)))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Forename", "Surname", "Year", "Reg"])
        for title, year, size in CLASSES:
            writer.writerows([next(given), next(family), year, title] for _ in range(size))
    return path
