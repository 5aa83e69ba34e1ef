/** Hostile peers, a few: what `npm run hostile` does by the hundred thousand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Siege } from './siege.ts';
import { wrongs } from './table.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hostile-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A good deal more than it takes where the machine has nothing else to do. */
const BOUND_MS = 240_000;

test(
  'ICE refuses what is hostile as the specification says, goes on, and nobody else loses a message or is kept out',
  { timeout: BOUND_MS },
  async () => {
    const siege = await Siege.lay({
      dir,
      packets: 1_500,
      messages: 2_500,
      seed: '1',
      quietMs: 500,
    });
    try {
      const outcome = await siege.run();
      expect(wrongs(outcome)).toEqual([]);
      const { assault, abuse, judged, deaf, phases } = outcome;
      expect(assault.packets).toBe(1_500);
      expect(abuse.messages).toBe(2_500);
      // They got as far as the rules of content, and some were taken.
      for (const what of ['MessageTaken', 'refused C101', 'refused C604'])
        expect(judged.get(what)).toBeGreaterThan(0);
      expect(deaf.unreceipted).toBeGreaterThan(100);
      expect(phases.every(({ sent }) => sent > 0)).toBe(true);
    } finally {
      await siege.end();
    }
  },
);
