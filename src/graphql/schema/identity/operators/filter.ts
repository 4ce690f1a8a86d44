import type { Conditions } from '../../../../db/reading/reader.ts';
import { builder } from '../../builder.ts';
import { allOf, containing, ifGiven } from '../../connection.ts';
import { numericId } from '../../global-id.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { sortInput } from '../../sorting.ts';

export const OperatorFilter = builder.inputType('OperatorFilter', {
  description: 'Which operators. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    isActive: t.boolean({ description: 'Only active or only disabled ones.' }),
    isVerified: t.boolean({ description: 'Only those whose e-mail is known to be their own, or only the others.' }),
    isAdmin: t.boolean({ description: 'Only administrators, or only the others.' }),
    text: t.string({ description: 'Only those in whose name or e-mail this occurs, in any case.' }),
  }),
});

export const OperatorSort = sortInput('Operator', 'operators', {
  ID: { value: 'id', description: 'The order in which they were created.' },
  NAME: { value: 'name', description: 'Their name.' },
  EMAIL: {
    value: 'emailKey',
    description: 'Their e-mail, without regard to case and with the domain in its IDNA form.',
  },
  CREATED_AT: { value: 'createdAt', description: 'When they were created.' },
});

export function operatorConditions(filter: typeof OperatorFilter.$inferInput | null | undefined) {
  return allOf<Conditions['operator']>(
    ifGiven(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    ifGiven(filter?.isActive, (isActive) => ({ isActive })),
    ifGiven(filter?.isVerified, (isVerified) => ({ isVerified })),
    ifGiven(filter?.isAdmin, (isAdmin) => ({ isAdmin })),
    ifGiven(filter?.text, (text) => ({ OR: [{ name: containing(text) }, { email: containing(text) }] })),
  );
}
