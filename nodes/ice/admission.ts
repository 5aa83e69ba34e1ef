/** Whether ICE takes a message: form, sender, route, reference data, party and correlation, in this order; the first that fails answers. */
import type { Message } from '../../simulator/core/participant.ts';
import { formDefects, UNREADABLE } from '../common/envelope.ts';
import type { FormDefect } from '../common/envelope.ts';
import { isMessageCode, MESSAGE_CODES, MESSAGE_TYPES } from '../common/message-types.ts';
import type { Body, MessageCode } from '../common/message-types.ts';
import { parseMrn } from '../common/numbers/mrn.ts';
import type { SchemeParameters } from '../common/parameters.ts';
import { ALL, ICE } from '../common/routing.ts';
import type { RuleCode } from '../common/rules/rules.ts';
import { functionalErrorOf } from '../common/rules/rules.ts';
import type { Parties } from './parties.ts';
import { announces } from './parties.ts';

/** S917 for form, S906 for content. */
export type Refusal =
  | { readonly kind: 'form'; readonly defects: readonly FormDefect[] }
  | {
      readonly kind: 'content';
      readonly rule: RuleCode;
      readonly code: string;
      readonly pointer: string;
    };

/** Finds who asked whom by the messageId of a request that is still open. */
export type OpenRequests = (
  messageId: string,
) => { readonly from: string; readonly to: string } | undefined;

/** Where a message of a type may come from and go to over ICE. */
interface Way {
  /** Nodes send it; ICE alone sends the others. */
  readonly fromNodes: boolean;
  readonly toNodes: boolean;
  readonly toIce: boolean;
  readonly toAll: boolean;
}

const WAYS: ReadonlyMap<MessageCode, Way> = new Map(
  MESSAGE_CODES.filter((code) => MESSAGE_TYPES[code].exchange).map((code) => {
    const { from, to } = MESSAGE_TYPES[code];
    const toAll = to.includes('allNodes');
    return [
      code,
      {
        fromNodes: from.some((role) => role !== 'ice'),
        toNodes: to.some((role) => role !== 'ice'),
        toIce: to.includes('ice') || toAll,
        toAll,
      },
    ];
  }),
);

/** What observers may send: that they have received something, and that they are there. */
const FROM_OBSERVERS: ReadonlySet<string> = new Set<MessageCode>(['S002', 'S803']);

export class Admission {
  private readonly scheme: SchemeParameters;
  private readonly members: ReadonlyMap<string, string>;
  private readonly observers: ReadonlySet<string>;
  private readonly offices: ReadonlySet<string>;
  private readonly parties: Parties;
  private readonly requests: OpenRequests;

  constructor(scheme: SchemeParameters, parties: Parties, requests: OpenRequests) {
    this.scheme = scheme;
    this.members = new Map(Object.entries(scheme.members));
    this.observers = new Set(scheme.observers);
    this.offices = new Set(Object.keys(scheme.offices));
    this.parties = parties;
    this.requests = requests;
  }

  /** Why ICE refuses a message, or undefined where it takes it. Whatever the message is, it throws nothing. */
  refusalOf(message: Message): Refusal | undefined {
    const defects =
      message.messageType === UNREADABLE ? defectsFound(message) : formDefects(message);
    if (defects.length > 0) return { kind: 'form', defects };
    const { messageType } = message;
    const way = isMessageCode(messageType) ? WAYS.get(messageType) : undefined;
    if (way === undefined || !this.maySend(way, message))
      return contentRefusal('C109', '/messageType');
    if (!this.hasRoute(way, message)) return contentRefusal('C601', '/recipient');
    return (
      this.announcementRefusal(message) ?? this.partyRefusal(message) ?? this.answerRefusal(message)
    );
  }

  private maySend({ fromNodes }: Way, { messageType, sender }: Message): boolean {
    if (!fromNodes) return false;
    return (
      this.members.has(sender) || (this.observers.has(sender) && FROM_OBSERVERS.has(messageType))
    );
  }

  /** Observers get what is public, from ICE alone. */
  private hasRoute({ toIce, toAll, toNodes }: Way, { sender, recipient }: Message): boolean {
    if (recipient === ICE) return toIce;
    if (recipient === ALL) return toAll;
    return toNodes && recipient !== sender && this.members.has(recipient);
  }

  /** A movement is announced under a sound MRN of the sender's own country, with offices that the reference data knows. */
  private announcementRefusal(message: Message): Refusal | undefined {
    if (!announces(message)) return undefined;
    const { mrn, sender } = message;
    if (mrn === undefined) return contentRefusal('C102', '/mrn');
    const parsed = parseMrn(mrn, '/mrn');
    if (!parsed.ok) return contentRefusal(parsed.error.code ?? 'C301', '/mrn');
    if (!this.allots(sender, mrn)) return contentRefusal('C303', '/mrn');
    return this.officeRefusal(message);
  }

  private officeRefusal({ body }: Message): Refusal | undefined {
    const { declaration, offices } = body as Body<'X001'>;
    const unknown = (office: string): boolean => !this.offices.has(office);
    const { officeOfDeparture, officeOfDestination, officesOfTransit } = declaration;
    if (unknown(officeOfDeparture))
      return contentRefusal('C304', '/body/declaration/officeOfDeparture');
    if (unknown(officeOfDestination)) {
      return contentRefusal('C304', '/body/declaration/officeOfDestination');
    }
    const transit = officesOfTransit.findIndex(({ office }) => unknown(office));
    if (transit >= 0) {
      return contentRefusal('C304', `/body/declaration/officesOfTransit/${String(transit)}/office`);
    }
    const meant = offices.findIndex(unknown);
    return meant < 0 ? undefined : contentRefusal('C304', `/body/offices/${String(meant)}`);
  }

  /** Rule C604, answered with 90 where ICE knows no such movement, with 92 where an end is no party to it. */
  private partyRefusal(message: Message): Refusal | undefined {
    const { mrn, messageType, sender } = message;
    if (mrn === undefined) return undefined;
    // Before the release nobody but the country of departure knows the movement: it may ask another about a guarantee.
    if (messageType === 'X200') return this.allots(sender, mrn) ? undefined : noParty('92');
    if (messageType === 'X201') return undefined;
    switch (this.parties.verdict(message, mrn)) {
      case 'party':
        return undefined;
      case 'noParty':
        return noParty('92');
      case 'unknown':
        // A refusal may come when the movement is forgotten; it tells its recipient nothing new.
        return messageType.startsWith('X') ? noParty('90') : undefined;
    }
  }

  /** Rule C107 (R0008): an answer goes back to who asked, from who was asked, once. */
  private answerRefusal({
    messageType,
    sender,
    recipient,
    correlationId,
  }: Message): Refusal | undefined {
    if (!ANSWERS.has(messageType)) return undefined;
    const request = correlationId === undefined ? undefined : this.requests(correlationId);
    const fits = request?.from === recipient && request.to === sender;
    return fits ? undefined : contentRefusal('C107', '/correlationId');
  }

  /** The country in an MRN is the one that allotted it. */
  private allots(sender: string, mrn: string): boolean {
    return this.scheme.members[sender] === mrn.slice(2, 4);
  }
}

/** Messages over ICE that answer one over ICE, and those that they answer. */
const ANSWERS: ReadonlySet<string> = new Set(MESSAGE_CODES.filter((code) => isAnswer(code)));
export const REQUESTS: ReadonlySet<string> = new Set(
  [...ANSWERS].flatMap((code) => MESSAGE_TYPES[code as MessageCode].answers ?? []),
);

function isAnswer(code: MessageCode): boolean {
  const { exchange, answers = [] } = MESSAGE_TYPES[code];
  return exchange && answers.some((asked) => isMessageCode(asked) && MESSAGE_TYPES[asked].exchange);
}

/** What the adapter has found in a message that it could not parse; what merely calls itself unreadable has a defect of its own. */
function defectsFound(message: Message): FormDefect[] {
  const { defect } = Object(message.body) as { defect?: unknown };
  return isDefect(defect) ? [defect] : formDefects(message);
}

function isDefect(value: unknown): value is FormDefect {
  const { line, column, pointer, code, rule, text } = Object(value) as Record<string, unknown>;
  const isPlace = (place: unknown): boolean => Number.isSafeInteger(place) && Number(place) > 0;
  const isText = (part: unknown): boolean => typeof part === 'string' && part !== '';
  return isPlace(line) && isPlace(column) && [pointer, code, rule, text].every(isText);
}

const noParty = (code: '90' | '92'): Refusal => ({
  kind: 'content',
  rule: 'C604',
  code,
  pointer: pointerFor(code, '/mrn'),
});

/** @param culprit where the codes that do not say it themselves point to. */
export function contentRefusal(rule: RuleCode, culprit: string): Refusal {
  const code = String(functionalErrorOf(rule));
  return { kind: 'content', rule, code, pointer: pointerFor(code, culprit) };
}

/** 90 and 93 point to the MRN, 92 to the whole message (guideline G0009). */
function pointerFor(code: string, culprit: string): string {
  if (code === '92') return '/';
  return code === '90' || code === '93' ? '/mrn' : culprit;
}
