/** Who set a goal, and numbers that several KPIs rest on. */
import { both } from '../../nodes/common/bilingual.ts';
import type { Goal } from './kpi.ts';

const OURS = both('target of this project', 'целевое значение этого проекта');

export const atLeast = (value: number, source = OURS): Goal => ({ op: 'atLeast', value, source });
export const atMost = (value: number, source = OURS): Goal => ({ op: 'atMost', value, source });

/** Texts on the unfinished that several KPIs share. */
export const LEFT_OUT = both(
  'left out until the closing fact is journalled',
  'не учитываются до записи завершающего факта в журнал',
);
