/** The guarantee books balance (design, section 9; domain.md section 8.2, rules 2 and 3). */
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { DAY } from '../../core/time.ts';
import type { Invariant, Report } from './invariant.ts';
import { detail } from './invariant.ts';

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
    en: 'guarantee exposure is the sum of open usages, never above the reference amount, and each usage is given back once',
    ru: 'занятая сумма гарантии равна сумме открытых использований, не превышает базовую, и каждое использование возвращается один раз',
  },
  source: 'design 9; domain 8.2',
  start(report) {
    const books = new Map<string, Book>();
    return {
      size: () => [...books.values()].reduce((sum, { held }) => sum + held.size, books.size),
      step(entry) {
        switch (entry.type) {
          case 'GuaranteeGranted':
            books.set(detail(entry, 'grn'), {
              reference: cents(entry, 'referenceAmount'),
              exposure: 0,
              held: new Map(),
            });
            return;
          case 'UsageReserved':
          case 'UsageCredited':
          case 'UsageCancelled':
          case 'UsageReleased':
            post(books.get(detail(entry, 'grn')), entry, report);
            return;
          default:
            return;
        }
      },
    };
  },
};

function post(book: Book | undefined, entry: Entry, report: Report): void {
  const mrn = detail(entry, 'mrn');
  const complain = (text: string): void => {
    report({ t: entry.t, node: entry.n, mrn, detail: `${detail(entry, 'grn')}: ${text}` });
  };
  if (book === undefined) {
    complain('this guarantee was never granted');
    return;
  }
  const held = book.held.get(mrn);
  const amount = cents(entry, 'amount');
  if (entry.type === 'UsageReserved') {
    if (held !== undefined) complain('reserved twice for one movement');
    book.held.set(mrn, amount);
    book.exposure += amount - (held ?? 0);
  } else {
    if (held === undefined) complain('given back without being open');
    // Credited on arrival, the release that follows gives nothing back.
    else if (amount !== held) complain('what is given back is not what was held');
    if (entry.type === 'UsageCredited') book.held.set(mrn, 0);
    else book.held.delete(mrn);
    book.exposure -= held ?? 0;
  }
  if (book.exposure > book.reference) complain('exposure is above the reference amount');
  if (book.exposure !== cents(entry, 'exposure'))
    complain('exposure is not the sum of the open usages');
  if (book.reference - book.exposure !== cents(entry, 'balance'))
    complain('balance is not reference amount less exposure');
}

/** A movement written off frees its guarantees within this time; it takes seconds. */
const RELEASE_MS = DAY;

/** Uses of guarantees are released after the write-off, each once, and not before. */
export const releasedOnce: Invariant = {
  id: 'releasedOnce',
  text: {
    en: 'each use of a guarantee is released exactly once, when its movement is written off',
    ru: 'каждое использование гарантии освобождается ровно один раз, после завершения перевозки',
  },
  source: 'design 9; domain 5.4 U6',
  start(report) {
    /** Movements with open uses: how many, and when they were written off (0: not yet). */
    const open = new Map<string, { readonly uses: Set<string>; endedAt: SimTime }>();
    const complain = ({ t, n: node }: Entry, mrn: string, grn: string, text: string): void => {
      report({ t, node, mrn, detail: `${grn}: ${text}` });
    };
    return {
      size: () => open.size,
      step(entry) {
        switch (entry.type) {
          case 'UsageReserved': {
            const mrn = detail(entry, 'mrn');
            const movement = open.get(mrn);
            if (movement === undefined)
              open.set(mrn, { uses: new Set([detail(entry, 'grn')]), endedAt: 0 });
            else movement.uses.add(detail(entry, 'grn'));
            return;
          }
          case 'UsageCancelled':
          case 'UsageReleased': {
            const [mrn, grn] = [detail(entry, 'mrn'), detail(entry, 'grn')];
            const movement = open.get(mrn);
            if (movement?.uses.delete(grn) !== true)
              complain(entry, mrn, grn, 'released a second time');
            else if (entry.type === 'UsageReleased' && movement.endedAt === 0)
              complain(entry, mrn, grn, 'released before the movement was written off');
            if (movement?.uses.size === 0) open.delete(mrn);
            return;
          }
          case 'MovementWrittenOff': {
            const movement = open.get(detail(entry, 'mrn'));
            if (movement !== undefined) movement.endedAt = entry.t;
            return;
          }
          default:
            return;
        }
      },
      end(end) {
        for (const [mrn, { uses, endedAt }] of open) {
          if (endedAt === 0 || end - endedAt < RELEASE_MS) continue;
          const grns = [...uses].join(', ');
          report({
            t: endedAt,
            node: '',
            mrn,
            detail: `written off, but ${grns} was not released within a day`,
          });
        }
      },
    };
  },
};
