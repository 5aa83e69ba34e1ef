/** Bodies of the account messages A8xx (domain.md section 4.1). */
import Type from 'typebox';
import { Country, Flag, Party, Text, Tin, UtcTime } from './parts.ts';

/** What a trader may do in simplified ways: C521 to C524, and where (domain.md section 2.5). */
export const Simplification = Type.Object({
  type: Text(4),
  places: Type.Array(Text(35), { maxItems: 20 }),
  sealsRequired: Flag,
});

export const AccountApplication = Type.Object({
  tin: Tin,
  legalName: Text(120),
  address: Text(200),
  country: Country,
  roles: Type.Array(Text(20), { minItems: 1, maxItems: 9 }),
  contact: Text(120),
  requestedTrustLevel: Type.Integer({ minimum: 0, maximum: 4 }),
  /** From a trader who has his account already: the simplifications that he asks for. */
  simplifications: Type.Optional(Type.Array(Simplification, { minItems: 1, maxItems: 9 })),
  /** TINs of the representatives who may act for him (rule C502). */
  representatives: Type.Optional(Type.Array(Tin, { maxItems: 99 })),
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
  /** TINs of the representatives who may act for him (rule C502). */
  representatives: Type.Optional(Type.Array(Tin, { maxItems: 99 })),
});
export type AccountPublication = Type.Static<typeof AccountPublication>;

export const AccountStatusChange = Type.Object({
  tin: Tin,
  /** active, suspended or revoked. */
  newStatus: Text(12),
  effectiveAt: UtcTime,
  reason: Text(350),
});
export type AccountStatusChange = Type.Static<typeof AccountStatusChange>;

export const AuthorisationDecision = Type.Object({
  tin: Tin,
  /** 1: granted. */
  decision: Flag,
  /** C521 to C524. */
  type: Text(4),
  /** Given where it is granted; declarations and arrivals name it. */
  authorisationNumber: Type.Optional(Text(35)),
  places: Type.Array(Text(35), { maxItems: 20 }),
  sealsRequired: Flag,
  validTo: Type.Optional(UtcTime),
  reason: Type.Optional(Text(350)),
});
export type AuthorisationDecision = Type.Static<typeof AuthorisationDecision>;
