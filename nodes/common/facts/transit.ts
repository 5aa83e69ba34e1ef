/** Facts of the offices on the way: of transit (rows B1 to B14), of exit, and of incidents. */

/** What became of a control that another office had done before: respected, or done again and why. */
export type PriorControl = Readonly<{ recognised?: true; repeated?: string }>;

export type TransitFact =
  | { type: 'AtrCreated'; row: 'B1' | 'B3'; mrn: string; office: string; expected: number }
  /** The truck came without a record. */
  | { type: 'AtrAsked'; row: 'B2'; mrn: string; office: string }
  | {
      type: 'AtrRefused';
      row: 'B4';
      rule: string;
      mrn: string;
      office: string;
      /** 1 arrived already, 2 cancelled, 3 unknown, 4 other. */
      reason: number;
    }
  | { type: 'AtrAskedAgain'; row: 'B5'; mrn: string; office: string; attempt: number }
  | { type: 'AtrUnanswered'; row: 'B5'; mrn: string; office: string }
  /** After B5: the officer lets the truck go on with its paper document, or stops it. */
  | { type: 'PassageOnPaper'; mrn: string; office: string }
  | { type: 'PassageStopped'; rule: string; mrn: string; office: string }
  | { type: 'TruckPresented'; mrn: string; office: string }
  | ({
      type: 'PassageGranted';
      row: 'B6' | 'B8';
      mrn: string;
      office: string;
      controlled: boolean;
      /** The office has put on new seals. */
      resealed?: true;
    } & PriorControl)
  | ({
      type: 'EntryCheckBegun';
      row: 'B7';
      mrn: string;
      office: string;
      channel: string;
    } & PriorControl)
  | { type: 'EntryRefused'; row: 'B9'; mrn: string; office: string; reason: string }
  | { type: 'AtrCancelled'; row: 'B10'; mrn: string; office: string }
  | { type: 'AtrClosed'; row: 'B11'; mrn: string; office: string }
  /** At an office of transit by row B12; an office of destination notes it without a row. */
  | { type: 'IncidentNoted'; row?: 'B12'; mrn: string; office: string; code: string }
  | { type: 'AtrOverdue'; row: 'B13'; mrn: string; office: string }
  /** Told by the driver (N180), with the arrival (T007), or by an office that has put on new seals. */
  | { type: 'IncidentRegistered'; mrn: string; office: string; code: string }
  | ExitFact;

/** At an office of exit, which no state table describes. */
export type ExitFact =
  | { type: 'ExitRecordKept'; mrn: string; office: string }
  | { type: 'ExitRecordAsked'; mrn: string; office: string; attempt: number }
  | { type: 'ExitPresented'; mrn: string; office: string }
  | { type: 'ExitCheckBegun'; mrn: string; office: string }
  | { type: 'ExitGranted'; mrn: string; office: string }
  /** The goods have arrived without leaving here. */
  | { type: 'ExitClosed'; mrn: string; office: string }
  | { type: 'ExitRefused'; mrn: string; office: string; rule: string };
