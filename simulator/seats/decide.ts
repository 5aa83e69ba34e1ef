/** What an officer's decision looks like: the message, and what a diligent bot decides. */
import type { Body } from '../../nodes/common/message-types.ts';
import type { Draws, Outcome } from '../core/participant.ts';
import type { Stream } from '../core/chance.ts';
import { chance } from '../core/draws.ts';
import type { SimTime } from '../core/time.ts';
import { isoUtc } from '../core/time.ts';
import type { Question } from './desk.ts';
import type { BotDials } from './parameters.ts';

/** The instant of a step. */
export interface Moment {
  readonly now: SimTime;
  readonly draws: Draws;
  readonly out: Outcome;
}

/** Where a control finds something, it says what (rule C329); at departure it is a minor thing that can be put right. */
const FINDINGS: Readonly<Record<string, string>> = {
  A5: 'number of packages differs from the declaration',
  B1: 'goods differ from the declaration in kind and quantity',
};

/** A bot follows what the node's risk analysis proposes; what a control finds is drawn. Result or decision, one of those allowed. */
export function botDecision(question: Question, dials: BotDials, stream: Stream): string {
  const { kind, proposed, decisions } = question;
  switch (kind) {
    case 'departureControl':
      return finding(question, dials.majorAtDeparture, dials.minorAtDeparture, stream);
    case 'destinationControl':
      return finding(question, dials.majorAtDestination, dials.minorAtDestination, stream);
    case 'entryCheck':
      return chance(stream, dials.refusedAtEntry) ? 'refusePassage' : 'sealsOk';
    case 'discrepancy':
      return chance(stream, dials.discrepanciesResolved) ? 'resolved' : 'notResolved';
    default:
      return decisions.includes(proposed) ? proposed : (decisions[0] as string);
  }
}

function finding(
  { channel, proposed }: Question,
  major: number,
  minor: number,
  stream: Stream,
): 'A1' | 'A2' | 'A5' | 'B1' {
  if (chance(stream, major)) return 'B1';
  // What was seen on arrival is a finding already.
  if (chance(stream, minor) || proposed === 'A5') return 'A5';
  return channel === 'yellow' || channel === 'green' ? 'A2' : 'A1';
}

/** Sends a decision to the node that asked: N017 for a control at departure, N820 for everything else. */
export function sendDecision(
  question: Question,
  officer: string,
  decision: string,
  reason: string,
  at: Moment,
): void {
  const { task, kind, office, node, messageId, mrn, lrn } = question;
  const header = {
    // Seat and person: nothing else on the network is named so, and what is refused comes back to the seat.
    from: `${office}/${officer}`,
    to: node,
    ...(messageId === '' ? {} : { correlationId: messageId }),
    ...(mrn === '' ? {} : { mrn }),
    ...(lrn === '' ? {} : { lrn }),
  };
  const found = FINDINGS[decision];
  const differences = found === undefined ? {} : { differences: [reason === '' ? found : reason] };
  if (kind === 'departureControl') {
    const result = { code: decision, date: isoUtc(at.now), ...differences };
    const body: Body<'N017'> = { office, officer, task, result };
    at.out.send({ messageType: 'N017', ...header, body });
    return;
  }
  const body: Body<'N820'> = {
    task,
    office,
    officer,
    decision,
    ...(kind === 'destinationControl' ? { result: decision } : {}),
    ...differences,
    ...(reason === '' ? {} : { reason }),
  };
  at.out.send({ messageType: 'N820', ...header, body });
}
