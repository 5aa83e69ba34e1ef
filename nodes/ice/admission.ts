/** Whether ICE takes a message: form, sender, route, reference data, numbers, party and correlation, in this order; the first that fails answers. */
import type { Message } from '../../simulator/core/participant.ts';
import { formDefects, UNREADABLE } from '../common/envelope.ts';
import type { FormDefect } from '../common/envelope.ts';
import { MESSAGE_CODES, MESSAGE_TYPES } from '../common/message-types.ts';
import type { Body, MessageCode } from '../common/message-types.ts';
import { parseMrn } from '../common/numbers/mrn.ts';
import type { SchemeParameters } from '../common/parameters.ts';
import { ALL, ICE } from '../common/routing.ts';
import type { RuleCode } from '../common/rules/rules.ts';
import { codeRefusal, grnRefusal, isOfYear } from './checks.ts';
import type { Claims } from './claims.ts';
import type { Membership } from './membership.ts';
import type { Parties } from './parties.ts';
import { mrnOf } from './mrn-of.ts';
import { contentRefusal, noParty } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { isAnswer } from './requests.ts';
import type { Requests } from './requests.ts';
import { announces } from './standing.ts';

/** What admission looks things up in. */
export interface Known {
  readonly membership: Membership;
  readonly parties: Parties;
  readonly claims: Claims;
  readonly requests: Requests;
}

/** Where a message of a type may come from and go to over ICE. */
interface Way {
  /** Nodes send it; ICE alone sends the others. */
  readonly fromNodes: boolean;
  readonly toNodes: boolean;
  readonly toIce: boolean;
  readonly toAll: boolean;
}

const WAYS: ReadonlyMap<string, Way> = new Map(
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
/** Of what is none of the exchange's, where nobody checks that (rule C109 is off). */
const ANY_WAY: Way = { fromNodes: true, toNodes: true, toIce: true, toAll: true };
const wayOf = ({ messageType }: Message): Way | undefined => WAYS.get(messageType);

/** What observers, and members that are not approved, may send: that they have received something, that they are there, and what waits. */
const FROM_ANYBODY: ReadonlySet<string> = new Set<MessageCode>(['S002', 'S803', 'S974', 'S975']);

type Check = (message: Message) => Refusal | undefined;

export class Admission {
  private readonly observers: ReadonlySet<string>;
  private readonly offices: ReadonlySet<string>;
  private readonly known: Known;
  private readonly off: ReadonlySet<RuleCode>;
  private readonly checks: readonly Check[];

  constructor(scheme: SchemeParameters, known: Known) {
    this.observers = new Set(scheme.observers);
    this.offices = new Set(Object.keys(scheme.offices));
    this.known = known;
    this.off = new Set(scheme.iceRulesOff);
    this.checks = [
      (message) => this.senderRefusal(message),
      (message) => this.routeRefusal(message),
      (message) => this.versionRefusal(message),
      codeRefusal,
      (message) => this.mrnRefusal(message),
      (message) => this.allotmentRefusal(message),
      (message) => this.officeRefusal(message),
      grnRefusal,
      (message) => this.partyRefusal(message),
      (message) => this.claimRefusal(message),
      (message) => this.answerRefusal(message),
    ];
  }

  /** Why ICE refuses a message, or undefined where it takes it. Whatever the message is, it throws nothing. */
  refusalOf(message: Message): Refusal | undefined {
    const found = message.messageType === UNREADABLE ? defectsFound(message) : formDefects(message);
    const defects = found.filter(({ rule }) => !this.isOff(rule));
    if (defects.length > 0) return impostor(defects) ?? { kind: 'form', defects };
    // Nobody minds its form: then nobody reads it either.
    if (found.length > 0) return undefined;
    for (const check of this.checks) {
      const refusal = check(message);
      if (refusal?.kind === 'content' && !this.off.has(refusal.rule)) return refusal;
    }
    return undefined;
  }

  private isOff(rule: string): boolean {
    return this.off.size > 0 && (this.off as ReadonlySet<string>).has(rule);
  }

  /** Rule C109. A country that has left still speaks of the movements that it has a part in. */
  private senderRefusal(message: Message): Refusal | undefined {
    const { sender, messageType } = message;
    const { membership } = this.known;
    const isKnown = membership.isMember(sender) || this.observers.has(sender);
    const maySend =
      membership.isApproved(sender) ||
      (isKnown && FROM_ANYBODY.has(messageType)) ||
      this.hasPart(sender, message);
    return wayOf(message)?.fromNodes === true && maySend
      ? undefined
      : contentRefusal('C109', '/messageType');
  }

  /** Rule C601. Observers get what is public, from ICE alone; a country that has left, what its open movements need. */
  private routeRefusal(message: Message): Refusal | undefined {
    const { sender, recipient } = message;
    const { toIce, toAll, toNodes } = wayOf(message) ?? ANY_WAY;
    const isOpen =
      recipient === ICE
        ? toIce
        : recipient === ALL
          ? toAll
          : toNodes &&
            recipient !== sender &&
            (this.known.membership.isApproved(recipient) || this.hasPart(recipient, message));
    return isOpen ? undefined : contentRefusal('C601', '/recipient');
  }

  private hasPart(node: string, message: Message): boolean {
    const mrn = mrnOf(message);
    return mrn !== undefined && this.known.parties.concerns(node, mrn);
  }

  /** Rule C605, for what countries tell each other; whoever is behind must still be able to receive and to ask. */
  private versionRefusal({ messageType, referenceData }: Message): Refusal | undefined {
    return !messageType.startsWith('S') && this.known.membership.isTooOld(referenceData)
      ? contentRefusal('C605', '/referenceData')
      : undefined;
  }

  /** Rules C301 and C302, and C102 for a movement announced without MRN; one that ICE knows has been looked at before. */
  private mrnRefusal(message: Message): Refusal | undefined {
    const mrn = mrnOf(message);
    if (mrn === undefined) return announces(message) ? contentRefusal('C102', '/mrn') : undefined;
    if (!announces(message) && (!isAboutMovement(message) || this.known.parties.knows(mrn)))
      return undefined;
    const parsed = parseMrn(mrn, '/mrn');
    return parsed.ok ? undefined : contentRefusal(parsed.error.code ?? 'C301', '/mrn');
  }

  /** Rule C303: a movement is announced by the country that its MRN names, in the year of the release or, in January, the year before. */
  private allotmentRefusal(message: Message): Refusal | undefined {
    const { mrn, sender } = message;
    if (!announces(message) || mrn === undefined) return undefined;
    const fits = isOfYear(mrn, (message.body as Body<'X001'>).releaseDate);
    return fits && this.known.parties.allots(sender, mrn)
      ? undefined
      : contentRefusal('C303', '/mrn');
  }

  /** Rule C304: the reference data know the offices of an announced movement. */
  private officeRefusal(message: Message): Refusal | undefined {
    if (!announces(message)) return undefined;
    const { declaration, offices } = message.body as Body<'X001'>;
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

  /** Rule C604. */
  private partyRefusal(message: Message): Refusal | undefined {
    const mrn = mrnOf(message);
    if (mrn === undefined) return undefined;
    const { mrn: named } = message.body as { readonly mrn?: unknown };
    // Else a country would speak of one movement under the name of another.
    if (typeof named === 'string' && named !== mrn) return noParty('92');
    const objection = this.known.parties.objection(message, mrn);
    if (objection === undefined || isAboutMovement(message)) {
      return objection === undefined ? undefined : noParty(objection);
    }
    // A refusal may come when the movement is forgotten, and to whoever asked without a part in it: it tells him nothing else.
    const passes = objection === '90' || this.known.requests.fits(message);
    return passes ? undefined : noParty(objection);
  }

  /** Rule C604: a second claim for a movement, while the first is open. */
  private claimRefusal(message: Message): Refusal | undefined {
    return message.messageType === 'X820' && this.known.claims.isSecond(message)
      ? noParty('92')
      : undefined;
  }

  /** Rule C107 (R0008). */
  private answerRefusal(message: Message): Refusal | undefined {
    return !isAnswer(message) || this.known.requests.fits(message)
      ? undefined
      : contentRefusal('C107', '/correlationId');
  }
}

const isAboutMovement = ({ messageType }: Message): boolean => messageType.startsWith('X');

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

/** Rule C110: the form may be right, the sender is not. */
const impostor = ([defect]: readonly FormDefect[]): Refusal | undefined =>
  defect?.rule === 'C110' && defect.pointer === '/sender'
    ? contentRefusal('C110', '/sender')
    : undefined;
