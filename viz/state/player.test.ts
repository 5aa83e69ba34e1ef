import { afterEach, expect, test, vi } from 'vitest';
import { packTrial } from '../../reports/views/packed.ts';
import type { RunInfo } from '../../reports/views/api.ts';
import { Trial } from '../../reports/views/trial.ts';
import { Player } from './player.svelte.ts';

const run = {
  mode: 'replay',
  span: { begin: 0, start: 1_000, end: 9_000 },
  entries: 0,
  read: 1,
  clock: { now: 9_000, speed: 0, state: 'ended' },
} as RunInfo;

/** A server that answers when it is told to. */
function slowServer() {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const trial = packTrial(new Trial().save());
  vi.stubGlobal(
    'EventSource',
    class extends EventTarget {
      close = (): void => undefined;
    },
  );
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    await new Promise<void>((resolve) => waiting.push(resolve));
    return Response.json({ trial, clock: run.clock });
  });
  return { asked, answer: () => waiting.shift()?.() };
}

afterEach(() => vi.unstubAllGlobals());

test('a recording plays at once, unless somebody has paused it while it was fetched', async () => {
  for (const paused of [false, true]) {
    const { answer } = slowServer();
    const player = new Player(run);
    const started = player.start(undefined);
    if (paused) player.playing = false;
    answer();
    await started;
    expect(player.playing).toBe(!paused);
    player.close();
  }
});

test('an instant that is asked for stands, and plays where somebody has pressed Play meanwhile', async () => {
  for (const pressed of [false, true]) {
    const { answer } = slowServer();
    const player = new Player(run);
    const started = player.start(5_000);
    if (pressed) player.playing = true;
    answer();
    await started;
    expect(player.playing).toBe(pressed);
    player.close();
  }
});

test('who drags through time gets the last instant, and no instant twice', async () => {
  const { asked, answer } = slowServer();
  const player = new Player(run);
  const shown = player.seek(2_000);
  for (const t of [3_000, 4_000, 5_000, 5_000]) void player.seek(t);
  answer();
  await vi.waitUntil(() => asked.length === 2);
  void player.seek(5_000);
  answer();
  await shown;
  await player.seek(5_000);
  expect(asked).toEqual([2_000, 5_000].map((t) => `/api/state?packed=1&at=${String(t)}`));
});
