/** What a participant's process says to its conductor, line by line; runs of many processes are in granted.test.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HOUR } from '../../simulator/core/time.ts';
import { newSecret, verifiersOf } from './credentials.ts';
import { runGranted } from './granted.ts';
import type { LineIo } from './lines.ts';
import type { Done, FromChild, Grant, Hello, Ready, ToChild } from './protocol.ts';
import { Witness } from './testing/mqtt-client.ts';
import { STUB_CODES, STUB_PARTICIPANTS, stubParticipant } from './testing/stub-participants.ts';
import { STUB_START } from './testing/stub-run.ts';
import { Arrived } from './testing/wait.ts';

const GEO = STUB_PARTICIPANTS.indexOf('GEO');
const ICE = STUB_PARTICIPANTS.indexOf('ICE');

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lines-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A process without the process. */
class Child {
  readonly said = new Arrived<FromChild>();
  readonly texts: string[] = [];
  private readonly ended: Promise<void>;
  private take: (line: string) => void = () => undefined;
  private finish: () => void = () => undefined;

  constructor(change: Partial<Hello> = {}, stored = true) {
    const io: LineIo = {
      read: (onLine) =>
        new Promise((resolve, reject) => {
          let handled = Promise.resolve();
          this.take = (line) => {
            handled = handled.then(() => onLine(line));
            handled.catch(reject);
          };
          this.finish = () => void handled.then(resolve);
        }),
      send: (line) => {
        this.texts.push(line);
        this.said.push(JSON.parse(line) as FromChild);
      },
      drained: () => Promise.resolve(),
    };
    this.ended = runGranted(io, stubParticipant);
    this.ended.catch(() => undefined);
    this.tell({
      k: 'hello',
      plays: ['GEO'],
      participants: STUB_PARTICIPANTS,
      codes: STUB_CODES,
      seed: '7',
      realm: 'test',
      parameters: {},
      bodies: false,
      ...(stored ? { store: { dir, flush: 'off' } } : {}),
      ...change,
    });
  }

  tell(line: ToChild): void {
    this.take(JSON.stringify(line));
  }

  ready(): Promise<Ready> {
    return this.said.next('ready', ({ k }) => k === 'ready') as Promise<Ready>;
  }

  done(window: number): Promise<Done> {
    return this.said.next(
      `done ${window}`,
      (line) => line.k === 'done' && line.window === window,
    ) as Promise<Done>;
  }

  /** As when the conductor is gone. */
  close(): Promise<void> {
    this.finish();
    return this.ended;
  }

  get failure(): Promise<void> {
    return this.ended;
  }
}

const grant = (window: number, change: Partial<Grant> = {}): Grant => ({
  k: 'grant',
  window,
  from: STUB_START + window * HOUR,
  until: STUB_START + (window + 1) * HOUR,
  inbox: [],
  commands: [],
  ...(window === 0 ? { start: true } : {}),
  ...change,
});

test('answers a window that it has committed with the same text, before and after a restart', async () => {
  const child = new Child();
  expect(await child.ready()).toMatchObject({ window: null });
  child.tell(grant(0));
  child.tell(grant(0));
  child.tell(grant(1));
  await child.done(1);
  await child.close();
  const [, first, repeated, second] = child.texts;
  expect(repeated).toBe(first);
  const again = new Child();
  expect(await again.ready()).toMatchObject({ window: 1 });
  again.tell(grant(1));
  await again.done(1);
  expect(again.texts[1]).toBe(second);
  again.tell({ k: 'end' });
  const ended = await again.said.next('ended', ({ k }) => k === 'ended');
  expect(ended).toMatchObject({
    hashes: { GEO: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
  });
  await again.close();
});

test('begins with what it is restored from, and goes on as the original would', async () => {
  const original = new Child();
  original.tell(grant(0));
  const { entries } = await original.done(0);
  original.tell({ k: 'save' });
  const saved = await original.said.next('saved', ({ k }) => k === 'saved');
  original.tell(grant(1));
  await original.done(1);
  original.tell({ k: 'end' });
  const hashes = await original.said.next('ended', ({ k }) => k === 'ended');
  await original.close();

  rmSync(dir, { recursive: true, force: true });
  const other = new Child();
  await other.ready();
  other.tell({
    k: 'history',
    participant: 'GEO',
    lines: entries.map(({ entry }) => JSON.stringify(entry)),
  });
  if (saved.k !== 'saved') throw new Error('not saved');
  other.tell({ k: 'restore', cells: saved.cells, chance: saved.chance });
  await other.said.next('restored', ({ k }) => k === 'restored');
  other.tell(grant(1));
  await other.done(1);
  other.tell({ k: 'end' });
  expect(await other.said.next('ended', ({ k }) => k === 'ended')).toEqual(hashes);
  expect(other.texts.find((text) => text.includes('"window":1'))).toBe(
    original.texts.find((text) => text.includes('"window":1')),
  );
  await other.close();
});

test('gives what people did to the participant at the start of the window', async () => {
  const child = new Child();
  const command = { type: 'decide', actor: 'Nino' };
  child.tell(grant(0));
  child.tell(grant(1, { commands: [{ destination: GEO, command }] }));
  const { entries } = await child.done(1);
  const from = STUB_START + HOUR;
  expect(entries.slice(0, 2).map(({ entry }) => entry)).toMatchObject([
    { t: from, type: 'CommandGiven', command },
    { t: from, type: 'Told', by: 'Nino' },
  ]);
  await child.close();
});

test('says which messages have not come, and goes on when they do; tells of what is no message', async () => {
  const secrets = { GEO: newSecret(), AZE: newSecret() };
  const verifiers = await verifiersOf(secrets);
  const child = new Child({
    plays: ['ICE'],
    wire: { kind: 'embedded', bind: '127.0.0.1', port: 0, verifiers },
    waitMs: 10,
  });
  const { url } = await child.ready();
  const geo = await Witness.as(url!, 'GEO', secrets.GEO);
  const at = {
    source: GEO,
    destination: ICE,
    sequence: 1,
    arrivesAt: STUB_START + 5_000,
    messageId: 'GEO-1',
  };
  child.tell(grant(0, { inbox: [at] }));
  const missing = await child.said.next('missing', ({ k }) => k === 'missing');
  expect(missing).toMatchObject({ window: 0, messages: [{ from: 'GEO', messageId: 'GEO-1' }] });
  await geo.publish('ice/v1/in/GEO/AZE/X/X001', '{"this is');
  const message = {
    messageId: 'GEO-1',
    messageType: 'X001',
    sender: 'GEO',
    recipient: 'AZE',
    body: {},
  };
  await geo.publish('ice/v1/in/GEO/AZE/X/X001', JSON.stringify(message));
  const { entries } = await child.done(0);
  expect(entries.map(({ entry }) => entry)).toMatchObject([
    { type: 'Began' },
    { type: 'MessageTaken', id: 'GEO-1' },
  ]);
  const trouble = await child.said.next('trouble', ({ k }) => k === 'trouble');
  expect(trouble).toMatchObject({
    sentence: 'GEO: what it has sent on ice/v1/in/GEO/AZE/X/X001 is no message, and is left out',
  });
  await geo.end();
  await child.close();
});

test('what strangers make it say is fit to be read', async () => {
  const verifiers = await verifiersOf({ GEO: newSecret() });
  const wire = { kind: 'embedded', bind: '127.0.0.1', port: 0, verifiers } as const;
  const child = new Child({ plays: ['ICE'], wire });
  const { url = '' } = await child.ready();
  await expect(Witness.as(url, 'GEO', 'wrong', '\u001b[2J')).rejects.toThrow();
  const trouble = await child.said.next('trouble', ({ k }) => k === 'trouble');
  expect(trouble).toMatchObject({
    sentence: '\ufffd[2J: refused, wrong credentials for GEO',
  });
  await child.close();
});

test('refuses a warm start into a store that is in use', async () => {
  const child = new Child();
  child.tell(grant(0));
  await child.done(0);
  child.tell({ k: 'save' });
  const saved = await child.said.next('saved', ({ k }) => k === 'saved');
  if (saved.k !== 'saved') throw new Error('not saved');
  child.tell({ k: 'restore', cells: saved.cells, chance: saved.chance });
  await expect(child.failure).rejects.toMatchObject({
    message: 'a warm start needs an empty store',
    exit: 2,
  });
});

test('refuses a wire without a store to repeat its messages from', async () => {
  const child = new Child(
    { wire: { kind: 'link', url: 'mqtt://127.0.0.1:1', secret: 'secret' } },
    false,
  );
  await expect(child.failure).rejects.toMatchObject({ exit: 2 });
});
