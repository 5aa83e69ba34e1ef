/** Real processes: a wrong release among many right answers is found, and where none is planted none is. `planted-run.ts` does it among ten thousand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Profile } from '../profiles/profile.ts';
import { MOSTLY_REFUSED, USUAL } from './cases.ts';
import { PILOT_CORRIDORS } from './corridors.ts';
import { planted } from './testing/planted.ts';
import { runTradersInTown } from './with-town.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'traders-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A good deal more than it takes where the machine has nothing else to do. */
const BOUND_MS = 180_000;
const EVERY = 50;
const countries = ['GEO', 'AZE'];

const profileOf = (seconds: number, rate: number): Profile => ({
  ...{ name: 'test', summary: { en: 'test', ru: 'тест' }, stages: [{ seconds, rate }] },
  ...{ warmUp: 0, arrivals: 'even', pace: 1e6, p99Most: 60_000 },
  mistakes: { repeated: 0, unreadable: 0, misnumbered: 0, intruding: 0 },
});

test(
  'one wrong release in fifty refusals: each is found, and nothing else',
  { timeout: BOUND_MS },
  async () => {
    const report = await runTradersInTown({
      ...{ dir, countries, seed: '1', mixture: MOSTLY_REFUSED, profile: profileOf(8, 30) },
      corridors: PILOT_CORRIDORS.filter(({ countries: [home] }) => home === 'GEO'),
      players: { GEO: planted(EVERY) },
    });
    const { checked, book } = report;
    const kinds = checked.findings.map(({ kind }) => kind);
    // Each fiftieth refusal became a release: of 49 that are told 50 were meant.
    expect(kinds).toEqual(kinds.map(() => 'wrongRelease'));
    expect(kinds).toHaveLength(Math.floor((book.uncovered + kinds.length) / EVERY));
    expect(kinds.length).toBeGreaterThan(1);
    expect(checked.findings.every(({ mrn = '', detail }) => detail.includes(mrn))).toBe(true);
  },
);

test(
  'right national applications: movements there and back, refusals of every kind, balances to the cent, and no finding',
  { timeout: BOUND_MS },
  async () => {
    const report = await runTradersInTown({
      ...{ dir, countries, seed: '2', mixture: USUAL, profile: profileOf(8, 20) },
    });
    expect(report.checked.findings).toEqual([]);
    expect(report.notes).toEqual([]);
    const { declared, released, refused, balances } = report.book;
    expect(released + refused).toBe(declared);
    expect(Math.min(released, refused, balances.exact)).toBeGreaterThan(0);
    const types = ['T015', 'T007', 'N117', 'T028', 'T029', 'T055', 'T051', 'T056'];
    expect(Object.keys(report.byType)).toEqual(expect.arrayContaining(types));
    expect(report.achieved.movements).toBeGreaterThan(0);
  },
);
