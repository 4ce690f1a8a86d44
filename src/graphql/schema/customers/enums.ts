import type { CustomerKind } from '../../../customers/types.ts';
import { enumOf } from '../enum.ts';

export const CustomerKindEnum = enumOf<CustomerKind>('CustomerKind', 'The kind of a customer.', {
  COMPANY: { description: 'A company. The customer has a company name.' },
  PERSON: { description: 'A person. The customer has no company name.' },
});
