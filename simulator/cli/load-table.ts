/** What a load came to, for people at a terminal. */
import type { LoadReport, Percentiles } from '../../load/report/load-report.ts';
import type { Language } from '../../load/report/numbers.ts';
import { latencyText, numberText } from '../../load/report/numbers.ts';

const WORDS = {
  en: {
    title: 'load',
    on: 'on',
    movements: 'movements a second',
    messages: 'messages a second',
    asked: 'asked',
    achieved: 'achieved',
    acknowledged: 'sending to acknowledgement (S001)',
    delivered: 'sending to arrival',
    taken: 'handing in to 202',
    decided: 'handing in to the decision of the office',
    late: 'generator late by',
    checked: 'answers checked',
    wrong: 'wrong',
    backlog: 'waiting at most',
    pass: 'borne',
    fail: 'not borne',
  },
  ru: {
    title: 'нагрузка',
    on: 'на',
    movements: 'перевозок в секунду',
    messages: 'сообщений в секунду',
    asked: 'задано',
    achieved: 'достигнуто',
    acknowledged: 'от отправки до подтверждения (S001)',
    delivered: 'от отправки до получения',
    taken: 'от подачи до ответа 202',
    decided: 'от подачи до решения ведомства',
    late: 'опоздание генератора',
    checked: 'ответов проверено',
    wrong: 'неверных',
    backlog: 'в ожидании не более',
    pass: 'выдержано',
    fail: 'не выдержано',
  },
} as const;

/** For a terminal, where a space that does not break has no use. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

function percentilesText(of: Percentiles, language: Language): string {
  const [p50, p90, p99, p999, max] = [of.p50, of.p90, of.p99, of.p999, of.max].map((value) =>
    plain(latencyText(value, language)),
  );
  const tail = language === 'ru' ? 'p99,9' : 'p99.9';
  return `p50 ${p50} · p90 ${p90} · p99 ${p99} · ${tail} ${p999} · max ${max}`;
}

export function loadTable(report: LoadReport, seconds: number, language: Language): string {
  const words = WORDS[language];
  const { asked, achieved, checked } = report;
  const isDoor = report.through === 'door';
  const rate = (word: string, of: number, was: number): string =>
    `  ${word}: ${words.asked} ${plain(numberText(of, 1, language))}, ${words.achieved} ${plain(numberText(was, 1, language))}`;
  const percentiles = (of: Percentiles): string => percentilesText(of, language);
  const lines = [
    `${words.title} ${report.profile} ${words.on} ${report.target} (${report.through}), ${String(seconds)} s`,
    rate(words.movements, asked.movements, achieved.movements),
    rate(words.messages, asked.messages, achieved.messages),
    `  ${isDoor ? words.taken : words.acknowledged}: ${percentiles(report.acknowledgement)}`,
    `  ${isDoor ? words.decided : words.delivered}: ${percentiles(report.delivery)}`,
    `  ${words.late}: ${percentiles(report.schedule)}`,
    `  ${words.backlog}: ${String(report.backlog.most)}`,
    `  ${words.checked}: ${String(checked.answers)}, ${words.wrong}: ${String(checked.wrong)}`,
    ...checked.findings
      .slice(0, 5)
      .map(({ kind, rule, detail }) => `    ${kind} (${rule}): ${detail}`),
    ...(report.notes ?? []).map((note) => `  ${note[language]}`),
    report.objections.length === 0 ? words.pass : `${words.fail}:`,
    ...report.objections.map((objection) => `  ${objection[language]}`),
  ];
  return lines.join('\n');
}
