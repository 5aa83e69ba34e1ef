/** Nodes that are wrong in their talk with ICE, whatever it is about. */
import type { Message, Outcome, Participant } from '../../simulator/core/participant.ts';
import { SECOND } from '../../simulator/core/time.ts';
import { both } from '../common/bilingual.ts';
import { customsFact } from '../common/facts.ts';
import { isMessageCode, MESSAGE_TYPES } from '../common/message-types.ts';
import { ICE } from '../common/routing.ts';
import type { Mutant } from './mutant.ts';
import { deafTo, firstNumber, gives, keep, numberFrom, stepping, withoutRule } from './ways.ts';

/** Comes through ICE, and is receipted. */
const isReceipted = ({ messageType }: Message): boolean =>
  isMessageCode(messageType) &&
  MESSAGE_TYPES[messageType].exchange &&
  MESSAGE_TYPES[messageType].receipt !== true;

const receipt = (out: Outcome, { messageId }: Message): void => {
  out.send({ messageType: 'S002', to: ICE, body: { messageIds: [messageId] } });
};

const dropReceipts = (out: Outcome): void => {
  keep(out.effects, (effect) => effect.kind !== 'send' || effect.messageType !== 'S002');
};

export const SESSION_MUTANTS: readonly Mutant[] = [
  {
    id: 'repeats-take-effect',
    text: both(
      'does again what a repeated message says',
      'повторно исполняет повторённое сообщение',
    ),
    at: 'AZE',
    breaks: 'C108',
    caughtBy: 'procedure/59-patience-too-short',
    change: withoutRule('C108'),
  },
  {
    id: 'crossing-not-receipted',
    text: both(
      'does not receipt the news of a crossing',
      'не подтверждает получение сообщения о пересечении границы',
    ),
    at: 'AZE',
    breaks: 'S002',
    caughtBy: 'explore/under-fire',
    change: gives((out, input) => {
      if (input.kind === 'message' && input.message.messageType === 'X118') dropReceipts(out);
    }),
  },
  {
    id: 'never-repeats',
    text: both(
      'does not send again what ICE has not acknowledged',
      'не повторяет сообщения, не подтверждённые ICE',
    ),
    at: 'AZE',
    breaks: 'T-ACK',
    caughtBy: 'explore/under-fire',
    change: deafTo('T-ACK'),
  },
  {
    id: 'receipts-before-storing',
    text: both(
      'receipts an arrival before it has stored it',
      'подтверждает получение сообщения о прибытии до его сохранения',
    ),
    at: 'AZE',
    breaks: 'design 6',
    caughtBy: 'explore/under-fire',
    change: receiptsBeforeStoring,
  },
  {
    id: 'inbox-in-memory',
    text: both(
      'forgets with a restart which messages it has taken',
      'после перезапуска не помнит, какие сообщения уже приняты',
    ),
    at: 'AZE',
    breaks: 'C108',
    caughtBy: 'explore/under-fire',
    change: inboxInMemory,
  },
  {
    id: 'numbering-in-memory',
    text: both(
      'begins with a restart to number its messages anew',
      'после перезапуска нумерует свои сообщения заново',
    ),
    at: 'AZE',
    breaks: 'C108',
    caughtBy: 'explore/under-fire',
    change: numberingInMemory,
  },
];

/** What has been receipted waits in memory for a second; a crash meanwhile loses it. */
function receiptsBeforeStoring(participant: Participant): Participant {
  const waiting = new Map<string, Message>();
  return stepping(participant, (input, now, draws, out) => {
    if (input.kind === 'message' && input.message.messageType === 'X006') {
      const { message } = input;
      waiting.set(message.messageId, message);
      receipt(out, message);
      out.startTimer('store', message.messageId, now + SECOND);
      return;
    }
    if (input.kind !== 'timer' || input.name !== 'store') {
      participant.step(input, now, draws, out);
      return;
    }
    const message = waiting.get(input.key);
    waiting.delete(input.key);
    if (message === undefined) return;
    participant.step({ kind: 'message', message }, now, draws, out);
    dropReceipts(out);
  });
}

function inboxInMemory(participant: Participant): Participant {
  const taken = new Set<string>();
  return stepping(participant, (input, now, draws, out) => {
    const message =
      input.kind === 'message' && isReceipted(input.message) ? input.message : undefined;
    const key = message === undefined ? '' : `${message.sender}|${message.messageId}`;
    if (message !== undefined && taken.has(key)) {
      const { messageId: id, sender: from } = message;
      receipt(out, message);
      out.fact(customsFact({ type: 'RepeatDropped', rule: 'C108', id, from }));
      return;
    }
    participant.step(input, now, draws, out);
    if (message !== undefined) taken.add(key);
    keep(out.puts, ({ table }) => table.name !== 'inbox');
  });
}

function numberingInMemory(participant: Participant): Participant {
  // Made anew, it is not started: it has come back from a crash.
  let started = false;
  let anew = false;
  const step: Participant['step'] = (input, now, draws, out) => {
    participant.step(input, now, draws, out);
    if (started || anew || firstNumber(out) === 0) return;
    numberFrom(1, out);
    anew = true;
  };
  return {
    ...stepping(participant, step),
    start(now, draws, out) {
      started = true;
      participant.start(now, draws, out);
    },
  };
}
