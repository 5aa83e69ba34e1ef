/** What the server answers when it does not do what was asked: a status, a word for programs, a sentence for people. Never a stack trace. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { ErrorAnswer, ErrorCode } from '../../reports/views/api.ts';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  badRequest: 400,
  unauthorised: 401,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  conflict: 409,
  tooLarge: 413,
  misdirected: 421,
  failed: 500,
  unavailable: 503,
};

export class Refusal extends Error {
  readonly code: ErrorCode;
  private readonly russian: string | undefined;

  /** @param sentence in both languages where people at the page can meet it; programs and their authors read English. */
  constructor(code: ErrorCode, sentence: string | Bilingual) {
    super(typeof sentence === 'string' ? sentence : sentence.en);
    this.code = code;
    this.russian = typeof sentence === 'string' ? undefined : sentence.ru;
  }

  get status(): number {
    return STATUS[this.code];
  }

  get answer(): ErrorAnswer {
    const { code, message, russian } = this;
    return { error: { code, message, ...(russian === undefined ? {} : { messageRu: russian }) } };
  }

  /** What broke is told to whoever runs the server, not to whoever asked. */
  static of(error: unknown): Refusal {
    return error instanceof Refusal
      ? error
      : new Refusal(
          'failed',
          both(
            'The server could not answer this. What it met stands in its own output.',
            'Сервер не смог ответить. Что произошло, записано в его выводе.',
          ),
        );
  }
}
