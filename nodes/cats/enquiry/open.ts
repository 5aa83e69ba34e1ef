/** The enquiry is opened: the other country is asked, and its answer awaited. Rows E3, E4 and E6 lead here. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Step } from '../../common/step.ts';
import { startTimer } from '../../common/step.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { noting } from './record.ts';
import { authorityAt, enquiryRequest } from './request.ts';

/** short: the principal told too little, or fraud is suspected (rule C209, guideline G0125). */
type Length = 'T-ENQRESP' | 'T-ENQRESP/short';

/** What the principal has told beyond the declaration. */
interface Known {
  readonly actualOffice?: string;
  readonly consignee?: string;
}

export function openEnquiry(
  movement: Movement,
  row: 'E3' | 'E4' | 'E6',
  length: Length,
  effects: readonly Effect[],
  now: SimTime,
  setting: Setting,
  known: Known = {},
): Step<Movement> {
  const { mrn, declaration, arrivedAtOffice } = movement;
  const until = now + setting.timers[length];
  const destination = known.actualOffice ?? (arrivedAtOffice || declaration.officeOfDestination);
  const asked = authorityAt(destination, setting);
  const consignee = known.consignee ?? declaration.consignee.tin;
  const inquired = { destination, until, ...(consignee === undefined ? {} : { consignee }) };
  return {
    state: movement.with({
      status: 'underEnquiry',
      enquiry: noting(movement, { asked, returnCopy: '' }),
    }),
    facts: [customsFact({ type: 'EnquiryOpened', row, mrn, asked, until })],
    effects: [
      ...effects,
      enquiryRequest(movement, inquired, now, setting),
      startTimer('T-ENQRESP', mrn, until),
    ],
  };
}
