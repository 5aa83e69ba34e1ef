/** The LRNs that declarations were lodged under: none is used twice by the same party (rule C327), and each leads to its movement. */
import type { Outcome } from '../../../simulator/core/participant.ts';
import { asIs, Table } from '../../../simulator/core/table.ts';
import type { Movement } from '../movement/movement.ts';
import { keyOf, movementKey } from './on-t015-declaration.ts';

/** Kept as long as its movement is remembered. */
interface UsedLrn {
  /** Empty before acceptance. */
  readonly mrn: string;
  /** Where another party lodged for the principal: the principal's own entry. */
  readonly of?: string;
}

export class UsedLrns {
  /** By party and LRN. */
  readonly table = new Table<UsedLrn>('lrns', asIs);

  /** Whether the principal, or whoever lodges for him, has used the LRN. */
  isUsed(principalKey: string, lodger: string, lrn: string): boolean {
    return this.table.has(principalKey) || this.table.has(keyOf(lodger, lrn));
  }

  /** A declaration was lodged. */
  note(movement: Movement, out: Outcome): void {
    const own = movementKey(movement);
    const lodged = keyOf(movement.trader, movement.lrn);
    out.put(this.table, own, { mrn: movement.mrn });
    if (lodged !== own) out.put(this.table, lodged, { mrn: '', of: own });
  }

  /** It was accepted. */
  allot(movement: Movement, mrn: string, out: Outcome): void {
    out.put(this.table, movementKey(movement), { mrn });
  }

  forget(movement: Movement, out: Outcome): void {
    const own = movementKey(movement);
    const lodged = keyOf(movement.trader, movement.lrn);
    out.put(this.table, own, undefined);
    if (lodged !== own) out.put(this.table, lodged, undefined);
  }

  /** Key of the movement that a party means by its LRN: the MRN once there is one; undefined where it has lodged nothing under it. */
  keyOf(party: string, lrn: string): string | undefined {
    const named = keyOf(party, lrn);
    const used = this.table.get(named);
    const own = used?.of ?? named;
    const mrn = this.table.get(own)?.mrn;
    return mrn === undefined || mrn !== '' ? mrn : own;
  }
}
