/** Facts of the enquiry and recovery authorities: of the country of departure (rows E1 to E20), and of a country that is asked, which no state table describes. */

export type EnquiryFact =
  /** T-ENQSTART: the officer has not decided in time; his question stays. */
  | { type: 'EnquiryOverdue'; mrn: string }
  | { type: 'PrincipalAsked'; row: 'E2'; mrn: string; until: number }
  | { type: 'EnquiryOpened'; row: 'E3' | 'E4' | 'E6'; mrn: string; asked: string; until: number }
  | { type: 'PrincipalAnswerRejected'; row: 'E5'; mrn: string; rules: string[] }
  /** X143 code 3: an officer examines the proof (row E8 or E9). */
  | { type: 'ReturnCopyFound'; mrn: string; office: string }
  | { type: 'ProofAccepted'; row: 'E8' | 'E20'; mrn: string }
  | { type: 'RecoveryRecommended'; row: 'E9' | 'E12'; mrn: string; reason: string }
  /** E10: they have offered it; E15: they have accepted it. */
  | { type: 'RecoveryTransferred'; row: 'E10' | 'E15'; mrn: string; office: string }
  | { type: 'InformationGiven'; row: 'E11'; mrn: string; about: string[] }
  /** E13; or E15, where another country has not taken it over. */
  | { type: 'RecoveryBegun'; row: 'E13' | 'E15'; mrn: string; debt: number; interest: number }
  | { type: 'RecoveryAsked'; row: 'E14'; mrn: string; office: string }
  /** By the principal or, in the country that has taken the recovery over, by whoever paid there (E16); by the guarantor (E18). */
  | { type: 'DebtRecovered'; row: 'E16' | 'E18'; mrn: string; amount: number }
  /** `rest`: what is above the ceiling of the claim and stays with the principal. */
  | {
      type: 'GuarantorClaimed';
      row: 'E17';
      mrn: string;
      claim: string;
      amount: number;
      rest: number;
    }
  | { type: 'ClaimDisputed'; row: 'E19'; mrn: string; claim: string; ground: string }
  | ClaimFact
  | AskedFact
  | QueryFact;

/** In whichever country recovers. */
export type ClaimFact =
  /** A security that no guarantor of the chain stands behind: a TIR carnet, a deposit, a public body. */
  | { type: 'SecurityRealised'; mrn: string }
  | { type: 'ClaimAccepted'; mrn: string; claim: string }
  /** T-CLAIM: the guarantor is late. */
  | { type: 'ClaimOverdue'; mrn: string; claim: string }
  | { type: 'ClaimWithdrawn'; mrn: string; claim: string }
  /** Refused by ICE, for another country has a claim open for the movement (C604), or by the insurer. */
  | { type: 'ClaimStopped'; rule: string; mrn: string; claim: string }
  /** T-GUARNOTE: nobody had told him of the non-discharge. */
  | { type: 'GuarantorFreed'; mrn: string }
  /** The regular end was shown after the guarantor had paid. */
  | { type: 'RefundDue'; mrn: string; amount: number }
  /** T-REFUND */
  | { type: 'RefundRightEnded'; mrn: string; amount: number };

/** In the country that is asked. */
export type AskedFact =
  | { type: 'EnquiryReceived'; mrn: string; office: string; until: number }
  | { type: 'EnquiryAnswered'; mrn: string; office: string; code: number }
  | { type: 'InformationAsked'; mrn: string; office: string; about: string[] }
  | { type: 'InformationReceived'; mrn: string; about: string[] }
  | { type: 'RecoveryRequested'; mrn: string; office: string; amount: number }
  | { type: 'RecoveryDeclined'; mrn: string; office: string }
  | { type: 'RecoveryTaken'; mrn: string; office: string; debt: number; interest: number }
  | { type: 'ClaimMade'; mrn: string; claim: string; amount: number; rest: number }
  | { type: 'ClaimContested'; mrn: string; claim: string; ground: string }
  | { type: 'DebtCollected'; mrn: string; office: string; amount: number }
  /** Cancelled by departure (X059), collected elsewhere (X152), given back, or never confirmed (T-RECACC). */
  | { type: 'EnquiryClosed'; mrn: string; office: string; reason: string };

/** Questions between any two offices, and what authorities write to each other. */
export type QueryFact =
  | { type: 'RecoveryNoteSent'; mrn: string; office: string }
  | { type: 'RecoveryNoteReceived'; mrn: string; office: string }
  | { type: 'MovementQueried'; mrn: string; office: string }
  /** Departure has told what it knows, or that it knows nothing. */
  | { type: 'MovementTold'; mrn: string; office: string; status: string }
  | { type: 'MovementLearnt'; mrn: string; office: string; status: string; reason?: number }
  | { type: 'StatesAsked'; mrn: string; office: string; ownState: string }
  | { type: 'StateTold'; mrn: string; office: string; ownState: string; otherState: string }
  | { type: 'StatesCompared'; mrn: string; office: string; ownState: string; otherState: string }
  | { type: 'CoverQueried'; mrn: string; office: string; grn: string }
  /** No reasons: the guarantee is valid for the movement. */
  | { type: 'CoverLearnt'; mrn: string; grn: string; reasons: string[]; notValidIn: string[] };
