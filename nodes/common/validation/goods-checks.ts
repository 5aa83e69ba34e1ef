/** Checks of a declaration's goods: item numbers, masses, packages, commodity codes. */
import type { Check } from './check.ts';
import { check } from './check.ts';

/** Half a milligram: sums of decimal fractions are not exact. */
const TOLERANCE_KG = 0.000_000_5;

/** Unpacked goods (CL182, of UNECE recommendation 21): the number of pieces is counted. */
const UNPACKED: readonly string[] = ['NE', 'NF', 'NG'];

const HS6 = /^\d{6}$/;

const item = (index: number, field: string): string => `/body/items/${String(index)}/${field}`;

export const GOODS_CHECKS: readonly Check[] = [
  check('C309', ({ declaration: { items } }, findings) => {
    items.forEach(({ number }, i) => {
      if (number !== i + 1) findings.add(item(i, 'number'), 14, number);
    });
  }),
  check('C310', ({ declaration: { items, grossMass } }, findings) => {
    let sum = 0;
    for (const { grossMass: mass } of items) sum += mass;
    if (grossMass < sum - TOLERANCE_KG) findings.add('/body/grossMass', 14, grossMass);
  }),
  check('C311', ({ declaration: { items } }, findings) => {
    items.forEach(({ netMass, grossMass }, i) => {
      if (netMass > grossMass + TOLERANCE_KG) findings.add(item(i, 'netMass'), 14, netMass);
    });
  }),
  check('C312', ({ declaration: { items } }, findings) => {
    items.forEach(({ packages, packageType }, i) => {
      if (packages > 0) return;
      const carried = items.some(
        (other) => other.packages > 0 && other.packageType === packageType,
      );
      if (!carried || UNPACKED.includes(packageType)) findings.add(item(i, 'packages'), 14, 0);
    });
  }),
  check('C313', ({ declaration: { items, declarationType } }, findings) => {
    items.forEach(({ hs6 }, i) => {
      if (hs6 === undefined) {
        // A TIR carnet needs no commodity code (C0153).
        if (declarationType !== 'TIR') findings.add(item(i, 'hs6'), 13);
      } else if (!HS6.test(hs6)) {
        findings.add(item(i, 'hs6'), 12, hs6);
      }
    });
  }),
];
