/** The trial that the page shows, and its clock: the present as it comes, or any stretch of the past as fast as asked. One for the whole page. */
import type { ClockState, RunInfo } from '../../reports/views/api.ts';
import { Trial } from '../../reports/views/trial.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import { api } from '../source/api.ts';
import { Stream } from '../source/stream.ts';
import { SmoothClock } from './clock.ts';

/** Entries fetched at once when the past is played, and how few are left when more are fetched. */
const AHEAD = 4_000;
const AHEAD_MIN = 1_500;
/** Panels are told of changes so often at the most, ms. */
const BEAT_MS = 200;
/** Simulated time that the past runs on at most between two frames, ms of wall time: a tab in the background does not race. */
const FRAME_MAX_MS = 250;

export type EntryWatcher = (entry: Entry, trial: Trial) => void;

export class Player {
  /** What is folded so far. Changes in place: read it in what depends on `beat`, or in each frame. */
  trial = new Trial();
  /** Counts up when panels should look again. */
  beat = $state(0);
  /** live: the present. past: a recording, or a live run looked back upon. */
  mode = $state<'live' | 'past'>('live');
  /** In the past: whether it plays, and how fast. */
  playing = $state(false);
  pastSpeed = $state(600);
  connected = $state(true);
  /** Between asking for an instant and having it. */
  seeking = $state(false);
  run = $state.raw<RunInfo>() as RunInfo;
  /** Set where the page must begin anew: another run answers under this address. */
  replaced = $state(false);
  private readonly clock = new SmoothClock();
  private readonly stream: Stream;
  private watchers: readonly EntryWatcher[] = [];
  private readonly wall: () => number;
  private pastNow = 0;
  private frameAt = 0;
  private beatAt = 0;
  private dirty = false;
  private ahead: Entry[] = [];
  private fetching = false;
  private wanted: number | undefined;
  /** The instant shown could not be fetched. */
  private missed = false;
  /** Counts up whenever another trial takes the place of the one shown. */
  generation = 0;

  constructor(run: RunInfo, wall: () => number = () => performance.now()) {
    this.run = run;
    this.wall = wall;
    this.clock.tell(run.clock, wall());
    this.stream = new Stream({
      onEntries: ({ from, entries }) => this.take(from, entries),
      onClock: (clock) => {
        this.clock.tell(clock, this.wall());
        const { entries, read, cutAtLine, broken, ...state } = clock;
        this.run = { ...this.run, entries, read, cutAtLine, broken, clock: state };
        this.dirty = true;
      },
      onReset: () => void this.renew(),
      onConnected: (connected) => this.onConnected(connected),
    });
  }

  /** Begins to show: the present of a live run, the measured start of a recording, or an instant asked for. */
  async start(at: number | undefined): Promise<void> {
    const { mode, span, entries } = this.run;
    if (mode === 'live' && at === undefined) await this.toPresent();
    else {
      this.stream.open(entries);
      // Said first: whoever presses Play or Pause meanwhile has the last word.
      this.playing = mode === 'replay' && at === undefined;
      await this.seek(at ?? span.start);
    }
  }

  close(): void {
    this.stream.close();
  }

  /** Simulated time now; for frames. */
  now(): number {
    return this.mode === 'live' ? this.clock.now(this.wall()) : this.pastNow;
  }

  /** Whether simulated time runs. */
  get running(): boolean {
    return this.mode === 'live' ? this.run.clock.state === 'running' : this.playing;
  }

  get speed(): number {
    return this.mode === 'live' ? this.run.clock.speed : this.pastSpeed;
  }

  /** The last instant that can be shown. */
  get end(): number {
    return this.run.clock.now;
  }

  /** What the run was just asked for is shown at once; the server's next word stands in its place. */
  expect(clock: Partial<Pick<ClockState, 'speed' | 'state'>>): void {
    this.run = { ...this.run, clock: { ...this.run.clock, ...clock } };
  }

  watch(watcher: EntryWatcher): () => void {
    this.watchers = [...this.watchers, watcher];
    return () => (this.watchers = this.watchers.filter((other) => other !== watcher));
  }

  /** To be called in every frame, before anything is drawn. */
  frame(): void {
    const wall = this.wall();
    if (this.mode === 'past' && this.playing && !this.seeking) this.playOn(wall);
    this.frameAt = wall;
    if (wall - this.beatAt < BEAT_MS || !(this.dirty || this.running)) return;
    this.beatAt = wall;
    this.dirty = false;
    this.beat++;
  }

  /** Shows an instant of the past. While one is fetched, only the last of those asked for meanwhile is fetched next; none is fetched twice. */
  async seek(t: number): Promise<void> {
    const { begin } = this.run.span;
    const at = Math.min(Math.max(t, begin), Math.max(begin, this.end));
    if (this.mode === 'past' && at === this.pastNow && !this.missed) return;
    this.missed = false;
    this.mode = 'past';
    this.pastNow = at;
    this.beat++;
    this.wanted = at;
    if (this.seeking) return;
    this.seeking = true;
    try {
      while (this.wanted !== undefined) {
        const asked = this.wanted;
        this.wanted = undefined;
        const { trial } = await api.state(asked);
        this.show(Trial.restore(trial));
      }
    } catch {
      this.connected = false;
      this.missed = true;
    } finally {
      this.seeking = false;
    }
  }

  /** Plays the past from an instant on. */
  async playFrom(t: number): Promise<void> {
    await this.seek(t);
    this.playing = true;
  }

  /** Back to the present; in a recording its end. */
  async toPresent(): Promise<void> {
    if (this.run.mode === 'replay') {
      this.playing = false;
      await this.seek(this.end);
      return;
    }
    try {
      const { trial, clock } = await api.state();
      this.wanted = undefined;
      this.mode = 'live';
      this.clock.tell(clock, this.wall());
      this.run = { ...this.run, clock };
      this.show(Trial.restore(trial));
    } catch {
      this.connected = false;
    }
    // Also where the state could not be had: the stream comes back by itself, with all that is missing.
    this.stream.open(this.trial.entries);
  }

  /** An instant that could not be fetched is fetched once the server is back. */
  private onConnected(connected: boolean): void {
    this.connected = connected;
    if (connected && this.missed && this.mode === 'past') void this.seek(this.pastNow);
  }

  private show(trial: Trial): void {
    this.trial = trial;
    this.ahead = [];
    this.generation++;
    this.dirty = true;
    this.beat++;
  }

  private playOn(wall: number): void {
    const passed = Math.min(wall - this.frameAt, FRAME_MAX_MS);
    const next = Math.min(this.pastNow + passed * this.pastSpeed, this.end);
    void this.fetchAhead();
    const reached = this.feed(next);
    // Where the entries up to the next instant are not here yet, time waits for them.
    this.pastNow = reached ? next : Math.max(this.pastNow, Math.min(next, this.trial.now));
    if (this.pastNow >= this.end && this.run.read >= 1) this.playing = false;
    this.dirty = true;
  }

  /** Takes what is due by then. @returns whether all of it was here. */
  private feed(until: number): boolean {
    let taken = 0;
    for (const entry of this.ahead) {
      if (entry.t > until) break;
      this.step(entry);
      taken++;
    }
    if (taken > 0) this.ahead.splice(0, taken);
    return this.ahead.length > 0 || this.trial.entries >= this.run.entries;
  }

  private async fetchAhead(): Promise<void> {
    const from = this.trial.entries + this.ahead.length;
    if (this.fetching || this.ahead.length > AHEAD_MIN || from >= this.run.entries) return;
    this.fetching = true;
    const { generation } = this;
    try {
      const { entries } = await api.journal(from, from + AHEAD);
      if (generation === this.generation) for (const entry of entries) this.ahead.push(entry);
    } catch {
      this.connected = false; // the stream tells when the server is back
    } finally {
      this.fetching = false;
    }
  }

  /** What came while the past is shown is left aside; a gap means that the state must be fetched. */
  private take(from: number, entries: readonly Entry[]): void {
    if (this.mode === 'past') return;
    const known = this.trial.entries - from;
    if (known < 0) {
      void this.renew();
      return;
    }
    for (let i = known; i < entries.length; i++) this.step(entries[i] as Entry);
    this.dirty = true;
  }

  private step(entry: Entry): void {
    this.trial.step(entry);
    for (const watcher of this.watchers) watcher(entry, this.trial);
  }

  private async renew(): Promise<void> {
    try {
      const run = await api.run();
      const same = JSON.stringify(run.header) === JSON.stringify(this.run.header);
      // A recording shown by a new server is still the same recording; a live run never comes back.
      this.replaced ||= run.instance !== this.run.instance && !(same && run.mode === 'replay');
      this.run = run;
      if (this.mode === 'live' && !this.replaced) await this.toPresent();
    } catch {
      this.connected = false;
    }
  }
}
