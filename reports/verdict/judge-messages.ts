/** The messages that a step wants to see, and those that it does not. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { durationText } from '../../simulator/core/time.ts';
import type { Expected, ExpectedMessage } from './expected.ts';
import type { Findings } from './judge.ts';
import { fits, valueAt } from './match.ts';
import type { SeenMessage } from './messages.ts';
import type { Names } from './names.ts';
import type { Parties } from './parties.ts';
import { messageWords, wantedWords } from './wording.ts';
import { clock, SAY, shown } from './words.ts';

export interface Window {
  readonly messages: ReadonlySet<SeenMessage>;
  readonly names: Names;
  readonly parties: Parties;
  readonly begun: SimTime;
}

/** Arrival of a message at everybody whom it is for; undefined while somebody waits. */
interface Arrival {
  readonly t: SimTime;
  readonly order: number;
}

/** In order, where that is asked for: of messages about the same thing, as ICE keeps the order of each movement. */
export function judgeMessages(expected: Expected, window: Window, findings: Findings): void {
  const last = new Map<string, number>();
  for (const wanted of expected.messages) {
    const found = judgeMessage(wanted, expected.withinMs, window, findings);
    if (!expected.inOrder || found === undefined) continue;
    const about = wanted.line.of ?? '';
    const before = last.get(about) ?? -1;
    if (found.order < before) findings.missing.push(SAY.outOfOrder(messageWords(wanted.line)));
    last.set(about, Math.max(before, found.order));
  }
}

export function judgeUnwanted(expected: Expected, window: Window, findings: Findings): void {
  for (const wanted of expected.notMessages) {
    const found = candidates(wanted, window)[0];
    const at = found === undefined ? '' : clock(found.sentAt, window.begun);
    const words = messageWords(wanted.line);
    findings.say(found === undefined, SAY.notSeen(words), SAY.unwanted(words, at));
  }
}

/** Messages of the window that a line names, whatever is in them. */
function candidates(
  { line }: ExpectedMessage,
  { messages, names, parties }: Window,
): SeenMessage[] {
  return [...messages].filter(
    (message) =>
      message.code === line.code &&
      (line.from === undefined || isFrom(message, line.from, parties)) &&
      (line.to === undefined || parties.is(message.to, line.to)) &&
      (line.of === undefined || isAbout(message, line.of, names)),
  );
}

/** The envelope names an office or a person; the participant that sent it is meant as well. */
const isFrom = ({ from, sender }: SeenMessage, meant: string, parties: Parties): boolean =>
  parties.is(from, meant) || sender === meant;

function isAbout({ mrn, lrn, body }: SeenMessage, name: string, names: Names): boolean {
  const header = { ...(mrn === undefined ? {} : { mrn }), ...(lrn === undefined ? {} : { lrn }) };
  return names.isAbout(header, name) || names.isAbout({ ...body }, name);
}

/** Says whether a message was seen, and if not, how far it came. */
function judgeMessage(
  wanted: ExpectedMessage,
  withinMs: number | undefined,
  window: Window,
  findings: Findings,
): Arrival | undefined {
  const { line, times } = wanted;
  const words = wantedWords(wanted);
  const named = candidates(wanted, window);
  const right = named.filter((message) => otherValue(message, wanted, window.names) === undefined);
  if (right.length === 0) {
    const [first] = named;
    const other = first === undefined ? undefined : otherValue(first, wanted, window.names);
    findings.missing.push(other ?? SAY.notSent(words));
    return undefined;
  }
  if (line.waits) {
    const waits = right.some(
      ({ takenAt, receivedBy }) => takenAt !== undefined && receivedBy.size === 0,
    );
    findings.say(waits, words, whyNotWaiting(right[0]!, words));
    return undefined;
  }
  const arrived = right
    .map((message) => ({ message, arrival: arrivalOf(message, window.parties) }))
    .filter(({ arrival }) => arrival !== undefined);
  const first = arrived[0]?.arrival;
  if (first === undefined) {
    findings.missing.push(howFar(right[0]!, words, window.parties));
    return undefined;
  }
  if (times !== undefined && arrived.length !== times)
    findings.missing.push(SAY.times(words, String(arrived.length), String(times)));
  else if (withinMs !== undefined && first.t - window.begun > withinMs)
    findings.missing.push(SAY.late(words, durationText(first.t - window.begun)));
  else findings.seen.push(SAY.seenAt(words, clock(first.t, window.begun)));
  return first;
}

/** The first value that is not the one wanted, as a sentence. */
function otherValue(
  message: SeenMessage,
  { line, where }: ExpectedMessage,
  names: Names,
): Bilingual | undefined {
  for (const [pointer, value] of Object.entries(where)) {
    const wanted = names.resolve(value);
    const found = valueAt(message, pointer);
    if (!fits(wanted, found))
      return SAY.otherValue(messageWords(line), pointer, shown(found), shown(wanted));
  }
  return undefined;
}

function arrivalOf({ to, sender, receivedBy }: SeenMessage, parties: Parties): Arrival | undefined {
  const received = [...receivedBy.values()];
  if (to !== 'ALL') return received[0];
  if (parties.othersThan(sender).some((node) => !receivedBy.has(node))) return undefined;
  return received.reduce((a, b) => (b.order > a.order ? b : a));
}

function howFar(message: SeenMessage, words: Bilingual, parties: Parties): Bilingual {
  const { to, sender, takenAt, refused, receivedBy } = message;
  if (refused !== undefined && takenAt === undefined) return SAY.refusedByIce(words, refused);
  if (to === 'ALL' && receivedBy.size > 0) {
    const others = parties.othersThan(sender).filter((node) => !receivedBy.has(node));
    return SAY.notReceivedBy(words, others.join(', '));
  }
  return takenAt === undefined ? SAY.sentNotReceived(words) : SAY.notReceived(words);
}

const whyNotWaiting = ({ takenAt, refused }: SeenMessage, words: Bilingual): Bilingual => {
  if (refused !== undefined) return SAY.refusedByIce(words, refused);
  return takenAt === undefined ? SAY.notTaken(words) : SAY.alreadyReceived(words);
};
