/** Code lists of the Common System Specification, with their texts (domain.md sections 2.2, 2.3, 2.6). Offices and countries are reference data, not here. */
import type { Bilingual } from './bilingual.ts';
import { both } from './bilingual.ts';

type CodeList<Row = Bilingual> = Readonly<Record<string, Row>>;

/** Where an error of this code points to (guideline G0009). */
type Pointer = 'mrn' | 'root' | 'culprit';

const error = (pointer: Pointer, en: string, ru: string) => ({ pointer, en, ru });

/** Functional errors: refused content (S906, T056, T057). */
export const FUNCTIONAL_ERRORS = {
  12: error('culprit', 'value not in the code list', 'значение отсутствует в справочнике'),
  13: error('culprit', 'required part missing', 'отсутствует обязательная часть'),
  14: error('culprit', 'rule violated: invalid value', 'нарушено правило: недопустимое значение'),
  15: error('culprit', 'part present but not allowed', 'указана недопустимая часть'),
  26: error('culprit', 'duplicate message id', 'повторный идентификатор сообщения'),
  50: error('culprit', 'transitional constraint', 'ограничение переходного периода'),
  51: error(
    'culprit',
    'error in conversion from the old version',
    'ошибка преобразования из старой версии',
  ),
  52: error(
    'culprit',
    'error in conversion to the old version',
    'ошибка преобразования в старую версию',
  ),
  90: error('mrn', 'unknown MRN', 'MRN неизвестен'),
  92: error('root', 'message out of sequence', 'сообщение вне последовательности'),
  93: error('mrn', 'invalid MRN', 'MRN недействителен'),
} as const;
export type FunctionalErrorCode = keyof typeof FUNCTIONAL_ERRORS;

/** Format errors: refused form (S917), code list CL030. */
export const XML_ERRORS = {
  12: both('value not in the enumeration', 'значение вне перечня допустимых'),
  13: both('missing', 'отсутствует'),
  15: both('not supported in this position', 'недопустимо в этой позиции'),
  18: both('other', 'иная ошибка'),
  35: both('too many repetitions', 'слишком много повторений'),
  39: both('too long', 'слишком длинное значение'),
  40: both('too short', 'слишком короткое значение'),
  50: both('invalid value for the type', 'значение не соответствует типу'),
  51: both('invalid value for the pattern', 'значение не соответствует шаблону'),
  52: both('not well-formed', 'нарушен формат сообщения'),
  53: both('invalid characters', 'недопустимые знаки'),
  54: both('lower than the lowest value', 'меньше наименьшего значения'),
  55: both('greater than the greatest value', 'больше наибольшего значения'),
  56: both('not above the lower limit', 'не больше нижнего предела'),
  57: both('not below the upper limit', 'не меньше верхнего предела'),
} as const satisfies CodeList;
export type XmlErrorCode = keyof typeof XML_ERRORS;

/** Why a guarantee cannot be used (CL252; there is no G07). */
export const INVALID_GUARANTEE_REASONS = {
  G01: both('does not exist', 'не существует'),
  G02: both('exists, but is not valid', 'существует, но не действует'),
  G03: both('access code not valid', 'неверный код доступа'),
  G04: both('holder is another', 'иной владелец гарантии'),
  G05: both('voucher already used', 'ваучер уже использован'),
  G06: both('suspended goods not covered', 'не распространяется на эти товары'),
  G08: both('not valid in a country of the route', 'не действует в стране маршрута'),
  G09: both('amount not sufficient', 'недостаточная сумма'),
  G10: both('individual guarantee already used', 'разовая гарантия уже использована'),
  G11: both('departure or destination differ', 'иной пункт отправления или назначения'),
  G12: both('commodity code not covered', 'не распространяется на код товара'),
  G13: both('GRN and type do not match', 'GRN не соответствует виду гарантии'),
} as const satisfies CodeList;
export type InvalidGuaranteeReason = keyof typeof INVALID_GUARANTEE_REASONS;

/** Guarantee types (CL251); those with `grn` carry GRN and access code (C0086). */
export const GUARANTEE_TYPES = {
  '0': { grn: true, ...both('waiver', 'освобождение от обеспечения') },
  '1': { grn: true, ...both('comprehensive', 'генеральная гарантия') },
  '2': {
    grn: true,
    ...both('individual, by undertaking of a guarantor', 'разовая, поручительство гаранта'),
  },
  '3': { grn: false, ...both('individual, cash or equivalent', 'разовая, денежный залог') },
  '4': { grn: true, ...both('individual, vouchers', 'разовая, ваучеры') },
  '5': {
    grn: false,
    ...both('waiver below a value threshold', 'освобождение при стоимости ниже порога'),
  },
  '8': {
    grn: false,
    ...both('not required for public bodies', 'не требуется для государственных органов'),
  },
  '9': {
    grn: true,
    ...both('individual with multiple usage', 'разовая многократного использования'),
  },
  A: { grn: false, ...both('waiver by agreement', 'освобождение по соглашению') },
  B: { grn: false, ...both('TIR', 'МДП') },
  J: {
    grn: false,
    ...both(
      'not required up to the office of transit',
      'не требуется до таможенного органа транзита',
    ),
  },
  R: { grn: false, ...both('waiver on the Rhine and the Danube', 'освобождение на Рейне и Дунае') },
} as const satisfies CodeList<Bilingual & { readonly grn: boolean }>;
export type GuaranteeType = keyof typeof GUARANTEE_TYPES;

/** What a control found: nothing, something below the level of B1, major discrepancies. */
export type ControlOutcome = 'satisfactory' | 'minor' | 'major';

const result = (outcome: ControlOutcome, en: string, ru: string) => ({ outcome, en, ru });

/** Control results at departure and destination (G0126, G0017, R0910, C0930). */
export const CONTROL_RESULTS = {
  A1: result(
    'satisfactory',
    'satisfactory, physical control done',
    'удовлетворительно, проведён фактический контроль',
  ),
  A2: result(
    'satisfactory',
    'considered satisfactory, documents only or none',
    'признано удовлетворительным, контроль документов или без контроля',
  ),
  A3: result(
    'satisfactory',
    'simplified procedure, no control',
    'упрощённая процедура, без контроля',
  ),
  A5: result(
    'minor',
    'minor discrepancies, or seals not in good state',
    'незначительные расхождения или повреждение пломб',
  ),
  B1: result(
    'major',
    'not satisfactory, major discrepancies',
    'неудовлетворительно, существенные расхождения',
  ),
} as const;
export type ControlResultCode = keyof typeof CONTROL_RESULTS;

/** Kinds of control (CL716). */
export const CONTROL_TYPES = {
  '10': both('documents', 'контроль документов'),
  '20': both('radioactivity', 'радиационный контроль'),
  '30': both('non-intrusive inspection', 'инспекция без вскрытия (сканирование)'),
  '40': both('physical control', 'таможенный досмотр'),
  '41': both('consignment and seals', 'осмотр партии и пломб'),
  '42': both('intrusive inspection', 'досмотр со вскрытием'),
  '43': both('quantity', 'проверка количества'),
  '44': both('nature of the goods', 'проверка характера товаров'),
  '45': both('sampling', 'отбор проб'),
  '50': both('other', 'иной контроль'),
} as const satisfies CodeList;
export type ControlType = keyof typeof CONTROL_TYPES;

/** Notification types of T060; 3 is ours: findings, after which the trader may ask for release (row D16). */
export const CONTROL_NOTIFICATIONS = {
  0: both('decision to control', 'решение о контроле'),
  2: both('intention to control', 'намерение провести контроль'),
  3: both('findings: release may be asked for', 'выявлены расхождения: можно запросить выпуск'),
} as const satisfies CodeList;

interface ChannelRow extends Bilingual {
  readonly controls: readonly ControlType[];
  readonly results: readonly ControlResultCode[];
  /** Share in training, in per cent. */
  readonly sharePercent: number;
}

/** Risk channels (ours: NCTS has none). */
export const CHANNELS = {
  green: {
    controls: [],
    results: ['A2', 'A3'],
    sharePercent: 70,
    ...both('no control', 'без контроля'),
  },
  yellow: {
    controls: ['10'],
    results: ['A2', 'A5'],
    sharePercent: 15,
    ...both('documents', 'контроль документов'),
  },
  orange: {
    controls: ['30', '41'],
    results: ['A1', 'A5'],
    sharePercent: 10,
    ...both('scan or seals', 'сканирование или осмотр пломб'),
  },
  red: {
    controls: ['40', '42', '43', '44', '45'],
    results: ['A1', 'A5', 'B1'],
    sharePercent: 5,
    ...both('physical control', 'досмотр'),
  },
} as const satisfies CodeList<ChannelRow>;
export type Channel = keyof typeof CHANNELS;

/** Incidents on the way (CL019); `needs` is the group that must come with it (C0240). */
export const INCIDENTS = {
  '1': both('forced deviation from the itinerary', 'вынужденное отклонение от маршрута'),
  '2': { needs: 'equipment', ...both('seals broken', 'повреждение пломб') },
  '3': {
    needs: 'transhipment',
    ...both('transhipment under supervision', 'перегрузка под контролем'),
  },
  '4': { needs: 'equipment', ...both('unloading because of danger', 'выгрузка из-за опасности') },
  '5': both('incident that affects obligations', 'происшествие, влияющее на обязательства'),
  '6': {
    needs: 'transhipment',
    ...both('part of the means of transport changed', 'замена части транспортного средства'),
  },
} as const satisfies CodeList<Bilingual & { readonly needs?: 'equipment' | 'transhipment' }>;
export type IncidentCode = keyof typeof INCIDENTS;

export const DECLARATION_TYPES = {
  T1: both('goods not in free circulation', 'товары не в свободном обращении'),
  T2: both('goods in free circulation', 'товары в свободном обращении'),
  T2F: both(
    'goods in free circulation, special fiscal territory',
    'товары в свободном обращении, особая налоговая территория',
  ),
  T2SM: both('goods in free circulation, San Marino', 'товары в свободном обращении, Сан-Марино'),
  T: both('mixed consignment', 'смешанная партия'),
  TIR: both('TIR carnet', 'книжка МДП'),
} as const satisfies CodeList;
export type DeclarationType = keyof typeof DECLARATION_TYPES;

export const ADDITIONAL_DECLARATION_TYPES = {
  A: both('standard', 'стандартная'),
  D: both('pre-lodged', 'предварительная'),
} as const satisfies CodeList;

/** The message of the trader that is rejected (CL560; 007 and 044 at destination). */
export const REJECTION_TYPES = {
  '007': both('arrival notification', 'уведомление о прибытии'),
  '013': both('amendment', 'изменение декларации'),
  '014': both('invalidation request', 'запрос об аннулировании'),
  '015': both('declaration', 'декларация'),
  '044': both('unloading remarks', 'замечания по разгрузке'),
  '054': both('request for release', 'запрос о выпуске'),
  '141': both('information about a non-arrived movement', 'сведения о недоставленной перевозке'),
  '170': both('presentation notification', 'уведомление о предъявлении'),
} as const satisfies CodeList;
export type RejectionType = keyof typeof REJECTION_TYPES;

export const REJECTION_CODES = {
  '4': both('other reason', 'иная причина'),
  '7': both('guarantee not valid here', 'гарантия здесь не действует'),
  '12': both('functional errors', 'функциональные ошибки'),
} as const satisfies CodeList;

/** Why another office gets no advance record (X003, X115). */
export const NO_RECORD_REASONS = {
  '1': both('already arrived', 'уже прибыла'),
  '2': both('cancelled', 'аннулирована'),
  '3': both('MRN unknown', 'MRN неизвестен'),
  '4': both('other', 'иная причина'),
} as const satisfies CodeList;

export const OFFICE_ROLES = {
  DEP: both('departure', 'отправление'),
  DES: both('destination', 'назначение'),
  TRA: both('transit', 'транзит'),
  TXT: both('exit for transit', 'выезд при транзите'),
  GUA: both('guarantee', 'гарантии'),
  ENQ: both('enquiry', 'розыск'),
  REC: both('recovery', 'взыскание'),
  INC: both('incidents', 'инциденты'),
  ACR: both('authorised consignors', 'уполномоченные отправители'),
  ACE: both('authorised consignees', 'уполномоченные получатели'),
  ACT: both('authorised consignees for TIR', 'уполномоченные получатели МДП'),
  AUT: both('authorisations', 'разрешения'),
  CAU: both('central office for authorisations', 'центральный орган по разрешениям'),
  CCD: both('central office for declarations', 'центральный орган по декларациям'),
  CND: both('national central office', 'национальный центральный орган'),
} as const satisfies CodeList;
export type OfficeRole = keyof typeof OFFICE_ROLES;

/** Authorisations for simplifications. */
export const AUTHORISATIONS = {
  C520: both('authorised consignee for TIR', 'уполномоченный получатель МДП'),
  C521: both('authorised consignor', 'уполномоченный отправитель'),
  C522: both('authorised consignee', 'уполномоченный получатель'),
  C523: both('special seals', 'специальные пломбы'),
  C524: both('reduced data set', 'сокращённый набор данных'),
} as const satisfies CodeList;
export type Authorisation = keyof typeof AUTHORISATIONS;

export const TRANSPORT_MODES = {
  1: both('sea', 'морской'),
  2: both('rail', 'железнодорожный'),
  3: both('road', 'автомобильный'),
  4: both('air', 'воздушный'),
  5: both('post', 'почтовый'),
  7: both('fixed installation', 'стационарный'),
  8: both('inland waterway', 'внутренний водный'),
  9: both('own propulsion', 'самоходом'),
} as const satisfies CodeList;
export type TransportMode = keyof typeof TRANSPORT_MODES;

/** What identifies a means of transport. */
export const MEANS_TYPES = {
  10: both('ship, IMO number', 'судно, номер ИМО'),
  11: both('ship, name', 'судно, название'),
  20: both('wagon number', 'номер вагона'),
  21: both('train number', 'номер поезда'),
  30: both('road vehicle', 'автомобиль'),
  31: both('road trailer', 'прицеп'),
  40: both('flight number', 'номер рейса'),
  41: both('aircraft registration', 'бортовой номер'),
  80: both('inland vessel, European number', 'речное судно, европейский номер'),
  81: both('inland vessel, name', 'речное судно, название'),
} as const satisfies CodeList;
export type MeansType = keyof typeof MEANS_TYPES;

export const TRANSPORT_DOCUMENTS = {
  N705: both('bill of lading', 'коносамент'),
  N714: both('house bill of lading', 'домашний коносамент'),
  N720: both('rail consignment note CIM', 'железнодорожная накладная ЦИМ'),
  N722: both(
    'rail consignment note SMGS, road list',
    'железнодорожная накладная СМГС, дорожная ведомость',
  ),
  N730: both('road consignment note CMR', 'автомобильная накладная CMR'),
  N740: both('air waybill', 'авианакладная'),
  N760: both('multimodal transport document', 'документ смешанной перевозки'),
  N785: both('cargo manifest', 'грузовой манифест'),
} as const satisfies CodeList;
export type TransportDocument = keyof typeof TRANSPORT_DOCUMENTS;
