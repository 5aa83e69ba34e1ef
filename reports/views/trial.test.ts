/** The trial against the golden journal, against a naive count, and against itself after saving and restoring. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../simulator/core/cell.ts';
import { HOUR, MINUTE } from '../../simulator/core/time.ts';
import { BEGIN, LRN, MRN, ONE_TRUCK, ONE_TRUCK_HEADER } from '../fixtures/one-truck.ts';
import { Trial } from './trial.ts';
import { kmAt } from './trial-rows.ts';
import { ENDED_KEPT } from './trial-state.ts';

function trialAt(t: number): Trial {
  const trial = new Trial(ONE_TRUCK_HEADER.participants);
  for (const entry of ONE_TRUCK) if (entry.t <= t) trial.step(entry);
  return trial;
}

const truckAt = (t: number) => trialAt(t).trucks.get('T1');

test('an outage is that of the node that announced it, and ends when it says so', () => {
  const trial = new Trial(ONE_TRUCK_HEADER.participants);
  const said = (t: number, fact: { type: string } & Record<string, unknown>): void => {
    trial.step({ t, n: 'ICE', s: t, node: 'AZE', ...fact });
  };
  said(HOUR, { type: 'OutageAnnounced', from: '1970-01-01T02:00:00Z' });
  expect(trial.nodes.get('AZE')).toMatchObject({ outageFrom: 2 * HOUR, outageTo: null });
  expect(trial.nodes.get('ICE')).toMatchObject({ outageFrom: null });
  said(3 * HOUR, { type: 'OutageEnded' });
  expect(trial.nodes.get('AZE')).toMatchObject({ outageTo: 3 * HOUR });
});

test('a fault is at work until it heals, and counts what it strikes', () => {
  const trial = new Trial(ONE_TRUCK_HEADER.participants);
  const said = (t: number, n: string, fact: { type: string } & Record<string, unknown>): void => {
    trial.step({ t, n, s: t, ...fact });
  };
  const injected = { type: 'FaultInjected', on: ['ICE', 'GEO'], until: 3 * HOUR };
  said(HOUR, 'HOST', { ...injected, fault: 'loss-1', kind: 'loss', said: { node: 'GEO' } });
  said(HOUR, 'HOST', { ...injected, fault: 'brokerCrash-1', kind: 'brokerCrash' });
  said(2 * HOUR, 'GEO', {
    type: 'FaultStruck',
    fault: 'loss-1',
    id: 'GEO-1',
    msg: 'X001',
    is: 'lost',
  });
  expect(trial.faults.get('loss-1')).toMatchObject({
    ...{ where: 'GEO', struck: 1, until: 3 * HOUR },
    said: { node: 'GEO' },
  });
  expect(trial.faults.get('brokerCrash-1')).toMatchObject({ where: null, struck: 0 });
  const saved = Trial.restore(JSON.parse(JSON.stringify(trial.save())) as never);
  said(3 * HOUR, 'HOST', { type: 'FaultHealed', fault: 'loss-1' });
  expect([...trial.faults.values()].map(({ id }) => id)).toEqual(['brokerCrash-1']);
  expect(saved.faults.size).toBe(2);
});

describe('one truck', () => {
  test('every participant is on the map before its first entry', () => {
    expect(
      [...new Trial(ONE_TRUCK_HEADER.participants).nodes.values()].map(({ id }) => id),
    ).toEqual(ONE_TRUCK_HEADER.participants);
  });

  test.for([
    [0, 'waiting', 'ready', 'ge-poti'],
    [HOUR, 'moving', 'driving', null],
    [9 * HOUR, 'waiting', 'queued', 'ge-tsiteli-khidi'],
    [25 * HOUR, 'waiting', 'resting', null],
    [47 * HOUR, 'waiting', 'atPort', 'az-alat-port'],
    [50 * HOUR, 'moving', 'aboard', null],
    [72 * HOUR + 50 * MINUTE, 'underControl', 'served', 'kz-kuryk-port'],
    [100.5 * HOUR, 'waiting', 'arrived', 'uz-tashkent'],
    [103 * HOUR, 'ended', 'left', 'uz-tashkent'],
  ] as const)('after %i ms its shape is %s: it is %s at %s', ([after, shape, doing, place]) => {
    expect(truckAt(BEGIN + after)).toMatchObject({ shape, doing, place, lrn: LRN });
  });

  test('on the road it is as far as the time says, and stands where it went', () => {
    const driving = truckAt(BEGIN + HOUR);
    const resting = truckAt(BEGIN + 25 * HOUR);
    if (driving === undefined || resting === undefined) throw new Error('no truck');
    expect(kmAt(driving, driving.t)).toBe(0);
    expect(kmAt(driving, (driving.t + driving.until) / 2)).toBeCloseTo(190);
    expect(kmAt(driving, driving.until + 1)).toBe(380);
    expect(kmAt(resting, resting.until)).toBe(600);
  });

  test('the movement follows the state tables to its end', () => {
    const movement = trialAt(Infinity).movement(MRN);
    expect(movement).toMatchObject({
      id: LRN,
      departure: 'writtenOff',
      usage: 'released',
      channel: 'green',
      attention: 0,
      controlled: false,
      task: null,
      endedAt: BEGIN + 102 * HOUR,
    });
    expect(movement?.transit.map(({ node, state }) => [node, state])).toEqual([
      ['AZE', 'passed'],
      ['KAZ', 'passed'],
      ['UZB', 'passed'],
    ]);
    expect(movement?.destination).toMatchObject({
      node: 'UZB',
      office: 'UZ000101',
      state: 'resultSent',
    });
    expect(movement?.milestones.map(({ kind }) => kind)).toEqual([
      ...['ready', 'declared', 'accepted', 'guaranteeReserved', 'released', 'departed'],
      ...['queued', 'cleared', 'queued', 'presented', 'passed', 'cleared'],
      ...['atPort', 'sailed', 'landed', 'queued', 'presented', 'checked', 'passed', 'cleared'],
      ...['queued', 'cleared', 'queued', 'presented', 'passed', 'cleared'],
      ...['arrived', 'arrivalNotified', 'arrivalRecorded', 'goodsReleased', 'writtenOff', 'left'],
    ]);
  });

  test('posts, ports and vessels know who stands there', () => {
    expect(trialAt(BEGIN + 9 * HOUR).posts.get('ge-tsiteli-khidi')?.exit).toMatchObject({
      waiting: 1,
      serving: 0,
    });
    const later = trialAt(Infinity);
    expect(later.posts.get('az-krasny-most')?.entry).toEqual({
      waiting: 0,
      serving: 0,
      queue: 2,
      background: 1.5,
      cleared: 1,
      recentWaits: [2 * HOUR],
      closedUntil: null,
    });
    expect(trialAt(BEGIN + 40 * HOUR).ports.get('az-alat-port')).toMatchObject({
      open: false,
      waiting: 1,
      why: 'weather',
    });
    expect(later.ports.get('az-alat-port')).toMatchObject({
      open: true,
      waiting: 0,
      recentWaits: [12 * HOUR],
    });
    expect(trialAt(BEGIN + 60 * HOUR).vessels.get('V1')).toMatchObject({
      state: 'sailing',
      trucks: ['T0', 'T1'],
      capacity: 50,
    });
  });

  test('no message is left under way at the end, and nodes have counted them', () => {
    const trial = trialAt(Infinity);
    for (const node of trial.nodes.values()) {
      expect(node).toMatchObject({ unacknowledged: 0, held: 0, openTasks: 0, up: true });
    }
    const pulses = [...trial.pulses.values()];
    expect(pulses.map(({ msg }) => msg)).toEqual([
      'X001',
      'X050',
      'X050',
      'X050',
      'X118',
      'X118',
      'X118',
      'X006',
      'X018',
    ]);
    expect(pulses.every(({ takenAt, receivedAt }) => takenAt !== null && receivedAt !== null)).toBe(
      true,
    );
  });

  test('it is found by parts of its numbers', () => {
    const trial = trialAt(Infinity);
    for (const text of [MRN, LRN, 'aa-123', 'XC1234', 't1', '0004', '00010']) {
      expect(trial.find(text).map(({ id }) => id)).toEqual(text === '0004' ? [] : [LRN]);
    }
    expect(trial.find('  ')).toEqual([]);
  });
});

test('saved at any entry, sent as JSON and restored, it continues identically', () => {
  const whole = new Trial(ONE_TRUCK_HEADER.participants);
  const saves = ONE_TRUCK.map((entry) => {
    whole.step(entry);
    return JSON.stringify(whole.save());
  });
  for (let at = 0; at < ONE_TRUCK.length; at += 7) {
    const restored = Trial.restore(JSON.parse(saves[at] ?? '') as ReturnType<Trial['save']>);
    for (const entry of ONE_TRUCK.slice(at + 1)) restored.step(entry);
    expect(content(restored)).toEqual(content(whole));
  }
});

test('what was saved stays as it was while the trial goes on', () => {
  const trial = new Trial(ONE_TRUCK_HEADER.participants);
  const kept: [ReturnType<Trial['save']>, string][] = [];
  for (const entry of ONE_TRUCK) {
    trial.step(entry);
    const saved = trial.save();
    kept.push([saved, JSON.stringify(saved)]);
  }
  for (const [saved, text] of kept) expect(JSON.stringify(saved)).toBe(text);
});

test('of the movements that have ended the newest stay, and a truck that left goes from the map', () => {
  const trial = new Trial();
  let s = 0;
  const step = (t: number, n: string, fact: { type: string } & Record<string, unknown>): void => {
    trial.step({ t, n, s: s++, ...fact });
  };
  const all = 23_000;
  for (let i = 0; i < all; i++) {
    const [lrn, mrn, truck] = [`L${String(i)}`, `M${String(i)}`, `T${String(i)}`];
    const t = i * MINUTE;
    step(t, 'WORLD', {
      type: 'TruckReady',
      truck,
      plate: 'P',
      lrn,
      carrier: '',
      from: 'a',
      to: 'b',
      route: [],
      flow: '',
      goods: '',
      tonnes: 1,
    });
    step(t, 'GEO', { type: 'MovementAccepted', row: 'D9', lrn, mrn, office: '', destination: '' });
    step(t, 'GEO', { type: 'MovementWrittenOff', row: 'D33', mrn, result: 'A2' });
    step(t, 'WORLD', { type: 'TruckLeft', truck, place: 'b', why: 'delivered' });
  }
  expect(trial.movements.size).toBeGreaterThanOrEqual(ENDED_KEPT);
  expect(trial.movements.size).toBeLessThanOrEqual(ENDED_KEPT + ENDED_KEPT / 8);
  expect(trial.movement('M0')).toBeUndefined();
  expect(trial.movement(`M${String(all - 1)}`)?.departure).toBe('writtenOff');
  expect(trial.trucks.size).toBeLessThanOrEqual(122);
});

/** Rows without the edition, which tells only when they were copied. */
const content = (trial: Trial): unknown =>
  JSON.parse(
    JSON.stringify(trial.save(), (key, value: unknown) => (key === 'edition' ? undefined : value)),
  );

type Change = {
  readonly truck: number;
  readonly post: number;
  readonly act: 'queue' | 'serve' | 'clear';
};
const changes = fc.array(
  fc.record<Change>({
    truck: fc.nat(5),
    post: fc.nat(2),
    act: fc.constantFrom('queue', 'serve', 'clear'),
  }),
);

test('queues count as a naive list does', () => {
  fc.assert(
    fc.property(changes, (moves) => {
      const trial = new Trial();
      const waiting: string[] = [];
      const serving: string[] = [];
      let s = 0;
      const step = (fact: Omit<Entry, 't' | 'n' | 's'> & { type: string }): void => {
        trial.step({ t: s, n: 'WORLD', s: s++, ...fact });
      };
      for (const { truck, post, act } of moves) {
        const key = `${String(truck)}@${String(post)}`;
        const at = {
          truck: String(truck),
          post: String(post),
          side: 'entry',
          queue: 0,
          background: 0,
          waited: 1,
        };
        if (act === 'queue') {
          waiting.push(key);
          step({ type: 'TruckQueued', ...at });
        } else if (act === 'serve' && waiting.includes(key)) {
          waiting.splice(waiting.indexOf(key), 1);
          serving.push(key);
          step({ type: 'TruckServed', ...at });
        } else if (act === 'clear' && serving.includes(key)) {
          serving.splice(serving.indexOf(key), 1);
          step({ type: 'TruckCleared', ...at });
        }
      }
      for (const { id, entry } of trial.posts.values()) {
        const here = (keys: string[]): number =>
          keys.filter((key) => key.endsWith(`@${id}`)).length;
        expect([entry.waiting, entry.serving]).toEqual([here(waiting), here(serving)]);
      }
    }),
  );
});
