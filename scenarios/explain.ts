/** A scenario told as a story, in English or Russian, for people who do not read YAML. */
import { durationText } from '../simulator/core/time.ts';
import { placeOf } from './data/corridors.ts';
import type { MishapId } from './data/mishaps.ts';
import { MISHAP_IDS, MISHAPS, mishapsFor } from './data/mishaps.ts';
import { faultLines } from './explain-faults.ts';
import { givenLines, stepLines } from './explain-script.ts';
import type { Scenario } from './schema.ts';
import { durationMs } from './semantics.ts';

export type Language = 'en' | 'ru';

const COUNTRY: Readonly<Record<string, { en: string; ru: string }>> = {
  GEO: { en: 'Georgia', ru: 'Грузия' },
  AZE: { en: 'Azerbaijan', ru: 'Азербайджан' },
  KAZ: { en: 'Kazakhstan', ru: 'Казахстан' },
  UZB: { en: 'Uzbekistan', ru: 'Узбекистан' },
  TKM: { en: 'Turkmenistan', ru: 'Туркменистан' },
};

const WORDS = {
  en: {
    given: 'Given',
    part: (list: string) => `${list} take part.`,
    observe: (list: string) => `${list} only observes.`,
    begins: (day: string, length: string) =>
      `It begins on ${day} UTC and lasts ${length} at the most.`,
    warm: (length: string) => `Before that, ${length} of traffic bring the corridors into motion.`,
    moves: 'What moves',
    flows: (share: number) =>
      `${String(Math.round(share * 1000) / 10)} % of the real trucks on the corridors take part; the others stand in the same queues.`,
    truck: (after: string, from: string, to: string) =>
      `After ${after} a truck is declared from ${from} to ${to}.`,
    wrong: 'What goes wrong',
    nothing: 'Nothing is planned to go wrong.',
    weather: 'Ports on the Caspian close for weather as often as the season says.',
    storm: (ports: string, from: string, lasts: string) =>
      `After ${from} a storm closes ${ports} for ${lasts}.`,
    mishap: (share: string, what: string) => `${share} %: ${what}.`,
    steps: 'What happens, and what must be seen',
    holds: 'What must hold',
    again: (name: string) => `To run it: rehearse run ${name}`,
  },
  ru: {
    given: 'Дано',
    part: (list: string) => `Участвуют: ${list}.`,
    observe: (list: string) => `Только наблюдает: ${list}.`,
    begins: (day: string, length: string) =>
      `Начало ${day} UTC, продолжительность не более ${length}.`,
    warm: (length: string) =>
      `До этого в течение ${length} движение приводит коридоры в рабочее состояние.`,
    moves: 'Что движется',
    flows: (share: number) =>
      `Участвуют ${String(Math.round(share * 1000) / 10)} % реальных машин на коридорах; остальные стоят в тех же очередях.`,
    truck: (after: string, from: string, to: string) =>
      `Через ${after} декларируется машина: ${from} – ${to}.`,
    wrong: 'Что идёт не так',
    nothing: 'Сбои не предусмотрены.',
    weather: 'Порты Каспия закрываются из-за погоды так часто, как бывает в это время года.',
    storm: (ports: string, from: string, lasts: string) =>
      `Через ${from} шторм закрывает на ${lasts}: ${ports}.`,
    mishap: (share: string, what: string) => `${share.replace('.', ',')} %: ${what}.`,
    steps: 'Что происходит и что должно быть видно',
    holds: 'Что должно выполняться',
    again: (name: string) => `Запуск: rehearse run ${name}`,
  },
} as const;

/** The story as lines of plain text. */
export function explain(scenario: Scenario, name: string, language: Language): string[] {
  const words = WORDS[language];
  const country = (id: string): string => COUNTRY[id]?.[language] ?? id;
  const place = (id: string): string => {
    const found = placeOf(id) as { name: string; nameRu?: string };
    return language === 'ru' ? (found.nameRu ?? found.name) : found.name;
  };
  const list = (ids: readonly string[]): string => ids.map(country).join(', ');
  const length = (text: string | undefined): string => lengthText(durationMs(text), language);
  const moves = scenario.traffic.map((traffic) =>
    'flows' in traffic
      ? words.flows(traffic.share)
      : words.truck(
          length(traffic.movement.at),
          place(traffic.movement.from),
          place(traffic.movement.to),
        ),
  );
  const telling = { language, country, length: (ms: number) => lengthText(ms, language) };
  const wrong = [
    ...faultLines(scenario, telling),
    ...(scenario.weather.closures === 'seasonal' ? [words.weather] : []),
    ...(scenario.weather.storms ?? []).map(({ ports, from, lasts }) =>
      words.storm(ports.map(place).join(', '), length(from), length(lasts)),
    ),
    ...mishapShares(scenario).map(([id, share]) =>
      words.mishap(String(Math.round(share * 1e4) / 100), MISHAPS[id].text[language]),
    ),
  ];
  const item = (text: string): string => `  - ${text}`;
  const isScripted = scenario.steps !== undefined;
  return [
    scenario.title[language],
    '',
    scenario.story[language],
    '',
    words.given,
    item(words.part(list(scenario.participants))),
    ...(scenario.observers?.length ? [item(words.observe(list(scenario.observers)))] : []),
    item(words.begins(scenario.start.slice(0, 16).replace('T', ' '), length(scenario.lasts))),
    ...(scenario.warmUp === undefined ? [] : [item(words.warm(length(scenario.warmUp)))]),
    ...givenLines(scenario, telling).map(item),
    ...(moves.length === 0 ? [] : [words.moves, ...moves.map(item)]),
    ...(isScripted && wrong.length === 0
      ? []
      : [words.wrong, ...(wrong.length > 0 ? wrong : [words.nothing]).map(item)]),
    ...(isScripted ? [words.steps, ...stepLines(scenario, telling)] : []),
    words.holds,
    ...scenario.expect.map(({ that }) => item(that[language])),
    '',
    words.again(name),
  ];
}

/** What goes wrong in the traffic, and in how much of it; nothing that never does. */
const mishapShares = ({ mishaps = 'none' }: Scenario): (readonly [MishapId, number])[] => {
  const shares = mishapsFor(mishaps);
  return MISHAP_IDS.flatMap((id) => (shares[id] > 0 ? [[id, shares[id]] as const] : []));
};

const RUSSIAN_UNITS: Readonly<Record<string, string>> = {
  d: 'д',
  h: 'ч',
  min: 'мин',
  s: 'с',
  ms: 'мс',
};

const lengthText = (ms: number, language: Language): string =>
  language === 'en'
    ? durationText(ms)
    : durationText(ms).replace(/[a-z]+/g, (unit) => RUSSIAN_UNITS[unit] ?? unit);
