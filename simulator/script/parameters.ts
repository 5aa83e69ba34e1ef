/** What the world is told of a script: whom it plays, and what each of them does when. Values only, from the scenario. */
import type { TaskKind } from '../../nodes/common/tasks.ts';
import type { SimTime } from '../core/time.ts';

/** Values by JSON pointer into a message; `null` takes one out; `$m1.mrn` stands for a number learnt on the way. */
export type Change = Readonly<Record<string, unknown>>;

export interface TraderSpec {
  /** ISO alpha-3 and alpha-2 of his country. */
  readonly country: string;
  readonly iso2: string;
  readonly tin: string;
  readonly company: string;
  readonly roles: readonly string[];
  readonly level: number;
  /** Whether he has his account before the first step. */
  readonly approved: boolean;
  readonly representatives: readonly string[];
}

export interface GuaranteeSpec {
  readonly of: string;
  readonly type: string;
  readonly amount: number;
  readonly level: number;
  readonly countries: readonly string[];
  readonly granted: boolean;
  readonly change: Change;
}

export interface AuthorisationSpec {
  readonly of: string;
  readonly type: string;
  readonly places: readonly string[];
  readonly sealsRequired: boolean;
  readonly granted: boolean;
}

/** What is done, in the order of the script's vocabulary; `name` is whom or what it is done to. */
export type Act =
  | { readonly by: 'trader'; readonly does: 'appliesForAccount'; readonly name: string }
  | { readonly by: 'trader'; readonly does: 'appliesForGuarantee'; readonly name: string }
  | { readonly by: 'trader'; readonly does: 'appliesForAuthorisation'; readonly name: string }
  | {
      readonly by: 'trader';
      readonly does: 'declares';
      readonly name: string;
      readonly who: string;
      readonly from: string;
      readonly to: string;
      readonly via: readonly string[];
      readonly under: readonly string[];
      readonly value: number;
      readonly preLodged: boolean;
      readonly consignee?: string;
      /** An authorisation of the script: the simplified procedure. */
      readonly simplified?: string;
    }
  | {
      readonly by: 'trader';
      readonly does: 'amends';
      readonly name: string;
      readonly onlyGuarantee: boolean;
      /** Absent: as declared. */
      readonly under?: readonly string[];
    }
  | { readonly by: 'trader'; readonly does: 'presents'; readonly name: string }
  | {
      readonly by: 'trader';
      readonly does: 'asksInvalidation';
      readonly name: string;
      readonly because: string;
    }
  | { readonly by: 'trader'; readonly does: 'asksRelease'; readonly name: string }
  | { readonly by: 'trader'; readonly does: 'givesUpRelease'; readonly name: string }
  | {
      readonly by: 'trader';
      readonly does: 'answersEnquiry';
      readonly name: string;
      /** Absent: he knows nothing. */
      readonly office?: string;
    }
  | {
      readonly by: 'trader' | 'driver';
      readonly does: 'arrives';
      readonly name: string;
      readonly office: string;
      /** Absent: the driver himself. */
      readonly who?: string;
      /** An authorisation of the script: the simplified procedure. */
      readonly simplified?: string;
    }
  | {
      readonly by: 'trader';
      readonly does: 'unloads';
      readonly name: string;
      readonly complete: boolean;
      readonly conform: boolean;
      readonly sealsIntact: boolean;
      readonly differences: readonly string[];
    }
  | { readonly by: 'trader'; readonly does: 'queries'; readonly name: string }
  | {
      readonly by: 'driver';
      readonly does: 'presents';
      readonly name: string;
      readonly office: string;
    }
  | {
      readonly by: 'driver';
      readonly does: 'reportsIncident';
      readonly name: string;
      readonly office: string;
      readonly code: string;
      readonly text: string;
      readonly seals: readonly string[];
      /** Plate of the truck that carries the goods from then on; empty: the same. */
      readonly truck: string;
    }
  | {
      readonly by: 'guarantor';
      readonly does: 'undertakes';
      readonly name: string;
      /** Absent: what is asked for. */
      readonly ceiling?: number;
    }
  | {
      readonly by: 'officer';
      readonly does: 'decides';
      readonly name: string;
      readonly kind: TaskKind;
      readonly decision: string;
      /** Empty: the office that was asked. */
      readonly office: string;
      readonly officer: string;
      readonly differences: readonly string[];
      readonly because: string;
    }
  | {
      readonly by: 'anybody';
      readonly does: 'sends';
      /** What it is about; empty: nothing that has a name. */
      readonly name: string;
      readonly type: string;
      readonly from: string;
      readonly to: string;
      readonly body: Readonly<Record<string, unknown>>;
    }
  | { readonly by: 'anybody'; readonly does: 'repeats'; readonly name: string };

export type ActOf<D extends Act['does'], B extends Act['by'] = Act['by']> = Extract<
  Act,
  { does: D; by: B }
>;

export interface StepSpec {
  readonly id: string;
  readonly at: SimTime;
  /** Absent: time passes. */
  readonly act?: Act;
  readonly change: Change;
}

export interface ScriptSpec {
  /** Insurers sign what they are asked for; silent ones have no account, so they sign nothing. */
  readonly insurers: 'prompt' | 'slow' | 'silent';
  readonly traders: Readonly<Record<string, TraderSpec>>;
  readonly guarantees: Readonly<Record<string, GuaranteeSpec>>;
  readonly authorisations: Readonly<Record<string, AuthorisationSpec>>;
  readonly steps: readonly StepSpec[];
}
