import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';

export const operatorErrorMessages = {
  OPERATOR_NOT_FOUND: (_, { terms }) =>
    `No ${terms.operator} with this id exists at or below your organisation. Use an id from the list of ${terms.operators}.`,
  OPERATOR_EMAIL_TAKEN: (_, { terms }) =>
    `The organisation already has ${terms.anOperator} with this e-mail address. Use another address, or change the existing ${terms.operator}.`,
  OWN_RIGHTS: (_, { terms }) =>
    `You can't change your own organisation, roles, administrator status or active status. Ask another ${terms.operator} to change them.`,
  ROLE_NOT_FOUND: ({ roleIds }) =>
    `The organisation has no role with the id ${roleIds.join(' or ')}. Use ids from its list of roles.`,
  ROLE_NAME_TAKEN: () =>
    'The organisation already has a role with this name. Use another name, or change the existing role.',
  ROLE_BUILT_IN: () => "Built-in roles can't be changed or removed. Create a role of your own instead.",
  ROLE_IN_USE: ({ operators }, { terms }) =>
    `${operators} ${operators === 1 ? `${terms.operator} has` : `${terms.operators} have`} this role, so it can't be removed. Assign other roles first.`,
} satisfies Partial<DomainErrorMessages>;
