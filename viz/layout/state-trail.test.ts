/** The way of a movement through the pictures of states. */
import { expect, test } from 'vitest';
import type { FollowedRow } from '../../reports/views/movement.ts';
import { statePicture } from '../../reports/views/state-picture.ts';
import type { PictureId } from '../../reports/views/state-plans.ts';
import { pictureOfState, StateTrail } from './state-trail.ts';

const rows = (...steps: [row: string, state: string][]): FollowedRow[] =>
  steps.map(([row, state], t) => ({ row, state, t, fact: '', text: { en: '', ru: '' } }));

const followed = (id: PictureId, trail: StateTrail): string[] =>
  statePicture(id, 'en')
    .edges.filter((edge) => trail.hasFollowed(edge))
    .map(({ id: edge }) => edge);

test('arrows are followed that lead from where the movement was to where it came', () => {
  const trail = new StateTrail(
    rows(['D3', 'submitted'], ['D9', 'accepted'], ['D14', 'guaranteeRegistering']),
  );
  expect(trail.present).toBe('guaranteeRegistering');
  expect(followed('departureBefore', trail)).toEqual([
    'none>submitted',
    'submitted>accepted',
    'accepted>guaranteeRegistering',
  ]);
});

test('of an arrow from two states only the arm that was taken is followed', () => {
  const trail = new StateTrail(rows(['B1', 'atrCreated'], ['B6', 'passed']));
  const edge = statePicture('transit', 'en').edges.find(({ to }) => to === 'passed')!;
  expect(edge.from.map((from) => [from, trail.hasFollowedFrom(edge, from)])).toEqual([
    ['atrCreated', true],
    ['overdue', false],
  ]);
});

test('a row that leaves the state as it is is followed in that state alone', () => {
  const trail = new StateTrail(rows(['D20', 'released'], ['D27', 'released']));
  expect(trail.hasFollowedRow('D27', 'released')).toBe(true);
  expect(trail.hasFollowedRow('D27', 'enquiryRecommended')).toBe(false);
});

test('an arrow from any state is followed wherever the movement came from', () => {
  const trail = new StateTrail(rows(['D32', 'enquiryRecommended'], ['E20', 'writtenOff']));
  const edge = statePicture('enquiry', 'en').edges.find(({ id }) => id === 'anyOpen>writtenOff')!;
  expect(trail.hasFollowedFrom(edge, 'anyOpen')).toBe(true);
});

test.for([
  ['departure', 'accepted', 'D9', 'departureBefore'],
  ['departure', 'released', 'D27', 'departureAfter'],
  ['departure', 'writtenOff', 'D33', 'departureAfter'],
  ['departure', 'writtenOff', 'E20', 'enquiry'],
  ['departure', 'underEnquiry', 'E3', 'enquiry'],
  ['departure', 'claimOnGuarantor', 'E17', 'recovery'],
  ['transit', 'overdue', 'B13', 'transit'],
] as const)('%s, %s after %s: shown in %s', ([machine, state, row, picture]) => {
  expect(pictureOfState(machine, state, row)).toBe(picture);
});
