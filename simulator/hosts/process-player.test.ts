/** One real process under a conductor's hand: silent, gone, back, on a full disk. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Hello } from '../../nodes/process/protocol.ts';
import { STUB_CODES, STUB_PARTICIPANTS } from '../../nodes/process/testing/stub-participants.ts';
import { STUB_START } from '../../nodes/process/testing/stub-run.ts';
import { Arrived } from '../../nodes/process/testing/wait.ts';
import { HOUR } from '../core/time.ts';
import type { Granted, Sent } from './player.ts';
import { isMissed } from './player.ts';
import { ProcessPlayer } from './process-player.ts';
import type { Patience } from './vigil.ts';
import { PATIENCE } from './vigil.ts';

/** Processes start slowly where others keep the machine busy. */
const BOUND = { timeout: 180_000 };
const script = (name: string): string =>
  fileURLToPath(new URL(`../../nodes/process/testing/${name}`, import.meta.url));

let dir: string;
let player: ProcessPlayer | undefined;
let returned: Arrived<string>;
let said: Arrived<string>;
let deaths: Arrived<string>;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'player-'));
  returned = new Arrived();
  said = new Arrived();
  deaths = new Arrived();
});
afterEach(async () => {
  await player?.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function opened(file: string, patience: Patience | undefined): Promise<ProcessPlayer> {
  const hello: Hello = {
    k: 'hello',
    plays: ['GEO'],
    participants: STUB_PARTICIPANTS,
    codes: STUB_CODES,
    seed: '7',
    realm: 'test',
    parameters: {},
    bodies: false,
    store: { dir, flush: 'off' },
  };
  const spec = { name: 'GEO', script: script(file), needs: { folders: [dir] } };
  const watch = {
    onDeath: deaths.push,
    onReturn: returned.push,
    onTrouble: (_: string, sentence: string) => said.push(sentence),
  };
  const fellows = { watch, onMissing: () => undefined };
  player = new ProcessPlayer(spec, hello, STUB_START, fellows, true, patience);
  await player.opened();
  return player;
}

const window = (number: number): Granted => ({
  window: number,
  from: STUB_START + number * HOUR,
  until: STUB_START + (number + 1) * HOUR,
  inbox: [],
  commands: [],
  ...(number === 0 ? { start: true } : {}),
});

test(
  'who was stopped before his window has not run it, and is here when he is back',
  BOUND,
  async () => {
    const geo = await opened('stub-main.ts', PATIENCE);
    await geo.grant(window(0));
    geo.kill('SIGSTOP');
    const missed = geo.grant(window(1));
    geo.pass(PATIENCE.silentMs);
    expect(await missed).toMatchObject({ missed: true });
    expect(geo.isHere).toBe(false);
    await returned.next('GEO is back');
    expect(geo.isHere).toBe(true);
    const { entries } = answered(await geo.grant(window(2)));
    expect(entries.length).toBeGreaterThan(0);
  },
);

test(
  'who was stopped after his window has run it: his answer is found in his store',
  BOUND,
  async () => {
    const geo = await opened('mute-main.ts', PATIENCE);
    await geo.grant(window(0));
    const first = geo.grant(window(1));
    await said.next('the window is run', (sentence) => sentence === 'has run a window');
    geo.pass(PATIENCE.silentMs);
    expect(answered(await first)).toMatchObject({ window: 1 });
    expect(answered(await first).entries.length).toBeGreaterThan(0);
    expect(geo.isHere).toBe(true);
  },
);

test(
  'who leaves is away until he joins, and no second process is started beside one',
  BOUND,
  async () => {
    const geo = await opened('stub-main.ts', PATIENCE);
    await geo.grant(window(0));
    expect(geo.join()).toBe(false);
    const before = geo.pid;
    expect(await geo.leave()).toEqual([]);
    expect([geo.isHere, geo.pid]).toEqual([false, undefined]);
    expect(geo.join()).toBe(true);
    expect(geo.join()).toBe(false);
    await returned.next('GEO is back');
    expect(geo.isHere).toBe(true);
    expect(geo.pid).not.toBe(before);
    expect(answered(await geo.grant(window(1)))).toMatchObject({ window: 1 });
  },
);

test(
  'who does not start any more is gone with what he owes, and the others are told',
  BOUND,
  async () => {
    const geo = await opened('stub-main.ts', PATIENCE);
    await geo.grant(window(0));
    const gone = new Arrived<readonly Sent[]>();
    geo.onGone = gone.push;
    geo.kill('SIGSTOP');
    const missed = geo.grant(window(1));
    geo.pass(PATIENCE.silentMs);
    await missed;
    writeFileSync(join(dir, 'GEO.sqlite'), 'no store any more');
    expect(await gone.next('it is given up', undefined, 60_000)).toEqual([]);
    expect(said.all.at(-1)).toContain('does not start any more');
    expect(geo.isHere).toBe(false);
  },
);

test.each([
  ['in a run that waits', undefined],
  ['in a live run', PATIENCE],
])(
  'a full disk ends it with a sentence, %s; it is back when it is asked for something',
  BOUND,
  async (_, patience) => {
    const geo = await opened('stub-main.ts', patience);
    await geo.grant(window(0));
    geo.fillDisk();
    expect(await said.next('its last words')).toContain('the disk is full');
    expect(answered(await geo.grant(window(1)))).toMatchObject({ window: 1 });
    geo.fillDisk();
    // Asked before it has died.
    expect(answered(await geo.grant(window(2)))).toMatchObject({ window: 2 });
    expect(await geo.end()).toHaveProperty('GEO');
  },
);

test(
  'killed before it dies of a full disk, it is back at once, and its next death is one like any other',
  BOUND,
  async () => {
    const geo = await opened('stub-main.ts', PATIENCE);
    await geo.grant(window(0));
    geo.kill('SIGSTOP');
    geo.fillDisk();
    geo.kill('SIGKILL');
    await returned.next('GEO is back');
    geo.kill('SIGKILL');
    expect(await deaths.next('its death is told')).toBe('GEO');
    expect(answered(await geo.grant(window(1)))).toMatchObject({ window: 1 });
  },
);

function answered(answer: Awaited<ReturnType<ProcessPlayer['grant']>>) {
  if (isMissed(answer)) throw new Error('the window was missed');
  return answer;
}
