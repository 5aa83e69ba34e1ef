/** A national node reduced to its answers, for tests of the world: it accepts, releases, lets pass and discharges, and puts every decision before an officer. */
import type { TaskKind } from '../../../nodes/common/tasks.ts';
import { DECISIONS } from '../../../nodes/common/tasks.ts';
import type { Body } from '../../../nodes/common/message-types.ts';
import { makeGrn } from '../../../nodes/common/numbers/grn.ts';
import type { Draws, Input, Message, Outcome, Participant } from '../../core/participant.ts';
import type { Row } from '../../core/table.ts';
import { asIs, Table } from '../../core/table.ts';
import type { SimTime } from '../../core/time.ts';
import { DAY, isoUtc } from '../../core/time.ts';

/** Who waits for the decision of a task. */
interface Pending {
  readonly kind: TaskKind;
  readonly party: string;
  readonly office: string;
  readonly mrn: string;
  readonly lrn: string;
  readonly messageId: string;
}

interface Counter {
  readonly value: number;
}

export interface StubDials {
  /** What a declaration is put through at departure. */
  readonly atDeparture: 'accept' | 'control';
  /** Refuse so many presentations of each movement before one is let in (S906). */
  readonly refuseFirst: number;
}

export const STUB_DIALS: StubDials = { atDeparture: 'accept', refuseFirst: 0 };

export class StubNode implements Participant {
  readonly id: string;
  readonly tables: readonly Table<Row>[];
  private readonly iso2: string;
  private readonly dials: StubDials;
  private readonly pending = new Table<Pending>('pending', asIs);
  private readonly counters = new Table<Counter>('counters', asIs);
  private readonly refused = new Table<Counter>('refused', asIs);

  constructor(id: string, iso2: string, dials: StubDials = STUB_DIALS) {
    this.id = id;
    this.iso2 = iso2;
    this.dials = dials;
    this.tables = [this.pending, this.counters, this.refused];
  }

  start(): void {
    // A stub has nothing to begin.
  }

  step(input: Input, now: SimTime, _draws: Draws, out: Outcome): void {
    if (input.kind === 'message') this.receive(input.message, now, out);
  }

  private receive(message: Message, now: SimTime, out: Outcome): void {
    const { messageType, sender, messageId, recipient, mrn = '', lrn = '' } = message;
    const asked = { party: sender, office: recipient, mrn, lrn, messageId };
    switch (messageType) {
      case 'A801':
        this.approve(message, out);
        break;
      case 'G810':
        this.grant(message, out);
        break;
      case 'T015':
        this.ask(out, 'acceptance', lrn, asked);
        break;
      case 'N117':
        this.present(message, out);
        break;
      case 'T007':
        this.ask(out, 'arrivalDecision', mrn, asked);
        break;
      case 'T054':
        this.release(out, this.pending.get(`findings/${mrn}`), mrn, now);
        break;
      case 'N820':
        this.close(message, (message.body as Body<'N820'>).decision, now, out);
        break;
      case 'N017':
        this.close(message, (message.body as Body<'N017'>).result.code, now, out);
        break;
    }
  }

  private approve({ sender: to, messageId: correlationId, body }: Message, out: Outcome): void {
    const { tin, roles } = body as Body<'A801'>;
    out.send({ messageType: 'A802', to, correlationId, body: { tin, decision: 1, roles } });
  }

  private grant({ sender: to, recipient: from, body }: Message, out: Outcome): void {
    const { tin, referenceAmount } = body as Body<'G810'>;
    const serial6 = String(this.next(out)).padStart(6, '0');
    const grn = makeGrn({ year: 26, country: this.iso2, office6: from.slice(2), serial6 });
    const decision: Body<'G812'> = {
      tin,
      decision: 1,
      grn,
      accessCode: 'ABCD',
      type: '1',
      referenceAmount,
      percentage: 30,
      guaranteeAmount: 0.3 * referenceAmount,
      notValidIn: [],
    };
    out.send({ messageType: 'G812', from, to, body: decision });
  }

  private present(message: Message, out: Outcome): void {
    const { sender: party, recipient: office, messageId, mrn = '' } = message;
    const times = this.refused.get(mrn)?.value ?? 0;
    if (times >= this.dials.refuseFirst) {
      this.ask(out, 'presentation', `${mrn}/${office}`, { party, office, mrn, lrn: '', messageId });
      return;
    }
    out.put(this.refused, mrn, { value: times + 1 });
    const body = { messageId, errors: [{ pointer: '/mrn', code: '90', reason: 'C201' }] };
    const header = { from: office, to: party, mrn, correlationId: messageId };
    out.send({ messageType: 'S906', ...header, body });
  }

  /** N810 to the office's list. */
  private ask(out: Outcome, kind: TaskKind, key: string, row: Omit<Pending, 'kind'>): void {
    const task = `${kind}/${key}`;
    const { office, mrn, lrn } = row;
    out.put(this.pending, task, { ...row, kind });
    const decisions = [...DECISIONS[kind]];
    const proposed = decisions[0] as string;
    const body: Body<'N810'> = { task, kind, office, decisions, proposed, channel: 'green' };
    const named = { ...(mrn === '' ? {} : { mrn }), ...(lrn === '' ? {} : { lrn }) };
    out.send({ messageType: 'N810', to: office, ...named, body });
  }

  private close({ body }: Message, decision: string, now: SimTime, out: Outcome): void {
    const { task } = body as { task: string };
    const row = this.pending.get(task);
    if (row === undefined) return;
    out.put(this.pending, task, undefined);
    const { mrn, party: to, office: from, messageId: correlationId } = row;
    switch (row.kind) {
      case 'acceptance':
        this.accept(out, row, now);
        break;
      case 'departureControl':
        this.controlled(out, row, decision, now);
        break;
      case 'presentation': {
        const passage: Body<'N118'> = { mrn, office: from, time: isoUtc(now) };
        out.send({ messageType: 'N118', from, to, mrn, correlationId, body: passage });
        break;
      }
      case 'arrivalDecision': {
        const released: Body<'T025'> = { mrn, releaseIndicator: 1, date: isoUtc(now) };
        out.send({ messageType: 'T025', from, to, mrn, body: released });
        break;
      }
      default:
        throw new Error(`the stub decides nothing about ${row.kind}`);
    }
  }

  private accept(out: Outcome, row: Pending, now: SimTime): void {
    const { office: from, party: to, lrn } = row;
    const mrn = `26${this.iso2}${from.slice(2)}${String(this.next(out)).padStart(6, '0')}Y0`;
    const body: Body<'T028'> = { mrn, acceptanceDate: isoUtc(now) };
    out.send({ messageType: 'T028', from, to, mrn, lrn, body });
    if (this.dials.atDeparture === 'control')
      this.ask(out, 'departureControl', mrn, { ...row, mrn });
    else this.release(out, row, mrn, now);
  }

  private controlled(out: Outcome, row: Pending, result: string, now: SimTime): void {
    const { mrn, lrn, office: from, party: to } = row;
    if (result === 'B1') {
      const body: Body<'T051'> = { motivation: 'control not satisfactory' };
      out.send({ messageType: 'T051', from, to, mrn, lrn, body });
    } else if (result === 'A5') {
      out.put(this.pending, `findings/${mrn}`, row);
      const body: Body<'T060'> = { notificationType: 3, controls: [], requestedDocuments: [] };
      out.send({ messageType: 'T060', from, to, mrn, lrn, body });
    } else this.release(out, row, mrn, now);
  }

  private release(out: Outcome, row: Pending | undefined, mrn: string, now: SimTime): void {
    if (row === undefined) return;
    const { lrn, party: to, office: from } = row;
    const body: Body<'T029'> = {
      mrn,
      releaseDate: isoUtc(now),
      limitDate: isoUtc(now + 30 * DAY),
      seals: { count: 0, identifiers: [] },
      controlResult: { code: 'A2', date: isoUtc(now) },
    };
    out.send({ messageType: 'T029', from, to, mrn, lrn, body });
  }

  private next(out: Outcome): number {
    const value = (this.counters.get('numbers')?.value ?? 0) + 1;
    out.put(this.counters, 'numbers', { value });
    return value;
  }
}
