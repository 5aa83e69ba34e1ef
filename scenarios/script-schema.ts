/** The form of a script: who is given, what happens step by step, and what must be seen. Part of the form of a scenario (schema.ts). */
import Type from 'typebox';
import type { TaskKind } from '../nodes/common/tasks.ts';
import { DECISIONS } from '../nodes/common/tasks.ts';
import { Both, Duration, Node, Place, strict } from './schema-parts.ts';

/** The author's own name for a trader, a movement, a guarantee or an authorisation. */
const Name = Type.String({
  pattern: '^[a-z][a-zA-Z0-9]{0,19}$',
  description: 'a name of your own, small letters and digits: m1, g1, colchis',
});
const Text = Type.String({ minLength: 1, maxLength: 350 });
const Money = Type.Number({ minimum: 0, maximum: 1e12 });
const CountryCode = Type.String({
  pattern: '^[A-Z]{2}$',
  description: 'ISO 3166 alpha-2 code of a country: GE, AZ, KZ, UZ, TM',
});
/** A place of the corridor data, or the code of one of its customs offices. */
const At = Type.String({
  pattern: '^([a-z]{2}-[a-z0-9-]+|[A-Z]{2}[A-Z0-9]{6})$',
  description: 'a place of the corridor data or an office code: ge-poti, GE000102',
});
const Decision = Type.String({ pattern: '^[A-Za-z0-9]{1,24}$' });
const Seals = Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { maxItems: 99 });

/** Values put into a message, by JSON pointer; `null` takes one out. A text such as `$m1.mrn` stands for a number that is learnt on the way. */
const Change = Type.Record(Type.String({ pattern: '^/' }), Type.Unknown(), {
  additionalProperties: false,
  description: 'JSON pointers into the message: /body/grossMass',
});

const optional = {
  change: Type.Optional(Change),
};

// --- Who is given ---------------------------------------------------------------------------------------------------

const Trader = Type.Object(
  {
    of: Node,
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    roles: Type.Optional(
      Type.Array(
        Type.Union([
          Type.Literal('principal'),
          Type.Literal('consignor'),
          Type.Literal('consignee'),
          Type.Literal('guarantor'),
        ]),
        { minItems: 1, maxItems: 9 },
      ),
    ),
    /** Trust level 0 to 4 (domain.md section 8.2, rule 4). */
    level: Type.Optional(Type.Integer({ minimum: 0, maximum: 4 })),
    /** `none`: he has to apply for it in a step. */
    account: Type.Optional(Type.Union([Type.Literal('approved'), Type.Literal('none')])),
    /** Who may act for him. */
    representatives: Type.Optional(Type.Array(Name, { maxItems: 9 })),
  },
  strict,
);

const Guarantee = Type.Object(
  {
    of: Name,
    /** Guarantee type, code list CL251; 1 is a comprehensive one. */
    type: Type.Optional(Type.String({ pattern: '^[0-9AJ]$', description: 'a code of CL251: "1"' })),
    /** Reference amount: what may be outstanding at once. */
    amount: Money,
    level: Type.Optional(Type.Integer({ minimum: 0, maximum: 4 })),
    /** All members of the scheme, where it is not said. */
    countries: Type.Optional(Type.Array(CountryCode, { minItems: 1, maxItems: 20 })),
    /** `none`: it is to be applied for in a step. */
    held: Type.Optional(Type.Union([Type.Literal('granted'), Type.Literal('none')])),
    ...optional,
  },
  strict,
);

const Authorisation = Type.Object(
  {
    of: Name,
    type: Type.Union([
      Type.Literal('C521'),
      Type.Literal('C522'),
      Type.Literal('C523'),
      Type.Literal('C524'),
    ]),
    places: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 35 }))),
    seals: Type.Optional(Type.Boolean()),
    held: Type.Optional(Type.Union([Type.Literal('granted'), Type.Literal('none')])),
  },
  strict,
);

const named = <T extends Type.TSchema>(schema: T) =>
  Type.Record(Type.String({ pattern: '^[a-z][a-zA-Z0-9]{0,19}$' }), schema, {
    additionalProperties: false,
    description: 'names of your own, small letters and digits: m1, g1, colchis',
  });

export const Given = Type.Object(
  {
    traders: Type.Optional(named(Trader)),
    guarantees: Type.Optional(named(Guarantee)),
    authorisations: Type.Optional(named(Authorisation)),
    /** Whether the insurers sign undertakings at once, take their time, or never answer. */
    insurers: Type.Optional(
      Type.Union([Type.Literal('prompt'), Type.Literal('slow'), Type.Literal('silent')]),
    ),
  },
  strict,
);
export type Given = Type.Static<typeof Given>;

// --- What is done ---------------------------------------------------------------------------------------------------

/** Names one or more guarantees of the script. */
const Under = Type.Union([Name, Type.Array(Name, { minItems: 1, maxItems: 9 })], {
  description: 'a guarantee of the script, or a list of them: g1, [g1, g2]',
});
const who = { who: Type.Optional(Name) };

const TraderAct = Type.Union([
  Type.Object({ appliesForAccount: Name, ...optional }, strict),
  Type.Object({ appliesForGuarantee: Name, ...optional }, strict),
  Type.Object({ appliesForAuthorisation: Name, ...optional }, strict),
  Type.Object(
    {
      declares: Name,
      from: Place,
      to: Place,
      via: Type.Optional(Type.Array(Place, { maxItems: 9 })),
      under: Type.Optional(Under),
      /** Value of the goods in the scheme currency. */
      value: Type.Optional(Money),
      /** The goods come later (type D). */
      preLodged: Type.Optional(Type.Boolean()),
      /** An authorisation of the script: the simplified procedure, from the place that it names. */
      simplified: Type.Optional(Name),
      consignee: Type.Optional(Name),
      ...who,
      ...optional,
    },
    strict,
  ),
  Type.Object(
    {
      amends: Name,
      /** Nothing but the guarantee changes: to these, or as changed. */
      under: Type.Optional(Under),
      onlyGuarantee: Type.Optional(Type.Boolean()),
      ...optional,
    },
    strict,
  ),
  Type.Object({ presents: Name, ...optional }, strict),
  Type.Object({ asksInvalidation: Name, because: Type.Optional(Text), ...optional }, strict),
  Type.Object({ asksRelease: Name, ...optional }, strict),
  Type.Object({ givesUpRelease: Name, ...optional }, strict),
  Type.Object({ answersEnquiry: Name, at: Type.Optional(At), ...optional }, strict),
  Type.Object(
    { arrives: Name, at: At, simplified: Type.Optional(Name), ...who, ...optional },
    strict,
  ),
  Type.Object(
    {
      unloads: Name,
      complete: Type.Optional(Type.Boolean()),
      conform: Type.Optional(Type.Boolean()),
      sealsIntact: Type.Optional(Type.Boolean()),
      differences: Type.Optional(Type.Array(Text, { minItems: 1, maxItems: 9 })),
      ...optional,
    },
    strict,
  ),
  Type.Object({ queries: Name, ...optional }, strict),
]);

const DriverAct = Type.Union([
  Type.Object({ presents: Name, at: At, ...optional }, strict),
  Type.Object({ arrives: Name, at: At, ...optional }, strict),
  Type.Object(
    {
      reportsIncident: Name,
      at: At,
      /** Code list CL019. */
      code: Type.String({ pattern: '^[1-7]$', description: 'a code of CL019 in quotes: "2"' }),
      text: Text,
      seals: Type.Optional(Seals),
      /** Plate of the truck that carries the goods from now on. */
      truck: Type.Optional(Type.String({ minLength: 1, maxLength: 35 })),
      ...optional,
    },
    strict,
  ),
]);

const GuarantorAct = Type.Object(
  { undertakes: Name, ceiling: Type.Optional(Money), ...optional },
  strict,
);

const kinds = Object.keys(DECISIONS) as TaskKind[];
const OfficerAct = Type.Object(
  {
    decides: Type.Unsafe<TaskKind>(Type.Union(kinds.map((kind) => Type.Literal(kind)))),
    of: Name,
    as: Decision,
    at: Type.Optional(At),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 26 })),
    differences: Type.Optional(Type.Array(Text, { minItems: 1, maxItems: 9 })),
    because: Type.Optional(Text),
    ...optional,
  },
  strict,
);

const NodeAct = Type.Union([
  Type.Object(
    {
      announcesOutage: Node,
      for: Type.Optional(Duration),
      /** It is told when it is there already, and counts as downtime. */
      unplanned: Type.Optional(Type.Boolean()),
      /** These alone are away; everything where they are not named. */
      functions: Type.Optional(Type.Array(Type.Literal('guarantee'), { minItems: 1 })),
    },
    strict,
  ),
  Type.Object({ endsOutage: Node }, strict),
]);

const IceAct = Type.Union([
  Type.Object({ approves: Node }, strict),
  Type.Object({ withdraws: Node }, strict),
]);

const Sends = Type.Object(
  {
    type: Type.String({
      pattern: '^[ATGNXS]\\d{3}$',
      description: 'a code of the catalogue: T141',
    }),
    from: Type.String({ minLength: 1, maxLength: 35 }),
    to: Type.String({ minLength: 1, maxLength: 35 }),
    of: Type.Optional(Name),
    body: Type.Record(Type.String(), Type.Unknown()),
    ...optional,
  },
  strict,
);

/** Who acts in a step, and what he may do. One of them at the most. */
export const ACTS = {
  trader: TraderAct,
  driver: DriverAct,
  guarantor: GuarantorAct,
  officer: OfficerAct,
  node: NodeAct,
  ice: IceAct,
} as const;
export type Actor = keyof typeof ACTS;
export const ACTORS = Object.keys(ACTS) as readonly Actor[];

// --- What must be seen ----------------------------------------------------------------------------------------------

const Where = Type.Record(Type.String({ pattern: '^/' }), Type.Unknown(), {
  additionalProperties: false,
  description: 'JSON pointers into the message with the values wanted: /body/decision',
});

const MessageSeen = Type.Union(
  [
    Type.String({ minLength: 1, maxLength: 120 }),
    Type.Object(
      {
        see: Type.String({ minLength: 1, maxLength: 120 }),
        where: Type.Optional(Where),
        /** Exactly so often. */
        times: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })),
      },
      strict,
    ),
  ],
  { description: 'a line such as `T028 to trader` or `X001 GEO -> UZB of m1`' },
);

const line = (example: string) =>
  Type.String({ minLength: 1, maxLength: 120, description: `a line such as ${example}` });

export const Sees = Type.Object(
  {
    messages: Type.Optional(Type.Array(MessageSeen, { minItems: 1, maxItems: 60 })),
    /** Messages about the same thing come in the order of the list. */
    inOrder: Type.Optional(Type.Boolean()),
    /** They have reached their recipients so long after the step. */
    within: Type.Optional(Duration),
    rows: Type.Optional(Type.Array(line('D20, or B6 of m1 at AZE'), { minItems: 1, maxItems: 60 })),
    rules: Type.Optional(Type.Array(line('C501 at GEO'), { minItems: 1, maxItems: 20 })),
    facts: Type.Optional(Type.Array(line('AccountKnown at AZE'), { minItems: 1, maxItems: 20 })),
    not: Type.Optional(Type.Array(line('X118, or T029 of m1'), { minItems: 1, maxItems: 20 })),
    /** How an object stands at the end of the step. */
    state: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][a-zA-Z0-9]{0,19}( (at|under) [A-Za-z0-9-]+)?$' }),
        Type.String(),
        {
          additionalProperties: false,
          description: 'a movement or guarantee of the script: m1, m1 at uz-tashkent, m1 under g1',
        },
      ),
    ),
    balance: Type.Optional(named(Type.Number())),
    exposure: Type.Optional(named(Type.Number())),
  },
  strict,
);
export type Sees = Type.Static<typeof Sees>;

export const Step = Type.Object(
  {
    /** For `repeats`, and for reports; its number where it has none. */
    id: Type.Optional(Name),
    /** What happens, in a sentence. */
    step: Both,
    /** So long after the step before; ten minutes where it is not said. */
    after: Type.Optional(Duration),
    trader: Type.Optional(ACTS.trader),
    driver: Type.Optional(ACTS.driver),
    guarantor: Type.Optional(ACTS.guarantor),
    officer: Type.Optional(ACTS.officer),
    node: Type.Optional(ACTS.node),
    ice: Type.Optional(ACTS.ice),
    sends: Type.Optional(Sends),
    /** The id of an earlier step: its message is sent again, unchanged. */
    repeats: Type.Optional(Name),
    sees: Type.Optional(Sees),
  },
  strict,
);
export type Step = Type.Static<typeof Step>;
