/** The messages of a run that are under way, from the entry that says they were sent to the one that says what came of them. Judges nothing. */
import { MESSAGE_CODES, MESSAGE_TYPES } from '../../../nodes/common/message-types.ts';
import type { MessageCode } from '../../../nodes/common/message-types.ts';
import { ALL, ICE, WORLD } from '../../../nodes/common/routing.ts';
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { text } from './invariant.ts';
import { Lanes } from './lanes.ts';
import { RecentMap } from './recent.ts';

/** A message as its sender journalled it (`MessageSent`). */
export type Letter = Entry;

/** A message that ICE has taken, or has sent in its own name. */
export interface Taken {
  readonly letter: Letter;
  readonly at: SimTime;
  /** Of one that is for everybody: who has it. */
  readonly had?: Set<string>;
  /** ICE has kept it for its time to live. */
  isGivenUp?: boolean;
}

/** What a message is that somebody names as a cause, and that is not under way to him. */
export type Unknown =
  /** A confirmation, which the journal does not keep. */
  | 'receipt'
  /** Its effect is over, or it was refused. */
  | 'over'
  | 'unsent';

const EXCHANGE: ReadonlySet<string> = new Set(
  MESSAGE_CODES.filter((code) => MESSAGE_TYPES[code].exchange),
);

/** What people answer, or answer if they like. */
const TO_PEOPLE: ReadonlySet<string> = new Set<MessageCode>(['N810', 'T140']);

/** The requests that an answer of a node, an insurer or ICE names: its correlation is theirs. */
const REQUESTS: ReadonlySet<string> = new Set(
  MESSAGE_CODES.flatMap((code) => MESSAGE_TYPES[code].answers ?? []).filter(
    (code) => !TO_PEOPLE.has(code),
  ),
);

/** Those that have one answer, be it a refusal: with it they are done. */
const ANSWERED_ONCE: ReadonlySet<string> = new Set<MessageCode>([
  'G034',
  'S974',
  'T013',
  'T015',
  'X002',
  'X027',
  'X094',
  'X114',
  'X164',
  'X200',
  'X203',
]);
export const isAnsweredOnce = (msg: string): boolean => ANSWERED_ONCE.has(msg);

/** A request that has reached whoever is to answer it. */
export interface Request {
  readonly letter: Letter;
  readonly at: string;
  /** Types of the messages that have named it as what they answer. */
  answers: readonly string[];
}

/** A node: whoever else sends or is written to has a longer name, or is ICE. */
export const isNode = (name: string): boolean => name.length === 3 && name !== ICE && name !== ALL;

/** Whether it goes from one node to others or to ICE, or comes from ICE. */
export function isOverIce(letter: Letter): boolean {
  const [from, to] = [text(letter['from']), text(letter['to'])];
  if (from === ICE) return true;
  if (!isNode(from) || !EXCHANGE.has(text(letter['msg']))) return false;
  return to === ICE || to === ALL || (isNode(to) && to !== from);
}

/** Whether a script wrote it in the name of a node or an insurer. */
export const isPlayed = (letter: Letter): boolean =>
  letter.n === WORLD && (isNode(text(letter['from'])) || text(letter['id']).startsWith(SCRIPT));

/** What stands before the numbers of messages that scripts write in the names of others. */
const SCRIPT = 'SCRIPT-';

const DASH = '-'.charCodeAt(0);
const LETTER_N = 'n'.charCodeAt(0);

/** An id is its sender and a number; those of national messages are counted apart (`GEO-n5`). */
export function apart(id: string): {
  readonly sender: string;
  readonly national: boolean;
  readonly number: number;
} {
  const dash = id.lastIndexOf('-');
  const national = id.charCodeAt(dash + 1) === LETTER_N;
  const number = Number(id.slice(dash + (national ? 2 : 1)));
  return { sender: id.slice(0, Math.max(dash, 0)), national, number };
}

const NONE: readonly string[] = [];

/** Messages for everybody, and requests, that are remembered for certain. */
const TO_ALL = 1_000;
const REQUESTS_KEPT = 10_000;

export class Letters {
  /** What the entry at hand comes of; undefined where it names nothing, or nothing that is under way to whoever names it. */
  cause: Letter | undefined;
  /** What stood before that message in its lane and is still under way. */
  overtaken: string | undefined;
  /** Whether ICE has taken that message. */
  wasTaken = false;
  /** Whether that message is not under way, or another's turn was before it. */
  isStray = false;
  /** Whether that message has to be answered at once. */
  isQuestion = false;
  /** Whether the message that the entry at hand says was sent goes over ICE. */
  isOfExchange = false;
  /** The request that it answers, as it stood before; undefined where it names none that waits for an answer. */
  answered: Request | undefined;
  /** Of the exchange and not yet at ICE, or of a country and not yet at its recipient. */
  readonly sent = new Map<string, Letter>();
  /** At ICE and not yet at its recipient. */
  readonly taken = new Map<string, Taken>();
  /** By id. */
  readonly requests = new RecentMap<Request>(REQUESTS_KEPT);
  /** Ids that scripts have used before those to whom they belong. */
  readonly borrowed = new Set<string>();
  private readonly toAll = new RecentMap<Taken>(TO_ALL);
  /** Id of the last message of each sender: to ICE, and to whoever is not. */
  private readonly last = new Map<string, { exchange: string; national: string }>();
  /** Whoever sent last often sends again. */
  private sender = '';
  private lastOf: { exchange: string; national: string } | undefined;
  /** Of one sender about one movement; of one recipient about one movement. */
  private readonly toIce = new Lanes();
  private readonly fromIce = new Lanes();

  get size(): number {
    const kept = [this.sent, this.taken, this.requests, this.borrowed];
    const lanes = [this.toAll, this.toIce, this.fromIce];
    return [...kept, ...lanes].reduce((sum, { size }) => sum + size, 0);
  }

  step(entry: Entry): void {
    const { by } = entry;
    if (by === undefined) this.cause = undefined;
    else {
      this.isQuestion = false;
      this.receive(entry, by);
      this.isStray = this.cause === undefined || this.overtaken !== undefined;
    }
    this.isOfExchange = false;
    if (entry.type === 'MessageSent') this.send(entry);
    // Rule C603: ICE has kept it for its time to live.
    else if (entry.type === 'MessageRefused' && by === undefined) this.giveUp(text(entry['id']));
  }

  /** What was for everybody, lately. */
  forAll(): Iterable<Taken> {
    return this.toAll.values();
  }

  isUnderWay(id: string): boolean {
    return this.sent.has(id) || this.taken.has(id);
  }

  /** What a message is that somebody names as a cause though none of that id is under way to him. */
  unknown(by: string, at: string): Unknown {
    const { sender, national, number } = apart(by);
    if (national && (at === ICE || sender === ICE)) return 'receipt';
    const last = this.last.get(sender);
    if (last === undefined) return 'unsent';
    return number <= apart(national ? last.national : last.exchange).number ? 'over' : 'unsent';
  }

  private send(letter: Entry): void {
    const id = text(letter['id']);
    const { n } = letter;
    const re = text(letter['re']);
    this.answered = re === '' || n === WORLD ? undefined : this.answer(re, text(letter['msg']));
    const own = this.count(n, id);
    if (own === 'others') return;
    this.isOfExchange = own === 'exchange' && isOverIce(letter);
    if (n === ICE) {
      this.taken.set(id, { letter, at: letter.t });
      this.queue(this.fromIce, text(letter['to']), letter);
      return;
    }
    this.sent.set(id, letter);
    if (this.isOfExchange && !isPlayed(letter)) this.queue(this.toIce, n, letter);
  }

  private answer(re: string, msg: string): Request | undefined {
    const request = this.requests.get(re);
    if (request === undefined) return undefined;
    const { letter, at, answers } = request;
    if (isAnsweredOnce(text(letter['msg']))) this.requests.delete(re);
    else request.answers = [...answers, msg];
    return { letter, at, answers };
  }

  /** @returns how the sender counts it; that of `others` is what it repeats in their name. */
  private count(n: string, id: string): 'national' | 'exchange' | 'others' {
    const own = id.startsWith(n) && id.charCodeAt(n.length) === DASH;
    const sender = own ? n : apart(id).sender;
    let last = sender === this.sender ? this.lastOf : this.last.get(sender);
    if (!own && last !== undefined && `${sender}-` !== SCRIPT) return this.borrow(id, last);
    if (last === undefined) this.last.set(sender, (last = { exchange: '', national: '' }));
    this.sender = sender;
    this.lastOf = last;
    if (id.charCodeAt(sender.length + 1) !== LETTER_N) {
      last.exchange = id;
      return 'exchange';
    }
    last.national = id;
    return own ? 'national' : 'exchange';
  }

  /** A script repeats what another has sent, or takes a number that the other has not come to yet. */
  private borrow(id: string, last: { readonly exchange: string }): 'exchange' | 'others' {
    if (apart(id).number <= apart(last.exchange).number) return 'others';
    this.borrowed.add(id);
    return 'exchange';
  }

  private receive(entry: Entry, by: string): void {
    const letter = this.sent.get(by);
    this.overtaken = undefined;
    this.wasTaken = letter === undefined;
    if (letter === undefined) this.receiveFromIce(entry, by);
    else {
      this.cause = letter;
      if (entry.n === ICE) this.enterIce(entry, by, letter);
      else if (entry.type !== 'RepeatDropped') {
        this.sent.delete(by);
        this.note(by, letter, entry.n);
      }
    }
  }

  private enterIce({ type, t }: Entry, id: string, letter: Letter): void {
    if (type !== 'MessageTaken' && type !== 'MessageRefused') return;
    this.sent.delete(id);
    if (!isPlayed(letter)) this.overtaken = this.leave(this.toIce, letter.n, letter);
    if (type === 'MessageRefused') return;
    const to = text(letter['to']);
    if (to === ICE) this.note(id, letter, ICE);
    else if (to === ALL) this.toAll.set(id, { letter, at: t, had: new Set() });
    else {
      this.taken.set(id, { letter, at: t });
      this.queue(this.fromIce, to, letter);
    }
  }

  private receiveFromIce({ n, type }: Entry, by: string): void {
    const taken = this.taken.get(by) ?? this.toAll.get(by);
    const isOver = taken?.had?.has(n) === true || n === ICE;
    this.cause = isOver ? undefined : taken?.letter;
    if (taken === undefined || isOver || type === 'RepeatDropped') return;
    this.note(by, taken.letter, n);
    if (taken.had !== undefined) {
      taken.had.add(n);
      return;
    }
    this.taken.delete(by);
    this.overtaken = this.leave(this.fromIce, text(taken.letter['to']), taken.letter);
  }

  private giveUp(id: string): void {
    const forAll = this.toAll.get(id);
    if (forAll !== undefined) forAll.isGivenUp = true;
    const taken = this.taken.get(id);
    if (taken === undefined) return;
    this.taken.delete(id);
    this.leave(this.fromIce, text(taken.letter['to']), taken.letter);
  }

  private note(id: string, letter: Letter, at: string): void {
    const msg = text(letter['msg']);
    if (!REQUESTS.has(msg)) return;
    this.requests.set(id, { letter, at, answers: NONE });
    this.isQuestion = ANSWERED_ONCE.has(msg);
  }

  private queue(lanes: Lanes, end: string, letter: Letter): void {
    const mrn = text(letter['mrn']);
    if (mrn !== '') lanes.enter(`${end} ${mrn}`, text(letter['id']));
  }

  private leave(lanes: Lanes, end: string, letter: Letter): string | undefined {
    const mrn = text(letter['mrn']);
    return mrn === '' ? undefined : lanes.leave(`${end} ${mrn}`, text(letter['id']));
  }
}
