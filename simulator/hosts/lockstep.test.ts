/** A real scenario in real processes that die: the journal is the one of a run in a single process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import { LockstepRun } from './lockstep-run.ts';
import type { RunRequest } from './rehearsal.ts';
import { runVirtual } from './rehearsal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function oneTruck(): RunRequest {
  const loaded = loadScenario('pilot/one-truck');
  if (!loaded.ok) throw new Error(loaded.defects[0]?.cause ?? 'pilot/one-truck does not load');
  return { scenario: loaded.scenario, seed: '1', bodies: true, observers: [] };
}

test('ICE on any free port and every node die under way, and the journal is as if nobody had', async () => {
  const virtual = runVirtual(oneTruck());
  const deaths: string[] = [];
  const run = await LockstepRun.open(oneTruck(), {
    folder,
    flush: 'off',
    bind: '127.0.0.1',
    mqtt: 0,
    compareHashes: true,
    watch: {
      onDeath: (name) => void deaths.push(name),
      onReturn: () => undefined,
      onTrouble: () => undefined,
    },
  });
  const { conductor, warm, processes } = run;
  const victims = processes.players.filter(({ plays }) => !plays.includes(0)).values();
  try {
    for (let windows = 0, due; (due = conductor.nextDue()) < warm.watch.until; windows++) {
      if (windows % 40 === 39) victims.next().value?.kill('SIGKILL');
      await conductor.window(due, warm.watch.until);
    }
    const { sha256 } = await run.finish('quiet', warm.watch.until);
    expect(sha256).toBe(virtual.sha256);
    expect(deaths).toEqual(expect.arrayContaining(['ICE', 'GEO', 'AZE']));
  } finally {
    await processes.stop();
  }
});
