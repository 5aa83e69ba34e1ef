/** Nodes that are wrong as a country of transit. */
import type { Message, Outcome } from '../../simulator/core/participant.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import { both } from '../common/bilingual.ts';
import type { Body } from '../common/message-types.ts';
import { send } from '../common/step.ts';
import type { Mutant } from './mutant.ts';
import {
  gives,
  ignores,
  never,
  neverStarts,
  says,
  saysInBody,
  saysInstead,
  withoutRule,
} from './ways.ts';

export const TRANSIT_MUTANTS: readonly Mutant[] = [
  {
    id: 'check-not-told',
    text: both(
      'does not tell departure of a truck that it has checked and let in',
      'не уведомляет орган отправления о машине, пропущенной после контроля',
    ),
    at: 'AZE',
    breaks: 'B8',
    caughtBy: 'procedure/20-sealed-anew-at-the-border',
    change: never('X118', ({ body }) => body.controlled === 1),
  },
  {
    id: 'crossing-at-another-office',
    text: both(
      'tells of a truck that came in at Balakan as of one that came in at Red Bridge',
      'сообщает о въезде через Балакен как о въезде через Красный мост',
    ),
    at: 'AZE',
    breaks: 'X118',
    caughtBy: 'conformity/s16-diversion',
    change: saysInBody('X118', ({ office }) =>
      office === 'AZ000201' ? { office: 'AZ000200' } : {},
    ),
  },
  {
    id: 'crossing-told-to-another',
    text: both(
      'tells a country that has nothing to do with it of the crossing',
      'сообщает о пересечении границы стране, не имеющей отношения к перевозке',
    ),
    at: 'AZE',
    breaks: 'C604',
    caughtBy: 'conformity/s04-suspension',
    change: says('X118', (said) => ({ ...said, to: 'KAZ' })),
  },
  {
    id: 'unknown-truck-passes',
    text: both(
      'lets a truck in without its record',
      'пропускает машину без предварительной записи',
    ),
    at: 'AZE',
    breaks: 'B2',
    caughtBy: 'conformity/s16-diversion',
    change: gives((out, input) => {
      if (input.kind !== 'message' || input.message.messageType !== 'N117') return;
      if (!out.facts.some(({ row }) => row === 'B2')) return;
      saysInstead(out, 'X114', () => undefined);
      letPass(input.message, out);
    }),
  },
  {
    id: 'passes-twice',
    text: both(
      'lets a truck in a second time under the same movement',
      'повторно пропускает машину по той же перевозке',
    ),
    at: 'AZE',
    breaks: 'B14',
    caughtBy: 'conformity/s20-outage-and-duplicates',
    change: gives((out, input) => {
      if (input.kind !== 'message' || input.message.messageType !== 'N117') return;
      if (out.facts.some(({ row }) => row === 'B14')) letPass(input.message, out);
    }),
  },
  {
    id: 'overdue-not-noticed',
    text: both(
      'does not notice that a truck is overdue at its border',
      'не замечает опоздания машины на границе',
    ),
    at: 'UZB',
    breaks: 'T-PASS',
    caughtBy: 'conformity/s19-chain-claim',
    change: neverStarts('T-PASS'),
  },
  {
    id: 'refusal-not-told',
    text: both(
      'refuses passage and does not tell departure',
      'отказывает в пропуске и не уведомляет орган отправления',
    ),
    at: 'AZE',
    breaks: 'X119',
    caughtBy: 'procedure/09-passage-refused',
    change: never('X119'),
  },
  {
    id: 'new-seals-not-told',
    text: both(
      'puts on new seals and does not tell departure',
      'накладывает новые пломбы и не уведомляет орган отправления',
    ),
    at: 'AZE',
    breaks: 'X180',
    caughtBy: 'conformity/s17-incident',
    change: never('X180'),
  },
  {
    id: 'record-asked-once',
    text: both(
      'asks departure for a record once and then waits for ever',
      'запрашивает запись один раз и ожидает ответа бессрочно',
    ),
    at: 'AZE',
    breaks: 'T-ANS',
    caughtBy: 'procedure/18-no-answer-for-the-record',
    change: neverStarts('T-ANS'),
  },
  {
    id: 'wrong-digit',
    text: both(
      'takes an MRN with a wrong check digit',
      'принимает MRN с неверной контрольной цифрой',
    ),
    at: 'AZE',
    breaks: 'C302',
    caughtBy: 'conformity/s20-outage-and-duplicates',
    change: withoutRule('C302'),
  },
  {
    id: 'any-office',
    text: both(
      'lets trucks in at offices that have no part in transit',
      'пропускает машины через органы, не имеющие функции транзита',
    ),
    at: 'AZE',
    breaks: 'C304',
    caughtBy: 'procedure/21-wrong-presentation',
    change: withoutRule('C304'),
  },
  {
    id: 'invalidation-not-heard',
    text: both(
      'goes on expecting a truck whose movement was invalidated',
      'продолжает ожидать машину по аннулированной перевозке',
    ),
    at: 'AZE',
    breaks: 'B10',
    caughtBy: 'conformity/s13-amendment-and-cancellation',
    change: ignores('X010'),
  },
  {
    id: 'incident-not-heard',
    text: both(
      'does not note the seals and means of an incident',
      'не учитывает пломбы и транспортные средства, изменившиеся при происшествии',
    ),
    at: 'KAZ',
    breaks: 'B12',
    caughtBy: 'conformity/s17-incident',
    change: ignores('X181'),
  },
];

/** N118 in place of the refusal or the question. */
function letPass({ sender, recipient, sentAt, body }: Message, out: Outcome): void {
  saysInstead(out, 'S906', () => undefined);
  const { mrn, office } = body as Body<'N117'>;
  const passage = { mrn, office, time: isoUtc(Date.parse(sentAt)) };
  out.effects.push(send('N118', sender, passage, { from: recipient, mrn }));
}
