/** What the step of one record gives back, how it enters the host's outcome, and how a node's folders are composed. Holds no rule of customs. */
import type {
  Draws,
  Effect,
  Fact,
  Message,
  Outcome,
  Send,
} from '../../simulator/core/participant.ts';
import type { Row, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { customsFact } from './facts.ts';
import { DECISIONS } from './tasks.ts';
import type { TaskKind } from './tasks.ts';
import type { Body, MessageCode } from './message-types.ts';
import { ALL } from './routing.ts';

/** Next state of one record, with what it says and what it asks for. */
export interface Step<S> {
  /** The record as it is now; undefined leaves what is stored. */
  readonly state: S | undefined;
  readonly facts: readonly Fact[];
  readonly effects: readonly Effect[];
}

/** Writes a step into the outcome: the record under `key` where it changed, the facts, the effects. */
export function applyStep<S extends Row>(
  out: Outcome,
  table: Table<S>,
  key: string,
  step: Step<S>,
): void {
  const { state } = step;
  if (state !== undefined && state !== table.get(key)) out.put(table, key, state);
  say(out, step);
}

/** What a step says and asks for, without its record. */
export function say(out: Outcome, { facts, effects }: Omit<Step<unknown>, 'state'>): void {
  for (const fact of facts) out.facts.push(fact);
  for (const effect of effects) out.effects.push(effect);
}

/** Nothing to say, nothing to do: a timer in a state that has no row for it. */
export const NO_CHANGE: Step<never> = { state: undefined, facts: [], effects: [] };

/** A message of the catalogue; its form was checked where it entered. */
export type MessageOf<C extends MessageCode> = Message & { readonly body: Body<C> };

/** Parts of the envelope that the sending step knows. */
export interface Header {
  /** The party that sends, where it is not the node itself. */
  readonly from?: string;
  readonly correlationId?: string;
  readonly mrn?: string;
  readonly lrn?: string;
}

const NO_HEADER: Header = {};

/** A new message; the body's type follows from the code. */
export function send<C extends MessageCode>(
  messageType: C,
  to: string,
  body: Body<C>,
  header: Header = NO_HEADER,
): Send {
  const effect: { -readonly [K in keyof Send]: Send[K] } = { kind: 'send', messageType, to, body };
  if (header.from !== undefined) effect.from = header.from;
  if (header.correlationId !== undefined) effect.correlationId = header.correlationId;
  if (header.mrn !== undefined) effect.mrn = header.mrn;
  if (header.lrn !== undefined) effect.lrn = header.lrn;
  return effect;
}

/** The timer `name` of `key` rings at `at`; one that is running under the same name and key starts anew. */
export const startTimer = (name: string, key: string, at: SimTime): Effect => ({
  kind: 'startTimer',
  name,
  key,
  at,
});

export const stopTimer = (name: string, key: string): Effect => ({ kind: 'stopTimer', name, key });

/** Where each functional error code points (G0009, domain.md section 2.2). */
const POINTERS: Readonly<Record<string, string>> = { '90': '/mrn', '92': '/', '93': '/mrn' };

/**
 * Refuses a message: S906 to its sender, from the party it was addressed to. Leaves the record as it is.
 * @param rule of domain.md section 7; `code` is the functional error code of section 2.2.
 * @param pointer where codes 90, 92 and 93 do not say it.
 */
export function refuse(
  message: Message,
  rule: string,
  code: string,
  pointer = POINTERS[code] ?? '/',
): Step<never> {
  const { messageId, messageType, sender, mrn, lrn } = message;
  const errors = [{ pointer, code, reason: rule }];
  const header = withReferences(answering(message), mrn, lrn);
  return {
    state: undefined,
    facts: [rejection(messageId, messageType, rule, code, mrn)],
    effects: [send('S906', sender, { messageId, errors }, header)],
  };
}

/** The fact of a refusal, whatever message says it. */
export const rejection = (
  id: string,
  msg: string,
  rule: string,
  code: string,
  mrn: string | undefined,
): Fact =>
  mrn === undefined
    ? customsFact({ type: 'MessageRejected', id, msg, rule, code })
    : customsFact({ type: 'MessageRejected', id, msg, rule, code, mrn });

/** A refusal that a row of a state table names (D39, B14). */
export const byRow = (row: string, refusal: Step<never>): Step<never> => ({
  state: undefined,
  facts: refusal.facts.map((fact) => ({ ...fact, row })),
  effects: refusal.effects,
});

const withReferences = (
  header: Header,
  mrn: string | undefined,
  lrn: string | undefined,
): Header => ({
  ...header,
  ...(mrn === undefined ? {} : { mrn }),
  ...(lrn === undefined ? {} : { lrn }),
});

/** Header of an answer: its correlationId is the id of the message answered (R0008), its sender whom that was addressed to. */
export const answering = (message: Message): { correlationId: string; from?: string } =>
  message.recipient === ALL
    ? { correlationId: message.messageId }
    : { correlationId: message.messageId, from: message.recipient };

/** What an officer is asked: one open question of a kind about one record. */
export interface Question {
  readonly kind: TaskKind;
  /** Key of the record that the question is about. */
  readonly key: string;
  /** Whose work list it goes on. */
  readonly office: string;
  readonly proposed: string;
  readonly channel: string;
  readonly mrn?: string;
  readonly lrn?: string;
  readonly principal?: string;
  readonly identification?: string;
  readonly goods?: string;
  readonly grossMass?: number;
  readonly value?: number;
}

/** Name of the question on every work list; also what N820 answers. */
export const taskId = (kind: TaskKind, key: string): string => `${kind}/${key}`;

/** N810 to an office's work list. The node's task list notes it when it sees it leave (fact TaskOpened). */
export function askOfficer(question: Question): Send {
  const { kind, key, office, proposed, channel } = question;
  const item: { -readonly [K in keyof Body<'N810'>]: Body<'N810'>[K] } = {
    task: taskId(kind, key),
    kind,
    office,
    decisions: DECISIONS[kind] as string[],
    proposed,
    channel,
  };
  if (question.principal !== undefined) item.principal = question.principal;
  if (question.identification !== undefined) item.identification = question.identification;
  if (question.goods !== undefined) item.goods = question.goods;
  if (question.grossMass !== undefined) item.grossMass = question.grossMass;
  if (question.value !== undefined) item.value = question.value;
  return send('N810', office, item, question);
}

/** N811: the question needs no answer any more (fact TaskWithdrawn). */
export const withdrawQuestion = (
  kind: TaskKind,
  key: string,
  office: string,
  header?: Header,
): Send => send('N811', office, { task: taskId(kind, key), office }, header);

/** S903 to an office's work list: something is to be looked at; nothing is rejected. @param code a timer that ran out, or a rule that only warns. */
export const warnOfficer = (office: string, code: string, text: string, header?: Header): Send =>
  send('S903', office, { code, text }, header);

/** A question on the task list. */
export interface Task {
  readonly kind: TaskKind;
  readonly key: string;
  readonly office: string;
  readonly mrn?: string;
  readonly lrn?: string;
}

/** The instant of a step: everything a handler may use beside its own tables. */
export interface Moment {
  readonly now: SimTime;
  readonly draws: Draws;
  readonly out: Outcome;
}

export type MessageHandler<C extends MessageCode> = (message: MessageOf<C>, at: Moment) => void;
export type TimerHandler = (key: string, at: Moment) => void;
/** The decision has been checked: the task was open, the office is its own, the procedure allows the decision. */
export type DecisionHandler = (task: Task, message: MessageOf<'N820'>, at: Moment) => void;

/** What speaks against an officer's answer beside office and form (rule C506); the task stays open, and what the step says is said. */
export type Objection = (
  task: Task,
  message: MessageOf<'N820' | 'N017'>,
) => Step<never> | undefined;

/** One folder of a national application: its tables, and what it does with messages, timers and decisions. No two folders handle the same message or decision. */
export interface Department {
  readonly tables: readonly Table<Row>[];
  readonly messages: { readonly [C in MessageCode]?: MessageHandler<C> };
  /** By timer name; others may use the same timer, under other keys. */
  readonly timers: Readonly<Record<string, TimerHandler>>;
  readonly decisions: { readonly [K in TaskKind]?: DecisionHandler };
  readonly objections?: { readonly [K in TaskKind]?: Objection };
  /** Once, at the start of the run. */
  readonly start?: (at: Moment) => void;
  /** Once a day: forgets what ended long ago (`LIMITS.finalRetentionMs`). */
  readonly prune?: (at: Moment) => void;
}
