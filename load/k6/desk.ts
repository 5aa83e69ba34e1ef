/** A trader and his officer at a national door, by k6's HTTP: hands messages in, and reads the facts of the process behind it. */
import http from 'k6/http';
import type { Message } from '../../simulator/core/participant.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import { SCHEMA_VERSION } from '../../nodes/common/limits.ts';
import type { Letter } from '../town/letters.ts';

const TIMEOUT = '10s';

/** What a door answered; status 0: nothing. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** An entry of its journal, as far as it says what was sent. */
export interface SentFact {
  readonly t: number;
  readonly type: string;
  readonly id?: string;
  readonly msg?: string;
  readonly to?: string;
  readonly task?: string;
  readonly lrn?: string;
  readonly mrn?: string;
  readonly body?: Message['body'];
}

export interface Facts {
  readonly facts: readonly SentFact[];
  /** Number of the first one that is not among them. */
  readonly next: number;
}

export class Desk {
  private readonly url: string;
  private readonly country: string;
  private readonly headers: Readonly<Record<string, string>>;

  /** @param seat name and secret, with a colon between. */
  constructor(url: string, country: string, seat: string) {
    this.url = url;
    this.country = country;
    this.headers = { authorization: `Bearer ${seat}`, 'content-type': 'application/json' };
  }

  /** @param messageType of what the text is, or was meant to be. */
  async post(text: string, messageType: string): Promise<Answer> {
    const response = await http.asyncRequest('POST', `${this.url}/messages`, text, {
      headers: this.headers,
      tags: { name: 'POST /messages', message_type: messageType },
      responseCallback: http.expectedStatuses(202, 400),
      timeout: TIMEOUT,
    });
    return { status: response.status, text: textOf(response.body) };
  }

  async get(path: string, name = path): Promise<Answer> {
    const response = await http.asyncRequest('GET', `${this.url}${path}`, null, {
      headers: this.headers,
      tags: { name: `GET ${name}` },
      timeout: TIMEOUT,
    });
    return { status: response.status, text: textOf(response.body) };
  }

  /**
   * What the process of this country has said from its `from`-th fact on, as much as the door gives at once.
   * @param about only facts in which this text stands.
   * @throws Error where it shows none.
   */
  async facts(from: number, about = ''): Promise<Facts> {
    const path = `/facts?participant=${this.country}&from=${String(from)}`;
    const { status, text } = await this.get(path, '/facts');
    if (status !== 200) throw new Error(`it shows no facts (${String(status)} ${text})`);
    const lines = text.split('\n').filter((line) => line !== '');
    const facts = lines
      .filter((line) => line.includes(about))
      .map((line) => JSON.parse(line) as SentFact);
    // They are numbered without gaps.
    return { facts, next: from + lines.length };
  }
}

/** The wire form of a letter. */
export function textOfLetter(letter: Letter, messageId: string, now: number): string {
  const { messageType, sender, recipient, body, header } = letter;
  const message = {
    ...{ messageId, messageType, sender, recipient, sentAt: isoUtc(now) },
    ...{ schemaVersion: SCHEMA_VERSION, ...header, body },
  };
  return JSON.stringify(message);
}

const textOf = (body: unknown): string => (typeof body === 'string' ? body : '');
