/** Parties of a movement: cases that a whole run seldom has. */
import { describe, expect, test } from 'vitest';
import { partiesOnly } from './movements.ts';
import type { Line } from './testing/told.ts';
import { told } from './testing/told.ts';

describe('parties', () => {
  test('the same number of two traders in two countries concerns each its own parties', () => {
    const lines: Line[] = [
      [0, 'GEO', 'DeclarationSubmitted', { lrn: '1', countries: ['GE', 'AZ'] }],
      [0, 'UZB', 'DeclarationSubmitted', { lrn: '1', countries: ['UZ', 'KZ'] }],
      [1, 'GEO', 'MovementAccepted', { lrn: '1', mrn: 'A' }],
      [1, 'UZB', 'MovementAccepted', { lrn: '1', mrn: 'B' }],
      [2, 'AZE', 'AtrCreated', { mrn: 'A' }],
      [2, 'KAZ', 'AarCreated', { mrn: 'B' }],
      [2, 'WORLD', 'TruckArrived', { mrn: 'B' }],
      [2, 'ICE', 'MessageTaken', { mrn: 'B' }],
      [2, 'AZE', 'AccountKnown', { mrn: 'unheard of' }],
    ];
    expect(told(partiesOnly, lines)).toEqual([]);
    expect(told(partiesOnly, [...lines, [3, 'AZE', 'AtrCreated', { mrn: 'B' }]])).toEqual([
      'AZE is no party to this movement: AtrCreated',
    ]);
  });

  test.each(['AtrAsked', 'AarAsked', 'MovementQueried', 'EnquiryReceived', 'RecoveryRequested'])(
    'a country that asks for the movement, or is asked, has a part in it from then on: %s',
    (type) => {
      const lines: Line[] = [
        [0, 'GEO', 'DeclarationSubmitted', { lrn: '1', countries: ['GE', 'AZ'] }],
        [1, 'GEO', 'MovementAccepted', { lrn: '1', mrn: 'A' }],
        [2, 'KAZ', type, { mrn: 'A' }],
        [3, 'KAZ', 'PassageGranted', { mrn: 'A' }],
      ];
      expect(told(partiesOnly, lines)).toEqual([]);
      expect(told(partiesOnly, [...lines, [4, 'UZB', 'AtrCreated', { mrn: 'A' }]])).toHaveLength(1);
    },
  );
});
