/** What the person at this page may do: steer the run with the trainer's token, decide at the seats taken here. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { ApiCommand } from '../../reports/views/api.ts';
import { api, sentenceOf } from '../source/api.ts';
import type { SeatToken, Tokens } from '../source/token.ts';
import { keepTokens } from '../source/token.ts';

export class Desk {
  tokens = $state.raw<Tokens>({ trainer: null, seats: [] });
  /** Why the last command was refused, in the server's words; null when it was not. */
  refusal = $state.raw<Bilingual | null>(null);
  /** A command is under way. */
  busy = $state(false);
  readonly isTrainer = $derived(this.tokens.trainer !== null);
  private readonly store: Storage;

  constructor(tokens: Tokens, store: Storage) {
    this.tokens = tokens;
    this.store = store;
  }

  seatOf(office: string): SeatToken | undefined {
    return this.tokens.seats.find(({ seat }) => seat === office);
  }

  /** Steers the run; only with the trainer's token. @returns whether it was done. */
  async steer(
    command: ApiCommand & { type: 'pause' | 'resume' | 'stop' | 'setSpeed' | 'leave' | 'join' },
  ): Promise<boolean> {
    return (await this.give(command, this.tokens.trainer)) !== undefined;
  }

  /** A code that lets somebody else take a seat. */
  async invite(seat: string): Promise<string | undefined> {
    return (await this.give({ type: 'inviteSeat', seat }, this.tokens.trainer))?.code;
  }

  /** @param code from the trainer; empty for the trainer himself. */
  async takeSeat(seat: string, person: string, code: string): Promise<boolean> {
    const command = { type: 'takeSeat', seat, person, ...(code === '' ? {} : { code }) } as const;
    const answer = await this.give(command, code === '' ? this.tokens.trainer : null);
    if (answer?.token === undefined) return false;
    const others = this.tokens.seats.filter((other) => other.seat !== seat);
    this.keep({ ...this.tokens, seats: [...others, { seat, person, token: answer.token }] });
    return true;
  }

  async returnSeat(seat: string): Promise<boolean> {
    const mine = this.seatOf(seat);
    if (mine === undefined) return false;
    const done = (await this.give({ type: 'returnSeat' }, mine.token)) !== undefined;
    // A token that the server does not know is worth nothing either.
    this.forget(seat);
    return done;
  }

  async decide(seat: string, task: string, decision: string, reason: string): Promise<boolean> {
    const mine = this.seatOf(seat);
    if (mine === undefined) return false;
    const why = reason.trim() === '' ? {} : { reason: reason.trim() };
    return (await this.give({ type: 'decide', task, decision, ...why }, mine.token)) !== undefined;
  }

  private forget(seat: string): void {
    this.keep({ ...this.tokens, seats: this.tokens.seats.filter((other) => other.seat !== seat) });
  }

  private async give(command: ApiCommand, token: string | null) {
    this.busy = true;
    this.refusal = null;
    try {
      return await api.command(command, token);
    } catch (error) {
      this.refusal = sentenceOf(error);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  private keep(tokens: Tokens): void {
    this.tokens = tokens;
    keepTokens(tokens, this.store);
  }
}
