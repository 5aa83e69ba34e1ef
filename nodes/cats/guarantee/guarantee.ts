/** A guarantee from the application to its end, with its ledger. Its usages are records of their own. */
import type { Row } from '../../../simulator/core/table.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import type { GuaranteeState } from '../../common/states/guarantee.ts';
import type { Ledger } from './ledger.ts';

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
  readonly validTo: SimTime;
  /** Empty until the grant. */
  readonly grn: string;
  readonly accessCode: string;
  /** Usages that were not cancelled: an individual guarantee bears one (rule C407). */
  readonly uses: number;
}

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
  readonly validTo: SimTime;
  readonly grn: string;
  readonly accessCode: string;
  readonly uses: number;

  constructor(data: GuaranteeData, change: Partial<GuaranteeData> = NOTHING) {
    this.id = data.id;
    this.status = change.status ?? data.status;
    this.holderTin = data.holderTin;
    this.holderName = data.holderName;
    this.applicant = data.applicant;
    this.guarantorTin = data.guarantorTin;
    this.type = data.type;
    this.ledger = change.ledger ?? data.ledger;
    this.level = data.level;
    this.percentage = data.percentage;
    this.countries = change.countries ?? data.countries;
    this.notValidIn = change.notValidIn ?? data.notValidIn;
    this.validTo = change.validTo ?? data.validTo;
    this.grn = change.grn ?? data.grn;
    this.accessCode = change.accessCode ?? data.accessCode;
    this.uses = change.uses ?? data.uses;
  }

  /** What changes after the application: status, books, undertaking and grant. */
  with(
    change: Partial<
      Pick<
        GuaranteeData,
        'status' | 'ledger' | 'countries' | 'notValidIn' | 'validTo' | 'grn' | 'accessCode' | 'uses'
      >
    >,
  ): Guarantee {
    return new Guarantee(this, change);
  }
}

const NOTHING: Partial<GuaranteeData> = {};

export const reviveGuarantee = (json: unknown): Guarantee => new Guarantee(json as GuaranteeData);
