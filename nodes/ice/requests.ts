/** Requests over ICE whose answer is still to come (rule C107). */
import type { Message, Outcome } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { LIMITS } from '../common/limits.ts';
import { isMessageCode, MESSAGE_CODES, MESSAGE_TYPES } from '../common/message-types.ts';
import type { MessageCode } from '../common/message-types.ts';
import { mrnOf } from './mrn-of.ts';

/** Who asked whom, about which movement. */
interface OpenRequest {
  readonly from: string;
  readonly to: string;
  readonly mrn?: string;
  readonly at: SimTime;
}

/** Messages over ICE that answer one over ICE, and those that they answer. */
const ANSWERS: ReadonlySet<string> = new Set(MESSAGE_CODES.filter((code) => answersOne(code)));
const REQUESTS: ReadonlySet<string> = new Set(
  [...ANSWERS].flatMap((code) => MESSAGE_TYPES[code as MessageCode].answers ?? []),
);

function answersOne(code: MessageCode): boolean {
  const { exchange, answers = [] } = MESSAGE_TYPES[code];
  return exchange && answers.some((asked) => isMessageCode(asked) && MESSAGE_TYPES[asked].exchange);
}

export const isAnswer = ({ messageType }: Message): boolean => ANSWERS.has(messageType);

export class Requests {
  /** By messageId. */
  readonly table = new Table<OpenRequest>('requests', asIs);

  /** Whether the message goes back to who asked, from who was asked, about the same movement, while the request is open. */
  fits(message: Message): boolean {
    const { correlationId, sender, recipient } = message;
    const request = correlationId === undefined ? undefined : this.table.get(correlationId);
    if (request?.from !== recipient || request.to !== sender) return false;
    return request.mrn === undefined || request.mrn === mrnOf(message);
  }

  note(message: Message, at: SimTime, out: Outcome): void {
    const { messageId, messageType, sender, recipient } = message;
    if (!REQUESTS.has(messageType)) return;
    const mrn = mrnOf(message);
    const request = { from: sender, to: recipient, at };
    out.put(this.table, messageId, mrn === undefined ? request : { ...request, mrn });
  }

  /** An answer, or a refusal in its place, closes the request. */
  close({ correlationId }: Message, out: Outcome): void {
    if (correlationId !== undefined && this.table.has(correlationId)) {
      out.put(this.table, correlationId, undefined);
    }
  }

  prune(now: SimTime, out: Outcome): void {
    for (const [id, { at }] of this.table.entries()) {
      if (at + LIMITS.openRequestMs > now) break;
      out.put(this.table, id, undefined);
    }
  }
}
