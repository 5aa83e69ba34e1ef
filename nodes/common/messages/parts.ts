/** Data groups that several messages share; names stay close to the NCTS IE015 data groups (domain.md section 12). */
import Type from 'typebox';

export const Text = (max: number) => Type.String({ minLength: 1, maxLength: max });
/** ISO 8601 in UTC with a `Z` (rule C104). */
export const UTC_TIME = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z$';
export const UtcTime = Type.String({ pattern: UTC_TIME });
export const Country = Type.String({ pattern: '^[A-Z]{2}$' });
export const OfficeCode = Type.String({ pattern: '^[A-Z]{2}[A-Z0-9]{6}$' });
export const Tin = Type.String({ pattern: '^[A-Z]{2}[A-Za-z0-9]{1,15}$' });
export const Flag = Type.Union([Type.Literal(0), Type.Literal(1)]);
/** In the scheme currency, two decimals at the most. */
export const Money = Type.Number({ minimum: 0, maximum: 1e12 });
export const MassKg = Type.Number({ minimum: 0, maximum: 1e9 });
/** The pattern and the check digit are rules C301, C302, C401, C402: form alone is the schema's matter. */
export const MrnText = Text(18);
export const GrnText = Text(24);
export const LrnText = Text(22);

export const Party = Type.Object({
  tin: Type.Optional(Tin),
  name: Text(120),
  country: Country,
  city: Type.Optional(Text(60)),
  /** Missing where the country needs one: rule C326. */
  postcode: Type.Optional(Text(17)),
});

export const GuaranteeUse = Type.Object({
  /** Guarantee type, code list CL251. */
  type: Text(1),
  grn: Type.Optional(GrnText),
  accessCode: Type.Optional(Type.String({ minLength: 4, maxLength: 4 })),
  /** What types without GRN are known by: a receipt for cash, a public body (C0130). */
  otherReference: Type.Optional(Text(35)),
  amount: Money,
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
});

export const TransitOffice = Type.Object({ office: OfficeCode, estimatedArrival: UtcTime });

export const Means = Type.Object({
  /** Type of identification: 30 road vehicle, 31 trailer (rules C320, C321). */
  type: Type.Integer(),
  identification: Text(35),
  nationality: Country,
});

export const Seals = Type.Object({
  count: Type.Integer({ minimum: 0, maximum: 9999 }),
  identifiers: Type.Array(Text(20), { maxItems: 99 }),
});

export const Item = Type.Object({
  number: Type.Integer({ minimum: 1, maximum: 999 }),
  hs6: Type.Optional(Text(6)),
  description: Text(512),
  packageType: Text(2),
  packages: Type.Integer({ minimum: 0, maximum: 99_999_999 }),
  grossMass: MassKg,
  netMass: MassKg,
  value: Money,
  /** 1: goods with a raised risk of fraud, which not every guarantee covers (rule C408). */
  sensitive: Type.Optional(Flag),
  /** Given here or for the whole consignment, never both (rule C322). */
  countryOfDestination: Type.Optional(Country),
});

export const SupportingDocument = Type.Object({ type: Text(4), reference: Text(70) });

/** An authorisation that the declaration makes use of: C521 to C524 (domain.md section 2.3). */
export const Authorisation = Type.Object({ type: Text(4), reference: Text(35) });

/** A movement that was released on paper while the node or ICE was down, and is entered later. */
export const PaperFallback = Type.Object({ reference: Text(35), releasedAt: UtcTime });

/** The transit declaration's data (NCTS IE015 data groups, one house consignment). */
export const Declaration = Type.Object({
  declarationType: Text(5),
  additionalType: Text(1),
  /** 0 none, 1 ENS, 2 EXS, 3 both. */
  security: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
  bindingItinerary: Flag,
  /** 1: the reduced data set is used (authorisation C524). */
  reducedDataSet: Type.Optional(Flag),
  authorisations: Type.Optional(Type.Array(Authorisation, { maxItems: 9 })),
  principal: Party,
  representative: Type.Optional(Party),
  consignor: Party,
  consignee: Party,
  officeOfDeparture: OfficeCode,
  officeOfDestination: OfficeCode,
  officesOfTransit: Type.Array(TransitOffice, { maxItems: 9 }),
  /** Offices of exit for transit, where the scheme controls the exit from a customs territory (X160). */
  officesOfExit: Type.Optional(Type.Array(OfficeCode, { maxItems: 9 })),
  countryOfDestination: Type.Optional(Country),
  countriesOfRouting: Type.Array(Country, { minItems: 1, maxItems: 99 }),
  officeOfGuarantee: OfficeCode,
  guarantees: Type.Array(GuaranteeUse, { minItems: 1, maxItems: 9 }),
  tirCarnet: Type.Optional(Text(12)),
  tirHolder: Type.Optional(Text(35)),
  modeAtBorder: Type.Integer({ minimum: 1, maximum: 9 }),
  means: Type.Array(Means, { minItems: 1, maxItems: 3 }),
  containerIndicator: Flag,
  containers: Type.Array(Text(17), { maxItems: 9 }),
  seals: Type.Optional(Seals),
  placeOfLoading: Text(35),
  placeOfUnloading: Text(35),
  grossMass: MassKg,
  items: Type.Array(Item, { minItems: 1, maxItems: 999 }),
  documents: Type.Array(SupportingDocument, { maxItems: 99 }),
  limitDate: Type.Optional(UtcTime),
  paperFallback: Type.Optional(PaperFallback),
});
export type Declaration = Type.Static<typeof Declaration>;

/** One defect: where, which functional error code, which rule, what stood there (domain.md section 2.2, G0009). */
export const Defect = Type.Object({
  pointer: Type.String({ maxLength: 512 }),
  code: Text(3),
  reason: Text(10),
  value: Type.Optional(Type.String({ maxLength: 512 })),
});
export type Defect = Type.Static<typeof Defect>;

/** The result of a control: A1, A2, A3, A5 or B1 (domain.md section 2.3). */
export const ControlResult = Type.Object({
  code: Text(2),
  date: UtcTime,
  /** 1: seals in good state; absent where none were affixed. */
  stateOfSeals: Type.Optional(Flag),
  differences: Type.Optional(Type.Array(Text(512), { maxItems: 99 })),
});
export type ControlResult = Type.Static<typeof ControlResult>;

/** What happened on the way, and where (CL019); codes 2 and 4 need seals, 3 and 6 need means (rule C328). */
export const Incident = Type.Object({
  code: Text(1),
  text: Text(512),
  occurredAt: UtcTime,
  place: Type.Object({
    /** U UN/LOCODE, V customs office, W position, Z free text. */
    qualifier: Text(1),
    value: Text(70),
  }),
  seals: Type.Optional(Seals),
  means: Type.Optional(Type.Array(Means, { minItems: 1, maxItems: 3 })),
});
export type Incident = Type.Static<typeof Incident>;

/** Why an office is given no record: 1 already arrived, 2 cancelled, 3 unknown, 4 other (domain.md section 2.4). */
export const NoRecordReason = Type.Integer({ minimum: 1, maximum: 4 });

export const Reasons = Type.Array(Text(3), { maxItems: 13 });
