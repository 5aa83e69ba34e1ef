/** Bodies of the guarantee messages (domain.md section 4.2). */
import Type from 'typebox';
import {
  Country,
  Flag,
  GrnText,
  Money,
  MrnText,
  OfficeCode,
  Reasons,
  Text,
  Tin,
  UtcTime,
} from './parts.ts';

const AccessCode = Type.String({ minLength: 4, maxLength: 4 });
const Currency = Type.String({ pattern: '^[A-Z]{3}$' });

/** What a guarantee does not cover, or is limited to (rules C408, C411, C412). */
const Restrictions = {
  /** 1: sensitive goods are not covered. */
  excludesSensitive: Type.Optional(Flag),
  /** HS codes, 2 to 6 digits; absent: all goods. */
  commodities: Type.Optional(Type.Array(Text(6), { minItems: 1, maxItems: 99 })),
  /** Of an individual guarantee (type 2). */
  officeOfDeparture: Type.Optional(OfficeCode),
  officeOfDestination: Type.Optional(OfficeCode),
};

export const GuaranteeApplication = Type.Object({
  tin: Tin,
  type: Text(1),
  /** What may be outstanding at once, in the scheme currency. */
  referenceAmount: Money,
  currency: Currency,
  countries: Type.Array(Country, { minItems: 1, maxItems: 20 }),
  /** 0 new, 1, 2, 3, 4 waiver (domain.md section 8.2, rule 4). */
  requestedLevel: Type.Integer({ minimum: 0, maximum: 4 }),
  guarantorTin: Tin,
  /** Vouchers asked for (type 4). */
  vouchers: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })),
  ...Restrictions,
});
export type GuaranteeApplication = Type.Static<typeof GuaranteeApplication>;

export const Undertaking = Type.Object({
  guarantorTin: Tin,
  principalTin: Tin,
  ceiling: Money,
  countries: Type.Array(Country, { minItems: 1, maxItems: 20 }),
  validFrom: UtcTime,
  validTo: UtcTime,
  ...Restrictions,
});
export type Undertaking = Type.Static<typeof Undertaking>;

export const GuaranteeDecision = Type.Object({
  tin: Tin,
  decision: Flag,
  grn: Type.Optional(GrnText),
  accessCode: Type.Optional(AccessCode),
  type: Text(1),
  referenceAmount: Money,
  /** Share of the reference amount that the guarantor puts up: 100, 50, 30 or 0. */
  percentage: Type.Integer({ minimum: 0, maximum: 100 }),
  guaranteeAmount: Money,
  notValidIn: Type.Array(Country, { maxItems: 20 }),
  /** The vouchers sold (type 4), each with its GRN of 24 characters. */
  vouchers: Type.Optional(Type.Array(GrnText, { minItems: 1, maxItems: 99 })),
  reason: Type.Optional(Text(350)),
});
export type GuaranteeDecision = Type.Static<typeof GuaranteeDecision>;

export const GuaranteeQuery = Type.Object({
  grn: GrnText,
  accessCode: AccessCode,
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
  accessCode: AccessCode,
  amount: Money,
  currency: Currency,
  countries: Type.Array(Country, { minItems: 1, maxItems: 99 }),
  holderTin: Tin,
  /** The goods and the way, as far as the guarantee may be limited to them (rules C408, C411, C412). */
  commodities: Type.Optional(Type.Array(Text(6), { maxItems: 999 })),
  sensitive: Type.Optional(Flag),
  officeOfDeparture: Type.Optional(OfficeCode),
  officeOfDestination: Type.Optional(OfficeCode),
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

/** G026: the holder asks for a new access code, or is handed it. */
export const GuaranteeCodes = Type.Object({
  grn: GrnText,
  accessCode: AccessCode,
  /** In a request: what the new code is to be. */
  newAccessCode: Type.Optional(AccessCode),
});
export type GuaranteeCodes = Type.Static<typeof GuaranteeCodes>;

/** G225: at least one of the changed fields is there (G0650). */
export const GuaranteeUpdate = Type.Object({
  grn: GrnText,
  status: Type.Optional(Text(12)),
  referenceAmount: Type.Optional(Money),
  percentage: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  guaranteeAmount: Type.Optional(Money),
  validTo: Type.Optional(UtcTime),
  reason: Type.Optional(Text(350)),
});
export type GuaranteeUpdate = Type.Static<typeof GuaranteeUpdate>;

export const GuaranteeRevocation = Type.Object({
  grn: GrnText,
  invalidityDate: UtcTime,
  reason: Text(350),
});
export type GuaranteeRevocation = Type.Static<typeof GuaranteeRevocation>;

export const Liberation = Type.Object({
  grn: GrnText,
  amount: Money,
  invalidityDate: UtcTime,
  liberationDate: UtcTime,
});
export type Liberation = Type.Static<typeof Liberation>;

export const GuarantorNote = Type.Object({
  mrn: MrnText,
  grn: GrnText,
  noticeDate: UtcTime,
  acceptanceDate: UtcTime,
});
export type GuarantorNote = Type.Static<typeof GuarantorNote>;

/** X820: the authority of the country of debt claims, or withdraws what it has claimed. Only one may be open for a movement (E8). */
export const Claim = Type.Object({
  claimId: Text(35),
  mrn: MrnText,
  grn: GrnText,
  /** 1: an earlier claim under this id is withdrawn. */
  withdrawn: Flag,
  countryOfDebt: Country,
  principalSum: Money,
  interest: Money,
  currency: Currency,
  /** 1: goods that were not declared, found in the sealed part: the scheme's ceiling holds (domain.md section 8.2, rule 8). */
  undeclaredGoods: Flag,
  evidence: Text(512),
  dueDate: UtcTime,
});
export type Claim = Type.Static<typeof Claim>;

export const ClaimReply = Type.Object({
  claimId: Text(35),
  mrn: MrnText,
  /** accepted, disputed or paid. */
  status: Text(12),
  paidAmount: Type.Optional(Money),
  date: UtcTime,
  ground: Type.Optional(Text(512)),
});
export type ClaimReply = Type.Static<typeof ClaimReply>;

/** X822: what a claim that was paid is divided into, between the insurers of the chain. */
export const Clearing = Type.Object({
  claimId: Text(35),
  mrn: MrnText,
  grn: GrnText,
  currency: Currency,
  amount: Money,
  /** Rate from the currency of the payment to the scheme currency. */
  fx: Type.Number({ minimum: 0 }),
  shares: Type.Array(
    Type.Object({
      /** issuer, pool or reinsurer. */
      role: Text(12),
      party: Text(35),
      amount: Money,
    }),
    { minItems: 1, maxItems: 20 },
  ),
  netDate: UtcTime,
});
export type Clearing = Type.Static<typeof Clearing>;
