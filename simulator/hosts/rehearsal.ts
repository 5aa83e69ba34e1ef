/** One run of a scenario in the host `virtual`, from the first step to the journal's last line. */
import type { Scenario } from '../../scenarios/schema.ts';
import { SCHEMA_VERSION } from '../../nodes/common/limits.ts';
import type { Command } from '../core/participant.ts';
import { worldFact } from '../core/world-facts.ts';
import type { WorldFact } from '../core/world-facts.ts';
import type { SimTime } from '../core/time.ts';
import { isoUtc } from '../core/time.ts';
import type { JournalHeader } from '../journal/entry.ts';
import { HOST, JOURNAL_VERSION } from '../journal/entry.ts';
import { castOf, toldBy } from './cast.ts';
import { sha256Of } from './digest.ts';
import { EndWatch } from './end-watch.ts';
import type { Observer } from './recorder.ts';
import type { Staged } from './script-of.ts';
import { stagedOf } from './script-of.ts';
import { spanOf } from './span.ts';
import type { Span } from './span.ts';
import { Recorder } from './recorder.ts';
import type { Handover } from './virtual.ts';
import { VirtualHost } from './virtual.ts';

export const SOFTWARE = `rehearse 0.1.0, schemas ${SCHEMA_VERSION}`;

/** Bodies are kept by default below this many movements. */
export const BODIES_BELOW = 10_000;

/** Events between two reports of progress. */
const CHUNK = 20_000;

export interface RunRequest {
  readonly scenario: Scenario;
  readonly seed: string;
  /** Path of the journal; undefined keeps none. */
  readonly journal?: string;
  readonly bodies: boolean;
  readonly jsonHops?: boolean;
  /** Without a warm-up nothing is run here: the first steps are taken in other processes. */
  readonly elsewhere?: boolean;
  /** What administrators do; the scenario's own script where absent. */
  readonly staged?: readonly Staged[];
  /** Other traffic by station, in place of the fitted one; for the fit. */
  readonly backgroundHours?: Readonly<Record<string, number>>;
  readonly observers: readonly Observer[];
  /** Called now and then; `share` of the simulated time that is done. */
  readonly onProgress?: (share: number, now: SimTime, events: number) => void;
}

export interface RunResult {
  readonly from: SimTime;
  readonly to: SimTime;
  readonly events: number;
  readonly entries: number;
  readonly sha256: string;
  readonly nodes: ReadonlyMap<string, string>;
}

export function headerOf(
  scenario: Scenario,
  seed: string,
  participants: readonly string[],
  bodies: boolean,
): JournalHeader {
  return {
    journal: JOURNAL_VERSION,
    scenario: scenario.id,
    digest: sha256Of(JSON.stringify(scenario)),
    seed,
    software: SOFTWARE,
    participants,
    start: isoUtc(spanOf(scenario).start),
    realm: 'test',
    bodies,
  };
}

/** Movements that a scenario without flows lists; undefined where traffic flows on. */
export const listedMovements = (scenario: Scenario): number | undefined =>
  scenario.ends === 'allDone' && scenario.traffic.every((traffic) => 'movement' in traffic)
    ? scenario.traffic.length
    : undefined;

/** The host's own entries, numbered like everybody's. */
export class HostJournal {
  private number = 0;
  private readonly recorder: Pick<Recorder, 'record'>;

  constructor(recorder: Pick<Recorder, 'record'>) {
    this.recorder = recorder;
  }

  note(t: SimTime, fact: WorldFact): void {
    this.recorder.record({ t, n: HOST, s: this.number++, ...worldFact(fact) }, undefined);
  }
}

/** A virtual run that has come to the end of its warm-up: the corridors are in motion, nothing is under way between participants. */
export class WarmRun {
  readonly host: VirtualHost;
  readonly recorder: Recorder;
  readonly notes: HostJournal;
  readonly watch: EndWatch;
  readonly span: Span;
  readonly at: SimTime;
  private readonly request: RunRequest;
  /** Still to come, in order of time. */
  private staged: readonly Staged[];

  constructor(request: RunRequest) {
    const { scenario, seed } = request;
    this.staged = request.staged ?? stagedOf(scenario);
    const cast = castOf(toldBy(scenario, request.backgroundHours), seed);
    this.request = request;
    this.span = spanOf(scenario);
    this.watch = new EndWatch(this.span.horizon, listedMovements(scenario));
    const header = headerOf(
      scenario,
      seed,
      cast.participants.map(({ id }) => id),
      request.bodies,
    );
    const watching: Observer = (entry) => this.watch.observe(entry);
    this.recorder = new Recorder(header, request.journal, [watching, ...request.observers]);
    this.notes = new HostJournal(this.recorder);
    this.host = new VirtualHost(cast, {
      record: (entry, body) => this.recorder.record(entry, body),
      ...(request.jsonHops === undefined ? {} : { jsonHops: request.jsonHops }),
    });
    this.at = this.warmUp();
  }

  private warmUp(): SimTime {
    const { begin, start } = this.span;
    if (begin === start) {
      this.notes.note(start, { type: 'HandedOver', warmUpMs: 0 });
      if (this.request.elsewhere !== true) this.host.start(begin);
      return start;
    }
    this.host.start(begin);
    this.runTo(start);
    const at = this.host.runToQuiet(start);
    this.notes.note(at, { type: 'HandedOver', warmUpMs: at - begin });
    return at;
  }

  /** Runs on to `until`, which may come nearer meanwhile; what administrators do comes at its instants. */
  runTo(until: SimTime): void {
    for (;;) {
      const [next] = this.staged;
      if (next === undefined || next.at >= Math.min(until, this.watch.until)) break;
      this.staged = this.staged.slice(1);
      this.runTowards(next.at);
      this.command(next.to, next.command, next.at);
    }
    this.runTowards(until);
  }

  /** Somebody outside gives a participant a command. */
  command(to: string, command: Command, now: SimTime): void {
    this.host.command(this.recorder.header.participants.indexOf(to), command, now);
  }

  private runTowards(until: SimTime): void {
    const { begin, horizon } = this.span;
    const { watch } = this;
    const end = {
      get until() {
        return Math.min(until, watch.until);
      },
    };
    while (this.host.runTowards(end, CHUNK)) {
      const { now, events } = this.host;
      this.request.onProgress?.((now - begin) / (horizon - begin), now, events);
    }
  }

  save(): Handover {
    return this.host.save(this.at);
  }

  /** Ends the run and closes its journal. */
  finish(why: 'horizon' | 'quiet' | 'stopped', at: SimTime): RunResult {
    this.notes.note(at, { type: 'RunEnded', why });
    const { sha256, nodes } = this.recorder.close();
    return {
      from: this.at,
      to: at,
      events: this.host.events,
      entries: this.recorder.entries,
      sha256,
      nodes,
    };
  }
}

/** Runs a scenario in simulated time, as fast as the machine goes. */
export function runVirtual(request: RunRequest): RunResult {
  const run = new WarmRun(request);
  run.runTo(run.span.horizon);
  return run.finish(run.watch.until < run.span.horizon ? 'quiet' : 'horizon', run.watch.until);
}

export interface Repeat {
  readonly scenario: Scenario;
  readonly seed: string;
  /** What people did, in order, and whom they told: the world, a node or ICE. */
  readonly commands: readonly {
    readonly t: SimTime;
    readonly to: string;
    readonly command: Command;
  }[];
  /** When the run ended. */
  readonly end: SimTime;
}

/** Runs a recorded run's steps anew from its inputs, in simulated time, and keeps no journal. */
export function runAgain({ scenario, seed, commands, end }: Repeat): RunResult {
  // What the script's administrators did stands in the journal like what people did.
  const run = new WarmRun({ scenario, seed, bodies: false, observers: [], staged: [] });
  const { horizon } = run.span;
  for (const { t, to, command } of commands) {
    run.runTo(t);
    run.command(to, command, t);
  }
  run.runTo(end);
  return run.finish(
    run.watch.until < horizon ? 'quiet' : end < horizon ? 'stopped' : 'horizon',
    end,
  );
}
