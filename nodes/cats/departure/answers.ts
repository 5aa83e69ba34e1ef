/** How the office of departure answers a trader's request, and how it turns him down: his request, or the release. */
import type { Effect, Fact, Send } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Body, MessageCode } from '../../common/message-types.ts';
import type { Defect } from '../../common/messages/parts.ts';
import type { Header, MessageOf, Step } from '../../common/step.ts';
import { answering, rejection, send } from '../../common/step.ts';
import { isOver } from '../movement/movement.ts';
import type { Movement } from '../movement/movement.ts';
import { toTrader } from '../movement/answers.ts';

/** Requests of a trader that T056 refuses, with its rejection types (CL560). */
const REJECTION_TYPES = { T013: '013', T014: '014', T054: '054', T170: '170' } as const;
export type Request = MessageOf<keyof typeof REJECTION_TYPES>;

/** A request of the trader that has a negative answer of its own is refused by that: T056, for one reason. */
export function rejectRequest(
  message: Request,
  rule: string,
  code: string,
  row?: string,
): Step<never> {
  const { messageId, messageType, mrn } = message;
  const pointer = code === '90' ? '/mrn' : code === '12' ? '/sender' : '/';
  const fact = rejection(messageId, messageType, rule, code, mrn);
  return {
    state: undefined,
    facts: [row === undefined ? fact : { ...fact, row }],
    effects: [rejectFor(message, [{ pointer, code, reason: rule }])],
  };
}

/** The request does not fit the state that the movement is in (C202), after its end by row D39. */
export const rejectUnfit = (movement: Movement, message: Request, rule = 'C202'): Step<never> =>
  rejectRequest(message, rule, '92', isOver(movement) ? 'D39' : undefined);

/** Only whoever lodged the declaration and the principal himself may ask for something (C502). */
export const mayAsk = ({ trader, declaration }: Movement, { sender }: Request): boolean =>
  sender === trader || sender === declaration.principal.tin;

/** T056 with every defect of a request. @param fact names the row and the rules. */
export const rejectWith = (
  message: Request,
  defects: readonly Defect[],
  fact: Fact,
): Step<never> => ({
  state: undefined,
  facts: [fact],
  effects: [rejectFor(message, defects)],
});

/** The rules that defects break, each once. */
export const rulesOf = (defects: readonly Defect[]): string[] => [
  ...new Set(defects.map(({ reason }) => reason)),
];

const rejectFor = (message: Request, errors: readonly Defect[]): Send => {
  const rejectionType = REJECTION_TYPES[message.messageType as keyof typeof REJECTION_TYPES];
  return reply(message, 'T056', { rejectionType, rejectionCode: '12', errors: [...errors] });
};

/** The answer to a request, with the references that it names. */
export function reply<C extends MessageCode>(
  message: Request,
  messageType: C,
  body: Body<C>,
  lrn = message.lrn,
): Send {
  const header: { -readonly [K in keyof Header]: Header[K] } = answering(message);
  if (message.mrn !== undefined) header.mrn = message.mrn;
  if (lrn !== undefined) header.lrn = lrn;
  return send(messageType, message.sender, body, header);
}

type Denial = 'D18' | 'D19' | 'D22' | 'D24';

/** The goods are not released: T051, and the movement is over. */
export const denyRelease = (
  movement: Movement,
  row: Denial,
  motivation: string,
  now: SimTime,
  effects: readonly Effect[] = [],
): Step<Movement> => ({
  state: movement.with({ status: 'notReleased', closedAt: now }),
  facts: [customsFact({ type: 'ReleaseDenied', row, mrn: movement.mrn, reason: motivation })],
  effects: [...effects, toTrader(movement, 'T051', { motivation })],
});
