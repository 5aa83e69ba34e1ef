/** The form of a scenario file: what is given, what moves, what goes wrong, what must hold. Read and written by people, in YAML. */
import Type from 'typebox';
import type { MishapId } from './data/mishaps.ts';
import { MISHAP_IDS } from './data/mishaps.ts';
import { TIMERS } from '../nodes/common/timers.ts';
import type { TimerId } from '../nodes/common/timers.ts';
import { FaultSpec, HAPPENING } from '../simulator/faults/parameters.ts';
import { Both, Duration, Instant, Node, Place, Share, strict } from './schema-parts.ts';
import { Given, Step } from './script-schema.ts';

const Flows = Type.Object(
  {
    flows: Type.Union([Type.Literal('pilot'), Type.Literal('georgiaYear')], {
      description: 'a set of origin-destination flows of the corridor data',
    }),
    share: Type.Number({
      minimum: 0,
      maximum: 20,
      description: 'how much of the real traffic takes part: 1 is all of it',
    }),
  },
  strict,
);

const Movement = Type.Object(
  {
    movement: Type.Object(
      {
        at: Duration,
        from: Place,
        to: Place,
        via: Type.Optional(Type.Array(Place, { maxItems: 9 })),
        cargo: Type.Optional(
          Type.String({ description: 'a group of the cargo mix: machinery, textiles, vegetables' }),
        ),
        tirCarnet: Type.Optional(Type.Boolean()),
      },
      strict,
    ),
  },
  strict,
);

const Storm = Type.Object(
  { ports: Type.Array(Place, { minItems: 1 }), from: Duration, lasts: Duration },
  strict,
);

const Bounds = { atLeast: Type.Optional(Type.Number()), atMost: Type.Optional(Type.Number()) };
/** Of a figure, or of how often something happens. */
const Expectation = Type.Union([
  Type.Object(
    {
      that: Both,
      kpi: Type.String({ description: 'id of a KPI of the catalogue, or of a count of movements' }),
      ...Bounds,
    },
    strict,
  ),
  Type.Object({ that: Both, ...HAPPENING, ...Bounds }, strict),
]);

/** Other lengths of some timers than those of the scheme. */
const TimerChanges = Type.Unsafe<Partial<Record<TimerId, string>>>(
  Type.Object(
    Object.fromEntries(Object.keys(TIMERS).map((id) => [id, Type.Optional(Duration)])),
    strict,
  ),
);

/** Shares of the traffic, by mishap. */
const MishapChanges = Type.Unsafe<Partial<Record<MishapId, number>>>(
  Type.Object(Object.fromEntries(MISHAP_IDS.map((id) => [id, Type.Optional(Share)])), strict),
);

const Weight = Type.Number({ minimum: 0, maximum: 1_000 });
/** How the insurers of the chain share what they pay; what is not said stays as in `nodes/common/insurance.ts`. */
const Insurance = Type.Object(
  {
    /** What the issuing insurer keeps of a loss. */
    retention: Type.Optional(Share),
    /** Weights of the countries' insurers in the regional pool. */
    pool: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Z]{3}$' }), Weight, {
        additionalProperties: false,
        description: 'ISO 3166 alpha-3 codes of countries: GEO',
      }),
    ),
    /** What one event may cost issuer and pool together, in the scheme currency. */
    excessOfLoss: Type.Optional(Type.Number({ minimum: 0 })),
    /** Whether the issuer takes what it can from the principal's deposit. */
    recourse: Type.Optional(Type.Boolean()),
    voucherUnit: Type.Optional(Type.Number({ minimum: 1 })),
    /** When an insurer pays what it has accepted, as shares of T-CLAIM. */
    paysFrom: Type.Optional(Share),
    paysTo: Type.Optional(Share),
    settlement: Type.Optional(Duration),
    /** What they dispute of their own accord. */
    disputes: Type.Optional(
      Type.Array(
        Type.Union([
          Type.Literal('aboveCeiling'),
          Type.Literal('undeclaredGoods'),
          Type.Literal('everything'),
        ]),
        { uniqueItems: true },
      ),
    ),
  },
  strict,
);

const RiskProfile = Type.Object(
  {
    id: Type.String({ pattern: '^[A-Za-z0-9-]{1,35}$', description: 'a name: textiles-from-GE' }),
    chapters: Type.Optional(
      Type.Array(
        Type.String({ pattern: '^\\d{2}$', description: 'an HS chapter in quotes: "64"' }),
      ),
    ),
    from: Type.Optional(
      Type.Array(
        Type.String({
          pattern: '^[A-Z]{2}$',
          description: 'ISO 3166 alpha-2 code of a country: GE',
        }),
      ),
    ),
    trustUpTo: Type.Optional(Type.Integer({ minimum: 0, maximum: 4 })),
    channel: Type.Union(
      (['green', 'yellow', 'orange', 'red'] as const).map((channel) => Type.Literal(channel)),
    ),
    repeats: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
  },
  strict,
);

export const Scenario = Type.Object(
  {
    version: Type.Literal(1),
    id: Type.String({
      pattern: '^[a-z0-9][a-z0-9-]*$',
      maxLength: 60,
      description: 'small letters, digits and hyphens: red-bridge-week',
    }),
    extends: Type.Optional(
      Type.String({ description: 'a scenario that this one changes: pilot/pilot-corridors' }),
    ),
    title: Both,
    story: Both,
    seed: Type.Integer({ minimum: 0 }),
    start: Instant,
    /** Traffic runs this long before `start`, so that the run opens on corridors in motion. */
    warmUp: Type.Optional(Duration),
    lasts: Duration,
    /** `allDone`: it ends once every movement has come to its end. */
    ends: Type.Union([Type.Literal('horizon'), Type.Literal('allDone')]),
    participants: Type.Array(Node, { minItems: 1, uniqueItems: true }),
    /** Those among the participants do not count. */
    observers: Type.Optional(Type.Array(Node, { uniqueItems: true })),
    scheme: Type.Object(
      {
        currency: Type.String({
          pattern: '^[A-Z]{3}$',
          description: 'ISO 4217 code of a currency: USD',
        }),
        creditOn: Type.Union([Type.Literal('arrival'), Type.Literal('discharge')]),
        timers: Type.Union([Type.Literal('real'), Type.Literal('training')]),
        mrnLetter: Type.String({
          pattern: '^[F-IN-RU-Z]$|^[J-M]$',
          description: 'the procedure letter of MRNs: Y, which no real system takes',
        }),
        timerChanges: Type.Optional(TimerChanges),
        /** Nodes that ICE passes messages on to from the start (rule C601); all participants where it is not said. */
        approved: Type.Optional(Type.Array(Node, { uniqueItems: true })),
        /** Oldest version of the reference data that senders may work with (rule C605). */
        oldestReferenceData: Type.Optional(Type.Integer({ minimum: 1 })),
        insurance: Type.Optional(Insurance),
        /** How many discharges in a clean month raise a trader's level. */
        promotionAfter: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
        /** Most that is claimed for one movement whose goods were not declared. */
        claimCeiling: Type.Optional(Type.Number({ minimum: 0 })),
      },
      strict,
    ),
    /** Changes to a country's own parameters. */
    countries: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[A-Z]{3}$' }),
        Type.Object(
          {
            channels: Type.Optional(
              Type.Object({ green: Share, yellow: Share, orange: Share, red: Share }, strict),
            ),
            timers: Type.Optional(TimerChanges),
            riskProfiles: Type.Optional(Type.Array(RiskProfile, { maxItems: 50 })),
            /** Interest on a customs debt, a year. */
            interestPerYear: Type.Optional(Share),
          },
          strict,
        ),
        { additionalProperties: false, description: 'ISO 3166 alpha-3 codes of countries: GEO' },
      ),
    ),
    principalsPerCountry: Type.Integer({ minimum: 0, maximum: 500 }),
    /** What moves by itself; empty where only the script acts. */
    traffic: Type.Array(Type.Union([Flows, Movement])),
    /** Who and what the script finds when its first step comes. */
    given: Type.Optional(Given),
    steps: Type.Optional(Type.Array(Step, { minItems: 1, maxItems: 200 })),
    /** What goes wrong in the traffic: nothing, the usual (scenarios/data/mishaps.ts), or the usual with other shares for some. */
    mishaps: Type.Optional(
      Type.Union([Type.Literal('none'), Type.Literal('usual'), MishapChanges], {
        description: 'usual, none, or shares by name: { gone: 0.01 }',
      }),
    ),
    /** What goes wrong on purpose: lines, processes, clocks, borders, people (docs/faults.md). */
    faults: Type.Optional(Type.Array(FaultSpec, { maxItems: 200 })),
    weather: Type.Object(
      {
        /** Ports close by weather as often as the season says, or never. */
        closures: Type.Union([Type.Literal('seasonal'), Type.Literal('none')]),
        storms: Type.Optional(Type.Array(Storm)),
      },
      strict,
    ),
    /** `digest`: entries are hashed and counted, not kept; for very long runs. */
    journal: Type.Optional(Type.Union([Type.Literal('full'), Type.Literal('digest')])),
    expect: Type.Array(Expectation),
  },
  strict,
);
export type Scenario = Type.Static<typeof Scenario>;
