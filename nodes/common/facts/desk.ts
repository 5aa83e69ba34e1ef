/** Facts of the officers' work lists. */
import type { TaskKind } from '../tasks.ts';

/** On the officers' work lists. */
export type DeskFact =
  | {
      type: 'TaskOpened';
      task: string;
      kind: TaskKind;
      office: string;
      proposed: string;
      channel: string;
      mrn?: string;
      lrn?: string;
    }
  | {
      type: 'TaskDecided';
      task: string;
      kind: TaskKind;
      office: string;
      officer: string;
      decision: string;
      result?: string;
      mrn?: string;
      lrn?: string;
    }
  | {
      type: 'TaskWithdrawn';
      task: string;
      kind: TaskKind;
      office: string;
      mrn?: string;
      lrn?: string;
    };
