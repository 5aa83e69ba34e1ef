/** Tables that every page about load has: percentiles by a name, and answers that were wrong. */
import { both } from '../../nodes/common/bilingual.ts';
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { MESSAGE_TYPES, isMessageCode } from '../../nodes/common/message-types.ts';
import type { Finding, FindingKind, Percentiles } from './load-report.ts';
import type { Language } from './numbers.ts';
import { latencyText, numberText } from './numbers.ts';
import { table } from './page.ts';

export const FINDINGS: Readonly<Record<FindingKind, Bilingual>> = {
  lost: both('acknowledged and never delivered', 'подтверждено и не доставлено'),
  altered: both('delivered with other content', 'доставлено с другим содержанием'),
  misdelivered: both('delivered to a country that it was not for', 'доставлено не той стране'),
  disordered: both(
    'before an earlier one of its movement',
    'раньше предыдущего по той же перевозке',
  ),
  doubled: both('delivered again after its receipt', 'доставлено повторно после расписки'),
  wronglyRefused: both(
    'refused, though it keeps the specification',
    'отклонено, хотя соответствует спецификации',
  ),
  wronglyTaken: both('taken, though it breaks a rule', 'принято, хотя нарушает правило'),
  wrongRelease: both(
    'released wrongly, or wrongly not released',
    'выпуск неверен или неверно отсутствует',
  ),
  unanswered: both(
    'neither acknowledged nor refused by the end',
    'к концу не подтверждено и не отклонено',
  ),
  unbalanced: both(
    'guarantees are not those of the movements under way',
    'гарантии не сходятся с перевозками в пути',
  ),
};

/** One row a name, those with most observations first. */
export function percentileTable(
  rows: Readonly<Record<string, Percentiles>>,
  language: Language,
  caption = '',
): string {
  const sorted = Object.entries(rows).sort(([, a], [, b]) => b.count - a.count);
  return table(
    [
      { title: both('Message', 'Сообщение')[language] },
      { title: 'n', isNumber: true },
      ...['p50', 'p90', 'p99', 'p99.9'].map((title) => ({ title, isNumber: true })),
      { title: both('most', 'наибольшее')[language], isNumber: true },
    ],
    sorted.map(([name, { count, p50, p90, p99, p999, max }]) => [
      nameOf(name),
      numberText(count, 0, language),
      ...[p50, p90, p99, p999, max].map((value) => latencyText(value, language)),
    ]),
    caption,
  );
}

/** `X001 AnticipatedArrivalRecord`; anything else as it is. */
const nameOf = (name: string): string =>
  isMessageCode(name) ? `${name} ${MESSAGE_TYPES[name].name}` : name;

export const findingTable = (findings: readonly Finding[], language: Language): string =>
  table(
    [
      { title: both('Kind', 'Вид')[language] },
      { title: both('Rule', 'Правило')[language] },
      { title: both('Message', 'Сообщение')[language] },
      { title: 'MRN' },
      { title: both('What was seen', 'Что обнаружено')[language] },
    ],
    findings.map(({ kind, rule, messageId, messageType, mrn, detail }) => [
      FINDINGS[kind][language],
      rule,
      `${messageType} ${messageId}`,
      mrn ?? '',
      detail,
    ]),
  );
