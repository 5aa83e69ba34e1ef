/** Facts of the office of departure, rows D1 to D39. Before acceptance they name the LRN, from then on the MRN. */

export type DepartureFact =
  | { type: 'DeclarationRejected'; row: 'D1'; lrn: string; rules: string[]; principal: string }
  | {
      type: 'DeclarationSubmitted';
      row: 'D2' | 'D3';
      lrn: string;
      office: string;
      destination: string;
      principal: string;
      plate: string;
      tirCarnet?: string;
      countries: string[];
      goods: string;
      value: number;
      /** When the goods were released on paper. */
      paper?: number;
    }
  /** A rule that only warns: the declaration is taken all the same. */
  | { type: 'DeclarationWarned'; rule: string; lrn: string; office: string }
  /** `flag` 1: nothing but the guarantee; the row that takes it is D23. */
  | { type: 'DeclarationAmended'; row: 'D4' | 'D11'; lrn: string; mrn?: string }
  | {
      type: 'AmendmentRejected';
      row?: 'D4' | 'D11';
      lrn: string;
      mrn?: string;
      rules: string[];
    }
  | { type: 'PresentationRejected'; row: 'D6'; lrn: string; rules: string[] }
  | { type: 'PresentationOverdue'; row: 'D8'; lrn: string }
  | {
      type: 'MovementAccepted';
      row: 'D7' | 'D9';
      lrn: string;
      mrn: string;
      office: string;
      destination: string;
    }
  | { type: 'DeclarationRefused'; row: 'D10'; lrn: string; reason: string }
  /** The trader asks before release; an officer decides (row D12). */
  | { type: 'InvalidationAsked'; row: 'D12'; mrn: string }
  | { type: 'InvalidationRefused'; row: 'D12'; mrn: string; reason: string }
  | { type: 'MovementInvalidated'; row: 'D5' | 'D12' | 'D26'; lrn: string; mrn?: string }
  | { type: 'ControlDecided'; row: 'D13'; mrn: string; channel: string; controls: string[] }
  | { type: 'ControlOverdue'; mrn: string; office: string }
  | {
      type: 'GuaranteeAsked';
      row: 'D14' | 'D15' | 'D17' | 'D23';
      mrn: string;
      amount: number;
      result: string;
    }
  /** `amendment`: the trader is to correct the declaration (T022). */
  | { type: 'RevisionFound'; row: 'D16'; mrn: string; amendment?: true }
  | {
      type: 'MovementReleased';
      row: 'D20';
      mrn: string;
      lrn: string;
      limitDate: number;
      destination: string;
      amount: number;
      channel: string;
    }
  | { type: 'GuaranteeRejected'; row: 'D21'; mrn: string; reasons: string[] }
  | { type: 'GuaranteeRetried'; row: 'D22'; mrn: string; attempt: number }
  | { type: 'ReleaseDenied'; row: 'D18' | 'D19' | 'D22' | 'D24'; mrn: string; reason: string }
  | { type: 'LegRecorded'; row: 'D27'; mrn: string; office: string }
  | { type: 'PassageRefusalRecorded'; row: 'D28'; mrn: string; office: string; reason: string }
  | { type: 'IncidentRecorded'; row: 'D29'; mrn: string; office: string; code: string }
  /** A diverted office was given the record. */
  | { type: 'RecordGiven'; row: 'D30'; mrn: string; office: string }
  /** It was given none: 1 arrived, 2 cancelled, 3 unknown, 4 other. */
  | {
      type: 'RecordRefused';
      row?: 'D39';
      rule?: string;
      mrn: string;
      office: string;
      reason: number;
    }
  | { type: 'MovementArrived'; row: 'D31' | 'E1' | 'E7'; mrn: string; office: string }
  | { type: 'EnquiryRecommended'; row: 'D32' | 'D35'; mrn: string }
  /** The goods arrived while their debt is being recovered; what becomes of it, their control result says. */
  | { type: 'LateArrivalNoted'; mrn: string; office: string }
  | { type: 'LateDiscrepancyNoted'; mrn: string; office: string }
  /** The control result came late, to a movement that had arrived or whose arrival was never told. */
  | { type: 'EnquiryEnded'; row: 'E1' | 'E7'; mrn: string }
  | { type: 'MovementWrittenOff'; row: 'D33' | 'D36'; mrn: string; result: string }
  | { type: 'DiscrepancyOpened'; row: 'D34'; mrn: string; office: string }
  /** Nobody has decided within T-DISC, or an officer has. */
  | { type: 'DiscrepancyUnresolved'; row: 'D37'; mrn: string; overdue: boolean };
