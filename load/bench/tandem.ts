/** Runs the bare kernel on six M/M/3 queues in a row and prints its speed as JSON. Usage: tandem.ts CUSTOMERS SEED. */
import { runTandem } from '../../simulator/core/textbook-queues.ts';

const [customers, seed] = process.argv.slice(2).map(Number);
if (
  customers === undefined ||
  seed === undefined ||
  !(customers >= 10) ||
  !Number.isInteger(seed)
) {
  process.stderr.write(
    'usage: tandem.ts CUSTOMERS SEED (at least 10 customers, a whole number as seed)\n',
  );
  process.exit(2);
}

const started = performance.now();
const usage = process.cpuUsage();
const { events, meanWaits } = runTandem({
  stations: 6,
  servers: 3,
  utilisation: 0.8,
  meanServiceMs: 1_000_000,
  customers,
  warmUp: Math.floor(customers / 10),
  seed,
});
const seconds = (performance.now() - started) / 1_000;
const { user, system } = process.cpuUsage(usage);
const cpuSeconds = (user + system) / 1e6;
process.stdout.write(
  `${JSON.stringify({ events, seconds, cpuSeconds, eventsPerSecond: events / seconds, meanWaits })}\n`,
);
