/** The message catalogue: one row per message; codec, routing, topics, documentation and tests read it (domain.md section 4). */
import type Type from 'typebox';
import * as accounts from './messages/accounts.ts';
import * as departure from './messages/departure.ts';
import * as destination from './messages/destination.ts';
import * as guarantee from './messages/guarantee.ts';
import * as system from './messages/system.ts';
import * as transit from './messages/transit.ts';

export type Role =
  | 'trader'
  | 'driver'
  | 'officer'
  | 'guarantor'
  | 'officeOfDeparture'
  | 'officeOfTransit'
  | 'officeOfDestination'
  | 'officeOfGuarantee'
  | 'node'
  | 'allNodes'
  | 'ice';

/** T trader with own CATS, X between CATS, G guarantee, A accounts, N inside one country, S system. */
export type Domain = 'T' | 'X' | 'G' | 'A' | 'N' | 'S';

export interface MessageType {
  readonly name: string;
  readonly purpose: string;
  readonly from: readonly Role[];
  readonly to: readonly Role[];
  /** Whether it travels through ICE; all others stay inside one country. */
  readonly exchange: boolean;
  readonly ncts?: string;
  readonly etir?: string;
  /** The request that this message answers: its correlationId is that request's messageId (R0008). */
  readonly answers?: readonly string[];
  /** Confirms other messages; is not itself acknowledged, repeated or journalled. */
  readonly receipt?: true;
  readonly body: Type.TSchema;
}

type Described = Omit<MessageType, 'exchange'>;
/** The row's own type is kept, so that `Body` knows each body. */
const inCountry = <R extends Described>(row: R): R & { exchange: false } => ({
  ...row,
  exchange: false,
});
const overIce = <R extends Described>(row: R): R & { exchange: true } => ({
  ...row,
  exchange: true,
});

/* prettier-ignore */
const ROWS = {
  A801: inCountry({ name: 'AccountApplication', purpose: 'request an account and roles', from: ['trader', 'guarantor'], to: ['node'], body: accounts.AccountApplication }),
  A802: inCountry({ name: 'AccountDecision', purpose: 'approve or refuse an account', from: ['node'], to: ['trader', 'guarantor'], answers: ['A801'], body: accounts.AccountDecision }),
  A803: overIce({ name: 'AccountPublication', purpose: 'let other CATS verify a TIN', from: ['node'], to: ['allNodes'], etir: 'I3/I4', body: accounts.AccountPublication }),

  G810: inCountry({ name: 'GuaranteeApplication', purpose: 'ask for a guarantee', from: ['trader', 'officeOfGuarantee'], to: ['officeOfGuarantee', 'guarantor'], body: guarantee.GuaranteeApplication }),
  G811: inCountry({ name: 'GuaranteeUndertaking', purpose: 'guarantor commits', from: ['guarantor'], to: ['officeOfGuarantee'], ncts: 'IE224', etir: 'E1/E2', answers: ['G810'], body: guarantee.Undertaking }),
  G812: inCountry({ name: 'GuaranteeDecision', purpose: 'grant or refuse, allot GRN', from: ['officeOfGuarantee'], to: ['trader', 'guarantor'], etir: 'E2', body: guarantee.GuaranteeDecision }),
  G034: inCountry({ name: 'GuaranteeQuery', purpose: 'balance, usage, exposure', from: ['trader', 'guarantor', 'officeOfDeparture'], to: ['officeOfGuarantee'], ncts: 'IE034', etir: 'I5, E5', body: guarantee.GuaranteeQuery }),
  G037: inCountry({ name: 'GuaranteeQueryResponse', purpose: 'answer to a guarantee query', from: ['officeOfGuarantee'], to: ['trader', 'guarantor', 'officeOfDeparture'], ncts: 'IE037', etir: 'I6, E6', answers: ['G034'], body: guarantee.GuaranteeQueryResponse }),
  X200: overIce({ name: 'GuaranteeCheck', purpose: 'is it valid for this movement?', from: ['officeOfDeparture'], to: ['officeOfGuarantee'], ncts: 'IE200', etir: 'I1', body: guarantee.GuaranteeCheck }),
  X201: overIce({ name: 'GuaranteeCheckResult', purpose: 'valid or reasons', from: ['officeOfGuarantee'], to: ['officeOfDeparture'], ncts: 'IE201', etir: 'I2', answers: ['X200'], body: guarantee.GuaranteeCheckResult }),
  X203: inCountry({ name: 'GuaranteeUse', purpose: 'reserve the amount', from: ['officeOfDeparture'], to: ['officeOfGuarantee'], ncts: 'IE203', etir: 'I1', body: guarantee.GuaranteeCheck }),
  X204: inCountry({ name: 'GuaranteeUseCancel', purpose: 'cancel usage, or final release', from: ['officeOfDeparture'], to: ['officeOfGuarantee'], ncts: 'IE204', body: guarantee.GuaranteeUseCancel }),
  X205: inCountry({ name: 'GuaranteeUseResult', purpose: 'reserved or reasons', from: ['officeOfGuarantee'], to: ['officeOfDeparture'], ncts: 'IE205', etir: 'I2', answers: ['X203'], body: guarantee.GuaranteeCheckResult }),
  X209: inCountry({ name: 'GuaranteeCredit', purpose: 'give the amount back on arrival', from: ['officeOfDeparture'], to: ['officeOfGuarantee'], ncts: 'IE209', etir: 'I13', body: guarantee.GuaranteeCredit }),

  T015: inCountry({ name: 'DeclarationSubmission', purpose: 'lodge the transit declaration', from: ['trader'], to: ['officeOfDeparture'], ncts: 'IE015', etir: 'E9, I7', body: departure.DeclarationSubmission }),
  T928: inCountry({ name: 'DeclarationAcknowledgement', purpose: 'received and valid', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE928', etir: 'E10', answers: ['T015'], body: departure.Acknowledgement }),
  T056: inCountry({ name: 'DeclarationRejection', purpose: 'business rejection', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE056', body: departure.Rejection }),
  T028: inCountry({ name: 'MrnAllocation', purpose: 'accepted, MRN given', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE028', etir: 'I8', body: departure.MrnAllocation }),
  T060: inCountry({ name: 'ControlNotice', purpose: 'goods will be controlled, documents asked', from: ['officeOfDeparture', 'officeOfTransit', 'officeOfDestination'], to: ['trader', 'driver'], ncts: 'IE060', body: departure.ControlNotice }),
  N017: inCountry({ name: 'DepartureControl', purpose: 'control result at departure', from: ['officer'], to: ['officeOfDeparture'], ncts: 'IE017', etir: 'I9', body: departure.DepartureControl }),
  T054: inCountry({ name: 'ReleaseRequest', purpose: 'trader wants release after a finding', from: ['trader'], to: ['officeOfDeparture'], ncts: 'IE054', body: departure.ReleaseRequest }),
  T055: inCountry({ name: 'GuaranteeInvalid', purpose: 'guarantee refused', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE055', etir: 'I2', body: departure.GuaranteeInvalid }),
  T051: inCountry({ name: 'NoRelease', purpose: 'release refused', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE051', etir: 'I17', body: departure.NoRelease }),
  T029: inCountry({ name: 'Release', purpose: 'released, accompanying document may be printed', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE029', etir: 'I9/I10', body: departure.Release }),

  X001: overIce({ name: 'AnticipatedArrivalRecord', purpose: 'advance arrival record', from: ['officeOfDeparture'], to: ['officeOfDestination'], ncts: 'IE001', etir: 'I15', body: transit.AdvanceRecord }),
  X050: overIce({ name: 'AnticipatedTransitRecord', purpose: 'advance transit record, one per country', from: ['officeOfDeparture'], to: ['officeOfTransit'], ncts: 'IE050', etir: 'I15', body: transit.AdvanceRecord }),
  N117: inCountry({ name: 'BorderPresentation', purpose: 'truck presents at the border', from: ['driver'], to: ['officeOfTransit'], ncts: 'IE117', etir: 'I9', body: transit.BorderPresentation }),
  N118: inCountry({ name: 'Passage', purpose: 'tells the driver that he may go on', from: ['officeOfTransit'], to: ['driver'], answers: ['N117'], body: transit.Passage }),
  X118: overIce({ name: 'FrontierCrossed', purpose: 'passage recorded', from: ['officeOfTransit'], to: ['officeOfDeparture'], ncts: 'IE118', etir: 'I9, I11', body: transit.FrontierCrossed }),

  T007: inCountry({ name: 'Arrival', purpose: 'arrival notification', from: ['trader', 'driver'], to: ['officeOfDestination'], ncts: 'IE007', etir: 'I11', body: destination.Arrival }),
  T057: inCountry({ name: 'ArrivalRejection', purpose: 'rejects an arrival notification', from: ['officeOfDestination'], to: ['trader', 'driver'], ncts: 'IE057', etir: 'I12', answers: ['T007'], body: destination.ArrivalRejection }),
  X006: overIce({ name: 'ArrivalAdvice', purpose: 'it has arrived', from: ['officeOfDestination'], to: ['officeOfDeparture'], ncts: 'IE006', etir: 'I11', body: destination.ArrivalAdvice }),
  X024: overIce({ name: 'ArrivalForward', purpose: 'tell declared and not-crossed offices', from: ['officeOfDeparture'], to: ['officeOfTransit', 'officeOfDestination'], ncts: 'IE024', etir: 'I15', body: destination.ArrivalForward }),
  X018: overIce({ name: 'ControlResult', purpose: 'destination control result', from: ['officeOfDestination'], to: ['officeOfDeparture'], ncts: 'IE018', etir: 'I11', body: destination.DestinationControl }),
  T025: inCountry({ name: 'GoodsRelease', purpose: 'goods released or not', from: ['officeOfDestination'], to: ['trader', 'driver'], ncts: 'IE025', body: destination.GoodsRelease }),
  T045: inCountry({ name: 'WriteOff', purpose: 'discharged', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE045', etir: 'I13/I14', body: destination.WriteOff }),

  S001: overIce({ name: 'IceAcknowledgement', purpose: 'ICE took the message over, safely', from: ['ice'], to: ['node'], receipt: true, body: system.IceAcknowledgement }),
  S002: overIce({ name: 'Receipt', purpose: 'receiver has committed these messages', from: ['node'], to: ['ice'], receipt: true, body: system.Receipt }),
  S906: overIce({ name: 'FunctionalNack', purpose: 'content refused', from: ['node', 'ice'], to: ['node', 'trader', 'driver', 'officer'], ncts: 'IE906', body: system.FunctionalNack }),
  S917: overIce({ name: 'FormatNack', purpose: 'not parseable or not schema-valid', from: ['ice', 'node'], to: ['node', 'trader'], ncts: 'IE917', etir: '1xx', body: system.FormatNack }),
  S070: overIce({ name: 'Unavailability', purpose: 'planned or unplanned outage', from: ['node'], to: ['allNodes'], ncts: 'IE070', body: system.Unavailability }),
  S802: overIce({ name: 'ReferenceData', purpose: 'publish office and code lists', from: ['ice'], to: ['allNodes'], etir: 'I19', body: system.ReferenceData }),
  S803: overIce({ name: 'Heartbeat', purpose: 'liveness', from: ['node'], to: ['ice'], receipt: true, body: system.Heartbeat }),

  N810: inCountry({ name: 'WorkItem', purpose: 'an item for an officer’s work list', from: ['node'], to: ['officer'], body: system.WorkItem }),
  N811: inCountry({ name: 'WorkWithdrawal', purpose: 'the item needs no decision any more', from: ['node'], to: ['officer'], body: system.WorkWithdrawal }),
  N820: inCountry({ name: 'Decision', purpose: 'what the officer decided', from: ['officer'], to: ['node'], answers: ['N810'], body: system.Decision }),
} satisfies Record<string, MessageType>;

export type MessageCode = keyof typeof ROWS;
/** Body of a message, by its code. */
export type Body<C extends MessageCode> = Type.Static<(typeof ROWS)[C]['body']>;

export const MESSAGE_TYPES: Readonly<Record<MessageCode, MessageType>> = ROWS;

export const MESSAGE_CODES = Object.keys(ROWS) as MessageCode[];

export const isMessageCode = (text: string): text is MessageCode => Object.hasOwn(ROWS, text);
export const domainOf = (code: MessageCode): Domain => code[0] as Domain;
