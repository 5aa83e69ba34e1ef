/** Planted: numbers that are left out, used twice or made wrong. */
import { makeGrn } from '../../../../../nodes/common/numbers/grn.ts';
import type { ProcedureLetter } from '../../../../../nodes/common/numbers/mrn.ts';
import { makeMrn } from '../../../../../nodes/common/numbers/mrn.ts';
import {
  grnWithWrongDigit,
  mrnWithWrongDigit,
} from '../../../../../nodes/common/numbers/wrong-digit.ts';
import { grnsAllotted, messagesNumbered, mrnsAllotted } from '../../numbers.ts';
import type { Cases } from '../cases.ts';
import { right, wrong } from '../cases.ts';
import type { Line } from '../told.ts';
import { sent } from '../told.ts';

const letter = (id: string): Line => sent(0, id, 'X118', ['GEO', 'AZE']);

const mrn = (serial: number, year = 2026, scheme: ProcedureLetter = 'Y'): string =>
  makeMrn({
    year,
    country: 'GE',
    office6: '000102',
    serial6: String(serial).padStart(6, '0'),
    letter: scheme,
  });
const accepted = (number: string, { node = 'GEO', office = 'GE000102' } = {}): Line => [
  0,
  node,
  'MovementAccepted',
  { mrn: number, office },
];

const grn = (serial: number, voucher?: string): string =>
  makeGrn({
    year: 2026,
    country: 'GE',
    office6: '000900',
    serial6: String(serial).padStart(6, '0'),
    ...(voucher === undefined ? {} : { voucher }),
  });
const granted = (number: string, node = 'GEO'): Line => [
  0,
  node,
  'GuaranteeGranted',
  { grn: number },
];
const issued = (number: string, series = grn(1)): Line => [
  0,
  'GEO',
  'VoucherIssued',
  { grn: number, series },
];

export const NUMBERS: readonly Cases[] = [
  {
    invariant: messagesNumbered,
    cases: [
      right('one by one', [letter('GEO-1'), letter('GEO-2')]),
      right('national ones are counted apart', [
        letter('GEO-1'),
        sent(0, 'GEO-n1', 'T028', ['GEO', 'GE1']),
        letter('GEO-2'),
      ]),
      wrong('one left out', 'GEO numbers a message GEO-3 where GEO-2 is due', [
        letter('GEO-1'),
        letter('GEO-3'),
      ]),
      wrong('one twice', 'GEO numbers a message GEO-1 where GEO-2 is due', [
        letter('GEO-1'),
        letter('GEO-1'),
      ]),
    ],
  },
  {
    invariant: mrnsAllotted,
    cases: [
      right('one by one', [accepted(mrn(1)), accepted(mrn(2))]),
      right('another office begins anew', [
        accepted(mrn(2)),
        accepted(makeMrn({ year: 2026, country: 'UZ', office6: '000101', serial6: '000001' }), {
          node: 'UZB',
          office: 'UZ000101',
        }),
      ]),
      wrong('a wrong digit', 'check digit of MRN', [accepted(mrnWithWrongDigit(mrn(1)))]),
      wrong('no MRN', 'not an MRN: 1', [accepted('1')]),
      wrong('twice', 'allotted before, or out of turn', [accepted(mrn(1)), accepted(mrn(1))]),
      wrong('of another year', 'it is of 2025', [accepted(mrn(1, 2025))]),
      wrong('of another country', 'it is no number of AZE', [accepted(mrn(1), { node: 'AZE' })]),
      wrong('of another office', 'it names GE000102, and GE000101 has allotted it', [
        accepted(mrn(1), { office: 'GE000101' }),
      ]),
      wrong('of another scheme', 'its letter is not Y', [
        accepted(mrn(1)),
        accepted(mrn(2, 2026, 'J')),
      ]),
    ],
  },
  {
    invariant: grnsAllotted,
    cases: [
      right('one by one, with its vouchers', [
        granted(grn(1)),
        issued(grn(1, 'A000001')),
        issued(grn(1, 'A000002')),
        granted(grn(2)),
      ]),
      wrong('a wrong digit', 'check digit of GRN', [granted(grnWithWrongDigit(grn(1)))]),
      wrong('twice', 'allotted before, or out of turn', [granted(grn(1)), granted(grn(1))]),
      wrong('of another country', 'it is no number of AZE', [granted(grn(1), 'AZE')]),
      wrong('a voucher twice', 'allotted before, or out of turn', [
        issued(grn(1, 'A000001')),
        issued(grn(1, 'A000001')),
      ]),
      wrong('a voucher of another series', `no number of the series ${grn(2)}`, [
        issued(grn(1, 'A000001'), grn(2)),
      ]),
    ],
  },
];
