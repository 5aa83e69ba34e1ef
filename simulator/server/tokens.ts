/** Who may do what: the trainer's token, codes that let a person take a seat, tokens tied to a seat and the person on it. */
import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

export type Bearer =
  | { readonly role: 'trainer' }
  | { readonly role: 'officer'; readonly seat: string; readonly person: string };

/** Letters and digits that are not taken for each other when read aloud. */
const CODE_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 8;
/** Wrong codes before the door stays shut for a while, so that nobody tries them all. */
const WRONG_MAX = 20;
const SHUT_MS = 60_000;

export class Tokens {
  /** Given to whoever started the run, in the fragment of the page's address. */
  readonly trainer: string;
  private readonly officers = new Map<string, { seat: string; person: string }>();
  private readonly codes = new Map<string, string>();
  private wrong = 0;
  private shutUntil = 0;

  constructor(trainer = newToken()) {
    this.trainer = trainer;
  }

  /** Whose token this is; undefined for one that was never given or is given back. */
  bearer(token: string): Bearer | undefined {
    if (same(token, this.trainer)) return { role: 'trainer' };
    const officer = this.officers.get(token);
    return officer === undefined ? undefined : { role: 'officer', ...officer };
  }

  /** A code for a seat: whoever names it may take the seat, once. */
  invite(seat: string): string {
    for (const [code, other] of this.codes) if (other === seat) this.codes.delete(code);
    const code = Array.from({ length: CODE_LENGTH }, () =>
      CODE_LETTERS.charAt(randomInt(CODE_LETTERS.length)),
    ).join('');
    this.codes.set(code, seat);
    return code;
  }

  /** Whether a code opens a seat; it is used up by that. Too many wrong ones shut the door. */
  redeem(code: string, seat: string, now: number): 'opened' | 'wrong' | 'shut' {
    if (now < this.shutUntil) return 'shut';
    const given = code.replaceAll(/[\s-]/g, '').toUpperCase();
    if (this.codes.get(given) === seat) {
      this.codes.delete(given);
      this.wrong = 0;
      return 'opened';
    }
    if (++this.wrong >= WRONG_MAX) {
      this.wrong = 0;
      this.shutUntil = now + SHUT_MS;
    }
    return 'wrong';
  }

  /** A token for a person on a seat; one that was given for the seat before is void. */
  seat(seat: string, person: string): string {
    this.leave(seat);
    const token = newToken();
    this.officers.set(token, { seat, person });
    return token;
  }

  leave(seat: string): void {
    for (const [token, officer] of this.officers)
      if (officer.seat === seat) this.officers.delete(token);
  }
}

const newToken = (): string => randomBytes(18).toString('base64url');

/** In a time that does not tell how much of it was right. */
function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
