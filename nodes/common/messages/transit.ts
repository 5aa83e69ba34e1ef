/** Bodies of the messages sent ahead on release and at the borders (domain.md section 4.4). */
import Type from 'typebox';
import {
  ControlResult,
  Declaration,
  Flag,
  MrnText,
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
});
export type AdvanceRecord = Type.Static<typeof AdvanceRecord>;

export const BorderPresentation = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  identification: Text(35),
  seals: Type.Array(Text(20), { maxItems: 99 }),
});
export type BorderPresentation = Type.Static<typeof BorderPresentation>;

export const Passage = Type.Object({ mrn: MrnText, office: OfficeCode, time: UtcTime });
export type Passage = Type.Static<typeof Passage>;

export const FrontierCrossed = Type.Object({
  mrn: MrnText,
  office: OfficeCode,
  passageDate: UtcTime,
  /** 1: the goods were controlled on entry. */
  controlled: Flag,
});
export type FrontierCrossed = Type.Static<typeof FrontierCrossed>;
