/** A national node reduced to its answers, for tests of the world: it accepts, releases, lets pass and discharges, and puts every decision before an officer. */
import type { TaskKind } from '../../../nodes/common/facts.ts';
import { DECISIONS } from '../../../nodes/common/facts.ts';
import type { Body } from '../../../nodes/common/message-types.ts';
import { makeGrn } from '../../../nodes/common/numbers/grn.ts';
import type { Draws, Input, Message, Outcome, Participant } from '../../core/participant.ts';
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

export function createStubNode(
  id: string,
  iso2: string,
  dials: StubDials = STUB_DIALS,
): Participant {
  const pending = new Table<Pending>('pending', asIs);
  const counters = new Table<Counter>('counters', asIs);
  const refused = new Table<Counter>('refused', asIs);

  const next = (out: Outcome): number => {
    const value = (counters.get('mrn')?.value ?? 0) + 1;
    out.put(counters, 'mrn', { value });
    return value;
  };

  const ask = (out: Outcome, kind: TaskKind, key: string, row: Omit<Pending, 'kind'>): void => {
    const task = `${kind}/${key}`;
    out.put(pending, task, { ...row, kind });
    const proposed = DECISIONS[kind][0] as string;
    const body: Body<'N810'> = {
      task,
      kind,
      office: row.office,
      decisions: [...DECISIONS[kind]],
      proposed,
      channel: 'green',
    };
    const named = {
      ...(row.mrn === '' ? {} : { mrn: row.mrn }),
      ...(row.lrn === '' ? {} : { lrn: row.lrn }),
    };
    out.send({ messageType: 'N810', to: row.office, ...named, body });
  };

  const release = (out: Outcome, row: Pending, mrn: string, now: SimTime): void => {
    const { lrn, party, office } = row;
    const seals = { count: 0, identifiers: [] };
    const body: Body<'T029'> = {
      mrn,
      releaseDate: isoUtc(now),
      limitDate: isoUtc(now + 30 * DAY),
      seals,
      controlResult: { code: 'A2', date: isoUtc(now) },
    };
    out.send({ messageType: 'T029', from: office, to: party, mrn, lrn, body });
  };

  const decided = (out: Outcome, row: Pending, decision: string, now: SimTime): void => {
    const { kind, party, office, lrn, messageId } = row;
    const { mrn } = row;
    switch (kind) {
      case 'acceptance': {
        const made = `26${iso2}${office.slice(2)}${String(next(out)).padStart(6, '0')}Y0`;
        out.send({
          messageType: 'T028',
          from: office,
          to: party,
          mrn: made,
          lrn,
          body: { mrn: made, acceptanceDate: isoUtc(now) },
        });
        if (dials.atDeparture === 'control') {
          ask(out, 'departureControl', made, { ...row, mrn: made });
          return;
        }
        release(out, row, made, now);
        return;
      }
      case 'departureControl':
        if (decision === 'B1') {
          out.send({
            messageType: 'T051',
            from: office,
            to: party,
            mrn,
            lrn,
            body: { motivation: 'B1' },
          });
          return;
        }
        if (decision === 'A5') {
          out.put(pending, `findings/${mrn}`, row);
          const body: Body<'T060'> = { notificationType: 3, controls: [], requestedDocuments: [] };
          out.send({ messageType: 'T060', from: office, to: party, mrn, lrn, body });
          return;
        }
        {
          release(out, row, mrn, now);
          return;
        }
      case 'presentation': {
        const body: Body<'N118'> = { mrn, office, time: isoUtc(now) };
        out.send({
          messageType: 'N118',
          from: office,
          to: party,
          mrn,
          correlationId: messageId,
          body,
        });
        return;
      }
      case 'arrivalDecision':
        out.send({
          messageType: 'T025',
          from: office,
          to: party,
          mrn,
          body: { mrn, releaseIndicator: 1, date: isoUtc(now) },
        });
        return;
      default:
        throw new Error(`the stub decides nothing about ${kind}`);
    }
  };

  const onMessage = (message: Message, now: SimTime, out: Outcome): void => {
    const { messageType, sender, messageId, recipient, mrn = '', lrn = '' } = message;
    const row = { party: sender, office: recipient, mrn, lrn, messageId };
    switch (messageType) {
      case 'A801': {
        const { tin, roles } = message.body as Body<'A801'>;
        out.send({
          messageType: 'A802',
          to: sender,
          correlationId: messageId,
          body: { tin, decision: 1, roles },
        });
        return;
      }
      case 'G810': {
        const body = message.body as Body<'G810'>;
        const grn = makeGrn({
          year: 26,
          country: iso2,
          office6: recipient.slice(2),
          serial6: String(next(out)).padStart(6, '0'),
        });
        const amounts = {
          referenceAmount: body.referenceAmount,
          percentage: 30,
          guaranteeAmount: 0.3 * body.referenceAmount,
        };
        const decision: Body<'G812'> = {
          tin: body.tin,
          decision: 1,
          grn,
          accessCode: 'ABCD',
          type: '1',
          ...amounts,
          notValidIn: [],
        };
        out.send({ messageType: 'G812', from: recipient, to: sender, body: decision });
        return;
      }
      case 'T015': {
        ask(out, 'acceptance', lrn, row);
        return;
      }
      case 'T054': {
        const found = pending.get(`findings/${mrn}`);
        if (found !== undefined) release(out, found, mrn, now);
        return;
      }
      case 'N117': {
        const times = refused.get(mrn)?.value ?? 0;
        if (times >= dials.refuseFirst) {
          ask(out, 'presentation', `${mrn}/${recipient}`, row);
          return;
        }
        out.put(refused, mrn, { value: times + 1 });
        const errors = [{ pointer: '/mrn', code: '90', reason: 'C201' }];
        out.send({
          messageType: 'S906',
          from: recipient,
          to: sender,
          mrn,
          correlationId: messageId,
          body: { messageId, errors },
        });
        return;
      }
      case 'T007': {
        ask(out, 'arrivalDecision', mrn, row);
        return;
      }
      case 'N820':
      case 'N017': {
        const { task } = message.body as Body<'N820'>;
        const open = pending.get(task);
        if (open === undefined) return;
        out.put(pending, task, undefined);
        const decision =
          messageType === 'N820'
            ? (message.body as Body<'N820'>).decision
            : (message.body as Body<'N017'>).result.code;
        decided(out, open, decision, now);
        return;
      }
    }
  };

  return {
    id,
    tables: [pending, counters, refused],
    start: () => undefined,
    step(input: Input, now: SimTime, _draws: Draws, out: Outcome): void {
      if (input.kind === 'message') onMessage(input.message, now, out);
    },
  };
}
