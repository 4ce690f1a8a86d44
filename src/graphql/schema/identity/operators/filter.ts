import type { Conditions } from '../../../../db/reading/reader.ts';
import { builder } from '../../builder.ts';
import { allOf, containing, ifGiven } from '../../connection.ts';
import { numericId } from '../../global-id.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { sortInput } from '../../sorting.ts';

export const OperatorFilter = builder.inputType('OperatorFilter', {
  description: 'Filter criteria for operators. An omitted criterion matches all operators.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: "Filters by the organisation's `id`." }),
    isActive: t.boolean({ description: 'Returns only active operators (true) or only disabled operators (false).' }),
    isVerified: t.boolean({
      description: 'Returns only operators whose e-mail address is verified (true) or not verified (false).',
    }),
    isAdmin: t.boolean({
      description: 'Returns only administrators (true) or only operators that are not administrators (false).',
    }),
    text: t.string({
      description: 'Filters by text that the name or the e-mail address contains. Upper and lower case do not matter.',
    }),
  }),
});

export const OperatorSort = sortInput('Operator', 'operators', {
  ID: { value: 'id', description: 'The order of creation.' },
  NAME: { value: 'name', description: "The operator's name." },
  EMAIL: {
    value: 'emailKey',
    description:
      "The operator's e-mail address, in lower case and with an internationalised domain in its `xn--` form.",
  },
  CREATED_AT: { value: 'createdAt', description: 'The date and time of creation.' },
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
