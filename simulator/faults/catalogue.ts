/** All kinds of faults, in the two vocabularies (design, section 9). Documentation, checks and the dashboard read it. */
import { borderClosed } from './domain/border-closed.ts';
import { breakdown } from './domain/breakdown.ts';
import { ferryHeld } from './domain/ferry-held.ts';
import { goodsDiverted } from './domain/goods-diverted.ts';
import { guarantorInsolvent } from './domain/guarantor-insolvent.ts';
import { mistypedCodes } from './domain/mistyped-codes.ts';
import { officerAbsent } from './domain/officer-absent.ts';
import { roadClosed } from './domain/road-closed.ts';
import { sealBroken } from './domain/seal-broken.ts';
import { slowBorder } from './domain/slow-border.ts';
import { surge } from './domain/surge.ts';
import { truckGone } from './domain/truck-gone.ts';
import { wrongDocuments } from './domain/wrong-documents.ts';
import type { FaultKind } from './kind.ts';
import type { FaultId } from './parameters.ts';
import { FAULT_IDS } from './parameters.ts';
import { brokerCrash } from './technical/broker-crash.ts';
import { clockSkew } from './technical/clock-skew.ts';
import { corruption } from './technical/corruption.ts';
import { delay } from './technical/delay.ts';
import { diskFull } from './technical/disk-full.ts';
import { doorClosed } from './technical/door-closed.ts';
import { duplicates } from './technical/duplicates.ts';
import { expiredCertificate } from './technical/expired-certificate.ts';
import { iceCrash } from './technical/ice-crash.ts';
import { loss } from './technical/loss.ts';
import { nodeCrash } from './technical/node-crash.ts';
import { partition } from './technical/partition.ts';
import { plannedOutage } from './technical/planned-outage.ts';
import { receiptsLost } from './technical/receipts-lost.ts';
import { reorder } from './technical/reorder.ts';
import { revokedKey } from './technical/revoked-key.ts';
import { slowConsumer } from './technical/slow-consumer.ts';
import { staleReferenceData } from './technical/stale-reference-data.ts';
import { unplannedOutage } from './technical/unplanned-outage.ts';

const KINDS: Readonly<Record<FaultId, FaultKind>> = {
  delay,
  loss,
  duplicates,
  reorder,
  corruption,
  partition,
  receiptsLost,
  brokerCrash,
  nodeCrash,
  iceCrash,
  diskFull,
  slowConsumer,
  clockSkew,
  staleReferenceData,
  expiredCertificate,
  revokedKey,
  doorClosed,
  plannedOutage,
  unplannedOutage,
  borderClosed,
  slowBorder,
  roadClosed,
  ferryHeld,
  surge,
  officerAbsent,
  breakdown,
  sealBroken,
  goodsDiverted,
  truckGone,
  wrongDocuments,
  mistypedCodes,
  guarantorInsolvent,
};

export const FAULTS: readonly FaultKind[] = FAULT_IDS.map((id) => KINDS[id]);

export const faultKind = (id: FaultId): FaultKind => KINDS[id];
