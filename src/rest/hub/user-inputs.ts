import { z } from 'zod';
import { CreateOperatorInput } from '../../operators/create-operator.ts';
import { UpdateOperatorInput } from '../../operators/update-operator.ts';
import { userMembers } from './user-answers.ts';

const { shape: creating } = CreateOperatorInput;
const { shape: updating } = UpdateOperatorInput;

const profile = {
  organisation: creating.organisation,
  admin: creating.isAdmin,
  'two-factor': creating.twoFactor,
  active: creating.isActive,
  verified: creating.isVerified,
  password_reset: creating.mustResetPassword,
  user_language: creating.language,
  timezone: creating.timeZone,
  timeout: creating.timeoutSeconds,
  roles: creating.roles,
  notification: creating.notifications,
};

const example = {
  name: 'Evan Evans',
  email_address: 'evan.evans@organisation.com',
  organisation: 1,
  admin: true,
  'two-factor': true,
  active: true,
  verified: true,
  password_reset: true,
  user_language: 'en',
  timezone: 'UTC',
  timeout: 86400,
  roles: [1, 2],
  notification: ['checkout_requested'],
};

/** The input for a new user. */
export const CreateUser = z.object(described({ name: creating.name, email_address: creating.email, ...profile })).meta({
  id: 'CreateUser',
  description: 'A new user. The organisation defaults to your own, and the time zone to that of the organisation.',
  override: { examples: [example] },
});

/** The input for a change of a user. */
export const EditUser = z.object(described({ name: updating.name, email_address: updating.email, ...profile })).meta({
  id: 'EditUser',
  description:
    'The changes to a user. Members that are left out stay unchanged. Given roles and notifications replace the existing ones. A change of the organisation removes all roles and notifications of the user and revokes their API clients.',
  override: { examples: [example] },
});

/** Converts an input to our terms, without name and e-mail address. */
export function toProfile(user: Omit<z.output<typeof EditUser>, 'name' | 'email_address'>) {
  return {
    organisation: user.organisation,
    isAdmin: user.admin,
    twoFactor: user['two-factor'],
    isActive: user.active,
    isVerified: user.verified,
    mustResetPassword: user.password_reset,
    language: user.user_language,
    timeZone: user.timezone,
    timeoutSeconds: user.timeout,
    roles: user.roles,
    notifications: user.notification,
  };
}

/** Describes members with the texts of the response. */
function described<Shape extends Readonly<Partial<Record<keyof typeof userMembers, z.ZodType>>>>(shape: Shape): Shape {
  const members = Object.entries(shape).map(([name, schema]) => {
    const { description = '' } = userMembers[name as keyof typeof userMembers];
    return [name, schema.describe(description)];
  });
  return Object.fromEntries(members);
}
