/** Lockstep with real processes, a real broker and real deaths: the journal is the one of a run in a single process. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HOUR } from '../../simulator/core/time.ts';
import type { CrashPoint } from './crash-points.ts';
import { newSecret } from './credentials.ts';
import { hasMosquitto, Mosquitto } from './testing/mosquitto.ts';
import { STUB_PARTICIPANTS } from './testing/stub-participants.ts';
import { RunApart, runTogether, STUB_START } from './testing/stub-run.ts';
import type { ApartOptions } from './testing/stub-run.ts';

const SEED = '7';
const UNTIL = STUB_START + HOUR;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'granted-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function hashOf(lines: readonly string[], id: string): string {
  const own = lines.filter((line) => (JSON.parse(line) as { n: string }).n === id);
  return createHash('sha256')
    .update(own.map((line) => `${line}\n`).join(''))
    .digest('hex');
}

async function expectSameJournal(options: Partial<ApartOptions> = {}): Promise<RunApart> {
  const together = runTogether(SEED, UNTIL);
  expect(together.length).toBeGreaterThan(100);
  const run = new RunApart({ seed: SEED, until: UNTIL, dir, ...options });
  const { lines, hashes } = await run.run();
  expect(lines).toEqual(together);
  expect(hashes).toEqual(
    Object.fromEntries(STUB_PARTICIPANTS.map((id) => [id, hashOf(together, id)])),
  );
  return run;
}

test('writes the journal of a single process, each participant hashing its own part', async () => {
  const { deaths, troubles } = await expectSameJournal();
  expect({ deaths, troubles }).toEqual({ deaths: [], troubles: [] });
});

if (hasMosquitto) {
  test('does so over an outside broker, which dies and comes back', async () => {
    const secrets = { GEO: newSecret(), AZE: newSecret(), KAZ: newSecret(), ICE: newSecret() };
    const broker = await Mosquitto.start(secrets);
    try {
      await expectSameJournal({
        broker: { url: broker.url, secrets },
        onWindow: async (window) => {
          if (window !== 20) return;
          await broker.kill();
          await broker.begin();
        },
      });
    } finally {
      await broker.close();
    }
  });
}

const POINTS: readonly CrashPoint[] = ['beforeCommit', 'afterCommit', 'afterPuback'];

test('does so when GEO and ICE die before a commit, after one, and after a PUBACK', async () => {
  const crashes = POINTS.map((point) => ({ point, count: 5 }));
  const { deaths } = await expectSameJournal({ crash: { GEO: crashes, ICE: crashes } });
  expect(deaths.toSorted()).toEqual(['GEO', 'GEO', 'GEO', 'ICE', 'ICE', 'ICE']);
});

test('does so when one after the other dies at any time', async () => {
  const { deaths } = await expectSameJournal({
    onWindow: (window, run) => {
      if (window % 20 === 19) run.kill(['GEO', 'ICE', 'AZE'][Math.floor(window / 20) % 3]!);
    },
  });
  expect(deaths.length).toBeGreaterThanOrEqual(3);
});
