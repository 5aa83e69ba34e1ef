/** T043: what an authorised consignee is told when he may unload, or go on unloading. */
import type { Body } from '../../common/message-types.ts';
import type { ArrivalRecord } from './arrival-record.ts';

/** @param continueUnloading 0 the first permission; n after the n-th partial unloading. */
export const unloadingPermission = (
  { mrn, declaration, seals }: ArrivalRecord,
  continueUnloading: number,
): Body<'T043'> => ({
  mrn,
  declaration,
  seals: { count: seals.length, identifiers: [...seals] },
  continueUnloading,
});
