/** The form of a scenario file: what is given, what moves, what goes wrong, what must hold. Read and written by people, in YAML. */
import Type from 'typebox';

const Both = Type.Object(
  { en: Type.String({ minLength: 1 }), ru: Type.String({ minLength: 1 }) },
  { additionalProperties: false },
);
const Duration = Type.String({
  pattern: '^\\d+(\\.\\d+)?(ms|s|m|h|d|w)$',
  description: 'a number and a unit: 45s, 90m, 36h, 8d, 2w',
});
const Instant = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?Z$',
  description: 'a UTC time such as 2026-07-14T06:00:00Z',
});
const Node = Type.String({
  pattern: '^[A-Z]{3}$',
  description: 'ISO 3166 alpha-3 code of a country: GEO, AZE, KAZ, UZB, TKM',
});
const Place = Type.String({
  pattern: '^[a-z]{2}-[a-z0-9-]+$',
  description: 'id of a place in the corridor data: ge-poti',
});
const Share = Type.Number({ minimum: 0, maximum: 1 });
const strict = { additionalProperties: false } as const;

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

const Expectation = Type.Object(
  {
    that: Both,
    kpi: Type.String({ description: 'id of a KPI of the catalogue, or of a count of movements' }),
    atLeast: Type.Optional(Type.Number()),
    atMost: Type.Optional(Type.Number()),
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
          },
          strict,
        ),
        { additionalProperties: false, description: 'ISO 3166 alpha-3 codes of countries: GEO' },
      ),
    ),
    principalsPerCountry: Type.Integer({ minimum: 1, maximum: 500 }),
    traffic: Type.Array(Type.Union([Flows, Movement]), { minItems: 1 }),
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
