/** Values that stand in many places of a scenario: texts in both languages, durations, instants, countries, places. */
import Type from 'typebox';

export const strict = { additionalProperties: false } as const;

export const Both = Type.Object(
  { en: Type.String({ minLength: 1 }), ru: Type.String({ minLength: 1 }) },
  strict,
);
export const Duration = Type.String({
  pattern: '^\\d+(\\.\\d+)?(ms|s|m|h|d|w)$',
  description: 'a number and a unit: 45s, 90m, 36h, 8d, 2w',
});
export const Instant = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?Z$',
  description: 'a UTC time such as 2026-07-14T06:00:00Z',
});
export const Node = Type.String({
  pattern: '^[A-Z]{3}$',
  description: 'ISO 3166 alpha-3 code of a country: GEO, AZE, KAZ, UZB, TKM',
});
export const Place = Type.String({
  pattern: '^[a-z]{2}-[a-z0-9-]+$',
  description: 'id of a place in the corridor data: ge-poti',
});
export const Share = Type.Number({ minimum: 0, maximum: 1 });
