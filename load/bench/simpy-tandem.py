"""The peer of tandem.ts: the same six M/M/3 queues in a row, written the way SimPy's own documentation writes queues.

Usage: python3 simpy-tandem.py CUSTOMERS SEED
"""

import json
import random
import sys
import time

import simpy

STATIONS = 6
SERVERS = 3
UTILISATION = 0.8
MEAN_SERVICE = 1.0


def main(customers: int, seed: int) -> None:
    env = simpy.Environment()
    stations = [simpy.Resource(env, capacity=SERVERS) for _ in range(STATIONS)]
    warm_up = customers // 10
    waited = [0.0] * STATIONS
    gaps = random.Random(f"{seed}/gaps")
    services = [random.Random(f"{seed}/service/{i}") for i in range(STATIONS)]

    def customer(number):
        for i, station in enumerate(stations):
            joined_at = env.now
            with station.request() as turn:
                yield turn
                if number >= warm_up:
                    waited[i] += env.now - joined_at
                yield env.timeout(services[i].expovariate(1 / MEAN_SERVICE))

    def arrivals():
        for number in range(customers):
            yield env.timeout(gaps.expovariate(SERVERS * UTILISATION / MEAN_SERVICE))
            env.process(customer(number))

    env.process(arrivals())
    started = time.perf_counter()
    env.run()
    seconds = time.perf_counter() - started
    # What the model calls an event: an arrival or a completion of service. SimPy needs several of its own for each.
    events = customers * (1 + STATIONS)
    print(
        json.dumps(
            {
                "events": events,
                "seconds": seconds,
                "eventsPerSecond": events / seconds,
                "meanWaits": [w / (customers - warm_up) / MEAN_SERVICE for w in waited],
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
