/** Bodies of the guarantee messages (domain.md section 4.2). */
import Type from 'typebox';
import { Country, Flag, GrnText, Money, MrnText, Reasons, Text, Tin, UtcTime } from './parts.ts';

export const GuaranteeApplication = Type.Object({
  tin: Tin,
  type: Text(1),
  /** What may be outstanding at once, in the scheme currency. */
  referenceAmount: Money,
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  countries: Type.Array(Country, { minItems: 1, maxItems: 20 }),
  /** 0 new, 1, 2, 3, 4 waiver (domain.md section 8.2, rule 4). */
  requestedLevel: Type.Integer({ minimum: 0, maximum: 4 }),
  guarantorTin: Tin,
});
export type GuaranteeApplication = Type.Static<typeof GuaranteeApplication>;

export const Undertaking = Type.Object({
  guarantorTin: Tin,
  principalTin: Tin,
  ceiling: Money,
  countries: Type.Array(Country, { minItems: 1, maxItems: 20 }),
  validFrom: UtcTime,
  validTo: UtcTime,
});
export type Undertaking = Type.Static<typeof Undertaking>;

export const GuaranteeDecision = Type.Object({
  tin: Tin,
  decision: Flag,
  grn: Type.Optional(GrnText),
  accessCode: Type.Optional(Type.String({ minLength: 4, maxLength: 4 })),
  type: Text(1),
  referenceAmount: Money,
  /** Share of the reference amount that the guarantor puts up: 100, 50, 30 or 0. */
  percentage: Type.Integer({ minimum: 0, maximum: 100 }),
  guaranteeAmount: Money,
  notValidIn: Type.Array(Country, { maxItems: 20 }),
  reason: Type.Optional(Text(350)),
});
export type GuaranteeDecision = Type.Static<typeof GuaranteeDecision>;

export const GuaranteeQuery = Type.Object({
  grn: GrnText,
  accessCode: Type.String({ minLength: 4, maxLength: 4 }),
  /** 1 usage, 2 exposure, 3 both, 4 owner data. */
  queryId: Type.Integer({ minimum: 1, maximum: 4 }),
});
export type GuaranteeQuery = Type.Static<typeof GuaranteeQuery>;

const Usage = Type.Object({
  mrn: MrnText,
  amount: Money,
  lockedAt: UtcTime,
  status: Text(12),
});

export const GuaranteeQueryResponse = Type.Object({
  grn: GrnText,
  referenceAmount: Money,
  percentage: Type.Integer(),
  guaranteeAmount: Money,
  exposure: Type.Optional(Money),
  balance: Type.Optional(Money),
  usages: Type.Optional(Type.Array(Usage)),
  holderTin: Type.Optional(Tin),
  /** Reasons Gxx where the query could not be answered. */
  reasons: Type.Optional(Reasons),
});
export type GuaranteeQueryResponse = Type.Static<typeof GuaranteeQueryResponse>;

/** X200 and X203 ask the same: is this amount covered for this movement? X203 reserves it. */
export const GuaranteeCheck = Type.Object({
  mrn: MrnText,
  grn: GrnText,
  type: Text(1),
  accessCode: Type.String({ minLength: 4, maxLength: 4 }),
  amount: Money,
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  countries: Type.Array(Country, { minItems: 1, maxItems: 99 }),
  holderTin: Tin,
});
export type GuaranteeCheck = Type.Static<typeof GuaranteeCheck>;

export const GuaranteeCheckResult = Type.Object({
  mrn: MrnText,
  grn: GrnText,
  /** Empty: valid; else reasons Gxx of CL252. */
  reasons: Reasons,
  notValidIn: Type.Array(Country, { maxItems: 20 }),
});
export type GuaranteeCheckResult = Type.Static<typeof GuaranteeCheckResult>;

/** Either a cancellation before release, or the final release (C0255). */
export const GuaranteeUseCancel = Type.Object({
  mrn: MrnText,
  grn: GrnText,
  usageCancellationDate: Type.Optional(UtcTime),
  releaseDate: Type.Optional(UtcTime),
});
export type GuaranteeUseCancel = Type.Static<typeof GuaranteeUseCancel>;

export const GuaranteeCredit = Type.Object({ mrn: MrnText, grn: GrnText, arrivedAt: UtcTime });
export type GuaranteeCredit = Type.Static<typeof GuaranteeCredit>;
