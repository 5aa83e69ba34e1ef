/** Bodies of the messages sent ahead on release and at the borders (domain.md section 4.4). */
import Type from 'typebox';
import {
  ControlResult,
  Declaration,
  Defect,
  Flag,
  Incident,
  MrnText,
  NoRecordReason,
  OfficeCode,
  Seals,
  Text,
  UtcTime,
} from './parts.ts';

/** X001 to the office of destination and X050 to each country with an office of transit carry the same data. */
export const AdvanceRecord = Type.Object({
  declaration: Declaration,
  releaseDate: UtcTime,
  limitDate: UtcTime,
  seals: Seals,
  controlResult: ControlResult,
  /** Risk result at departure: R, X, Y or N (domain.md section 2.6). */
  risk: Text(1),
  /** The offices of the receiving country that are meant. */
  offices: Type.Array(OfficeCode, { minItems: 1, maxItems: 9 }),
  /** What was controlled on the way so far, and where: respected by the next country unless its own rule says why not. */
  controls: Type.Optional(
    Type.Array(Type.Object({ office: OfficeCode, result: ControlResult }), { maxItems: 20 }),
  ),
});
export type AdvanceRecord = Type.Static<typeof AdvanceRecord>;

export const BorderPresentation = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  identification: Text(35),
  seals: Type.Array(Text(20), { maxItems: 99 }),
});
export type BorderPresentation = Type.Static<typeof BorderPresentation>;

export const Passage = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  time: UtcTime,
  /** Put on by the office in place of the old ones. */
  seals: Type.Optional(Seals),
});
export type Passage = Type.Static<typeof Passage>;

export const FrontierCrossed = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  passageDate: UtcTime,
  /** 1: the goods were controlled on entry. */
  controlled: Flag,
});
export type FrontierCrossed = Type.Static<typeof FrontierCrossed>;

/** X002, X114 and X164: an office that the goods came to has no record of them. */
export const RecordRequest = Type.Object({ mrn: MrnText, office: OfficeCode });
export type RecordRequest = Type.Static<typeof RecordRequest>;

/** X003, X115 and X165: the record, or the reason why there is none. */
export const RecordAnswer = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  record: Type.Optional(AdvanceRecord),
  reason: Type.Optional(NoRecordReason),
});
export type RecordAnswer = Type.Static<typeof RecordAnswer>;

export const BorderRejection = Type.Object({
  office: OfficeCode,
  errors: Type.Array(Defect, { minItems: 1, maxItems: 999 }),
});
export type BorderRejection = Type.Static<typeof BorderRejection>;

export const PassageRefusal = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  date: UtcTime,
  reason: Text(350),
});
export type PassageRefusal = Type.Static<typeof PassageRefusal>;

/** N180 to the incident office, X180 to departure, X181 to the offices ahead, T182 to the trader: what happened. */
export const IncidentReport = Type.Object({
  mrn: MrnText,
  /** The office that registered it. */
  office: OfficeCode,
  incident: Incident,
});
export type IncidentReport = Type.Static<typeof IncidentReport>;

export const MovementQuery = Type.Object({ mrn: MrnText, office: OfficeCode });
export type MovementQuery = Type.Static<typeof MovementQuery>;

export const MovementAnswer = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  status: Type.Optional(Text(35)),
  record: Type.Optional(AdvanceRecord),
  reason: Type.Optional(NoRecordReason),
});
export type MovementAnswer = Type.Static<typeof MovementAnswer>;

/** X094 and X095: which state each side has the movement in. */
export const StatusComparison = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  ownState: Text(35),
  otherState: Type.Optional(Text(35)),
});
export type StatusComparison = Type.Static<typeof StatusComparison>;
