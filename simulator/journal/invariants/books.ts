/** The guarantee books balance (design, section 9; domain.md section 8.2, rules 2 and 3). */
import type { Entry } from '../../core/cell.ts';
import type { Invariant, Report } from './invariant.ts';
import { detail } from './invariant.ts';

interface Book {
  readonly reference: number;
  exposure: number;
  readonly open: Map<string, number>;
}

/** Amounts are compared in hundredths of the scheme currency. */
const cents = (entry: Entry, name: string): number => Math.round(Number(entry[name] ?? 0) * 100);

/** Exposure is the sum of the open usages, never above the reference amount; a usage is given back once. */
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
      step(entry) {
        if (entry.type === 'GuaranteeGranted') {
          books.set(detail(entry, 'grn'), {
            reference: cents(entry, 'referenceAmount'),
            exposure: 0,
            open: new Map(),
          });
          return;
        }
        const book = entry.type.startsWith('Usage') ? books.get(detail(entry, 'grn')) : undefined;
        if (book !== undefined) post(book, entry, report);
      },
    };
  },
};

function post(book: Book, entry: Entry, report: Report): void {
  const mrn = detail(entry, 'mrn');
  const complain = (text: string): void => {
    report({ t: entry.t, node: entry.n, mrn, detail: `${detail(entry, 'grn')}: ${text}` });
  };
  switch (entry.type) {
    case 'UsageReserved':
      if (book.open.has(mrn)) complain('reserved twice for one movement');
      book.open.set(mrn, cents(entry, 'amount'));
      book.exposure += cents(entry, 'amount');
      break;
    case 'UsageCredited':
    case 'UsageCancelled':
    case 'UsageReleased': {
      const open = book.open.get(mrn);
      // Credited on arrival, the release that follows gives nothing back.
      if (open === undefined && cents(entry, 'amount') > 0)
        complain('given back without being open');
      book.open.delete(mrn);
      book.exposure -= open ?? 0;
      break;
    }
    default:
      return;
  }
  if (book.exposure > book.reference) complain('exposure is above the reference amount');
  if (book.exposure !== cents(entry, 'exposure'))
    complain('exposure is not the sum of the open usages');
  if (book.reference - book.exposure !== cents(entry, 'balance'))
    complain('balance is not reference amount less exposure');
}
