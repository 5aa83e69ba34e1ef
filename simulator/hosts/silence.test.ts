/** Real processes that are stopped, that leave and that join again: the run goes on without them, and its journal repeats. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Authority } from '../../nodes/process/security/authority.ts';
import { securityBy } from '../../nodes/process/security/security.ts';
import type { Security } from '../../nodes/process/security/security.ts';
import { Arrived } from '../../nodes/process/testing/wait.ts';
import type { Entry } from '../core/cell.ts';
import { DAY } from '../core/time.ts';
import { HOST } from '../journal/entry.ts';
import { Inputs, runAgain } from './again.ts';
import { LockstepRun } from './lockstep-run.ts';
import { inProcesses, oneTruck, requestOf } from './testing/one-truck.ts';
import { PATIENCE } from './vigil.ts';

/** Processes start slowly where others keep the machine busy. */
const BOUND = { timeout: 180_000 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'silence-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** With certificates and signatures: what is handed on for who is away is signed as he would have. */
async function secured(): Promise<Security> {
  const holders = ['ICE', 'GEO', 'AZE', 'KAZ', 'UZB', 'TKM'];
  const options = { holders, validityMs: DAY, names: [] };
  const { papers } = await Authority.open(join(folder, 'papers'), options);
  return securityBy(papers, 'ICE', { tls: true, signatures: true });
}

test(
  'a node, and ICE itself, fall silent; one leaves and joins: each is down meanwhile, and the run repeats from its journal',
  BOUND,
  async () => {
    const scenario = oneTruck();
    const inputs = new Inputs();
    const host: Entry[] = [];
    const returned = new Arrived<string>();
    const observe = (entry: Entry): void => {
      inputs.step(entry);
      if (entry.n === HOST) host.push(entry);
    };
    const run = await LockstepRun.open(requestOf(scenario, [observe]), {
      ...inProcesses(folder, { onReturn: returned.push }),
      patience: PATIENCE,
      security: await secured(),
    });
    const { conductor, warm, processes } = run;
    const index = (id: string): number => warm.recorder.header.participants.indexOf(id);
    const stop = (id: string): void => processes.player(id)?.kill('SIGSTOP');
    try {
      let waited = 0;
      for (let windows = 0; ; windows++) {
        if (windows === 40) stop('KAZ');
        if (windows === 120) stop('ICE');
        if (windows === 200) conductor.leave(index('GEO'));
        if (windows === 230) processes.player('GEO')?.join();
        const due = conductor.isAwaited ? conductor.now : conductor.nextDue();
        if (due >= warm.watch.until) break;
        await conductor.window(due, warm.watch.until);
        // As fast as it goes, the truck would be home before anybody is back.
        const silent = host.filter(
          ({ type, why }) => type === 'NodeDown' && why === 'silent',
        ).length;
        if (silent > waited) await returned.count('whoever was silent is back', ++waited);
        if (windows === 230) await returned.next('GEO is back', (name) => name === 'GEO');
      }
      const { sha256 } = await run.finish(
        warm.ending === 'quiet' ? 'quiet' : 'horizon',
        warm.watch.until,
      );
      // Where others keep the machine busy, somebody else may have been silent as well.
      for (const [type, node, why] of [
        ['NodeDown', 'KAZ', 'silent'],
        ['NodeUp', 'KAZ', 'silent'],
        ['NodeDown', 'ICE', 'silent'],
        ['NodeUp', 'ICE', 'silent'],
        ['NodeDown', 'GEO', 'left'],
        ['NodeUp', 'GEO', 'left'],
      ])
        expect(host).toContainEqual(
          expect.objectContaining({ type, node, [type === 'NodeUp' ? 'after' : 'why']: why }),
        );
      expect(runAgain(scenario, '1', inputs).sha256).toBe(sha256);
    } finally {
      await processes.stop();
    }
  },
);
