/** A node that announces an outage in the middle of a run: what is for it waits, and comes once and in order when it is over. */
import { expect, test } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import type { Entry } from '../core/cell.ts';
import { HOUR, isoUtc, MINUTE } from '../core/time.ts';
import { InvariantWatch } from '../journal/invariants/invariants.ts';
import { runVirtual, WarmRun } from './rehearsal.ts';

const LASTS = 10 * HOUR;

/** One truck through Azerbaijan, whose node is away from just before the release on. */
function runWithOutage(): { entries: readonly Entry[]; from: number } {
  const loaded = loadScenario('pilot/one-truck', []);
  if (!loaded.ok) throw new Error(loaded.defects[0]?.cause);
  const { scenario } = loaded;
  const entries: Entry[] = [];
  const run = new WarmRun({
    scenario,
    seed: String(scenario.seed),
    bodies: false,
    observers: [(entry) => void entries.push(entry)],
  });
  const accepted = (): boolean => entries.some(({ type }) => type === 'MovementAccepted');
  let now = run.at;
  for (; !accepted() && now < run.span.horizon; now += MINUTE) run.runTo(now);
  const command = { type: 'announceOutage', actor: 'operations', until: isoUtc(now + LASTS) };
  run.host.command(run.recorder.header.participants.indexOf('AZE'), command, now);
  run.runTo(run.span.horizon);
  run.finish('horizon', run.span.horizon);
  return { entries, from: now };
}

test('nothing is lost, nothing takes effect twice, and the movement comes to its end', () => {
  const { entries, from } = runWithOutage();
  const watch = new InvariantWatch();
  for (const entry of entries) watch.step(entry);
  watch.end(entries.at(-1)?.t ?? 0);
  expect(watch.violations).toEqual([]);
  expect(entries.filter(({ type }) => type === 'MovementWrittenOff')).toHaveLength(1);

  const of = (type: string): Entry[] => entries.filter((entry) => entry.type === type);
  expect(of('OutageAnnounced')).toMatchObject([{ node: 'AZE' }]);
  expect(of('DeliveryHeld')).toMatchObject([{ to: 'AZE', rule: 'C602' }]);
  expect(of('OutageEnded')).toMatchObject([{ node: 'AZE' }]);
  const told = of('AvailabilityTold').map(({ n, node }) => `${n} of ${String(node)}`);
  expect(told.toSorted()).toEqual(['AZE of ICE', 'ICE of AZE']);
  const sent = of('MessageSent').filter(({ to, mrn }) => to === 'AZE' && mrn !== undefined);
  const took = entries.filter(({ n, by }) => n === 'AZE' && sent.some(({ id }) => id === by));
  expect(took.map(({ by }) => by)).toEqual(sent.map(({ id }) => id));
  expect(took[0]?.t).toBeGreaterThanOrEqual(from + LASTS);
});

test('an outage that is over while its node is down ends once the node is up; one that is all within is never told', () => {
  const loaded = loadScenario('pilot/one-truck', []);
  if (!loaded.ok) throw new Error(loaded.defects[0]?.cause);
  const scenario: Scenario = {
    ...loaded.scenario,
    faults: [
      { fault: 'unplannedOutage', at: '30m', lasts: '1h', node: 'AZE' },
      { fault: 'nodeCrash', at: '1h', lasts: '2h', node: 'AZE' },
      { fault: 'plannedOutage', at: '70m', lasts: '20m', node: 'AZE' },
    ],
  };
  const told: string[] = [];
  runVirtual({
    scenario,
    seed: '1',
    bodies: false,
    observers: [
      ({ type, node }) => {
        if (node === 'AZE' && ABOUT.has(type)) told.push(type);
      },
    ],
  });
  expect(told).toEqual(['OutageAnnounced', 'NodeDown', 'NodeUp', 'OutageEnded']);
});

const ABOUT: ReadonlySet<string> = new Set([
  'OutageAnnounced',
  'OutageEnded',
  'NodeDown',
  'NodeUp',
]);
