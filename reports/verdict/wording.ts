/** What a line of a script says, in words for people who know neither its grammar nor the codes: messages, rows, rules and states by their names. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import { purposeOf } from '../../nodes/common/message-purposes.ts';
import { isMessageCode, MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import { isRuleCode, ruleOf } from '../../nodes/common/rules/rules.ts';
import { MACHINES, rowOf, TABLES } from '../../nodes/common/states/tables.ts';
import type { ExpectedMessage, MarkLine, MessageLine, ObjectLine } from './expected.ts';
import { kindOfMark } from './expected.ts';

/** A text with the parts in braces filled in, in both languages. */
export function filled(text: Bilingual, ...values: readonly (string | Bilingual)[]): Bilingual {
  const fill = (language: 'en' | 'ru'): string =>
    text[language].replace(/\{(\d)\}/g, (_, index: string) => {
      const value = values[Number(index)] ?? '';
      return typeof value === 'string' ? value : value[language];
    });
  return both(fill('en'), fill('ru'));
}

const PARTIES: Readonly<Record<string, Bilingual>> = {
  trader: both('trader', 'участник'),
  driver: both('driver', 'водитель'),
  officer: both('officer', 'должностное лицо'),
  guarantor: both('insurer', 'страховщик'),
  ALL: both('everybody', 'все'),
};

const party = (word: string): Bilingual => PARTIES[word] ?? both(word, word);

const joined = (parts: readonly Bilingual[]): Bilingual =>
  both(parts.map(({ en }) => en).join(''), parts.map(({ ru }) => ru).join(''));

/** `X001 Anticipated arrival record, GEO → AZE (m1)`. */
export function messageWords({ code, from, to, of, waits }: MessageLine): Bilingual {
  const name = isMessageCode(code)
    ? both(` ${plainName(MESSAGE_TYPES[code].name)}`, ` «${purposeOf(code).ru}»`)
    : NOTHING;
  const sender = from === undefined ? NOTHING : filled(both(', {0}', ', {0}'), party(from));
  const recipient = to === undefined ? NOTHING : filled(both(' → {0}', ' → {0}'), party(to));
  const about = of === undefined ? NOTHING : both(` (${of})`, ` (${of})`);
  const wait = waits ? both(' waits at ICE', ' ожидает в ICE') : NOTHING;
  return joined([both(code, code), name, sender, recipient, about, wait]);
}

const NOTHING = both('', '');

/** `Anticipated arrival record`, `MRN allocation`. */
const plainName = (name: string): string =>
  name
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/\b(mrn|ice|nack)\b/gi, (word) => word.toUpperCase());

/** The line, and what the message must say: `A802 Account decision → colchis, decision 1`. */
export const wantedWords = ({ line, where }: ExpectedMessage): Bilingual =>
  joined([
    messageWords(line),
    ...Object.entries(where).map(([pointer, value]) =>
      filled(both(', {0} {1}', ', {0} {1}'), fieldOf(pointer), valueWords(value)),
    ),
  ]);

/** `errors`, `incident.seals`: what people find in the message, without its outer part. */
const fieldOf = (pointer: string): string =>
  pointer
    .replace(/^\/(body\/)?/, '')
    .replaceAll('/', '.')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');

/** A value that is wanted, or a condition on it. */
function valueWords(value: unknown): Bilingual {
  if (Array.isArray(value)) {
    const entries = value.map((entry) => valueWords(entry));
    return both(
      `[${entries.map(({ en }) => en).join(', ')}]`,
      `[${entries.map(({ ru }) => ru).join(', ')}]`,
    );
  }
  if (typeof value !== 'object' || value === null) return both(String(value), String(value));
  const entries = Object.entries(value) as [string, unknown][];
  const [key, inner] = entries[0] ?? [];
  const condition = key === undefined || entries.length > 1 ? undefined : CONDITIONS[key];
  if (condition !== undefined) return condition(inner);
  return joined(
    entries.map(([name, one], i) =>
      filled(both('{0}{1} {2}', '{0}{1} {2}'), i === 0 ? '' : ', ', name, valueWords(one)),
    ),
  );
}

const CONDITIONS: Readonly<Record<string, (value: unknown) => Bilingual>> = {
  has: (value) => filled(both('with ({0})', 'содержит ({0})'), valueWords(value)),
  count: (value) => filled(both('of {0} entries', 'из {0} записей'), String(value)),
  present: (value) => (value === true ? both('given', 'указано') : both('not given', 'не указано')),
  atLeast: (value) => filled(both('at least {0}', 'не менее {0}'), String(value)),
  atMost: (value) => filled(both('at most {0}', 'не более {0}'), String(value)),
};

/** `row U1, Amount reserved (m1, AZE)`, `rule C410, the amount …`, or the name of a fact. */
export function markWords({ what, of, at }: MarkLine): Bilingual {
  const where = [of, at].filter((part) => part !== undefined).join(', ');
  const end = where === '' ? '' : ` (${where})`;
  return joined([named(what), both(end, end)]);
}

function named(what: string): Bilingual {
  const text = kindOfMark(what) === 'row' ? rowOf(what)?.text : undefined;
  if (text !== undefined) return filled(both('row {0}, {1}', 'строка {0}, {1}'), what, text);
  if (!isRuleCode(what)) return both(what, what);
  const { en, ru } = ruleOf(what).cause;
  return filled(both('rule {0}, {1}', 'правило {0}, {1}'), what, both(plain(en), plain(ru)));
}

/** A sentence as a part of another. */
const plain = (sentence: string): string => sentence.replace(/\.$/, '');

/** `m1 at uz-tashkent`, `m1 under g1`. */
export function objectWords({ name, at, under }: ObjectLine): Bilingual {
  const place = at ?? under;
  return place === undefined ? both(name, name) : both(`${name} (${place})`, `${name} (${place})`);
}

/** What people call a state, whichever machine has it. */
export function stateWords(state: string, machines = MACHINES): Bilingual {
  for (const machine of machines) {
    const info = TABLES[machine].states[state];
    if (info !== undefined) return both(`“${info.en}”`, `«${info.ru}»`);
  }
  return both(state, state);
}
