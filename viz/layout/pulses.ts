/** Messages on their way as the map shows them: from the sender to ICE, on to the recipient, back where they are refused. In wall time: the real way takes a second. */
import type { Entry } from '../../simulator/core/cell.ts';
import type { Trial } from '../../reports/views/trial.ts';
import type { Arc } from './network.ts';
import { alongArc, ICE } from './network.ts';
import type { Point } from './projection.ts';

/** Wall time of one leg, ms. */
export const LEG_MS = 700;
/** At the most; when more come, the oldest go: a crowd of dots tells nothing more. */
export const PULSES_MAX = 120;

type Leg = 'in' | 'out' | 'back';

interface Pulse {
  readonly id: string;
  /** Country whose arc it is on. */
  readonly on: string;
  readonly leg: Leg;
  readonly begins: number;
}

export interface Dot extends Point {
  readonly refused: boolean;
}

export class Pulses {
  private readonly countries: ReadonlySet<string>;
  private pulses: Pulse[] = [];

  /** @param countries that have an arc. */
  constructor(countries: Iterable<string>) {
    this.countries = new Set(countries);
  }

  get count(): number {
    return this.pulses.length;
  }

  /** Sees an entry that the trial has just taken. @param wall ms of the wall clock. */
  see(entry: Entry, trial: Trial, wall: number): void {
    if (entry.by !== undefined) this.onReceipt(entry, trial, wall);
    const { id, n } = entry;
    if (typeof id !== 'string') return;
    switch (entry.type) {
      case 'MessageSent':
        if (trial.pulses.has(id)) this.onSent(id, n, String(entry['to']), wall);
        break;
      case 'MessageRefused':
      case 'MessageRejected':
        this.add(id, trial.pulses.get(id)?.from ?? '', 'back', wall);
        break;
      default:
        break;
    }
  }

  /** Where the dots are now; those that have arrived are gone. */
  dots(arcs: ReadonlyMap<string, Arc>, wall: number): Dot[] {
    this.pulses = this.pulses.filter(({ begins }) => wall - begins < LEG_MS);
    const dots: Dot[] = [];
    for (const { on, leg, begins } of this.pulses) {
      const arc = arcs.get(on);
      const share = eased((wall - begins) / LEG_MS);
      if (arc === undefined || wall < begins) continue;
      dots.push({ ...alongArc(arc, leg === 'in' ? share : 1 - share), refused: leg === 'back' });
    }
    return dots;
  }

  clear(): void {
    this.pulses = [];
  }

  private onSent(id: string, from: string, to: string, wall: number): void {
    if (from !== ICE) this.add(id, from, 'in', wall);
    else if (to === 'ALL') for (const country of this.countries) this.add(id, country, 'out', wall);
  }

  /** The recipient has it: the second leg begins, once the first has ended. */
  private onReceipt({ by, n }: Entry, trial: Trial, wall: number): void {
    const pulse = trial.pulses.get(by ?? '');
    if (pulse === undefined || n === ICE || n === pulse.from || pulse.refused !== null) return;
    const first = this.pulses.find(({ id, leg }) => id === by && leg === 'in');
    this.add(
      pulse.id,
      n,
      'out',
      Math.max(wall, first === undefined ? wall : first.begins + LEG_MS),
    );
  }

  private add(id: string, on: string, leg: Leg, begins: number): void {
    if (!this.countries.has(on)) return;
    this.pulses.push({ id, on, leg, begins });
    if (this.pulses.length > PULSES_MAX) this.pulses.shift();
  }
}

/** Slow at both ends. */
const eased = (share: number): number => {
  const x = Math.min(1, Math.max(0, share));
  return x * x * (3 - 2 * x);
};
