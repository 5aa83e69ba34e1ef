/** Who follows a row of a state table, or does something that others must hear of, sends in the same step what goes with it (domain, sections 4 and 5). */
import type { MessageCode } from '../../../nodes/common/message-types.ts';
import { ROWS } from '../../../nodes/common/states/tables.ts';
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import type { FactType, Invariant, Report } from './invariant.ts';
import { text, placeOf } from './invariant.ts';

/** What goes with a row besides what its table says: some office ahead always hears of an incident. */
const BESIDES: Readonly<Record<string, readonly MessageCode[]>> = { D29: ['X181'] };

const WITH_ROW: ReadonlyMap<string, readonly string[]> = new Map(
  ROWS.flatMap(({ id, emits }) => {
    const always = emits.flatMap(({ code, when }) => (when === undefined ? [code] : []));
    const codes = [...always, ...(BESIDES[id] ?? [])];
    return codes.length === 0 ? [] : [[id, codes] as const];
  }),
);

/** What goes with a fact that follows no row. */
const WITH_FACT: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    AccountApproved: ['A802', 'A803'],
    AccountStatusChanged: ['A804'],
    IncidentRegistered: ['X180'],
  } satisfies Partial<Record<FactType, readonly MessageCode[]>>),
);

interface Owed {
  readonly entry: Entry;
  readonly code: string;
}

export const rowsSpeak: Invariant = {
  id: 'rowsSpeak',
  text: {
    en: 'who follows a row of a state table, approves an account or learns of an incident, sends in the same step what goes with it',
    ru: 'кто следует строке таблицы состояний, одобряет учётную запись или узнаёт об инциденте, на том же шаге отправляет положенные сообщения',
  },
  source: 'docs/states, docs/messages',
  shown: ['rows', 'MessageSent', 'AccountApproved', 'AccountStatusChanged', 'IncidentRegistered'],
  start(report, { movements }) {
    const debts = new Debts(report);
    return {
      size: () => debts.size,
      step(entry) {
        if (entry.type === 'MessageSent') {
          if (debts.size > 0) debts.pay(entry);
          return;
        }
        const { row, type } = entry;
        if (entry['resealed'] === true) debts.owe(entry, RESEALED);
        const codes = row === undefined ? WITH_FACT.get(type) : WITH_ROW.get(row);
        for (const code of codes ?? NOTHING) {
          // A movement without a guarantee has no use to give back.
          if (code === 'X204' && movements.get(text(entry['mrn']))?.amount === 0) continue;
          debts.owe(entry, code);
        }
      },
      end: () => debts.settle(Infinity),
    };
  },
};

/** Departure hears of new seals. */
const RESEALED: MessageCode = 'X180';
const NOTHING: readonly string[] = [];

/** What nodes still have to send at the instant at hand. */
class Debts {
  private readonly report: Report;
  private readonly owed: Owed[] = [];

  constructor(report: Report) {
    this.report = report;
  }

  get size(): number {
    return this.owed.length;
  }

  owe(entry: Entry, code: string): void {
    this.settle(entry.t);
    this.owed.push({ entry, code });
  }

  /** One message is what several rows of a step ask for. */
  pay(sent: Entry): void {
    this.settle(sent.t);
    const { owed } = this;
    for (let i = owed.length - 1; i >= 0; i--) {
      const debt = owed[i];
      if (debt === undefined || debt.code !== sent['msg']) continue;
      if (isOfSame(debt.entry, sent)) owed.splice(i, 1);
    }
  }

  /** What was owed at an earlier instant was not sent. */
  settle(now: SimTime): void {
    const { owed } = this;
    // All are of one instant: whoever comes later settles them.
    if ((owed[0]?.entry.t ?? Infinity) >= now) return;
    for (const { entry, code } of owed.splice(0)) {
      const by = entry.row === undefined ? '' : ` by row ${entry.row}`;
      const said = `${entry.type}${by} without ${code}`;
      this.report({ ...placeOf(entry), detail: said });
    }
  }
}

/** Both may name the movement, or the declaration, or one of them only. */
const isOfSame = (entry: Entry, sent: Entry): boolean =>
  entry.n === sent.n &&
  (entry['mrn'] !== undefined && sent['mrn'] !== undefined
    ? entry['mrn'] === sent['mrn']
    : entry['lrn'] === undefined || sent['lrn'] === undefined || entry['lrn'] === sent['lrn']);
