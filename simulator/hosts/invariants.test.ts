/** Every invariant passes a clean run and catches what is planted in its journal. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import type { Entry } from '../core/cell.ts';
import { DAY } from '../core/time.ts';
import { INVARIANTS, InvariantWatch } from '../journal/invariants/invariants.ts';
import { runVirtual } from './rehearsal.ts';

function journalOf(name: string, changes: readonly string[] = []): Entry[] {
  const loaded = loadScenario(name, changes);
  if (!loaded.ok) throw new Error(`${name} does not load: ${loaded.defects[0]?.cause ?? ''}`);
  return entriesOf(loaded.scenario);
}

function entriesOf(scenario: Scenario): Entry[] {
  const entries: Entry[] = [];
  const seed = String(scenario.seed);
  runVirtual({ scenario, seed, bodies: false, observers: [(entry) => void entries.push(entry)] });
  return entries;
}

/** What the invariants say of a journal that ends two days after its last entry. */
function violationsOf(entries: readonly Entry[]): InvariantWatch['violations'] {
  const watch = new InvariantWatch();
  for (const entry of entries) watch.step(entry);
  watch.end((entries.at(-1)?.t ?? 0) + 2 * DAY);
  return watch.violations;
}

let oneTruck: readonly Entry[] = [];
beforeAll(() => {
  oneTruck = journalOf('pilot/one-truck');
});

describe('a clean run', () => {
  test('of one truck breaks nothing', () => {
    expect(oneTruck.filter(({ type }) => type === 'MovementWrittenOff')).toHaveLength(1);
    expect(violationsOf(oneTruck)).toEqual([]);
  });

  test('of busy corridors breaks nothing', () => {
    const changes = ['warmUp=2d', 'lasts=3d', 'traffic.0.share=0.05'];
    const entries = journalOf('pilot/pilot-corridors', changes);
    expect(entries.filter(({ type }) => type === 'MovementReleased').length).toBeGreaterThan(30);
    const watch = new InvariantWatch();
    for (const entry of entries) watch.step(entry);
    watch.end(entries.at(-1)?.t ?? 0);
    expect(watch.violations).toEqual([]);
  });
});

/** The journal without what `drop` picks, its entries numbered anew. */
const without = (drop: (entry: Entry) => boolean): Entry[] =>
  renumbered(oneTruck.filter((entry) => !drop(entry)));

/** The journal with each entry replaced by what `change` makes of it. */
const changed = (change: (entry: Entry) => readonly Entry[]): Entry[] =>
  renumbered(oneTruck.flatMap(change));

function renumbered(entries: readonly Entry[]): Entry[] {
  const next = new Map<string, number>();
  return entries.map((entry) => {
    const s = next.get(entry.n) ?? 0;
    next.set(entry.n, s + 1);
    return { ...entry, s };
  });
}

const is =
  (type: string) =>
  (entry: Entry): boolean =>
    entry.type === type;
const twice =
  (type: string) =>
  (entry: Entry): readonly Entry[] =>
    entry.type === type ? [entry, entry] : [entry];
const rewritten =
  (type: string, change: object) =>
  (entry: Entry): readonly Entry[] =>
    entry.type === type ? [{ ...entry, ...change }] : [entry];

/** The first X118 is swallowed: its recipient's journal never names it. */
function swallowed(): (entry: Entry) => boolean {
  const lost = oneTruck.find((entry) => entry.type === 'MessageTaken' && entry['msg'] === 'X118');
  return (entry) => entry.by === lost?.['id'] && entry.n === lost?.['to'];
}

const PLANTED: readonly (readonly [invariant: string, what: string, plant: () => Entry[]])[] = [
  ['nothingLost', 'an acknowledged message never arrives', () => without(swallowed())],
  [
    'nothingTwice',
    'a crossing is recorded twice for one message',
    () => changed(twice('LegRecorded')),
  ],
  ['order', 'an entry is missing', () => oneTruck.filter((_, i) => i !== 100)],
  ['order', 'an entry stands too late', () => [...oneTruck.slice(1), oneTruck[0]!]],
  [
    'booksBalance',
    'an exposure is not the sum of the usages',
    () => changed(rewritten('UsageReserved', { exposure: 1 })),
  ],
  [
    'booksBalance',
    'more is held than the reference amount',
    () => changed(rewritten('GuaranteeGranted', { referenceAmount: 1 })),
  ],
  ['booksBalance', 'an amount is given back twice', () => changed(twice('UsageReleased'))],
  [
    'booksBalance',
    'a guarantee is used without being granted',
    () => without(is('GuaranteeGranted')),
  ],
  ['releasedOnce', 'a use is never released', () => without(is('UsageReleased'))],
  ['releasedOnce', 'a use is released twice', () => changed(twice('UsageReleased'))],
  [
    'releasedOnce',
    'a use is released before the write-off',
    () => without(is('MovementWrittenOff')),
  ],
  [
    'insurersBalance',
    'an insurer books one side only',
    () => changed(rewritten('InsurerBooked', { lines: [{ account: 'cash', amount: 1 }] })),
  ],
  ['followsTables', 'a movement arrives without release', () => without(is('MovementReleased'))],
  ['followsTables', 'goods are released without arrival', () => without(is('ArrivalNotified'))],
  ['followsTables', 'a truck passes without advance record', () => without(is('AtrCreated'))],
  [
    'followsTables',
    'a guarantee is granted without undertaking',
    () => without(is('UndertakingGiven')),
  ],
  ['followsTables', 'an amount is in use without reservation', () => without(is('UsageReserved'))],
  ['followsTables', 'a declaration is accepted twice', () => changed(twice('MovementAccepted'))],
  ['finalStays', 'a movement is written off twice', () => changed(twice('MovementWrittenOff'))],
  [
    'noPassageWithoutRelease',
    'borders let past what was never released',
    () => without(is('MovementReleased')),
  ],
  [
    'noPassageWithoutRelease',
    'the truck enters where nobody let it',
    () => without(is('PassageGranted')),
  ],
  [
    'noPassageWithoutRelease',
    'a movement is released twice',
    () => changed(twice('MovementReleased')),
  ],
  ['endsAgree', 'written off before the goods are released', () => without(is('GoodsReleased'))],
  [
    'endsAgree',
    'goods are released and never written off',
    () => without(is('MovementWrittenOff')),
  ],
  [
    'nothingWaits',
    'the office of guarantee never answers, and no timer rings',
    () => oneTruck.slice(0, oneTruck.findIndex(is('GuaranteeAsked')) + 1),
  ],
  [
    'nothingWaits',
    'a truck arrives after the limit date, and nobody missed it',
    () => changed(rewritten('MovementReleased', { limitDate: oneTruck[0]!.t + DAY })),
  ],
  ['partiesOnly', 'an observer writes about the movement', () => changed(seenBy('TKM'))],
];

/** A country that the movement does not touch journals its write-off as well. */
const seenBy =
  (node: string) =>
  (entry: Entry): readonly Entry[] =>
    entry.type === 'MovementArrived'
      ? [entry, { t: entry.t, n: node, s: 0, type: 'AccountKnown', mrn: entry['mrn'] }]
      : [entry];

describe('planted in the journal of one truck', () => {
  test.each(PLANTED)('%s: %s', (invariant, _what, plant) => {
    const violations = violationsOf(plant());
    expect(violations.map((violation) => violation.invariant)).toContain(invariant);
    for (const { detail, t } of violations) {
      expect(detail).not.toBe('');
      expect(t).toBeGreaterThan(0);
    }
  });

  test('there is something for every invariant', () => {
    const planted = new Set<string>(PLANTED.map(([invariant]) => invariant));
    expect([...planted].sort()).toEqual(INVARIANTS.map(({ id }) => id).sort());
  });
});

/** Details that name something of one run only, and those that are times. */
const NAMES = ['id', 'by', 're', 'mrn', 'lrn', 'truck', 'grn', 'guarantee', 'task'];
const TIMES = ['t', 'limitDate', 'expected'];

/** The same run once more, later and under other names. */
function again(round: number): Entry[] {
  const later = round * (oneTruck.at(-1)!.t - oneTruck[0]!.t + DAY);
  return oneTruck.map((entry) => {
    const changes = [
      ...NAMES.map((name) => [name, `${String(entry[name])}/${String(round)}`]),
      ...TIMES.map((name) => [name, Number(entry[name]) + later]),
    ].filter(([name]) => entry[name as string] !== undefined);
    return { ...entry, ...(Object.fromEntries(changes) as object) };
  });
}

test('what has come to its end is forgotten: a long run remembers no more than a short one', () => {
  const watch = new InvariantWatch();
  const sizes: Readonly<Record<string, number>>[] = [];
  const numbered = renumbered(Array.from({ length: 40 }, (_, round) => again(round)).flat());
  numbered.forEach((entry, i) => {
    watch.step(entry);
    if ((i + 1) % (10 * oneTruck.length) === 0) sizes.push(watch.sizes());
  });
  expect(watch.violations).toEqual([]);
  const [early, late] = [sizes.at(0), sizes.at(-1)];
  for (const { id } of INVARIANTS) {
    // Guarantees live for a year, and these remember so many of what is over (`Recent`, `PARTIES_MOST`).
    const perRun = { booksBalance: 1, followsTables: 1, nothingWaits: 1 }[id] ?? 0;
    const bounded = ['nothingTwice', 'finalStays', 'partiesOnly'].includes(id);
    if (!bounded) expect([id, late?.[id]]).toEqual([id, (early?.[id] ?? 0) + 30 * perRun]);
  }
});

test('a flood of violations is counted, and the first hundred are kept', () => {
  const watch = new InvariantWatch();
  for (let s = 0; s < 500; s++) watch.step({ t: 1, n: 'GEO', s: 7, type: 'Noted' });
  expect([watch.count, watch.violations.length]).toEqual([500, 100]);
  expect(watch.violations[0]).toMatchObject({ invariant: 'order', node: 'GEO', t: 1 });
});

test('each has a text in both languages and says where it comes from', () => {
  for (const { id, text, source } of INVARIANTS) {
    expect(id).toMatch(/^[a-z][A-Za-z]+$/);
    expect(text.en.length * source.length).toBeGreaterThan(0);
    expect(text.ru).toMatch(/[а-я]/);
  }
});
