/** A guarantee from the application to its end, with its ledger. Its usages are records of their own. */
import type { Row } from '../../../simulator/core/table.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import type { GuaranteeState } from '../../common/states/guarantee.ts';
import type { Ledger } from './ledger.ts';
import type { Restrictions } from './restrictions.ts';
import { NO_RESTRICTIONS } from './restrictions.ts';

export interface GuaranteeData {
  /** The application's messageId. */
  readonly id: string;
  readonly status: GuaranteeState;
  /** TIN of the holder, and where he is answered. */
  readonly holderTin: string;
  readonly holderName: string;
  readonly applicant: string;
  readonly guarantorTin: string;
  /** CL251. */
  readonly type: string;
  readonly ledger: Ledger;
  /** Trust level that the office grants, and the share of the reference amount that goes with it, in per cent. */
  readonly level: number;
  readonly percentage: number;
  /** ISO alpha-2 codes of the countries covered: those asked for, then those of the undertaking. */
  readonly countries: readonly string[];
  readonly notValidIn: readonly string[];
  readonly restrictions?: Restrictions;
  readonly validTo: SimTime;
  /** Empty until the grant. */
  readonly grn: string;
  readonly accessCode: string;
  /** Usages that were not cancelled: an individual guarantee bears one (rule C407). */
  readonly uses: number;
  /** Of these, usages that may still come to something (row G8). */
  readonly openUses?: number;
  /** Of these, usages released since the record of the holder was last reviewed (domain.md section 8.2, rule 4). */
  readonly discharges?: number;
  /** When it was revoked or ran out; 0 before. */
  readonly endedAt?: SimTime;
  /** GRNs of the vouchers that were sold under it (type 4), each a guarantee of its own. */
  readonly vouchers?: readonly string[];
  /** Id of the guarantee that a voucher was sold under; empty for all others. */
  readonly series?: string;
}

type Changeable =
  | 'status'
  | 'ledger'
  | 'level'
  | 'percentage'
  | 'countries'
  | 'notValidIn'
  | 'restrictions'
  | 'validTo'
  | 'grn'
  | 'accessCode'
  | 'uses'
  | 'openUses'
  | 'discharges'
  | 'endedAt'
  | 'vouchers';
type GuaranteeChange = Partial<Pick<GuaranteeData, Changeable>>;

export class Guarantee implements Row {
  readonly id: string;
  readonly status: GuaranteeState;
  readonly holderTin: string;
  readonly holderName: string;
  readonly applicant: string;
  readonly guarantorTin: string;
  readonly type: string;
  readonly ledger: Ledger;
  readonly level: number;
  readonly percentage: number;
  readonly countries: readonly string[];
  readonly notValidIn: readonly string[];
  readonly restrictions: Restrictions;
  readonly validTo: SimTime;
  readonly grn: string;
  readonly accessCode: string;
  readonly uses: number;
  readonly openUses: number;
  readonly discharges: number;
  readonly endedAt: SimTime;
  readonly vouchers: readonly string[];
  readonly series: string;

  constructor(data: GuaranteeData, change: GuaranteeChange = NOTHING) {
    this.id = data.id;
    this.status = change.status ?? data.status;
    this.holderTin = data.holderTin;
    this.holderName = data.holderName;
    this.applicant = data.applicant;
    this.guarantorTin = data.guarantorTin;
    this.type = data.type;
    this.ledger = change.ledger ?? data.ledger;
    this.level = change.level ?? data.level;
    this.percentage = change.percentage ?? data.percentage;
    this.countries = change.countries ?? data.countries;
    this.notValidIn = change.notValidIn ?? data.notValidIn;
    this.restrictions = change.restrictions ?? data.restrictions ?? NO_RESTRICTIONS;
    this.validTo = change.validTo ?? data.validTo;
    this.grn = change.grn ?? data.grn;
    this.accessCode = change.accessCode ?? data.accessCode;
    this.uses = change.uses ?? data.uses;
    this.openUses = change.openUses ?? data.openUses ?? 0;
    this.discharges = change.discharges ?? data.discharges ?? 0;
    this.endedAt = change.endedAt ?? data.endedAt ?? 0;
    this.vouchers = change.vouchers ?? data.vouchers ?? NO_VOUCHERS;
    this.series = data.series ?? '';
  }

  /** What changes after the application: status, books, level, undertaking and grant. */
  with(change: GuaranteeChange): Guarantee {
    return new Guarantee(this, change);
  }
}

const NOTHING: GuaranteeChange = {};
const NO_VOUCHERS: readonly string[] = [];

export const reviveGuarantee = (json: unknown): Guarantee => new Guarantee(json as GuaranteeData);
