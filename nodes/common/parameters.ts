/** What a national application is told about its scheme and its country: values only, set by `nodes/countries` and the scenario. */
import type { TimerValues } from './timers.ts';

/** Shares of the risk channels (domain.md section 2.6); they add up to 1. */
export interface ChannelShares {
  readonly green: number;
  readonly yellow: number;
  readonly orange: number;
  readonly red: number;
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
  readonly scheme: SchemeParameters;
  /** The insurer signs at once: on the wall clock nobody waits for the underwriter. */
  readonly promptInsurer?: boolean;
}
