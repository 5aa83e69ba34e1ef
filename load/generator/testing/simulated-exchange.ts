/** An exchange in simulated time, for tests of the generator: one message after the other, each taking its time; it may stand still, and may be wrong. */
import { isoUtc } from '../../../simulator/core/time.ts';
import { Chance } from '../../../simulator/core/chance.ts';
import { ICE } from '../../../nodes/common/routing.ts';
import { outboxTopic } from '../../../nodes/common/topics.ts';
import type { Message } from '../../../simulator/core/participant.ts';
import type { Flow } from '../../flows/flow.ts';
import { Numbers } from '../../flows/numbers.ts';
import { Ledger } from '../../ledger/ledger.ts';
import type { Profile } from '../../profiles/profile.ts';
import { secondsOf } from '../beginnings.ts';
import { Generator } from '../generator.ts';
import { Meter } from '../meter.ts';

/** What it does with a message; the default hands it on unchanged and acknowledges it. */
export type Conduct = (
  message: Message,
  text: string,
) => {
  readonly acknowledged: boolean;
  readonly deliveries: readonly (readonly [to: string, text: string])[];
};

export interface Simulation {
  readonly flows: readonly Flow[];
  readonly profile: Profile;
  /** ms that one message takes. */
  readonly service: number;
  /** It stands still between these, in ms. */
  readonly stall?: readonly [from: number, until: number];
  readonly conduct?: Conduct;
  readonly seed?: string;
}

const DRAIN_MS = 30_000;
const honest: Conduct = ({ recipient }, text) => ({
  acknowledged: true,
  deliveries: [[recipient, text]],
});

interface Job {
  readonly came: number;
  readonly country: string;
  readonly text: string;
}

/** Runs a load against it to its end. */
export function simulate({
  flows,
  profile,
  service,
  stall,
  conduct = honest,
  seed = '1',
}: Simulation) {
  const jobs: Job[] = [];
  let now = 0;
  const ledger = new Ledger();
  const meter = new Meter(profile.warmUp * 1_000, secondsOf(profile) * 1_000);
  const startedAt = Date.UTC(2026, 10, 30);
  const generator = new Generator(
    {
      ...{ flows, profile, startedAt, numbers: new Numbers(startedAt), through: 'ice' },
      stream: new Chance(seed).stream('load'),
      publish(country, topic, text) {
        // Receipts and heartbeats take it no time.
        if (!/\/S(002|803)$/.test(topic)) jobs.push({ country, text, came: now });
      },
    },
    ledger,
    meter,
  );
  const until = secondsOf(profile) * 1_000 + DRAIN_MS;
  let freeAt = 0;
  let asides = 0;
  generator.greet(0);
  while (now < until && !generator.isThrough(now)) {
    const next = generator.tick(now);
    const [job] = jobs;
    const doneAt = job === undefined ? Infinity : endOf(Math.max(freeAt, job.came), service, stall);
    if (doneAt > next || job === undefined) {
      now = Math.max(now, next);
      continue;
    }
    now = freeAt = doneAt;
    jobs.shift();
    serve(job);
  }
  ledger.close();
  return { generator, ledger, measured: meter.result() };

  function serve({ country, text }: Job): void {
    const message = JSON.parse(text) as Message;
    const { acknowledged, deliveries } = conduct(message, text);
    if (acknowledged) {
      const body = { messageId: message.messageId, receivedAt: isoUtc(0), queuePosition: 0 };
      const receipt = { messageId: `ICE-n${String(++asides)}`, messageType: 'S001', sender: ICE };
      const whole = { ...receipt, recipient: country, correlationId: message.messageId, body };
      generator.onMessage(country, outboxTopic(country, whole), JSON.stringify(whole), now);
    }
    for (const [to, what] of deliveries) {
      generator.onMessage(to, outboxTopic(to, message), what, now);
      generator.onRead(to, now);
    }
  }
}

function endOf(from: number, service: number, stall: Simulation['stall']): number {
  if (stall === undefined) return from + service;
  const [stops, goesOn] = stall;
  const begins = from >= stops && from < goesOn ? goesOn : from;
  return begins + service;
}
