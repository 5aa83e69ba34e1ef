/** What goes wrong on purpose, told in words: when it begins, how long it lasts, whom it strikes. */
import type { Bilingual } from '../nodes/common/bilingual.ts';
import { both } from '../nodes/common/bilingual.ts';
import { ICE } from '../nodes/common/routing.ts';
import { filled } from '../reports/verdict/wording.ts';
import { faultKind } from '../simulator/faults/catalogue.ts';
import type { FaultField, FaultSpec } from '../simulator/faults/parameters.ts';
import { FAULT_FIELDS } from '../simulator/faults/parameters.ts';
import { findPlace } from './data/corridors.ts';
import type { Telling } from './explain-script.ts';
import type { Scenario } from './schema.ts';
import { durationMs } from './semantics.ts';

/** A line for each fault. */
export function faultLines({ faults = [] }: Scenario, telling: Telling): string[] {
  return faults.map((fault) => {
    const { text } = faultKind(fault.fault);
    const said = saidOf(fault, telling);
    const what = `${text[telling.language]}${said === '' ? '' : ` (${said})`}`;
    return sentence(
      WORDS.fault,
      telling,
      beginning(fault, telling),
      lengthOf(fault.lasts, telling),
      what,
    );
  });
}

const sentence = (words: Bilingual, { language }: Telling, ...values: string[]): string =>
  filled(words, ...values)[language];

const lengthOf = (text: string | undefined, { length }: Telling): string =>
  length(durationMs(text));

function beginning(fault: FaultSpec, telling: Telling): string {
  const { at, when, after, every } = fault;
  if (every !== undefined) return sentence(WORDS.every, telling, lengthOf(every, telling));
  if (when === undefined) return sentence(WORDS.at, telling, lengthOf(at, telling));
  const { happens, with: says = {}, time = 1 } = when;
  const details = Object.entries(says).map(([name, value]) => detail(name, String(value), telling));
  const entry = details.length === 0 ? happens : `${happens} (${details.join(', ')})`;
  const count = time === 1 ? '' : sentence(WORDS.time, telling, String(time));
  const later = after === undefined ? '' : sentence(WORDS.later, telling, lengthOf(after, telling));
  return sentence(WORDS.when, telling, entry, count, later);
}

/** What a journal entry must say: places and countries by their names, the rest as it stands there. */
function detail(name: string, value: string, telling: Telling): string {
  const words = WORDS.names[name];
  if (words === undefined) return `${name} ${value}`;
  const said =
    name === 'node' && value !== ICE ? telling.country(value) : placeName(value, telling);
  return `${words[telling.language]} ${said}`;
}

function placeName(id: string, { language }: Telling): string {
  const place = findPlace(id);
  return place === undefined ? id : language === 'ru' ? place.nameRu : place.name;
}

const saidOf = (fault: FaultSpec, telling: Telling): string =>
  (Object.keys(FAULT_FIELDS) as FaultField[])
    .filter((field) => fault[field] !== undefined)
    .map((field) => fieldWords(fault, field, telling))
    .filter((words) => words !== '')
    .join(', ');

function fieldWords(fault: FaultSpec, field: FaultField, telling: Telling): string {
  const say = (words: Bilingual, ...values: string[]): string =>
    sentence(words, telling, ...values);
  switch (field) {
    case 'node':
      return fault.node === ICE ? ICE : telling.country(fault.node ?? '');
    case 'post':
    case 'port':
    case 'place':
      return placeName(fault[field] ?? '', telling);
    case 'office':
      return say(WORDS.office, fault.office ?? '');
    case 'side':
      return say(WORDS.sides[fault.side ?? 'exit']);
    case 'way':
      return fault.way === 'both' ? '' : say(WORDS.ways[fault.way ?? 'out']);
    case 'messages':
      return say(WORDS.only, (fault.messages ?? []).join(', '));
    case 'share':
      return say(WORDS.share, percent(fault.share ?? 1, telling));
    case 'by':
      return say(WORDS.by, lengthOf(fault.by, telling));
    case 'times':
      return say(WORDS.times, decimal(fault.times ?? 1, telling));
    case 'behind':
      return say(fault.behind === true ? WORDS.behind : WORDS.ahead);
    case 'dies':
      return say(WORDS.dies[fault.dies ?? 'beforeStep']);
  }
}

const decimal = (value: number, { language }: Telling): string =>
  language === 'ru' ? String(value).replace('.', ',') : String(value);

const percent = (share: number, telling: Telling): string =>
  decimal(Math.round(share * 1e4) / 100, telling);

const WORDS = {
  fault: both('{0}, for {1}: {2}.', '{0}, на {1}: {2}.'),
  at: both('After {0}', 'Через {0}'),
  every: both('Every {0} on average', 'В среднем каждые {0}'),
  when: both('When the journal tells of {0}{1}{2}', 'Когда в журнале появляется {0}{1}{2}'),
  names: {
    node: both('country', 'страна'),
    post: both('border post', 'пункт пропуска'),
    port: both('port', 'порт'),
    place: both('place', 'место'),
    office: both('office', 'орган'),
  } as Readonly<Record<string, Bilingual>>,
  time: both(', number {0}', ', по счёту {0}'),
  later: both(', {0} later', ', спустя {0}'),
  office: both('office {0}', 'орган {0}'),
  only: both('only {0}', 'только {0}'),
  share: both('{0} % of them', '{0} % из них'),
  by: both('by {0}', 'на {0}'),
  times: both('× {0}', '× {0}'),
  behind: both('behind', 'отстают'),
  ahead: both('ahead', 'спешат'),
  sides: { exit: both('exit', 'выезд'), entry: both('entry', 'въезд') },
  ways: {
    out: both('only what goes out', 'только исходящее'),
    in: both('only what comes in', 'только входящее'),
  },
  dies: {
    beforeStep: both(
      'before it has stored the message at hand',
      'до сохранения текущего сообщения',
    ),
    afterCommit: both(
      'once it has stored the message at hand, before anything leaves',
      'после сохранения текущего сообщения, до отправки чего-либо',
    ),
    afterReceipt: both(
      'once it has receipted the message at hand',
      'после подтверждения текущего сообщения',
    ),
  },
} as const;
