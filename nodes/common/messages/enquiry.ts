/** Bodies of the messages of enquiry and recovery (domain.md section 4.6). */
import Type from 'typebox';
import {
  Country,
  Flag,
  GrnText,
  Money,
  MrnText,
  NoRecordReason,
  OfficeCode,
  Text,
  Tin,
  UtcTime,
} from './parts.ts';

export const PrincipalQuestion = Type.Object({
  mrn: MrnText,
  requestDate: UtcTime,
  limitForResponse: UtcTime,
});
export type PrincipalQuestion = Type.Static<typeof PrincipalQuestion>;

/** T141: where the goods went, as far as the principal knows. */
export const PrincipalAnswer = Type.Object({
  mrn: MrnText,
  actualOffice: Type.Optional(OfficeCode),
  consignee: Type.Optional(Tin),
  /** Date of the TC11 receipt that the office of destination endorsed. */
  receiptDate: Type.Optional(UtcTime),
  text: Type.Optional(Text(512)),
});
export type PrincipalAnswer = Type.Static<typeof PrincipalAnswer>;

export const EnquiryRequest = Type.Object({
  mrn: MrnText,
  /** The office asked. */
  office: OfficeCode,
  /** Who asks: the enquiry authority of departure. */
  enquirer: OfficeCode,
  requestDate: UtcTime,
  /** 28 or 40 days after it is sent (rule C209). */
  limitForResponse: UtcTime,
  /** 1: not the whereabouts, only the control results are asked for. */
  resultsOnly: Flag,
  consignee: Type.Optional(Tin),
  contact: Text(120),
});
export type EnquiryRequest = Type.Static<typeof EnquiryRequest>;

export const EnquiryResponse = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  /** 1 nothing known, 2 other, 3 return copy (with its date), 4 the recovery is theirs (C0012, C0013, G0204). */
  responseCode: Type.Integer({ minimum: 1, maximum: 4 }),
  returnCopyDate: Type.Optional(UtcTime),
  text: Type.Optional(Text(512)),
});
export type EnquiryResponse = Type.Static<typeof EnquiryResponse>;

export const InformationRequest = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  /** What is asked for, each once. */
  requested: Type.Array(Text(20), { minItems: 1, maxItems: 9, uniqueItems: true }),
});
export type InformationRequest = Type.Static<typeof InformationRequest>;

export const InformationAnswer = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  information: Type.Array(Type.Object({ about: Text(20), text: Text(512) }), {
    minItems: 1,
    maxItems: 9,
  }),
});
export type InformationAnswer = Type.Static<typeof InformationAnswer>;

export const EnquiryCancellation = Type.Object({ mrn: MrnText, date: UtcTime });
export type EnquiryCancellation = Type.Static<typeof EnquiryCancellation>;

/** What the recovering country must know of a debt: the guarantees and their guarantors among it (C0004, C0025). */
export const DebtData = {
  countryOfDebt: Country,
  /** Duties and taxes there, without interest. */
  amount: Money,
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  guarantees: Type.Array(
    Type.Object({
      type: Text(1),
      grn: Type.Optional(GrnText),
      amount: Money,
      guarantorTin: Type.Optional(Tin),
    }),
    { maxItems: 9 },
  ),
  acceptanceDate: UtcTime,
  /** Whom the debt is notified to. */
  principal: Type.Optional(Text(35)),
};

export const RecoveryRequest = Type.Object({
  mrn: MrnText,
  /** Who asks. */
  office: OfficeCode,
  ...DebtData,
  text: Type.Optional(Text(512)),
});
export type RecoveryRequest = Type.Static<typeof RecoveryRequest>;

/** X151: from departure, which hands over what the other country has offered to recover, with the data of the debt. */
export const RecoveryAnswer = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  /** 1: the recovery is taken over, or handed over. */
  accept: Flag,
  reason: Type.Optional(NoRecordReason),
  debt: Type.Optional(Type.Object(DebtData)),
});
export type RecoveryAnswer = Type.Static<typeof RecoveryAnswer>;

export const RecoveryCommunication = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  text: Text(512),
});
export type RecoveryCommunication = Type.Static<typeof RecoveryCommunication>;

export const DebtNotice = Type.Object({
  mrn: MrnText,
  amount: Money,
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  date: UtcTime,
  payableUntil: UtcTime,
});
export type DebtNotice = Type.Static<typeof DebtNotice>;

export const RecoveryDone = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  amount: Money,
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  collectionDate: UtcTime,
});
export type RecoveryDone = Type.Static<typeof RecoveryDone>;
