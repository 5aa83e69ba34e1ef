/** The envelope around every message, its wire form and the check of its form (rules C101 to C106, C109, C111). */
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { Validator } from 'typebox/compile';
import type { Message } from '../../simulator/core/participant.ts';
import { LIMITS, SCHEMA_VERSION } from './limits.ts';
import { isMessageCode, MESSAGE_TYPES } from './message-types.ts';
import type { MessageCode } from './message-types.ts';
import { UtcTime } from './messages/parts.ts';

const Id = Type.String({ minLength: 1, maxLength: 35 });

/** The header's form; the body's form depends on the message type. */
export const Envelope = Type.Object({
  messageId: Id,
  messageType: Type.String({ minLength: 1, maxLength: 6 }),
  sender: Id,
  recipient: Id,
  sentAt: UtcTime,
  correlationId: Type.Optional(Id),
  schemaVersion: Type.Literal(SCHEMA_VERSION),
  mrn: Type.Optional(Type.String({ minLength: 1, maxLength: 18 })),
  lrn: Type.Optional(Type.String({ minLength: 1, maxLength: 22 })),
  signature: Type.Optional(Type.String({ maxLength: 512 })),
  body: Type.Object({}),
});

/** One defect of form, as S917 reports it. */
export interface FormDefect {
  readonly line: number;
  readonly column: number;
  readonly pointer: string;
  /** XML error code of domain.md section 2.2: 12 enumeration, 13 missing, 18 other, 39 too long, 50 type, 51 pattern. */
  readonly code: string;
  readonly rule: string;
  readonly text: string;
}

/** Message type under which an adapter hands ICE what it could not parse. */
export const UNREADABLE = 'unreadable';

let header: Validator | undefined;
const bodies = new Map<MessageCode, Validator>();

/** Defects of form, at most `LIMITS.defectsPerMessage`; empty where the message keeps the catalogue. */
export function formDefects(message: Message): FormDefect[] {
  header ??= compiled(Envelope);
  if (!header.Check(message)) return defectsOf(header.Errors(message), '');
  if (!isMessageCode(message.messageType)) {
    return [
      defect(
        '/messageType',
        '12',
        'C109',
        `message type ${message.messageType} is not in the catalogue`,
      ),
    ];
  }
  const validator = bodyValidator(message.messageType);
  return validator.Check(message.body) ? [] : defectsOf(validator.Errors(message.body), '/body');
}

/** Compiled on first use: a start loads none of what it does not need. */
const compiled = (schema: Type.TSchema): Validator => Compile(schema) as unknown as Validator;

function bodyValidator(code: MessageCode): Validator {
  let validator = bodies.get(code);
  if (validator === undefined) {
    validator = compiled(MESSAGE_TYPES[code].body);
    bodies.set(code, validator);
  }
  return validator;
}

interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
  readonly params: object;
}

/** How each schema keyword is reported: error code and rule. */
const KEYWORDS: Readonly<Record<string, readonly [code: string, rule: string]>> = {
  required: ['13', 'C102'],
  maxLength: ['39', 'C105'],
  minLength: ['40', 'C105'],
  pattern: ['51', 'C104'],
  type: ['50', 'C106'],
  maxItems: ['35', 'C111'],
  minItems: ['13', 'C102'],
  enum: ['12', 'C103'],
  const: ['12', 'C103'],
  anyOf: ['12', 'C103'],
  maximum: ['54', 'C106'],
  minimum: ['55', 'C106'],
};

function defectsOf(errors: readonly SchemaError[], prefix: string): FormDefect[] {
  return errors
    .slice(0, LIMITS.defectsPerMessage)
    .map(({ keyword, instancePath, message, params }) => {
      const [code, rule] = KEYWORDS[keyword] ?? ['18', 'C101'];
      const missing = (params as { requiredProperties?: string[] }).requiredProperties?.[0];
      const pointer = `${prefix}${instancePath}${keyword === 'required' && missing ? `/${missing}` : ''}`;
      return defect(pointer, code, rule, message);
    });
}

const defect = (pointer: string, code: string, rule: string, text: string): FormDefect => ({
  line: 1,
  column: 1,
  pointer: pointer === '' ? '/' : pointer,
  code,
  rule,
  text,
});

/** The wire form. */
export const encodeMessage = (message: Message): string => JSON.stringify(message);

export type Decoded =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly defect: FormDefect };

/** Parses the wire form once; what is not a JSON object is a defect with its line and column. The form is checked by `formDefects`. */
export function decodeMessage(text: string): Decoded {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { ok: true, message: value as Message };
    }
    return { ok: false, defect: defect('/', '50', 'C101', 'the message is not a JSON object') };
  } catch (error) {
    return {
      ok: false,
      defect: { ...defect('/', '52', 'C101', 'the message is not JSON'), ...placeOf(text, error) },
    };
  }
}

/** Line and column of a JSON syntax error, from the position that the runtime names. */
function placeOf(text: string, error: unknown): { line: number; column: number } {
  const reason = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(reason)?.[1];
  const before = text.slice(0, position === undefined ? text.length : Number(position)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** What an adapter hands to ICE in place of a message that it could not parse; `sender` is the authenticated client. */
export const unreadable = (sender: string, found: FormDefect): Message => ({
  messageId: 'unreadable',
  messageType: UNREADABLE,
  sender,
  recipient: 'ICE',
  sentAt: '1970-01-01T00:00:00.000Z',
  schemaVersion: SCHEMA_VERSION,
  body: { defect: found },
});
