/** Offices of all countries of a load in one plain object, as quick as can be: every step of the way, guarantees by their ledger, no check of what is declared. For tests, and for measuring the generator. */
import type { Message } from '../../../simulator/core/participant.ts';
import type { Body, MessageCode } from '../../../nodes/common/message-types.ts';
import { makeGrn } from '../../../nodes/common/numbers/grn.ts';
import { makeMrn } from '../../../nodes/common/numbers/mrn.ts';
import type { TaskKind } from '../../../nodes/common/tasks.ts';
import { DECISIONS } from '../../../nodes/common/tasks.ts';
import { countryOf } from '../../../nodes/countries/countries.ts';
import { guaranteeOfficeOf, officeOf } from '../../../nodes/countries/offices.ts';

/** Something comes out at the door of a country. */
export type Tell = (country: string, message: Message) => void;

interface Guarantee {
  readonly accessCode: string;
  readonly referenceAmount: number;
  exposure: number;
}

interface Movement {
  readonly lrn: string;
  readonly trader: string;
  readonly country: string;
  readonly declaration: Body<'T015'>;
  mrn: string;
}

type Header = Partial<Pick<Message, 'lrn' | 'mrn' | 'correlationId'>>;

const AT = '2026-11-30T12:00:00.000Z';

export class ShamOffices {
  private readonly tell: Tell;
  private readonly guarantees = new Map<string, Guarantee>();
  private readonly movements = new Map<string, Movement>();
  private readonly applications = new Map<string, Body<'G810'>>();
  private readonly drivers = new Map<string, string>();
  private count = 0;

  constructor(tell: Tell) {
    this.tell = tell;
  }

  take(country: string, message: Message): void {
    const { messageType, messageId, sender, lrn = '', mrn = '', body } = message;
    switch (messageType) {
      case 'A801':
        this.say(country, 'A802', sender, {
          ...{ tin: sender, decision: 1, accountId: sender, roles: [] },
          ...{ validFrom: AT, validTo: AT, reason: '' },
        });
        return;
      case 'G810':
        this.applications.set(sender, body as Body<'G810'>);
        this.ask(country, 'guaranteeReview', sender, guaranteeOfficeOf(country).code, {});
        return;
      case 'G034':
        this.onQuery(country, message);
        return;
      case 'T015': {
        const declaration = body as Body<'T015'>;
        this.movements.set(lrn, { lrn, trader: sender, country, declaration, mrn: '' });
        this.ask(country, 'acceptance', lrn, declaration.officeOfDeparture, { lrn });
        return;
      }
      case 'T054':
        this.release(this.movements.get(lrn)!);
        return;
      case 'N117':
        this.drivers.set(mrn, sender);
        this.ask(
          country,
          'presentation',
          `${mrn}/${(body as Body<'N117'>).office}`,
          (body as Body<'N117'>).office,
          { mrn },
        );
        return;
      case 'T007':
        this.ask(country, 'arrivalDecision', mrn, (body as Body<'T007'>).office, { mrn });
        return;
      case 'N017':
        this.onControl(message);
        return;
      case 'N820':
        this.onDecision(country, message);
        return;
      default:
        throw new Error(`${messageType} ${messageId} has no business here`);
    }
  }

  private onDecision(country: string, { body }: Message): void {
    const { task, decision, office } = body as Body<'N820'>;
    const [kind = '', ...rest] = task.split('/');
    const key = rest.join('/');
    const movement = this.movements.get(key);
    switch (kind) {
      case 'guaranteeReview':
        this.grant(country, key);
        return;
      case 'acceptance':
        this.accept(movement!);
        return;
      case 'riskDecision':
        if (decision === 'control') this.control(movement!);
        else this.release(movement!);
        return;
      case 'presentation': {
        const [mrn = ''] = rest;
        const passage = { mrn, office, time: AT };
        this.say(country, 'N118', this.drivers.get(mrn) ?? '', passage, { mrn });
        return;
      }
      case 'arrivalDecision':
        this.giveBack(key, 'T045');
        return;
      case 'invalidation':
        this.giveBack(key, 'T009');
        return;
      default:
        throw new Error(`nobody asked for ${task}`);
    }
  }

  private accept(movement: Movement): void {
    const { country, lrn, trader, declaration } = movement;
    const office = declaration.officeOfDeparture;
    const serial6 = (++this.count).toString(36).toUpperCase().padStart(6, '0');
    const iso2 = countryOf(country).iso2;
    const mrn = makeMrn({ year: 2026, country: iso2, office6: office.slice(2), serial6 });
    movement.mrn = mrn;
    this.movements.set(mrn, movement);
    this.say(country, 'T028', trader, { mrn, acceptanceDate: AT }, { lrn, mrn });
    this.ask(country, 'riskDecision', mrn, office, { lrn, mrn });
  }

  private control(movement: Movement): void {
    const { country, lrn, mrn, declaration } = movement;
    this.ask(country, 'departureControl', mrn, declaration.officeOfDeparture, { lrn, mrn });
  }

  private onControl({ body }: Message): void {
    const { task, result } = body as Body<'N017'>;
    const movement = this.movements.get(task.slice('departureControl/'.length))!;
    const { country, trader, lrn, mrn } = movement;
    const named = { lrn, mrn };
    if (result.code === 'A5') {
      const notice = { notificationType: 3, controls: [], requestedDocuments: [] };
      this.say(country, 'T060', trader, notice, named);
    } else if (result.code === 'B1')
      this.say(country, 'T051', trader, { motivation: 'control not satisfactory' }, named);
    else this.release(movement);
  }

  private release(movement: Movement): void {
    const { country, trader, lrn, mrn, declaration } = movement;
    const [use] = declaration.guarantees;
    const { grn = '', accessCode, amount = 0 } = use ?? {};
    const guarantee = this.guarantees.get(grn);
    const reason = whyNot(guarantee, accessCode, amount);
    const named = { lrn, mrn };
    if (guarantee === undefined || reason !== undefined) {
      const guarantees = [{ grn, reasons: [reason ?? 'G01'] }];
      this.say(country, 'T055', trader, { guarantees }, named);
      return;
    }
    guarantee.exposure += amount;
    const seals = { count: 0, identifiers: [] };
    const controlResult = { code: 'A2', date: AT };
    const release = { mrn, releaseDate: AT, limitDate: AT, seals, controlResult };
    this.say(country, 'T029', trader, release, named);
  }

  private giveBack(mrn: string, messageType: 'T045' | 'T009'): void {
    const movement = this.movements.get(mrn)!;
    const { country, trader, lrn, declaration } = movement;
    const [use] = declaration.guarantees;
    this.guarantees.get(use?.grn ?? '')!.exposure -= use?.amount ?? 0;
    this.movements.delete(mrn);
    this.movements.delete(lrn);
    const body =
      messageType === 'T045'
        ? { mrn, date: AT }
        : { decision: 1 as const, initiatedByCustoms: 1 as const, date: AT };
    this.say(country, messageType, trader, body, { lrn, mrn });
  }

  private grant(country: string, tin: string): void {
    const { type, referenceAmount } = this.applications.get(tin)!;
    const office = guaranteeOfficeOf(country).code;
    const serial6 = (++this.count).toString(36).toUpperCase().padStart(6, '0');
    const parts = { country: office.slice(0, 2), office6: office.slice(2), serial6 };
    const grn = makeGrn({ year: 2026, ...parts });
    const accessCode = 'K7QX';
    this.guarantees.set(grn, { accessCode, referenceAmount, exposure: 0 });
    const figures = { percentage: 100, guaranteeAmount: referenceAmount, notValidIn: [] };
    const decision = { tin, decision: 1 as const, grn, accessCode, type, referenceAmount };
    this.say(country, 'G812', tin, { ...decision, ...figures });
  }

  private onQuery(country: string, { messageId, sender, body }: Message): void {
    const { grn } = body as Body<'G034'>;
    const { referenceAmount, exposure } = this.guarantees.get(grn)!;
    const figures = { percentage: 100, guaranteeAmount: referenceAmount };
    const balance = referenceAmount - exposure;
    const standing = { grn, referenceAmount, exposure, balance, ...figures };
    this.say(country, 'G037', sender, standing, { correlationId: messageId });
  }

  private ask(country: string, kind: TaskKind, key: string, office: string, about: Header): void {
    const decisions = [...DECISIONS[kind]];
    const [proposed = ''] = decisions;
    const item = { task: `${kind}/${key}`, kind, office, decisions, proposed, channel: 'green' };
    this.say(officeOf(office).country === country ? country : '', 'N810', office, item, about);
  }

  private say<C extends MessageCode>(
    country: string,
    messageType: C,
    recipient: string,
    body: Body<C>,
    header: Header = {},
  ): void {
    const messageId = `${country}-n${String(++this.count)}`;
    const envelope = { sender: country, recipient, sentAt: AT, schemaVersion: '1' };
    this.tell(country, { messageId, messageType, ...envelope, ...header, body });
  }
}

function whyNot(
  guarantee: Guarantee | undefined,
  accessCode: string | undefined,
  amount: number,
): string | undefined {
  if (guarantee === undefined) return 'G01';
  if (guarantee.accessCode !== accessCode) return 'G03';
  return guarantee.exposure + amount > guarantee.referenceAmount ? 'G09' : undefined;
}
