/** What the script knows of each of its names so far: rows of one table, by name. */
import type { Declaration } from '../../nodes/common/messages/parts.ts';

export interface NamedTrader {
  readonly kind: 'trader';
  readonly tin: string;
  /** `none` until he applies. */
  readonly account: 'none' | 'applied' | 'approved' | 'refused';
  /** Declarations that he has lodged: numbers his LRNs. */
  readonly declarations: number;
  /** What he has applied for and awaits: a name, or empty. */
  readonly awaits: string;
}

export interface NamedMovement {
  readonly kind: 'movement';
  /** Name of the trader who declared it. */
  readonly who: string;
  readonly lrn: string;
  /** Empty until it is allotted. */
  readonly mrn: string;
  /** As it was lodged, with the amendments that customs have accepted. */
  readonly declaration: Declaration;
  /** As it is to be: an amendment that customs have not answered. */
  readonly amended?: Declaration;
  /** What the driver presents: the truck and the seals as they are now. */
  readonly plate: string;
  readonly seals: readonly string[];
  /** Where the arrival was notified last; empty before. */
  readonly arrivedAt: string;
  readonly consignee: string;
}

export interface NamedGuarantee {
  readonly kind: 'guarantee';
  /** messageId of the application, by which its office knows it before the GRN. */
  readonly application: string;
  readonly grn: string;
  readonly accessCode: string;
}

export interface NamedAuthorisation {
  readonly kind: 'authorisation';
  readonly applied: boolean;
  readonly number: string;
}

export type NamedRow = NamedTrader | NamedMovement | NamedGuarantee | NamedAuthorisation;
export type KindOfName = NamedRow['kind'];
export type RowOfKind<K extends KindOfName> = Extract<NamedRow, { kind: K }>;
