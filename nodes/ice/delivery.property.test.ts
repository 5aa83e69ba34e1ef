/** Delivery against everything a network does: losses on both ways, outages, silence, restarts of ICE. Once it heals, all is there, once and in order. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chance } from '../../simulator/core/draws.ts';
import { Chance } from '../../simulator/core/chance.ts';
import type { Stream } from '../../simulator/core/chance.ts';
import { isoUtc, MINUTE, SECOND } from '../../simulator/core/time.ts';
import { makeMrn } from '../common/numbers/mrn.ts';
import { ICE } from '../common/routing.ts';
import { advanceRecord, Bench, crossed } from './bench.ts';

const MRNS = ['A00001', 'A00002', 'A00003'].map((serial6) =>
  makeMrn({ year: 2026, country: 'GE', office6: '000101', serial6 }),
);

const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('tell' as const), mrn: fc.constantFrom(...MRNS) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      seconds: fc.integer({ min: 1, max: 90 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('outage' as const),
      minutes: fc.integer({ min: 0, max: 5 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('silence' as const), deaf: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('return' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);

type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/** Georgia at the end of a bad line: it takes each message once, and receipts it whenever it comes. */
class BadLine {
  bench = Bench.running();
  loss = 0.3;
  deaf = false;
  readonly told: string[] = [];
  readonly arrived: string[] = [];
  private readonly chance: Stream;

  constructor(seed: string) {
    this.chance = new Chance(seed).stream('losses');
    for (const mrn of MRNS) this.bench.tell('X001', 'GEO', 'KAZ', advanceRecord(), { mrn });
    this.bench.settle().clear();
  }

  act(what: Action): void {
    const { bench } = this;
    switch (what.kind) {
      case 'tell':
        this.told.push(bench.tell('X118', 'AZE', 'GEO', crossed(what.mrn), { mrn: what.mrn }));
        break;
      case 'pass':
        for (let second = 0; second < what.seconds; second++) {
          bench.pass(SECOND);
          this.carry();
        }
        break;
      case 'outage': {
        const [from, to] = [isoUtc(bench.now), isoUtc(bench.now + what.minutes * MINUTE)];
        bench.tell('S070', 'GEO', ICE, { type: 'N', from, to, functions: [] });
        break;
      }
      case 'leave':
        this.tellLine('S070');
        break;
      case 'return':
        this.tellLine('S071');
        break;
      case 'silence':
        this.deaf = what.deaf;
        break;
      case 'restart':
        this.restart();
    }
    this.carry();
  }

  /** A planned outage until further notice begins, or any is over. */
  private tellLine(messageType: 'S070' | 'S071'): void {
    const body = { type: 'N', from: isoUtc(this.bench.now), functions: [] };
    this.bench.tell(messageType, 'GEO', ICE, body);
  }

  private restart(): void {
    const { now } = this.bench;
    const state = this.bench.cell.save();
    this.bench = new Bench(state);
    this.bench.now = now;
  }

  /** What ICE has sent arrives, or does not; so does the receipt. */
  private carry(): void {
    const sent = this.bench.sent.splice(0);
    for (const { to, message } of sent) {
      if (message.messageType === 'S001') continue;
      if (to !== 'GEO') {
        this.bench.receipt(to, message.messageId);
        continue;
      }
      if (this.deaf || chance(this.chance, this.loss)) continue;
      if (!this.arrived.includes(message.messageId)) this.arrived.push(message.messageId);
      if (!chance(this.chance, this.loss)) this.bench.receipt('GEO', message.messageId);
    }
  }

  heal(): void {
    this.loss = 0;
    this.deaf = false;
    this.act({ kind: 'return' });
    for (let minute = 0; minute < 30; minute++) this.act({ kind: 'pass', seconds: 60 });
  }
}

test('whatever is lost on the way, each message arrives once and in the order of its movement', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 25 }), fc.nat(), (actions, seed) => {
      const line = new BadLine(String(seed));
      const mrnOf = new Map<string, string>();
      for (const each of actions) {
        line.act(each);
        if (each.kind === 'tell') mrnOf.set(line.told.at(-1) ?? '', each.mrn);
      }
      line.heal();
      for (const mrn of MRNS) {
        const ofMovement = (ids: string[]): string[] => ids.filter((id) => mrnOf.get(id) === mrn);
        expect(ofMovement(line.arrived)).toEqual(ofMovement(line.told));
      }
      const left = ['flights/GEO', 'queue/GEO', 'lanes/GEO', 'waiting/GEO'].map((name) =>
        line.bench.rowCount(name),
      );
      expect(left).toEqual([0, 0, 0, 0]);
    }),
    { numRuns: 60 },
  );
});
