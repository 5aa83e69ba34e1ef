/** What the server's tests stand on: the golden journal as a recorded folder and as a live run that the test conducts, and plain HTTP. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders, RequestOptions } from 'node:http';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { both } from '../../nodes/common/bilingual.ts';
import { BEGIN, ONE_TRUCK, ONE_TRUCK_HEADER } from '../../reports/fixtures/one-truck.ts';
import type { ClockState } from '../../reports/views/api.ts';
import type { Entry } from '../core/cell.ts';
import { DAY } from '../core/time.ts';
import type { PersonCommand } from '../core/world-facts.ts';
import { headerLine } from '../journal/codec.ts';
import type { JournalHeader } from '../journal/entry.ts';
import type { Violation } from '../journal/invariants/invariant.ts';
import { FAULT_TEXTS, officesOfCountries } from './about.ts';
import { LiveSource } from './live-source.ts';
import type { RunAbout, RunControl } from './source.ts';

/** A run's folder with a journal in it; `remove` takes it away again. */
export function recordedFolder(
  entries: readonly Entry[] = ONE_TRUCK,
  header: JournalHeader = ONE_TRUCK_HEADER,
): { folder: string; journal: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'rehearse-server-'));
  const journal = join(folder, 'journal.jsonl');
  const lines = [headerLine(header), ...entries.map((entry) => JSON.stringify(entry))];
  writeFileSync(journal, `${lines.join('\n')}\n`);
  return { folder, journal, remove: () => rmSync(folder, { recursive: true }) };
}

const ABOUT: RunAbout = {
  title: both('One truck', 'Одна машина'),
  story: both('A story.', 'Рассказ.'),
  mode: 'live',
  host: 'live',
  folder: 'runs/one-truck-1-1',
  span: { begin: BEGIN, start: BEGIN, end: BEGIN + 5 * DAY },
  participants: ['GEO', 'AZE', 'KAZ', 'UZB'],
  observers: ['TKM'],
  offices: officesOfCountries(['GEO', 'AZE', 'KAZ', 'UZB']),
  faults: FAULT_TEXTS,
};

/** A live run that does nothing by itself: the test adds entries, and sees what was asked for. */
export class StagedRun {
  readonly asked: string[] = [];
  /** Who has left. */
  readonly away = new Set<string>();
  readonly commands: PersonCommand[] = [];
  readonly source: LiveSource;
  violations: readonly Violation[] = [];
  clock: ClockState = { now: BEGIN, speed: 60, state: 'running' };

  constructor() {
    const control: RunControl = {
      pause: () => void this.asked.push('pause'),
      resume: () => void this.asked.push('resume'),
      setSpeed: (speed) => void this.asked.push(`setSpeed ${String(speed)}`),
      stop: () => void this.asked.push('stop'),
      leave: (node) => this.asked.push(`leave ${node}`) > 0 && !this.away.has(node),
      join: (node, runtime = 'deno') =>
        this.asked.push(`join ${node} ${runtime}`) > 0 && this.away.has(node),
      command: (command) => void this.commands.push(command),
    };
    this.source = new LiveSource({
      header: ONE_TRUCK_HEADER,
      about: ABOUT,
      journal: undefined,
      flush: () => undefined,
      clock: () => this.clock,
      violations: () => this.violations,
      control,
    });
  }

  add(...entries: readonly Entry[]): void {
    for (const entry of entries) this.source.observe(entry, undefined);
    this.source.changed();
  }

  /** Entries of the golden journal up to a number of them. */
  play(count: number): void {
    this.add(...ONE_TRUCK.slice(this.source.entries, count));
  }
}

export interface Heard {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** One request over a real connection; headers as given, the host's too. */
export function ask(
  port: number,
  path: string,
  options: RequestOptions = {},
  body?: string,
): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, ...options }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The JSON of an answer that went well. */
export async function told<T>(port: number, path: string): Promise<T> {
  const { status, text } = await ask(port, path);
  if (status !== 200) throw new Error(`${path}: ${String(status)} ${text}`);
  return JSON.parse(text) as T;
}

/** A command, with or without a token. */
export const give = (port: number, command: unknown, token?: string): Promise<Heard> =>
  ask(
    port,
    '/api/commands',
    {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    },
    JSON.stringify(command),
  );
