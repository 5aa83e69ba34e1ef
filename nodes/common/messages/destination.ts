/** Bodies of the messages at destination and of the discharge (domain.md section 4.5). */
import Type from 'typebox';
import {
  ControlResult,
  Declaration,
  Defect,
  Flag,
  Incident,
  MrnText,
  OfficeCode,
  Seals,
  Text,
  Tin,
  UtcTime,
} from './parts.ts';

export const Arrival = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  arrivedAt: UtcTime,
  simplified: Flag,
  authorisation: Type.Optional(Text(35)),
  consignee: Type.Optional(Tin),
  identification: Text(35),
  seals: Type.Array(Text(20), { maxItems: 99 }),
  /** Where the goods are, if not at the office: a place of the authorisation. */
  location: Type.Optional(Text(35)),
  /** What happened on the way and was not registered before. */
  incidents: Type.Optional(Type.Array(Incident, { maxItems: 9 })),
});
export type Arrival = Type.Static<typeof Arrival>;

export const ArrivalRejection = Type.Object({
  rejectionType: Text(3),
  errors: Type.Array(Defect, { minItems: 1, maxItems: 999 }),
});
export type ArrivalRejection = Type.Static<typeof ArrivalRejection>;

export const ArrivalAdvice = Type.Object({
  mrn: MrnText,
  arrivedAt: UtcTime,
  actualOffice: OfficeCode,
  /** 1: at an authorised consignee, whose unloading may take longer than a control. */
  simplified: Type.Optional(Flag),
});
export type ArrivalAdvice = Type.Static<typeof ArrivalAdvice>;

export const ArrivalForward = Type.Object({
  mrn: MrnText,
  actualOffice: OfficeCode,
  skippedOffices: Type.Array(OfficeCode, { maxItems: 9 }),
});
export type ArrivalForward = Type.Static<typeof ArrivalForward>;

export const DestinationControl = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  result: ControlResult,
  /** The seals that the goods came with. */
  seals: Type.Optional(Type.Array(Text(20), { maxItems: 99 })),
  /** Who found major discrepancies: another officer decides at departure (rule C506). */
  officer: Type.Optional(Text(35)),
});
export type DestinationControl = Type.Static<typeof DestinationControl>;

export const GoodsRelease = Type.Object({ mrn: MrnText, releaseIndicator: Flag, date: UtcTime });
export type GoodsRelease = Type.Static<typeof GoodsRelease>;

export const WriteOff = Type.Object({ mrn: MrnText, date: UtcTime });
export type WriteOff = Type.Static<typeof WriteOff>;

export const UnloadingPermission = Type.Object({
  mrn: MrnText,
  declaration: Declaration,
  seals: Seals,
  /** 0 the first permission; n after the n-th partial unloading. */
  continueUnloading: Type.Integer({ minimum: 0, maximum: 9 }),
});
export type UnloadingPermission = Type.Static<typeof UnloadingPermission>;

export const UnloadingRemarks = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  /** 1: everything as declared. */
  conform: Flag,
  /** 1: everything is unloaded. */
  unloadingCompletion: Flag,
  stateOfSeals: Type.Optional(Flag),
  unloadedAt: UtcTime,
  differences: Type.Optional(Type.Array(Text(512), { maxItems: 99 })),
});
export type UnloadingRemarks = Type.Static<typeof UnloadingRemarks>;

export const DiscrepancyNotice = Type.Object({ mrn: MrnText, date: UtcTime, text: Text(512) });
export type DiscrepancyNotice = Type.Static<typeof DiscrepancyNotice>;

/** X049: with the date of the write-off if, and only if, it is resolved (C0354). */
export const DiscrepancyAnswer = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  resolved: Flag,
  writeOffDate: Type.Optional(UtcTime),
});
export type DiscrepancyAnswer = Type.Static<typeof DiscrepancyAnswer>;
