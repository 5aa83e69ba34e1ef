/** What the server answers when it does not do what was asked: a status, a word for programs, a sentence for people. Never a stack trace. */
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

  constructor(code: ErrorCode, sentence: string) {
    super(sentence);
    this.code = code;
  }

  get status(): number {
    return STATUS[this.code];
  }

  get answer(): ErrorAnswer {
    return { error: { code: this.code, message: this.message } };
  }

  /** What broke is told to whoever runs the server, not to whoever asked. */
  static of(error: unknown): Refusal {
    return error instanceof Refusal
      ? error
      : new Refusal(
          'failed',
          'The server could not answer this. What it met stands in its own output.',
        );
  }
}
