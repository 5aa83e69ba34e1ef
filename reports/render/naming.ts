/** What a row, a place or a value of a KPI is called in a report. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { CHANNELS } from '../../nodes/common/code-lists.ts';
import { isRuleCode, ruleOf } from '../../nodes/common/rules/rules.ts';
import type { BreakdownRow, Goal, KpiText, Unit } from '../kpi/kpi.ts';
import { UNITS } from '../kpi/kpi.ts';
import type { Names } from '../views/waiting-text.ts';
import type { Language } from './format.ts';
import { formatNumber, NONE } from './format.ts';
import { PARTS, WORDS } from './words.ts';

export class Naming {
  readonly language: Language;
  private readonly names: Names;

  constructor(names: Names, language: Language) {
    this.names = names;
    this.language = language;
  }

  say(text: Bilingual): string {
    return text[this.language];
  }

  word(name: keyof typeof WORDS): string {
    return WORDS[name][this.language];
  }

  place(id: string): string {
    return this.names(id)[this.language];
  }

  /** A place, a relation such as `ge>uz`, a code: whatever stands behind a worst value. */
  where(text: string): string {
    if (text === '') return '';
    const [from, to] = text.split('>');
    if (from === undefined || to === undefined) return this.place(text);
    return `${this.place(from.toUpperCase())} – ${this.place(to.toUpperCase())}`;
  }

  row({ by, key, side }: BreakdownRow): string {
    const name = this.keyOf(by, key);
    return side === null ? name : `${name}, ${this.word(side)}`;
  }

  private keyOf(by: BreakdownRow['by'], key: string): string {
    switch (by) {
      case 'relation':
        return this.where(key);
      case 'channel':
        return Object.hasOwn(CHANNELS, key)
          ? this.say(CHANNELS[key as keyof typeof CHANNELS])
          : key;
      case 'rule':
        return isRuleCode(key) ? `${key}: ${this.say(ruleOf(key).cause)}` : key;
      case 'part': {
        const part = PARTS[key];
        return part === undefined ? key : this.say(part);
      }
      case 'guarantee':
        return key;
      default:
        return this.place(key);
    }
  }

  number(value: number | null, digits?: number): string {
    return formatNumber(value, digits, this.language);
  }

  /** With its unit: `98.5 %`, `2 of 3`. */
  value(value: number | null, unit: Unit, digits: number): string {
    if (value === null) return NONE;
    const name = this.say(UNITS[unit]);
    const number = this.number(value, digits);
    return name === '' ? number : `${number}\u00a0${name}`;
  }

  goal(goal: Goal | undefined, { unit }: Pick<KpiText, 'unit'>): string {
    if (goal === undefined) return NONE;
    const name = this.say(UNITS[unit]);
    const number = this.number(goal.value);
    return `${goal.op === 'atLeast' ? '≥' : '≤'}\u00a0${number}${name === '' ? '' : `\u00a0${name}`}`;
  }

  reached(reached: boolean | undefined): string {
    if (reached === undefined) return this.word('noGoal');
    return this.word(reached ? 'reached' : 'missed');
  }
}
