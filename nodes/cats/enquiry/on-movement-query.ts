/** An officer of any office asks what has become of a movement (X027), or compares states with another office (X094); the answers are noted. */
import { customsFact } from '../../common/facts.ts';
import { parseMrn } from '../../common/numbers/mrn.ts';
import type { MessageOf, Step, Task } from '../../common/step.ts';
import { answering, refuse, send } from '../../common/step.ts';
import type { Movement } from '../movement/movement.ts';
import { unknownMrn } from '../movement/answers.ts';
import { officeOfDepartureOf } from '../office-of-departure.ts';
import type { Setting } from '../setting.ts';

/** What an office says that has no record. */
export const NO_STATE = 'none';

/** Rule C505: officers decide on their own account at the offices of this country alone. */
export function officeObjection(
  { office }: Task,
  message: MessageOf<'N820' | 'N017'>,
  setting: Setting,
): Step<never> | undefined {
  const known = setting.parameters.scheme.offices[office] !== undefined;
  return known && setting.isHere(office)
    ? undefined
    : refuse(message, 'C505', '14', '/body/office');
}

/** What speaks against asking about a number: it is none (C301, C302), or nobody can be asked (C201). */
export function queryObjection(
  { key: mrn }: Task,
  message: MessageOf<'N820' | 'N017'>,
  { parameters }: Setting,
): Step<never> | undefined {
  const parsed = parseMrn(mrn, '/body/task');
  if (!parsed.ok) return refuse(message, parsed.error.code ?? 'C301', '93');
  const departure = officeOfDepartureOf(mrn, parameters.scheme);
  return departure === undefined ? unknownMrn(message) : undefined;
}

/** X027 to the office of departure; X094 there too, or, from departure itself, to the office of destination. */
export function onMovementQuery(
  { key: mrn, office }: Task,
  { body }: MessageOf<'N820'>,
  movement: Movement | undefined,
  ownState: string,
  setting: Setting,
): Step<never> {
  const departure = officeOfDepartureOf(mrn, setting.parameters.scheme) ?? office;
  if (body.decision === 'ask') {
    return {
      state: undefined,
      facts: [customsFact({ type: 'MovementQueried', mrn, office })],
      effects: [setting.toOffice('X027', departure, office, mrn, { mrn, office })],
    };
  }
  const to = movement === undefined ? departure : movement.declaration.officeOfDestination;
  return {
    state: undefined,
    facts: [customsFact({ type: 'StatesAsked', mrn, office, ownState })],
    effects: [setting.toOffice('X094', to, office, mrn, { mrn, office, ownState })],
  };
}

/** X094 from departure: the state of the record that an office of transit or destination holds (X095). */
export function onStatusRequest(
  message: MessageOf<'X094'>,
  ownState: string,
  office: string,
): Step<never> {
  const { mrn, ownState: otherState } = message.body;
  const header = { ...answering(message), mrn };
  return {
    state: undefined,
    facts: [customsFact({ type: 'StateTold', mrn, office, ownState, otherState })],
    effects: [send('X095', message.sender, { mrn, office, ownState, otherState }, header)],
  };
}

/** X095: their state, beside ours when we asked. */
export const onStatusAnswer = ({ body }: MessageOf<'X095'>): Step<never> => {
  const { mrn, office, ownState: otherState, otherState: ownState = NO_STATE } = body;
  return {
    state: undefined,
    facts: [customsFact({ type: 'StatesCompared', mrn, office, ownState, otherState })],
    effects: [],
  };
};

/** X038. */
export const onMovementAnswer = ({ body }: MessageOf<'X038'>): Step<never> => {
  const { mrn, office, status = NO_STATE, reason } = body;
  const learnt = { type: 'MovementLearnt', mrn, office, status } as const;
  return {
    state: undefined,
    facts: [customsFact(reason === undefined ? learnt : { ...learnt, reason })],
    effects: [],
  };
};
