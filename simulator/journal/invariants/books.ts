/** The books balance: of the guarantees and of the insurers (design, section 9; domain.md section 8.2, rules 2, 3 and 7). */
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { DAY } from '../../core/time.ts';
import type { Invariant, Report } from './invariant.ts';
import { text } from './invariant.ts';

/** Amounts are compared in hundredths of the scheme currency. */
const cents = (entry: Entry, name: string): number => Math.round(Number(entry[name] ?? 0) * 100);

interface Book {
  readonly reference: number;
  exposure: number;
  /** What each movement holds; 0 once it was credited and is still to be released. */
  readonly held: Map<string, number>;
}

export const booksBalance: Invariant = {
  id: 'booksBalance',
  text: {
    en: 'guarantee exposure is the sum of open usages, nothing is reserved above the reference amount, and each usage is given back once',
    ru: 'занятая сумма гарантии равна сумме открытых использований, сверх базовой ничего не резервируется, и каждое использование возвращается один раз',
  },
  source: 'U1 to U8',
  shown: [
    'GuaranteeGranted',
    'VoucherIssued',
    'GuaranteeClosed',
    'UsageReserved',
    'UsageCredited',
    'UsageCancelled',
    'UsageReleased',
    'UsageCalled',
    'UsageSettled',
  ],
  start(report) {
    const books = new Map<string, Book>();
    return {
      size: () => [...books.values()].reduce((sum, { held }) => sum + held.size, books.size),
      step(entry) {
        switch (entry.type) {
          case 'GuaranteeGranted':
            books.set(text(entry['grn']), {
              reference: cents(entry, 'referenceAmount'),
              exposure: 0,
              held: new Map(),
            });
            return;
          case 'VoucherIssued':
            books.set(text(entry['grn']), {
              reference: cents(entry, 'amount'),
              exposure: 0,
              held: new Map(),
            });
            return;
          case 'GuaranteeClosed':
            // With the vouchers that were sold under it: their numbers begin with its own.
            for (const grn of books.keys())
              if (grn.startsWith(text(entry['grn']))) books.delete(grn);
            return;
          case 'UsageReserved':
          case 'UsageCredited':
          case 'UsageCancelled':
          case 'UsageReleased':
          case 'UsageCalled':
          case 'UsageSettled':
            post(books.get(text(entry['grn'])), entry, report);
            return;
          default:
            return;
        }
      },
    };
  },
};

function post(book: Book | undefined, entry: Entry, report: Report): void {
  const mrn = text(entry['mrn']);
  const complain = (what: string): void => {
    report({ t: entry.t, node: entry.n, mrn, detail: `${text(entry['grn'])}: ${what}` });
  };
  if (book === undefined) {
    complain('this guarantee was never granted');
    return;
  }
  const held = book.held.get(mrn);
  const amount = cents(entry, 'amount');
  switch (entry.type) {
    case 'UsageReserved':
      if (held !== undefined) complain('reserved twice for one movement');
      take(book, mrn, amount);
      if (book.exposure > book.reference) complain('exposure is above the reference amount');
      break;
    case 'UsageCalled':
      // The liability was open all the time: a claim may lock more than the balance, also what was credited before.
      if (held === undefined) complain('called without being open');
      else if (held > 0 && held !== amount) complain('what is called is not what was held');
      take(book, mrn, amount);
      break;
    default:
      if (held === undefined) complain('given back without being open');
      // Credited on arrival, the release that follows gives nothing back.
      else if (amount !== held) complain('what is given back is not what was held');
      if (entry.type === 'UsageCredited') take(book, mrn, 0);
      else leave(book, mrn);
  }
  if (book.exposure !== cents(entry, 'exposure'))
    complain('exposure is not the sum of the open usages');
  if (book.reference - book.exposure !== cents(entry, 'balance'))
    complain('balance is not reference amount less exposure');
}

/** From now on the movement holds so much. */
function take(book: Book, mrn: string, amount: number): void {
  book.exposure += amount - (book.held.get(mrn) ?? 0);
  book.held.set(mrn, amount);
}

function leave(book: Book, mrn: string): void {
  book.exposure -= book.held.get(mrn) ?? 0;
  book.held.delete(mrn);
}

/** A movement written off frees its guarantees within this time; it takes seconds. */
const RELEASE_MS = DAY;

/** Uses of guarantees are released after the write-off, each once, and not before. */
export const releasedOnce: Invariant = {
  id: 'releasedOnce',
  text: {
    en: 'each use of a guarantee is released exactly once, when its movement has come to its end, or settled once, with the claim on it',
    ru: 'каждое использование гарантии освобождается ровно один раз, после окончания перевозки, либо урегулируется один раз вместе с требованием',
  },
  source: 'U6, U8',
  shown: [
    'UsageReserved',
    'UsageCancelled',
    'UsageReleased',
    'UsageCalled',
    'UsageSettled',
    'MovementWrittenOff',
    'MovementInvalidated',
    'ProofAccepted',
    'DebtRecovered',
  ],
  start(report, { troubles }) {
    /** Movements with open uses: how many, and when they were written off (0: not yet). */
    const open = new Map<
      string,
      { readonly node: string; readonly uses: Set<string>; endedAt: SimTime }
    >();
    /** Uses that are called, as `mrn grn`: they end with the claim, not with the movement. */
    const called = new Set<string>();
    const complain = ({ t, n: node }: Entry, mrn: string, grn: string, what: string): void => {
      report({ t, node, mrn, detail: `${grn}: ${what}` });
    };
    return {
      size: () => open.size + called.size,
      step(entry) {
        switch (entry.type) {
          case 'UsageReserved': {
            const mrn = text(entry['mrn']);
            const movement = open.get(mrn);
            if (movement === undefined)
              open.set(mrn, { node: entry.n, uses: new Set([text(entry['grn'])]), endedAt: 0 });
            else movement.uses.add(text(entry['grn']));
            return;
          }
          case 'UsageCancelled':
          case 'UsageReleased': {
            const [mrn, grn] = [text(entry['mrn']), text(entry['grn'])];
            const movement = open.get(mrn);
            if (movement?.uses.delete(grn) !== true)
              complain(entry, mrn, grn, 'released a second time');
            else if (entry.type === 'UsageReleased' && movement.endedAt === 0)
              complain(entry, mrn, grn, 'released before the movement had come to its end');
            if (movement?.uses.size === 0) open.delete(mrn);
            return;
          }
          case 'UsageCalled': {
            const [mrn, grn] = [text(entry['mrn']), text(entry['grn'])];
            const movement = open.get(mrn);
            if (movement?.uses.delete(grn) !== true)
              complain(entry, mrn, grn, 'called without being open');
            if (movement?.uses.size === 0) open.delete(mrn);
            called.add(`${mrn} ${grn}`);
            return;
          }
          case 'UsageSettled': {
            const [mrn, grn] = [text(entry['mrn']), text(entry['grn'])];
            if (!called.delete(`${mrn} ${grn}`))
              complain(entry, mrn, grn, 'settled without being called');
            return;
          }
          case 'MovementWrittenOff':
          case 'MovementInvalidated':
          case 'ProofAccepted':
          case 'DebtRecovered': {
            const movement = open.get(text(entry['mrn']));
            if (movement !== undefined) movement.endedAt = entry.t;
            return;
          }
          default:
            return;
        }
      },
      end(end) {
        for (const [mrn, { node, uses, endedAt }] of open) {
          if (endedAt === 0) continue;
          if (end - Math.max(endedAt, troubles.upSince(node)) < RELEASE_MS) continue;
          const grns = [...uses].join(', ');
          report({
            t: endedAt,
            node,
            mrn,
            detail: `written off, but ${grns} was not released within a day`,
          });
        }
      },
    };
  },
};

/** Accounts that never turn: what an insurer may ask for, and, the other way round, what it holds or owes. */
const isAsset = (account: string): boolean =>
  account.startsWith('receivable') || account === 'reinsuranceRecoverable';
const isDebt = (account: string): boolean =>
  account.startsWith('payable') || account === 'depositsHeld';

interface Line {
  readonly account: string;
  readonly amount: number;
}

/** Insurers keep books by double entry. */
export const insurersBalance: Invariant = {
  id: 'insurersBalance',
  text: {
    en: 'every posting of an insurer leaves nothing over, and nobody owes him, or he anybody, less than nothing',
    ru: 'каждая проводка страховщика сбалансирована, и ни его требования, ни его долги не бывают меньше нуля',
  },
  source: 'ours',
  shown: ['InsurerBooked'],
  start(report) {
    /** In hundredths, debits positive, by insurer and account. */
    const balances = new Map<string, number>();
    return {
      size: () => balances.size,
      step(entry) {
        const complain = (what: string): void => {
          report({ t: entry.t, node: entry.n, detail: `${text(entry['entry'])}: ${what}` });
        };
        const lines = entry['lines'] as readonly Line[];
        let left = 0;
        for (const { account, amount } of lines) {
          const moved = Math.round(amount * 100);
          const balance = (balances.get(`${entry.n} ${account}`) ?? 0) + moved;
          left += moved;
          balances.set(`${entry.n} ${account}`, balance);
          const turned = isAsset(account) ? balance < 0 : isDebt(account) && balance > 0;
          if (turned) complain(`${account} has turned into its opposite`);
        }
        if (left !== 0) complain(`${String(left / 100)} is left over`);
      },
    };
  },
};
