/** How the objects of a scripted run stand: states by the rows that were followed, and the sums of each guarantee. */
import type { Entry } from '../../simulator/core/cell.ts';
import type { ObjectMachine } from '../../simulator/journal/invariants/subject.ts';
import { subjectOf } from '../../simulator/journal/invariants/subject.ts';
import { stateAfter, targetOf } from '../views/state-of.ts';

export interface Sums {
  readonly exposure: number;
  readonly balance: number;
}

/** By which an object is known to people. */
export interface Standing {
  readonly machine: ObjectMachine;
  readonly state: string;
  readonly node: string;
  readonly mrn: string;
  readonly lrn: string;
  readonly office: string;
  readonly grn: string;
  /** Of a guarantee: the message by which it was applied for. */
  readonly application: string;
}

export class ObjectStates {
  /** By machine and name, the longest ago first. */
  private readonly objects = new Map<string, Standing>();
  private readonly sums = new Map<string, Sums>();

  step(entry: Entry): void {
    this.follow(entry);
    const { grn, exposure, balance, referenceAmount } = entry;
    if (typeof grn !== 'string') return;
    if (typeof exposure === 'number' && typeof balance === 'number')
      this.sums.set(grn, { exposure, balance });
    else if (entry.type === 'GuaranteeGranted' && typeof referenceAmount === 'number')
      this.sums.set(grn, { exposure: 0, balance: referenceAmount });
  }

  private follow(entry: Entry): void {
    const subject = subjectOf(entry);
    if (subject === undefined) return;
    const target = targetOf(subject.row.id);
    if (target === undefined) return;
    const { machine, key, newKey } = subject;
    const before = this.objects.get(`${machine} ${key}`);
    // The name goes over to the object's latest step, whatever it was called before.
    this.objects.delete(`${machine} ${key}`);
    this.objects.set(`${machine} ${newKey ?? key}`, {
      machine,
      state: stateAfter(target, entry.type, before?.state ?? 'none'),
      node: entry.n,
      mrn: text(entry, 'mrn') || (before?.mrn ?? ''),
      lrn: text(entry, 'lrn') || (before?.lrn ?? ''),
      office: text(entry, 'office') || (before?.office ?? ''),
      grn: text(entry, 'grn') || (before?.grn ?? ''),
      application: text(entry, 'guarantee') || (before?.application ?? ''),
    });
  }

  /** The state of the object that fits; of several, the one that moved last. */
  find(fits: (object: Standing) => boolean): string | undefined {
    let found: string | undefined;
    for (const object of this.objects.values()) if (fits(object)) found = object.state;
    return found;
  }

  sumsOf(grn: string): Sums | undefined {
    return this.sums.get(grn);
  }
}

function text(entry: Entry, name: string): string {
  const value = entry[name];
  return typeof value === 'string' ? value : '';
}
