/** Cases that several tests of the world share. */
import { DAY } from '../../core/time.ts';
import type { Assumptions, WorldParameters } from '../parameters.ts';
import { START, worldParameters } from './rig.ts';

/** The participants of the pilot. */
export const FLOWS_PARTICIPANTS = ['GEO', 'AZE', 'KAZ', 'UZB'];

/** One truck from Poti to Tashkent, a day after the start. */
export const oneTruck = (
  assumptions: Partial<Assumptions> = {},
  more: Partial<WorldParameters> = {},
): WorldParameters =>
  worldParameters(
    FLOWS_PARTICIPANTS,
    [
      {
        kind: 'movements',
        list: [
          {
            at: START + DAY,
            from: 'ge-poti',
            to: 'uz-tashkent',
            cargo: 'machinery',
            tirCarnet: false,
          },
        ],
      },
    ],
    { assumptions, ...more },
  );
