/** Facts of the office of guarantee, rows G1 to G9 and U1 to U9, and of the insurers. */

/** What a change of a usage says: the amount that moved, and the books after it. */
/** A type, not an interface: facts must fit an index signature. */
type UsageFigures = {
  grn: string;
  mrn: string;
  amount: number;
  exposure: number;
  balance: number;
};

export type GuaranteeFact =
  /** Turned down at once, before it was examined. */
  | { type: 'GuaranteeDeclined'; rule: string; tin: string }
  /** T-GUADEC: a reminder to the office. */
  | { type: 'GuaranteeDecisionOverdue'; guarantee: string }
  | { type: 'GuaranteeApplied'; row: 'G1'; tin: string; guarantee: string; referenceAmount: number }
  | { type: 'UndertakingAsked'; row: 'G2'; guarantee: string; guarantor: string }
  | { type: 'UndertakingGiven'; row: 'G3'; guarantee: string; guarantor: string; ceiling: number }
  | { type: 'GuaranteeRefused'; row: 'G4'; guarantee: string; reason: string }
  | {
      type: 'GuaranteeGranted';
      row: 'G5';
      guarantee: string;
      grn: string;
      tin: string;
      referenceAmount: number;
      percentage: number;
      guaranteeAmount: number;
    }
  /** One of the vouchers that were granted as a series. */
  | { type: 'VoucherIssued'; grn: string; series: string; tin: string; amount: number }
  | { type: 'GuaranteeSuspended'; row: 'G6'; grn: string; reason: string }
  | { type: 'GuaranteeReinstated'; row: 'G6'; grn: string; reason: string }
  | { type: 'GuaranteeRevoked'; row: 'G7'; grn: string; reason: string }
  | { type: 'GuaranteeClosed'; row: 'G8'; grn: string; amount: number }
  | { type: 'GuaranteeRanOff'; row: 'G9'; grn: string }
  /** The holder's level has changed, and with it what the guarantor puts up. */
  | {
      type: 'GuaranteeUpdated';
      grn: string;
      percentage: number;
      guaranteeAmount: number;
      reason: string;
    }
  | { type: 'AccessCodeChanged'; grn: string }
  /** Learnt from another node's G231. */
  | { type: 'GuaranteeEndKnown'; grn: string; node: string }
  /** X203 while the office has announced that it answers nobody (S070): whoever asks has to ask again (row D22). */
  | { type: 'UseUnanswered'; grn: string; mrn: string }
  | ({ type: 'UsageReserved'; row: 'U1' } & UsageFigures)
  | {
      type: 'UsageRefused';
      row: 'U2';
      rule: string;
      rules: string[];
      grn: string;
      mrn: string;
      reasons: string[];
    }
  | ({ type: 'UsageCancelled'; row: 'U3' | 'U9' } & UsageFigures)
  | { type: 'UsageInUse'; row: 'U4'; grn: string; mrn: string }
  | ({ type: 'UsageCredited'; row: 'U5' } & UsageFigures)
  | ({ type: 'UsageReleased'; row: 'U6' } & UsageFigures)
  /** `amount` is what the usage holds from now on, whether it was credited before or not. */
  | ({ type: 'UsageCalled'; row: 'U7'; claim: string } & UsageFigures)
  | ({
      type: 'UsageSettled';
      row: 'U8';
      claim: string;
      outcome: 'paid' | 'withdrawn';
    } & UsageFigures)
  | { type: 'GuaranteeQueried'; grn: string; reasons: string[]; rules: string[] }
  /** A node hands a clearing (X822) on to the insurers that it concerns. */
  | { type: 'ClearingForwarded'; claim: string; mrn: string; from: string; to: string[] };

/** What an insurer decides about a claim, pays and books. */
export type InsurerFact =
  /** It signs nothing and pays no claim until then. */
  | { type: 'PaymentsStopped'; until: number }
  | { type: 'PaymentsResumed' }
  | {
      type: 'ClaimDecided';
      claim: string;
      mrn: string;
      grn: string;
      status: 'accepted' | 'disputed' | 'paid' | 'withdrawn' | 'refunded';
      amount: number;
      ground?: string;
    }
  /** `entry` says what happened; of the lines, debits are positive, credits negative, and all together are nothing. */
  | {
      type: 'InsurerBooked';
      entry: string;
      claim?: string;
      grn?: string;
      mrn?: string;
      lines: { account: string; amount: number }[];
    };
