import { expect, it } from 'vitest';
import { isoUtc } from '../../simulator/core/time.ts';
import type { Body } from '../common/message-types.ts';
import {
  benchWithCover,
  declarationTo,
  exampleNode,
  NodeBench,
  PLATE,
  SEAL,
  START,
  TRADER,
} from './node-bench.ts';

/** From one node to another and back, and what follows of that. */
const HOPS_MOST = 5;

type Country = 'GEO' | 'AZE' | 'KAZ';

/** Nodes whose messages to each other arrive, as the exchange would bring them. */
class Corridor {
  readonly nodes: Readonly<Record<Country, NodeBench>>;
  readonly mrn: string;
  private readonly delivered = new Set<string>();

  /** A load has been released in Georgia for KZ000300, by way of AZ000200 and KZ000200. */
  constructor() {
    const { bench, cover } = benchWithCover();
    this.nodes = {
      GEO: bench,
      AZE: new NodeBench(exampleNode('AZE')),
      KAZ: new NodeBench(exampleNode('KAZ')),
    };
    bench.tell('T015', declarationTo(cover), { recipient: 'GE000101', lrn: 'L-1' });
    bench.decide(`acceptance/${TRADER}/L-1`, 'accept');
    this.mrn = bench.of('T028')[0]?.mrn ?? '';
    bench.decide(`riskDecision/${this.mrn}`, 'noControl');
    this.carry();
  }

  carry(): this {
    for (let hops = 0; hops < HOPS_MOST; hops++) {
      for (const from of Object.values(this.nodes)) {
        for (const message of from.sent.slice()) {
          const to = this.nodes[message.recipient as Country] as NodeBench | undefined;
          if (to === undefined || this.delivered.has(message.messageId)) continue;
          this.delivered.add(message.messageId);
          to.receive(message);
        }
      }
    }
    return this;
  }

  present(country: Country, office: string): this {
    const body = { mrn: this.mrn, office, identification: PLATE, seals: [SEAL] };
    this.nodes[country].tell('N117', body, { sender: PLATE, recipient: office, mrn: this.mrn });
    return this.carry();
  }

  decide(country: Country, task: string, decision: string): this {
    this.nodes[country].decide(task, decision);
    return this.carry();
  }

  /** Rows followed in a country, and the types of its facts about what was refused. */
  rows(country: Country): string[] {
    const { entries } = this.nodes[country];
    return entries.flatMap(({ row, rule }) => [row ?? '', rule ?? '']).filter(Boolean);
  }
}

it('a load that takes another way is let in, arrives and is discharged, and the offices it skipped are closed', () => {
  const corridor = new Corridor();
  const { nodes, mrn } = corridor;
  corridor.present('AZE', 'AZ000201').decide('AZE', `presentation/${mrn}/AZ000201`, 'pass');
  corridor.present('KAZ', 'KZ000201').decide('KAZ', `presentation/${mrn}/KZ000201`, 'pass');
  const arrival: Body<'T007'> = {
    mrn,
    office: 'KZ000101',
    arrivedAt: isoUtc(START),
    simplified: 0,
    identification: PLATE,
    seals: [SEAL],
  };
  nodes.KAZ.tell('T007', arrival, { sender: PLATE, recipient: 'KZ000101', mrn });
  corridor.carry().decide('KAZ', `arrivalDecision/${mrn}/KZ000101`, 'noControl');
  expect(corridor.rows('AZE')).toEqual(['B1', 'B2', 'B3', 'B6', 'B11']);
  expect(corridor.rows('KAZ')).toEqual([
    ...['A1', 'B1', 'B2', 'B3', 'B6', 'A2', 'A3', 'A6', 'B11', 'A19', 'A13'],
  ]);
  const departed = corridor.rows('GEO').filter((row) => row.startsWith('D'));
  expect(departed.slice(departed.indexOf('D20'))).toEqual([
    ...['D20', 'D30', 'D27', 'D30', 'D27', 'D30', 'D31', 'D33'],
  ]);
});

it('a truck sealed anew at a border comes to the next with the seals that are awaited', () => {
  const corridor = new Corridor();
  const { nodes, mrn } = corridor;
  corridor.present('AZE', 'AZ000200').decide('AZE', `presentation/${mrn}/AZ000200`, 'check');
  corridor.decide('AZE', `entryCheck/${mrn}/AZ000200`, 'resealed');
  const seals = nodes.AZE.of('N118')[0]?.body.seals?.identifiers ?? [];
  const next = { mrn, office: 'KZ000200', identification: PLATE, seals: [...seals] };
  nodes.KAZ.tell('N117', next, { sender: PLATE, recipient: 'KZ000200', mrn });
  expect(nodes.KAZ.of('N810').at(-1)?.body).toMatchObject({ proposed: 'pass' });
  expect(corridor.rows('KAZ')).toEqual(['A1', 'B1', 'B12']);
  expect(corridor.rows('GEO')).toContain('D29');
});
