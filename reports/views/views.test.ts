/** Story, index, checkpoints, waiting, alarms and density over the golden journal. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../simulator/core/cell.ts';
import { HOUR, MINUTE } from '../../simulator/core/time.ts';
import { BEGIN, LRN, MRN, ONE_TRUCK, ONE_TRUCK_HEADER } from '../fixtures/one-truck.ts';
import { alarmText } from './alarm-text.ts';
import { alarmsOf } from './alarms.ts';
import { Checkpoints } from './checkpoints.ts';
import { Density } from './density.ts';
import { JournalIndex } from './journal-index.ts';
import { movementStory } from './movement.ts';
import { Trial } from './trial.ts';
import { nextText, waitingText } from './waiting-text.ts';
import { whyWaiting } from './waiting.ts';

function trialAt(t: number): Trial {
  const trial = new Trial(ONE_TRUCK_HEADER.participants);
  for (const entry of ONE_TRUCK) if (entry.t <= t) trial.step(entry);
  return trial;
}

describe('why it waits', () => {
  const at = (after: number) => {
    const trial = trialAt(BEGIN + after);
    const movement = trial.movement(LRN);
    return movement === undefined ? undefined : whyWaiting(trial, movement);
  };

  test.for([
    [MINUTE, 'acceptance', 'GE000104', 'officerDecides'],
    [15 * MINUTE, 'riskDecision', 'GE000104', 'officerDecides'],
    [9 * HOUR, 'queue', 'ge-tsiteli-khidi', 'laneTakes'],
    [25 * HOUR, 'rest', 'AA-123-BB', 'driverGoesOn'],
    [40 * HOUR, 'portClosed', 'az-alat-port', 'portOpens'],
    [45 * HOUR, 'ferry', 'alat-kuryk', 'sailsWhenFull'],
    [47 * HOUR, 'ferry', 'V1', 'boards'],
    [72.5 * HOUR + 10 * MINUTE, 'passage', 'KZ000301', 'officerDecides'],
    [72.5 * HOUR + 20 * MINUTE, 'entryCheck', 'KZ000301', 'officerDecides'],
    [80.6 * HOUR, 'lane', 'kz-tazhen', 'drivesOn'],
    [100.5 * HOUR, 'arrivalDecision', 'UZ000101', 'officerDecides'],
  ] as const)('after %i ms for %s, %s; next: %s', ([after, code, who, next]) => {
    expect(at(after)).toMatchObject({ code, who, next });
  });

  test('on the road, at sea and after its end it does not wait', () => {
    for (const after of [HOUR, 50 * HOUR, 103 * HOUR]) expect(at(after)).toBeNull();
  });

  test('a person in the seat and a node that is down are named', () => {
    const trial = trialAt(BEGIN + 15 * MINUTE);
    const movement = trial.movement(LRN)!;
    const t = BEGIN + 16 * MINUTE;
    trial.step({ t, n: 'WORLD', s: 900, type: 'SeatTaken', seat: 'GE000104', person: 'Nino' });
    expect(whyWaiting(trial, movement)).toMatchObject({ next: 'personDecides', person: 'Nino' });
    trial.step({ t, n: 'HOST', s: 900, type: 'NodeDown', node: 'GEO', why: 'crash' });
    expect(whyWaiting(trial, movement)).toMatchObject({ code: 'nodeDown', who: 'GEO', since: t });
  });

  test('the sentences name what is awaited in both languages', () => {
    const waiting = at(40 * HOUR)!;
    expect(waitingText(waiting, () => ({ en: 'Alat', ru: 'Алят' }))).toEqual({
      en: 'the port of Alat, which is closed; trucks waiting in the port: 1',
      ru: 'открытия порта Алят; машин в порту: 1',
    });
    expect(nextText(waiting).en).toBe('next: the port opens');
  });
});

test('alarms come gravest first and say how much they concern', () => {
  const trial = trialAt(BEGIN + 40 * HOUR);
  trial.step({
    t: BEGIN + 40 * HOUR,
    n: 'HOST',
    s: 900,
    type: 'NodeDown',
    node: 'KAZ',
    why: 'crash',
  });
  const alarms = alarmsOf(trial);
  expect(alarms.map(({ code, strength, what, count }) => [code, strength, what, count])).toEqual([
    ['nodeDown', 3, 'KAZ', 0],
    ['portClosed', 1, 'az-alat-port', 1],
  ]);
  expect(alarmText(alarms[1]!).en).toBe('the port of az-alat-port is closed; trucks that wait: 1');
});

test('who has left is told apart from who does not answer', () => {
  const trial = trialAt(BEGIN);
  const host = { t: BEGIN + 1, n: 'HOST', type: 'NodeDown' };
  trial.step({ ...host, s: 900, node: 'KAZ', why: 'left' });
  trial.step({ ...host, s: 901, node: 'UZB', why: 'silent' });
  const alarms = alarmsOf(trial);
  expect(alarms.map(({ code, strength, what }) => [code, strength, what])).toEqual([
    ['nodeDown', 3, 'UZB'],
    ['nodeLeft', 2, 'KAZ'],
  ]);
  expect(alarms.map((alarm) => alarmText(alarm).ru.split(';')[0])).toEqual([
    'UZB не отвечает',
    'KAZ вне прогона и ожидает возвращения',
  ]);
});

describe('a fault that strikes a message', () => {
  const sent = ONE_TRUCK.findIndex(({ type, msg }) => type === 'MessageSent' && msg === 'X006');
  const advice = ONE_TRUCK[sent];
  if (advice === undefined) throw new Error('the fixture has lost its end');
  const { t, n } = advice;
  const struck: Entry = {
    ...{ t, n, s: 9_000, type: 'FaultStruck', fault: 'receiptsLost-12' },
    ...{ id: advice['id'], msg: 'X006', is: 'lost' },
  };
  const told = ONE_TRUCK.toSpliced(sent + 1, 0, struck, { ...struck, s: 9_001, is: 'delayed' });

  test('is told of the message in the story of its movement, the first time', () => {
    const story = movementStory(
      told.map((entry) => ({ entry })),
      MRN,
    )!;
    const hit = story.messages.filter((message) => message.struck !== null);
    expect(hit.map(({ code, struck }) => [code, struck])).toEqual([
      ['X006', { fault: 'receiptsLost-12', is: 'lost', by: n }],
    ]);
  });

  test('is found with the movement, though it does not name it', () => {
    const index = new JournalIndex();
    for (const entry of told) index.step(entry);
    expect(index.find(MRN).map((position) => told[position])).toContain(struck);
  });
});

describe('the story of a movement', () => {
  const story = movementStory(
    ONE_TRUCK.map((entry) => ({ entry })),
    MRN,
  )!;

  test('lanes stand from the trader over the nodes to driver and officer', () => {
    expect(story.lanes.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'trader trader',
      'GEO departure',
      'guarantee guarantee',
      'ICE ice',
      'AZE transit',
      'KAZ transit',
      'UZB destination',
      'driver driver',
      'officer officer',
    ]);
  });

  test('messages run between the lanes of those who sent and took them', () => {
    const arrows = story.messages.map(({ code, from, to }) => `${code} ${from}>${to}`);
    expect(arrows.slice(0, 12)).toEqual([
      'T015 trader>GEO',
      'T928 GEO>trader',
      'N810 GEO>officer',
      'N820 officer>GEO',
      'T028 GEO>trader',
      'N810 GEO>officer',
      'N820 officer>GEO',
      'X203 GEO>guarantee',
      'X205 guarantee>GEO',
      'T029 GEO>trader',
      'X001 GEO>UZB',
      'X050 GEO>AZE',
    ]);
    expect(arrows).toContain('N117 driver>AZE');
    expect(arrows).toContain('N118 AZE>driver');
    expect(arrows).toContain('T060 KAZ>driver');
    expect(arrows).toContain('T007 driver>UZB');
    expect(
      story.messages.every(({ receivedAt, sentAt }) => receivedAt !== null && receivedAt >= sentAt),
    ).toBe(true);
    expect(story.messages.every(({ overIce, takenAt }) => overIce === (takenAt !== null))).toBe(
      true,
    );
  });

  test('each office followed its table', () => {
    expect(
      story.machines.map(({ machine, office, rows, state }) => [
        machine,
        office,
        rows.map(({ row }) => row).join(' '),
        state,
      ]),
    ).toEqual([
      ['departure', 'GE000104', 'D3 D9 D14 D20 D27 D27 D27 D31 D33', 'writtenOff'],
      ['usage', '26GE000100ABCDEF120', 'U1 U4 U6', 'released'],
      ['transit', 'AZ000201', 'B1 B6', 'passed'],
      ['transit', 'KZ000301', 'B1 B7 B8', 'passed'],
      ['transit', 'UZ000201', 'B1 B6', 'passed'],
      ['destination', 'UZ000101', 'A1 A6 A13', 'resultSent'],
    ]);
    expect(story.guarantee).toMatchObject({
      amount: 25600,
      exposure: 0,
      balance: 100000,
      state: 'released',
    });
  });

  test('nobody knows an unknown number', () => {
    expect(
      movementStory(
        ONE_TRUCK.map((entry) => ({ entry })),
        '26GE999',
      ),
    ).toBeUndefined();
  });
});

describe('the index of a journal', () => {
  const index = new JournalIndex();
  for (const entry of ONE_TRUCK) index.step(entry);

  test('finds the same story as the whole journal gives', () => {
    const entries = index.find(MRN).map((position) => ({ entry: ONE_TRUCK[position]! }));
    const whole = movementStory(
      ONE_TRUCK.map((entry) => ({ entry })),
      MRN,
    )!;
    const found = movementStory(entries, MRN)!;
    expect(found.messages).toEqual(whole.messages);
    expect(found.machines).toEqual(whole.machines);
    expect(found.movement.milestones).toEqual(whole.movement.milestones);
    expect(index.find(LRN)).toEqual(index.find(MRN));
    expect(index.find('nothing')).toEqual([]);
  });

  test('keeps apart what belongs to several movements, as a naive filter does', () => {
    const entry = fc.record({
      mrn: fc.constantFrom('M1', 'M2', 'M3', undefined),
      lrn: fc.constantFrom('L1', 'L2', 'L3', undefined),
    });
    fc.assert(
      fc.property(fc.array(entry), (facts) => {
        const own = new JournalIndex();
        const entries: Entry[] = [1, 2, 3].map((i) => ({
          t: 0,
          n: 'GEO',
          s: i,
          type: 'MovementAccepted',
          lrn: `L${String(i)}`,
          mrn: `M${String(i)}`,
        }));
        facts.forEach(({ mrn, lrn }, i) => {
          const names = {
            ...(mrn === undefined ? {} : { mrn }),
            ...(lrn === undefined ? {} : { lrn }),
          };
          entries.push({ t: i, n: 'GEO', s: i + 4, type: 'LegRecorded', ...names });
        });
        for (const each of entries) own.step(each);
        for (const i of ['1', '2', '3']) {
          const naive = entries.flatMap(({ mrn, lrn }, at) =>
            ((mrn ?? '') === '' ? lrn === `L${i}` : mrn === `M${i}`) ? [at] : [],
          );
          expect(own.find(`M${i}`)).toEqual(naive);
        }
      }),
    );
  });
});

describe('checkpoints', () => {
  test('lead to any moment as the whole journal does', () => {
    const checkpoints = new Checkpoints(10, 4);
    const trial = new Trial(ONE_TRUCK_HEADER.participants);
    for (const entry of ONE_TRUCK) {
      trial.step(entry);
      checkpoints.offer(trial);
    }
    expect(checkpoints.count).toBeLessThanOrEqual(4);
    for (let t = BEGIN; t < BEGIN + 104 * HOUR; t += 7 * HOUR) {
      const nearest = checkpoints.atTime(t);
      const past =
        nearest === undefined ? new Trial(ONE_TRUCK_HEADER.participants) : Trial.restore(nearest);
      for (const entry of ONE_TRUCK.slice(past.entries)) if (entry.t <= t) past.step(entry);
      expect(past.trucks.get('T1')).toEqual({
        ...trialAt(t).trucks.get('T1')!,
        edition: past.trucks.get('T1')?.edition,
      });
      expect(past.entries).toBe(trialAt(t).entries);
    }
    expect(checkpoints.atEntry(5)).toBeUndefined();
    expect(checkpoints.atEntry(ONE_TRUCK.length)?.entries).toBe(
      checkpoints.atTime(Infinity)?.entries,
    );
  });
});

describe('density', () => {
  test('counts every entry, however far the buckets were joined', () => {
    const density = new Density(MINUTE);
    for (const entry of ONE_TRUCK) density.step(entry);
    const { from, bucketMs, counts, marks } = density.view();
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ONE_TRUCK.length);
    expect(counts.length).toBeLessThanOrEqual(1024);
    expect(bucketMs).toBe(8 * MINUTE);
    expect(from).toBeLessThanOrEqual(BEGIN);
    expect(marks.map(({ kind, until }) => [kind, until])).toEqual([
      ['handedOver', null],
      ['storm', BEGIN + 44 * HOUR],
      ['ended', null],
    ]);
  });

  test('marks a fault once, and what people do', () => {
    const density = new Density(MINUTE);
    const entry = (s: number, type: string, more: object): Entry => ({
      t: BEGIN + s * MINUTE,
      n: 'WORLD',
      s,
      type,
      ...more,
    });
    const on = {
      fault: 'borderClosed-1',
      kind: 'borderClosed',
      until: BEGIN + HOUR,
      on: ['WORLD'],
      said: { side: 'entry' },
    };
    density.step(entry(0, 'FaultInjected', on));
    density.step(entry(1, 'CommandGiven', { command: { type: 'fault', actor: 'fault x' } }));
    density.step(entry(2, 'CommandGiven', { command: { type: 'takeSeat', actor: 'Nino' } }));
    density.step(entry(3, 'CommandGiven', { command: { type: 'faultHeals', actor: 'fault x' } }));
    density.step(entry(4, 'NodeDown', { node: 'GEO', why: 'left' }));
    density.step(entry(5, 'NodeDown', { node: 'AZE', why: 'nodeCrash' }));
    const { marks } = density.view();
    expect(marks.map(({ kind, what }) => [kind, what])).toEqual([
      ['fault', 'borderClosed'],
      ['command', 'takeSeat'],
      ['nodeLeft', 'GEO'],
      ['nodeDown', 'AZE'],
    ]);
    expect(marks[0]?.said).toEqual({ side: 'entry' });
  });
});
