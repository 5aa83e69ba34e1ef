/** What gave out first, from what a load used up when it was still held and when it was not held any more. Numbers in, words out. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { Part } from './exchange-metrics.ts';
import { PARTS } from './exchange-metrics.ts';
import type { ExchangeUsage, Usage } from './usage.ts';

export type Saturated =
  | 'eventLoop'
  | 'parse'
  | 'step'
  | 'journalWriting'
  | 'journalFlush'
  | 'sending'
  | 'disk'
  | 'broker'
  | 'network'
  | 'machine'
  | 'generator'
  /** Nothing of what was measured, or nothing was measured. */
  | 'unknown';

/** Of one probe. */
export interface Measured {
  readonly usage?: Usage | undefined;
  /** Cores that the generator used, and whether it was late itself. */
  readonly generatorCpu: number;
  readonly generatorLimited: boolean;
}

export interface Saturation {
  readonly part: Saturated;
  /** Of what it has, in use when the rate was not held: 0 to 1. */
  readonly share: number;
  readonly sentence: Bilingual;
  readonly evidence: readonly Evidence[];
}

/** One thing that was measured, at the last rate held and at the first that was not. */
export interface Evidence {
  readonly what: Bilingual;
  readonly unit: 'share' | 'cores' | 'ms' | 'perSecond' | 'bytesPerSecond';
  readonly held: number | undefined;
  readonly notHeld: number | undefined;
}

/** In use by so much, a thing has given out. Single threads get no further: the system takes its part. */
const FULL = {
  loop: 0.85,
  broker: 0.85,
  generator: 0.9,
  network: 0.8,
  machine: 0.95,
  flush: 0.9,
} as const;
/** Of a full main thread, by so much a part stands out. */
const STANDS_OUT = 0.4;
/** A flush that takes up to so many times what the disk takes alone is the disk's. */
const DISK_ALONE = 2;

/** @param notHeld of the lowest rate that was not held. @param held of the highest that was, where there is one. */
export function saturationOf(held: Measured | undefined, notHeld: Measured): Saturation {
  const evidence = evidenceOf(held, notHeld);
  const [part, share] = partOf(notHeld);
  return { part, share, sentence: sentenceOf(part, share, notHeld), evidence };
}

function partOf({ usage, generatorCpu, generatorLimited }: Measured): [Saturated, number] {
  const exchange = usage?.exchange;
  const loop = exchange === undefined ? 0 : loopShare(exchange);
  const network = networkShare(usage);
  const broker = usage?.brokerCpu ?? 0;
  const machine = usage?.machine === undefined ? 0 : usage.machine.busy / usage.machine.cpus;
  if (generatorLimited) return ['generator', Math.min(1, Math.max(generatorCpu, FULL.generator))];
  const candidates: [Saturated, number, number][] = [
    ['eventLoop', loop, FULL.loop],
    ['broker', broker, FULL.broker],
    ['network', network, FULL.network],
    ['generator', generatorCpu, FULL.generator],
  ];
  const full = candidates.filter(([, share, most]) => share >= most);
  const [first] = full.sort(([, a, aMost], [, b, bMost]) => b / bMost - a / aMost);
  const flush = exchange === undefined ? 0 : flushShare(exchange);
  if (first === undefined && exchange !== undefined && flush >= FULL.flush)
    return [flushPart(exchange.flushMs, usage?.diskFlushMs), Math.min(1, flush)];
  if (first === undefined)
    return machine >= FULL.machine
      ? ['machine', machine]
      : ['unknown', Math.max(loop, broker, network)];
  const share = Math.min(1, first[1]);
  return first[0] === 'eventLoop' && usage !== undefined && exchange !== undefined
    ? [partOfLoop(exchange, usage), share]
    : [first[0], share];
}

/** Share of its time that the exchange's main thread has no turn to give: what it counts itself, or its CPU and the flushes that it waits for. */
export const loopShare = ({ busy, cpu }: ExchangeUsage): number =>
  Math.min(
    1,
    Math.max(
      PARTS.reduce((sum, part) => sum + busy[part], 0),
      cpu + busy.flush,
    ),
  );

/** Share of the time in which a flush is under way, whether the main thread waits for it or not. */
const flushShare = ({ flushMs, flushesPerSecond }: ExchangeUsage): number =>
  (flushMs * flushesPerSecond) / 1_000;

const flushPart = (flushMs: number, diskFlushMs: number | undefined): Saturated =>
  diskFlushMs !== undefined && flushMs <= DISK_ALONE * diskFlushMs ? 'disk' : 'journalFlush';

const networkShare = (usage: Usage | undefined): number =>
  usage?.exchange === undefined || usage.networkMost === undefined
    ? 0
    : usage.exchange.bytesPerSecond / usage.networkMost;

const NAMED: Readonly<Record<Exclude<Part, 'flush'>, Saturated>> = {
  read: 'parse',
  step: 'step',
  write: 'journalWriting',
  send: 'sending',
};

function partOfLoop(exchange: ExchangeUsage, { diskFlushMs }: Usage): Saturated {
  const { busy, flushMs } = exchange;
  const [largest] = [...PARTS].sort((a, b) => busy[b] - busy[a]);
  if (largest === undefined || busy[largest] < STANDS_OUT * loopShare(exchange)) return 'eventLoop';
  if (largest !== 'flush') return NAMED[largest];
  return flushPart(flushMs, diskFlushMs);
}

const percent = (share: number): string => `${String(Math.round(100 * share))} %`;

function sentenceOf(part: Saturated, share: number, { usage }: Measured): Bilingual {
  const much = percent(share);
  const exchange = usage?.exchange;
  const of = (name: Part): string => percent(exchange?.busy[name] ?? 0);
  const parts = both(
    `parsing ${of('read')}, steps ${of('step')}, writing ${of('write')}, flushing ${of('flush')}, sending ${of('send')}`,
    `разбор ${of('read')}, шаги ${of('step')}, запись ${of('write')}, сброс на диск ${of('flush')}, отправка ${of('send')}`,
  );
  switch (part) {
    case 'eventLoop':
      return both(
        `The exchange’s main thread has no time left (${much} of it in use), and no part of its work stands out: ${parts.en}.`,
        `У главного потока ICE не осталось времени (занято ${much}), и ни одна часть работы не выделяется: ${parts.ru}.`,
      );
    case 'parse':
      return both(
        `Reading and parsing messages takes most of the exchange’s main thread, which is ${much} in use: ${parts.en}.`,
        `Главный поток ICE занят на ${much}, и больше всего времени уходит на чтение и разбор сообщений: ${parts.ru}.`,
      );
    case 'step':
      return both(
        `Deciding on messages (the steps of ICE) takes most of its main thread, which is ${much} in use: ${parts.en}.`,
        `Главный поток ICE занят на ${much}, и больше всего времени уходит на обработку сообщений (шаги ICE): ${parts.ru}.`,
      );
    case 'journalWriting':
      return both(
        `Writing to the journal takes most of the exchange’s main thread, which is ${much} in use: ${parts.en}.`,
        `Главный поток ICE занят на ${much}, и больше всего времени уходит на запись в журнал: ${parts.ru}.`,
      );
    case 'sending':
      return both(
        `Acknowledging and delivering takes most of the exchange’s main thread, which is ${much} in use: ${parts.en}.`,
        `Главный поток ICE занят на ${much}, и больше всего времени уходит на подтверждения и доставку: ${parts.ru}.`,
      );
    case 'journalFlush':
      return both(
        `The flush of the journal gives out: it is under way or waited for ${much} of the time. Main thread: ${parts.en}. A flush takes ${ms(exchange?.flushMs)}${aloneText(usage).en}.`,
        `Не хватает сброса журнала на диск: он идёт или его ждут ${much} времени. Главный поток: ${parts.ru}. Один сброс занимает ${ms(exchange?.flushMs, 'ru')}${aloneText(usage).ru}.`,
      );
    case 'disk':
      return both(
        `The disk gives out: a flush of the journal is under way or waited for ${much} of the time. Main thread: ${parts.en}. A flush takes ${ms(exchange?.flushMs)}${aloneText(usage).en}.`,
        `Не хватает диска: сброс журнала идёт или его ждут ${much} времени. Главный поток: ${parts.ru}. Один сброс занимает ${ms(exchange?.flushMs, 'ru')}${aloneText(usage).ru}.`,
      );
    case 'broker':
      return both(
        `The broker gives out: its process uses ${much} of a core, and one is all that it can use.`,
        `Не хватает брокера: его процесс занимает ${much} ядра, а больше одного он использовать не может.`,
      );
    case 'network':
      return both(
        `The network gives out: ${much} of the bytes that it carries are under way.`,
        `Не хватает сети: используется ${much} её пропускной способности.`,
      );
    case 'machine':
      return both(
        `All cores of this machine are in use (${much}), by the exchange, the generator and whatever else runs here: on a machine of its own the exchange may carry more.`,
        `Заняты все ядра машины (${much}): обменом, генератором и прочими программами; на отдельной машине ICE может выдержать больше.`,
      );
    case 'generator':
      return both(
        'The generator gives out, and not the target: what was found is a lower bound. Give the generator a faster machine, or one of its own.',
        'Не хватает генератора, а не цели: найдена лишь нижняя граница. Генератору нужна более быстрая или отдельная машина.',
      );
    case 'unknown':
      return exchange === undefined ? NOT_MEASURED : nothingFull(much);
  }
}

const NOT_MEASURED = both(
  'What gave out cannot be known: the target tells nothing of itself. Name its metrics with --metrics (rehearse ice --http gives them), and a broker on this machine with --broker-pid.',
  'Что исчерпалось, неизвестно: цель не сообщает о себе ничего. Укажите адрес метрик в --metrics (их даёт rehearse ice --http), а процесс брокера на этой машине – в --broker-pid.',
);

const nothingFull = (much: string): Bilingual =>
  both(
    `Nothing that is measured is used up (the most is ${much}): what answers wait for is outside of what the exchange tells.`,
    `Из измеряемого ничто не исчерпано (самое большее – ${much}): причина ожидания не видна из того, что сообщает ICE.`,
  );

function aloneText(usage: Usage | undefined): Bilingual {
  const { diskFlushMs } = usage ?? {};
  return diskFlushMs === undefined
    ? both('', '')
    : both(
        ` (of a page alone, on the idle disk: ${ms(diskFlushMs)})`,
        ` (одной страницы на свободном диске – ${ms(diskFlushMs, 'ru')})`,
      );
}

function ms(value = 0, language: 'en' | 'ru' = 'en'): string {
  const text = value < 10 ? value.toFixed(2) : value.toFixed(0);
  return language === 'en' ? `${text} ms` : `${text.replace('.', ',')} мс`;
}

const PART_NAMES: Readonly<Record<Part, Bilingual>> = {
  read: both('main thread: reading and parsing', 'главный поток: чтение и разбор'),
  step: both('main thread: steps', 'главный поток: шаги'),
  write: both('main thread: writing the journal', 'главный поток: запись журнала'),
  flush: both('main thread: waiting for flushes', 'главный поток: ожидание сброса'),
  send: both(
    'main thread: acknowledging and delivering',
    'главный поток: подтверждение и доставка',
  ),
};

/** Rows that have a value at one of the two rates at least. */
function evidenceOf(held: Measured | undefined, notHeld: Measured): Evidence[] {
  const row = (
    what: Bilingual,
    unit: Evidence['unit'],
    read: (measured: Measured) => number | undefined,
  ): Evidence => ({
    ...{ what, unit },
    held: held === undefined ? undefined : read(held),
    notHeld: read(notHeld),
  });
  const exchange =
    (read: (usage: ExchangeUsage) => number) =>
    ({ usage }: Measured): number | undefined =>
      usage?.exchange === undefined ? undefined : read(usage.exchange);
  const rows = [
    row(
      both('main thread of the exchange, in all', 'главный поток ICE, всего'),
      'share',
      exchange(loopShare),
    ),
    ...PARTS.map((part) =>
      row(
        PART_NAMES[part],
        'share',
        exchange(({ busy }) => busy[part]),
      ),
    ),
    row(
      both('exchange, CPU', 'ICE, процессор'),
      'cores',
      exchange(({ cpu }) => cpu),
    ),
    row(
      both('lateness of its event loop', 'опоздание цикла событий ICE'),
      'ms',
      exchange(({ loopDelayMs }) => loopDelayMs),
    ),
    row(
      both('a flush of its journal', 'сброс журнала ICE'),
      'ms',
      exchange(({ flushMs }) => flushMs),
    ),
    row(
      both('time in which a flush is under way', 'время, когда идёт сброс'),
      'share',
      exchange(flushShare),
    ),
    row(
      both('flushes', 'сбросов'),
      'perSecond',
      exchange(({ flushesPerSecond }) => flushesPerSecond),
    ),
    row(
      both('a flush of the idle disk', 'сброс на свободный диск'),
      'ms',
      ({ usage }) => usage?.diskFlushMs,
    ),
    row(
      both('bytes to and from the exchange', 'обмен с ICE, байт'),
      'bytesPerSecond',
      exchange(({ bytesPerSecond }) => bytesPerSecond),
    ),
    row(
      both('bytes that loopback carries', 'пропускная способность loopback, байт'),
      'bytesPerSecond',
      ({ usage }) => usage?.networkMost,
    ),
    row(both('broker, CPU', 'брокер, процессор'), 'cores', ({ usage }) => usage?.brokerCpu),
    row(
      both('generator, CPU', 'генератор, процессор'),
      'cores',
      ({ generatorCpu }) => generatorCpu,
    ),
    row(both('machine, CPU', 'машина, процессор'), 'cores', ({ usage }) => usage?.machine?.busy),
    row(
      both('cores of the machine', 'ядер у машины'),
      'cores',
      ({ usage }) => usage?.machine?.cpus,
    ),
  ];
  return rows.filter((one) => one.held !== undefined || one.notHeld !== undefined);
}
