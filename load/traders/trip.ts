/** One movement of the load as those outside the offices know it. */
import type { Journey } from '../town/letters.ts';
import type { Corridor } from './corridors.ts';
import type { Kind } from './cases.ts';

export interface Trip extends Journey {
  readonly route: Corridor;
  readonly number: number;
  readonly kind: Kind;
  /** When its declaration was to leave, in ms since the load began. */
  readonly intended: number;
  /** `home`: driven to its write-off; `release`: invalidated when it is released, for the doors of its other countries are not there; `parked`: left released. */
  readonly goes: 'home' | 'release' | 'parked';
  /** Offices of transit passed. */
  stop: number;
}
