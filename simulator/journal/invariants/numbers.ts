/** Numbers: of messages without gaps, of movements and guarantees once, and made as they must be (domain, section 9). */
import { grnParts, parseGrn } from '../../../nodes/common/numbers/grn.ts';
import { mrnParts, parseMrn } from '../../../nodes/common/numbers/mrn.ts';
import type { Entry } from '../../core/cell.ts';
import type { Invariant, Report } from './invariant.ts';
import { text, placeOf } from './invariant.ts';
import { apart } from './letters.ts';
import { nodeOfCode } from './offices.ts';

/** Repeats are told from new messages by their numbers. */
export const messagesNumbered: Invariant = {
  id: 'messagesNumbered',
  text: {
    en: 'a node and ICE number their messages to the exchange without gaps, and use no number twice',
    ru: 'узел и ICE нумеруют свои сообщения обмена без пропусков и не используют номер дважды',
  },
  source: 'ours',
  shown: ['exchange'],
  start(report) {
    const last = new Map<string, number>();
    return {
      size: () => last.size,
      step(entry) {
        const { n } = entry;
        const id = text(entry['id']);
        const { sender, national, number } = apart(id);
        // A foreign node may name its messages as it likes.
        if (sender !== n || national) return;
        const due = (last.get(n) ?? 0) + 1;
        if (number !== due) {
          const said = `${n} numbers a message ${id} where ${n}-${String(due)} is due`;
          report({ ...placeOf(entry), messageId: id, detail: said });
        }
        last.set(n, Math.max(number, due));
      },
    };
  },
};

/** What an office or a year has allotted last: serials rise, so that none comes twice. */
class Serials {
  private readonly last = new Map<string, string>();

  get size(): number {
    return this.last.size;
  }

  /** @returns whether it is a new one of its series. */
  rises(series: string, serial: string): boolean {
    const before = this.last.get(series);
    if (before !== undefined && serial <= before) return false;
    this.last.set(series, serial);
    return true;
  }
}

export const mrnsAllotted: Invariant = {
  id: 'mrnsAllotted',
  text: {
    en: 'an MRN is allotted once, by the office that it names, with the year, the letter of the scheme and the right check digit',
    ru: 'MRN присваивается один раз указанным в нём органом, с годом, буквой схемы и верной контрольной цифрой',
  },
  source: 'C301 to C303',
  shown: ['MovementAccepted'],
  start(report, { troubles }) {
    const serials = new Serials();
    let letter: string | undefined;
    return {
      size: () => serials.size,
      step(entry) {
        const mrn = text(entry['mrn']);
        const complain = complaintOf(report, entry, mrn);
        const parsed = parseMrn(mrn, '/mrn');
        if (!parsed.ok) {
          complain(parsed.error.reason);
          return;
        }
        const parts = mrnParts(mrn);
        const wrong = troubles.wrongClock(entry.n);
        const years = [entry.t - wrong, entry.t + wrong].map((t) => new Date(t).getUTCFullYear());
        if (!years.includes(parts.year)) complain(`it is of ${String(parts.year)}`);
        if (nodeOfCode(parts.country) !== entry.n) complain(`it is no number of ${entry.n}`);
        if (parts.office !== text(entry['office']))
          complain(`it names ${parts.office}, and ${text(entry['office'])} has allotted it`);
        letter ??= parts.letter;
        if (parts.letter !== letter) complain(`its letter is not ${letter ?? ''}`);
        if (!serials.rises(mrn.slice(0, 10), parts.serial))
          complain('it was allotted before, or out of turn');
      },
    };
  },
};

export const grnsAllotted: Invariant = {
  id: 'grnsAllotted',
  text: {
    en: 'a GRN is allotted once, in the country that it names, with the right check digit, and a voucher’s begins with its series’',
    ru: 'GRN присваивается один раз в указанной в нём стране, с верной контрольной цифрой, а номер ваучера начинается с номера серии',
  },
  source: 'C401, C402',
  shown: ['GuaranteeGranted', 'VoucherIssued'],
  start(report) {
    const serials = new Serials();
    return {
      size: () => serials.size,
      step(entry) {
        const grn = text(entry['grn']);
        const complain = complaintOf(report, entry, grn);
        const parsed = parseGrn(grn, '/grn');
        if (!parsed.ok) {
          complain(parsed.error.reason);
          return;
        }
        const { country, office, serial, voucher } = grnParts(grn);
        if (nodeOfCode(country) !== entry.n) complain(`it is no number of ${entry.n}`);
        if (entry.type === 'VoucherIssued') {
          if (!grn.startsWith(text(entry['series'])))
            complain(`it is no number of the series ${text(entry['series'])}`);
          if (!serials.rises(grn.slice(0, 17), voucher ?? ''))
            complain('it was allotted before, or out of turn');
        } else if (!serials.rises(`${grn.slice(0, 2)}${office}`, serial))
          complain('it was allotted before, or out of turn');
      },
    };
  },
};

const complaintOf =
  (report: Report, entry: Entry, number: string) =>
  (what: string): void => {
    report({ ...placeOf(entry), detail: `${number}: ${what}` });
  };
