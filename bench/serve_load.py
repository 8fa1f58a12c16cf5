#!/usr/bin/env python3
"""Ask a running `chancery serve` ten typical questions with many clients at once.

    serve_load.py URL [--clients 50] [--seconds 20] [--fresh] [--pause SECONDS]

Prints requests a second, and for each question the times (median, 99 of 100, longest) in
milliseconds. With --fresh every question is a new one (its text carries a number that changes
nothing), so that none is answered from the cache of answers. With --pause every
client waits before each question, as one who reads: that long in the mean.
SPDX-License-Identifier: Apache-2.0
"""
import argparse
import asyncio
import itertools
import json
import random
import time
import urllib.parse

QUESTIONS = {
    "newest": "/v1/events?newest_first=true&limit=100",
    "country and month": "/v1/events?country={country}&from={month}&to={month}&limit=100",
    "pair": "/v1/events?actor={country}&actor={other}&newest_first=true&limit=100",
    "type": "/v1/events?type=CONSULT/meeting&from={month}&limit=100",
    "words": "/v1/events?text={word}&newest_first=true&limit=50",
    "one event": "/v1/events/{event}",
    "acts": "/v1/acts?country={country}&newest_first=true&limit=50",
    "timeline of a country": "/v1/timeline?country={country}&per=month",
    "statements": "/v1/statements?speaker={country}&newest_first=true&limit=50",
    "facets of a month": "/v1/events/facets?from={month}&to={month}&facet=type&facet=country",
}

class Client:
    def __init__(self, host, port):
        self.host, self.port, self.reader, self.writer = host, port, None, None

    async def get(self, path):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        self.writer.write(f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n\r\n".encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        size = int(next(line.split(":")[1] for line in head.split("\r\n") if line.lower().startswith("content-length")))
        body = await self.reader.readexactly(size)
        return int(head.split()[1]), body


class Subjects:
    """What of the ledger can be asked for."""

    def __init__(self, about, countries, events):
        first, last = about["first_day"] or "2026-01-01", about["last_day"] or "2026-12-31"
        self.years = range(int(first[:4]), int(last[:4]) + 1)
        self.countries = [one["value"] for one in countries["facets"][0]["values"]]
        self.events = [one["id"] for one in events["events"]]
        self.words = sorted({word for one in events["events"] for word in one["evidence"].split() if word.isalpha() and len(word) > 4})

    def question(self, template, chance, number):
        path = template.format(country=chance.choice(self.countries), other=chance.choice(self.countries),
                               word=chance.choice(self.words), event=chance.choice(self.events),
                               month=f"{chance.choice(self.years)}-{chance.randint(1, 12):02}")
        if number is not None and "/statements" not in path and "?" in path:
            path += f"&min_confidence={1e-9 * number:.12f}"
        return path


async def ask(client, names, until, times, faults, subjects, chance, numbers, pause):
    while time.monotonic() < until:
        if pause > 0:
            await asyncio.sleep(chance.expovariate(1 / pause))
        name = chance.choice(names)
        path = subjects.question(QUESTIONS[name], chance, next(numbers) if numbers else None)
        begun = time.monotonic()
        status, _ = await client.get(path)
        times[name].append(time.monotonic() - begun)
        if status != 200:
            faults.append((status, path))


def share(sorted_times, part):
    return 1000 * sorted_times[min(len(sorted_times) - 1, int(part * len(sorted_times)))]


async def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("url")
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--fresh", action="store_true")
    options.add_argument("--pause", type=float, default=0)
    given = options.parse_args()
    address = urllib.parse.urlsplit(given.url)
    first = Client(address.hostname, address.port)
    subjects = Subjects(*[json.loads((await first.get(path))[1]) for path in (
        "/v1/about", "/v1/events/facets?facet=country&most=30", "/v1/events?limit=1000&newest_first=true")])
    times, faults = {name: [] for name in QUESTIONS}, []
    numbers = itertools.count() if given.fresh else None
    begun = time.monotonic()
    await asyncio.gather(*(ask(Client(address.hostname, address.port), list(QUESTIONS), begun + given.seconds, times, faults,
                               subjects, random.Random(seed), numbers, given.pause)
                           for seed in range(given.clients)))
    took = time.monotonic() - begun
    every = sorted(itertools.chain.from_iterable(times.values()))
    print(f"{given.clients} clients, {took:.1f} s: {len(every) / took:.0f} requests/s, "
          f"median {share(every, .5):.1f} ms, p99 {share(every, .99):.1f} ms, longest {1000 * every[-1]:.1f} ms, "
          f"{len(faults)} not 200")
    for name, all_times in times.items():
        all_times.sort()
        print(f"  {name:24} {len(all_times):6}  {share(all_times, .5):8.1f} {share(all_times, .99):8.1f} {1000 * all_times[-1]:8.1f}")
    for status, path in faults[:5]:
        print(f"  {status} {path}")


if __name__ == "__main__":
    asyncio.run(main())
