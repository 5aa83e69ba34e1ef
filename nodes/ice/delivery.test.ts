import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, isoUtc, MINUTE, SECOND } from '../../simulator/core/time.ts';
import { LIMITS } from '../common/limits.ts';
import { ICE } from '../common/routing.ts';
import { Bench, crossed, MRN, START } from './bench.ts';

let bench: Bench;

beforeEach(() => {
  bench = Bench.running();
});

const publish = (tin: string, to = 'AZE'): string =>
  bench.tell('A803', to === 'GEO' ? 'UZB' : 'GEO', to, {
    tin,
    status: 'active',
    roles: [],
    trustLevel: 1,
    validFrom: isoUtc(START),
    validTo: isoUtc(START),
    holder: { name: 'x', country: 'GE' },
  });

const outage = (from: number, to?: number, type = 'N'): string =>
  bench.tell('S070', 'AZE', 'ALL', {
    type,
    from: isoUtc(from),
    ...(to === undefined ? {} : { to: isoUtc(to) }),
    functions: [],
  });

describe('order', () => {
  beforeEach(() => {
    bench.receipt('KAZ', bench.announce()).clear();
  });

  const cross = (): string => bench.tell('X118', 'AZE', 'GEO', crossed(), { mrn: MRN });

  test('the next message of a movement waits for the receipt of the one before', () => {
    const [first, second, third] = [cross(), cross(), cross()];
    expect(bench.idsTo('GEO')).toEqual([first]);
    bench.clear().receipt('GEO', first);
    expect(bench.idsTo('GEO')).toEqual([second]);
    bench.clear().receipt('GEO', second);
    expect(bench.idsTo('GEO')).toEqual([third]);
  });

  test('nothing overtakes a message that has to be repeated', () => {
    const [lost, next] = [cross(), cross()];
    const other = publish('GE1', 'GEO');
    bench
      .clear()
      .pass(10 * SECOND)
      .receipt('GEO', lost);
    expect(bench.idsTo('GEO')).toEqual([lost, next, other]);
    bench.receipt('GEO', next, other);
    expect(bench.rowCount('flights/GEO')).toBe(0);
    expect(bench.rowCount('lanes/GEO') + bench.rowCount('waiting/GEO')).toBe(0);
  });

  test('what waited in a store of before comes first', () => {
    const [first, second, third] = [cross(), cross(), cross()];
    const { tables, ...rest } = bench.cell.save();
    const rows = (name: string) => tables.find(([table]) => table === name)?.[1] ?? [];
    const waiting = rows('waiting/GEO').map(([, queued]) => queued);
    expect(waiting).toHaveLength(2);
    const before = tables.map(([name, own]): (typeof tables)[number] => {
      if (name === 'waiting/GEO') return [name, []];
      return [name, name === 'lanes/GEO' ? [[MRN, { waiting }]] : own];
    });
    const now = new Bench({ ...rest, tables: before });
    const last = now.tell('X118', 'AZE', 'GEO', crossed(), { mrn: MRN });
    for (const id of [first, second, third]) now.receipt('GEO', id);
    expect(now.idsTo('GEO')).toEqual([second, third, last]);
    now.receipt('GEO', last);
    expect(now.rowCount('lanes/GEO') + now.rowCount('waiting/GEO')).toBe(0);
  });

  test('however many wait, one more has no other written anew', () => {
    const { cell } = bench;
    cell.trackChanges();
    const written = (): number =>
      cell.participant.tables.reduce((sum, table) => {
        let length = 0;
        table.takeDirty((key) => (length += JSON.stringify(table.get(key) ?? null).length));
        return sum + length;
      }, 0);
    cross();
    cross();
    written();
    cross();
    const few = written();
    for (let i = 0; i < 100; i++) cross();
    written();
    cross();
    expect(written()).toBeLessThan(2 * few);
  });

  test('messages of different movements, and publications of different accounts, do not wait for each other', () => {
    const ids = [publish('GE1'), publish('GE2'), publish('GE3')];
    expect(bench.idsTo('AZE')).toEqual(ids);
    const again = publish('GE1');
    expect(bench.idsTo('AZE')).toEqual(ids);
    bench.receipt('AZE', ids[0] as string);
    expect(bench.idsTo('AZE')).toEqual([...ids, again]);
  });

  test('that an account is suspended waits for the receipt of its publication', () => {
    const published = publish('GE1');
    const effectiveAt = isoUtc(START);
    const change = { tin: 'GE1', newStatus: 'suspended', effectiveAt, reason: 'debts' };
    const suspended = bench.tell('A804', 'GEO', 'ALL', change);
    expect(bench.idsTo('AZE')).toEqual([published]);
    bench.receipt('AZE', published);
    expect(bench.idsTo('AZE')).toEqual([published, suspended]);
  });

  test('one receipt may name several messages, one of them twice', () => {
    const ids = [cross(), publish('GE1', 'GEO'), publish('GE2', 'GEO')];
    const next = cross();
    bench.clear().receipt('GEO', ...ids, ids[0] as string);
    expect(bench.idsTo('GEO')).toEqual([next]);
    expect(bench.rowCount('flights/GEO')).toBe(1);
  });
});

describe('repeats (T-ACK)', () => {
  test('after 10 s, then at doubled distances up to 320 s, for ever', () => {
    const id = publish('GE1');
    const at: number[] = [];
    for (let second = 0; second < 20 * 60; second++) {
      bench.clear().pass(SECOND);
      if (bench.idsTo('AZE').length > 0) at.push((bench.now - START) / SECOND);
    }
    expect(at).toEqual([10, 30, 70, 150, 310, 630, 950]);
    expect(bench.pass(HOUR).facts('MessageRepeated').at(-1)).toMatchObject({
      id,
      to: 'AZE',
      attempt: 19,
    });
  });

  test('are journalled, and are the same message', () => {
    const message = bench.message('A803', 'GEO', 'AZE', {
      tin: 'GE1',
      status: 'active',
      roles: [],
      trustLevel: 1,
      validFrom: isoUtc(START),
      validTo: isoUtc(START),
      holder: { name: 'x', country: 'GE' },
    });
    bench
      .receive(message)
      .clear()
      .pass(10 * SECOND);
    expect(bench.entries).toMatchObject([
      { type: 'MessageRepeated', id: message.messageId, to: 'AZE', attempt: 1 },
    ]);
    expect(bench.sent).toEqual([{ to: 'AZE', message }]);
  });

  test('one that is lost among others is repeated, though the others are receipted', () => {
    const lost = publish('GE1');
    bench.pass(SECOND).receipt('AZE', publish('GE2')).clear();
    const later = publish('GE3');
    bench.clear().pass(9 * SECOND);
    expect(bench.idsTo('AZE')).toEqual([lost]);
    bench.receipt('AZE', lost, later);
    expect(bench.rowCount('flights/AZE')).toBe(0);
    expect(bench.clear().pass(HOUR).sent).toEqual([]);
  });

  test('a silent recipient is tried with the oldest message alone; what is new waits in order', () => {
    const [oldest, second] = [publish('GE1'), publish('GE2')];
    bench.clear().pass(10 * SECOND);
    expect(bench.idsTo('AZE')).toEqual([oldest]);
    const [third, fourth] = [publish('GE3'), publish('GE4')];
    bench.pass(60 * SECOND);
    expect(bench.idsTo('AZE')).toEqual([oldest, oldest, oldest]);
    bench.clear().receipt('AZE', oldest);
    expect(bench.idsTo('AZE')).toEqual([second, third, fourth]);
    bench.clear().receipt('AZE', second, third, fourth).pass(HOUR);
    expect(bench.idsTo('AZE')).toEqual([]);
  });

  test('a repeat that is due sooner than the one watched is not late', () => {
    const slow = publish('GE1');
    bench.pass(10 * SECOND).pass(SECOND);
    bench.receipt('AZE', publish('GE2')); // waits: AZE is silent
    bench.receipt('AZE', slow);
    const quick = publish('GE3');
    bench.clear().pass(10 * SECOND);
    expect(bench.idsTo('AZE')).toContain(quick);
  });

  test('another recipient is not held up', () => {
    publish('GE1');
    bench.pass(MINUTE).clear();
    const id = publish('GE2', 'KAZ');
    expect(bench.idsTo('KAZ')).toEqual([id]);
  });
});

describe('the window', () => {
  test('no more than so many are under way; each receipt lets the next one go', () => {
    const ids = Array.from({ length: LIMITS.inFlightPerRecipient + 5 }, (_, i) =>
      publish(`GE${String(i)}`),
    );
    expect(bench.idsTo('AZE')).toEqual(ids.slice(0, LIMITS.inFlightPerRecipient));
    bench.clear().receipt('AZE', ids[7] as string);
    expect(bench.idsTo('AZE')).toEqual([ids[LIMITS.inFlightPerRecipient]]);
    bench.clear().receipt('AZE', ...ids.slice(0, 7), ...ids.slice(8, 900));
    expect(bench.idsTo('AZE')).toEqual(ids.slice(LIMITS.inFlightPerRecipient + 1));
  });

  test('an acknowledgement says how many are before the message', () => {
    for (let i = 0; i < LIMITS.inFlightPerRecipient; i++) publish(`GE${String(i)}`);
    bench.clear();
    publish('GElast');
    expect(bench.of('S001')[0]?.body.queuePosition).toBe(LIMITS.inFlightPerRecipient);
  });
});

describe('an announced outage (S070, C602)', () => {
  test('is passed on to the others, and holds everything until its end', () => {
    const s070 = outage(START, START + HOUR);
    expect(bench.facts('OutageAnnounced')).toMatchObject([
      { node: 'AZE', to: isoUtc(START + HOUR) },
    ]);
    expect(bench.facts('DeliveryHeld')).toMatchObject([
      { to: 'AZE', until: isoUtc(START + HOUR), rule: 'C602' },
    ]);
    expect(bench.idsTo('KAZ')).toEqual([s070]);
    bench.clear();
    const ids = [publish('GE1'), publish('GE2')];
    expect(bench.of('S001')).toHaveLength(2);
    bench.pass(HOUR - 1);
    expect(bench.idsTo('AZE')).toEqual([]);
    bench.pass(1);
    expect(bench.idsTo('AZE')).toEqual(ids);
    expect(bench.facts('MessageRepeated').filter(({ to }) => to === 'AZE')).toEqual([]);
  });

  test('that is yet to come holds nothing before', () => {
    outage(START + HOUR, START + 2 * HOUR);
    expect(bench.facts('DeliveryHeld')).toEqual([]);
    const before = publish('GE1');
    expect(bench.idsTo('AZE')).toEqual([before]);
    bench.receipt('AZE', before).pass(HOUR);
    expect(bench.facts('DeliveryHeld')).toHaveLength(1);
    const held = publish('GE2');
    expect(bench.idsTo('AZE')).toEqual([before]);
    bench.pass(HOUR);
    expect(bench.idsTo('AZE')).toEqual([before, held]);
  });

  test('suspends repeats; what was under way is repeated at its end', () => {
    const id = publish('GE1');
    outage(START, START + HOUR);
    bench.clear().pass(HOUR - 1);
    expect(bench.idsTo('AZE')).toEqual([]);
    bench.pass(1);
    expect(bench.idsTo('AZE')).toEqual([id]);
    bench.settleAside();
    expect(
      bench
        .clear()
        .pass(20 * SECOND)
        .idsTo('AZE'),
    ).toEqual([id]);
  });

  test('may be prolonged, and ended early', () => {
    outage(START, START + HOUR);
    outage(START, START + 3 * HOUR);
    const id = publish('GE1');
    bench.clear().pass(2 * HOUR);
    expect(bench.idsTo('AZE')).toEqual([]);
    outage(START, bench.now);
    expect(bench.idsTo('AZE')).toEqual([id]);
  });

  test('that nobody planned and without an end: the oldest message is tried now and then', () => {
    outage(START, undefined, 'U');
    expect(bench.facts('DeliveryHeld')[0]).not.toHaveProperty('until');
    const [first, second] = [publish('GE1'), publish('GE2')];
    bench.pass(HOUR);
    expect(new Set(bench.idsTo('AZE'))).toEqual(new Set([first]));
    bench.clear().receipt('AZE', first);
    expect(bench.idsTo('AZE')).toEqual([second]);
  });

  test('a receipt that comes meanwhile counts, and the next of its movement waits for the end', () => {
    bench.receipt('KAZ', bench.announce());
    const first = bench.tell('X118', 'AZE', 'GEO', crossed(), { mrn: MRN });
    const next = bench.tell('X118', 'AZE', 'GEO', crossed(), { mrn: MRN });
    const until = isoUtc(START + HOUR);
    bench.tell('S070', 'GEO', ICE, { type: 'N', from: isoUtc(START), to: until, functions: [] });
    bench.clear().receipt('GEO', first);
    expect(bench.idsTo('GEO')).toEqual([]);
    bench.pass(HOUR);
    expect(bench.idsTo('GEO')).toEqual([next]);
    expect(bench.facts('MessageRepeated')).toEqual([]);
    bench.receipt('GEO', next);
    expect(bench.rowCount('lanes/GEO') + bench.rowCount('waiting/GEO')).toBe(0);
  });

  test('announced to ICE alone counts as well', () => {
    const body = { type: 'N', from: isoUtc(START), to: isoUtc(START + HOUR), functions: [] };
    bench.tell('S070', 'AZE', ICE, body);
    expect(bench.facts('DeliveryHeld')).toHaveLength(1);
    expect(bench.idsTo('KAZ')).toEqual([]);
  });
});

describe('what cannot be delivered', () => {
  test('is given up after its time to live, and its sender hears it (C603)', () => {
    const ids = [publish('GE1'), publish('GE2'), publish('GE1')];
    bench.pass(LIMITS.queueTimeToLiveMs - DAY).clear();
    const young = publish('GE9');
    bench.pass(2 * DAY);
    const refused = bench.facts('MessageRefused');
    // The third waits behind the first in its lane, and goes when that is gone.
    expect(refused.map(({ id, rule }) => [id, rule])).toEqual([
      [ids[0], 'C603'],
      [ids[1], 'C603'],
    ]);
    expect(bench.of('S906').slice(0, 2)).toMatchObject([
      { recipient: 'GEO', correlationId: ids[0], body: { errors: [{ reason: 'C603' }] } },
      { recipient: 'GEO', correlationId: ids[1] },
    ]);
    bench.clear().pass(HOUR);
    expect(bench.idsTo('AZE')).toContain(ids[2]);
    bench.receipt('AZE', ids[2] as string);
    expect(bench.idsTo('AZE')).toContain(young);
  });
});

describe('after a restart from what was saved', () => {
  test('everything goes on: repeats, order, what was held, numbers of own messages', () => {
    bench.receipt('KAZ', bench.announce());
    const first = bench.tell('X118', 'AZE', 'GEO', crossed(), { mrn: MRN });
    const next = bench.tell('X118', 'AZE', 'GEO', crossed(), { mrn: MRN });
    const until = isoUtc(START + HOUR);
    bench.tell('S070', 'AZE', ICE, { type: 'N', from: isoUtc(START), to: until, functions: [] });
    const held = publish('GE1');
    bench.settleAside();
    const restarted = new Bench(bench.cell.save());
    restarted.pass(10 * SECOND);
    expect(restarted.idsTo('GEO')).toEqual([first]);
    restarted.clear().receipt('GEO', first);
    expect(restarted.idsTo('GEO')).toEqual([next]);
    restarted.receipt('GEO', next).pass(HOUR - 10 * SECOND);
    expect(restarted.idsTo('AZE')).toEqual([held]);
    restarted.clear().tell('X118', 'UZB', 'GEO', crossed(), { mrn: MRN });
    expect(restarted.idsTo('UZB')).toEqual(['ICE-13']);
  });
});
