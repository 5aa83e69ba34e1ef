/** What an office of exit keeps of a movement that is to leave the country there: enough to look at the truck once more. No state table describes it. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import type { AdvanceRecord } from '../../common/messages/transit.ts';

type ExitStatus = 'expected' | 'check' | 'left' | 'refused' | 'cancelled' | 'closed';

interface ExitData {
  readonly status: ExitStatus;
  readonly mrn: string;
  readonly office: string;
  readonly declaration: Declaration;
  readonly seals: readonly string[];
  readonly means: Body<'T015'>['means'];
  /** Whoever presented the goods, and in which message; empty before. */
  readonly driver: string;
  readonly presentationId: string;
  /** Limit date of the movement: after it nobody waits for the truck here. */
  readonly limitDate: SimTime;
  readonly closedAt: SimTime;
}

const NO_CHANGES: Partial<ExitData> = {};

export class ExitRecord implements ExitData {
  readonly status: ExitStatus;
  readonly mrn: string;
  readonly office: string;
  readonly declaration: Declaration;
  readonly seals: readonly string[];
  readonly means: Body<'T015'>['means'];
  readonly driver: string;
  readonly presentationId: string;
  readonly limitDate: SimTime;
  readonly closedAt: SimTime;

  constructor(data: ExitData, changes: Partial<ExitData> = NO_CHANGES) {
    this.status = changes.status ?? data.status;
    this.mrn = data.mrn;
    this.office = data.office;
    this.declaration = data.declaration;
    this.seals = changes.seals ?? data.seals;
    this.means = changes.means ?? data.means;
    this.driver = changes.driver ?? data.driver;
    this.presentationId = changes.presentationId ?? data.presentationId;
    this.limitDate = data.limitDate;
    this.closedAt = changes.closedAt ?? data.closedAt;
  }

  with(changes: Partial<ExitData>): ExitRecord {
    return new ExitRecord(this, changes);
  }
}

/** A movement that is to leave here, by what departure sends of it. */
export const expectedExit = (record: AdvanceRecord, mrn: string, office: string): ExitRecord =>
  new ExitRecord({
    status: 'expected',
    mrn,
    office,
    declaration: record.declaration,
    seals: record.seals.identifiers,
    means: record.declaration.means,
    driver: '',
    presentationId: '',
    limitDate: parseIsoUtc(record.limitDate) ?? 0,
    closedAt: 0,
  });

export const reviveExitRecord = (json: unknown): ExitRecord => new ExitRecord(json as ExitData);
