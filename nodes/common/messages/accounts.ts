/** Bodies of the account messages A8xx (domain.md section 4.1). */
import Type from 'typebox';
import { Country, Flag, Party, Text, Tin, UtcTime } from './parts.ts';

export const AccountApplication = Type.Object({
  tin: Tin,
  legalName: Text(120),
  address: Text(200),
  country: Country,
  roles: Type.Array(Text(20), { minItems: 1, maxItems: 9 }),
  contact: Text(120),
  requestedTrustLevel: Type.Integer({ minimum: 0, maximum: 4 }),
});
export type AccountApplication = Type.Static<typeof AccountApplication>;

export const AccountDecision = Type.Object({
  tin: Tin,
  /** 1: approved. */
  decision: Flag,
  accountId: Type.Optional(Text(35)),
  roles: Type.Array(Text(20), { maxItems: 9 }),
  validFrom: Type.Optional(UtcTime),
  validTo: Type.Optional(UtcTime),
  reason: Type.Optional(Text(350)),
});
export type AccountDecision = Type.Static<typeof AccountDecision>;

export const AccountPublication = Type.Object({
  tin: Tin,
  status: Text(12),
  roles: Type.Array(Text(20), { maxItems: 9 }),
  trustLevel: Type.Integer({ minimum: 0, maximum: 4 }),
  validFrom: UtcTime,
  validTo: UtcTime,
  holder: Party,
});
export type AccountPublication = Type.Static<typeof AccountPublication>;
