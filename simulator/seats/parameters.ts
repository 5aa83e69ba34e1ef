/** What can be set about the officers who sit at the seats while no person does. Values only. */
import type { OfficerTask } from '../../nodes/countries/parameters.ts';
import type { TaskKind } from '../../nodes/common/tasks.ts';

/** How bots work. */
export interface BotDials {
  /** Share of controls at departure that end in a minor finding (A5), and in a major one (B1). */
  readonly minorAtDeparture: number;
  readonly majorAtDeparture: number;
  /** Share of controls at destination that end in a minor finding (A5). */
  readonly minorAtDestination: number;
  /** Share that end in a major one there (B1), and of those, discrepancies that are resolved. */
  readonly majorAtDestination: number;
  readonly discrepanciesResolved: number;
  /** Share of checks on entry after which the truck is not let in. */
  readonly refusedAtEntry: number;
  /** Share of the debts that the principal pays himself. */
  readonly debtsPaid: number;
  /** What they decide at once, at any hour: nothing, what a trader needs before he can declare, or everything. */
  readonly prompt: 'nothing' | 'accounts' | 'everything';
}

/**
 * Assumptions, for no such shares are published: one control in twenty-five finds something small, one in two hundred something grave, which
 * is cleared up in seven cases of ten; a truck in a thousand checked is turned back; more than half of the debtors pay without their guarantor.
 */
export const BOT_DIALS: BotDials = {
  minorAtDeparture: 0.04,
  majorAtDeparture: 0.005,
  minorAtDestination: 0.04,
  majorAtDestination: 0.005,
  discrepanciesResolved: 0.7,
  refusedAtEntry: 0.001,
  debtsPaid: 0.6,
  prompt: 'nothing',
};

/** Whether bots decide a task of this kind at once. */
export const isPrompt = (kind: TaskKind, { prompt }: BotDials): boolean =>
  prompt === 'everything' || (prompt === 'accounts' && BEFORE_DECLARING.has(kind));

/** What a trader needs before he can declare. */
const BEFORE_DECLARING: ReadonlySet<TaskKind> = new Set<TaskKind>([
  'accountReview',
  'accountConfirmation',
  'authorisationReview',
  'guaranteeReview',
]);

/** What an officer does for each task, and so how long it takes him; controls depend on the channel. */
export function workFor(kind: TaskKind, channel: string): OfficerTask {
  switch (kind) {
    case 'acceptance':
    case 'riskDecision':
    case 'cancellation':
    case 'invalidation':
    case 'presentation':
    case 'noRecord':
    case 'arrivalDecision':
    case 'payment':
      return 'accept';
    case 'entryCheck':
      return channel === 'red' ? 'physical' : 'seals';
    case 'departureControl':
    case 'destinationControl':
      return CONTROL_WORK[channel] ?? 'documents';
    default:
      return 'documents';
  }
}

/** Days, from the question to the answer, of what is not decided at a desk: people are heard, archives searched, money awaited (assumptions). */
export const INQUIRY_DAYS: Readonly<
  Partial<Record<TaskKind, { readonly from: number; readonly to: number }>>
> = {
  discrepancy: { from: 1, to: 9 },
  enquiry: { from: 0.5, to: 4 },
  enquiryAnswer: { from: 3, to: 18 },
  proof: { from: 1, to: 5 },
  recovery: { from: 2, to: 20 },
  recoveryRequest: { from: 1, to: 6 },
  payment: { from: 3, to: 25 },
};

/** Channels of domain.md section 2.6. */
const CONTROL_WORK: Readonly<Record<string, OfficerTask>> = {
  green: 'accept',
  yellow: 'documents',
  orange: 'scan',
  red: 'physical',
};
