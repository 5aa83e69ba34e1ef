/** Faults of the domain in whole runs: each shows what it must, everybody comes to an end, no invariant is broken, and no host tells another story. */
import { beforeAll, expect, test } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import type { Entry } from '../core/cell.ts';
import { DAY } from '../core/time.ts';
import { FAULTS } from '../faults/catalogue.ts';
import type { FaultId, FaultSpec } from '../faults/parameters.ts';
import { InvariantWatch } from '../journal/invariants/invariants.ts';
import { runVirtual } from './rehearsal.ts';

const DOMAIN = FAULTS.filter(({ vocabulary }) => vocabulary === 'domain').map(({ id }) => id);

const STRUCK: readonly FaultSpec[] = [
  { fault: 'surge', at: '0s', lasts: '6d', times: 3 },
  { fault: 'borderClosed', at: '1d', lasts: '12h', post: 'ge-tsiteli-khidi' },
  { fault: 'slowBorder', at: '1d', lasts: '2d', post: 'az-krasny-most', times: 4 },
  { fault: 'roadClosed', at: '2d', lasts: '36h', place: 'kz-beyneu' },
  { fault: 'ferryHeld', at: '3d', lasts: '2d', port: 'az-alat-port' },
  { fault: 'officerAbsent', at: '4d', lasts: '1d', node: 'AZE' },
  { fault: 'breakdown', at: '1d', lasts: '3d', by: '9h', share: 0.3 },
  { fault: 'sealBroken', at: '3d', lasts: '2d', share: 0.5 },
  { fault: 'goodsDiverted', at: '1d', lasts: '2d', share: 0.5 },
  { fault: 'truckGone', at: '5d', lasts: '1d', share: 0.3 },
  { fault: 'wrongDocuments', at: '3d', lasts: '1d', share: 0.8 },
  { fault: 'mistypedCodes', at: '3d', lasts: '2d', share: 0.8 },
  { fault: 'guarantorInsolvent', at: '6d', lasts: '2d', node: 'GEO' },
];

/** Types of entries, or rows, that show each fault at work. */
const SHOWN: Readonly<Partial<Record<FaultId, readonly string[]>>> = {
  surge: ['TruckReady'],
  borderClosed: ['PostClosed', 'PostOpened'],
  slowBorder: ['TruckServed'],
  roadClosed: ['RoadClosed', 'TruckStopped', 'RoadOpened'],
  ferryHeld: ['PortClosed', 'PortOpened'],
  officerAbsent: ['OfficersLeft', 'OfficersReturned'],
  breakdown: ['TruckStopped'],
  sealBroken: ['TruckMetIncident', 'D29', 'B12'],
  goodsDiverted: ['B2', 'A2', 'D30'],
  truckGone: ['D32', 'E3'],
  wrongDocuments: ['D1'],
  mistypedCodes: ['U2', 'D21'],
  guarantorInsolvent: ['PaymentsStopped', 'G6', 'PaymentsResumed'],
};

function scenarioOf(base: string, changes: readonly string[], faults: readonly FaultSpec[]) {
  const loaded = loadScenario(base, changes);
  if (!loaded.ok) throw new Error(loaded.defects[0]?.cause ?? 'the scenario does not load');
  return { ...loaded.scenario, faults: [...faults] };
}

function run(scenario: Scenario, jsonHops = false) {
  const entries: Entry[] = [];
  const observers = [(entry: Entry) => void entries.push(entry)];
  const { sha256 } = runVirtual({ scenario, seed: '5', bodies: false, jsonHops, observers });
  return { entries, sha256 };
}

const THIN = ['warmUp=5d', 'traffic.0.share=0.02', 'mishaps=none', 'weather.closures=none'];

let entries: readonly Entry[] = [];
beforeAll(() => {
  ({ entries } = run(scenarioOf('pilot/pilot-corridors', [...THIN, 'lasts=60d'], STRUCK)));
}, 60_000);

test('all kinds of the domain are tried', () => {
  expect(STRUCK.map(({ fault }) => fault).toSorted()).toEqual([...DOMAIN].sort());
});

test.each(DOMAIN)('%s is shown, and heals', (id) => {
  const injected = entries.find(({ type, kind }) => type === 'FaultInjected' && kind === id);
  const fault = injected?.['fault'];
  const healed = entries.find((entry) => entry.type === 'FaultHealed' && entry['fault'] === fault);
  expect(healed?.t).toBe(injected?.['until']);
  const seen = new Set(
    entries.flatMap(({ type, row }) => [type, ...(row === undefined ? [] : [row])]),
  );
  expect((SHOWN[id] ?? ['nothing is said to show it']).filter((what) => !seen.has(what))).toEqual(
    [],
  );
});

test('no invariant is broken', () => {
  const watch = new InvariantWatch();
  for (const entry of entries) watch.step(entry);
  watch.end(entries.at(-1)?.t ?? 0);
  expect(watch.violations).toEqual([]);
});

test('a month after the last fault every truck that was ready then has left', () => {
  const until = (entries.at(-1)?.t ?? 0) - 30 * DAY;
  const left = new Set(
    entries.filter(({ type }) => type === 'TruckLeft').map((one) => one['truck']),
  );
  const ready = entries.filter(({ type, t }) => type === 'TruckReady' && t < until);
  expect(ready.length).toBeGreaterThan(500);
  expect(ready.filter((one) => !left.has(one['truck']))).toEqual([]);
});

test('guarantees of an insolvent guarantor are suspended, refused to whoever sets out, and reinstated', () => {
  const of = (type: string) => entries.filter((entry) => entry.type === type);
  const [stopped, resumed] = [of('PaymentsStopped')[0]?.t ?? 0, of('PaymentsResumed')[0]?.t ?? 0];
  const suspended = of('GuaranteeSuspended').map(({ n, grn }) => [n, grn]);
  expect(suspended.length).toBeGreaterThan(10);
  expect(suspended.every(([node]) => node === 'GEO')).toBe(true);
  const reinstated = of('GuaranteeReinstated');
  expect(reinstated.map(({ n, grn }) => [n, grn]).toSorted()).toEqual(suspended.toSorted());
  expect(reinstated.every(({ t }) => t > resumed)).toBe(true);
  const refused = of('UsageRefused').filter(({ n, rule }) => n === 'GEO' && rule === 'C404');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(({ t }) => t > stopped)).toBe(true);
});

test('who is refused a guarantee by an insolvent guarantor asks again, and sets out in the end', () => {
  const faults: FaultSpec[] = [{ fault: 'guarantorInsolvent', at: '0s', lasts: '5d', node: 'GEO' }];
  const { entries: one } = run(scenarioOf('pilot/one-truck', ['lasts=60d'], faults));
  const types = one.map(({ type }) => type);
  expect(types.filter((type) => type === 'GuaranteeRefused')).toHaveLength(1);
  expect(types.filter((type) => type === 'MovementWrittenOff')).toHaveLength(1);
});

test('the journal is the same when every message goes through JSON', () => {
  const scenario = scenarioOf('pilot/pilot-corridors', [...THIN, 'lasts=9d'], STRUCK);
  const { sha256, entries: plain } = run(scenario);
  expect(run(scenario, true).sha256).toBe(sha256);
  expect(plain.some(({ type }) => type === 'PaymentsResumed')).toBe(true);
}, 60_000);
