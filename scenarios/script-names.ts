/** The names that a script gives to traders, guarantees, authorisations and movements, and from which step on they are known. */
import type { Scenario } from './schema.ts';

export type NameKind = 'trader' | 'movement' | 'guarantee' | 'authorisation';

export interface NameInfo {
  readonly kind: NameKind;
  /** Number of the step that makes it; -1: it is given. */
  readonly from: number;
}

/** All names of a script; the first use of a name counts. */
export function namesOf({ given = {}, steps = [] }: Scenario): ReadonlyMap<string, NameInfo> {
  const names = new Map<string, NameInfo>();
  const add = (name: string, kind: NameKind, from: number): void => {
    if (!names.has(name)) names.set(name, { kind, from });
  };
  for (const name of Object.keys(given.traders ?? {})) add(name, 'trader', -1);
  for (const name of Object.keys(given.guarantees ?? {})) add(name, 'guarantee', -1);
  for (const name of Object.keys(given.authorisations ?? {})) add(name, 'authorisation', -1);
  steps.forEach(({ trader }, i) => {
    if (trader !== undefined && 'declares' in trader) add(trader.declares, 'movement', i);
  });
  return names;
}

/** What a reference `$name.what` may name, by the kind of the name (see simulator/script/change.ts). */
export const REFERENCES: Readonly<Record<NameKind, readonly string[]>> = {
  trader: ['tin'],
  movement: ['mrn', 'lrn', 'plate', 'mrnWithWrongDigit'],
  guarantee: ['grn', 'accessCode', 'grnWithWrongDigit'],
  authorisation: ['number'],
};
