/** Asks the server for data, and gives it commands. Knows addresses and tokens; folds nothing. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type {
  ApiCommand,
  CommandAnswer,
  ErrorAnswer,
  JournalAnswer,
  KpisAnswer,
  ListAnswer,
  MessageAnswer,
  PackedStateAnswer,
  RunInfo,
  SearchAnswer,
  StateAnswer,
} from '../../reports/views/api.ts';
import type { DensityView } from '../../reports/views/density.ts';
import type { MovementStory } from '../../reports/views/movement.ts';
import { unpackTrial } from '../../reports/views/packed.ts';

/** What the server, or the way to it, said instead of an answer. */
export class ApiError extends Error {
  /** The server's word for it; `unreachable` where none came. */
  readonly code: string;
  readonly sentence: Bilingual;

  constructor(code: string, sentence: Bilingual) {
    super(sentence.en);
    this.code = code;
    this.sentence = sentence;
  }
}

/** Why something could not be had, for people. */
export function sentenceOf(error: unknown): Bilingual {
  if (error instanceof ApiError) return error.sentence;
  const words = error instanceof Error ? error.message : String(error);
  return both(words, words);
}

export const isUnreachable = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'unreachable';

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(`/api/${path}`, init);
    answer = await response.json();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError('unreachable', both('The server does not answer.', 'Сервер не отвечает.'));
  }
  if (response.ok) return answer as T;
  const { code, message, messageRu = message } = (answer as ErrorAnswer).error;
  throw new ApiError(code, both(message, messageRu));
}

const at = (t: number | undefined, before = '?'): string =>
  t === undefined ? '' : `${before}at=${String(Math.round(t))}`;

async function stateAt(t: number | undefined): Promise<StateAnswer> {
  const { trial, clock } = await ask<PackedStateAnswer>(`state?packed=1${at(t, '&')}`);
  return { trial: unpackTrial(trial), clock };
}

export const api = {
  run: () => ask<RunInfo>('run'),
  /** @param t instant of the past; now by default. */
  state: (t?: number) => stateAt(t),
  journal: (from: number, to: number, bodies = false) =>
    ask<JournalAnswer>(
      `journal?from=${String(from)}&to=${String(to)}&bodies=${bodies ? '1' : '0'}`,
    ),
  movement: (key: string, t?: number) =>
    ask<MovementStory>(`movement/${encodeURIComponent(key)}${at(t)}`),
  movements: (t?: number) => ask<ListAnswer>(`movements${at(t)}`),
  message: (id: string) => ask<MessageAnswer>(`message/${encodeURIComponent(id)}`),
  kpis: () => ask<KpisAnswer>('kpis'),
  density: () => ask<DensityView>('density'),
  search: (text: string, signal: AbortSignal) =>
    ask<SearchAnswer>(`search?q=${encodeURIComponent(text)}`, { signal }),
  command: (command: ApiCommand, token: string | null) =>
    ask<CommandAnswer>('commands', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(command),
    }),
};
