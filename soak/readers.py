"""Fifty readers at once for a minute while one editor saves and another publishes: no 5xx, no save over two seconds.

    python soak/readers.py [sqlite|postgresql] [READERS] [SECONDS]

Each reader looks at a page for half a second to a second before the next, with a new connection, since nginx keeps none
to the site; nothing is kept by a cache, as if each page were asked for the first time. Then, for the rate that the
machine bears, eight of them read without a pause. The readers take part of the same machine.
"""

import random
import re
import statistics
import sys
import threading
import time
from collections import Counter
from urllib.parse import quote

import writers
from load import Load
from real_site import HOST, Site

READERS, SECONDS = 50, 60
AT_MOST = 2.0  # seconds for a save or a decision
LISTS = ["/", "/notices/", "/questions/", "/topics/", "/archive/", "/search/?q=电梯", "/search/?q=停水", "/elder/"]


def pages(site):
    """Return the addresses that readers go to: lists, searches, and articles, columns and notices that are there."""
    reader, found = site.visitor(), set()
    for path in ("/", "/notices/", "/questions/"):
        found |= set(re.findall(r'href="(/(?:articles|notices|questions|news)/[\w-]+/)"', reader.get(path).text))
    there = [path for path in sorted(found) if reader.get(path).status == 200]
    paths = [quote(path, safe="/?=") for path in LISTS] + there
    random.Random(1).shuffle(paths)
    return paths


def main():
    kind = next((word for word in sys.argv[1:] if not word.isdigit()), "postgresql")
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    readers, seconds = (numbers + [READERS, SECONDS][len(numbers) :])[:2]
    broken = []
    with Site(kind, redis=True) as site:
        paths, end = pages(site), threading.Event()
        people = [writers.Saver(site, end), writers.Publisher(site, end)]
        for person in people:
            person.start()
        with Load(site.server.port, HOST, paths, readers=readers, think=(0.5, 1)) as load:
            time.sleep(seconds)
        end.set()
        for person in people:
            person.join()
        print(f"{kind}: {readers} readers, {load.lasted:.0f} s, {len(paths)} pages, {load.rate:.0f} answers/s")
        half, most = load.percentile(0.5), load.percentile(0.99)
        print(f"  half within {half:.2f} s, 99 % within {most:.2f} s, all within {load.longest():.2f} s")
        print(f"  answers by status: {dict(Counter(seen.status for seen in load.seen))}")
        if load.lost:
            broken.append(f"lost: {load.lost[:3]}")
        for person in people:
            took = person.seconds
            print(f"  {person.kind}: {len(took)}, half within {statistics.median(took):.2f} s, all {max(took):.2f} s")
            if max(took) > AT_MOST:
                broken.append(f"{person.kind} took {max(took):.2f} s")
            if person.faults or person.unanswered:
                broken.append(f"{person.kind}: {person.faults}, no answer {person.unanswered}")
        with Load(site.server.port, HOST, paths, readers=8) as load:
            time.sleep(10)
        print(f"  without a pause, 8 readers: {load.rate:.0f} answers/s, 99 % within {load.percentile(0.99):.2f} s")
    print("\n".join(f"BROKEN: {words}" for words in broken) or "Everything kept.")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
