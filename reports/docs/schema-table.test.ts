/** The fields of message bodies, read from their schemas. */
import { expect, test } from 'vitest';
import { MESSAGE_CODES, MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import type { Schema } from './schema-table.ts';
import { schemaRows } from './schema-table.ts';

const text = { type: 'string', minLength: 1, maxLength: 35 };

test('groups come before their fields, lists say how many', () => {
  const schema: Schema = {
    type: 'object',
    required: ['name', 'items'],
    properties: {
      name: text,
      party: {
        type: 'object',
        properties: { tin: { type: 'string', minLength: 4, maxLength: 4 } },
      },
      items: {
        type: 'array',
        minItems: 1,
        maxItems: 9,
        items: {
          type: 'object',
          required: ['n'],
          properties: { n: { type: 'integer', minimum: 1 } },
        },
      },
      codes: { type: 'array', items: text },
      flag: { anyOf: [{ const: 0 }, { const: 1 }] },
    },
  };
  expect(schemaRows(schema)).toEqual([
    ['`name`', 'yes', 'text 1–35'],
    ['`party`', '', 'group'],
    ['`party.tin`', '', 'text 4'],
    ['`items[]`', 'yes', '1–9 × group'],
    ['`items[].n`', 'yes', 'whole number 1–…'],
    ['`codes[]`', '', '0–n × text 1–35'],
    ['`flag`', '', '`0` or `1`'],
  ]);
});

test('a group that has a table of its own is named, not repeated', () => {
  const known = { type: 'object', properties: { a: text } };
  const schema = { type: 'object', properties: { data: known, b: text } };
  expect(schemaRows(schema, { schema: known, say: 'see there' })).toEqual([
    ['`data`', '', 'see there'],
    ['`b`', '', 'text 1–35'],
  ]);
});

test.for(MESSAGE_CODES)('of %s every field has a form', (code) => {
  for (const [field, , form] of schemaRows(MESSAGE_TYPES[code].body))
    expect([field, form]).not.toEqual([field, expect.stringMatching(/undefined|anything|^$/)]);
});
