/** One run of a scenario in the host `virtual`, from the first step to the journal's last line. */
import type { Scenario } from '../../scenarios/schema.ts';
import { SCHEMA_VERSION } from '../../nodes/common/limits.ts';
import type { Command } from '../core/participant.ts';
import { worldFact } from '../core/world-facts.ts';
import type { AbsenceReason, EndingReason, WorldFact } from '../core/world-facts.ts';
import type { SimTime } from '../core/time.ts';
import { isoUtc } from '../core/time.ts';
import type { JournalHeader } from '../journal/entry.ts';
import { HOST, JOURNAL_VERSION } from '../journal/entry.ts';
import { Absences, GOES } from './absences.ts';
import { Agenda } from './agenda.ts';
import type { Recast, Told } from './cast.ts';
import { castOf, faultsOf, timersBeyondLaw, toldBy } from './cast.ts';
import { sha256Of } from './digest.ts';
import { EndWatch } from './end-watch.ts';
import type { Observer } from './recorder.ts';
import type { Staged } from './script-of.ts';
import type { Act } from '../faults/kind.ts';
import { stagedOf } from './script-of.ts';
import { spanOf } from './span.ts';
import type { Span } from './span.ts';
import { StepBroke } from './step-broke.ts';
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
  /** Who plays in whose place. */
  readonly recast?: Recast;
  readonly observers: readonly Observer[];
  /** Asked after each entry; the run ends with the first for which it says so. */
  readonly stopsAt?: () => boolean;
  /** Neither lines nor hashes are made: entries are only shown to the observers. There must be no journal. */
  readonly unhashed?: boolean;
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
  told: Told,
  bodies: boolean,
): JournalHeader {
  return {
    journal: JOURNAL_VERSION,
    scenario: scenario.id,
    digest: sha256Of(JSON.stringify(scenario)),
    seed,
    software: SOFTWARE,
    participants: told.participants,
    start: isoUtc(spanOf(scenario).start),
    realm: 'test',
    bodies,
    timers: timersBeyondLaw(told),
  };
}

/** Movements that a scenario without flows lists; undefined where traffic flows on. */
export const listedMovements = (scenario: Scenario): number | undefined =>
  scenario.ends === 'allDone' && scenario.traffic.every((traffic) => 'movement' in traffic)
    ? scenario.traffic.length
    : undefined;

/** The host's own entries, numbered like everybody's. */
export class HostJournal {
  /** Entries so far. */
  count = 0;
  private readonly recorder: Pick<Recorder, 'record'>;

  constructor(recorder: Pick<Recorder, 'record'>) {
    this.recorder = recorder;
  }

  note(t: SimTime, fact: WorldFact): void {
    this.recorder.record({ t, n: HOST, s: this.count++, ...worldFact(fact) }, undefined);
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
  /** Of the whole run; in lockstep the conductor takes it over. */
  readonly agenda: Agenda;
  private readonly absences = new Absences();
  private readonly request: RunRequest;
  private isBroken = false;
  private isStopped = false;
  /** When something came from outside last. */
  private actedAt: SimTime = 0;

  constructor(request: RunRequest) {
    const { scenario, seed } = request;
    const told = toldBy(scenario, request.backgroundHours);
    const cast = castOf(told, seed, request.recast);
    this.agenda = new Agenda(request.staged ?? stagedOf(scenario), faultsOf(scenario, told, seed));
    this.request = request;
    this.span = spanOf(scenario);
    this.watch = new EndWatch(this.span.horizon, listedMovements(scenario));
    const header = headerOf(scenario, seed, told, request.bodies);
    const watching: Observer = (entry) => {
      this.watch.observe(entry);
      this.agenda.observe(entry);
    };
    const stopping: Observer = ({ t }) => {
      if (request.stopsAt?.() !== true) return;
      this.isStopped = true;
      this.watch.until = Math.min(this.watch.until, t + 1);
    };
    this.recorder = new Recorder(
      header,
      request.journal,
      [watching, ...request.observers, ...(request.stopsAt === undefined ? [] : [stopping])],
      request.unhashed !== true,
    );
    this.notes = new HostJournal(this.recorder);
    this.host = VirtualHost.open(cast, {
      record: (entry, body) => this.recorder.record(entry, body),
      ...(request.jsonHops === undefined ? {} : { jsonHops: request.jsonHops }),
    });
    this.at = this.warmUp();
  }

  private warmUp(): SimTime {
    const { begin, start } = this.span;
    if (begin === start) {
      this.notes.note(start, { type: 'HandedOver', warmUpMs: 0 });
      this.agenda.begin(start);
      if (this.request.elsewhere !== true) this.host.start(begin);
      return start;
    }
    this.host.start(begin);
    this.runTo(start);
    let at = start;
    this.unlessBroken(() => (at = this.host.runToQuiet(start)));
    if (this.isBroken) return this.watch.until;
    this.notes.note(at, { type: 'HandedOver', warmUpMs: at - begin });
    this.agenda.begin(at);
    return at;
  }

  /** Runs on to `until`, which may come nearer meanwhile. A step that breaks ends the run. */
  runTo(until: SimTime): void {
    this.unlessBroken(() => this.advance(until));
  }

  private unlessBroken(act: () => void): void {
    if (this.isBroken) return;
    try {
      act();
    } catch (error) {
      if (!(error instanceof StepBroke)) throw error;
      this.isBroken = true;
      // After whatever the journal has of that instant already.
      const at = Math.max(this.host.now, this.actedAt) + 1;
      this.notes.note(at, error.fact);
      this.watch.until = at;
    }
  }

  /** Why it has come to its end, once it has. */
  get ending(): EndingReason {
    if (this.isBroken) return 'broken';
    if (this.isStopped) return 'stopped';
    return this.watch.until < this.span.horizon ? 'quiet' : 'horizon';
  }

  /** What comes from outside has its turn at its instants. */
  private advance(until: SimTime): void {
    for (;;) {
      this.runTowards(until);
      const at = this.agenda.next;
      if (at >= Math.min(until, this.watch.until)) return;
      this.takeTurn(at);
    }
  }

  private takeTurn(at: SimTime): void {
    const { notes, acts } = this.agenda.take();
    for (const note of notes) if (!this.absences.knows(note)) this.notes.note(at, note);
    for (const act of acts) if (!this.absences.keeps(act)) this.perform(act, at);
  }

  /** Takes turns that are due at this instant, until the host has so many entries: whatever a person did came after them. */
  turnsAt(at: SimTime, count: number): void {
    this.unlessBroken(() => {
      while (this.notes.count < count && this.agenda.next <= at) this.takeTurn(at);
    });
  }

  /** A participant was away for real from this instant. */
  leaves(id: string, why: AbsenceReason, at: SimTime): void {
    this.notes.note(at, this.absences.begin(id, why, at));
    this.perform({ to: id, control: GOES }, at);
  }

  /** And was back at this one. What a script or a person told it stands in the journal by itself. */
  returns(id: string, at: SimTime): void {
    const waiting = this.absences.waiting(id);
    if (waiting === undefined) return;
    for (const note of this.absences.end(id, this.agenda.downAs(id))) this.notes.note(at, note);
    this.unlessBroken(() => {
      for (const control of waiting.controls) this.perform({ to: id, control }, at);
      for (const command of waiting.commands) this.perform({ to: id, command }, at);
    });
  }

  private perform(act: Act, now: SimTime): void {
    this.actedAt = now;
    const index = this.recorder.header.participants.indexOf(act.to);
    if ('control' in act) this.host.control(index, act.control, now);
    else this.host.command(index, act.command, now);
  }

  /** Somebody outside gives a participant a command. */
  command(to: string, command: Command, now: SimTime): void {
    this.host.command(this.recorder.header.participants.indexOf(to), command, now);
  }

  private runTowards(until: SimTime): void {
    const { begin, horizon } = this.span;
    const { watch, agenda } = this;
    const end = {
      get until() {
        return Math.min(until, watch.until, agenda.next);
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
  finish(why: EndingReason, at: SimTime): RunResult {
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
  return run.finish(run.ending, run.watch.until);
}
