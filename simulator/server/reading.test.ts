import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { BEGIN, LRN, MRN, ONE_TRUCK, ONE_TRUCK_HEADER } from '../../reports/fixtures/one-truck.ts';
import type {
  JournalAnswer,
  KpisAnswer,
  ListAnswer,
  MessageAnswer,
  RunInfo,
  StateAnswer,
} from '../../reports/views/api.ts';
import type { DensityView } from '../../reports/views/density.ts';
import type { MovementStory } from '../../reports/views/movement.ts';
import { Trial } from '../../reports/views/trial.ts';
import { HOUR } from '../core/time.ts';
import { openRecorded } from './recorded-source.ts';
import type { RunningServer } from './server.ts';
import { startServer } from './server.ts';
import { ask, recordedFolder, told } from './testing.ts';

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

async function shown(): Promise<RunningServer> {
  const { folder, remove } = recordedFolder();
  ended.push(remove);
  const opened = openRecorded(folder);
  if (!opened.ok) throw new Error(opened.defect.cause);
  await opened.source.readAll();
  ended.push(() => opened.source.close());
  const server = await startServer({ source: opened.source, port: 0 });
  ended.push(() => server.close());
  return server;
}

describe('a recorded run', () => {
  test('tells what run it is', async () => {
    const { port } = await shown();
    const run = await told<RunInfo>(port, '/api/run');
    expect(run).toMatchObject({
      header: ONE_TRUCK_HEADER,
      mode: 'replay',
      realm: 'test',
      participants: ['GEO', 'AZE', 'KAZ', 'UZB', 'TKM'],
      entries: ONE_TRUCK.length,
      read: 1,
      cutAtLine: null,
      clock: { state: 'ended', now: ONE_TRUCK.at(-1)?.t },
    });
    expect(run.offices.find(({ code }) => code === 'GE000102')).toMatchObject({
      place: 'ge-poti',
      utcOffsetMin: 240,
    });
  });

  test('shows the trial at an instant as the fold of all entries up to it', async () => {
    const { port } = await shown();
    for (const at of [BEGIN, BEGIN + 9 * HOUR, BEGIN + 40 * HOUR]) {
      const { trial } = await told<StateAnswer>(port, `/api/state?at=${String(at)}`);
      const folded = new Trial(ONE_TRUCK_HEADER.participants);
      for (const entry of ONE_TRUCK) if (entry.t <= at) folded.step(entry);
      const restored = Trial.restore(trial);
      expect(restored.entries).toBe(folded.entries);
      expect([...restored.trucks.values()]).toEqual(withEditions(restored, folded));
      expect(restored.movement(LRN)?.departure).toBe(folded.movement(LRN)?.departure);
    }
  });

  test('leaves movements that have ended to the lists', async () => {
    const { port } = await shown();
    const { trial } = await told<StateAnswer>(port, '/api/state');
    expect(trial.movements.rows).toEqual([]);
    const { movements } = await told<ListAnswer>(port, '/api/movements');
    expect(movements).toMatchObject([{ id: LRN, mrn: MRN, departure: 'writtenOff' }]);
    const found = await told<ListAnswer>(port, '/api/search?q=aa-123');
    expect(found.movements.map(({ id }) => id)).toEqual([LRN]);
  });

  test('gives stretches of the journal, of at most 10,000 entries', async () => {
    const { port } = await shown();
    const { from, entries } = await told<JournalAnswer>(port, '/api/journal?from=3&to=7');
    expect(from).toBe(3);
    expect(entries).toEqual(ONE_TRUCK.slice(3, 7));
    const rest = await told<JournalAnswer>(port, '/api/journal?from=150&to=10150');
    expect(rest.entries).toEqual(ONE_TRUCK.slice(150));
    expect((await ask(port, '/api/journal?from=0&to=10001')).status).toBe(400);
    expect((await ask(port, '/api/journal?from=5&to=3')).status).toBe(400);
    expect((await ask(port, '/api/journal?from=-1')).status).toBe(400);
  });

  test('tells a movement by MRN and by LRN, also as it stood at an instant', async () => {
    const { port } = await shown();
    const whole = await told<MovementStory>(port, `/api/movement/${MRN}`);
    expect(whole.movement.departure).toBe('writtenOff');
    expect(whole.messages.map(({ code }) => code)).toContain('X050');
    const early = await told<MovementStory>(
      port,
      `/api/movement/${LRN}?at=${String(BEGIN + HOUR)}`,
    );
    expect(early.movement.departure).toBe('released');
    expect(early.messages.length).toBeLessThan(whole.messages.length);
    expect((await ask(port, `/api/movement/${LRN}?at=${String(BEGIN - 1)}`)).status).toBe(404);
    expect((await ask(port, '/api/movement/26GE000104H8T1VYY5')).status).toBe(404);
  });

  test('tells a message with everything that names it later', async () => {
    const { port } = await shown();
    const { sent, later } = await told<MessageAnswer>(port, '/api/message/GEO-2');
    expect(sent).toMatchObject({ type: 'MessageSent', msg: 'X050', to: 'AZE' });
    expect(later.map(({ type }) => type)).toEqual(['MessageTaken', 'AtrCreated']);
    expect((await ask(port, '/api/message/GEO-999')).status).toBe(404);
  });

  test('counts KPIs and densities over the whole journal', async () => {
    const { port } = await shown();
    const kpis = await told<KpisAnswer>(port, '/api/kpis');
    expect(kpis.counts).toMatchObject({ declared: 1, discharged: 1, open: 0 });
    expect(kpis.results.find(({ id }) => id === 'adherence')?.value).toBe(100);
    const density = await told<DensityView>(port, '/api/density');
    expect(density.counts.reduce((sum, count) => sum + count, 0)).toBe(ONE_TRUCK.length);
  });

  test('cannot be steered', async () => {
    const server = await shown();
    const { status, text } = await ask(
      server.port,
      '/api/commands',
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      '{"type":"pause"}',
    );
    expect(status).toBe(409);
    expect(text).toContain('recording');
  });
});

/** Editions count saves, which the comparison is not about. */
const withEditions = (restored: Trial, folded: Trial): unknown[] =>
  [...folded.trucks.values()].map((row) => ({
    ...row,
    edition: restored.trucks.get(row.id)?.edition,
  }));

describe('a journal that breaks off', () => {
  test('is shown as far as it goes, and says at which line it breaks', async () => {
    const { folder, journal, remove } = recordedFolder();
    ended.push(remove);
    const text = readFileSync(journal, 'utf8');
    writeFileSync(journal, text.slice(0, text.indexOf('"type":"TruckDrove"')));
    const opened = openRecorded(folder);
    if (!opened.ok) throw new Error(opened.defect.cause);
    ended.push(() => opened.source.close());
    await opened.source.readAll();
    const whole = ONE_TRUCK.findIndex(({ type }) => type === 'TruckDrove');
    expect(opened.source.entries).toBe(whole);
    expect(opened.source.cutAtLine).toBe(whole + 2);
  });

  test('stops at a line that is no entry', async () => {
    const { folder, journal, remove } = recordedFolder(ONE_TRUCK.slice(0, 10));
    ended.push(remove);
    appendFileSync(journal, `not json\n${JSON.stringify(ONE_TRUCK[10])}\n`);
    const opened = openRecorded(folder);
    if (!opened.ok) throw new Error(opened.defect.cause);
    ended.push(() => opened.source.close());
    await opened.source.readAll();
    expect(opened.source).toMatchObject({ entries: 10, cutAtLine: 12, read: 1 });
  });

  test('is refused without a header, and in another format', () => {
    const { folder, journal, remove } = recordedFolder();
    ended.push(remove);
    writeFileSync(journal, '{"t":1}\n');
    expect(openRecorded(folder)).toMatchObject({ ok: false, defect: { line: 1 } });
    writeFileSync(journal, '');
    expect(openRecorded(folder)).toMatchObject({ ok: false, defect: { line: 1 } });
  });
});
