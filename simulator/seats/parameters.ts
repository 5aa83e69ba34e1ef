/** What can be set about the officers who sit at the seats while no person does. Values only. */
import type { OfficerTask } from '../../nodes/countries/parameters.ts';
import type { TaskKind } from '../../nodes/common/facts.ts';

/** How bots work. */
export interface BotDials {
  /** Share of controls at departure that end in a minor finding (A5), and in a major one (B1). */
  readonly minorAtDeparture: number;
  readonly majorAtDeparture: number;
  /** Share of controls at destination that end in a minor finding (A5). */
  readonly minorAtDestination: number;
  /** What they decide at once, at any hour: nothing, what a trader needs before he can declare, or everything. */
  readonly prompt: 'nothing' | 'accounts' | 'everything';
}

/** Assumption: one control in twenty-five finds something small, one in two hundred something grave. No such shares are published. */
export const BOT_DIALS: BotDials = {
  minorAtDeparture: 0.04,
  majorAtDeparture: 0.005,
  minorAtDestination: 0.04,
  prompt: 'nothing',
};

/** Whether bots decide a task of this kind at once. */
export const isPrompt = (kind: TaskKind, { prompt }: BotDials): boolean =>
  prompt === 'everything' ||
  (prompt === 'accounts' && (kind === 'accountReview' || kind === 'guaranteeReview'));

/** What an officer does for each task, and so how long it takes him; controls depend on the channel. */
export function workFor(kind: TaskKind, channel: string): OfficerTask {
  switch (kind) {
    case 'accountReview':
    case 'guaranteeReview':
      return 'documents';
    case 'acceptance':
    case 'riskDecision':
    case 'presentation':
    case 'arrivalDecision':
      return 'accept';
    case 'entryCheck':
      return channel === 'red' ? 'physical' : 'seals';
    case 'departureControl':
    case 'destinationControl':
      return CONTROL_WORK[channel] ?? 'documents';
  }
}

/** Channels of domain.md section 2.6. */
const CONTROL_WORK: Readonly<Record<string, OfficerTask>> = {
  green: 'accept',
  yellow: 'documents',
  orange: 'scan',
  red: 'physical',
};
