/** The kill test, small: every named point and some random instants. `npm run kills` does it hundreds of times. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CRASH_POINTS } from '../../nodes/process/crash-points.ts';
import { campaign } from './campaign.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kills-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A good deal more than it takes where the machine has nothing else to do. */
const BOUND_MS = 240_000;

test(
  'ICE and nodes killed at every named point and at random instants: nothing acknowledged is lost, nothing is done twice, the books balance',
  { timeout: BOUND_MS },
  async () => {
    const outcome = await campaign({
      dir,
      nodes: ['GEO', 'AZE'],
      times: 20,
      seed: '1',
      auditEvery: 20,
    });
    const { findings, stuck, surprises, toll, movements } = outcome;
    expect(findings).toMatchObject({ lost: [], doubled: [], violations: [], held: 0 });
    expect({ stuck, surprises }).toEqual({ stuck: [], surprises: [] });
    const manners = new Set(toll.deaths.map(({ manner }) => manner));
    expect([...manners]).toEqual(expect.arrayContaining([...CRASH_POINTS, 'instant']));
    expect(
      Math.min(movements, findings.byIce, findings.byDoors, findings.guarantees),
    ).toBeGreaterThan(0);
  },
);
