/** Runs behind a real server, for tests of the page: one that the test conducts, and recordings of short runs made on the spot. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ONE_TRUCK } from '../../reports/fixtures/one-truck.ts';
import type { ClockState } from '../../reports/views/api.ts';
import { loadScenario } from '../../scenarios/load.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import { runVirtual } from '../../simulator/hosts/rehearsal.ts';
import { JOURNAL_FILE, SCENARIO_FILE, writeJson } from '../../simulator/hosts/run-folder.ts';
import type { RecordedSource } from '../../simulator/server/recorded-source.ts';
import { openRecorded } from '../../simulator/server/recorded-source.ts';
import type { RunningServer } from '../../simulator/server/server.ts';
import { startServer } from '../../simulator/server/server.ts';
import { StagedRun } from '../../simulator/server/testing.ts';

/** A short stretch of the default rehearsal, with some two hundred trucks. */
export const SHORT_PILOT = ['warmUp=2d', 'lasts=2d', 'traffic.0.share=0.05'] as const;

/** The golden journal of one truck as a live run that stands until the test moves it. */
export class ServedStage {
  readonly run: StagedRun;
  readonly server: RunningServer;

  private constructor(run: StagedRun, server: RunningServer) {
    this.run = run;
    this.server = server;
  }

  /** @param until shows the run as of the last entry before this one; from its begin by default. */
  static async open(until?: (entry: Entry) => boolean): Promise<ServedStage> {
    const run = new StagedRun();
    const server = await startServer({ source: run.source, port: 0, trainerToken: 'trainer' });
    const stage = new ServedStage(run, server);
    if (until === undefined) stage.tell({ state: 'paused' });
    else stage.playUntil(until);
    return stage;
  }

  /** Plays the golden journal up to, and without, an entry; the clock then stands at the last one played. */
  playUntil(until: (entry: Entry) => boolean): void {
    const count = ONE_TRUCK.findIndex(until);
    if (count < 1) throw new RangeError('the golden journal has no such entry');
    this.run.play(count);
    this.tell({ now: ONE_TRUCK[count - 1]?.t ?? 0, state: 'paused' });
  }

  /** Something else happens now, in the world or at another participant. */
  happen(fact: Omit<Entry, 't' | 'n' | 's'>, n = 'WORLD'): void {
    const { clock, source } = this.run;
    this.run.add({ t: clock.now, n, s: 9_000 + source.entries, ...fact } as Entry);
  }

  tell(clock: Partial<ClockState>): void {
    this.run.clock = { ...this.run.clock, ...clock };
    this.run.source.changed();
  }
}

export interface ServedRecording {
  readonly source: RecordedSource;
  readonly server: RunningServer;
  close(): Promise<void>;
}

/** Runs a scenario of the library in simulated time, and serves what it recorded. */
export async function serveRecording(
  name: string,
  changes: readonly string[] = [],
): Promise<ServedRecording> {
  const loaded = loadScenario(name, changes);
  if (!loaded.ok) throw new Error(`${name} does not load`);
  const { scenario } = loaded;
  const folder = mkdtempSync(join(tmpdir(), 'rehearse-page-'));
  writeJson(join(folder, SCENARIO_FILE), scenario);
  const journal = join(folder, JOURNAL_FILE);
  runVirtual({ scenario, seed: '1', journal, bodies: true, observers: [] });
  const opened = openRecorded(folder);
  if (!opened.ok) throw new Error(`the journal of ${name} cannot be read`);
  const { source } = opened;
  await source.readAll();
  const server = await startServer({ source, port: 0 });
  const close = async (): Promise<void> => {
    await server.close();
    source.close();
    rmSync(folder, { recursive: true });
  };
  return { source, server, close };
}
