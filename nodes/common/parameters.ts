/** What a national application is told about its scheme and its country: values only, set by `nodes/countries` and the scenario. */
import type { Channel } from './code-lists.ts';
import type { RuleCode } from './rules/rules.ts';
import type { TimerValues } from './timers.ts';

/** Shares of the risk channels (domain.md section 2.6); they add up to 1. */
export interface ChannelShares {
  readonly green: number;
  readonly yellow: number;
  readonly orange: number;
  readonly red: number;
}

/** A country's own reason to look at a movement; the first that fits decides the channel (domain.md section 2.6). */
export interface RiskProfile {
  readonly id: string;
  /** HS chapters, two digits; absent: any. */
  readonly chapters?: readonly string[];
  /** Alpha-2 codes of the countries of departure; absent: any. */
  readonly from?: readonly string[];
  /** Trust levels of the principal up to this one; absent: any. */
  readonly trustUpTo?: number;
  readonly channel: Channel;
  /** The control is done even where another country has done it already, and this is why. */
  readonly repeats?: string;
}

/** Duty and VAT as fractions, by HS chapter; `default` for all others (domain.md section 8.2, rule 1). */
export interface Tariff {
  readonly default: { readonly duty: number; readonly vat: number };
  readonly chapters: Readonly<Record<string, { readonly duty: number; readonly vat: number }>>;
}

export interface OfficeParameters {
  /** Customs office code, for example `GE000101`. */
  readonly code: string;
  /** Node that the office belongs to: `GEO`. */
  readonly country: string;
  readonly roles: readonly string[];
}

/** What an insurer disputes of its own accord: a claim above the scheme's ceiling, one for goods that were not declared, or every one. */
export type DisputeGround = 'aboveCeiling' | 'undeclaredGoods' | 'everything';

/** How the insurers of the chain share what they pay (domain.md section 8.2, rule 7; section 8.3, E6 and E7). */
export interface InsuranceParameters {
  /** What the issuing insurer keeps of a loss, as a fraction. */
  readonly retention: number;
  /** Weights of the countries' insurers in the regional pool, by node; they share what is ceded in this proportion. */
  readonly pool: Readonly<Record<string, number>>;
  /** What one event may cost issuer and pool together, in the scheme currency; the reinsurer bears what is above. */
  readonly excessOfLoss: number;
  /** Whether the issuer takes what it can from the principal's deposit. */
  readonly recourse: boolean;
  /** What one voucher (type 4) covers, in the scheme currency. */
  readonly voucherUnit: number;
  /** When an insurer pays what it has accepted, as fractions of T-CLAIM: drawn between the two. */
  readonly paysFrom: number;
  readonly paysTo: number;
  /** From the monthly clearing to the day on which the insurers settle what they owe each other, in ms. */
  readonly settlementMs: number;
  /** What they dispute of their own accord. */
  readonly disputes: readonly DisputeGround[];
}

/** When a trader's level rises (domain.md section 8.2, rule 4). */
export interface PromotionParameters {
  /** Discharges that he needs in a clean month. */
  readonly discharges: number;
  /** The highest level that a record alone leads to: a waiver (L4) is applied for. */
  readonly highestLevel: number;
}

/** What all participants of the scheme share. */
export interface SchemeParameters {
  readonly currency: string;
  /** When the amount returns to the balance (domain.md section 5.4, open decision; default discharge). */
  readonly creditOn: 'arrival' | 'discharge';
  /** Procedure letter of native MRNs (domain.md section 9.6). */
  readonly letter: string;
  /** Alpha-2 code of each member node: { GEO: 'GE' }. */
  readonly members: Readonly<Record<string, string>>;
  /** Nodes that only watch: public topics, no movements. */
  readonly observers: readonly string[];
  /** Members that have passed conformance testing when the run begins; absent: all. ICE is told of later ones by command (rule C601). */
  readonly approved?: readonly string[];
  /** Oldest version of the reference data that senders may work with (rule C605); absent: the first. */
  readonly oldestReferenceData?: number;
  /** Rules that ICE does not check: for tests, and for an exchange that is wrong on purpose. */
  readonly iceRulesOff?: readonly RuleCode[];
  /** Most that is claimed for one movement whose goods were not declared (domain.md section 8.2, rule 8); absent: that of `nodes/cats/enquiry/claim.ts`. */
  readonly claimCeiling?: number;
  /** Absent: those of `nodes/common/insurance.ts`. */
  readonly insurance?: InsuranceParameters;
  /** Absent: those of `nodes/common/trust-level.ts`. */
  readonly promotion?: PromotionParameters;
  readonly timers: TimerValues;
  /** Tariffs of all members, by node, for the amount at risk. */
  readonly tariffs: Readonly<Record<string, Tariff>>;
  /** Every customs office of the scheme, by code. */
  readonly offices: Readonly<Record<string, OfficeParameters>>;
}

export interface NodeParameters {
  readonly country: string;
  readonly iso2: string;
  readonly officeOfGuarantee: string;
  readonly channels: ChannelShares;
  /** Absent: the channel is drawn from the shares alone. */
  readonly riskProfiles?: readonly RiskProfile[];
  readonly scheme: SchemeParameters;
  /** Interest on a customs debt, as a fraction a year; absent: that of `nodes/cats/enquiry/debt.ts`. */
  readonly interestPerYear?: number;
  /** Rules that this node does not check: for tests, and for nodes that are wrong on purpose. */
  readonly rulesOff?: readonly RuleCode[];
  /** The insurer signs at once: on the wall clock nobody waits for the underwriter. */
  readonly promptInsurer?: boolean;
}
