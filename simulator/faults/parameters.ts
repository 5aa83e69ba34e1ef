/** How a fault stands in a scenario: which, when, how long, on whom. What each kind needs of this is in the catalogue. */
import Type from 'typebox';
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';

/** Every kind of fault, technical ones first. */
export const FAULT_IDS = [
  'delay',
  'loss',
  'duplicates',
  'reorder',
  'corruption',
  'partition',
  'receiptsLost',
  'brokerCrash',
  'nodeCrash',
  'iceCrash',
  'diskFull',
  'slowConsumer',
  'clockSkew',
  'staleReferenceData',
  'expiredCertificate',
  'revokedKey',
  'doorClosed',
  'plannedOutage',
  'unplannedOutage',
  'borderClosed',
  'slowBorder',
  'roadClosed',
  'ferryHeld',
  'surge',
  'officerAbsent',
  'breakdown',
  'sealBroken',
  'goodsDiverted',
  'truckGone',
  'wrongDocuments',
  'mistypedCodes',
  'guarantorInsolvent',
] as const;
export type FaultId = (typeof FAULT_IDS)[number];

const strict = { additionalProperties: false } as const;
const Duration = Type.String({
  pattern: '^\\d+(\\.\\d+)?(ms|s|m|h|d|w)$',
  description: 'a number and a unit: 45s, 90m, 36h, 8d, 2w',
});
const Name = Type.String({ minLength: 1, maxLength: 60 });

/** An entry of the journal. */
export const HAPPENING = {
  happens: Type.String({
    pattern: '^[A-Z][A-Za-z]+$',
    description: 'the type of a journal entry: TruckQueued, MovementReleased',
  }),
  /** What it must say. */
  with: Type.Optional(
    Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  ),
};

const When = Type.Object(
  {
    ...HAPPENING,
    /** The first where it is left out, or the nth. */
    time: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  },
  strict,
);

export const FaultSpec = Type.Object(
  {
    fault: Type.Unsafe<FaultId>(Type.Union(FAULT_IDS.map((id) => Type.Literal(id)))),
    /** When it begins: an instant after the start … */
    at: Type.Optional(Duration),
    /** … or something that happens, and a while after it … */
    when: Type.Optional(When),
    after: Type.Optional(Duration),
    /** … or again and again, at random, so far apart on average. */
    every: Type.Optional(Duration),
    lasts: Duration,
    /** A participating country, or ICE. */
    node: Type.Optional(
      Type.String({ pattern: '^[A-Z]{3}$', description: 'a country such as GEO, or ICE' }),
    ),
    /** What is struck: what goes out, what comes in, or both. */
    way: Type.Optional(Type.Union([Type.Literal('out'), Type.Literal('in'), Type.Literal('both')])),
    /** Message types that are struck; all where it is left out. */
    messages: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Z]\\d{3}$', description: 'a message type: X001' }), {
        minItems: 1,
      }),
    ),
    /** Share of the messages, trucks or declarations that are struck. */
    share: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    /** How much longer something takes. */
    by: Type.Optional(Duration),
    /** How many times as much, or as long. */
    times: Type.Optional(Type.Number({ minimum: 0.1, maximum: 100 })),
    /** Whether a clock is behind; otherwise it is ahead. */
    behind: Type.Optional(Type.Boolean()),
    /** Where a process dies. */
    dies: Type.Optional(
      Type.Union([
        Type.Literal('beforeStep'),
        Type.Literal('afterCommit'),
        Type.Literal('afterReceipt'),
      ]),
    ),
    /** A border post of the corridor data. */
    post: Type.Optional(Name),
    side: Type.Optional(Type.Union([Type.Literal('exit'), Type.Literal('entry')])),
    /** A port, a place or a customs office. */
    port: Type.Optional(Name),
    place: Type.Optional(Name),
    office: Type.Optional(Name),
  },
  strict,
);
export type FaultSpec = Type.Static<typeof FaultSpec>;

/** What a kind of fault may be told, besides when and how long. */
export type FaultField = Exclude<
  keyof FaultSpec,
  'fault' | 'at' | 'when' | 'after' | 'every' | 'lasts'
>;

/** What each of these means, in the order in which they are told, and how it is written. */
export const FAULT_FIELDS: Readonly<
  Record<FaultField, { readonly text: Bilingual; readonly example: string }>
> = {
  node: {
    text: both('a country of the scenario, or ICE', 'страна сценария или ICE'),
    example: 'GEO',
  },
  post: {
    text: both('a border post of the corridor data', 'пункт пропуска из данных коридоров'),
    example: 'ge-tsiteli-khidi',
  },
  port: {
    text: both('a port of the corridor data', 'порт из данных коридоров'),
    example: 'az-alat-port',
  },
  place: {
    text: both('a place of the corridor data', 'место из данных коридоров'),
    example: 'kz-beyneu',
  },
  office: {
    text: both('the code of a customs office', 'код таможенного органа'),
    example: 'GE000900',
  },
  side: {
    text: both(
      'one half of a border post: `exit` or `entry`; both where it is left out',
      'одна сторона пункта пропуска: `exit` (выезд) или `entry` (въезд); без указания – обе',
    ),
    example: 'entry',
  },
  way: {
    text: both(
      'what goes `out` of whoever is struck, what comes `in`, or `both`',
      'исходящее (`out`), входящее (`in`) или то и другое (`both`)',
    ),
    example: 'out',
  },
  messages: {
    text: both(
      'types of messages; all where they are left out',
      'виды сообщений; без указания – все',
    ),
    example: '[X001]',
  },
  share: {
    text: both(
      'share of the messages, trucks or declarations that are struck, from 0 to 1',
      'доля затронутых сообщений, машин или деклараций, от 0 до 1',
    ),
    example: '0.5',
  },
  by: {
    text: both('how much later, longer or wrong', 'на сколько позже, дольше или неверно'),
    example: '10m',
  },
  times: {
    text: both('how many times as much, or as long', 'во сколько раз больше или дольше'),
    example: '3',
  },
  behind: {
    text: both('a clock is behind; otherwise it is ahead', 'часы отстают; иначе – спешат'),
    example: 'true',
  },
  dies: {
    text: both(
      'where a process dies: `beforeStep` at once, `afterCommit` with the next message stored and not receipted, `afterReceipt` with it receipted',
      'когда процесс умирает: `beforeStep` – сразу, `afterCommit` – сохранив следующее сообщение и не подтвердив его, `afterReceipt` – подтвердив',
    ),
    example: 'afterCommit',
  },
};
