/** Checks of what carries the goods: seals, containers, means of transport, TIR carnet. */
import type { Declaration } from '../messages/parts.ts';
import { parseContainer } from '../numbers/container.ts';
import { parseTirCarnet } from '../numbers/tir-carnet.ts';
import type { Check, CheckOf, Findings } from './check.ts';
import { check } from './check.ts';

const ROAD = 3;
const ROAD_VEHICLE = 30;
const ROAD_TRAILER = 31;
const MEANS_MOST = 3;

/** Whatever says which seals are on. */
export interface Sealed {
  readonly declaration: Pick<Declaration, 'seals'>;
}

/** Seals are counted and named, each with an identifier of its own. */
export const SEAL_CHECKS: readonly CheckOf<Sealed>[] = [
  check('C314', ({ declaration: { seals } }, findings) => {
    if (seals === undefined) return;
    if (seals.count > 0 && seals.identifiers.length === 0) {
      findings.add('/body/seals/identifiers', 13);
    } else if (seals.count === 0 && seals.identifiers.length > 0) {
      findings.add('/body/seals/identifiers', 15, seals.identifiers.length);
    }
  }),
  check('C315', ({ declaration: { seals } }, findings) => {
    if (seals === undefined || seals.count === 0 || seals.identifiers.length === 0) return;
    if (seals.count !== seals.identifiers.length)
      findings.add('/body/seals/count', 14, seals.count);
  }),
  check('C316', ({ declaration: { seals } }, findings) => {
    seals?.identifiers.forEach((identifier, i, all) => {
      if (all.indexOf(identifier) < i) {
        findings.add(`/body/seals/identifiers/${String(i)}`, 14, identifier);
      }
    });
  }),
];

export const TRANSPORT_CHECKS: readonly Check[] = [
  ...SEAL_CHECKS,
  check('C317', ({ declaration: { seals, containers } }, findings) => {
    if (seals?.count === 0 && containers.length === 0) findings.add('/body/seals/count', 14, 0);
  }),
  check('C318', ({ declaration: { containerIndicator, containers } }, findings) => {
    if (containerIndicator === 1 && containers.length === 0) findings.add('/body/containers', 13);
    if (containerIndicator === 0 && containers.length > 0) {
      findings.add('/body/containers', 15, containers.length);
    }
  }),
  check('C320', ({ declaration: { modeAtBorder, means } }, findings) => {
    if (means.length > MEANS_MOST) findings.add('/body/means', 14, means.length);
    if (modeAtBorder !== ROAD) return;
    means.forEach(({ type }, i) => {
      const wanted = i === 0 ? ROAD_VEHICLE : ROAD_TRAILER;
      if (type !== wanted) findings.add(`/body/means/${String(i)}/type`, 14, type);
    });
  }),
  check('C321', ({ declaration: { means } }, findings) => {
    means.forEach(({ type, identification }, i) => {
      const registered = type === ROAD_VEHICLE || type === ROAD_TRAILER;
      if (registered && identification !== identification.toUpperCase()) {
        findings.add(`/body/means/${String(i)}/identification`, 14, identification);
      }
    });
  }),
  check('C323', ({ declaration: { declarationType, tirCarnet } }, findings) => {
    onlyWithTir(declarationType, tirCarnet, '/body/tirCarnet', findings);
  }),
  check('C324', ({ declaration: { tirCarnet } }, findings) => {
    if (tirCarnet !== undefined && !parseTirCarnet(tirCarnet, '').ok) {
      findings.add('/body/tirCarnet', 14, tirCarnet);
    }
  }),
  check('C325', ({ declaration: { declarationType, tirHolder } }, findings) => {
    onlyWithTir(declarationType, tirHolder, '/body/tirHolder', findings);
  }),
];

/** What an officer is told, and nothing is rejected for. */
export const TRANSPORT_WARNINGS: readonly Check[] = [
  check('C319', ({ declaration: { containers } }, findings) => {
    containers.forEach((container, i) => {
      if (!parseContainer(container, '').ok) {
        findings.add(`/body/containers/${String(i)}`, 14, container);
      }
    });
  }),
];

/** There with declaration type TIR, and only then. */
function onlyWithTir(
  declarationType: string,
  value: string | undefined,
  pointer: string,
  findings: Findings,
): void {
  if (declarationType === 'TIR' && value === undefined) findings.add(pointer, 13);
  if (declarationType !== 'TIR' && value !== undefined) findings.add(pointer, 15, value);
}
