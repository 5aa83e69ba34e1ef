/** Countries agree on what has happened: departure notes what offices ahead have really done, and acts on the results that they have reached (domain, section 5). */
import type { Entry } from '../../core/cell.ts';
import { isoUtc } from '../../core/time.ts';
import type { Invariant, Report } from './invariant.ts';
import { figure, placeOf, text } from './invariant.ts';
import { isPlayed } from './letters.ts';

/** What departure notes, and what the office that it names must have done before. */
const NOTES: Readonly<Partial<Record<string, readonly string[]>>> = {
  LegRecorded: ['PassageGranted', 'PassageOnPaper'],
  PassageRefusalRecorded: ['EntryRefused', 'PassageStopped'],
  MovementArrived: ['ArrivalNotified', 'ArrivalOnPaper'],
  DiscrepancyOpened: ['MajorFindings'],
};

export const notesAreTrue: Invariant = {
  id: 'notesAreTrue',
  text: {
    en: 'departure records a passage, a refusal, an arrival or a discrepancy only where the office that it names has had one',
    ru: 'орган отправления учитывает проследование, отказ, прибытие или расхождение, только если они были в названном органе',
  },
  source: 'D27, D28, D31, D34',
  shown: [
    'PassageGranted',
    'PassageOnPaper',
    'EntryRefused',
    'PassageStopped',
    'ArrivalNotified',
    'ArrivalOnPaper',
    'MajorFindings',
    'LegRecorded',
    'PassageRefusalRecorded',
    'MovementArrived',
    'DiscrepancyOpened',
  ],
  start(report, { letters, movements }) {
    return {
      size: () => 0,
      step(entry) {
        const movement = movements.get(text(entry['mrn']));
        if (movement === undefined) return;
        const { deeds } = movement;
        const office = text(entry['office']);
        const needed = NOTES[entry.type];
        if (needed === undefined) {
          deeds.push(`${entry.type} ${office}`);
          return;
        }
        // A script may tell in the name of an office what never happened there.
        if (letters.cause === undefined || isPlayed(letters.cause)) return;
        if (needed.some((deed) => deeds.includes(`${deed} ${office}`))) return;
        const said = `${entry.type} of ${office}, which has had none (${needed.join(' or ')})`;
        report({ ...placeOf(entry), detail: said });
      },
    };
  },
};

export const resultsAgree: Invariant = {
  id: 'resultsAgree',
  text: {
    en: 'a movement is written off with the result that destination has reported, and never by itself upon major findings',
    ru: 'перевозка завершается с тем результатом, о котором сообщил орган назначения, и никогда сама собой при существенных расхождениях',
  },
  source: 'D33, D34',
  shown: ['GoodsReleased', 'MajorFindings', 'MovementWrittenOff'],
  start(report, { letters, movements }) {
    return {
      size: () => 0,
      step(entry) {
        const movement = movements.get(text(entry['mrn']));
        if (movement === undefined) return;
        if (entry.type !== 'MovementWrittenOff') {
          movement.result = text(entry['result']);
          return;
        }
        if (entry.row !== 'D33' || movement.result === '') return;
        if (letters.cause !== undefined && isPlayed(letters.cause)) return;
        disagree(report, entry, movement.result);
      },
    };
  },
};

function disagree(report: Report, entry: Entry, found: string): void {
  const result = text(entry['result']);
  if (found === 'B1')
    report({
      ...placeOf(entry),
      detail: 'written off upon major findings that nobody has resolved',
    });
  else if (result !== found)
    report({
      ...placeOf(entry),
      detail: `written off with ${result}, and destination has found ${found}`,
    });
}

/** Both sides of an enquiry wait until the same day. */
export const limitsAgree: Invariant = {
  id: 'limitsAgree',
  text: {
    en: 'the country that is asked for an enquiry has as long as departure has given it',
    ru: 'запрошенная о розыске страна располагает тем сроком, который дал орган отправления',
  },
  source: 'X142, C209',
  shown: ['EnquiryOpened', 'EnquiryReceived'],
  start(report, { letters, movements, troubles }) {
    return {
      size: () => 0,
      step(entry) {
        const movement = movements.get(text(entry['mrn']));
        if (movement === undefined) return;
        const until = figure(entry['until']);
        if (entry.type === 'EnquiryOpened') {
          movement.enquiryUntil = until;
          return;
        }
        const { cause } = letters;
        if (cause === undefined || isPlayed(cause) || until === movement.enquiryUntil) return;
        // A clock that is wrong dates the letter otherwise than the record.
        if (troubles.wrongClock(cause.n) > 0) return;
        const said = `asked to answer by ${isoUtc(until)}, and departure waits until ${isoUtc(movement.enquiryUntil)}`;
        report({ ...placeOf(entry), node: cause.n, detail: said });
      },
    };
  },
};
