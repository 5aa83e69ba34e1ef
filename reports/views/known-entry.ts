/** A journal entry seen as one of the facts that this software knows; what a newer version journals passes by. No runtime code but a cast. */
import type { CustomsFact } from '../../nodes/common/facts.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import type { WorldFact } from '../../simulator/core/world-facts.ts';

export type KnownFact = CustomsFact | WorldFact;
export type FactType = KnownFact['type'];
type Stamp = { readonly t: number; readonly n: string; readonly s: number; readonly by?: string };

/** An entry of one type: the fact, with its time, node and number. */
export type EntryOf<T extends FactType> = Stamp & Extract<KnownFact, { type: T }>;
export type KnownEntry = { [T in FactType]: EntryOf<T> }[FactType];

/** For a `switch` over `type`; the default branch must let unknown types pass. */
export const known = (entry: Entry): KnownEntry => entry as unknown as KnownEntry;
