/** A run in processes over TLS, with every message signed: the journal is that of a run without, also where papers run out under way. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Authority } from '../../nodes/process/security/authority.ts';
import { securityBy } from '../../nodes/process/security/security.ts';
import type { Security } from '../../nodes/process/security/security.ts';
import { findRuntime, ownRuntime } from '../../nodes/process/runtimes.ts';
import { DAY } from '../core/time.ts';
import type { FaultSpec } from '../faults/parameters.ts';
import { runLockstep } from './lockstep-run.ts';
import { RealFaults } from './real-faults.ts';
import { runVirtual } from './rehearsal.ts';
import { inProcesses, oneTruck, requestOf } from './testing/one-truck.ts';

/** Processes start slowly where others keep the machine busy. */
const BOUND = { timeout: 180_000 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secured-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function secured(): Promise<Security> {
  const holders = ['ICE', 'GEO', 'AZE', 'KAZ', 'UZB', 'TKM'];
  const authority = await Authority.open(join(folder, 'papers'), {
    holders,
    validityMs: DAY,
    names: [],
  });
  return { ...securityBy(authority.papers, 'ICE', { tls: true, signatures: true }), authority };
}

test('the journal is that of a run without certificates and signatures', BOUND, async () => {
  const request = requestOf(oneTruck());
  const other = findRuntime(ownRuntime().name === 'deno' ? 'node' : 'deno');
  const sentences: string[] = [];
  const watch = { onTrouble: (_: string, sentence: string) => void sentences.push(sentence) };
  const { sha256 } = await runLockstep(request, {
    ...inProcesses(folder, watch),
    security: await secured(),
    ...(other.ok ? { runtimes: { GEO: other.value } } : {}),
  });
  expect(sha256).toBe(runVirtual(request).sha256);
  expect(sentences).toEqual([]);
});

/** While the truck is on its way, and the country has something to say. */
const FAULTS: readonly FaultSpec[] = [
  { fault: 'revokedKey', at: '1h', lasts: '6h', node: 'GEO' },
  { fault: 'expiredCertificate', at: '20h', lasts: '8h', node: 'AZE' },
];

test(
  'a certificate expires and a key is revoked for real under way, and both are renewed',
  BOUND,
  async () => {
    const request = requestOf(oneTruck(FAULTS));
    const real = new RealFaults(() => undefined);
    const { sha256 } = await runLockstep(request, {
      ...inProcesses(folder),
      security: await secured(),
      real,
    });
    expect(sha256).toBe(runVirtual(request).sha256);
    expect(real.done.map(({ act }) => act)).toEqual(['revoke', 'expire']);
  },
);
