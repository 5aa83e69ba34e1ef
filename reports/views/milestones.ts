/** Which facts of the procedure stand in the timeline of a movement, and where they happen. Data only. */
import type { FactType, KnownEntry } from './known-entry.ts';
import type { MilestoneKind, MovementView } from './trial-rows.ts';

/** The office or GRN that the fact names, who is asked, the office of departure or of destination, or no place. */
type Where = 'office' | 'asked' | 'grn' | 'departure' | 'destination' | 'nowhere';

const MILESTONES: Readonly<Partial<Record<FactType, readonly [MilestoneKind, Where]>>> = {
  DeclarationRejected: ['rejected', 'nowhere'],
  DeclarationSubmitted: ['declared', 'office'],
  DeclarationAmended: ['amended', 'departure'],
  AmendmentRejected: ['amendmentRejected', 'departure'],
  PresentationRejected: ['presentationRejected', 'departure'],
  PresentationOverdue: ['notPresented', 'departure'],
  MovementAccepted: ['accepted', 'office'],
  DeclarationRefused: ['refused', 'departure'],
  InvalidationAsked: ['invalidationAsked', 'departure'],
  InvalidationRefused: ['invalidationRefused', 'departure'],
  MovementInvalidated: ['invalidated', 'departure'],
  ControlDecided: ['controlDecided', 'departure'],
  RevisionFound: ['revision', 'departure'],
  UsageReserved: ['guaranteeReserved', 'grn'],
  GuaranteeRejected: ['guaranteeRejected', 'departure'],
  MovementReleased: ['released', 'departure'],
  ReleaseDenied: ['notReleased', 'departure'],

  AtrAsked: ['recordAsked', 'office'],
  AtrRefused: ['recordRefused', 'office'],
  AtrUnanswered: ['recordMissing', 'office'],
  PassageOnPaper: ['passedOnPaper', 'office'],
  PassageStopped: ['passageRefused', 'office'],
  TruckPresented: ['presented', 'office'],
  EntryCheckBegun: ['checked', 'office'],
  PassageGranted: ['passed', 'office'],
  EntryRefused: ['passageRefused', 'office'],
  IncidentRegistered: ['incidentRegistered', 'office'],
  ExitGranted: ['exitGranted', 'office'],
  ExitRefused: ['exitRefused', 'office'],
  RecordGiven: ['recordGiven', 'office'],

  AarAsked: ['recordAsked', 'office'],
  AarRefused: ['recordRefused', 'office'],
  ArrivalRejected: ['arrivalRejected', 'office'],
  ArrivalNotified: ['arrivalNotified', 'office'],
  UnloadingContinued: ['unloadingContinued', 'office'],
  UnloadingReported: ['unloadingReported', 'office'],
  RemarksRejected: ['remarksRejected', 'office'],
  UnloadingOverdue: ['unloadingOverdue', 'office'],
  DestinationControlDecided: ['controlAtDestination', 'destination'],
  GoodsReleased: ['goodsReleased', 'office'],
  MajorFindings: ['majorFindings', 'office'],
  HeldGoodsReleased: ['goodsReleased', 'office'],
  GoodsHeld: ['goodsHeld', 'office'],

  MovementArrived: ['arrivalRecorded', 'office'],
  DiscrepancyOpened: ['discrepancy', 'departure'],
  DiscrepancyUnresolved: ['discrepancyUnresolved', 'departure'],
  MovementWrittenOff: ['writtenOff', 'departure'],

  EnquiryRecommended: ['enquiry', 'departure'],
  EnquiryEnded: ['enquiryEnded', 'departure'],
  PrincipalAsked: ['principalAsked', 'nowhere'],
  PrincipalAnswerRejected: ['principalAnswerRejected', 'departure'],
  EnquiryOpened: ['enquiryOpened', 'asked'],
  EnquiryAnswered: ['enquiryAnswered', 'office'],
  ReturnCopyFound: ['returnCopyFound', 'departure'],
  ProofAccepted: ['proofAccepted', 'departure'],
  RecoveryRecommended: ['recoveryRecommended', 'departure'],
  RecoveryAsked: ['recoveryAsked', 'office'],
  RecoveryTransferred: ['recoveryTransferred', 'office'],
  RecoveryBegun: ['recoveryBegun', 'departure'],
  RecoveryTaken: ['recoveryBegun', 'office'],
  GuarantorClaimed: ['claimed', 'departure'],
  ClaimMade: ['claimed', 'nowhere'],
  ClaimAccepted: ['claimAccepted', 'nowhere'],
  ClaimDisputed: ['claimDisputed', 'departure'],
  ClaimContested: ['claimDisputed', 'nowhere'],
  ClaimOverdue: ['claimOverdue', 'nowhere'],
  ClaimWithdrawn: ['claimWithdrawn', 'nowhere'],
  GuarantorFreed: ['guarantorFreed', 'nowhere'],
  DebtRecovered: ['recovered', 'departure'],
  DebtCollected: ['recovered', 'office'],
  RefundDue: ['refundDue', 'departure'],
};

/** Two rows of one fact are two different things to a reader. */
const BY_ROW: Readonly<Record<string, MilestoneKind>> = { D2: 'preLodged', A7: 'unloading' };

export interface Happened {
  readonly kind: MilestoneKind;
  readonly place: string;
}

/** Undefined for a fact that the timeline leaves out. */
export function milestoneOf(
  fact: KnownEntry,
  movement: Readonly<MovementView>,
): Happened | undefined {
  const found = MILESTONES[fact.type];
  if (found === undefined) return undefined;
  const [kind, where] = found;
  const row = 'row' in fact ? fact.row : undefined;
  return {
    kind: (row === undefined ? undefined : BY_ROW[row]) ?? kind,
    place: place(where, fact, movement),
  };
}

function place(where: Where, fact: KnownEntry, movement: Readonly<MovementView>): string {
  switch (where) {
    case 'office':
      return 'office' in fact ? fact.office : '';
    case 'grn':
      return 'grn' in fact ? fact.grn : '';
    case 'asked':
      return movement.asked;
    case 'departure':
      return movement.office;
    case 'destination':
      return movement.destination?.office ?? movement.destinationOffice;
    case 'nowhere':
      return '';
  }
}
