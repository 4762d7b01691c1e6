#!/usr/bin/env python3
"""Writes invented reports of which it is known what is one origin and one event: JSON Lines on standard output.

    bench/synth.py N [--truth FILE]

The same N gives the same bytes. Of ten reports, about four are copies of a wire report with another source and light
edits, three tell in other words of an event that another report told, and the rest of events of their own.
"""

import argparse
import datetime
import json
import random
import sys

STATES = [("Mali", "Malian", "Bamako"), ("Chad", "Chadian", "N'Djamena"), ("Sudan", "Sudanese", "Khartoum"),
          ("Niger", "Nigerien", "Niamey"), ("Libya", "Libyan", "Tripoli"), ("Yemen", "Yemeni", "Sanaa"),
          ("Somalia", "Somali", "Mogadishu"), ("Cameroon", "Cameroonian", "Yaounde")]
ONSETS = "b d f g k l m n r s t z ts kh".split()
VOWELS = "a e i o u aa ou".split()
SOURCES = ["Orbis", "Harbour Wire", "Lakeside Post", "Northern Gazette", "Delta Courier", "Plateau Times",
           "Radio Meridian", "Evening Standard-Bearer", "Coast Monitor", "Border Herald"]
FIRST = "Ana Ben Carla David Elena Farid Grace Hamid Irene Jamal Karim Leila Musa Nadia Omar".split()
DEEDS = [("shelled the market of {town}", "the shelling of {town}"), ("attacked an army post near {town}", "the attack near {town}"),
         ("bombed the bridge at {town}", "the bombing at {town}"), ("raided the village of {town}", "the raid on {town}")]
CLOSES = ["Residents spoke of a night without sleep and of shops that would stay shut.",
          "The road to the capital was closed until the evening, drivers said.",
          "A doctor at the hospital said that bandages were running out.",
          "Aid workers called on both sides to let the wounded leave the town."]


def name(rng):
    return "".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(rng.choice((2, 3)))).capitalize()


class Event:
    def __init__(self, rng, number, day):
        self.number, self.day = number, day
        self.state = rng.choice(STATES)
        self.town = name(rng) + rng.choice(("", "", " Nord"))
        self.deed = rng.choice(DEEDS)
        self.killed, self.wounded = rng.randint(2, 60), rng.randint(3, 90)
        self.speaker = f"{rng.choice(FIRST)} {name(rng)}"
        self.close = rng.sample(CLOSES, 2)

    def lead(self, published):
        weekday = self.day.strftime("%A")
        return (f"Rebels {self.deed[0].format(town=self.town)} on {weekday}, killing {self.killed} people and wounding "
                f"{self.wounded}, {self.speaker}, the governor, said.")

    def wire(self, rng, source, published):
        state, adjective, capital = self.state
        return " ".join((
            f"{capital.upper()}, {published.strftime('%b %d')} ({source}) - {self.lead(published)}",
            f"The {adjective} army said that {rng.randint(1, 9)} of its soldiers had been wounded and that it had taken "
            f"{rng.randint(2, 9)} prisoners.", *self.close,
            f"The {adjective} government accused the rebels of breaking the ceasefire of last month, which they deny.",
            f"{state} has known no quiet week since the talks in {capital} ended without a deal.")) + "\n"

    def retold(self, rng, published):
        state, adjective, capital = self.state
        return " ".join((
            f"At least {self.killed} people died in {self.deed[1].format(town=self.town)} on {self.day.strftime('%A')}, "
            f"{self.speaker} told reporters in {capital}.",
            f"The governor demanded that the {adjective} army send more troops.", rng.choice(CLOSES),
            f"The rebels said that they would release {rng.randint(3, 30)} prisoners if talks were held.")) + "\n"


def edited(rng, text, agency):
    body = text.split(" - ", 1)[1]
    body = body.replace("said.", "said on record.", 1) if rng.random() < 0.5 else body
    return f"{body.strip()}\n\nSource: {agency}\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", type=int)
    parser.add_argument("--truth")
    args = parser.parse_args()
    rng = random.Random(20240514)
    start = datetime.date(2023, 1, 2)
    truth = []
    events, wires = [], []
    for number in range(args.n):
        # Ten reports a day at the least: conflicts of the size that records are kept of.
        day = start + datetime.timedelta(days=number * 700 // max(args.n, 7000))
        kind = rng.random()
        recent = [wire for wire in wires[-40:] if (day - wire[0].day).days <= 2]
        if kind < 0.4 and recent:
            event, origin, text, agency = rng.choice(recent)
            source, text = rng.choice([s for s in SOURCES if s != agency]), edited(rng, text, agency)
        elif kind < 0.7 and recent:
            event, origin = rng.choice(recent)[0], number
            source, text = rng.choice(SOURCES), event.retold(rng, day)
        else:
            event, origin = Event(rng, len(events), day - datetime.timedelta(days=rng.randint(0, 1))), number
            events.append(event)
            source = rng.choice(SOURCES[:3])
            text = event.wire(rng, source, day)
            wires.append((event, origin, text, source))
        title = f"{event.killed} killed in {event.town}"
        json.dump({"id": f"r{number:06}", "published": day.isoformat(), "source": source, "title": title, "text": text}, sys.stdout)
        sys.stdout.write("\n")
        truth.append({"id": f"r{number:06}", "origin": origin, "event": event.number})
    if args.truth:
        with open(args.truth, "w") as out:
            out.writelines(json.dumps(line) + "\n" for line in truth)


if __name__ == "__main__":
    main()
