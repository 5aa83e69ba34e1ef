/** What every department of a node knows beside its own records: the parameters, and where an office is reached. */
import type { Send } from '../../simulator/core/participant.ts';
import type { OfficeRole } from '../common/code-lists.ts';
import type { Body, MessageCode } from '../common/message-types.ts';
import { countryOfOffice } from '../common/numbers/office.ts';
import type { NodeParameters } from '../common/parameters.ts';
import type { RuleCode } from '../common/rules/rules.ts';
import { send } from '../common/step.ts';
import { Members } from './system/members.ts';
import type { TimerValues } from '../common/timers.ts';

export class Setting {
  readonly parameters: NodeParameters;
  readonly timers: TimerValues;
  /** Rules that are not checked here. */
  readonly off: ReadonlySet<RuleCode>;
  readonly members: Members;
  private readonly nodes: ReadonlyMap<string, string>;

  constructor(parameters: NodeParameters) {
    this.parameters = parameters;
    this.timers = parameters.scheme.timers;
    this.off = new Set(parameters.rulesOff);
    this.members = new Members(parameters.scheme);
    this.nodes = new Map(
      Object.entries(parameters.scheme.members).map(([node, iso2]) => [iso2, node]),
    );
  }

  /** Whether the office lies in this node's country. */
  isHere(office: string): boolean {
    return countryOfOffice(office) === this.parameters.iso2;
  }

  /** Whether the office is known, lies in this country and has the role (rule C304). */
  serves(office: string, role: OfficeRole): boolean {
    const known = this.parameters.scheme.offices[office];
    return known !== undefined && this.isHere(office) && known.roles.includes(role);
  }

  /** Whether the office is in the list, in whatever country (rule C304). */
  knows(office: string): boolean {
    return Object.hasOwn(this.parameters.scheme.offices, office);
  }

  /** All offices of this country, in the order of the list. */
  officesHere(): readonly string[] {
    return Object.keys(this.parameters.scheme.offices).filter((office) => this.isHere(office));
  }

  /**
   * A message from one office to another about a movement: through ICE to the node of the other country, or, inside this country,
   * straight to the office, which this node itself serves.
   */
  toOffice<C extends MessageCode>(
    messageType: C,
    office: string,
    from: string,
    mrn: string,
    body: Body<C>,
  ): Send {
    if (this.isHere(office)) return send(messageType, office, body, { from, mrn });
    const node = this.nodes.get(countryOfOffice(office));
    if (node === undefined) throw new RangeError(`no node serves the office ${office}`);
    return send(messageType, node, body, { mrn });
  }
}
