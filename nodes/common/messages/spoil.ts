/** Spoils messages in the ways that a hostile or a careless sender may: one thing wrong at a time, drawn from a stream. For tests; no run uses it. */
import type { Stream } from '../../../simulator/core/chance.ts';
import { integer } from '../../../simulator/core/draws.ts';
import type { Message } from '../../../simulator/core/participant.ts';
import { LIMITS, SCHEMA_VERSION } from '../limits.ts';
import type { MessageCode } from '../message-types.ts';
import { MESSAGE_CODES, MESSAGE_TYPES } from '../message-types.ts';
import { ALL, ICE } from '../routing.ts';
import { EXAMPLE_MRN, EXAMPLES } from './examples.ts';

export const SPOILINGS = [
  /** Nothing: what is refused of these is refused for what it says. */
  'sound',
  /** A value of another kind, or out of all bounds. */
  'value',
  /** A value of the right kind that nobody expects. */
  'odd',
  'missing',
  /** A property that does not belong there, under a name that every object knows. */
  'surplus',
  /** The body of another type of message. */
  'body',
  /** A part of the envelope. */
  'header',
  'deep',
  'long',
  /** The text itself: cut, or a character changed. */
  'text',
] as const;
export type Spoiling = (typeof SPOILINGS)[number];

export interface Spoilt {
  readonly spoiling: Spoiling;
  readonly messageType: string;
  /** What goes on the wire; mostly JSON. */
  readonly text: string;
  /** Under which type and recipient it says that it goes; its topic. */
  readonly recipient: string;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export class Spoiler {
  private readonly stream: Stream;
  private readonly sender: string;
  private readonly members: readonly string[];
  private readonly codes: readonly MessageCode[];
  private number = 0;

  /**
   * @param sender who says that he sends them.
   * @param members whom he may write to.
   * @param codes types of message that are spoilt; absent: all of the catalogue.
   */
  constructor(
    stream: Stream,
    sender: string,
    members: readonly string[],
    codes: readonly MessageCode[] = MESSAGE_CODES,
  ) {
    this.stream = stream;
    this.sender = sender;
    this.members = members.filter((member) => member !== sender);
    this.codes = codes;
  }

  /** One of the catalogue's examples, spoilt. */
  next(): Spoilt {
    return this.spoil(this.sound(this.pick(this.codes)));
  }

  spoil(message: Message): Spoilt {
    const spoiling = this.pick(SPOILINGS);
    const { messageType, recipient } = message;
    const json = JSON.parse(JSON.stringify(message)) as { [key: string]: Json };
    return { spoiling, messageType, recipient, text: this.textOf(json, spoiling) };
  }

  /** A message as the catalogue's example has it. */
  private sound(messageType: MessageCode): Message {
    const body = EXAMPLES[messageType];
    const to = MESSAGE_TYPES[messageType].to;
    const recipient = to.includes('ice')
      ? ICE
      : to.includes('allNodes')
        ? ALL
        : this.pick(this.members);
    const aboutMovement = 'mrn' in body || messageType === 'X001' || messageType === 'X050';
    return {
      messageId: `${this.sender}-${String(++this.number)}`,
      messageType,
      sender: this.sender,
      recipient,
      sentAt: '2026-07-14T06:00:00.000Z',
      schemaVersion: SCHEMA_VERSION,
      ...(aboutMovement ? { mrn: EXAMPLE_MRN } : {}),
      body,
    };
  }

  private textOf(json: { [key: string]: Json }, spoiling: Spoiling): string {
    switch (spoiling) {
      case 'sound':
        break;
      case 'value':
        this.replace(json, () => this.pick(WRONG)());
        break;
      case 'odd':
        this.replace(json, (before) => this.oddFor(before));
        break;
      case 'missing':
        this.change(json, (holder, key) => {
          if (Array.isArray(holder)) holder.splice(Number(key), 1);
          else Reflect.deleteProperty(holder, key);
        });
        break;
      case 'surplus':
        this.change(json, (holder) => {
          if (!Array.isArray(holder)) put(holder, this.pick(NAMES), this.pick(WRONG)());
        });
        break;
      case 'body':
        json['body'] = JSON.parse(JSON.stringify(EXAMPLES[this.pick(MESSAGE_CODES)])) as Json;
        break;
      case 'header':
        json[this.pick(HEADER)] = this.pick([...WRONG, ...HEADER_VALUES])();
        break;
      case 'deep':
        this.replace(json, (before) => this.nested(before));
        break;
      case 'long':
        this.replace(json, (before) => this.lengthened(before));
        break;
      case 'text':
        return this.scratched(JSON.stringify(json));
    }
    return JSON.stringify(json);
  }

  /** Puts another value in the place of one, anywhere in the message. */
  private replace(json: Json, by: (before: Json) => Json): void {
    this.change(json, (holder, key) => put(holder, key, by(valueAt(holder, key))));
  }

  /** Does something at one place, each as likely as any other. */
  private change(json: Json, at: (holder: Holder, key: string) => void) {
    const places = placesIn(json);
    const place = places[integer(this.stream, 0, places.length - 1)];
    if (place !== undefined) at(place.holder, place.key);
  }

  private oddFor(before: Json): Json {
    if (typeof before === 'number') return this.pick(ODD_NUMBERS);
    if (typeof before === 'string') return this.pick(ODD_TEXTS);
    return Array.isArray(before)
      ? before.length > 0 && this.pick([true, false])
        ? []
        : [...before, ...before]
      : before;
  }

  private nested(inner: Json): Json {
    let json = inner;
    const depth = integer(this.stream, 1, 2 * LIMITS.messageDepth);
    for (let i = 0; i < depth; i++) json = this.pick([true, false]) ? [json] : { a: json };
    return json;
  }

  private lengthened(before: Json): Json {
    const times = 1 << integer(this.stream, 2, 10);
    if (Array.isArray(before)) return Array.from({ length: times }, () => before[0] ?? 'x');
    return (typeof before === 'string' ? before : 'x').repeat(times).slice(0, MOST);
  }

  private scratched(text: string): string {
    const at = integer(this.stream, 0, text.length - 1);
    if (this.pick([true, false])) return text.slice(0, at);
    return text.slice(0, at) + this.pick(CHARACTERS) + text.slice(at + 1);
  }

  private pick<T>(list: readonly T[]): T {
    return list[integer(this.stream, 0, list.length - 1)] as T;
  }
}

/** Longer than any text may be, and shorter than a whole message. */
const MOST = 20_000;
const HEADER = [
  ...(['messageId', 'messageType', 'sender', 'recipient', 'sentAt', 'correlationId'] as const),
  ...(['schemaVersion', 'referenceData', 'mrn', 'lrn', 'signature', 'body'] as const),
];
/** Names that mean something to every object, or nothing to anybody. */
const NAMES = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'toJSON'],
  ...['then', 'length', '', '0', '\u0000', 'mrn', 'body', 'messageId', '\ud800'],
];
const WRONG: readonly (() => Json)[] = [
  () => null,
  () => true,
  () => [],
  () => ({}),
  () => '',
  () => -1,
  () => 0.1,
  () => 1e308,
  () => Number.MAX_SAFE_INTEGER + 1,
  () => ({ toString: 'x', valueOf: 'x' }),
  () => [[[]]],
  () => 'x'.repeat(600),
  () => '\ud83d',
];
const HEADER_VALUES: readonly (() => Json)[] = [
  () => 'unreadable',
  () => ICE,
  () => ALL,
  () => 'WORLD',
  () => 'XXX',
  () => 'S001',
  () => 'X001',
  () => 'T015',
  () => '2.0',
  () => 99,
  () => EXAMPLE_MRN,
  () => '26GE0001020000019Y',
];
const ODD_NUMBERS = [0, 1, 2, 9, 0.01, 1e9, 1e12, 9999];
const ODD_TEXTS = [
  ...['0', ' ', '\u0000', '\ud800', '\u202e', 'GE', 'USD', 'GE999999', 'AZ000200', '__proto__'],
  ...['2026-02-30T25:61:61Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', 'constructor'],
  ...['A1', 'B1', 'accept', EXAMPLE_MRN, '26GE0001020000019Y', '‮', 'ß', "'; --", 'ALL', 'ICE'],
];
const CHARACTERS = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\u0000',
  '\n',
  '9',
  'e',
  '\ud800',
  'é',
];

type Holder = Json[] | { [key: string]: Json };

interface Place {
  readonly holder: Holder;
  readonly key: string;
}

function placesIn(json: Json): Place[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.keys(json).flatMap((key) => [
    { holder: json, key },
    ...placesIn(valueAt(json, key)),
  ]);
}

const valueAt = (holder: Holder, key: string): Json =>
  (Array.isArray(holder) ? holder[Number(key)] : holder[key]) ?? null;

/** As a property of its own, whatever its name. */
function put(holder: object, key: string, value: Json): void {
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
