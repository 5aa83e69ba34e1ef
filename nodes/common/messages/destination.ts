/** Bodies of the messages at destination and of the discharge (domain.md section 4.5). */
import Type from 'typebox';
import { ControlResult, Defect, Flag, MrnText, OfficeCode, Text, Tin, UtcTime } from './parts.ts';

export const Arrival = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  arrivedAt: UtcTime,
  simplified: Flag,
  authorisation: Type.Optional(Text(35)),
  consignee: Type.Optional(Tin),
  identification: Text(35),
  seals: Type.Array(Text(20), { maxItems: 99 }),
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
});
export type DestinationControl = Type.Static<typeof DestinationControl>;

export const GoodsRelease = Type.Object({ mrn: MrnText, releaseIndicator: Flag, date: UtcTime });
export type GoodsRelease = Type.Static<typeof GoodsRelease>;

export const WriteOff = Type.Object({ mrn: MrnText, date: UtcTime });
export type WriteOff = Type.Static<typeof WriteOff>;
