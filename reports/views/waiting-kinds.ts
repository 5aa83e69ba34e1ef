/** What a movement may wait for, and what may happen next. Codes here, sentences in waiting-text.ts. */

export type WaitingCode =
  | 'declaration'
  | 'acceptance'
  | 'riskDecision'
  | 'departureControl'
  | 'releaseRequest'
  | 'guarantee'
  | 'guaranteeAmendment'
  | 'departure'
  | 'rest'
  | 'stopped'
  | 'queue'
  | 'postClosed'
  | 'lane'
  | 'passage'
  | 'entryCheck'
  | 'advanceRecord'
  | 'ferry'
  | 'portClosed'
  | 'landing'
  | 'arrivalNotice'
  | 'arrivalDecision'
  | 'destinationControl'
  | 'controlResult'
  | 'goodsPresentation'
  | 'cancellation'
  | 'recordAnswer'
  | 'passageRefused'
  | 'unloading'
  | 'discrepancy'
  | 'enquiry'
  | 'principalAnswer'
  | 'enquiryAnswer'
  | 'proof'
  | 'recovery'
  | 'recoveryAnswer'
  | 'recoveryElsewhere'
  | 'payment'
  | 'claim'
  | 'dispute'
  | 'nodeDown';

/** What happens next, as far as it is known. */
export type NextCode =
  | 'officerDecides'
  | 'personDecides'
  | 'nodeAnswers'
  | 'traderActs'
  | 'drivesOn'
  | 'driverGoesOn'
  | 'laneTakes'
  | 'sailsWhenFull'
  | 'boards'
  | 'portOpens'
  | 'writeOff'
  | 'nodeReturns'
  | 'officeSearches'
  | 'rejectedAfter'
  | 'asksAgain'
  | 'driverTurnsBack'
  | 'unloads'
  | 'enquiryFollows'
  | 'recoveryFollows'
  | 'ownRecovery'
  | 'claimFollows'
  | 'guarantorPays'
  | 'othersRecover'
  | 'disputeEnds';

/** What is awaited until `nextAt` at the latest; for all else that is when it is expected. */
export const hasDeadline = (code: WaitingCode): boolean =>
  code === 'principalAnswer' || code === 'enquiryAnswer';

export interface Waiting {
  readonly code: WaitingCode;
  readonly since: number;
  /** Who is awaited: an office code, a node, a post, a port, a vessel, a trader; empty where nobody is. */
  readonly who: string;
  readonly next: NextCode;
  /** When that happens, or until when it may (`hasDeadline`), where it is known. */
  readonly nextAt: number | null;
  /** A number that goes with the code: trucks ahead in a queue, trucks waiting in a port, capacity of the vessel; else null. */
  readonly count: number | null;
  /** Who holds the awaited seat, if a person does. */
  readonly person: string | null;
}

export type Seed = Pick<Waiting, 'code' | 'since' | 'who' | 'next'> & Partial<Waiting>;
/** What is not given is not known. */
export const waiting = (seed: Seed): Waiting => ({
  nextAt: null,
  count: null,
  person: null,
  ...seed,
});
