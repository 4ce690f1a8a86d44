import { z } from 'zod';
import { CreateOperatorInput } from '../../operators/create-operator.ts';
import { operatorProfile } from '../../operators/profile.ts';
import { UpdateOperatorInput } from '../../operators/update-operator.ts';
import { namesOf } from '../../shared/members.ts';
import { memberName } from '../../shared/vocabulary.ts';
import { userMembers } from './user-answers.ts';
import { hubVocabulary } from './vocabulary.ts';

const { shape: creating } = CreateOperatorInput;
const { shape: updating } = UpdateOperatorInput;

/** The members besides the profile, which both inputs have. */
const others = {
  organisation: creating.organisation,
  timeout: creating.timeoutSeconds,
  roles: creating.roles,
  notification: creating.notifications,
};

/** Returns the schemas of the profile by the names of this dialect. */
function profileIn(shape: Readonly<Record<string, z.ZodType>>): Record<string, z.ZodType> {
  const members = namesOf(operatorProfile).map((name) => [memberName(hubVocabulary, name), shape[name]]);
  return Object.fromEntries(members);
}

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

export const CreateUser = z.object(described({ ...profileIn(creating), ...others })).meta({
  id: 'CreateUser',
  description: 'A new user. The organisation defaults to your own, and the time zone to that of the organisation.',
  override: { examples: [example] },
});

export const EditUser = z.object(described({ ...profileIn(updating), ...others })).meta({
  id: 'EditUser',
  description:
    'The changes to a user. Members that are left out stay unchanged. Given roles and notifications replace the existing ones. A change of the organisation removes all roles and notifications of the user and revokes their API clients.',
  override: { examples: [example] },
});

type Sent = z.output<z.ZodObject<typeof others>> & Readonly<Record<string, unknown>>;

/** Returns the members of a validated request by their names in the domain. */
export function toOperator<Input>({ organisation, timeout, roles, notification, ...sent }: Sent): Input {
  const profile = namesOf(operatorProfile).map((name) => [name, sent[memberName(hubVocabulary, name)]]);
  const others = { organisation, timeoutSeconds: timeout, roles, notifications: notification };
  return { ...Object.fromEntries(profile), ...others } as Input;
}

/** Returns the schemas with the descriptions of the members in responses. */
function described<Shape extends Readonly<Record<string, z.ZodType>>>(shape: Shape): Shape {
  const members = Object.entries(shape).map(([name, schema]) => {
    const { description = '' } = userMembers[name as keyof typeof userMembers];
    return [name, schema.describe(description)];
  });
  return Object.fromEntries(members);
}
