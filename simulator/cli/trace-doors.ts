/** The processes that a movement may have passed: each is asked at its door for what it has journalled of it. */
import type { MovementNames } from '../../nodes/process/movement-facts.ts';
import type { Entry } from '../core/cell.ts';
import { parseEntry } from '../journal/codec.ts';
import { EXIT, Failure } from './failure.ts';
import { OPERATOR } from './own-door.ts';
import { secretIn } from './secrets.ts';

/** A door, and who we are there. */
export interface Door {
  readonly url: string;
  readonly authorization: string;
}

/** How long a door may take to answer, in ms: it reads up to a million facts between its own work. */
const ANSWER_MS = 30_000;
/** Messages named in one question: the line of a request is limited. */
const NAMED_MOST = 200;
/** What one process says adds names by which others know more. */
const ROUNDS_MOST = 6;

/** @param text `URL=FILE`: where the door is, and the credentials.json that has the secret of its seat. */
export function doorOf(text: string): Door {
  const at = text.indexOf('=');
  const [address, file] = [text.slice(0, at), text.slice(at + 1)];
  const url = at > 0 && URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || file === '')
    throw new Failure(
      EXIT.usage,
      `--at ${text} names no door and its credentials`,
      'write --at http://HOST:PORT=FILE, with the credentials.json of its store',
    );
  const seat = url.username === '' ? OPERATOR : decodeURIComponent(url.username);
  const secret = secretIn(file, seat, `name the credentials.json of the store of ${url.host}`);
  return { url: url.origin, authorization: `Bearer ${seat}:${secret}` };
}

/**
 * Facts of all these processes about a movement, each participant's in their order; none where nobody knows it.
 * @param names what it is known by; afterwards with what these facts add to it.
 * @throws Failure where a process does not answer, or not as a door does.
 */
export async function factsAt(doors: readonly Door[], names: MovementNames): Promise<Entry[]> {
  const facts = new Map<string, Entry>();
  for (let round = 0, known = 0; known < names.size && round < ROUNDS_MOST; round++) {
    known = names.size;
    const questions = questionsOf(names);
    const answers = await Promise.all(
      doors.flatMap((door) => questions.map((question) => ask(door, question))),
    );
    for (const entry of answers.flat()) {
      facts.set(`${entry.n} ${String(entry.s)}`, entry);
      names.takes(entry);
    }
  }
  return [...facts.values()].sort((a, b) => (a.n === b.n ? a.s - b.s : a.n < b.n ? -1 : 1));
}

function questionsOf({ mrns, lrns, messages }: MovementNames): URLSearchParams[] {
  const ids = [...messages];
  const questions: URLSearchParams[] = [];
  do {
    const question = new URLSearchParams();
    for (const mrn of mrns) question.append('mrn', mrn);
    for (const lrn of lrns) question.append('lrn', lrn);
    for (const id of ids.splice(0, NAMED_MOST)) question.append('message', id);
    questions.push(question);
  } while (ids.length > 0);
  return questions;
}

async function ask({ url, authorization }: Door, question: URLSearchParams): Promise<Entry[]> {
  const response = await fetch(`${url}/trace?${String(question)}`, {
    headers: { authorization },
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch((error: unknown) => {
    const cause =
      (error as Error).name === 'TimeoutError'
        ? `no answer within ${String(ANSWER_MS / 1_000)} s`
        : 'nobody answers there';
    const advice = 'start that process or correct the address, or leave it out of the trace';
    throw new Failure(EXIT.surroundings, `${url}: ${cause}`, advice);
  });
  const text = await response.text();
  if (response.status !== 200) throw refusal(url, response.status);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, i) => {
      const parsed = parseEntry(line, i + 1);
      if (parsed.ok) return parsed.value.entry;
      throw refusal(url, response.status);
    });
}

function refusal(url: string, status: number): Failure {
  const [cause, advice] = STATUS[status] ?? [
    `it answers with status ${String(status)}, not as a door does`,
    'correct the address: the door of `rehearse node`, or --http of `rehearse ice`',
  ];
  return new Failure(EXIT.usage, `${url}: ${cause}`, advice);
}

const STATUS: Readonly<Record<number, readonly [cause: string, advice: string]>> = {
  401: [
    'it does not know the seat with this secret',
    'take the credentials.json of the store of that process',
  ],
  403: ['this seat may not read facts', 'take the seat of the operator'],
};
