import { z } from 'zod';
import { listEventsDoneBy } from '../../events/list-events-done-by.ts';
import { listEventsDoneTo } from '../../events/list-events-done-to.ts';
import { type CreateOperatorInput, createOperator } from '../../operators/create-operator.ts';
import { getOperator } from '../../operators/get-operator.ts';
import { listOperators } from '../../operators/list-operators.ts';
import { type UpdateOperatorInput, updateOperator } from '../../operators/update-operator.ts';
import type { UseCaseContext } from '../../shared/use-case-context.ts';
import { flag, ids, pathId, sorting, words } from '../parameters.ts';
import { route } from '../route.ts';
import { paged, pageHeaders, paging } from './pages.ts';
import { EditedUser, type Evidence, ListedUser, toListedUser, toReset, toUser, User } from './user-answers.ts';
import { CreateUser, EditUser, toOperator } from './user-inputs.ts';

const ById = z.object({ id: pathId({ description: 'The id of the user.', example: 5 }) });

const UserQuery = z.object({
  ...paging,
  text: words({
    description: 'Returns only users whose name or e-mail address contains this text, regardless of case.',
    example: 'example.com',
  }),
  organisation: ids({ description: 'Returns only users of these organisations.', example: [1] }),
  verified: flag({
    description: 'Returns only verified users (true) or only unverified users (false).',
    example: false,
  }),
  disabled: flag({ description: 'Returns only disabled users (true) or only active users (false).', example: true }),
  password_reset: flag({
    description: 'Returns only users who must choose a new password (true) or only the others (false).',
    example: true,
  }),
  sort_by: sorting(['name', 'email_address'], '-name'),
});

/** The sort fields of a user by their names in this API. */
const fields = { name: 'name', email_address: 'email' } as const;

/** Returns an operator with API clients and events, as far as the caller may see them. */
async function userOf(ctx: UseCaseContext, operator: number): Promise<z.output<typeof User>> {
  return toUser(await getOperator(ctx, { operator }), await evidenceOf(ctx, operator));
}

async function evidenceOf(ctx: UseCaseContext, operator: number): Promise<Evidence> {
  if (!ctx.actor.permissions.has('audit:view')) return { doneTo: [], doneBy: [] };
  const limit = 100;
  return {
    doneTo: await listEventsDoneTo(ctx, { subjectType: 'OPERATOR', subjectId: operator, limit }),
    doneBy: await listEventsDoneBy(ctx, { operator, limit }),
  };
}

export const userRoutes = [
  route({
    method: 'GET',
    path: '/users',
    operationId: 'listUsers',
    tag: 'Users',
    summary: 'List users',
    description: 'Returns the users of your organisation and of the organisations below it.',
    takes: ['operator:view'],
    query: UserQuery,
    answer: z.array(ListedUser),
    headers: pageHeaders,
    call: async (ctx, { query }) => {
      const { text, organisation, verified, disabled, password_reset: mustResetPassword, page, per_page } = query;
      const { operators, total } = await listOperators(ctx, {
        text,
        organisations: organisation.length > 0 ? organisation : undefined,
        isVerified: verified,
        isActive: disabled === undefined ? undefined : !disabled,
        mustResetPassword,
        sortBy: query.sort_by.map(({ by, isAscending }) => ({
          field: fields[by],
          direction: isAscending ? 'ASC' : 'DESC',
        })),
        page,
        perPage: per_page,
      });
      return paged(operators.map(toListedUser), total, query);
    },
  }),
  route({
    method: 'GET',
    path: '/users/{id}',
    operationId: 'getUser',
    tag: 'Users',
    summary: 'Get a user',
    description: 'Returns a user with their API clients, the changes to the user, and the actions of the user.',
    takes: ['operator:view'],
    parameters: ById,
    answer: User,
    call: async (ctx, { parameters: { id } }) => ({ body: await userOf(ctx, id) }),
  }),
  route({
    method: 'POST',
    path: '/users',
    operationId: 'createUser',
    tag: 'Users',
    summary: 'Create a user',
    description:
      'Creates a user with the given roles and notifications. Nobody is notified. An e-mail address that is already in use is refused, also in a repeated request. Send an Idempotency-Key to repeat a request safely.',
    takes: ['operator:manage', 'operator:view'],
    status: 201,
    body: CreateUser,
    answer: User,
    headers: z.object({ Location: z.string().describe('The path of the new user.') }),
    call: async (ctx, { body }) => {
      const { id } = await createOperator(ctx, toOperator<CreateOperatorInput>(body));
      return { body: await userOf(ctx, id), headers: { Location: `/api/v1/users/${id}` } };
    },
  }),
  route({
    method: 'PUT',
    path: '/users/{id}',
    operationId: 'editUser',
    tag: 'Users',
    summary: 'Edit a user',
    description:
      'Updates the given members of a user. Given roles and notifications replace the existing ones. A change of the organisation first removes all roles and notifications of the user and revokes their API clients.',
    takes: ['operator:manage', 'operator:view'],
    parameters: ById,
    body: EditUser,
    answer: EditedUser,
    call: async (ctx, { parameters: { id }, body }) => {
      const updated = await updateOperator(ctx, { ...toOperator<UpdateOperatorInput>(body), operator: id });
      return { body: { ...(await userOf(ctx, id)), ...toReset(updated) } };
    },
  }),
];
