/** What all parts of the page share, handed down by Svelte's context. */
import { index } from 'd3';
import { getContext, setContext } from 'svelte';
import type { OfficeInfo, RunInfo } from '../../reports/views/api.ts';
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { Alarm } from '../../reports/views/alarms.ts';
import { alarmsOf } from '../../reports/views/alarms.ts';
import type { Trial } from '../../reports/views/trial.ts';
import type { Names } from './names.ts';
import { namesOf } from './names.ts';
import { Desk } from './desk.svelte.ts';
import { Figures } from './figures.svelte.ts';
import { Frames } from './frames.ts';
import { Player } from './player.svelte.ts';
import { View } from './view.svelte.ts';
import { takeTokens } from '../source/token.ts';

export class App {
  readonly player: Player;
  readonly view: View;
  readonly desk: Desk;
  readonly figures = new Figures();
  readonly frames = new Frames();
  readonly names: Names;
  /** Countries that take part or watch, ISO alpha-3, in the order of the run. */
  readonly countries: readonly string[];
  readonly offices: ReadonlyMap<string, OfficeInfo>;
  /** What needs a person now; looked at with every beat. */
  readonly alarms: readonly Alarm[] = $derived(this.look((trial) => alarmsOf(trial)));

  constructor(run: RunInfo) {
    this.player = new Player(run);
    this.countries = [...run.participants, ...run.observers];
    this.view = new View(this.countries);
    this.desk = new Desk(takeTokens(location, history, sessionStorage), sessionStorage);
    this.names = namesOf(run);
    this.offices = index(run.offices, ({ code }) => code);
  }

  /** Something read from the trial, anew with every beat. Give back copies: rows change in place. */
  look<T>(read: (trial: Trial) => T): T {
    this.player.beat;
    return read(this.player.trial);
  }

  /** Name of a thing in the page's language; an officer (`GE000101/bot`) is called by his office. */
  name(id: string): string {
    const [office = id, officer] = id.split('/');
    const name = this.view.say(this.names(office));
    if (officer === undefined) return name;
    return `${name} (${officer === 'bot' ? this.view.text.lists.seats.bot : officer})`;
  }

  /** Name of a thing; a movement is called by its MRN. */
  nameOrMovement(id: string): Bilingual {
    const mrn = this.player.trial.movement(id)?.mrn;
    return mrn === null || mrn === undefined ? this.names(id) : both(mrn, mrn);
  }

  /** Simulated time as panels show it: it moves with the beat. */
  get now(): number {
    this.player.beat;
    return this.player.now();
  }

  /** Back to the present, in a recording to its end; the address says so too. */
  async toPresent(): Promise<void> {
    await this.player.toPresent();
    this.rememberInstant();
  }

  /** The address names the instant shown, so that it can be sent to a colleague. */
  rememberInstant(): void {
    this.view.showAt(this.player.mode === 'live' ? undefined : this.player.now());
  }

  close(): void {
    this.player.close();
  }
}

const KEY = Symbol('app');

export const provideApp = (app: App): App => setContext(KEY, app);
export const useApp = (): App => getContext<App>(KEY);
