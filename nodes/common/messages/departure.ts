/** Bodies of the departure messages (domain.md section 4.3). */
import Type from 'typebox';
import {
  ControlResult,
  Declaration,
  Defect,
  Flag,
  GrnText,
  LrnText,
  Means,
  MrnText,
  OfficeCode,
  Reasons,
  Seals,
  Text,
  UtcTime,
} from './parts.ts';

export const DeclarationSubmission = Declaration;

export const Acknowledgement = Type.Object({ receivedAt: UtcTime });
export type Acknowledgement = Type.Static<typeof Acknowledgement>;

export const Rejection = Type.Object({
  /** The message rejected: 013, 014, 015, 054, 141, 170 (CL560). */
  rejectionType: Text(3),
  /** 12 functional errors, 4 other, 7 guarantee not valid here. */
  rejectionCode: Text(2),
  errors: Type.Array(Defect, { maxItems: 999 }),
  reason: Type.Optional(Text(350)),
});
export type Rejection = Type.Static<typeof Rejection>;

export const MrnAllocation = Type.Object({ mrn: MrnText, acceptanceDate: UtcTime });
export type MrnAllocation = Type.Static<typeof MrnAllocation>;

export const ControlNotice = Type.Object({
  /** 0 decision to control, 2 intention to control, 3 findings: the trader may ask for release. */
  notificationType: Type.Integer({ minimum: 0, maximum: 9 }),
  /** Control types of CL716. */
  controls: Type.Array(Text(2), { maxItems: 9 }),
  requestedDocuments: Type.Array(Text(4), { maxItems: 9 }),
  text: Type.Optional(Text(350)),
});
export type ControlNotice = Type.Static<typeof ControlNotice>;

export const DepartureControl = Type.Object({
  office: OfficeCode,
  officer: Text(35),
  task: Text(64),
  result: ControlResult,
  seals: Type.Optional(Seals),
  limitDate: Type.Optional(UtcTime),
});
export type DepartureControl = Type.Static<typeof DepartureControl>;

export const ReleaseRequest = Type.Object({ requested: Flag });
export type ReleaseRequest = Type.Static<typeof ReleaseRequest>;

export const GuaranteeInvalid = Type.Object({
  guarantees: Type.Array(Type.Object({ grn: GrnText, reasons: Reasons }), { minItems: 1 }),
});
export type GuaranteeInvalid = Type.Static<typeof GuaranteeInvalid>;

export const NoRelease = Type.Object({ motivation: Text(350) });
export type NoRelease = Type.Static<typeof NoRelease>;

export const Release = Type.Object({
  mrn: MrnText,
  releaseDate: UtcTime,
  limitDate: UtcTime,
  seals: Seals,
  controlResult: ControlResult,
});
export type Release = Type.Static<typeof Release>;

/** T170: the goods of a pre-lodged declaration are here. */
export const Presentation = Type.Object({
  office: OfficeCode,
  location: Text(35),
  means: Type.Array(Means, { minItems: 1, maxItems: 3 }),
  seals: Type.Optional(Seals),
  limitDate: Type.Optional(UtcTime),
});
export type Presentation = Type.Static<typeof Presentation>;

/** T013: the whole declaration as it is to be; names the movement by MRN or LRN, never both (rule C206). */
export const Amendment = Type.Object({
  mrn: Type.Optional(MrnText),
  lrn: Type.Optional(LrnText),
  /** 0 an ordinary amendment; 1 nothing but the guarantee changes. */
  amendmentTypeFlag: Flag,
  declaration: Declaration,
});
export type Amendment = Type.Static<typeof Amendment>;

export const AmendmentAcceptance = Type.Object({ acceptedAt: UtcTime });
export type AmendmentAcceptance = Type.Static<typeof AmendmentAcceptance>;

export const AmendmentRequest = Type.Object({ mrn: MrnText, reason: Text(350) });
export type AmendmentRequest = Type.Static<typeof AmendmentRequest>;

export const InvalidationRequest = Type.Object({ justification: Text(350) });
export type InvalidationRequest = Type.Static<typeof InvalidationRequest>;

export const InvalidationDecision = Type.Object({
  /** 1: invalidated. */
  decision: Flag,
  initiatedByCustoms: Flag,
  date: UtcTime,
  reason: Type.Optional(Text(350)),
});
export type InvalidationDecision = Type.Static<typeof InvalidationDecision>;

export const Cancellation = Type.Object({ mrn: MrnText, date: UtcTime });
export type Cancellation = Type.Static<typeof Cancellation>;
