/** The envelope around every message, its wire form and the check of its form (rules C101 to C106, C109, C111). */
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { Validator } from 'typebox/compile';
import type { Message } from '../../simulator/core/participant.ts';
import { faultOffset, lineAndColumn, tooDeepOffset } from './json-fault.ts';
import { LIMITS, SCHEMA_VERSION } from './limits.ts';
import { isMessageCode, MESSAGE_TYPES } from './message-types.ts';
import type { MessageCode } from './message-types.ts';
import { UTC_TIME, UtcTime } from './messages/parts.ts';
import { FormError } from './messages/system.ts';
import type { RuleCode } from './rules/rules.ts';

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
  /** Version of the reference data that the sender works with; absent: the first (rule C605). */
  referenceData: Type.Optional(Type.Integer({ minimum: 1 })),
  mrn: Type.Optional(Type.String({ minLength: 1, maxLength: 18 })),
  lrn: Type.Optional(Type.String({ minLength: 1, maxLength: 22 })),
  signature: Type.Optional(Type.String({ maxLength: 512 })),
  body: Type.Object({}),
});

/** One defect of form, as S917 reports it; codes are the XML error codes of domain.md section 2.2. */
export type FormDefect = Readonly<FormError>;

/** Message type under which an adapter hands ICE what it could not parse. */
export const UNREADABLE = 'unreadable';

let header: Validator | undefined;
let formError: Validator | undefined;
const bodies = new Map<MessageCode, Validator>();

/** Defects of form, at most `LIMITS.defectsPerMessage`; empty where the message keeps the catalogue. */
export function formDefects(message: Message): FormDefect[] {
  header ??= compiled(Envelope);
  if (!header.Check(message)) return defectsOf(header.Errors(message), '');
  const { messageType, body } = message;
  if (!isMessageCode(messageType)) {
    const text = `message type ${messageType} is not in the catalogue`;
    return [formDefect('/messageType', '12', 'C109', text)];
  }
  const validator = bodyValidator(messageType);
  return validator.Check(body) ? [] : defectsOf(validator.Errors(body), '/body');
}

/** Compiled on first use: a start loads none of what it does not need. */
const compiled = (schema: Type.TSchema): Validator => Compile(schema);

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

/** How each schema keyword is reported, where nothing below says otherwise: error code and rule. */
const KEYWORDS: Readonly<Record<string, readonly [code: string, rule: RuleCode]>> = {
  required: ['13', 'C101'],
  minItems: ['13', 'C101'],
  maxLength: ['39', 'C105'],
  minLength: ['40', 'C101'],
  pattern: ['51', 'C101'],
  type: ['50', 'C101'],
  maxItems: ['35', 'C111'],
  enum: ['12', 'C103'],
  const: ['12', 'C103'],
  anyOf: ['12', 'C103'],
  maximum: ['55', 'C101'],
  minimum: ['54', 'C101'],
};
const OTHER = ['18', 'C101'] as const;

/** @param prefix empty for the header, whose missing fields have a rule of their own (C102). */
function defectsOf(errors: readonly SchemaError[], prefix: string): FormDefect[] {
  const found = new Map<string, FormDefect>();
  for (const error of errors) {
    const [code, rule] = reportOf(error, prefix === '');
    for (const pointer of pointersOf(error, prefix)) {
      // Each branch of a choice has an error of its own; one of them says it.
      if (!found.has(pointer)) found.set(pointer, formDefect(pointer, code, rule, error.message));
    }
  }
  return [...found.values()].slice(0, LIMITS.defectsPerMessage);
}

function reportOf(
  { keyword, params }: SchemaError,
  inHeader: boolean,
): readonly [string, RuleCode] {
  const { type, pattern } = params as { type?: unknown; pattern?: unknown };
  if (keyword === 'required' && inHeader) return ['13', 'C102'];
  if (keyword === 'type' && (type === 'number' || type === 'integer')) return ['50', 'C106'];
  if (keyword === 'pattern' && pattern === UTC_TIME) return ['51', 'C104'];
  return KEYWORDS[keyword] ?? OTHER;
}

/** Where an error points: to each part that is missing, or to what is wrong. */
function pointersOf({ keyword, instancePath, params }: SchemaError, prefix: string): string[] {
  const at = `${prefix}${instancePath}`;
  const { requiredProperties: missing } = params as { requiredProperties?: string[] };
  return keyword === 'required' && missing !== undefined
    ? missing.map((name) => `${at}/${name}`)
    : [at === '' ? '/' : at];
}

/** Keeps to the lengths of S917, whatever the sender wrote. */
export const formDefect = (
  pointer: string,
  code: string,
  rule: RuleCode,
  text: string,
  place = { line: 1, column: 1 },
): FormDefect => ({
  ...place,
  pointer: pointer.slice(0, 512),
  code,
  rule,
  text: text.slice(0, 350),
});

/** The wire form. */
export const encodeMessage = (message: Message): string => JSON.stringify(message);

export type Decoded =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly defect: FormDefect };

/** Parses the wire form once; what is no JSON object, or nested too deep, is a defect with its line and column. `formDefects` checks the rest. */
export function decodeMessage(text: string): Decoded {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuseText('52', 'the message is not JSON', lineAndColumn(text, faultOffset(text)));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuseText('50', 'the message is not a JSON object');
  const tooDeep = tooDeepOffset(text, LIMITS.messageDepth);
  if (tooDeep >= 0) {
    const cause = `the message is nested more than ${String(LIMITS.messageDepth)} deep`;
    return refuseText('18', cause, lineAndColumn(text, tooDeep));
  }
  return { ok: true, message: value as Message };
}

const refuseText = (
  code: string,
  cause: string,
  place?: { line: number; column: number },
): { ok: false; defect: FormDefect } => ({
  ok: false,
  defect: formDefect('/', code, 'C101', cause, place),
});

/** Of a message that its connection may send, signed with no key of its sender that is valid now (rule C110). */
export const BAD_SIGNATURE: FormDefect = formDefect(
  '/signature',
  '14',
  'C110',
  'the signature is by no valid key of the sender',
);

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

/**
 * What an adapter hands to ICE in place of a message under a sender's name that is not its client's (rule C110).
 * @param client the authenticated client.
 * @param original the message, for an ICE that does not check the rule; undefined where the adapter has not read it.
 */
export function disguise(client: string, declared: string, original?: Message): Message {
  const text = `the sender is ${declared}, not ${client}`;
  const { body, ...envelope } = unreadable(client, formDefect('/sender', '14', 'C110', text));
  return { ...envelope, body: original === undefined ? body : { ...body, original } };
}

/** The message inside what `disguise` made; undefined for all else. */
export function disguised({ messageType, body }: Message): Message | undefined {
  if (messageType !== UNREADABLE) return undefined;
  const { original } = Object(body) as { original?: unknown };
  if (typeof original !== 'object' || original === null) return undefined;
  return (original as Message).messageType === UNREADABLE ? undefined : (original as Message);
}

/** The defect inside what `unreadable` made; undefined for all else, so also for what a client sends under that name. */
export function unreadableDefect(message: Message): FormDefect | undefined {
  if (message.messageType !== UNREADABLE) return undefined;
  const { body } = message as { body?: { defect?: unknown } | null };
  formError ??= compiled(FormError);
  return formError.Check(body?.defect) ? (body?.defect as FormDefect) : undefined;
}
