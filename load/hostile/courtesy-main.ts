/**
 * Two countries that behave, as a process of their own: one publishes to the other at a steady pace and notes how long S001 takes and whether
 * each message arrives. Usage: courtesy-main.ts OPTIONS-AS-JSON; a line on standard input begins a phase, and the one before is printed.
 */
import process from 'node:process';
import { OutboxWitness } from '../../nodes/process/testing/outbox-witness.ts';
import { processLines } from '../../nodes/process/lines.ts';
import { percentile } from '../bench/measure.ts';

export interface CourtesyOptions {
  readonly url: string;
  /** Who publishes, and to whom; with their secrets. */
  readonly from: { readonly country: string; readonly secret: string };
  readonly to: { readonly country: string; readonly secret: string };
}

/** How it went in one phase. */
export interface Courtesy {
  readonly phase: string;
  readonly sent: number;
  readonly acknowledged: number;
  readonly arrived: number;
  /** From publishing to S001, in ms; 0 where nothing was acknowledged. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mostMs: number;
}

const PACE_MS = 25;
/** What was sent at the end of a phase is waited for. */
const LAST_MS = 30_000;

const options = JSON.parse(process.argv[2] ?? '') as CourtesyOptions;
const url = (): string => options.url;
const publisher = await OutboxWitness.start(url, options.from.country, options.from.secret);
const reader = await OutboxWitness.start(url, options.to.country, options.to.secret);

let number = 0;
let phase = '';
let timer: ReturnType<typeof setInterval> | undefined;
let sentAt = new Map<string, number>();

/** When each message was acknowledged; the list that the client keeps says only that it was. */
const acknowledgedAt = new Map<string, number>();
const acknowledge = publisher.acknowledged.push;
Object.assign(publisher.acknowledged, {
  push: (id: string) => {
    acknowledgedAt.set(id, performance.now());
    acknowledge(id);
  },
});

function send(): void {
  const id = `${options.from.country}-${++number}`;
  const tin = `GE${1_000_000_000 + number}`;
  const body = {
    ...{ tin, status: 'active', roles: ['principal'], trustLevel: 1 },
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2046-01-01T00:00:00.000Z',
    holder: { tin, name: 'Colchis Trade', country: 'GE' },
  };
  sentAt.set(id, performance.now());
  publisher.send('A803', id, body, options.to.country);
}

async function report(): Promise<Courtesy> {
  clearInterval(timer);
  const ids = [...sentAt.keys()];
  const until = performance.now() + LAST_MS;
  const received = (): Set<string> =>
    new Set(reader.received.all.map(({ messageId }) => messageId));
  const isOver = (): boolean => {
    const arrived = received();
    return ids.every((id) => acknowledgedAt.has(id) && arrived.has(id));
  };
  while (!isOver() && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, PACE_MS));
  const times = ids.flatMap((id) => {
    const at = acknowledgedAt.get(id);
    return at === undefined ? [] : [at - (sentAt.get(id) ?? at)];
  });
  const arrived = received();
  const at = (share: number): number => (times.length === 0 ? 0 : percentile(times, share));
  return {
    phase,
    sent: ids.length,
    acknowledged: times.length,
    arrived: ids.filter((id) => arrived.has(id)).length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    mostMs: at(1),
  };
}

const io = processLines(() => process.exit(0));
io.send(JSON.stringify({ ready: true }));
await io.read(async (line) => {
  if (phase !== '') io.send(JSON.stringify(await report()));
  phase = line;
  sentAt = new Map();
  timer = setInterval(send, PACE_MS);
});
