/** All KPIs, in the order in which they are shown: the five of the parallel test of 2024 first. Documentation and scenarios read it. */
import { adherence } from './adherence.ts';
import { borderDwellMean, borderDwellP50, borderDwellP90, ferryWait } from './border-dwell.ts';
import { claimRatio, daysToPay } from './claims.ts';
import { communication } from './communication.ts';
import { controlEfficiency } from './control-efficiency.ts';
import { downtime } from './downtime.ts';
import { guaranteeUseMax, guaranteeUseP50 } from './guarantee-use.ts';
import type { Kpi } from './kpi.ts';
import { messageLatencyP50, messageLatencyP95 } from './message-latency.ts';
import { COUNT_IDS, dischargeRate, onTheRoad } from './movements.ts';
import { preArrival } from './pre-arrival.ts';
import { arrivalToDischarge, releaseToArrival, releaseToDischarge } from './procedure-times.ts';
import { repeatedControls } from './repeated-controls.ts';
import { controlShare, enquiries, rejections } from './quality.ts';
import { scope } from './scope.ts';
import { speedWithDelay, speedWithoutDelay } from './speed.ts';

export const CATALOGUE: readonly Kpi[] = [
  adherence,
  controlEfficiency,
  communication,
  downtime,
  scope,
  dischargeRate,
  onTheRoad,
  borderDwellP50,
  borderDwellP90,
  borderDwellMean,
  ferryWait,
  releaseToArrival,
  releaseToDischarge,
  arrivalToDischarge,
  preArrival,
  guaranteeUseP50,
  guaranteeUseMax,
  messageLatencyP50,
  messageLatencyP95,
  speedWithoutDelay,
  speedWithDelay,
  controlShare,
  repeatedControls,
  rejections,
  enquiries,
  claimRatio,
  daysToPay,
];

export const KPI_IDS: readonly string[] = CATALOGUE.map(({ id }) => id);

const BY_ID: ReadonlyMap<string, Kpi> = new Map(CATALOGUE.map((kpi) => [kpi.id, kpi]));

/** The KPI of an id; undefined where there is none. */
export const findKpi = (id: string): Kpi | undefined => BY_ID.get(id);

/** Every name that a scenario may expect something of: KPIs, counts of movements, their discharged share (0 to 1), violations of invariants. */
export const EXPECTABLE: readonly string[] = [
  ...KPI_IDS,
  ...COUNT_IDS,
  'dischargedOfDue',
  'violations',
];
