/** One valid body of every message: a load of machinery from Poti to Tashkent in July 2026. For documentation and tests; no run uses it. */
import type { Body, MessageCode } from '../message-types.ts';
import { makeGrn } from '../numbers/grn.ts';
import { makeMrn } from '../numbers/mrn.ts';
import { makeTirCarnet } from '../numbers/tir-carnet.ts';

export const EXAMPLE_MRN: string = makeMrn({
  year: 2026,
  country: 'GE',
  office6: '000102',
  serial6: '000001',
});
export const EXAMPLE_GRN: string = makeGrn({
  year: 2026,
  country: 'GE',
  office6: '000900',
  serial6: '000001',
});
export const EXAMPLE_LRN = 'GE-26-000001';

const TIN = 'GE204378869';
const INSURER = 'GEGUARANTOR1';
const ACCESS_CODE = 'K7qx';
const PLATE = 'AB-123-CD';
const SEALS = ['GE0048211', 'GE0048212'];
const POTI = 'GE000102';
const RED_BRIDGE = 'AZ000200';
const KURYK = 'KZ000104';
const DAUT_ATA = 'UZ000200';
const TASHKENT = 'UZ000101';
const OFFICE_OF_GUARANTEE = 'GE000900';

const LODGED = '2026-07-14T06:00:00Z';
const ACCEPTED = '2026-07-14T06:20:00Z';
const RELEASED = '2026-07-14T07:05:00Z';
const AT_KURYK = '2026-07-17T05:30:00Z';
const ARRIVED = '2026-07-20T09:40:00Z';
const CONTROLLED = '2026-07-20T11:15:00Z';
const LIMIT = '2026-07-22T07:05:00Z';
const LATE = '2026-07-24T08:00:00Z';
const VALID_FROM = '2026-07-01T00:00:00Z';
const VALID_TO = '2027-07-01T00:00:00Z';

/** What the trader lodges (T015), and what the advance records carry to the other countries. */
export const EXAMPLE_DECLARATION: Body<'T015'> = {
  declarationType: 'T1',
  additionalType: 'A',
  bindingItinerary: 0,
  principal: { tin: TIN, name: 'Colchis Trade LLC', country: 'GE', city: 'Poti' },
  consignor: { name: 'Phasis Machinery LLC', country: 'GE', city: 'Poti', postcode: '4401' },
  consignee: { tin: 'UZ301554879', name: 'Toshkent Stanok', country: 'UZ', city: 'Tashkent' },
  officeOfDeparture: POTI,
  officeOfDestination: TASHKENT,
  officesOfTransit: [
    { office: RED_BRIDGE, estimatedArrival: '2026-07-14T18:00:00Z' },
    { office: KURYK, estimatedArrival: '2026-07-17T04:00:00Z' },
    { office: DAUT_ATA, estimatedArrival: '2026-07-18T16:00:00Z' },
  ],
  countriesOfRouting: ['GE', 'AZ', 'KZ', 'UZ'],
  officeOfGuarantee: OFFICE_OF_GUARANTEE,
  guarantees: [
    { type: '1', grn: EXAMPLE_GRN, accessCode: ACCESS_CODE, amount: 14_340, currency: 'USD' },
  ],
  modeAtBorder: 3,
  means: [
    { type: 30, identification: PLATE, nationality: 'GE' },
    { type: 31, identification: 'TR-771-GE', nationality: 'GE' },
  ],
  containerIndicator: 1,
  containers: ['CSQU3054383'],
  seals: { count: 2, identifiers: SEALS },
  placeOfLoading: 'Poti',
  placeOfUnloading: 'Tashkent',
  grossMass: 11_200,
  items: [
    {
      number: 1,
      hs6: '845811',
      description: 'Horizontal lathes, numerically controlled',
      packageType: 'CS',
      packages: 2,
      grossMass: 9_400,
      netMass: 8_900,
      value: 52_000,
    },
    {
      number: 2,
      hs6: '846620',
      description: 'Work holders for lathes',
      packageType: 'CT',
      packages: 40,
      grossMass: 1_800,
      netMass: 1_650,
      value: 8_000,
    },
  ],
  documents: [{ type: 'N730', reference: 'CMR GE-26-000001' }],
  limitDate: LIMIT,
};

/** The same load under a TIR carnet, which brings its own guarantee. */
export const EXAMPLE_TIR_DECLARATION: Body<'T015'> = {
  ...EXAMPLE_DECLARATION,
  declarationType: 'TIR',
  guarantees: [{ type: 'B', amount: 14_340, currency: 'USD' }],
  tirCarnet: makeTirCarnet(66_950_772),
  tirHolder: 'GEO/003/1204',
};

const satisfactory = (date: string) => ({ code: 'A1', date, stateOfSeals: 1 as const });

const advanceRecord = (office: string): Body<'X001'> => ({
  declaration: EXAMPLE_DECLARATION,
  releaseDate: RELEASED,
  limitDate: LIMIT,
  seals: { count: 2, identifiers: SEALS },
  controlResult: { code: 'A2', date: RELEASED },
  risk: 'N',
  offices: [office],
});

const guaranteeCheck: Body<'X203'> = {
  mrn: EXAMPLE_MRN,
  grn: EXAMPLE_GRN,
  type: '1',
  accessCode: ACCESS_CODE,
  amount: 14_340,
  currency: 'USD',
  countries: ['GE', 'AZ', 'KZ', 'UZ'],
  holderTin: TIN,
};
const covered: Body<'X205'> = { mrn: EXAMPLE_MRN, grn: EXAMPLE_GRN, reasons: [], notValidIn: [] };

const incident: Body<'X180'> = {
  mrn: EXAMPLE_MRN,
  office: KURYK,
  incident: {
    code: '2',
    text: 'seal torn on the ferry, goods untouched',
    occurredAt: AT_KURYK,
    place: { qualifier: 'V', value: KURYK },
    seals: { count: 2, identifiers: ['KZ0019981', 'KZ0019982'] },
  },
};

const TASK = `departureControl/${EXAMPLE_MRN}`;

/** By code; each keeps the schema of its message. */
export const EXAMPLES: { readonly [C in MessageCode]: Body<C> } = {
  A801: {
    tin: TIN,
    legalName: 'Colchis Trade LLC',
    address: '12 Agmashenebeli Street, Poti',
    country: 'GE',
    roles: ['principal', 'consignor'],
    contact: 'transit@colchis.example',
    requestedTrustLevel: 1,
  },
  A802: {
    tin: TIN,
    decision: 1,
    accountId: 'GE-ACC-000017',
    roles: ['principal', 'consignor'],
    validFrom: VALID_FROM,
    validTo: VALID_TO,
  },
  A803: {
    tin: TIN,
    status: 'active',
    roles: ['principal', 'consignor'],
    trustLevel: 1,
    validFrom: VALID_FROM,
    validTo: VALID_TO,
    holder: { tin: TIN, name: 'Colchis Trade LLC', country: 'GE' },
  },
  A804: {
    tin: TIN,
    newStatus: 'suspended',
    effectiveAt: LODGED,
    reason: 'claims under a guarantee are not settled',
  },
  A805: {
    tin: TIN,
    decision: 1,
    type: 'C521',
    authorisationNumber: 'GE-C521-000017',
    places: ['Poti free zone, gate 4'],
    sealsRequired: 1,
    validTo: VALID_TO,
  },

  G810: {
    tin: TIN,
    type: '1',
    referenceAmount: 63_000,
    currency: 'USD',
    countries: ['GE', 'AZ', 'KZ', 'UZ'],
    requestedLevel: 1,
    guarantorTin: INSURER,
  },
  G811: {
    guarantorTin: INSURER,
    principalTin: TIN,
    ceiling: 63_000,
    countries: ['GE', 'AZ', 'KZ', 'UZ'],
    validFrom: VALID_FROM,
    validTo: VALID_TO,
  },
  G812: {
    tin: TIN,
    decision: 1,
    grn: EXAMPLE_GRN,
    accessCode: ACCESS_CODE,
    type: '1',
    referenceAmount: 63_000,
    percentage: 100,
    guaranteeAmount: 63_000,
    notValidIn: [],
  },
  G026: { grn: EXAMPLE_GRN, accessCode: ACCESS_CODE, newAccessCode: 'M3wp' },
  G225: { grn: EXAMPLE_GRN, percentage: 50, guaranteeAmount: 31_500 },
  G231: { grn: EXAMPLE_GRN, invalidityDate: ARRIVED, reason: 'the guarantor withdraws' },
  G228: {
    grn: EXAMPLE_GRN,
    amount: 63_000,
    invalidityDate: ARRIVED,
    liberationDate: '2026-08-05T09:40:00Z',
  },
  G034: { grn: EXAMPLE_GRN, accessCode: ACCESS_CODE, queryId: 3 },
  G037: {
    grn: EXAMPLE_GRN,
    referenceAmount: 63_000,
    percentage: 100,
    guaranteeAmount: 63_000,
    exposure: 14_340,
    balance: 48_660,
    usages: [{ mrn: EXAMPLE_MRN, amount: 14_340, lockedAt: RELEASED, status: 'inUse' }],
    holderTin: TIN,
  },
  X200: guaranteeCheck,
  X201: covered,
  X203: guaranteeCheck,
  X204: { mrn: EXAMPLE_MRN, grn: EXAMPLE_GRN, releaseDate: CONTROLLED },
  X205: covered,
  X209: { mrn: EXAMPLE_MRN, grn: EXAMPLE_GRN, arrivedAt: ARRIVED },
  G023: {
    mrn: EXAMPLE_MRN,
    grn: EXAMPLE_GRN,
    noticeDate: '2026-09-20T08:00:00Z',
    acceptanceDate: ACCEPTED,
  },
  X820: {
    claimId: 'KZ-CLAIM-1',
    mrn: EXAMPLE_MRN,
    grn: EXAMPLE_GRN,
    withdrawn: 0,
    countryOfDebt: 'KZ',
    principalSum: 16_560,
    interest: 240,
    currency: 'USD',
    undeclaredGoods: 0,
    evidence: 'entered at Kuryk on 17 July, not seen again',
    dueDate: '2026-12-20T08:00:00Z',
  },
  X821: {
    claimId: 'KZ-CLAIM-1',
    mrn: EXAMPLE_MRN,
    status: 'paid',
    paidAmount: 16_800,
    date: '2026-11-02T10:00:00Z',
  },
  X822: {
    claimId: 'KZ-CLAIM-1',
    mrn: EXAMPLE_MRN,
    grn: EXAMPLE_GRN,
    currency: 'USD',
    amount: 16_800,
    fx: 1,
    shares: [
      { role: 'issuer', party: 'FI-GEO', amount: 3_360 },
      { role: 'pool', party: 'FI-GEO', amount: 4_032 },
      { role: 'pool', party: 'FI-AZE', amount: 4_032 },
      { role: 'pool', party: 'FI-KAZ', amount: 3_360 },
      { role: 'pool', party: 'FI-UZB', amount: 2_016 },
    ],
    netDate: '2026-11-30T00:00:00Z',
  },

  T015: EXAMPLE_DECLARATION,
  T928: { receivedAt: LODGED },
  T056: {
    rejectionType: '015',
    rejectionCode: '12',
    errors: [
      {
        pointer: '/body/guarantees/0/grn',
        code: '14',
        reason: 'C402',
        value: '26GE000900000001X',
      },
    ],
  },
  T028: { mrn: EXAMPLE_MRN, acceptanceDate: ACCEPTED },
  T170: {
    office: POTI,
    location: 'Poti, quay 7',
    means: EXAMPLE_DECLARATION.means,
    seals: { count: 2, identifiers: SEALS },
  },
  T013: { mrn: EXAMPLE_MRN, amendmentTypeFlag: 0, declaration: EXAMPLE_DECLARATION },
  T004: { acceptedAt: ACCEPTED },
  T022: { mrn: EXAMPLE_MRN, reason: 'the number of packages is not that of the invoice' },
  T014: { justification: 'the buyer has cancelled the order' },
  T009: { decision: 1, initiatedByCustoms: 0, date: ACCEPTED },
  T060: { notificationType: 0, controls: ['10', '30'], requestedDocuments: ['N730', 'N380'] },
  N017: {
    office: POTI,
    officer: 'officer-7',
    task: TASK,
    result: satisfactory(RELEASED),
    seals: { count: 2, identifiers: SEALS },
    limitDate: LIMIT,
  },
  T054: { requested: 1 },
  T055: { guarantees: [{ grn: EXAMPLE_GRN, reasons: ['G09'] }] },
  T051: { motivation: 'control result B1: goods other than declared' },
  T029: {
    mrn: EXAMPLE_MRN,
    releaseDate: RELEASED,
    limitDate: LIMIT,
    seals: { count: 2, identifiers: SEALS },
    controlResult: { code: 'A2', date: RELEASED },
  },
  X010: { mrn: EXAMPLE_MRN, date: AT_KURYK },

  X001: advanceRecord(TASHKENT),
  X050: advanceRecord(KURYK),
  X002: { mrn: EXAMPLE_MRN, office: TASHKENT },
  X003: { mrn: EXAMPLE_MRN, office: TASHKENT, record: advanceRecord(TASHKENT) },
  X114: { mrn: EXAMPLE_MRN, office: KURYK },
  X115: { mrn: EXAMPLE_MRN, office: KURYK, reason: 2 },
  X160: advanceRecord(RED_BRIDGE),
  X164: { mrn: EXAMPLE_MRN, office: RED_BRIDGE },
  X165: { mrn: EXAMPLE_MRN, office: RED_BRIDGE, record: advanceRecord(RED_BRIDGE) },
  N117: { mrn: EXAMPLE_MRN, office: KURYK, identification: PLATE, seals: SEALS },
  N118: { mrn: EXAMPLE_MRN, office: KURYK, time: AT_KURYK },
  X118: { mrn: EXAMPLE_MRN, office: KURYK, passageDate: AT_KURYK, controlled: 0 },
  T058: { office: KURYK, errors: [{ pointer: '/body/seals', code: '14', reason: 'C315' }] },
  X119: {
    mrn: EXAMPLE_MRN,
    office: KURYK,
    date: AT_KURYK,
    reason: 'a seal is broken and was not reported',
  },
  N180: incident,
  X180: incident,
  X181: incident,
  T182: incident,
  X027: { mrn: EXAMPLE_MRN, office: TASHKENT },
  X038: {
    mrn: EXAMPLE_MRN,
    office: TASHKENT,
    status: 'released',
    record: advanceRecord(TASHKENT),
  },
  X094: { mrn: EXAMPLE_MRN, office: TASHKENT, ownState: 'aarCreated' },
  X095: { mrn: EXAMPLE_MRN, office: POTI, ownState: 'released', otherState: 'aarCreated' },

  T007: {
    mrn: EXAMPLE_MRN,
    office: TASHKENT,
    arrivedAt: ARRIVED,
    simplified: 0,
    consignee: 'UZ301554879',
    identification: PLATE,
    seals: SEALS,
  },
  T057: {
    rejectionType: '007',
    errors: [{ pointer: '/body/mrn', code: '93', reason: 'C302', value: '26GE000102000001Y0' }],
  },
  T043: {
    mrn: EXAMPLE_MRN,
    declaration: EXAMPLE_DECLARATION,
    seals: { count: 2, identifiers: SEALS },
    continueUnloading: 0,
  },
  T044: {
    mrn: EXAMPLE_MRN,
    office: TASHKENT,
    conform: 1,
    unloadingCompletion: 1,
    stateOfSeals: 1,
    unloadedAt: CONTROLLED,
  },
  X006: { mrn: EXAMPLE_MRN, arrivedAt: ARRIVED, actualOffice: TASHKENT },
  X024: { mrn: EXAMPLE_MRN, actualOffice: TASHKENT, skippedOffices: [KURYK] },
  X018: { mrn: EXAMPLE_MRN, office: TASHKENT, result: satisfactory(CONTROLLED) },
  T025: { mrn: EXAMPLE_MRN, releaseIndicator: 1, date: CONTROLLED },
  T019: { mrn: EXAMPLE_MRN, date: CONTROLLED, text: 'one case of lathes is missing' },
  X049: { mrn: EXAMPLE_MRN, office: POTI, resolved: 1, writeOffDate: '2026-07-28T09:00:00Z' },
  T045: { mrn: EXAMPLE_MRN, date: CONTROLLED },

  T140: { mrn: EXAMPLE_MRN, requestDate: LATE, limitForResponse: '2026-08-21T08:00:00Z' },
  T141: { mrn: EXAMPLE_MRN, actualOffice: TASHKENT, receiptDate: ARRIVED },
  X142: {
    mrn: EXAMPLE_MRN,
    office: TASHKENT,
    enquirer: OFFICE_OF_GUARANTEE,
    requestDate: LATE,
    limitForResponse: '2026-09-02T08:00:00Z',
    resultsOnly: 0,
    consignee: 'UZ301554879',
    contact: 'enquiries, Tbilisi',
  },
  X143: {
    mrn: EXAMPLE_MRN,
    office: TASHKENT,
    responseCode: 3,
    returnCopyDate: ARRIVED,
  },
  X145: { mrn: EXAMPLE_MRN, office: TASHKENT, requested: ['means', 'consignee'] },
  X144: {
    mrn: EXAMPLE_MRN,
    office: POTI,
    information: [{ about: 'means', text: 'AB-123-CD with trailer TR-771-GE' }],
  },
  X059: { mrn: EXAMPLE_MRN, date: CONTROLLED },
  X150: {
    mrn: EXAMPLE_MRN,
    office: OFFICE_OF_GUARANTEE,
    countryOfDebt: 'KZ',
    amount: 16_560,
    currency: 'USD',
    guarantees: [{ type: '1', grn: EXAMPLE_GRN, amount: 14_340, guarantorTin: INSURER }],
    acceptanceDate: ACCEPTED,
    principal: TIN,
  },
  X151: { mrn: EXAMPLE_MRN, office: KURYK, accept: 1 },
  X063: { mrn: EXAMPLE_MRN, office: KURYK, text: 'the consignee was heard today' },
  T035: {
    mrn: EXAMPLE_MRN,
    amount: 16_800,
    currency: 'USD',
    date: '2026-09-20T08:00:00Z',
    payableUntil: '2026-10-20T08:00:00Z',
  },
  X152: {
    mrn: EXAMPLE_MRN,
    office: KURYK,
    amount: 16_800,
    currency: 'USD',
    collectionDate: '2026-11-02T10:00:00Z',
  },

  S001: { messageId: 'GEO-17', receivedAt: RELEASED, queuePosition: 0 },
  S002: { messageIds: ['GEO-17', 'GEO-18'] },
  S906: {
    messageId: 'GEO-19',
    errors: [{ pointer: '/mrn', code: '14', reason: 'C604' }],
  },
  S917: {
    messageId: 'GEO-20',
    errors: [
      {
        line: 1,
        column: 1,
        pointer: '/body/passageDate',
        code: '51',
        rule: 'C104',
        text: 'must be a UTC time such as 2026-07-14T05:42:00Z',
      },
    ],
  },
  S903: { code: 'T-PASS', text: 'the truck is overdue at Kuryk', task: TASK },
  S070: { type: 'N', from: '2026-07-18T00:00:00Z', to: '2026-07-18T02:00:00Z', functions: ['all'] },
  S071: { type: 'N', from: '2026-07-18T01:10:00Z', functions: ['all'] },
  S971: { type: 'U', from: '2026-07-18T00:00:00Z', functions: ['AZE'] },
  S974: { nodeId: 'ICE' },
  S975: { nodeId: 'ICE', since: VALID_FROM, queueDepth: 4 },
  S411: { month: '2026-07', counters: { declared: 1_204, released: 1_180, discharged: 1_131 } },
  S802: {
    list: 'customsOffices',
    version: 1,
    validFrom: VALID_FROM,
    entries: [{ code: POTI, country: 'GEO', roles: ['DEP', 'TRA', 'DES', 'INC'] }],
  },
  S803: { nodeId: 'GEO', sequence: 4_711, clock: RELEASED },

  N810: {
    task: TASK,
    kind: 'departureControl',
    office: POTI,
    decisions: ['A1', 'A2', 'A5', 'B1'],
    proposed: 'A1',
    channel: 'red',
    principal: 'Colchis Trade LLC',
    identification: PLATE,
    goods: 'Horizontal lathes, numerically controlled',
    grossMass: 11_200,
    value: 60_000,
  },
  N811: { task: TASK, office: POTI },
  N820: { task: TASK, office: POTI, officer: 'officer-7', decision: 'A1', result: 'A1' },
};
