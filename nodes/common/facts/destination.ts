/** Facts of the offices of destination, rows A1 to A20. */
import type { PriorControl } from './transit.ts';

export type DestinationFact =
  | { type: 'AarCreated'; row: 'A1' | 'A3'; mrn: string; office: string }
  /** The goods came without a record. */
  | { type: 'AarAsked'; row: 'A2'; mrn: string; office: string }
  /** No answer in T-ANS. */
  | { type: 'AarAskedAgain'; mrn: string; office: string; attempt: number }
  | {
      type: 'AarRefused';
      row: 'A4';
      rule: string;
      mrn: string;
      office: string;
      /** 1 arrived already, 2 cancelled, 3 unknown, 4 other; absent where an officer ends it because no answer comes. */
      reason?: number;
    }
  /** No answer at all: the officer keeps the goods on paper until there is one. */
  | { type: 'ArrivalOnPaper'; mrn: string; office: string }
  | { type: 'ArrivalRejected'; row: 'A5'; mrn: string; office: string; rules: string[] }
  | { type: 'ArrivalNotified'; row: 'A6' | 'A7'; mrn: string; office: string }
  | { type: 'RemarksRejected'; row: 'A8'; mrn: string; office: string; rules: string[] }
  /** Part of the load is out: number of the permission to go on. */
  | { type: 'UnloadingContinued'; row: 'A9'; mrn: string; office: string; permission: number }
  | { type: 'UnloadingReported'; row: 'A11'; mrn: string; office: string; conform: boolean }
  | { type: 'UnloadingOverdue'; row: 'A12'; mrn: string; office: string }
  | ({
      type: 'DestinationControlDecided';
      mrn: string;
      office: string;
      channel: string;
    } & PriorControl)
  | ({
      type: 'GoodsReleased';
      row: 'A10' | 'A13' | 'A14';
      mrn: string;
      office: string;
      result: string;
    } & PriorControl)
  | { type: 'MajorFindings'; row: 'A15'; mrn: string; office: string; result: string }
  /** Departure has resolved the discrepancies, or has not: the goods go, or stay until the recovery. */
  | { type: 'HeldGoodsReleased'; row: 'A16'; mrn: string; office: string }
  | { type: 'GoodsHeld'; row: 'A17'; mrn: string; office: string }
  | { type: 'AarCancelled'; row: 'A18'; mrn: string; office: string }
  | { type: 'ArrivedElsewhere'; row: 'A19'; mrn: string; office: string }
  /** @param known the result was sent again; else departure hears that there is none yet. */
  | { type: 'ResultAsked'; row?: 'A20'; mrn: string; office: string; known: boolean };
