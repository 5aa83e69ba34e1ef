/** What ICE publishes to all nodes at the start of a run (S802): the customs offices, and which code lists are in force. Who belongs to the scheme is in membership.ts. */
import {
  ADDITIONAL_DECLARATION_TYPES,
  AUTHORISATIONS,
  CONTROL_RESULTS,
  CONTROL_TYPES,
  DECLARATION_TYPES,
  FUNCTIONAL_ERRORS,
  GUARANTEE_TYPES,
  INCIDENTS,
  INVALID_GUARANTEE_REASONS,
  MEANS_TYPES,
  OFFICE_ROLES,
  REJECTION_TYPES,
  TRANSPORT_DOCUMENTS,
  TRANSPORT_MODES,
  XML_ERRORS,
} from '../common/code-lists.ts';
import { SCHEMA_VERSION } from '../common/limits.ts';
import type { Body } from '../common/message-types.ts';
import type { SchemeParameters } from '../common/parameters.ts';

/** A list as it is published, but for its time. */
export type Published = Omit<Body<'S802'>, 'validFrom'>;

/** Raised when a list changes its entries. */
const VERSION = 1;

const CODE_LISTS = {
  additionalDeclarationTypes: ADDITIONAL_DECLARATION_TYPES,
  authorisations: AUTHORISATIONS,
  controlResults: CONTROL_RESULTS,
  controlTypes: CONTROL_TYPES,
  declarationTypes: DECLARATION_TYPES,
  functionalErrors: FUNCTIONAL_ERRORS,
  guaranteeTypes: GUARANTEE_TYPES,
  incidents: INCIDENTS,
  invalidGuaranteeReasons: INVALID_GUARANTEE_REASONS,
  meansTypes: MEANS_TYPES,
  officeRoles: OFFICE_ROLES,
  rejectionTypes: REJECTION_TYPES,
  transportDocuments: TRANSPORT_DOCUMENTS,
  transportModes: TRANSPORT_MODES,
  xmlErrors: XML_ERRORS,
};

/** Both lists, in the order in which they are published. */
export const referenceData = ({ offices }: Pick<SchemeParameters, 'offices'>): Published[] => [
  {
    list: 'customsOffices',
    version: VERSION,
    entries: Object.values(offices).map(({ code, country, roles }) => ({
      code,
      country,
      roles: [...roles],
    })),
  },
  {
    list: 'codeLists',
    version: VERSION,
    entries: Object.entries(CODE_LISTS).map(([list, codes]) => ({
      list,
      version: SCHEMA_VERSION,
      codes: Object.keys(codes),
    })),
  },
];
