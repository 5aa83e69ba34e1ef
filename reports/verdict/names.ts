/** The author's names of a script, and the numbers that the world has learnt for them (facts NumberLearnt). */
import { grnWithWrongDigit, mrnWithWrongDigit } from '../../nodes/common/numbers/wrong-digit.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import type { ScriptNumber } from '../../simulator/core/world-facts.ts';
import { known } from '../views/known-entry.ts';

/** Fields of facts and messages by which each kind of number is found. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  mrn: ['mrn'],
  lrn: ['lrn'],
  grn: ['grn'],
  application: ['guarantee'],
  tin: ['tin', 'principal'],
};

/** A name, and a number that it stands for. */
export interface LearntName {
  readonly name: string;
  readonly number: ScriptNumber;
  readonly value: string;
}

export class Names {
  private readonly numbers = new Map<string, Map<string, string>>();
  private readonly learnt: LearntName[] = [];
  private readonly tins = new Set<string>();
  private readonly plates = new Set<string>();

  step(entry: Entry): void {
    const fact = known(entry);
    if (fact.type !== 'NumberLearnt') return;
    const { name, number, value } = fact;
    this.learnt.push({ name, number, value });
    let own = this.numbers.get(name);
    if (own === undefined) this.numbers.set(name, (own = new Map<string, string>()));
    own.set(number, value);
    if (number === 'tin') this.tins.add(value);
    if (number === 'plate') this.plates.add(value);
  }

  all(): readonly LearntName[] {
    return this.learnt;
  }

  of(name: string, number: string): string | undefined {
    return this.numbers.get(name)?.get(number);
  }

  /** As a reference names it. */
  private referred(name: string, what: string): string | undefined {
    const [mrn, grn] = [this.of(name, 'mrn'), this.of(name, 'grn')];
    if (what === 'mrnWithWrongDigit') return mrn && mrnWithWrongDigit(mrn);
    if (what === 'grnWithWrongDigit') return grn && grnWithWrongDigit(grn);
    return this.of(name, what === 'number' ? 'authorisation' : what);
  }

  /** Whether the name has a number by which others know it. */
  isKnown(name: string): boolean {
    const own = this.numbers.get(name);
    return own !== undefined && (own.has('mrn') || own.has('grn') || own.has('authorisation'));
  }

  isTrader(party: string): boolean {
    return this.tins.has(party);
  }

  isPlate(party: string): boolean {
    return this.plates.has(party);
  }

  /** Whether one of the fields carries a number of the name. */
  isAbout(fields: Readonly<Record<string, unknown>>, name: string): boolean {
    for (const [number, value] of this.numbers.get(name) ?? []) {
      for (const field of FIELDS[number] ?? []) if (fields[field] === value) return true;
    }
    return false;
  }

  /** The value with every text `$m1.mrn` replaced by the number; a text whose number is not known stays as it is. */
  resolve(value: unknown): unknown {
    if (typeof value === 'string') {
      const match = /^\$([a-z][a-zA-Z0-9]*)\.([a-zA-Z]+)$/.exec(value);
      return match === null ? value : (this.referred(match[1] ?? '', match[2] ?? '') ?? value);
    }
    if (Array.isArray(value)) return value.map((entry) => this.resolve(entry));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, this.resolve(inner)]),
    );
  }
}
