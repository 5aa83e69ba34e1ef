/** What officers are asked, and what they may decide: the procedure's decision points (domain.md section 5). */

const ROWS = {
  accountReview: ['approve', 'refuse'],
  /** The second pair of eyes; never the officer of the review (rule C506). */
  accountConfirmation: ['approve', 'refuse'],
  accountStatus: ['suspend', 'reinstate', 'revoke'],
  /** Simplifications C521 to C524. */
  authorisationReview: ['grant', 'refuse'],
  guaranteeReview: ['grant', 'refuse'],
  guaranteeStatus: ['suspend', 'reinstate', 'revoke'],
  acceptance: ['accept', 'refuse'],
  riskDecision: ['noControl', 'control'],
  /** Reported with a control result: A1, A2, A5 (minor revision) or B1. */
  departureControl: ['A1', 'A2', 'A5', 'B1'],
  /** The trader asks for invalidation before release (T014). */
  cancellation: ['accept', 'refuse'],
  invalidation: ['invalidate'],
  presentation: ['pass', 'check'],
  entryCheck: ['sealsOk', 'resealed', 'refusePassage'],
  /** The record of a presented truck does not come (row B5): stop it, or let it go on on paper. */
  noRecord: ['stop', 'paper'],
  arrivalDecision: ['noControl', 'control'],
  destinationControl: ['A1', 'A2', 'A5', 'B1'],
  discrepancy: ['resolved', 'notResolved'],
  enquiry: ['askPrincipal', 'openEnquiry'],
  proof: ['acceptProof', 'rejectProof'],
  /** In the country asked (X142): the response codes 1 to 4, or a question back (X145). */
  enquiryAnswer: ['nothingKnown', 'other', 'returnCopy', 'ownRecovery', 'askMore'],
  recovery: ['startRecovery', 'transferRecovery'],
  /** In the country asked to take a recovery over (X150). */
  recoveryRequest: ['accept', 'refuse'],
  /** The treasury tells that the principal has paid. */
  payment: ['paid'],
  claimWithdrawal: ['withdrawClaim'],
  /** X063 to the other authority. */
  recoveryNote: ['send'],
  /** X027 for the movement's data, X094 to compare states, X200 for the guarantee. */
  movementQuery: ['ask', 'compare', 'checkGuarantee'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type TaskKind = keyof typeof ROWS;

/** The decisions that the procedure allows for each task; the first is the one without objection. */
export const DECISIONS: Readonly<Record<TaskKind, readonly string[]>> = ROWS;

/** An officer decides these on his own account: they stand on no work list, and are answered as `kind/key` at any time. */
export const STANDING: ReadonlySet<TaskKind> = new Set<TaskKind>([
  'accountStatus',
  'guaranteeStatus',
  'invalidation',
  'proof',
  'claimWithdrawal',
  'recoveryNote',
  'movementQuery',
]);

export const isTaskKind = (text: string): text is TaskKind => Object.hasOwn(ROWS, text);

/** Kind and key of what an officer decides on his own account, which names itself `kind/key`; undefined for anything else. */
export function onOwnAccount(
  task: string,
): { readonly kind: TaskKind; readonly key: string } | undefined {
  const [kind = '', ...rest] = task.split('/');
  const key = rest.join('/');
  return isTaskKind(kind) && STANDING.has(kind) && key !== '' ? { kind, key } : undefined;
}
