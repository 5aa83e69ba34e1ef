/** One run of a scenario in processes of its own: warm-up in the host `virtual`, then windows, as fast as they go or paced. */
import { join } from 'node:path';
import type { SimTime } from '../core/time.ts';
import { toldBy } from './cast.ts';
import type { Conductor } from './conductor.ts';
import { historyKeeper, Processes } from './lockstep.ts';
import type { LockstepOptions } from './start-player.ts';
import type { RealFaults } from './real-faults.ts';
import type { RunRequest, RunResult } from './rehearsal.ts';
import { WarmRun } from './rehearsal.ts';

export type ProcessOptions = Pick<
  LockstepOptions,
  'flush' | 'bind' | 'mqtt' | 'broker' | 'secrets' | 'security' | 'runtimes' | 'patience' | 'watch'
> & {
  /** Folder of the run: the stores lie in it. */
  readonly folder: string;
  /** Carries faults out for real, on lines that lead through relays. */
  readonly real?: RealFaults;
  /** Whether the processes' own hashes take the warm-up in, and are compared with the journal's at the end. */
  readonly compareHashes: boolean;
};

/** A hash made in a process is not that of its lines in the journal. */
export class HashMismatch extends Error {
  constructor(node: string) {
    super(`the journal of ${node} is not what its process wrote`);
  }
}

/** A run whose corridors are in motion and whose processes stand ready for the first window. */
export class LockstepRun {
  readonly warm: WarmRun;
  readonly processes: Processes;
  readonly conductor: Conductor;
  private readonly options: ProcessOptions;

  private constructor(
    warm: WarmRun,
    processes: Processes,
    conductor: Conductor,
    options: ProcessOptions,
  ) {
    this.warm = warm;
    this.processes = processes;
    this.conductor = conductor;
    this.options = options;
  }

  /** The processes start while the warm-up runs. @throws PlayerLost where one cannot start. */
  static async open(request: RunRequest, options: ProcessOptions): Promise<LockstepRun> {
    const { scenario, seed, bodies } = request;
    const told = toldBy(scenario);
    const { folder, compareHashes, real, ...given } = options;
    const stores = join(folder, 'stores');
    const opening = Processes.open({
      ...given,
      told,
      seed,
      bodies,
      stores,
      relayed: real !== undefined,
      onMissing: (names) => real?.need(names),
    });
    // It is awaited below; what goes wrong before then is told there.
    opening.catch(() => undefined);
    const history = historyKeeper();
    const observers = [
      ...(compareHashes ? [history.keep] : []),
      ...request.observers,
      ...(real === undefined ? [] : [real.observe]),
    ];
    let warm: WarmRun;
    try {
      // Lets the processes be started before this one is busy.
      await new Promise((resolve) => setImmediate(resolve));
      warm = new WarmRun({ ...request, observers, elsewhere: true });
    } catch (error) {
      await (await opening).stop();
      throw error;
    }
    const processes = await opening;
    const { security = {} } = options;
    real?.attach({ player: (name) => processes.player(name), relays: processes.relays, security });
    const begun = warm.span.begin < warm.span.start;
    try {
      if (begun) await processes.restore(warm.save(), told.participants, history.lines);
      else for (const player of processes.players) player.next = warm.at;
    } catch (error) {
      await processes.stop();
      throw error;
    }
    history.lines.clear();
    const record: Parameters<Processes['conductor']>[2] = (entry, body) =>
      warm.recorder.record(entry, body);
    const note: Parameters<Processes['conductor']>[5] = (t, fact) => warm.notes.note(t, fact);
    const { agenda } = warm;
    const conductor = processes.conductor(warm.at, told.participants, record, begun, agenda, note);
    return new LockstepRun(warm, processes, conductor, options);
  }

  /** Ends the processes and the journal. @throws HashMismatch where they disagree. */
  async finish(why: 'horizon' | 'quiet' | 'stopped', at: SimTime): Promise<RunResult> {
    const hashes = await this.processes.end();
    const result = this.warm.finish(why, at);
    for (const [node, hash] of this.options.compareHashes ? hashes : []) {
      const journalled = result.nodes.get(node);
      if (journalled !== undefined && journalled !== hash) throw new HashMismatch(node);
    }
    return { ...result, events: result.events + this.conductor.events };
  }
}

/** Runs a scenario in lockstep, as fast as its windows go. */
export async function runLockstep(
  request: RunRequest,
  options: ProcessOptions,
): Promise<RunResult> {
  const run = await LockstepRun.open(request, options);
  const { conductor, warm } = run;
  const { begin, horizon } = warm.span;
  try {
    for (let due = conductor.nextDue(); due < warm.watch.until; due = conductor.nextDue()) {
      await conductor.window(due, warm.watch.until);
      request.onProgress?.((due - begin) / (horizon - begin), due, conductor.events);
    }
    const { until } = warm.watch;
    return await run.finish(until < horizon ? 'quiet' : 'horizon', until);
  } catch (error) {
    await run.processes.stop();
    throw error;
  }
}
