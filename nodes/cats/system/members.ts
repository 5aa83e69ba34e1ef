/** Who belongs to the scheme, as far as this node knows: its parameters say so until ICE publishes another list (S802). */
import { asIs, Table } from '../../../simulator/core/table.ts';
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import { MEMBERS_LIST, memberCodes } from '../../common/reference-data.ts';
import type { MessageOf, Moment } from '../../common/step.ts';

interface Known {
  readonly version: number;
  /** Alpha-2 codes. */
  readonly countries: readonly string[];
}

export class Members {
  /** One row, once ICE has published a list. */
  readonly table = new Table<Known>('members', asIs);
  private readonly initial: readonly string[];

  constructor({ members }: Pick<NodeParameters['scheme'], 'members'>) {
    this.initial = Object.values(members);
  }

  /** Alpha-2 codes of the countries that a movement may go through (rule C331). */
  get codes(): readonly string[] {
    return this.table.get(MEMBERS_LIST)?.countries ?? this.initial;
  }

  /** Version of the reference data that this node works with (rule C605). */
  get version(): number {
    return this.table.get(MEMBERS_LIST)?.version ?? 1;
  }

  /** S802; a list older than the one known comes late and says nothing new. */
  readonly learn = ({ body }: MessageOf<'S802'>, { out }: Moment): void => {
    const { list, version } = body;
    const known = this.table.get(MEMBERS_LIST);
    if (list !== MEMBERS_LIST || (known !== undefined && known.version >= version)) return;
    const members = memberCodes(body);
    out.put(this.table, MEMBERS_LIST, { version, countries: members });
    out.fact(customsFact({ type: 'MembersKnown', version, members }));
  };
}
