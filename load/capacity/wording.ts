/** What a search found, as sentences in two languages: for the page and for the terminal. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { Language } from '../report/numbers.ts';
import { dayText, latencyText, rateText, shareText, timeText } from '../report/numbers.ts';
import type { Comparison } from './comparison.ts';
import type { Reason } from './judge.ts';
import type { Purpose } from './probe.ts';
import type { CapacityReport, TrialRow } from './report.ts';
import { isLowerBound } from './report.ts';
import type { Ended } from './search.ts';

export const THROUGH: Readonly<Record<CapacityReport['through'], Bilingual>> = {
  ice: both('ICE with its broker inside', 'ICE со встроенным брокером'),
  broker: both(
    'ICE behind another broker: two hops more; S001 alone acknowledges, PUBACK means nothing',
    'ICE за внешним брокером: на два перехода больше; подтверждает только S001, PUBACK ничего не значит',
  ),
  relay: both(
    'a broker alone that relays: nothing is checked and nothing is kept, PUBACK acknowledges',
    'только брокер, пересылка: ничего не проверяется и не сохраняется, подтверждает PUBACK',
  ),
  door: both('national doors', 'национальные точки входа'),
};

export const PURPOSES: Readonly<Record<Purpose, Bilingual>> = {
  bracket: both('first look', 'прикидка'),
  narrow: both('narrowing', 'уточнение'),
  repeat: both('once more', 'повтор'),
  confirm: both('confirming', 'проверка'),
  curve: both('for the curve', 'для кривой'),
};

export const OUTCOMES: Readonly<Record<TrialRow['outcome'], Bilingual>> = {
  held: both('held', 'выдержано'),
  notHeld: both('not held', 'не выдержано'),
  generator: both('not held; the generator was late', 'не выдержано; генератор опаздывал'),
  wrong: both('answered wrongly', 'неверные ответы'),
};

export const REASONS: Readonly<Record<Reason, Bilingual>> = {
  late: both('p99 above the bound', 'p99 выше границы'),
  growing: both('backlog grows', 'очередь растёт'),
  short: both('less acknowledged than asked', 'подтверждено не всё'),
  unanswered: both('messages without an answer', 'сообщения без ответа'),
  generator: both('generator late', 'генератор опаздывал'),
  wrong: both('wrong answers', 'неверные ответы'),
};

/** `41,000 movements a day, p99 1.2 s`. */
export function headline({ carried }: CapacityReport, language: Language): string {
  if (carried === null)
    return both('No rate was held', 'Ни одна интенсивность не выдержана')[language];
  const day = dayText(carried.movementsPerDay, language);
  const p99 = latencyText(carried.acknowledgement.p99, language);
  return both(`${day} movements a day, p99 ${p99}`, `${day} перевозок в сутки, p99 ${p99}`)[
    language
  ];
}

/** Why the search ended, and what that says of its figure. */
export function verdictSentences(report: CapacityReport, language: Language): string[] {
  const { limit, lost } = report;
  const at = rateText(lost?.rate, language);
  const lostText =
    lost === null
      ? []
      : [
          both(
            `The target was lost at ${at} movements a second: ${lost.cause}.`,
            `Цель потеряна при ${at} перевозки в секунду: ${lost.cause}.`,
          )[language],
        ];
  const bound =
    limit === 'generator'
      ? [
          both(
            'The generator, not the target, was the limit: this is a lower bound.',
            'Пределом был генератор, а не цель: это нижняя граница.',
          )[language],
        ]
      : isLowerBound(report)
        ? [
            both(
              'This is a lower bound: nothing above it was refused.',
              'Это нижняя граница: большего не пробовали.',
            )[language],
          ]
        : [];
  return [ENDED[report.ended][language], ...lostText, ...bound, ...wrongText(report, language)];
}

function wrongText({ wrong }: CapacityReport, language: Language): string[] {
  if (wrong === 0) return [];
  return [
    both(
      `Answers that the specification does not allow: ${String(wrong)}. What an exchange carries counts only when it answers rightly.`,
      `Ответов, которых спецификация не допускает: ${String(wrong)}. Пропускная способность имеет смысл, только если ответы верны.`,
    )[language],
  ];
}

const ENDED: Readonly<Record<Ended, Bilingual>> = {
  narrow: both(
    'The interval is as narrow as asked for, and both its ends were confirmed.',
    'Интервал сужен до заданного, обе его границы подтверждены.',
  ),
  bound: both(
    'The highest rate that was allowed is held.',
    'Выдержана наибольшая разрешённая интенсивность.',
  ),
  never: both('Not even the least rate was held.', 'Не выдержана даже наименьшая интенсивность.'),
  wrong: both(
    'The search ended at the first wrong answer under a load that is otherwise held.',
    'Поиск прекращён: при посильной нагрузке получен неверный ответ.',
  ),
  probes: both(
    'The bound on probes came before the interval was as narrow as asked for.',
    'Предел числа проб достигнут раньше, чем интервал сужен до заданного.',
  ),
  time: both(
    'The bound on time came before the interval was as narrow as asked for.',
    'Предел времени достигнут раньше, чем интервал сужен до заданного.',
  ),
  lost: both('The search could not go on.', 'Продолжить поиск не удалось.'),
  stopped: both('The search was ended before its time.', 'Поиск прерван до срока.'),
};

/** `Held: 412 movements a second; not held: 421 (2.2 % above).` */
export function intervalSentence({ interval }: CapacityReport, language: Language): string {
  const { held, notHeld } = interval;
  const [is, isNot] = [rateText(held, language), rateText(notHeld, language)];
  const apart = held === null || notHeld === null ? '' : shareText(notHeld / held - 1, language);
  if (held === null)
    return both(
      `Not held: ${isNot} movements a second.`,
      `Не выдержано: ${isNot} перевозки в секунду.`,
    )[language];
  if (notHeld === null)
    return both(`Held: ${is} movements a second.`, `Выдержано: ${is} перевозки в секунду.`)[
      language
    ];
  return both(
    `Held: ${is} movements a second; not held any more: ${isNot} (${apart} above).`,
    `Выдержано: ${is} перевозки в секунду; уже не выдержано: ${isNot} (на ${apart} больше).`,
  )[language];
}

/** How often each end of the interval was tried. */
export function repeatsSentence({ trials, interval }: CapacityReport, language: Language): string {
  const count = (rate: number | null): [number, number] => {
    const all = trials.filter((trial) => trial.rate === rate);
    return [all.filter(({ outcome }) => outcome === 'held').length, all.length];
  };
  const [held, heldOf] = count(interval.held);
  const [stillHeld, notHeldOf] = count(interval.notHeld);
  const probes = String(trials.length);
  return both(
    `${probes} probes in all; the lower end was held in ${String(held)} of ${String(heldOf)}, the upper one in ${String(stillHeld)} of ${String(notHeldOf)}.`,
    `Всего проб: ${probes}; нижняя граница выдержана в ${String(held)} из ${String(heldOf)}, верхняя – в ${String(stillHeld)} из ${String(notHeldOf)}.`,
  )[language];
}

export function comparisonSentence(compared: Comparison, language: Language): string {
  const { change, verdict, movementsPerDay, startedAt } = compared;
  const then = movementsPerDay === null ? '–' : dayText(movementsPerDay, language);
  const by = shareText(change, language, 1, true);
  const when = timeText(startedAt);
  const said: Readonly<Record<Comparison['verdict'], Bilingual>> = {
    more: both('more, beyond doubt', 'больше, и это достоверно'),
    less: both('less, beyond doubt', 'меньше, и это достоверно'),
    same: both(
      'no difference that these searches can tell: their intervals overlap',
      'различие неотличимо: интервалы пересекаются',
    ),
    unknown: both('no verdict: an interval has no end', 'сравнить нельзя: у интервала нет границы'),
  };
  return both(
    `Then (${when}) ${then} movements a day; now ${by}: ${said[verdict].en}.`,
    `Тогда (${when}) ${then} перевозок в сутки; теперь ${by}: ${said[verdict].ru}.`,
  )[language];
}

/** Of the same flows, through a peer, in the same run. */
export function besideSentence(report: CapacityReport, language: Language): string {
  const [own, peer] = [report.carried, report.beside?.carried];
  if (own === null || peer === undefined || peer === null) return '';
  const ratio = shareText(own.movementsPerSecond / peer.movementsPerSecond, language, 0);
  return both(
    `In the same run mosquitto, relaying alone, carried ${dayText(peer.movementsPerDay, language)} movements a day; the exchange carries ${ratio} of that.`,
    `В том же прогоне mosquitto, только пересылая, выдержал ${dayText(peer.movementsPerDay, language)} перевозок в сутки; ICE – ${ratio} от этого.`,
  )[language];
}

/** Whether what is carried is enough for a year's traffic. */
export function sizingSentence({ sizing }: CapacityReport, language: Language): string {
  if (sizing === undefined) return '';
  const { movementsAYear, busiestHour, outageHours, catchUpHours, needed, factor } = sizing;
  const [year, hour] = [dayText(movementsAYear, language), rateText(busiestHour, language)];
  const [most, times] = [rateText(needed, language), rateText(factor, language)];
  const [away, after] = [String(outageHours), String(catchUpHours)];
  return both(
    `A year of ${year} movements has ${hour} a second in its busiest hour; to catch up within ${after} hours after ${away} hours away ${most} a second are needed. Carried is ${times} times that: ${factor >= 1 ? 'enough' : 'not enough'}.`,
    `В году с ${year} перевозок – ${hour} в секунду в самый загруженный час; чтобы за ${after} ч наверстать ${away} ч простоя, нужно ${most} в секунду. Отношение выдерживаемого к нужному – ${times}: ${factor >= 1 ? 'достаточно' : 'недостаточно'}.`,
  )[language];
}
