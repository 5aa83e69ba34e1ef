/** The message catalogue: one row per message; codec, routing, topics, documentation and tests read it (domain.md section 4). */
import type Type from 'typebox';
import * as accounts from './messages/accounts.ts';
import * as departure from './messages/departure.ts';
import * as destination from './messages/destination.ts';
import * as enquiry from './messages/enquiry.ts';
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
  /** Enquiry and recovery authorities. */
  | 'competentAuthority'
  | 'incidentOffice'
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
  A804: overIce({ name: 'AccountStatus', purpose: 'suspend, reinstate, revoke', from: ['node'], to: ['trader', 'guarantor', 'allNodes'], etir: '321', body: accounts.AccountStatusChange }),
  A805: inCountry({ name: 'AuthorisationDecision', purpose: 'grant simplifications C521 to C524', from: ['node'], to: ['trader'], answers: ['A801'], body: accounts.AuthorisationDecision }),

  G810: inCountry({ name: 'GuaranteeApplication', purpose: 'ask for a guarantee', from: ['trader', 'officeOfGuarantee'], to: ['officeOfGuarantee', 'guarantor'], body: guarantee.GuaranteeApplication }),
  G811: inCountry({ name: 'GuaranteeUndertaking', purpose: 'guarantor commits', from: ['guarantor'], to: ['officeOfGuarantee'], ncts: 'IE224', etir: 'E1/E2', answers: ['G810'], body: guarantee.Undertaking }),
  G812: inCountry({ name: 'GuaranteeDecision', purpose: 'grant or refuse, allot GRN', from: ['officeOfGuarantee'], to: ['trader', 'guarantor'], etir: 'E2', body: guarantee.GuaranteeDecision }),
  G026: inCountry({ name: 'GuaranteeCodes', purpose: 'hand over or change access codes', from: ['trader', 'officeOfGuarantee'], to: ['officeOfGuarantee', 'trader'], ncts: 'IE026', body: guarantee.GuaranteeCodes }),
  G225: inCountry({ name: 'GuaranteeUpdate', purpose: 'changed limits, status or validity', from: ['officeOfGuarantee'], to: ['trader', 'guarantor'], ncts: 'IE225', body: guarantee.GuaranteeUpdate }),
  G231: overIce({ name: 'GuaranteeRevocation', purpose: 'the guarantee ends', from: ['officeOfGuarantee'], to: ['trader', 'guarantor', 'allNodes'], ncts: 'IE231, IE229', etir: 'E3/E4', body: guarantee.GuaranteeRevocation }),
  G228: inCountry({ name: 'GuarantorLiberation', purpose: 'guarantor freed of liability', from: ['officeOfGuarantee'], to: ['guarantor'], ncts: 'IE228', body: guarantee.Liberation }),
  G034: inCountry({ name: 'GuaranteeQuery', purpose: 'balance, usage, exposure', from: ['trader', 'guarantor', 'officeOfDeparture'], to: ['officeOfGuarantee'], ncts: 'IE034', etir: 'I5, E5', body: guarantee.GuaranteeQuery }),
  G037: inCountry({ name: 'GuaranteeQueryResponse', purpose: 'answer to a guarantee query', from: ['officeOfGuarantee'], to: ['trader', 'guarantor', 'officeOfDeparture'], ncts: 'IE037', etir: 'I6, E6', answers: ['G034'], body: guarantee.GuaranteeQueryResponse }),
  X200: overIce({ name: 'GuaranteeCheck', purpose: 'is it valid for this movement?', from: ['officeOfDeparture', 'officeOfTransit', 'officeOfDestination', 'competentAuthority'], to: ['officeOfGuarantee'], ncts: 'IE200', etir: 'I1', body: guarantee.GuaranteeCheck }),
  X201: overIce({ name: 'GuaranteeCheckResult', purpose: 'valid or reasons', from: ['officeOfGuarantee'], to: ['officeOfDeparture', 'officeOfTransit', 'officeOfDestination', 'competentAuthority'], ncts: 'IE201', etir: 'I2', answers: ['X200'], body: guarantee.GuaranteeCheckResult }),
  X203: inCountry({ name: 'GuaranteeUse', purpose: 'reserve the amount', from: ['officeOfDeparture'], to: ['officeOfGuarantee'], ncts: 'IE203', etir: 'I1', body: guarantee.GuaranteeCheck }),
  X204: inCountry({ name: 'GuaranteeUseCancel', purpose: 'cancel usage, or final release', from: ['officeOfDeparture'], to: ['officeOfGuarantee'], ncts: 'IE204', body: guarantee.GuaranteeUseCancel }),
  X205: inCountry({ name: 'GuaranteeUseResult', purpose: 'reserved or reasons', from: ['officeOfGuarantee'], to: ['officeOfDeparture'], ncts: 'IE205', etir: 'I2', answers: ['X203'], body: guarantee.GuaranteeCheckResult }),
  X209: inCountry({ name: 'GuaranteeCredit', purpose: 'give the amount back on arrival', from: ['officeOfDeparture'], to: ['officeOfGuarantee'], ncts: 'IE209', etir: 'I13', body: guarantee.GuaranteeCredit }),
  G023: inCountry({ name: 'GuarantorNote', purpose: 'non-discharge notice', from: ['competentAuthority'], to: ['guarantor'], ncts: 'IE023', etir: 'E7/E8', body: guarantee.GuarantorNote }),
  X820: overIce({ name: 'Claim', purpose: 'claim against the guarantee chain', from: ['competentAuthority'], to: ['guarantor', 'officeOfGuarantee', 'ice'], etir: 'E7', body: guarantee.Claim }),
  X821: inCountry({ name: 'ClaimReply', purpose: 'accepted, disputed, paid', from: ['guarantor'], to: ['competentAuthority'], etir: 'E8', answers: ['X820'], body: guarantee.ClaimReply }),
  X822: overIce({ name: 'Clearing', purpose: 'settle fronting insurer, issuer and pool', from: ['guarantor', 'node'], to: ['node', 'guarantor'], body: guarantee.Clearing }),

  T015: inCountry({ name: 'DeclarationSubmission', purpose: 'lodge the transit declaration', from: ['trader'], to: ['officeOfDeparture'], ncts: 'IE015', etir: 'E9, I7', body: departure.DeclarationSubmission }),
  T928: inCountry({ name: 'DeclarationAcknowledgement', purpose: 'received and valid', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE928', etir: 'E10', answers: ['T015'], body: departure.Acknowledgement }),
  T056: inCountry({ name: 'DeclarationRejection', purpose: 'business rejection', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE056', body: departure.Rejection }),
  T028: inCountry({ name: 'MrnAllocation', purpose: 'accepted, MRN given', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE028', etir: 'I8', body: departure.MrnAllocation }),
  T170: inCountry({ name: 'GoodsPresentation', purpose: 'goods of a pre-lodged declaration are here', from: ['trader'], to: ['officeOfDeparture'], ncts: 'IE170', body: departure.Presentation }),
  T013: inCountry({ name: 'Amendment', purpose: 'amend before release, or only the guarantee', from: ['trader'], to: ['officeOfDeparture'], ncts: 'IE013', etir: 'E11', body: departure.Amendment }),
  T004: inCountry({ name: 'AmendmentAcceptance', purpose: 'amendment accepted', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE004', etir: 'E12', answers: ['T013'], body: departure.AmendmentAcceptance }),
  T022: inCountry({ name: 'AmendmentRequest', purpose: 'customs asks for an amendment', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE022', body: departure.AmendmentRequest }),
  T014: inCountry({ name: 'InvalidationRequest', purpose: 'ask for invalidation', from: ['trader'], to: ['officeOfDeparture'], ncts: 'IE014', etir: 'E13', body: departure.InvalidationRequest }),
  T009: inCountry({ name: 'InvalidationDecision', purpose: 'decision on invalidation', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE009', etir: 'E14', body: departure.InvalidationDecision }),
  T060: inCountry({ name: 'ControlNotice', purpose: 'goods will be controlled, documents asked', from: ['officeOfDeparture', 'officeOfTransit', 'officeOfDestination'], to: ['trader', 'driver'], ncts: 'IE060', body: departure.ControlNotice }),
  N017: inCountry({ name: 'DepartureControl', purpose: 'control result at departure', from: ['officer'], to: ['officeOfDeparture'], ncts: 'IE017', etir: 'I9', body: departure.DepartureControl }),
  T054: inCountry({ name: 'ReleaseRequest', purpose: 'trader wants release after a finding', from: ['trader'], to: ['officeOfDeparture'], ncts: 'IE054', body: departure.ReleaseRequest }),
  T055: inCountry({ name: 'GuaranteeInvalid', purpose: 'guarantee refused', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE055', etir: 'I2', body: departure.GuaranteeInvalid }),
  T051: inCountry({ name: 'NoRelease', purpose: 'release refused', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE051', etir: 'I17', body: departure.NoRelease }),
  T029: inCountry({ name: 'Release', purpose: 'released, accompanying document may be printed', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE029', etir: 'I9/I10', body: departure.Release }),
  X010: overIce({ name: 'Cancellation', purpose: 'tell the other offices that it is cancelled', from: ['officeOfDeparture'], to: ['officeOfTransit', 'officeOfDestination'], ncts: 'IE010', body: departure.Cancellation }),

  X001: overIce({ name: 'AnticipatedArrivalRecord', purpose: 'advance arrival record', from: ['officeOfDeparture'], to: ['officeOfDestination'], ncts: 'IE001', etir: 'I15', body: transit.AdvanceRecord }),
  X050: overIce({ name: 'AnticipatedTransitRecord', purpose: 'advance transit record, one per country', from: ['officeOfDeparture'], to: ['officeOfTransit'], ncts: 'IE050', etir: 'I15', body: transit.AdvanceRecord }),
  X002: overIce({ name: 'ArrivalRecordRequest', purpose: 'diversion at destination: ask for the record', from: ['officeOfDestination'], to: ['officeOfDeparture'], ncts: 'IE002', etir: 'I5', body: transit.RecordRequest }),
  X003: overIce({ name: 'ArrivalRecordAnswer', purpose: 'the arrival record, or why there is none', from: ['officeOfDeparture'], to: ['officeOfDestination'], ncts: 'IE003', etir: 'I6', answers: ['X002'], body: transit.RecordAnswer }),
  X114: overIce({ name: 'TransitRecordRequest', purpose: 'diversion at a border: ask for the record', from: ['officeOfTransit'], to: ['officeOfDeparture'], ncts: 'IE114', etir: 'I5', body: transit.RecordRequest }),
  X115: overIce({ name: 'TransitRecordAnswer', purpose: 'the transit record, or why there is none', from: ['officeOfDeparture'], to: ['officeOfTransit'], ncts: 'IE115', etir: 'I6', answers: ['X114'], body: transit.RecordAnswer }),
  X160: overIce({ name: 'ExitRecord', purpose: 'advance record for an office of exit', from: ['officeOfDeparture'], to: ['officeOfTransit'], ncts: 'IE160', etir: 'I15', body: transit.AdvanceRecord }),
  X164: overIce({ name: 'ExitRecordRequest', purpose: 'ask for the exit record', from: ['officeOfTransit'], to: ['officeOfDeparture'], ncts: 'IE164', etir: 'I5', body: transit.RecordRequest }),
  X165: overIce({ name: 'ExitRecordAnswer', purpose: 'the exit record, or why there is none', from: ['officeOfDeparture'], to: ['officeOfTransit'], ncts: 'IE165', etir: 'I6', answers: ['X164'], body: transit.RecordAnswer }),
  N117: inCountry({ name: 'BorderPresentation', purpose: 'truck presents at the border', from: ['driver'], to: ['officeOfTransit'], ncts: 'IE117', etir: 'I9', body: transit.BorderPresentation }),
  N118: inCountry({ name: 'Passage', purpose: 'tells the driver that he may go on', from: ['officeOfTransit'], to: ['driver'], answers: ['N117'], body: transit.Passage }),
  X118: overIce({ name: 'FrontierCrossed', purpose: 'passage recorded', from: ['officeOfTransit'], to: ['officeOfDeparture'], ncts: 'IE118', etir: 'I9, I11', body: transit.FrontierCrossed }),
  T058: inCountry({ name: 'BorderRejection', purpose: 'rejects a presentation at the border', from: ['officeOfTransit'], to: ['trader', 'driver'], ncts: 'IE058', answers: ['N117'], body: transit.BorderRejection }),
  X119: overIce({ name: 'PassageRefusal', purpose: 'not let in', from: ['officeOfTransit'], to: ['officeOfDeparture'], ncts: 'IE119', etir: 'I17/I18', body: transit.PassageRefusal }),
  N180: inCountry({ name: 'IncidentReport', purpose: 'driver reports an incident', from: ['driver', 'officer'], to: ['incidentOffice'], body: transit.IncidentReport }),
  X180: overIce({ name: 'Incident', purpose: 'incident registered', from: ['incidentOffice', 'officeOfTransit'], to: ['officeOfDeparture'], ncts: 'IE180', etir: 'I11', body: transit.IncidentReport }),
  X181: overIce({ name: 'IncidentForward', purpose: 'tell the offices ahead', from: ['officeOfDeparture'], to: ['officeOfTransit', 'officeOfDestination'], ncts: 'IE181', etir: 'I15', body: transit.IncidentReport }),
  T182: inCountry({ name: 'IncidentNotice', purpose: 'tell the trader', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE182', body: transit.IncidentReport }),
  X027: overIce({ name: 'MovementQuery', purpose: 'any office asks for the movement', from: ['officeOfTransit', 'officeOfDestination', 'competentAuthority'], to: ['officeOfDeparture'], ncts: 'IE027', etir: 'I5', body: transit.MovementQuery }),
  X038: overIce({ name: 'MovementAnswer', purpose: 'the movement, or why there is none', from: ['officeOfDeparture'], to: ['officeOfTransit', 'officeOfDestination', 'competentAuthority'], ncts: 'IE038', etir: 'I6', answers: ['X027'], body: transit.MovementAnswer }),
  X094: overIce({ name: 'StatusRequest', purpose: 'compare states', from: ['officeOfDeparture', 'officeOfTransit', 'officeOfDestination'], to: ['officeOfDeparture', 'officeOfTransit', 'officeOfDestination'], ncts: 'IE094', etir: 'I5', body: transit.StatusComparison }),
  X095: overIce({ name: 'StatusAnswer', purpose: 'own state and the other’s', from: ['officeOfDeparture', 'officeOfTransit', 'officeOfDestination'], to: ['officeOfDeparture', 'officeOfTransit', 'officeOfDestination'], ncts: 'IE095', etir: 'I6', answers: ['X094'], body: transit.StatusComparison }),

  T007: inCountry({ name: 'Arrival', purpose: 'arrival notification', from: ['trader', 'driver'], to: ['officeOfDestination'], ncts: 'IE007', etir: 'I11', body: destination.Arrival }),
  T057: inCountry({ name: 'ArrivalRejection', purpose: 'rejects an arrival notification', from: ['officeOfDestination'], to: ['trader', 'driver'], ncts: 'IE057', etir: 'I12', answers: ['T007'], body: destination.ArrivalRejection }),
  T043: inCountry({ name: 'UnloadingPermission', purpose: 'may unload, or go on unloading', from: ['officeOfDestination'], to: ['trader'], ncts: 'IE043', body: destination.UnloadingPermission }),
  T044: inCountry({ name: 'UnloadingRemarks', purpose: 'outcome of the unloading', from: ['trader'], to: ['officeOfDestination'], ncts: 'IE044', body: destination.UnloadingRemarks }),
  X006: overIce({ name: 'ArrivalAdvice', purpose: 'it has arrived', from: ['officeOfDestination'], to: ['officeOfDeparture'], ncts: 'IE006', etir: 'I11', body: destination.ArrivalAdvice }),
  X024: overIce({ name: 'ArrivalForward', purpose: 'tell declared and not-crossed offices', from: ['officeOfDeparture'], to: ['officeOfTransit', 'officeOfDestination'], ncts: 'IE024', etir: 'I15', body: destination.ArrivalForward }),
  X018: overIce({ name: 'ControlResult', purpose: 'destination control result', from: ['officeOfDestination'], to: ['officeOfDeparture'], ncts: 'IE018', etir: 'I11', body: destination.DestinationControl }),
  T025: inCountry({ name: 'GoodsRelease', purpose: 'goods released or not', from: ['officeOfDestination'], to: ['trader', 'driver'], ncts: 'IE025', body: destination.GoodsRelease }),
  T019: inCountry({ name: 'DiscrepancyNotice', purpose: 'tell the principal and the guarantor', from: ['officeOfDeparture'], to: ['trader', 'guarantor'], ncts: 'IE019', body: destination.DiscrepancyNotice }),
  X049: overIce({ name: 'DiscrepancyAnswer', purpose: 'discrepancies resolved, or not', from: ['officeOfDeparture'], to: ['officeOfDestination'], ncts: 'IE049', body: destination.DiscrepancyAnswer }),
  T045: inCountry({ name: 'WriteOff', purpose: 'discharged', from: ['officeOfDeparture'], to: ['trader'], ncts: 'IE045', etir: 'I13/I14', body: destination.WriteOff }),

  T140: inCountry({ name: 'PrincipalQuestion', purpose: 'ask the principal about a non-arrival', from: ['competentAuthority'], to: ['trader'], ncts: 'IE140', body: enquiry.PrincipalQuestion }),
  T141: inCountry({ name: 'PrincipalAnswer', purpose: 'where the goods went', from: ['trader'], to: ['competentAuthority'], ncts: 'IE141', answers: ['T140'], body: enquiry.PrincipalAnswer }),
  X142: overIce({ name: 'EnquiryRequest', purpose: 'ask the other country', from: ['competentAuthority'], to: ['competentAuthority', 'officeOfDestination'], ncts: 'IE142', body: enquiry.EnquiryRequest }),
  X143: overIce({ name: 'EnquiryResponse', purpose: 'what the other country found', from: ['competentAuthority'], to: ['competentAuthority'], ncts: 'IE143', answers: ['X142'], body: enquiry.EnquiryResponse }),
  X145: overIce({ name: 'InformationRequest', purpose: 'ask for more information', from: ['competentAuthority'], to: ['competentAuthority'], ncts: 'IE145', body: enquiry.InformationRequest }),
  X144: overIce({ name: 'InformationAnswer', purpose: 'more information', from: ['competentAuthority', 'officeOfDestination'], to: ['competentAuthority'], ncts: 'IE144', body: enquiry.InformationAnswer }),
  X059: overIce({ name: 'EnquiryCancellation', purpose: 'the enquiry is moot', from: ['competentAuthority'], to: ['competentAuthority'], ncts: 'IE059', body: enquiry.EnquiryCancellation }),
  X150: overIce({ name: 'RecoveryRequest', purpose: 'hand the recovery to another country', from: ['competentAuthority'], to: ['competentAuthority'], ncts: 'IE150', body: enquiry.RecoveryRequest }),
  X151: overIce({ name: 'RecoveryAnswer', purpose: 'recovery taken over, or not', from: ['competentAuthority'], to: ['competentAuthority'], ncts: 'IE151', body: enquiry.RecoveryAnswer }),
  X063: overIce({ name: 'RecoveryCommunication', purpose: 'free communication on a recovery', from: ['competentAuthority'], to: ['competentAuthority'], ncts: 'IE063', body: enquiry.RecoveryCommunication }),
  T035: inCountry({ name: 'DebtNotice', purpose: 'debt notified', from: ['competentAuthority'], to: ['trader', 'guarantor'], ncts: 'IE035', body: enquiry.DebtNotice }),
  X152: overIce({ name: 'RecoveryDone', purpose: 'debt collected', from: ['competentAuthority'], to: ['competentAuthority'], ncts: 'IE152', body: enquiry.RecoveryDone }),

  S001: overIce({ name: 'IceAcknowledgement', purpose: 'ICE took the message over, safely', from: ['ice'], to: ['node'], receipt: true, body: system.IceAcknowledgement }),
  S002: overIce({ name: 'Receipt', purpose: 'receiver has committed these messages', from: ['node'], to: ['ice'], receipt: true, body: system.Receipt }),
  S906: overIce({ name: 'FunctionalNack', purpose: 'content refused', from: ['node', 'ice'], to: ['node', 'trader', 'driver', 'officer', 'guarantor'], ncts: 'IE906', body: system.FunctionalNack }),
  S917: overIce({ name: 'FormatNack', purpose: 'not parseable or not schema-valid', from: ['ice', 'node'], to: ['node', 'trader'], ncts: 'IE917', etir: '1xx', body: system.FormatNack }),
  S903: inCountry({ name: 'Warning', purpose: 'consistency warning, no rejection', from: ['node'], to: ['officer'], ncts: 'IE903', body: system.Warning }),
  S070: overIce({ name: 'Unavailability', purpose: 'planned or unplanned outage', from: ['node'], to: ['allNodes'], ncts: 'IE070', body: system.Unavailability }),
  S071: overIce({ name: 'AvailabilityRestored', purpose: 'an outage is over', from: ['node', 'ice'], to: ['allNodes'], ncts: 'IE071', body: system.Unavailability }),
  S971: overIce({ name: 'UnavailabilityFound', purpose: 'ICE tells of a node that does not answer', from: ['ice'], to: ['allNodes'], ncts: 'IE971', body: system.Unavailability }),
  S974: overIce({ name: 'AvailabilityRequest', purpose: 'since when up, and what waits?', from: ['node', 'ice'], to: ['ice', 'node'], ncts: 'IE974', body: system.AvailabilityRequest }),
  S975: overIce({ name: 'Availability', purpose: 'since when up, queue depth', from: ['ice', 'node'], to: ['node', 'ice'], ncts: 'IE975', answers: ['S974'], body: system.Availability }),
  S411: overIce({ name: 'Statistics', purpose: 'monthly figures', from: ['node'], to: ['ice'], ncts: 'IE411', body: system.Statistics }),
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

/** Whether its sender signs it, where messages are signed: everything but receipts, whatever it calls itself. */
export const isSigned = (messageType: unknown): boolean =>
  typeof messageType !== 'string' ||
  !isMessageCode(messageType) ||
  MESSAGE_TYPES[messageType].receipt !== true;
