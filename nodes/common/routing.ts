/** Who is who on the network, and by which way a message goes: nodes talk through ICE, everybody else to his own country's node. */
import { exchangeLatency, LEAST_LATENCY_MS } from '../../simulator/core/least-latency.ts';
import type { Addressed, Network } from '../../simulator/core/cell.ts';
import type { Spoilt } from '../../simulator/core/control.ts';
import type { Draws, ParticipantId } from '../../simulator/core/participant.ts';
import { isMessageCode, MESSAGE_TYPES } from './message-types.ts';
import { SCHEMA_VERSION } from './limits.ts';
import { BAD_SIGNATURE, formDefect, unreadable } from './envelope.ts';
import type { FormDefect } from './envelope.ts';

export const WORLD = 'WORLD';
export const ICE = 'ICE';
/** Recipient of a message that ICE hands to every participant but its sender. */
export const ALL = 'ALL';

/** The insurer that fronts for the guarantee chain in a country. */
export const insurerOf = (country: string): ParticipantId => `FI-${country}`;

/** The node of the country that an insurer fronts for; undefined for any other party. */
export const countryOfInsurer = (insurer: string): string | undefined =>
  insurer.startsWith('FI-') ? insurer.slice(3) : undefined;

/** That insurer's TIN, by the country's alpha-2 code: applicants for a guarantee name it as their guarantor. */
export const insurerTin = (iso2: string): string => `${iso2}GUARANTOR1`;

/** ISO 3166 alpha-2 of each node, for numbers and office codes. */
export type CountryCodes = Readonly<Record<string, string>>;

/**
 * The network of one run.
 * @param participants in the order that makes their indexes; the same in every host.
 * @param codes alpha-2 code of each node, by its id: a recipient such as `GE000101` is an office of that node.
 */
export function networkOf(participants: readonly ParticipantId[], codes: CountryCodes): Network {
  const index = new Map(participants.map((id, i) => [id, i]));
  const nodeByCode = new Map(Object.entries(codes).map(([id, iso2]) => [iso2, id]));
  const indexOf = (id: ParticipantId): number => index.get(id) ?? -1;
  const ice = indexOf(ICE);
  const world = indexOf(WORLD);
  const isNode = participants.map((id) => Object.hasOwn(codes, id));

  /** Index of the node that an office code (2 letters, 6 characters) belongs to, or -1. */
  const nodeOfOffice = (recipient: string): number =>
    recipient.length === 8 ? indexOf(nodeByCode.get(recipient.slice(0, 2)) ?? '') : -1;

  return {
    indexOf,
    nextHop(from: number, message: Addressed): number {
      const { messageType, recipient } = message;
      const direct = indexOf(recipient);
      if (from === ice) return direct;
      if (
        isNode[from] === true &&
        isMessageCode(messageType) &&
        MESSAGE_TYPES[messageType].exchange
      ) {
        if (recipient === ALL || direct === ice || isNode[direct] === true) return ice;
      }
      if (isWorkList(messageType)) return world;
      if (direct >= 0) return direct;
      const office = nodeOfOffice(recipient);
      return office >= 0 && (office === from || isNode[from] !== true) ? office : world;
    },
    latency(from: number, to: number, draws: Draws): number {
      if (from === to) return 0;
      if (from === ice || to === ice) return exchangeLatency(draws.stream('latency'));
      return LEAST_LATENCY_MS;
    },
    isExchange: (from, to) => from === ice || to === ice,
    isReceipt: (type) => isMessageCode(type) && MESSAGE_TYPES[type].receipt === true,
    // A node throws away what it cannot read; ICE tells the sender (S917).
    spoilt: (to, { sender }, what) => (to === ice ? unreadable(sender, SPOILT[what]) : undefined),
    schemaVersion: SCHEMA_VERSION,
  };
}

/** What ICE finds in a message that was spoilt. */
const SPOILT: Readonly<Record<Spoilt, FormDefect>> = {
  bytes: formDefect('/', '52', 'C101', 'the message is not UTF-8'),
  signature: BAD_SIGNATURE,
};

/** The work list of an office lies with whoever holds its seat, outside the node; warnings come to it too. */
const isWorkList = (messageType: string): boolean =>
  messageType === 'N810' || messageType === 'N811' || messageType === 'S903';
