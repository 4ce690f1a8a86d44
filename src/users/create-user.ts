import { z } from 'zod';
import { CustomerInactiveError, CustomerNotFoundError } from '../customers/errors.ts';
import { lockCustomer } from '../customers/for-other-features.ts';
import { readMoment } from '../db/transactions/clock.ts';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { shareLockOrganisation } from '../organisations/for-other-features.ts';
import { checkOpen, owningOrganisation } from '../organisations/rules.ts';
import type { Moment } from '../shared/clock.ts';
import { email, optional, organisationOrOwn, remoteId } from '../shared/input.ts';
import { creationShape } from '../shared/member-input.ts';
import { namesOf, withNulls } from '../shared/members.ts';
import { checkOwnName } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { seatLimit } from '../subscriptions/seat-limit.ts';
import { EmailTakenError } from './errors.ts';
import { hashPassword, password } from './password.ts';
import { userProfile } from './profile.ts';
import { findUser, insertUser } from './repository.ts';
import { checkSeat } from './rules.ts';
import type { User } from './types.ts';

export const CreateUserInput = z.object({
  organisation: organisationOrOwn,
  email,
  /** The partner's id of the customer; without one the user belongs to the partner's own consumer tenant. */
  customer: optional(remoteId),
  ...creationShape(userProfile),
  password: optional(password),
});
export type CreateUserInput = z.output<typeof CreateUserInput>;

/**
 * Creates a user, active, who takes a seat of the customer. An e-mail that is in use is refused, also to the very same
 * request: this verb has no id by which a retry could be recognised. Contract: envelope A6.
 *
 * @throws {NotWhileEmulatingError} when a password is given by who acts on behalf of somebody else
 * @throws {PermissionDeniedError} when the actor lacks `user:manage`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {OrganisationArchivedError} when the partner is archived
 * @throws {CustomerNotFoundError} when the partner has no such customer
 * @throws {CustomerInactiveError} when the customer is inactive
 * @throws {EmailTakenError} when the partner has a user of this e-mail, whatever its case
 * @throws {SeatLimitReachedError} when the customer's seats are all used
 */
export async function createUser(ctx: UseCaseContext, input: CreateUserInput): Promise<User> {
  if (input.password !== undefined) orThrow(checkOwnName(ctx.actor));
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'user:manage'));
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
  return inTransaction(ctx.pool, async (tx) => {
    orThrow(checkOpen(await shareLockOrganisation(tx, organisationId)));
    const { customerId, moment } = await lockTenant(tx, ctx, organisationId, input.customer);
    if ((await findUser(tx, organisationId, input.email)) !== undefined) throw new EmailTakenError();
    if (customerId !== null) orThrow(checkSeat(await seatLimit(tx, organisationId, customerId, moment.now)));
    const profile = withNulls(input, namesOf(userProfile));
    const user = { organisationId, customerId, email: input.email, ...profile, createdAt: moment.now };
    const id = await insertUser(tx, { ...user, passwordHash });
    if (id === undefined) throw new EmailTakenError();
    recordEvent(tx, ctx, moment, {
      verb: 'createUser',
      organisationId,
      subjectType: 'USER',
      subjectId: id,
      before: null,
      after: { customerId, isActive: true },
    });
    return { ...user, id, customer: input.customer ?? null, isActive: true };
  });
}

/** Locks the customer, so that its seats can't be given away twice; the consumer tenant has none to count. */
async function lockTenant(
  tx: Transaction,
  ctx: UseCaseContext,
  organisationId: number,
  customer: string | undefined,
): Promise<{ customerId: number | null; moment: Moment }> {
  if (customer === undefined) return { customerId: null, moment: await readMoment(tx, ctx) };
  const locked = await lockCustomer(tx, ctx, organisationId, customer);
  if (locked === undefined) throw new CustomerNotFoundError(customer);
  if (!locked.customer.isActive) throw new CustomerInactiveError(customer);
  return { customerId: locked.customer.id, moment: locked.moment };
}
