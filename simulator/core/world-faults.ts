/** What the world is told of a fault of the domain: plain values in a command that only hosts give. What it then does is its own. */
import type { Command } from './participant.ts';
import type { SimTime } from './time.ts';
import type { Side } from './world-facts.ts';

/** Kinds that say only which share of what they strike. */
export const SHARED_FAULTS = [
  'sealBroken',
  'goodsDiverted',
  'truckGone',
  'wrongDocuments',
  'mistypedCodes',
] as const;
export type SharedFault = (typeof SHARED_FAULTS)[number];

export type WorldFault =
  | { readonly fault: 'borderClosed'; readonly post: string; readonly sides: readonly Side[] }
  | {
      readonly fault: 'slowBorder';
      readonly post: string;
      readonly sides: readonly Side[];
      readonly times: number;
    }
  | { readonly fault: 'roadClosed'; readonly place: string }
  | { readonly fault: 'ferryHeld'; readonly port: string }
  | { readonly fault: 'surge'; readonly times: number }
  /** At one office, at all of a country, or at all there are. */
  | { readonly fault: 'officerAbsent'; readonly office?: string; readonly node?: string }
  | { readonly fault: 'breakdown'; readonly share: number; readonly standsMs: number }
  | { readonly fault: 'guarantorInsolvent'; readonly node: string }
  | { [K in SharedFault]: { readonly fault: K; readonly share: number } }[SharedFault];

export type WorldFaultId = WorldFault['fault'];

/** A fault as it stands in a command: its name in the run, and when it heals. */
export type Begun<F = WorldFault> = F & { readonly id: string; readonly until: SimTime };

/** How hosts tell of faults. People give neither of them. */
export type FaultCommand =
  | ({ readonly type: 'fault'; readonly actor: string } & Begun)
  | { readonly type: 'faultHeals'; readonly actor: string; readonly id: string };

export const isFaultCommand = (command: Command): command is Command & FaultCommand =>
  command.type === 'fault' || command.type === 'faultHeals';
