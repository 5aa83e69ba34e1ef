/** The story's own words, in the two languages. What messages, rows and faults are called stands with them. */
import { both } from '../../nodes/common/bilingual.ts';
import type { Bilingual } from '../../nodes/common/bilingual.ts';

export const STORY_WORDS = {
  title: both('Broken: {0}', 'Нарушен инвариант: {0}'),
  found: both(
    'Seed {1} of {0}, made as small as it goes.',
    'Сценарий {0}, начальное число {1}; сокращено до предела.',
  ),
  rule: both('The rule', 'Правило'),
  seen: both('What was seen', 'Что обнаружено'),
  seenAt: both('{0} UTC, {1}{2}', '{0} UTC, {1}{2}'),
  movement: both(', movement {0}', ', перевозка {0}'),
  run: both('the run as a whole', 'прогон в целом'),
  faults: both('Faults at work', 'Действующие сбои'),
  noFaults: both('none: it happens by itself', 'нет: происходит само по себе'),
  fault: both('{0}: {1} ({2}; from {3} to {4} UTC)', '{0}: {1} ({2}; с {3} до {4} UTC)'),
  messages: both('The messages that matter', 'Сообщения, которые привели к нарушению'),
  noMessages: both('none', 'нет'),
  numbered: both('{0} (message {1} below)', '{0} (сообщение {1} ниже)'),
  duties: both('Who should have done what', 'Кто и что должен был сделать'),
  again: both('To see it again', 'Чтобы увидеть ещё раз'),
  refused: both('refused under {0}', 'отклонено по правилу {0}'),
  notReceived: both('not received by then', 'к этому времени не получено'),
  repeated: both('repeated {0}×', 'повторено {0}×'),
  picture: both('Messages between {0}', 'Сообщения между: {0}'),
  broken: both('here the rule is broken', 'здесь правило нарушено'),
  later: both('{0} later', 'через {0}'),
} as const satisfies Record<string, Bilingual>;

/** Parties that are no participants by name. */
export const PARTIES: Readonly<Record<string, Bilingual>> = {
  trader: both('Trader', 'Участник ВЭД'),
  driver: both('Driver', 'Водитель'),
  officer: both('Officer', 'Должностное лицо'),
  other: both('Others', 'Прочие'),
  ICE: both('ICE', 'ICE'),
};
