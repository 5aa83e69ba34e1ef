/** Exchanges that are wrong about what they keep and deliver. */
import type { Message, Participant, Put } from '../../simulator/core/participant.ts';
import { Outcome } from '../../simulator/core/participant.ts';
import { SECOND } from '../../simulator/core/time.ts';
import { both } from '../common/bilingual.ts';
import { customsFact } from '../common/facts.ts';
import type { Body } from '../common/message-types.ts';
import { ICE } from '../common/routing.ts';
import type { Told } from '../process/participants.ts';
import type { Mutant } from './mutant.ts';
import { deafTo, factsInstead, forgets, gives, hears, keep, stepping } from './ways.ts';

/** What has to wait for the receipt of the message before it leaves at once all the same. */
const overtakes = gives((out, input) => {
  if (input.kind !== 'message') return;
  const { message } = input;
  const { recipient: to } = message;
  const waits = ({ table, row }: Put): boolean =>
    table.name === `waiting/${to}` && row !== undefined;
  if (out.puts.some(waits)) out.effects.push({ kind: 'relay', message, to });
});

export const DELIVERY_MUTANTS: readonly Mutant[] = [
  {
    id: 'ice-loses-the-queue',
    text: both(
      'acknowledges what is for a country that is away, and does not keep it',
      'подтверждает сообщения для отключившейся страны, но не хранит их',
    ),
    at: ICE,
    breaks: 'design 6',
    caughtBy: 'conformity/s20-outage-and-duplicates',
    change: forgets(({ table }) => table.name.startsWith('queue/')),
  },
  {
    id: 'ice-never-repeats',
    text: both(
      'does not send again what was not receipted',
      'не повторяет сообщения, получение которых не подтверждено',
    ),
    at: ICE,
    breaks: 'S002',
    caughtBy: 'procedure/59-patience-too-short',
    change: deafTo('T-ACK'),
  },
  {
    id: 'ice-out-of-order',
    text: both(
      'sends messages of a movement without waiting for the receipt of the one before',
      'передаёт сообщения о перевозке, не дожидаясь подтверждения предыдущего',
    ),
    at: ICE,
    breaks: 'design 6',
    caughtBy: 'procedure/24-diversion-refused-at-destination',
    change: overtakes,
  },
  {
    id: 'ice-one-receipt-for-all',
    text: both(
      'takes one receipt for a receipt of everything that is under way',
      'считает одно подтверждение подтверждением всего отправленного',
    ),
    at: ICE,
    breaks: 'S002',
    caughtBy: 'explore/under-fire',
    change: hears((input, { tables }) => {
      if (input.kind !== 'message' || input.message.messageType !== 'S002') return input;
      const { message } = input;
      const flights = tables.find(({ name }) => name === `flights/${message.sender}`);
      const messageIds = [...(flights?.entries() ?? [])].map(([id]) => id);
      const { messageIds: own } = message.body as Body<'S002'>;
      return { ...input, message: { ...message, body: { messageIds: [...own, ...messageIds] } } };
    }),
  },
  {
    id: 'ice-tells-a-stranger',
    text: both(
      'hands the record that an office has asked for to one country more',
      'передаёт запрошенную запись ещё одной стране',
    ),
    at: ICE,
    breaks: 'C604',
    caughtBy: 'conformity/s16-diversion',
    change: tellsAStranger,
  },
  {
    id: 'ice-acknowledges-before-storing',
    text: both(
      'acknowledges a message before it has stored it',
      'подтверждает сообщение до его сохранения',
    ),
    at: ICE,
    breaks: 'design 6',
    caughtBy: 'explore/under-fire',
    change: acknowledgesBeforeStoring,
  },
  {
    id: 'ice-forgets-what-it-has-seen',
    text: both(
      'forgets with a restart which messages it has taken',
      'после перезапуска не помнит, какие сообщения уже приняты',
    ),
    at: ICE,
    breaks: 'C108',
    caughtBy: 'explore/under-fire',
    change: forgetsWhatItHasSeen,
  },
  {
    id: 'ice-same-number-again',
    text: both(
      'numbers all its own messages alike',
      'присваивает всем своим сообщениям один номер',
    ),
    at: ICE,
    breaks: 'C108',
    caughtBy: 'conformity/s20-outage-and-duplicates',
    change: forgets(({ table }) => table.name === 'numbering'),
  },
  {
    id: 'ice-forgets-a-country',
    text: both(
      'forgets the last of those who are to hear of a suspended account',
      'не передаёт последней из стран сообщение о приостановленной учётной записи',
    ),
    at: ICE,
    breaks: 'design 6',
    caughtBy: 'conformity/s04-suspension',
    change: gives((out) => {
      const isForAll = out.facts.some(({ type, msg }) => type === 'MessageTaken' && msg === 'A804');
      if (!isForAll) return;
      const last = out.effects.findLast((effect) => effect.kind === 'relay');
      keep(out.effects, (effect) => effect !== last);
      keep(
        out.puts,
        ({ table, row }) =>
          !(last !== undefined && table.name === `flights/${last.to}` && row !== undefined),
      );
    }),
  },
];

/** The first member that is neither sender nor recipient gets every X115 as well. */
function tellsAStranger(participant: Participant, told: Told): Participant {
  const members = Object.keys(told.scheme.members);
  const copies = gives((out) => {
    for (const effect of [...out.effects]) {
      if (effect.kind !== 'relay' || effect.message.messageType !== 'X115') continue;
      const { message } = effect;
      const other = members.find((node) => node !== effect.to && node !== message.sender);
      if (other === undefined) continue;
      out.effects.push({ kind: 'relay', message: { ...message, recipient: other }, to: other });
    }
  });
  return copies(participant, told);
}

/** What has been acknowledged waits in memory for a second; a crash meanwhile loses it. */
function acknowledgesBeforeStoring(participant: Participant): Participant {
  const waiting = new Map<string, Message>();
  return stepping(participant, (input, now, draws, out) => {
    if (input.kind === 'timer' && input.name === 'store') {
      const message = waiting.get(input.key);
      waiting.delete(input.key);
      if (message === undefined) return;
      participant.step({ kind: 'message', message }, now, draws, out);
      keep(out.effects, (effect) => effect.kind !== 'send' || effect.messageType !== 'S001');
      factsInstead(out, (fact) => (fact.type === 'MessageTaken' ? [] : [fact]));
      return;
    }
    if (input.kind === 'message' && waiting.has(keyOf(input.message))) {
      const { messageId: id, sender: from } = input.message;
      out.fact(customsFact({ type: 'RepeatDropped', rule: 'C108', id, from }));
      return;
    }
    const trial = new Outcome();
    participant.step(input, now, draws, trial);
    const taken = trial.facts.find(({ type }) => type === 'MessageTaken');
    const acknowledged = trial.effects.find(
      (effect) => effect.kind === 'send' && effect.messageType === 'S001',
    );
    if (input.kind !== 'message' || taken === undefined || acknowledged === undefined) {
      out.puts.push(...trial.puts);
      out.facts.push(...trial.facts);
      out.effects.push(...trial.effects);
      return;
    }
    const { message } = input;
    const key = keyOf(message);
    waiting.set(key, message);
    out.fact(taken);
    out.effects.push(acknowledged);
    out.startTimer('store', key, now + SECOND);
  });
}

const keyOf = ({ sender, messageId }: Message): string => `${sender}|${messageId}`;

function forgetsWhatItHasSeen(participant: Participant): Participant {
  const seen = participant.tables.find(({ name }) => name === 'seen');
  let isNew = true;
  const step: Participant['step'] = (input, now, draws, out) => {
    if (isNew && seen !== undefined)
      for (const [key] of seen.entries()) out.put(seen, key, undefined);
    isNew = false;
    participant.step(input, now, draws, out);
  };
  return stepping(participant, step);
}
